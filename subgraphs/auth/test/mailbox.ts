/** Messages as the people of a test get them, and the operations that are about passwords and proofs. */
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import type { Message, Notifier } from '@tallystick/notify'
import { accepted } from '@tallystick/result'
import { vi } from 'vitest'
import type { PasswordHasher } from '../src/domain/password-hash.ts'
import { facts, PASSWORD, type Room, type Session, userActor } from './room.ts'

/** A notifier that keeps what it is given. `fault` is thrown instead while it is set. */
export function newMailbox() {
  const messages: Message[] = []
  const box = {
    messages,
    tries: 0,
    fault: undefined as Error | undefined,
    notifier: {
      async send(message: Message) {
        box.tries += 1
        if (box.fault) throw box.fault
        messages.push(message)
      },
      async close() {},
    } satisfies Notifier,
    /** Waits for the next message of a template, and takes everything out. */
    async next<Name extends Message['template']>(template: Name) {
      const found = await vi.waitFor(() => {
        const message = messages.findLast((each) => each.template === template)
        if (!message) throw new Error(`no ${template}, only ${messages.map((m) => m.template)}`)
        return message
      })
      messages.length = 0
      return found as Extract<Message, { template: Name }>
    },
    /** Waits until nothing is due, and says what came. */
    async all(room: Room) {
      await vi.waitFor(async () => {
        const [row] = await room.sql`select count(*)::int as n from auth.outgoing_messages
          where gave_up_at is null and attempts < 2`
        if (row?.['n'] !== 0) throw new Error('still sending')
      })
      return messages.splice(0)
    },
  }
  return box
}

/** What stands behind `#token=` in the link of a message. */
export const tokenOf = (message: { values: { link?: string | null } }): string =>
  message.values.link?.split('#token=')[1] ?? ''

/** Hashes in no time, so that a test may ask for a thousand: it shows nothing about passwords. */
export const quickHasher = (): PasswordHasher & { steps: string[] } => {
  const steps: string[] = []
  const hashOf = (password: string): string =>
    `$argon2id$v=19$m=8,t=1,p=1$${Buffer.from(password).toString('base64')}`
  return {
    steps,
    async hash(password) {
      steps.push('hash')
      return accepted(hashOf(password))
    },
    async verify(password, stored) {
      steps.push('verify')
      return accepted(stored === hashOf(password))
    },
  }
}

const REFUSAL = '... on Refusal { code message }'
const SESSION = '{ id accessToken refreshToken expiresAt user { id email roles } }'

/** The operations, from an address of one's choice. */
export function proofsOf(room: Pick<Room, 'auth'>, address = '203.0.113.9') {
  const send = (query: string, input: object, actor: Actor = ANONYMOUS) =>
    room.auth.subgraph.execute({ query, variables: { input } }, facts(actor, { address }))
  const mutation = (name: string, fields: string) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    return (input: object, actor?: Actor) =>
      send(
        `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${fields} } }`,
        input,
        actor,
      )
  }
  const result = (name: string, fields: string) => {
    const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`
    return mutation(name, `__typename ... on ${success} { ${fields} } ${REFUSAL}`)
  }
  const signIn = result('signIn', `session ${SESSION}`)
  return {
    signIn: (over: object = {}) => signIn({ email: 'ada@demo.test', password: PASSWORD, ...over }),
    verifyEmail: result('verifyEmail', 'user { id name email emailVerified }'),
    resendVerification: mutation('resendVerification', 'minutes'),
    requestPasswordReset: mutation('requestPasswordReset', 'minutes'),
    resetPassword: result('resetPassword', 'user { id email }'),
    changePassword: result('changePassword', 'user { id email }'),
    requestPhoneVerification: mutation('requestPhoneVerification', 'minutes'),
    verifyPhone: result('verifyPhone', 'user { id phone phoneVerified }'),
    importUser: result('importUser', 'user { id name }'),
  }
}

/** The person of a session, on it. */
export const actorOf = ({ id, user }: Session): Actor => userActor(user.id, { sessionId: id })
