import { readConfig } from '@tallystick/config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../tests/kit/providers/emulator.ts'
import { PAYSTACK_SECRET, startPaystack } from '../../../tests/kit/providers/paystack.ts'
import { providerVariables } from '../src/config.ts'
import type { OpenPayments, PaymentsOptions } from '../src/server.ts'
import { balanceOf, type House, newKey, openHouse, type Person, run } from './house.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
type Json = any

let house: House
let paystack: Emulator
let room: OpenPayments
let cleo: Person
const open = (change: Partial<PaymentsOptions> = {}) =>
  house.open({
    providers: readConfig(providerVariables, {
      PAYSTACK_SECRET_KEY: PAYSTACK_SECRET,
      PAYSTACK_URL: paystack.url,
      STRIPE_SECRET_KEY: 'sk_test_of_nobody',
    }),
    ...change,
  })
beforeAll(async () => {
  house = await openHouse()
  paystack = await startPaystack()
  room = await open()
  const somebody = await house.newPerson()
  const { data } = await run(house.neighbours.auth, somebody.facts, [
    `mutation { signUp(input: { email: "cleo@example.test", password: "correct-horse-battery", name: "Cleo",
      username: "cleo" }) { ... on SignUpSuccess { user { id } } } }`,
  ])
  cleo = await house.newPerson(0n, ['CUSTOMER'], data.signUp.user.id)
})
afterAll(async () => {
  await house.close()
  await paystack.close()
})

const ask = async (query: string, variables: Record<string, unknown>): Promise<Json> => {
  const { data, errors } = await run(room.subgraph, cleo.facts, [query, variables])
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.values(data)[0]
}
const topUp = (amount: string, provider = 'PAYSTACK') =>
  ask(
    `mutation ($input: TopUpAccountInput!) { topUpAccount(input: $input) { __typename
      ... on TopUpAccountSuccess { payment { id status actionUrl } } ... on Refusal { code } } }`,
    {
      input: {
        accountId: cleo.walletId,
        amount: { amount, currency: 'USD' },
        provider,
        idempotencyKey: newKey(),
      },
    },
  )
const look = (id: string) =>
  ask('query ($id: ID!) { payment(id: $id) { status reason actionUrl } }', { id })
/** A process that looks again when some time has passed. */
const later = async (minutes: number, paymentId: string) => {
  const ahead = await open({ now: () => new Date(Date.now() + minutes * 60_000) })
  const task = { attempt: 1, log: { info() {} } as never, signal: undefined }
  await ahead.tasks['advance-payment']?.({ paymentId, requestId: null }, task)
}

describe('a top-up by Paystack (PSP-1, PSP-2, PSP-4)', () => {
  it('sends the customer to its page, and brings the money in when they have paid there', async () => {
    const { payment } = await topUp('2500')
    expect(payment).toMatchObject({
      status: 'REQUIRES_ACTION',
      actionUrl: expect.stringMatching(/^https:\/\/checkout\.example\//),
    })
    const [asked] = paystack.asked
    expect(asked).toMatchObject({
      path: '/transaction/initialize',
      body: { email: 'cleo@example.test', amount: 2500, currency: 'USD' },
    })
    await later(1, payment.id)
    expect(await look(payment.id)).toMatchObject({ status: 'REQUIRES_ACTION' })
    for (const entry of paystack.book) entry.status = 'SUCCEEDED'
    await later(2, payment.id)
    expect(await look(payment.id)).toMatchObject({ status: 'COMPLETED', actionUrl: null })
    expect(await balanceOf(house, cleo)).toBe(25_00n)
    expect(paystack.book).toHaveLength(1)
  })

  it('credits nobody when Paystack says that it took another amount', async () => {
    const before = await balanceOf(house, cleo)
    const { payment } = await topUp('3000')
    const [entry] = paystack.book.splice(-1)
    if (!entry) throw new Error('nothing was asked')
    paystack.book.push({ ...entry, amount: 2999, status: 'SUCCEEDED' })
    await later(1, payment.id)
    expect(await look(payment.id)).toMatchObject({
      status: 'UNKNOWN',
      reason: 'PROVIDER_DIFFERS',
    })
    expect(await balanceOf(house, cleo)).toBe(before)
  })

  it('is not there for a provider without a secret, or without a page', async () => {
    for (const provider of ['FLUTTERWAVE', 'STRIPE'])
      expect(await topUp('100', provider)).toMatchObject({ code: 'PROVIDER_NOT_ENABLED' })
  })
})
