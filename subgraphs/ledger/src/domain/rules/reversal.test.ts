import { isId, newId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { expect, it } from 'vitest'
import type { Entry } from './entry.ts'
import type { LedgerTransaction } from './ledger-transaction.ts'
import { reversalOf } from './reversal.ts'
import type { Side } from './side.ts'

const wallet = {
  code: 'CUSTOMER_WALLET',
  accountId: 'acc_1',
  ownerId: 'usr_1',
  provider: null,
} as const
const clearing = {
  code: 'PROVIDER_CLEARING',
  accountId: null,
  ownerId: null,
  provider: 'BANK',
} as const

const entry = (name: typeof wallet | typeof clearing, side: Side, minor: bigint): Entry => ({
  id: 'ent_1',
  ledgerTransactionId: 'ltx_1',
  side,
  amount: money(minor, 'USD'),
  balanceAfter: money(100n, 'USD'),
  version: 7,
  ledgerAccount: { id: 'lac_1', normalSide: 'CREDIT', currency: 'USD', ...name },
})

const original: LedgerTransaction = {
  id: 'ltx_1',
  paymentId: 'pay_1',
  reverses: null,
  effectiveAt: new Date(0),
  recordedAt: new Date(1),
  description: 'rent',
  metadata: { invoice: '7' },
}

const [actorId, otherActorId] = [newId('usr'), newId('usr')]
const request = { ledgerTransactionId: 'ltx_1', reason: 'by mistake', idempotencyKey: 'k', actorId }
const entries = [entry(clearing, 'DEBIT', 5n), entry(wallet, 'CREDIT', 5n)]

it('puts every entry on the other side, in the same order, and names what it undoes', () => {
  const { id, ...reversal } = reversalOf(original, entries, request)
  expect(isId('ltx', id)).toBe(true)
  expect(reversal).toEqual({
    paymentId: 'pay_1',
    reverses: 'ltx_1',
    effectiveAt: null,
    description: 'by mistake',
    metadata: null,
    holdId: null,
    holdKept: false,
    linked: false,
    entries: [
      { ledgerAccount: clearing, side: 'CREDIT', amount: money(5n, 'USD') },
      { ledgerAccount: wallet, side: 'DEBIT', amount: money(5n, 'USD') },
    ],
  })
})

it('has the same id for the same key of the same person, and another for any other', () => {
  const idOf = (over: Partial<typeof request>) =>
    reversalOf(original, entries, { ...request, ...over }).id
  expect(idOf({ reason: 'another reason' })).toBe(idOf({}))
  expect(idOf({ idempotencyKey: 'l' })).not.toBe(idOf({}))
  expect(idOf({ actorId: otherActorId })).not.toBe(idOf({}))
})
