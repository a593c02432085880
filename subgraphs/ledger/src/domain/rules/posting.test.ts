import { type Money, money } from '@tallystick/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerAccountName } from './ledger-account.ts'
import {
  contentsOf,
  isBalanced,
  isPostable,
  isStorable,
  type Posting,
  toChains,
} from './posting.ts'
import type { Side } from './side.ts'

const clearing: LedgerAccountName = {
  code: 'PROVIDER_CLEARING',
  accountId: null,
  ownerId: null,
  provider: 'SIMULATOR',
}
const entry = (side: Side, amount: Money, ledgerAccount = clearing) => ({
  ledgerAccount,
  side,
  amount,
})
const posting = (over: Partial<Posting> = {}): Posting => ({
  id: 'ltx_1',
  paymentId: null,
  reverses: null,
  effectiveAt: null,
  description: '',
  metadata: null,
  holdId: null,
  holdKept: false,
  linked: false,
  entries: [],
  ...over,
})

describe('amounts', () => {
  const most = 10n ** 78n - 1n
  it.each([
    [0n, false, true],
    [1n, true, true],
    [-1n, false, true],
    [most, true, true],
    [most + 1n, false, false],
    [-most, false, true],
    [-most - 1n, false, false],
  ])('%s may be posted: %s, may be a balance: %s', (minor, postable, storable) => {
    expect([isPostable(minor), isStorable(minor)]).toEqual([postable, storable])
  })
})

describe('isBalanced', () => {
  const usd = (side: Side, minor: bigint) => entry(side, money(minor, 'USD'))
  const eur = (side: Side, minor: bigint) => entry(side, money(minor, 'EUR'))
  it.each([
    ['nothing', [], false],
    ['one entry', [usd('DEBIT', 1n)], false],
    ['equal sides', [usd('DEBIT', 3n), usd('CREDIT', 1n), usd('CREDIT', 2n)], true],
    ['one unit too few', [usd('DEBIT', 3n), usd('CREDIT', 2n)], false],
    ['one unit too many', [usd('DEBIT', 2n), usd('CREDIT', 3n)], false],
    ['equal sides of different currencies', [usd('DEBIT', 1n), eur('CREDIT', 1n)], false],
    [
      'two currencies, each equal',
      [usd('DEBIT', 1n), eur('CREDIT', 2n), usd('CREDIT', 1n), eur('DEBIT', 2n)],
      true,
    ],
    [
      'two currencies, one equal',
      [usd('DEBIT', 1n), eur('CREDIT', 2n), usd('CREDIT', 1n), eur('DEBIT', 3n)],
      false,
    ],
  ])('of %s', (_what, entries, expected) => {
    expect(isBalanced(entries)).toBe(expected)
  })
})

describe('toChains', () => {
  it('cuts after each posting that is not linked with the next', () => {
    const [a, b, c, d] = [true, true, false, false].map((linked) => posting({ linked }))
    expect(toChains([a, b, c, d] as Posting[])).toEqual([[a, b, c], [d]])
    expect(toChains([])).toEqual([])
  })

  it('loses nothing, keeps the order, and links all but the last of each', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (links) => {
        const postings = links.map((linked, index) => posting({ id: String(index), linked }))
        const chains = toChains(postings)
        expect(chains.flat()).toEqual(postings)
        for (const chain of chains)
          expect(chain.slice(0, -1).every(({ linked }) => linked)).toBe(true)
        for (const chain of chains.slice(0, -1)) expect(chain.at(-1)?.linked).toBe(false)
      }),
    )
  })
})

describe('contentsOf', () => {
  const text = fc.stringMatching(/^[ab",[\]{}:]{0,4}$/)
  const moment = fc.date({ min: new Date(0), max: new Date(2), noInvalidDate: true })
  const any = fc.record({
    paymentId: fc.option(text),
    reverses: fc.option(text),
    effectiveAt: fc.option(moment),
    description: text,
    metadata: fc.option(fc.dictionary(text, text, { maxKeys: 2 })),
    holdId: fc.option(text),
    holdKept: fc.boolean(),
    entries: fc.array(
      fc.record({
        ledgerAccount: fc.record({
          code: fc.constantFrom('CUSTOMER_WALLET' as const, 'FEE_INCOME' as const),
          accountId: fc.option(text),
          ownerId: fc.option(text),
          provider: fc.option(text),
        }),
        side: fc.constantFrom<Side>('DEBIT', 'CREDIT'),
        amount: fc.bigInt(1n, 3n).map((minor) => money(minor, minor === 3n ? 'EUR' : 'USD')),
      }),
      { maxLength: 2 },
    ),
  })
  const textOf = (value: unknown): string =>
    JSON.stringify(value, (_key, part) => {
      if (typeof part === 'bigint') return String(part)
      const isRecord = part && Object.getPrototypeOf(part) !== Array.prototype
      return isRecord && typeof part === 'object'
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part
    })

  it('differ whenever the content does, however texts are cut', () => {
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [one, other].map((over) => contentsOf([posting(over)])[0])
        expect(a === b).toBe(textOf(one) === textOf(other))
      }),
      { numRuns: 2_000 },
    )
  })

  it('differ when any part alone does', () => {
    const base = posting({ entries: [entry('DEBIT', money(1n, 'USD'))] })
    const changes: Partial<Posting>[] = [
      { paymentId: 'pay_1' },
      { reverses: 'ltx_2' },
      { effectiveAt: new Date(0) },
      { description: 'x' },
      { metadata: { a: 'b' } },
      { metadata: {} },
      { holdId: 'hld_1' },
      { holdKept: true },
      { entries: [entry('CREDIT', money(1n, 'USD'))] },
      { entries: [entry('DEBIT', money(2n, 'USD'))] },
      { entries: [entry('DEBIT', money(1n, 'EUR'))] },
      { entries: [entry('DEBIT', money(1n, 'USD'), { ...clearing, provider: 'X' })] },
      { entries: [entry('DEBIT', money(1n, 'USD'), { ...clearing, accountId: 'X' })] },
      { entries: [entry('DEBIT', money(1n, 'USD'), { ...clearing, ownerId: 'X' })] },
    ]
    const contents = [{}, ...changes].map((over) => contentsOf([{ ...base, ...over }])[0])
    expect(new Set(contents).size).toBe(contents.length)
  })

  it('are the same in whatever order facts are written', () => {
    const [a, b] = [
      { x: '1', y: '2' },
      { y: '2', x: '1' },
    ].map((metadata) => contentsOf([posting({ metadata })])[0])
    expect(a).toBe(b)
  })

  it('tell which postings a chain has, and whether there is one', () => {
    const chain = (...ids: string[]) =>
      contentsOf(ids.map((id, index) => posting({ id, linked: index < ids.length - 1 })))
    const [alone] = chain('a')
    const firsts = [chain('a', 'b'), chain('a', 'c'), chain('a', 'b', 'c')].map(([first]) => first)
    expect(new Set([alone, ...firsts]).size).toBe(4)
    // Neighbours that are not linked are nobody's business.
    expect(contentsOf([posting({ id: 'a' }), posting({ id: 'b' })])[0]).toBe(alone)
  })
})
