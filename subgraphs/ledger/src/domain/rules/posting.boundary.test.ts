import { type Currency, MINOR_DIGITS_MAX, money } from '@tallystick/money'
import { describe, expect, it, test } from 'vitest'
import type { LedgerAccountName } from './ledger-account.ts'
import {
  contentsOf,
  flawOf,
  isBalanced,
  isPostable,
  isStorable,
  type Posting,
  type PostingEntry,
  toChains,
} from './posting.ts'
import type { Side } from './side.ts'

const MOST = 10n ** 78n - 1n
const FEES: LedgerAccountName = {
  code: 'FEE_INCOME',
  accountId: null,
  ownerId: null,
  provider: null,
}

const entry = (side: Side, minor: bigint, currency: Currency = 'USD'): PostingEntry => ({
  ledgerAccount: FEES,
  side,
  amount: money(minor, currency),
})

const posting = (over: Partial<Posting> = {}): Posting => ({
  id: 'ltx_1',
  paymentId: null,
  reverses: null,
  effectiveAt: null,
  description: 'rent',
  metadata: null,
  holdId: null,
  holdKept: false,
  linked: false,
  entries: [entry('DEBIT', 5n), entry('CREDIT', 5n)],
  ...over,
})

describe('an amount of an entry', () => {
  test.each([
    [-MOST, false],
    [-1n, false],
    [0n, false],
    [1n, true],
    [MOST - 1n, true],
    [MOST, true],
    [MOST + 1n, false],
  ])('%s: postable %s', (minor, expected) => {
    expect(MINOR_DIGITS_MAX).toBe(78)
    expect(isPostable(minor)).toBe(expected)
  })
})

describe('a balance', () => {
  test.each([
    [-MOST - 1n, false],
    [-MOST, true],
    [0n, true],
    [MOST, true],
    [MOST + 1n, false],
  ])('%s: storable %s', (minor, expected) => {
    expect(isStorable(minor)).toBe(expected)
  })
})

describe('a posting is balanced', () => {
  test.each<[string, boolean, PostingEntry[]]>([
    ['not without entries', false, []],
    ['not with one entry, not even of nothing', false, [entry('DEBIT', 0n)]],
    ['with two that are equal', true, [entry('DEBIT', 5n), entry('CREDIT', 5n)]],
    ['not a unit apart', false, [entry('DEBIT', 5n), entry('CREDIT', 6n)]],
    ['not the other way', false, [entry('DEBIT', 6n), entry('CREDIT', 5n)]],
    ['not with two on one side', false, [entry('DEBIT', 5n), entry('DEBIT', 5n)]],
    [
      'with several that add up',
      true,
      [entry('DEBIT', 5n), entry('DEBIT', 2n), entry('CREDIT', 4n), entry('CREDIT', 3n)],
    ],
    ['not across currencies', false, [entry('DEBIT', 5n), entry('CREDIT', 5n, 'EUR')]],
    [
      'not when only one currency is',
      false,
      [
        ...[entry('DEBIT', 5n), entry('CREDIT', 5n)],
        ...[entry('DEBIT', 7n, 'EUR'), entry('CREDIT', 6n, 'EUR')],
      ],
    ],
    [
      'in each of two currencies',
      true,
      [
        ...[entry('DEBIT', 5n), entry('CREDIT', 7n, 'EUR')],
        ...[entry('CREDIT', 5n), entry('DEBIT', 7n, 'EUR')],
      ],
    ],
  ])('%s: %s', (_how, expected, entries) => {
    expect(isBalanced(entries)).toBe(expected)
  })
})

test.each<[string, PostingEntry[], string | null]>([
  ['nothing', [entry('DEBIT', 1n), entry('CREDIT', 1n)], null],
  ['the largest amount', [entry('DEBIT', MOST), entry('CREDIT', MOST)], null],
  [
    'an amount that is too large',
    [entry('DEBIT', MOST + 1n), entry('CREDIT', MOST + 1n)],
    'INVALID_AMOUNT',
  ],
  ['no amount, though it balances', [entry('DEBIT', 0n), entry('CREDIT', 0n)], 'INVALID_AMOUNT'],
  [
    'one bad amount, before the balance',
    [entry('DEBIT', 1n), entry('CREDIT', -1n)],
    'INVALID_AMOUNT',
  ],
  ['a difference', [entry('DEBIT', 1n), entry('CREDIT', 2n)], 'UNBALANCED'],
  ['no entries', [], 'UNBALANCED'],
])('what is wrong whatever the balances: %s', (_what, entries, flaw) => {
  expect(flawOf(entries)).toBe(flaw)
})

describe('the chains of a list', () => {
  test.each([
    ['', ''],
    ['a', 'a'],
    ['a b c', 'a | b | c'],
    ['a+ b c', 'a b | c'],
    ['a b+ c', 'a | b c'],
    ['a+ b+ c', 'a b c'],
    ['a+ b c+ d', 'a b | c d'],
    ['a b+', 'a | b'],
  ])('%s are %s', (list, chains) => {
    const items = list
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => ({ name: name.replace('+', ''), linked: name.endsWith('+') }))
    const found = toChains(items).map((chain) => chain.map(({ name }) => name).join(' '))
    expect(found.join(' | ')).toBe(chains)
  })
})

describe('the content that guards an id', () => {
  const contentOf = (over: Partial<Posting> = {}): string => contentsOf([posting(over)])[0] ?? ''
  const wallet = { ...FEES, code: 'CUSTOMER_WALLET', accountId: 'acc_1', ownerId: 'usr_1' } as const
  const clearing = { ...FEES, code: 'PROVIDER_CLEARING', provider: 'BANK' } as const
  const paidBy = (ledgerAccount: LedgerAccountName): Partial<Posting> => ({
    entries: [{ ...entry('DEBIT', 5n), ledgerAccount }, entry('CREDIT', 5n)],
  })

  it('has one fixed form, because it was hashed yesterday', () => {
    const all = {
      ...paidBy(wallet),
      paymentId: 'pay_1',
      reverses: 'ltx_0',
      effectiveAt: new Date('2026-11-22T10:00:00.001Z'),
      metadata: { b: '2', a: '1' },
      holdId: 'hld_1',
      holdKept: true,
    }
    expect(contentOf(all)).toMatchInlineSnapshot(
      `"["pay_1","ltx_0","2026-11-22T10:00:00.001Z","rent",[["a","1"],["b","2"]],["hld_1",true],null,[[["CUSTOMER_WALLET","acc_1","usr_1",null],"DEBIT","5","USD"],[["FEE_INCOME",null,null,null],"CREDIT","5","USD"]]]"`,
    )
    expect(contentOf()).toMatchInlineSnapshot(
      `"[null,null,null,"rent",null,[null,false],null,[[["FEE_INCOME",null,null,null],"DEBIT","5","USD"],[["FEE_INCOME",null,null,null],"CREDIT","5","USD"]]]"`,
    )
  })

  it('differs when any part does, but for the id', () => {
    const others: Partial<Posting>[] = [
      {},
      { paymentId: 'pay_1' },
      { reverses: 'pay_1' },
      { effectiveAt: new Date(0) },
      { effectiveAt: new Date(1) },
      { description: '' },
      { metadata: {} },
      { metadata: { a: '1' } },
      { metadata: { a: '2' } },
      { metadata: { b: '1' } },
      { metadata: { a: '1', b: '1' } },
      { holdId: 'pay_1' },
      { holdKept: true },
      { entries: [entry('CREDIT', 5n), entry('DEBIT', 5n)] },
      { entries: [entry('DEBIT', 6n), entry('CREDIT', 6n)] },
      { entries: [entry('DEBIT', 5n, 'EUR'), entry('CREDIT', 5n, 'EUR')] },
      { entries: [] },
      paidBy(wallet),
      paidBy({ ...wallet, accountId: 'acc_2' }),
      paidBy({ ...wallet, ownerId: 'usr_2' }),
      paidBy(clearing),
      paidBy({ ...clearing, provider: 'CARD' }),
    ]
    expect(new Set(others.map(contentOf)).size).toBe(others.length)
    expect(contentOf({ id: 'ltx_2' })).toBe(contentOf())
  })

  it('does not depend on the order in which metadata was written', () => {
    expect(contentOf({ metadata: { a: '1', b: '2', c: '3' } })).toBe(
      contentOf({ metadata: { c: '3', a: '1', b: '2' } }),
    )
  })

  it('includes the ids of the chain, and not those of neighbours', () => {
    const [first, second] = [posting({ id: 'ltx_1', linked: true }), posting({ id: 'ltx_2' })]
    const linked = contentsOf([first, second])
    expect(linked).not.toContain(contentsOf([posting()])[0])
    expect(linked[0]).toBe(linked[1])
    expect(contentsOf([first, posting({ id: 'ltx_3' })])[0]).not.toBe(linked[0])
    expect(contentsOf([posting(), second])).toEqual([contentOf(), contentOf()])
  })
})
