import type { Door } from '@tallystick/subgraph-client'
import { expect, it } from 'vitest'
import type { Posting } from '../../domain/rules/posting.ts'
import { newLedger } from './door.ts'

const posting: Posting = {
  id: 'ltx_1',
  paymentId: 'pay_1',
  description: 'Send pay_1',
  entries: [],
}

/** A ledger that refuses and says so much was available. */
const saying = (amount: string): Door => ({
  name: 'ledger',
  execute: async () => {
    const outcome = { id: 'ltx_1', refusal: 'INSUFFICIENT_FUNDS' }
    const available = { amount, currency: 'USD' }
    return { data: { postLedgerTransactions: { outcomes: [{ ...outcome, available }] } } }
  },
  subscribe: () => Promise.reject(new Error('nobody subscribes')),
})

it('reads what was available exactly', async () => {
  const outcome = await newLedger(saying('9007199254740993')).post(posting, 'request')
  expect(outcome).toMatchObject({ available: { minor: 9007199254740993n, currency: 'USD' } })
})

it.each(['1.5', '', '1e2', '-'])('throws rather than take %j for an amount', async (amount) => {
  await expect(newLedger(saying(amount)).post(posting, 'request')).rejects.toThrow()
})
