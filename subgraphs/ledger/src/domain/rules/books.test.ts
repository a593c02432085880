import { type Money, money } from '@tallystick/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Books } from './books.ts'
import type { LedgerAccountName } from './ledger-account.ts'
import { contentOf, isBalanced, type Posting } from './posting.ts'
import type { Side } from './side.ts'

const wallet = (accountId: string): LedgerAccountName => ({
  code: 'CUSTOMER_WALLET',
  accountId,
  ownerId: `${accountId}-owner`,
  provider: null,
})
const clearing: LedgerAccountName = {
  code: 'PROVIDER_CLEARING',
  accountId: null,
  ownerId: null,
  provider: 'SIMULATOR',
}
const entry = (ledgerAccount: LedgerAccountName, side: Side, amount: Money) => ({
  ledgerAccount,
  side,
  amount,
})
const posting = (over: Partial<Posting>): Posting => ({
  id: 'ltx_1',
  paymentId: null,
  effectiveAt: null,
  description: '',
  holdId: null,
  entries: [],
  ...over,
})
const pay = (id: string, from: LedgerAccountName, to: LedgerAccountName, minor: bigint) =>
  posting({
    id,
    entries: [entry(from, 'DEBIT', money(minor, 'USD')), entry(to, 'CREDIT', money(minor, 'USD'))],
  })

describe('isBalanced', () => {
  const usd = (side: Side, minor: bigint) => entry(clearing, side, money(minor, 'USD'))
  const eur = (side: Side, minor: bigint) => entry(clearing, side, money(minor, 'EUR'))
  it.each([
    ['nothing', [], false],
    ['one entry', [usd('DEBIT', 1n)], false],
    ['equal sides', [usd('DEBIT', 3n), usd('CREDIT', 1n), usd('CREDIT', 2n)], true],
    ['one unit too few', [usd('DEBIT', 3n), usd('CREDIT', 2n)], false],
    ['equal sides of different currencies', [usd('DEBIT', 1n), eur('CREDIT', 1n)], false],
    [
      'two currencies, each equal',
      [usd('DEBIT', 1n), eur('CREDIT', 2n), usd('CREDIT', 1n), eur('DEBIT', 2n)],
      true,
    ],
  ])('of %s', (_what, entries, expected) => {
    expect(isBalanced(entries)).toBe(expected)
  })
})

describe('contentOf', () => {
  it('differs whenever the content does, however texts are cut', () => {
    const text = fc.stringMatching(/^[ab",[\]]{0,4}$/)
    const any = fc.record({
      paymentId: fc.option(text),
      description: text,
      provider: fc.option(text),
      minor: fc.bigInt(1n, 3n),
      side: fc.constantFrom<Side>('DEBIT', 'CREDIT'),
    })
    const toPosting = ({
      paymentId,
      description,
      provider,
      minor,
      side,
    }: typeof any extends fc.Arbitrary<infer T> ? T : never) =>
      posting({
        paymentId,
        description,
        entries: [entry({ ...clearing, provider }, side, money(minor, 'USD'))],
      })
    fc.assert(
      fc.property(any, any, (one, other) => {
        const same = contentOf(toPosting(one)) === contentOf(toPosting(other))
        expect(same).toBe(
          one.paymentId === other.paymentId &&
            one.description === other.description &&
            one.provider === other.provider &&
            one.minor === other.minor &&
            one.side === other.side,
        )
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the books', () => {
  it('neither make nor lose money, and leave no wallet below its floor, whatever is posted', () => {
    const names = [clearing, wallet('ada'), wallet('ben'), wallet('cem')]
    const name = fc.constantFrom(...names)
    const step = fc.tuple(name, name, fc.bigInt(-2n, 60n))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const books = new Books()
        books.post(steps.map(([from, to, minor], index) => pay(`ltx_${index}`, from, to, minor)))
        let sum = 0n
        for (const { normalSide, postedMinor, heldMinor, floor } of books.buckets.values()) {
          sum += normalSide === 'DEBIT' ? postedMinor : -postedMinor
          if (floor !== null) expect(postedMinor - heldMinor).toBeGreaterThanOrEqual(floor)
        }
        expect(sum).toBe(0n)
      }),
    )
  })

  it('refuse on the unit beyond what is available, and say what was there', () => {
    const books = new Books()
    const [ada, ben] = [wallet('ada'), wallet('ben')]
    books.post([pay('ltx_1', clearing, ada, 100n)])
    expect(books.placeHold('hld_1', ada, money(40n, 'USD'))).toBeNull()
    expect(books.post([pay('ltx_2', ada, ben, 61n), pay('ltx_3', ada, ben, 60n)])).toEqual([
      { id: 'ltx_2', refusal: 'INSUFFICIENT_FUNDS', available: money(60n, 'USD') },
      { id: 'ltx_3', refusal: null, available: null },
    ])
  })
})
