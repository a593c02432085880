import { money } from '@tallystick/money'
import { expect, it } from 'vitest'
import { noBalance, toBalance } from './balance.ts'
import { changeOf } from './side.ts'

const asOf = new Date('2026-11-22T00:00:00Z')
const usd = (minor: bigint) => money(minor, 'USD')

it('has available what is posted and not held, below zero too', () => {
  const balance = (postedMinor: bigint, heldMinor: bigint) =>
    toBalance({ currency: 'USD', postedMinor, heldMinor, version: 3 }, asOf)
  expect(balance(10n, 4n)).toEqual({
    posted: usd(10n),
    held: usd(4n),
    available: usd(6n),
    version: 3,
    asOf,
  })
  expect(balance(4n, 10n).available).toEqual(usd(-6n))
})

it('is nothing, at no version, where the ledger has not heard of the account', () => {
  const nothing = usd(0n)
  expect(noBalance('USD', asOf)).toEqual({
    posted: nothing,
    held: nothing,
    available: nothing,
    version: 0,
    asOf,
  })
})

it('grows by entries on the normal side and shrinks by those on the other', () => {
  expect(changeOf('DEBIT', 5n, 'DEBIT')).toBe(5n)
  expect(changeOf('CREDIT', 5n, 'CREDIT')).toBe(5n)
  expect(changeOf('DEBIT', 5n, 'CREDIT')).toBe(-5n)
  expect(changeOf('CREDIT', 5n, 'DEBIT')).toBe(-5n)
})
