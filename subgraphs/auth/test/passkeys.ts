/** The operations of passkeys, as tests send them. */
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import type { newAuthenticator } from './authenticator.ts'
import { actorOf } from './mailbox.ts'
import { only, type Room, type Session } from './room.ts'

const REFUSAL = '... on Refusal { code message }'
const PASSKEY = '{ id name isBackedUp createdAt lastUsedAt }'
const SESSION = '{ id accessToken refreshToken expiresAt user { id email roles } }'

/** A passkey as an answer holds it. */
export type ShownPasskey = {
  id: string
  name: string
  isBackedUp: boolean
  createdAt: string
  lastUsedAt: string | null
}

/** A challenge of a passkey as an answer holds it. */
export type Challenge = { challengeId: string; options: string }
type Authenticator = ReturnType<typeof newAuthenticator>

export function passkeysOf(room: Pick<Room, 'send'>) {
  const startRegistration = (actor: Actor) =>
    room.send(
      `mutation { startPasskeyRegistration {
        __typename ... on StartPasskeyRegistrationSuccess { challengeId options }
        ... on TooManyPasskeys { max } ${REFUSAL} } }`,
      undefined,
      actor,
    )
  const finishRegistration = (actor: Actor, input: object) =>
    room.send(
      `mutation ($input: FinishPasskeyRegistrationInput!) { finishPasskeyRegistration(input: $input) {
        __typename ... on FinishPasskeyRegistrationSuccess { passkey ${PASSKEY} recoveryCodes } ${REFUSAL} } }`,
      input,
      actor,
    )
  const startSignIn = async () =>
    only<Challenge>(await room.send('mutation { startPasskeySignIn { challengeId options } }'))
  const finishSignIn = (input: object) =>
    room.send(
      `mutation ($input: FinishPasskeySignInInput!) { finishPasskeySignIn(input: $input) {
        __typename ... on SignInSuccess { session ${SESSION} } ${REFUSAL} } }`,
      input,
      ANONYMOUS,
    )
  return {
    startRegistration,
    finishRegistration,
    startSignIn,
    finishSignIn,
    /** Adds a passkey as an honest browser does. */
    async register(session: Session, device: Authenticator, name?: string) {
      const asked = only<Challenge>(await startRegistration(actorOf(session)))
      const response = device.create(asked.options)
      return only<{
        __typename: string
        code?: string
        passkey: ShownPasskey
        recoveryCodes: string[]
      }>(
        await finishRegistration(actorOf(session), {
          challengeId: asked.challengeId,
          response,
          ...(name === undefined ? {} : { name }),
        }),
      )
    },
    /** Signs in as an honest browser does. */
    async signIn(device: Authenticator) {
      const { challengeId, options } = await startSignIn()
      return only<{ __typename: string; code?: string; session: Session }>(
        await finishSignIn({ challengeId, response: device.get(options) }),
      )
    },
    list: async (session: Session) =>
      only<ShownPasskey[]>(await room.send(`{ passkeys ${PASSKEY} }`, undefined, actorOf(session))),
    rename: (actor: Actor, input: object) =>
      room.send(
        `mutation ($input: RenamePasskeyInput!) { renamePasskey(input: $input) { passkey ${PASSKEY} } }`,
        input,
        actor,
      ),
    remove: (actor: Actor, id: string) =>
      room.send(
        'mutation ($input: RemovePasskeyInput!) { removePasskey(input: $input) { passkeyId } }',
        { id },
        actor,
      ),
  }
}
