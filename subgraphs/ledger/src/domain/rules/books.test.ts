import { type Money, money } from '@tallystick/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Books } from './books.ts'
import type { LedgerAccountName } from './ledger-account.ts'
import type { Posting } from './posting.ts'
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
const [ada, ben] = [wallet('ada'), wallet('ben')]
const usd = (minor: bigint) => money(minor, 'USD')
const entry = (ledgerAccount: LedgerAccountName, side: Side, amount: Money) => ({
  ledgerAccount,
  side,
  amount,
})
const pay = (
  id: string,
  [from, to, minor]: readonly [LedgerAccountName, LedgerAccountName, bigint],
  over: Partial<Posting> = {},
): Posting => ({
  id,
  paymentId: null,
  reverses: null,
  effectiveAt: null,
  description: '',
  metadata: null,
  holdId: null,
  holdKept: false,
  linked: false,
  entries: [entry(from, 'DEBIT', usd(minor)), entry(to, 'CREDIT', usd(minor))],
  ...over,
})
const NOW = new Date('2026-01-01T00:00:00.000Z')

/** Books in which Ada has 100. */
function newBooks() {
  const books = new Books()
  books.post([pay('top-up', [clearing, ada, 100n])], NOW)
  return {
    books,
    post: (...postings: Posting[]) => books.post(postings, NOW).map(({ refusal }) => refusal),
    hold: (id: string, minor: bigint, expiresAt: Date | null = null) =>
      books.placeHold({ id, ledgerAccount: ada, amount: usd(minor), expiresAt }),
    of: ({ accountId }: LedgerAccountName) => books.buckets.get(accountId ?? ''),
  }
}

describe('the books', () => {
  it('neither make nor lose money, and leave no wallet below its floor, whatever is posted', () => {
    const name = fc.constantFrom(clearing, ada, ben, wallet('cem'))
    const step = fc.tuple(name, name, fc.bigInt(-2n, 60n), fc.boolean())
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const books = new Books()
        const postings = steps.map(([from, to, minor, linked], index) =>
          pay(`ltx_${index}`, [from, to, minor], { linked }),
        )
        books.post(postings, NOW)
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
    const { books, hold } = newBooks()
    expect(hold('hold', 40n)).toBeNull()
    const postings = [pay('one', [ada, ben, 61n]), pay('two', [ada, ben, 60n])]
    expect(books.post(postings, NOW)).toEqual([
      { id: 'one', refusal: 'INSUFFICIENT_FUNDS', available: usd(60n) },
      { id: 'two', refusal: null, available: null },
    ])
  })

  it('post all of a chain or none, and go on after it', () => {
    const { post, of } = newBooks()
    const chain = (name: string, last: bigint) => [
      pay(`${name}1`, [ada, ben, 30n], { linked: true }),
      pay(`${name}2`, [ben, ada, 10n], { linked: true }),
      pay(`${name}3`, [ada, ben, last]),
    ]
    expect(post(...chain('a', 81n), pay('after', [ada, ben, 1n]))).toEqual([
      'LINKED_REFUSED',
      'LINKED_REFUSED',
      'INSUFFICIENT_FUNDS',
      null,
    ])
    expect(of(ada)).toMatchObject({ postedMinor: 99n, version: 2 })
    expect(post(...chain('b', 79n))).toEqual([null, null, null])
    expect(of(ada)).toMatchObject({ postedMinor: 0n, version: 5 })
  })

  it('know a posting by its id and its companions', () => {
    const { post } = newBooks()
    const chain = [pay('one', [ada, ben, 1n], { linked: true }), pay('two', [ada, ben, 1n])]
    expect(post(...chain)).toEqual([null, null])
    expect(post(...chain)).toEqual([null, null])
    expect(post(pay('two', [ada, ben, 1n]))).toEqual(['ID_REUSED'])
    expect(post(pay('new', [ada, ben, 1n], { linked: true }), pay('two', [ada, ben, 1n]))).toEqual([
      'LINKED_REFUSED',
      'ID_REUSED',
    ])
  })

  it('draw on a hold in parts while it is kept, and free the rest with the last', () => {
    const { post, hold, books, of } = newBooks()
    hold('hold', 50n)
    const draw = (id: string, minor: bigint, holdKept: boolean) =>
      pay(id, [ada, ben, minor], { holdId: 'hold', holdKept })
    expect(post(draw('one', 20n, true), draw('two', 31n, true), draw('three', 10n, false))).toEqual(
      [null, 'HOLD_NOT_USABLE', null],
    )
    expect(of(ada)).toMatchObject({ postedMinor: 70n, heldMinor: 0n, heldVersion: 3 })
    expect(books.holds.get('hold')).toMatchObject({ postedMinor: 30n, status: 'POSTED' })
    expect(post(draw('four', 1n, false))).toEqual(['HOLD_NOT_USABLE'])
    expect(books.voidHold('hold')).toBe('HOLD_ENDED')
  })

  it('refuse a hold on the instant of its end, and free it when it is expired', () => {
    const { books, hold, of } = newBooks()
    hold('hold', 50n, NOW)
    expect(books.expireHolds(new Date(NOW.getTime() - 1))).toEqual([])
    expect(books.post([pay('one', [ada, ben, 1n], { holdId: 'hold' })], NOW)).toMatchObject([
      { refusal: 'HOLD_NOT_USABLE' },
    ])
    expect(books.expireHolds(NOW)).toEqual(['hold'])
    expect(of(ada)).toMatchObject({ heldMinor: 0n, heldVersion: 2 })
    expect(books.voidHold('hold')).toBe('HOLD_ENDED')
  })

  it('undo a posting once, entry by entry, and no reversal', () => {
    const { post } = newBooks()
    post(pay('paid', [ada, ben, 10n]))
    const undo = (id: string, over: Partial<Posting> = {}) =>
      pay(id, [clearing, clearing, 1n], {
        reverses: 'paid',
        entries: [entry(ada, 'CREDIT', usd(10n)), entry(ben, 'DEBIT', usd(10n))],
        ...over,
      })
    expect(
      post(
        undo('turned', { entries: undo('').entries.toReversed() }),
        undo('unknown', { reverses: 'nothing' }),
        undo('first'),
        undo('second'),
      ),
    ).toEqual(['NOT_REVERSIBLE', 'NOT_REVERSIBLE', null, 'ALREADY_REVERSED'])
    const again = pay('again', [ada, ben, 10n], { reverses: 'first' })
    expect(post(again)).toEqual(['NOT_REVERSIBLE'])
  })

  it('let an account go as far down as its floor, and raise no floor above what is available', () => {
    const { books, post } = newBooks()
    expect(books.setFloor('ada', usd(-50n))).toBeNull()
    expect(post(pay('one', [ada, ben, 151n]), pay('two', [ada, ben, 150n]))).toEqual([
      'INSUFFICIENT_FUNDS',
      null,
    ])
    expect(books.setFloor('ada', usd(-49n))).toBe('OVERDRAWN_FURTHER')
    expect(books.setFloor('ada', money(0n, 'EUR'))).toBe('CURRENCY_MISMATCH')
    expect(books.setFloor('eva', usd(0n))).toBe('ACCOUNT_UNKNOWN')
  })

  it('can be put back to where they were', () => {
    const { books, post, hold, of } = newBooks()
    const undo = books.remember()
    post(pay('one', [ada, wallet('eva'), 10n]))
    hold('hold', 5n)
    undo()
    expect([...books.buckets.keys()]).not.toContain('eva')
    expect(of(ada)).toMatchObject({ postedMinor: 100n, heldMinor: 0n, version: 1 })
    expect(post(pay('one', [ada, ben, 20n]))).toEqual([null])
  })
})
