import { money } from '@tallystick/money'
import { describe, expect, it } from 'vitest'
import { judgeIncoming, judgeSend, type Party } from './parties.ts'

const party = (over: Partial<Party> = {}): Party => ({
  accountId: 'acc_1',
  ownerId: 'usr_1',
  currency: 'USD',
  status: 'OPEN',
  level: 'VERIFIED',
  timeZone: 'UTC',
  ...over,
})
const payee = (over: Partial<Party> = {}): Party =>
  party({ accountId: 'acc_2', ownerId: 'usr_2', ...over })
const amount = money(1n, 'USD')

describe('judgeSend', () => {
  it.each([
    ['an unknown payer', undefined, payee(), { reason: 'PAYER_NOT_FOUND' }],
    ['a foreign payer', party({ ownerId: 'usr_9' }), payee(), { reason: 'PAYER_NOT_FOUND' }],
    [
      'a foreign payer first',
      party({ ownerId: 'usr_9' }),
      undefined,
      { reason: 'PAYER_NOT_FOUND' },
    ],
    ['an unknown payee', party(), undefined, { reason: 'PAYEE_NOT_FOUND' }],
    ['one account', party(), party(), { reason: 'SAME_ACCOUNT' }],
    ['a frozen payer', party({ status: 'FROZEN' }), payee(), { reason: 'PAYER_NOT_OPEN' }],
    ['a closed payee', party(), payee({ status: 'CLOSED' }), { reason: 'PAYEE_NOT_OPEN' }],
    ['another currency to pay from', party({ currency: 'EUR' }), payee(), { expected: 'EUR' }],
    ['another currency to pay to', party(), payee({ currency: 'JPY' }), { expected: 'JPY' }],
  ])('refuses %s', (_what, payer, to, refusal) => {
    const judged = judgeSend({ callerId: 'usr_1', payer, payee: to, amount })
    expect(judged).toMatchObject({ ok: false, refusal })
  })

  it('accepts two open accounts in the currency, of one person too', () => {
    for (const to of [payee(), payee({ ownerId: 'usr_1' })])
      expect(judgeSend({ callerId: 'usr_1', payer: party(), payee: to, amount }).ok).toBe(true)
  })
})

describe('judgeIncoming', () => {
  it.each([
    [undefined, { reason: 'PAYEE_NOT_FOUND' }],
    [party({ ownerId: 'usr_9' }), { reason: 'PAYEE_NOT_FOUND' }],
    [party({ status: 'FROZEN' }), { reason: 'PAYEE_NOT_OPEN' }],
    [party({ currency: 'EUR' }), { expected: 'EUR' }],
  ])('refuses %j', (account, refusal) => {
    const judged = judgeIncoming({ callerId: 'usr_1', payee: account, amount })
    expect(judged).toMatchObject({ ok: false, refusal })
  })
})
