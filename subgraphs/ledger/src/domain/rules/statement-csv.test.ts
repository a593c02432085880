import { money } from '@tallystick/money'
import { expect, test } from 'vitest'
import type { Statement, StatementEntry } from './statement.ts'
import { csvEntry, csvHead, csvTail } from './statement-csv.ts'

const statement: Statement = {
  accountId: 'acc_1',
  month: '2026-11',
  currency: 'USD',
  opening: money(-5n, 'USD'),
  closing: money(10n ** 78n - 1n, 'USD'),
  totalEntries: 1,
  asOf: new Date('2026-11-30T23:59:59.999Z'),
  isSoFar: false,
}
const entry: StatementEntry = {
  version: 1,
  recordedAt: new Date('2026-11-02T00:00:00.001Z'),
  effectiveAt: new Date('2026-11-01T00:00:00.000Z'),
  description: 'transfer',
  side: 'CREDIT',
  amount: money(1_250n, 'USD'),
  balanceAfter: money(1_245n, 'USD'),
  ledgerTransactionId: 'ltx_1',
  paymentId: 'pay_1',
}
const described = (description: string): string => csvEntry({ ...entry, description })

test('a line has every fact in its column, and amounts to the last digit', () => {
  expect(csvHead(statement)).toBe(
    'line,recorded_at,effective_at,description,side,amount,balance,currency,ledger_transaction_id,payment_id\r\n' +
      'OPENING,,,,,,-0.05,USD,,\r\n',
  )
  expect(csvEntry(entry)).toBe(
    'ENTRY,2026-11-02T00:00:00.001Z,2026-11-01T00:00:00.000Z,transfer,CREDIT,12.50,12.45,USD,ltx_1,pay_1\r\n',
  )
  expect(csvTail(statement)).toBe(
    `CLOSING,2026-11-30T23:59:59.999Z,,,,,${'9'.repeat(76)}.99,USD,,\r\n`,
  )
  expect(csvTail({ ...statement, isSoFar: true })).toMatch(/^SO_FAR,/)
})

test('commas, quotes and line ends stay inside their cell', () => {
  expect(described('a,b')).toContain(',"a,b",')
  expect(described('say "hi"')).toContain(',"say ""hi""",')
  expect(described('two\r\nlines')).toContain(',"two\r\nlines",')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
  'what begins with a formula sign is text to a spreadsheet: %j',
  (description) => {
    const cell = /Z,"?'/
    expect(described(description)).toMatch(cell)
    expect(described(`x${description}`)).not.toMatch(cell)
  },
)
