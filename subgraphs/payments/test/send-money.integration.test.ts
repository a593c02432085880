import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { balanceOf, type House, newKey, openHouse, type Person, run, SEND, send } from './house.ts'

let house: House
let ada: Person
let ben: Person
beforeAll(async () => {
  house = await openHouse()
  await house.liftLimits()
  ada = await house.newPerson(1_000_00n)
  ben = await house.newPerson()
})
afterAll(() => house.close())

const door = () => house.payments.subgraph
const countPayments = async () =>
  (await house.rows(sql`select count(*)::int as count from payments.payments`))[0]?.['count']

describe('sendMoney', () => {
  it('moves the money at once and says COMPLETED, with its whole history (PAY-1, PAY-14)', async () => {
    const before = await balanceOf(house, ben)
    const answer = await send(door(), [ada, ben], { minor: 12_50n, description: 'Lunch' })
    expect(answer).toMatchObject({
      __typename: 'SendMoneySuccess',
      replayed: false,
      payment: {
        kind: 'SEND',
        status: 'COMPLETED',
        amount: { amount: '1250', currency: 'USD' },
        fee: { amount: '0' },
        payer: { id: ada.walletId },
        payee: { id: ben.walletId },
        description: 'Lunch',
        priority: 'STANDARD',
        transitions: [
          { from: null, to: 'INITIATED' },
          { from: 'INITIATED', to: 'PROCESSING' },
          { from: 'PROCESSING', to: 'COMPLETED' },
        ],
      },
    })
    expect(await balanceOf(house, ben)).toBe(before + 12_50n)
  })

  it('finds the payee by account number, and by e-mail address in any case', async () => {
    const byNumber = await send(door(), [ada, ben], { to: { accountNumber: ben.walletNumber } })
    expect(byNumber['payment'].payee.id).toBe(ben.walletId)
    const input = {
      email: 'cleo@example.test',
      password: 'correct-horse-battery',
      name: 'Cleo',
      username: 'cleo',
    }
    const signedUp = await run(house.neighbours.auth, ada.facts, [
      `mutation ($input: SignUpInput!) { signUp(input: $input) { ... on SignUpSuccess { user { id } } } }`,
      { input },
    ])
    expect(signedUp.errors).toBeUndefined()
    const byEmail = await send(door(), [ada, ben], { to: { email: 'Cleo@Example.test' } })
    expect(byEmail['payment'].status).toBe('COMPLETED')
    expect(byEmail['payment'].payee.id).not.toBe(ben.walletId)
  })

  it('refuses a payment beyond the balance, keeps it as FAILED, and replays the refusal', async () => {
    const cleo = await house.newPerson(5_00n)
    const idempotencyKey = newKey()
    const first = await send(door(), [cleo, ben], { minor: 5_01n, idempotencyKey })
    expect(first).toMatchObject({
      __typename: 'InsufficientFunds',
      code: 'INSUFFICIENT_FUNDS',
      available: { amount: '500', currency: 'USD' },
    })
    const [row] = await house.rows(sql`
      select status, reason from payments.payments order by created_at desc, id desc limit 1`)
    expect(row).toMatchObject({ status: 'FAILED', reason: 'INSUFFICIENT_FUNDS' })
    // Money that came later changes nothing about an answer that was given.
    await send(door(), [ada, cleo], { minor: 100_00n })
    expect(await send(door(), [cleo, ben], { minor: 5_01n, idempotencyKey })).toEqual(first)
  })

  it.each([
    ['an account of somebody else', () => ({ fromAccountId: ben.walletId }), 'PAYER_NOT_FOUND'],
    ['an account that is none', () => ({ fromAccountId: newId('acc') }), 'PAYER_NOT_FOUND'],
    ['an id of another kind', () => ({ fromAccountId: newId('pay') }), 'PAYER_NOT_FOUND'],
    ['a malformed id', () => ({ fromAccountId: "x' or 1=1" }), 'PAYER_NOT_FOUND'],
    [
      'a foreign payer before an unknown payee',
      () => ({ fromAccountId: ben.walletId, to: { accountId: 'nobody' } }),
      'PAYER_NOT_FOUND',
    ],
    ['an unknown payee', () => ({ to: { accountId: newId('acc') } }), 'PAYEE_NOT_FOUND'],
    ['a malformed payee', () => ({ to: { accountId: '' } }), 'PAYEE_NOT_FOUND'],
    ['a number that is none', () => ({ to: { accountNumber: '12' } }), 'PAYEE_NOT_FOUND'],
    ['a wrong check digit', () => ({ to: { accountNumber: '0000000009' } }), 'PAYEE_NOT_FOUND'],
    ['an unknown address', () => ({ to: { email: 'no@body.test' } }), 'PAYEE_NOT_FOUND'],
    ['an address with a zero byte', () => ({ to: { email: 'a@b.test\0' } }), 'PAYEE_NOT_FOUND'],
    ['the same account', () => ({ to: { accountId: ada.walletId } }), 'SAME_ACCOUNT'],
  ])('refuses %s and writes nothing (PAY-21)', async (_what, change, reason) => {
    const before = await countPayments()
    const answer = await send(door(), [ada, ben], change())
    expect(answer).toMatchObject({ __typename: 'InvalidAccount', code: 'INVALID_ACCOUNT', reason })
    expect(await countPayments()).toBe(before)
  })

  it('names the currency that would fit and leaves the key free for the right request', async () => {
    const idempotencyKey = newKey()
    const wrong = { amount: { amount: '100', currency: 'EUR' }, idempotencyKey }
    const before = await countPayments()
    expect(await send(door(), [ada, ben], wrong)).toMatchObject({
      __typename: 'CurrencyMismatch',
      code: 'CURRENCY_MISMATCH',
      expected: 'USD',
    })
    expect(await countPayments()).toBe(before)
    const right = await send(door(), [ada, ben], { idempotencyKey })
    expect(right).toMatchObject({ __typename: 'SendMoneySuccess', replayed: false })
  })

  it.each([
    ['an empty key', { idempotencyKey: '' }],
    ['a key of 256 characters', { idempotencyKey: 'k'.repeat(256) }],
    ['a key with a space', { idempotencyKey: 'a b' }],
    ['a key that is not ASCII', { idempotencyKey: 'clé' }],
    ['nothing', { amount: { amount: '0', currency: 'USD' } }],
    ['less than nothing', { amount: { amount: '-1', currency: 'USD' } }],
    ['79 digits', { amount: { amount: '1'.repeat(79), currency: 'USD' } }],
    ['a decimal point', { amount: { amount: '1.5', currency: 'USD' } }],
    ['an exponent', { amount: { amount: '1e2', currency: 'USD' } }],
    ['a number', { amount: { amount: 100, currency: 'USD' } }],
    ['full-width digits', { amount: { amount: '１００', currency: 'USD' } }],
    ['an unknown currency', { amount: { amount: '100', currency: 'XXX' } }],
    ['no payee', { to: {} }],
    ['two payees', { to: { email: 'a@b.test', accountNumber: '0123456789' } }],
    ['a long description', { description: 'd'.repeat(501) }],
    ['a zero byte', { description: 'a\0b' }],
    ['half a character', { description: '\ud800' }],
    ['an unknown priority', { priority: 'NOW' }],
  ])('calls %s bad input and writes nothing (PAY-21)', async (_what, change) => {
    const input = {
      fromAccountId: ada.walletId,
      to: { accountId: ben.walletId },
      amount: { amount: '100', currency: 'USD' },
      idempotencyKey: newKey(),
      ...change,
    }
    const before = await countPayments()
    const { data, errors, codes } = await run(door(), ada.facts, [SEND, { input }])
    expect(data).toBeNull()
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(errors?.[0]?.extensions['outcome']).toBe('NOT_APPLIED')
    expect(await countPayments()).toBe(before)
  })

  it('takes 78 digits, a key of 255 characters and a description of 500 emoji', async () => {
    const answer = await send(door(), [ada, ben], {
      minor: 10n ** 78n - 1n,
      idempotencyKey: `${newKey()}${'k'.repeat(255)}`.slice(0, 255),
      description: '🧾'.repeat(500),
    })
    expect(answer['__typename']).toBe('InsufficientFunds')
  })

  it('moves the money of a key’s owner for the key, and of nobody else // RBA-10 RBA-13', async () => {
    const key = { kind: 'PARTNER', sessionId: null, keyId: newId('key') } as const
    const pay = (fromAccountId: string, scopes = ['payments:write']) =>
      run(door(), { ...ada.facts, actor: { ...ada.facts.actor, ...key, scopes } }, [
        SEND,
        {
          input: {
            fromAccountId,
            to: { accountId: ben.walletId },
            amount: { amount: '100', currency: 'USD' },
            idempotencyKey: newKey(),
          },
        },
      ])
    const before = await balanceOf(house, ben)
    const unscoped = await pay(ada.walletId, ['payments:read'])
    expect(unscoped.errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    expect(await pay(ada.walletId)).toMatchObject({
      data: { sendMoney: { __typename: 'SendMoneySuccess' } },
    })
    expect(await balanceOf(house, ben)).toBe(before + 100n)
    const [told] = await house.rows(sql`
      select actor_kind, actor_id from payments.outbox
      where type = 'payments:payment:completed' order by sequence desc limit 1`)
    expect(told).toEqual({ actor_kind: 'PARTNER', actor_id: ada.id })
    const stolen = await pay(ben.walletId)
    expect(JSON.stringify(stolen)).not.toContain('SendMoneySuccess')
    expect(await balanceOf(house, ben)).toBe(before + 100n)
  })

  it('lets nobody but people move money', async () => {
    const input = {
      fromAccountId: ada.walletId,
      to: { accountId: ben.walletId },
      amount: { amount: '100', currency: 'USD' },
      idempotencyKey: newKey(),
    }
    const anonymous = { ...ada.facts, actor: { ...ada.facts.actor, kind: 'ANONYMOUS', id: null } }
    const refused = await run(door(), anonymous as never, [SEND, { input }])
    expect(refused.codes).toEqual(['UNAUTHENTICATED'])
    const service = { ...ada.facts, actor: { ...ada.facts.actor, kind: 'SERVICE', id: 'ledger' } }
    expect((await run(door(), service as never, [SEND, { input }])).codes).toEqual(['FORBIDDEN'])
  })
})
