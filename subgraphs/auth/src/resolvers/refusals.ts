/** Refusals and denials in the words that people read. Codes are the contract; words may change. */
import { badInput } from '@tallystick/subgraph-server'
import { GraphQLError } from 'graphql'
import type { CreateApiKeyRefused } from '../domain/create-api-key.ts'
import type { KeySettings } from '../domain/key-settings.ts'
import type { ReserveSpendRefused } from '../domain/reserve-spend.ts'
import type { WeakPassword } from '../domain/rules/password.ts'
import { PASSWORD_LENGTH } from '../domain/rules/password.ts'
import type { MalformedIdentity } from '../domain/rules/sign-up.ts'
import type { MfaRequired } from '../domain/sign-in.ts'

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
  VERIFICATION_REQUIRED: {
    __typename: 'VerificationRequired',
    code: 'VERIFICATION_REQUIRED',
    message:
      'Open the message that was sent to this address: it shows that the address is yours. Then sign in.',
  },
  INVALID_CODE: {
    __typename: 'InvalidCode',
    code: 'INVALID_CODE',
    message: 'This code or link does not work, or works no more. Ask for a new one.',
  },
  CHALLENGE_ENDED: {
    __typename: 'ChallengeEnded',
    code: 'CHALLENGE_ENDED',
    message: 'This took too long, or too many tries. Begin again.',
  },
  SECOND_FACTORS_OFF: {
    __typename: 'SecondFactorsOff',
    code: 'SECOND_FACTORS_OFF',
    message: 'This system takes no new second factors. Ask the people who run it.',
  },
  NO_SECOND_FACTOR: {
    __typename: 'NoSecondFactor',
    code: 'NO_SECOND_FACTOR',
    message: 'Recovery codes stand in for a second factor. Add one first.',
  },
  INVALID_PASSKEY: {
    __typename: 'InvalidPasskey',
    code: 'INVALID_PASSKEY',
    message: 'This passkey was not accepted. Try again, or choose another way.',
  },
  INVALID_IDENTITY: {
    __typename: 'InvalidIdentity',
    code: 'INVALID_IDENTITY',
    message: 'The other provider did not show who you are. Begin again, in the same browser.',
  },
  IDENTITY_NOT_LINKED: {
    __typename: 'IdentityNotLinked',
    code: 'IDENTITY_NOT_LINKED',
    message:
      'Nobody here signs in by this account. If you have signed up already, sign in as ever and link it under Security.',
  },
  IDENTITY_TAKEN: {
    __typename: 'IdentityTaken',
    code: 'IDENTITY_TAKEN',
    message: 'This account of the other provider is linked already.',
  },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    __typename: 'IdentityProviderUnavailable',
    code: 'IDENTITY_PROVIDER_UNAVAILABLE',
    message:
      'The other provider does not answer as it should. Try again later, or sign in another way.',
  },
  LAST_WAY_IN: {
    __typename: 'LastWayIn',
    code: 'LAST_WAY_IN',
    message:
      'You have no password and could not sign in any more. Set one by “Forgot your password?” first.',
  },
  PHONE_TAKEN: {
    __typename: 'PhoneTaken',
    code: 'PHONE_TAKEN',
    message: 'Somebody else has verified this phone.',
  },
  UNUSABLE_HASH: {
    __typename: 'UnusableHash',
    code: 'UNUSABLE_HASH',
    message: 'The hash is not bcrypt ($2a$ or $2b$) of cost 12 to 15.',
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
  STATUS_FINAL: {
    __typename: 'StatusFinal',
    code: 'STATUS_FINAL',
    message: 'This person was archived, which is for ever.',
  },
  STATUS_OWN: {
    __typename: 'StatusOwn',
    code: 'STATUS_OWN',
    message: 'Nobody stops themselves. Ask another administrator.',
  },
  FACTORS_OWN: {
    __typename: 'FactorsOwn',
    code: 'FACTORS_OWN',
    message: 'Nobody takes their own second factors away like this. Ask another administrator.',
  },
  OWNER_NOT_FOUND: {
    __typename: 'OwnerNotFound',
    code: 'OWNER_NOT_FOUND',
    message: 'There is no such person, or they may not sign in.',
  },
  API_KEY_ENDED: {
    __typename: 'ApiKeyEnded',
    code: 'API_KEY_ENDED',
    message: 'This key has ended. Make a new one.',
  },
} as const

const WEAKNESSES: Readonly<Record<WeakPassword['reason'], string>> = {
  TOO_SHORT: `Choose a password of at least ${PASSWORD_LENGTH.min} characters.`,
  TOO_LONG: `Choose a password of at most ${PASSWORD_LENGTH.max} characters.`,
  COMMON: 'This password is among the first that an attacker tries. Choose another one.',
  PERSONAL: 'This password is your own name or address. Choose another one.',
  NOT_MIXED: 'Choose a password with an upper-case letter, a lower-case letter and a digit.',
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

/** A sign-in that waits for a second factor. */
export const mfaRequired = ({ code, ...asked }: MfaRequired) =>
  ({
    __typename: 'MfaRequired',
    code,
    message: 'Show your second factor to go on.',
    ...asked,
  }) as const

/** A key or program that would do more than its owner, with what is too much. */
export function showScopes(beyond: readonly string[]) {
  const scopes = [...beyond]
  return {
    __typename: 'ScopeNotAllowed',
    code: 'SCOPE_NOT_ALLOWED',
    message: `The owner cannot give this to a key or program: ${scopes.join(', ')}. Leave it out.`,
    scopes,
  } as const
}

/** One key too many, with how many there may be. */
export const showTooMany = (max: number) =>
  ({
    __typename: 'TooManyApiKeys',
    code: 'TOO_MANY_API_KEYS',
    message: `One person may have ${max} keys. Revoke one that is not needed any more.`,
    max,
  }) as const

/** One passkey too many, with how many there may be. */
export const showTooManyPasskeys = (max: number) =>
  ({
    __typename: 'TooManyPasskeys',
    code: 'TOO_MANY_PASSKEYS',
    message: `One person may have ${max} passkeys. Remove one that is not needed any more.`,
    max,
  }) as const

/** One identity too many, with how many there may be. */
export const showTooManyIdentities = (max: number) =>
  ({
    __typename: 'TooManyIdentities',
    code: 'TOO_MANY_IDENTITIES',
    message: `One person may have ${max} identities. Unlink one that is not needed any more.`,
    max,
  }) as const

/** The denial of a name that no passkey may have. */
export const badPasskeyName = (): GraphQLError =>
  badInput('A name has 1 to 100 characters, none of them control characters.', { field: 'name' })

type Reached = Extract<ReserveSpendRefused, { code: 'SPEND_CAP_REACHED' }>

/** A spend cap without room, with what is left and when there is more. */
export const showCapReached = ({ code, cap, remaining, resetsAt }: Reached) =>
  ({
    __typename: 'SpendCapReached',
    code,
    message: `This key may not spend that much within ${cap.hours} hours.`,
    remaining,
    hours: cap.hours,
    resetsAt,
  }) as const

type BadKey = Extract<CreateApiKeyRefused, { code: 'MALFORMED_KEY' | 'BAD_LIMIT' }>

/** The denial of a key that is not of the described form. */
export function badKeyInput(refusal: BadKey, { daysMax }: KeySettings): GraphQLError {
  if (refusal.code === 'BAD_LIMIT')
    return badInput(`${refusal.field} ${refusal.problem}.`, { field: `limits.${refusal.field}` })
  const forms = {
    name: 'A name has 1 to 100 characters, none of them control characters.',
    clientId: 'clientId is 1 to 128 letters, digits and any of _ . : -',
    scopes: 'A key has 1 to 100 scopes.',
    expiresAt: `A key ends later than now and within ${daysMax} days.`,
  }
  return badInput(forms[refusal.field], { field: refusal.field })
}

/** The denial of work that would have to wait behind too many others. Nothing was changed. */
export const tooBusy = (): GraphQLError =>
  new GraphQLError('Too many people are signing in at this moment. Try again in a few seconds.', {
    extensions: { code: 'RATE_LIMITED', outcome: 'NOT_APPLIED' },
  })
