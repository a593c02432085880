/** The operations of second factors, and an authenticator app as people have one. */
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { generateSync } from 'otplib'
import { actorOf } from './mailbox.ts'
import { facts, only, PASSWORD, type Room, type Session } from './room.ts'

const REFUSAL = '... on Refusal { code message }'
const SESSION = '{ id accessToken refreshToken expiresAt user { id email roles } }'

/** What a challenge is told with. */
export type Asked = {
  __typename: string
  challengeId: string
  methods: string[]
  passkeyOptions: string | null
}

/** What confirming an app and answering a challenge come to. */
export type Outcome = { __typename: string; code?: string; session?: Session | null }

export const SECOND_FACTORS =
  '{ secondFactors { totp { confirmedAt } recoveryCodesLeft isRequired } }'

/** The operations, from an address of one's choice. */
export function factorsOf(room: Pick<Room, 'auth' | 'clock'>, address = '203.0.113.9') {
  const send = (query: string, input?: object, actor: Actor = ANONYMOUS) =>
    room.auth.subgraph.execute(
      { query, variables: input ? { input } : {} },
      facts(actor, { address }),
    )
  const operations = {
    secondFactors: (actor: Actor) => send(SECOND_FACTORS, undefined, actor),
    signIn: (over: object = {}) =>
      send(
        `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
          ... on SignInSuccess { session ${SESSION} }
          ... on MfaRequired { challengeId methods passkeyOptions } ${REFUSAL} } }`,
        { email: 'ada@demo.test', password: PASSWORD, ...over },
      ),
    verify: (input: object, actor?: Actor) =>
      send(
        `mutation ($input: VerifyMfaInput!) { verifyMfa(input: $input) { __typename
          ... on VerifyMfaSuccess { session ${SESSION} } ${REFUSAL} } }`,
        input,
        actor,
      ),
    stepUp: (actor: Actor) =>
      send('mutation { startStepUp { challengeId methods passkeyOptions } }', undefined, actor),
    enroll: (actor: Actor) =>
      send(
        `mutation { enrollTotp { __typename ... on EnrollTotpSuccess { secret uri qrCode } ${REFUSAL} } }`,
        undefined,
        actor,
      ),
    confirm: (code: string, actor: Actor) =>
      send(
        `mutation ($input: ConfirmTotpInput!) { confirmTotp(input: $input) { __typename
          ... on ConfirmTotpSuccess { recoveryCodes } ${REFUSAL} } }`,
        { code },
        actor,
      ),
    disable: (actor: Actor) =>
      send(
        'mutation { disableTotp { secondFactors { totp { confirmedAt } recoveryCodesLeft } } }',
        undefined,
        actor,
      ),
    renew: (actor: Actor) =>
      send(
        `mutation { newRecoveryCodes { __typename
          ... on NewRecoveryCodesSuccess { recoveryCodes } ${REFUSAL} } }`,
        undefined,
        actor,
      ),
  }
  /** The code that an app shows now, or steps of thirty seconds from now. */
  const codeOf = (secret: string, steps = 0): string =>
    generateSync({ secret, epoch: Math.floor(room.clock.now.getTime() / 1000) + 30 * steps })
  /** Adds an app to a person who has just signed in. */
  const addApp = async (session: Session) => {
    const actor = actorOf(session)
    const { secret } = only<{ secret: string }>(await operations.enroll(actor))
    const confirmed = await operations.confirm(codeOf(secret), actor)
    return { secret, actor, ...only<{ recoveryCodes: string[] }>(confirmed) }
  }
  /** Gives the right password, and says what is asked for then. */
  const ask = async (over: object = {}) => only<Asked>(await operations.signIn(over))
  /** Answers, and says what came of it. */
  const answer = async (input: object, actor?: Actor) => {
    const { code, __typename } = only<Outcome>(await operations.verify(input, actor))
    return code ?? __typename
  }
  return { ...operations, codeOf, addApp, ask, answer }
}

/** A code that is not the one. */
export const notThe = (code: string): string =>
  code.replace(/^./, (first) => String((Number(first) + 5) % 10))
