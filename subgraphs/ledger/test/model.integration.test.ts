import { openDatabase } from '@tallystick/db'
import { verifyBooks } from '@tallystick/db/checks'
import { newId, toUuid } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { newOutbox, type Outbox } from '@tallystick/outbox'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { postBatch } from '../src/db/postings.ts'
import { ledgerSchema } from '../src/db/tables.ts'
import { placeHold } from '../src/domain/place-hold.ts'
import { Books } from '../src/domain/rules/books.ts'
import { CHART, type LedgerAccountName } from '../src/domain/rules/ledger-account.ts'
import type { Posting } from '../src/domain/rules/posting.ts'
import { voidHold } from '../src/domain/void-hold.ts'
import type { LedgerEvent } from '../src/events/published.ts'
import { type History, newHistory, type Step, step, toPosting } from './history.ts'
import { openRoom, type Room } from './room.ts'

const cause = { actor: { kind: 'SERVICE' as const, id: 'payments' }, requestId: null }

let room: Room
let pool: ReturnType<typeof openDatabase>
let outbox: Outbox<LedgerEvent>
beforeAll(async () => {
  room = await openRoom()
  pool = openDatabase({ url: room.database.urls.ledger, name: 'model', poolMax: 2 })
  const wake = newMemoryWake()
  outbox = newOutbox({ db: pool.db, schema: ledgerSchema, name: 'ledger', wake, log: SILENT })
})
afterAll(async () => {
  await outbox.close()
  await pool.close()
  await room.close()
})

/** Lets SQL and the model do the same thing. @returns what they said, which must be the same */
async function doBoth(one: Step, history: History, books: Books): Promise<(string | null)[]> {
  if (one.kind === 'post') {
    const postings = one.batch.map((drawn) => toPosting(history, drawn))
    const requests = postings.map((posting) => ({ posting, cause }))
    const outcomes = await postBatch(pool.db, requests)
    expect(outcomes).toEqual(books.post(postings))
    return outcomes.map(({ refusal }) => refusal)
  }
  if (one.kind === 'hold') {
    const id = newId('hld')
    const ledgerAccount = history.names[one.at] as LedgerAccountName
    const amount = money(one.minor, one.currency)
    const result = await placeHold(
      { outbox, cause },
      { id, ledgerAccount, amount, expiresAt: null },
    )
    const expected = books.placeHold(id, ledgerAccount, amount)
    expect(result.ok ? null : result.refusal.code).toBe(expected)
    if (result.ok) history.holds.push({ id, at: one.at })
    return [`hold ${expected}`]
  }
  const id = history.holds[one.hold % history.holds.length]?.id ?? newId('hld')
  const result = await voidHold({ outbox, cause }, id)
  const expected = books.voidHold(id)
  expect(result.ok ? null : result.refusal.code).toBe(expected)
  return [`void ${expected}`]
}

/** @returns how often each answer was given */
async function judgeHistories(options: fc.Parameters<[Step[]]>): Promise<Map<string, number>> {
  const seen = new Map<string, number>()
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 16 }),
    async (steps) => {
      const history = newHistory()
      const books = new Books()
      for (const one of steps)
        for (const said of await doBoth(one, history, books))
          seen.set(String(said), (seen.get(String(said)) ?? 0) + 1)
      expect(await readBuckets(history)).toEqual(toBuckets(books))
      expect(await verifyBooks(room.database.adminUrl)).toEqual([])
    },
  )
  await fc.assert(property, { endOnFailure: true, ...options })
  return seen
}

it('SQL and the books in memory judge the same histories alike, and I1 to I4 hold after each // LED-2, LED-6, LED-14', async () => {
  const seen = await judgeHistories({ seed: 1, numRuns: 40 })
  // A generator that never reaches a branch proves nothing about it.
  const refusals = ['INSUFFICIENT_FUNDS', 'UNBALANCED', 'CURRENCY_MISMATCH', 'INVALID_AMOUNT']
  const others = ['null', 'ID_REUSED', 'HOLD_NOT_USABLE', 'hold null', 'hold INSUFFICIENT_FUNDS']
  const ends = ['void null', 'void HOLD_ENDED', 'void HOLD_UNKNOWN']
  expect([...seen.keys()]).toEqual(expect.arrayContaining([...refusals, ...others, ...ends]))
}, 60_000)

it('and so they do with histories that are new in every run', async () => {
  await judgeHistories({ numRuns: 15 })
}, 60_000)

it('the chart of accounts says the same in TypeScript and in SQL', async () => {
  const names: LedgerAccountName[] = [
    { code: 'CUSTOMER_WALLET', accountId: newId('acc'), ownerId: newId('usr'), provider: null },
    { code: 'PROVIDER_CLEARING', accountId: null, ownerId: null, provider: 'CHART' },
    { code: 'FEE_INCOME', accountId: null, ownerId: null, provider: null },
  ]
  const posting: Posting = {
    id: newId('ltx'),
    paymentId: null,
    effectiveAt: null,
    description: 'opens one of each',
    holdId: null,
    entries: names.map((ledgerAccount) => ({
      ledgerAccount,
      side: 'DEBIT',
      amount: money(1n, 'KWD'),
    })),
  }
  await postBatch(pool.db, [{ posting, cause }])
  const rows = await room.asAdmin(
    sql`select code, normal_side, floor::text from ledger.ledger_accounts where currency = 'KWD'`,
  )
  const stored = Object.fromEntries(
    rows.map(({ code, normal_side, floor }) => [
      code,
      { normalSide: normal_side, floor: floor === null ? null : BigInt(floor as string) },
    ]),
  )
  expect(stored).toEqual(CHART)
})

async function readBuckets({ names }: History) {
  const providers = names.flatMap(({ provider }) => provider ?? [])
  const accounts = names.flatMap(({ accountId }) => accountId ?? [])
  const rows = await room.asAdmin(sql`
    select coalesce(provider, '') as provider, currency, posted::text, held::text, version::int, account_id
      from ledger.ledger_accounts where provider in ${providers} or account_id is not null`)
  const own = new Set(accounts.map((id) => toUuid('acc', id)))
  return rows
    .filter(({ account_id }) => account_id === null || own.has(String(account_id)))
    .map(({ currency: unit, posted, held, version }) => `${unit} ${posted} ${held} ${version}`)
    .sort()
}

const toBuckets = ({ buckets }: Books) =>
  [...buckets.values()]
    .map((one) => `${one.currency} ${one.postedMinor} ${one.heldMinor} ${one.version}`)
    .sort()
