import { describe, expect, it } from 'vitest'
import {
  clearingDifference,
  type DifferingLine,
  driftsOf,
  lineDifference,
  missingThere,
  type RecomputedAccount,
} from './differences.ts'

const account = (over: Partial<RecomputedAccount> = {}): RecomputedAccount => ({
  id: 'lac_1',
  currency: 'USD',
  posted: 100n,
  version: 3n,
  held: 20n,
  heldVersion: 2n,
  entries: { sum: 100n, count: 3n, last: 100n, brokenAt: null },
  moves: { sum: 20n, count: 2n, last: 20n, brokenAt: null },
  openHolds: 20n,
  ...over,
})

const found = (over: Partial<RecomputedAccount>) =>
  driftsOf(account(over)).map(({ kind, expectedMinor, foundMinor, detail }) => ({
    kind,
    expectedMinor,
    foundMinor,
    detail,
  }))

describe('a ledger account recomputed', () => {
  const { entries, moves } = account()

  it('agrees when everything is the same', () => {
    expect(driftsOf(account())).toEqual([])
  })

  it.each<[Partial<RecomputedAccount>, bigint, string]>([
    [{ entries: { ...entries, sum: 101n } }, 101n, 'entries come to 101, 100 is written'],
    [{ entries: { ...entries, last: 99n } }, 100n, 'the newest of entries says 99'],
    [{ version: 4n }, 100n, 'there are 3 entries, the version is 4'],
    [{ entries: { ...entries, brokenAt: 2n } }, 100n, 'entries break off at version 2'],
    [
      { entries: { ...entries, sum: 1n, brokenAt: 2n } },
      1n,
      'entries come to 1, 100 is written; entries break off at version 2',
    ],
  ])('differs in its balance, %#', (over, expectedMinor, detail) => {
    expect(found(over)).toEqual([
      { kind: 'BALANCE_DIFFERS', expectedMinor, foundMinor: 100n, detail },
    ])
  })

  it.each<[Partial<RecomputedAccount>, bigint, string]>([
    [{ openHolds: 21n }, 21n, 'open holds come to 21, 20 is held'],
    [{ moves: { ...moves, sum: 19n } }, 20n, 'hold moves come to 19, 20 is written'],
    [{ moves: { ...moves, last: 19n } }, 20n, 'the newest of hold moves says 19'],
    [{ heldVersion: 3n }, 20n, 'there are 2 hold moves, the version is 3'],
    [
      { openHolds: 0n, moves: { ...moves, brokenAt: 1n } },
      0n,
      'open holds come to 0, 20 is held; hold moves break off at version 1',
    ],
  ])('differs in what is held, %#', (over, expectedMinor, detail) => {
    expect(found(over)).toEqual([{ kind: 'HELD_DIFFERS', expectedMinor, foundMinor: 20n, detail }])
  })

  it('may differ in both, each about the ledger account', () => {
    expect(driftsOf(account({ posted: 1n, held: 1n }))).toMatchObject([
      { kind: 'BALANCE_DIFFERS', subject: 'lac_1', ledgerAccountId: 'lac_1', currency: 'USD' },
      { kind: 'HELD_DIFFERS', subject: 'lac_1', ledgerAccountId: 'lac_1', statementId: null },
    ])
  })
})

describe('the two sides of a currency', () => {
  it('differ by what one has more', () => {
    const [debits, credits] = [5n, 7n]
    expect(clearingDifference({ currency: 'EUR', debits, credits })).toMatchObject({
      kind: 'CLEARING_DIFFERS',
      subject: 'currency:EUR',
      expectedMinor: 7n,
      foundMinor: 5n,
      detail: 'we owe and earned 7, providers owe us 5',
    })
    expect(clearingDifference({ currency: 'EUR', debits, credits: 5n })).toBeUndefined()
  })
})

const statement = { id: 'stm_1', provider: 'simulator' }
const entry = {
  ledgerAccountId: 'lac_1',
  version: 4,
  ledgerTransactionId: 'ltx_1',
  side: 'DEBIT',
  amountMinor: 100n,
  currency: 'USD',
  recordedAt: new Date('2026-11-02T23:00:00.000Z'),
} as const
const line = (over: Partial<DifferingLine>): DifferingLine => ({
  line: 7,
  verdict: 'LATE',
  rule: 'REFERENCE',
  reference: 'r"1',
  side: 'DEBIT',
  amountMinor: 101n,
  currency: 'USD',
  bookedAt: new Date('2026-11-09T01:00:00.000Z'),
  entry,
  ...over,
})

describe('a line that differs', () => {
  it.each<[Partial<DifferingLine>, string]>([
    [{ verdict: 'MISSING_HERE', entry: null }, 'no entry of ours is this'],
    [{ verdict: 'DUPLICATE', entry: null }, 'another line says the same, and one entry is not two'],
    [{ verdict: 'AMOUNT_DIFFERS' }, 'our entry has another amount'],
    [{ verdict: 'CURRENCY_DIFFERS' }, 'our entry has another currency'],
    [{ verdict: 'LATE' }, 'booked on 2026-11-09, recorded on 2026-11-02'],
  ])('says how, %#', (over, said) => {
    const difference = lineDifference(statement, line(over))
    expect(difference).toMatchObject({
      kind: over.verdict,
      subject: 'stm_1:7',
      line: 7,
      ...{ provider: 'simulator', statementId: 'stm_1' },
    })
    expect(difference.detail).toBe(`line 7, reference "r\\"1", DEBIT: ${said}`)
  })

  it('shows what was expected beside what was found', () => {
    expect(lineDifference(statement, line({ currency: 'EUR' }))).toMatchObject({
      currency: 'USD',
      foundCurrency: 'EUR',
      expectedMinor: 100n,
      foundMinor: 101n,
      ledgerAccountId: 'lac_1',
      version: 4,
      ledgerTransactionId: 'ltx_1',
    })
    expect(lineDifference(statement, line({}))).toMatchObject({ foundCurrency: null })
    expect(lineDifference(statement, line({ entry: null, currency: 'EUR' }))).toMatchObject({
      currency: 'EUR',
      foundCurrency: null,
      expectedMinor: null,
      ledgerAccountId: null,
      version: null,
      ledgerTransactionId: null,
    })
  })
})

describe('an entry that no statement has', () => {
  it('is told by its place in the ledger account', () => {
    expect(missingThere(statement, entry)).toEqual({
      kind: 'MISSING_THERE',
      subject: 'lac_1:4',
      currency: 'USD',
      foundCurrency: null,
      expectedMinor: 100n,
      foundMinor: null,
      detail: 'recorded on 2026-11-02, DEBIT: no statement has it',
      provider: 'simulator',
      statementId: 'stm_1',
      line: null,
      ledgerAccountId: 'lac_1',
      version: 4,
      ledgerTransactionId: 'ltx_1',
    })
  })
})
