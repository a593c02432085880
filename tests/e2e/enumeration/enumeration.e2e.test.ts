/**
 * What a stranger learns of who has an account, over HTTP from the whole product: nothing, neither by what an answer says nor by
 * when it comes.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openDatabase } from '@tallystick/db'
import { startPostgres } from '@tallystick/db/postgres'
import { Pool } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { data } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

/** Of each kind. 200 tell a difference of 5 ms on a quiet machine; 40 tell one that a stranger could use, on a busy one. */
const SAMPLES = Number(process.env['ENUMERATION_SAMPLES'] ?? 40)
/** How far apart the medians may be, in milliseconds. */
const APART_MS = SAMPLES < 200 ? 20 : 5
/** So many known addresses take turns: each is really sent every message that is asked for. */
const KNOWN = 4

const dataDir = newDataDir()
let postgres: Awaited<ReturnType<typeof startPostgres>>
let product: Product
let pool: Pool
const verified: string[] = []
const pending: string[] = []

const REFUSAL = '... on Refusal { code message }'
const OPERATIONS = {
  signIn: `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ${REFUSAL} } }`,
  signUp: `mutation ($input: SignUpInput!) { signUp(input: $input) { __typename ${REFUSAL} } }`,
  requestPasswordReset: `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename minutes } }`,
  resendVerification: `mutation ($input: ResendVerificationInput!) { resendVerification(input: $input) { __typename minutes } }`,
}
type Name = keyof typeof OPERATIONS

const stranger = () => `${randomUUID()}@demo.test`
const inputOf = (name: Name, email: string) => ({
  email,
  ...(name === 'signIn' ? { password: 'wrong-password' } : {}),
  ...(name === 'signUp' ? { password: 'eves-own-long-phrase', name: 'Eve' } : {}),
})

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
  const env = { DATABASE_URL: postgres.url, EMAIL_VERIFICATION: 'required', DEMO: 'off' }
  product = await startProduct({
    dataDir,
    env: { ...env, CODES_PER_HOUR_MAX: '100', ANSWER_EVEN_MS: '100' },
  })
  pool = new Pool(new URL(product.url).origin, { connections: 1, pipelining: 1 })
  for (const people of [verified, pending])
    for (let index = 0; index < KNOWN; index++) {
      const email = stranger()
      people.push(email)
      await data({ url: product.url }, OPERATIONS.signUp, { input: inputOf('signUp', email) })
    }
  const { db, close } = openDatabase({ url: postgres.url, name: 'test', poolMax: 1 })
  await db.execute(
    `update auth.users set email_verified = true where email in (${verified.map((email) => `'${email}'`).join(', ')})`,
  )
  await close()
}, 120_000)

afterAll(async () => {
  await pool?.close()
  await product?.stop()
  await postgres?.stop()
  removeDataDir(dataDir)
})

/** Asks once. @returns all that came, in one text, and how long it took in milliseconds */
async function ask(name: Name, email: string): Promise<{ text: string; ms: number }> {
  const body = JSON.stringify({
    query: OPERATIONS[name],
    variables: { input: inputOf(name, email) },
  })
  const headers = { 'content-type': 'application/json', 'x-request-id': 'the-same-request' }
  const since = performance.now()
  const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body })
  const text = await answer.body.text()
  const ms = performance.now() - since
  const { date, ...rest } = answer.headers
  const masked = text.replace(/"timestamp":"[^"]+"/g, '"timestamp":"…"')
  return { text: JSON.stringify([answer.statusCode, rest, masked]), ms }
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

/** Asks for known and unknown addresses in turns, so that what else the machine does meets both. */
async function compare(name: Name): Promise<{ texts: Set<string>; apart: number }> {
  const known = name === 'resendVerification' ? pending : verified
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  const texts = new Set<string>()
  for (let round = 0; round < SAMPLES; round++) {
    const turn = ['known', 'unknown'] as const
    for (const which of round % 2 ? turn.toReversed() : turn) {
      const email = which === 'known' ? (known[round % KNOWN] ?? '') : stranger()
      const { text, ms } = await ask(name, email)
      texts.add(text)
      times[which].push(ms)
    }
  }
  const [one, other] = [median(times.known), median(times.unknown)]
  console.info(
    `${name}: medians of ${SAMPLES}: known ${one.toFixed(2)} ms, unknown ${other.toFixed(2)} ms`,
  )
  return { texts, apart: Math.abs(one - other) }
}

describe('a known and an unknown address', () => {
  it.each(Object.keys(OPERATIONS) as Name[])(
    'get the same bytes in the same time from %s // AUT-10',
    async (name) => {
      const first = await compare(name)
      expect([...first.texts]).toHaveLength(1)
      expect([...first.texts][0]).not.toContain('errors')
      if (first.apart <= APART_MS) return
      // A busy machine may be unfair once.
      const again = await compare(name)
      expect(again.apart).toBeLessThanOrEqual(APART_MS)
    },
    400_000,
  )
})
