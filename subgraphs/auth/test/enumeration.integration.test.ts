/** What a stranger learns of who has an account here: nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { proofsOf, quickHasher } from './mailbox.ts'
import { only, openRoom, type Room } from './room.ts'

const ASKED = 200
const KNOWN = 'ada@demo.test'
/** Somebody whose address is still to be verified. */
const PENDING = 'ben@demo.test'

const hasher = quickHasher()
let room: Room
beforeAll(async () => {
  // As many as are asked for here, so that somebody known is really sent every one of them.
  const verification = {
    ...AUTH_SETTINGS.verification,
    email: 'required',
    perHourMax: 10 * ASKED,
  } as const
  room = await openRoom({ hasher, settings: { verification } })
  await room.signUp({ email: KNOWN })
  await room.sql`update auth.users set email_verified = true`
  await room.signUp({ email: PENDING })
})
afterAll(() => room.close())

const counts = async () => {
  const [row] = await room.sql`select
    (select count(*)::int from auth.one_time_codes) as codes,
    (select count(*)::int from auth.outgoing_messages) as messages,
    (select coalesce(sum(failures), 0)::int from auth.sign_in_tallies) as failures,
    (select count(*)::int from auth.outbox where type = 'auth:code:requested') as told`
  return Object.values(row ?? {}).map(Number)
}

/** What one use writes, hashes and answers. */
async function traceOf(use: () => ReturnType<typeof room.send>) {
  const before = await counts()
  hasher.steps.length = 0
  const answer = only(await use())
  const after = await counts()
  return {
    answer,
    steps: [...hasher.steps],
    written: after.map((n, index) => n - (before[index] ?? 0)),
  }
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? 0

describe('a known and an unknown address', () => {
  const uses = {
    signIn: (email: string) => proofsOf(room).signIn({ email, password: 'wrong-password' }),
    signUp: (email: string) => room.signUp({ email, password: 'eves-own-phrase' }),
    requestPasswordReset: (email: string) => proofsOf(room).requestPasswordReset({ email }),
    resendVerification: (email: string) => proofsOf(room).resendVerification({ email }),
  }

  it.each(Object.entries(uses))(
    'get the same answer after the same steps from %s',
    async (name, use) => {
      const stranger = () => `${crypto.randomUUID()}@demo.test`
      const whom = name === 'resendVerification' ? PENDING : KNOWN
      const known = await traceOf(() => use(whom))
      const unknown = await traceOf(() => use(stranger()))
      expect(unknown).toEqual(known)

      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
      for (let round = 0; round < ASKED; round++)
        for (const which of ['known', 'unknown'] as const) {
          const email = which === 'known' ? whom : stranger()
          const start = performance.now()
          await use(email)
          times[which].push(performance.now() - start)
        }
      const [one, other] = [median(times.known), median(times.unknown)]
      console.log(
        `${name}: median of ${ASKED} without the hash: known ${one.toFixed(2)} ms, unknown ${other.toFixed(2)} ms`,
      )
    },
    60_000,
  )
})
