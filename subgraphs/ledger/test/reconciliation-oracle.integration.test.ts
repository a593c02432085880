import { newId, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type MatchingEntry,
  type MatchingLine,
  matchStatement,
} from '../src/domain/rules/statement-matching.ts'
import {
  compare,
  importLines,
  type Line,
  listBreaks,
  openRoom,
  type Room,
} from './reconciliation-room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/** Day 0 of the histories; the statement is of days 100 to 130. */
const FIRST_MS = Date.parse('2025-01-01T00:00:00.000Z')
const DAY_MS = 86_400_000
const momentOf = (day: number): string => new Date(FIRST_MS + day * DAY_MS).toISOString()
const dayOf = (day: number): string => momentOf(day).slice(0, 10)
const [FROM, TO] = [100, 130]

/** Few enough of each to meet again and again. */
const PAYMENTS = Array.from({ length: 4 }, () => newId('pay'))
const side = fc.constantFrom<'DEBIT' | 'CREDIT'>('DEBIT', 'DEBIT', 'DEBIT', 'CREDIT')
const amount = fc.constantFrom(100n, 100n, 101n, 250n)
const currency = fc.constantFrom<Currency>('USD', 'USD', 'EUR')
const drawnEntry = fc.record({
  payment: fc.option(fc.constantFrom(...PAYMENTS)),
  reference: fc.option(fc.constantFrom('ch_1', 'ch_2', 'ch_3')),
  side,
  amount,
  currency,
  day: fc.integer({ min: FROM - 6, max: TO + 6 }),
})
const drawnLine = fc.record({
  reference: fc.constantFrom(...PAYMENTS, ...PAYMENTS, 'ch_1', 'ch_2', 'ch_3', '', 'other'),
  side,
  amount,
  currency,
  day: fc.integer({ min: FROM, max: TO }),
})
/** Days near each other, so that windows end between them. */
const near = <T extends { day: number }>(each: T): T => ({
  ...each,
  day: each.day < 115 ? each.day : 110 + (each.day % 8),
})
const drawn = fc.record({
  entries: fc.array(drawnEntry.map(near), { maxLength: 14 }),
  lines: fc.array(drawnLine.map(near), { maxLength: 14 }),
  lateDays: fc.integer({ min: 0, max: 4 }),
  currency: fc.option(fc.constant<Currency>('USD'), { freq: 5 }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

/** Writes entries of long ago as if they had been posted then, which only the superuser can. */
async function writeEntries(provider: string, entries: readonly MatchingEntry[]) {
  const accounts = { USD: newId('lac'), EUR: newId('lac') } as Record<Currency, string>
  const versions = { USD: 0, EUR: 0 } as Record<Currency, number>
  const nextVersion = (unit: Currency): number => {
    versions[unit] += 1
    return versions[unit]
  }
  const rows = entries.map((entry) => ({
    account: toUuid('lac', accounts[entry.currency]),
    version: nextVersion(entry.currency),
    transaction: toUuid('ltx', newId('ltx')),
    payment: entry.payment && toUuid('pay', entry.payment),
    metadata: entry.reference && { providerReference: entry.reference },
    side: entry.side,
    amount: String(entry.amount),
    // Later entries of a day have later moments.
    at: new Date(Date.parse(momentOf(entry.day)) + entry.key).toISOString(),
  }))
  for (const unit of ['USD', 'EUR'] as const)
    await room.asAdmin(sql`
      insert into ledger.ledger_accounts (id, code, provider, currency, normal_side, version)
      values (${toUuid('lac', accounts[unit])}::uuid, 'PROVIDER_CLEARING', ${provider}, ${unit}, 'DEBIT', ${versions[unit]})`)
  await room.asAdmin(sql`
    with rows as (select * from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as r (account uuid, version bigint, transaction uuid, payment uuid, metadata jsonb, side text, amount numeric, at timestamptz)),
    replica as materialized (select set_config('session_replication_role', 'replica', true)),
    transactions as (
      insert into ledger.ledger_transactions (id, payment_id, effective_at, recorded_at, description, metadata, salt,
                                              content_hash, entry_accounts, entry_versions)
      select r.transaction, r.payment, r.at, r.at, '', r.metadata, gen_random_uuid(), '\\x00', array[r.account], array[r.version]
        from rows r, replica)
    insert into ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after,
                                recorded_at, effective_at)
    select r.account, r.version, r.transaction, 1, r.side, r.amount, 0, r.at, r.at from rows r, replica`)
  return new Map(
    rows.map(({ account, version }, index) => [`${account} ${version}`, entries[index]?.key]),
  )
}

/** What the SQL made of the statement, in the words of the rule. */
async function outcomesOf(id: string, keys: Awaited<ReturnType<typeof writeEntries>>) {
  const rows = await room.asAdmin(sql`
    select line, verdict, rule, ledger_account_id || ' ' || version as place from ledger.statement_matches
     where reconciliation_id = ${toUuid('rec', id)}::uuid order by line`)
  return rows.map(({ line, verdict, rule, place }) => ({
    line: Number(line),
    verdict,
    rule,
    entry: place === null ? null : keys.get(String(place)),
  }))
}

const toLines = (lines: Drawn['lines']): { asked: Line[]; ruled: MatchingLine[] } => ({
  asked: lines.map((line) => ({
    reference: line.reference,
    side: line.side,
    amount: { amount: String(line.amount), currency: line.currency },
    bookedAt: momentOf(line.day),
  })),
  ruled: lines.map((line, index) => ({
    ...line,
    line: index + 1,
    isPayment: line.reference.startsWith('pay_'),
  })),
})

describe('the matching in SQL', () => {
  it('decides as the rule in memory does, on 80 random statements // REC-2', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(drawn, async ({ entries, lines, lateDays, currency: only }) => {
        const provider = newId('evt')
        const ordered = entries
          .toSorted((a, b) => a.day - b.day)
          .map((entry, index) => ({ ...entry, key: index + 1 }))
        const keys = await writeEntries(provider, ordered)
        const { asked, ruled } = toLines(
          lines.filter((line) => only === null || line.currency === only),
        )
        const period = { provider, fromDay: dayOf(FROM), toDay: dayOf(TO), currency: only }
        const statementId = await importLines(room, asked, period)
        const report = await compare(room, { scope: 'PROVIDER', statementId, lateDays })
        const frame = { fromDay: FROM, toDay: TO, lateDays, currency: only }
        const expected = matchStatement(ruled, ordered, frame)

        for (const { verdict, rule } of expected.lines) seen.add(`${verdict} ${rule}`)
        expect(await outcomesOf(report.id, keys)).toEqual(expected.lines)
        expect(report.pendingCount).toBe(expected.pending.length)
        const missing = await listBreaks(room, { statementId, kind: 'MISSING_THERE' })
        expect(
          missing
            .map(({ subject }) => subject.split(':'))
            .map(([account = '', version]) => keys.get(`${toUuid('lac', account)} ${version}`))
            .toSorted(),
        ).toEqual([...expected.missingThere].toSorted())
        const matched = expected.lines.filter(({ verdict }) => verdict === 'MATCHED').length
        expect(report).toMatchObject({
          matchedCount: matched,
          breakCount: expected.lines.length - matched + expected.missingThere.length,
        })
      }),
      { numRuns: 80, seed: 20_261_123 },
    )
    expect([...seen].toSorted()).toEqual([
      'AMOUNT_DIFFERS REFERENCE',
      'CURRENCY_DIFFERS REFERENCE',
      'DUPLICATE null',
      'LATE REFERENCE',
      'MATCHED ONLY_CANDIDATE',
      'MATCHED REFERENCE',
      'MISSING_HERE null',
    ])
  }, 120_000)
})
