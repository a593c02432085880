/** Refusals and denials in the words that people read. Codes are the contract; words may change. */
import { badInput } from '@tallystick/subgraph-server'
import { GraphQLError } from 'graphql'
import type { WeakPassword } from '../domain/rules/password.ts'
import { PASSWORD_LENGTH } from '../domain/rules/password.ts'
import type { MalformedIdentity } from '../domain/rules/sign-up.ts'

/** What a client gets for each code that carries no facts of its own. */
export const REFUSALS = {
  EMAIL_TAKEN: {
    __typename: 'EmailTaken',
    code: 'EMAIL_TAKEN',
    message: 'Somebody has signed up with this address already. Sign in instead.',
  },
  USERNAME_TAKEN: {
    __typename: 'UsernameTaken',
    code: 'USERNAME_TAKEN',
    message: 'This handle belongs to somebody already. Choose another one.',
  },
  INVALID_CREDENTIALS: {
    __typename: 'InvalidCredentials',
    code: 'INVALID_CREDENTIALS',
    message: 'No user has this address and password together.',
  },
  ACCOUNT_LOCKED: {
    __typename: 'AccountLocked',
    code: 'ACCOUNT_LOCKED',
    message: 'You may not sign in now. Ask the people who run this system.',
  },
  INVALID_REFRESH_TOKEN: {
    __typename: 'InvalidRefreshToken',
    code: 'INVALID_REFRESH_TOKEN',
    message: 'This session cannot go on. Sign in again.',
  },
  USER_UNKNOWN: {
    __typename: 'UserUnknown',
    code: 'USER_UNKNOWN',
    message: 'There is no such user.',
  },
  LAST_ADMINISTRATOR: {
    __typename: 'LastAdministrator',
    code: 'LAST_ADMINISTRATOR',
    message: 'The only administrator cannot stop being one. Make somebody else one first.',
  },
} as const

const WEAKNESSES: Readonly<Record<WeakPassword['reason'], string>> = {
  TOO_SHORT: `Choose a password of at least ${PASSWORD_LENGTH.min} characters.`,
  TOO_LONG: `Choose a password of at most ${PASSWORD_LENGTH.max} characters.`,
  COMMON: 'This password is among the first that an attacker tries. Choose another one.',
  PERSONAL: 'This password is your own name or address. Choose another one.',
}

/** A weak password, with what to do about it. */
export const weakPassword = ({ code, reason }: WeakPassword) =>
  ({ __typename: 'WeakPassword', code, message: WEAKNESSES[reason] }) as const

const FORMS: Readonly<Record<MalformedIdentity['field'], string>> = {
  email: 'The address is not of the form name@example.com.',
  name: 'A name has 1 to 100 characters, none of them control characters.',
  username:
    'A handle has 3 to 30 characters: lower-case letters, digits, dots, dashes, underscores.',
}

/** The denial of an identity that is not of the described form. */
export const malformed = (field: MalformedIdentity['field']): GraphQLError =>
  badInput(FORMS[field], { field })

/** The denial of work that would have to wait behind too many others. Nothing was changed. */
export const tooBusy = (): GraphQLError =>
  new GraphQLError('Too many people are signing in at this moment. Try again in a few seconds.', {
    extensions: { code: 'RATE_LIMITED', outcome: 'NOT_APPLIED' },
  })
