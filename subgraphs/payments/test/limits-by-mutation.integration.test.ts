import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perform, usd } from './acts.ts'
import { balanceOf, type House, newKey, openHouse, type Person, run, send } from './house.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
type Json = any

let house: House
let ben: Person
beforeAll(async () => {
  house = await openHouse()
  await house.rows(sql`
    insert into payments.limit_schedules
           (effective_from, reason, created_at, level, currency, payment_minor, day_minor, month_minor)
    select '2000-01-02', 'test', now(), level, 'USD', 900, 1000, 5000
      from (values ('BASIC'), ('VERIFIED'), ('BUSINESS')) as levels (level)`)
  ben = await house.newPerson(0n, ['CUSTOMER', 'VENDOR'])
})
afterAll(() => house.close())

const ask = async ({ facts }: Person, query: string, variables: Record<string, unknown>) => {
  const { data, errors } = await run(house.payments.subgraph, facts, [query, variables])
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.values(data)[0] as Json
}
const to = (from: Person, minor: bigint, change: Record<string, unknown> = {}) =>
  send(house.payments.subgraph, [from, ben], { minor, ...change })
const used = async (person: Person): Promise<string> => {
  const query = `query ($id: ID!) { myLimits(accountId: $id) { window direction used { amount } } }`
  const limits = await ask(person, query, { id: person.walletId })
  return limits.find(({ window, direction }: Json) => window === 'DAY' && direction === 'OUT').used
    .amount
}

describe('sendMoney within limits (LIM-4)', () => {
  it('lets through what fits, and says what is left and until when', async () => {
    const ada = await house.newPerson(100_00n)
    expect(await to(ada, 9_01n)).toMatchObject({ __typename: 'LimitExceeded' })
    expect(await to(ada, 9_00n)).toMatchObject({ payment: { status: 'COMPLETED' } })
    expect(await to(ada, 1_01n)).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(await to(ada, 1_00n)).toMatchObject({ payment: { status: 'COMPLETED' } })
    expect(await used(ada)).toBe('1000')
    expect(await balanceOf(house, ada)).toBe(90_00n)
  })

  it('counts a request that is sent again once, and leaves the key free that was refused', async () => {
    const ada = await house.newPerson(100_00n)
    const idempotencyKey = newKey()
    for (let count = 0; count < 3; count++) await to(ada, 9_00n, { idempotencyKey })
    expect(await used(ada)).toBe('900')
    const refusedKey = newKey()
    expect(await to(ada, 2_00n, { idempotencyKey: refusedKey })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
    expect(await to(ada, 1_00n, { idempotencyKey: refusedKey })).toMatchObject({ replayed: false })
  })

  it('gives back what did not move', async () => {
    const poor = await house.newPerson(1_00n)
    expect(await to(poor, 9_00n)).toMatchObject({ __typename: 'InsufficientFunds' })
    expect(await used(poor)).toBe('0')
  })

  it('of twenty at once lets ten through when ten fit, in each of fifty rounds', async () => {
    for (let round = 0; round < 50; round++) {
      const ada = await house.newPerson(100_00n)
      const answers = await Promise.all(Array.from({ length: 20 }, () => to(ada, 1_00n)))
      const names = answers.map(({ __typename }) => __typename)
      expect(names.filter((name) => name === 'SendMoneySuccess')).toHaveLength(10)
      expect(names.filter((name) => name === 'LimitExceeded')).toHaveLength(10)
      expect(await balanceOf(house, ada)).toBe(90_00n)
    }
  }, 120_000)

  it('counts what one was asked for when it is paid, and not when it could not be', async () => {
    const ada = await house.newPerson(2_00n)
    const asked = await perform(house.payments.subgraph, ben, [
      'requestMoney',
      {
        accountId: ben.walletId,
        from: { accountId: ada.walletId },
        amount: usd(3_00n),
        idempotencyKey: newKey(),
      },
    ])
    const pay = () =>
      perform(house.payments.subgraph, ada, [
        'payRequest',
        { paymentId: asked.payment.id, fromAccountId: ada.walletId, idempotencyKey: newKey() },
      ])
    expect(await pay()).toMatchObject({ __typename: 'InsufficientFunds' })
    expect(await used(ada)).toBe('0')
    const rich = await house.newPerson(100_00n)
    await send(house.payments.subgraph, [rich, ada], { minor: 5_00n })
    await to(ada, 4_00n)
    expect(await pay()).toMatchObject({ payment: { status: 'COMPLETED' } })
    expect(await used(ada)).toBe('700')
    expect(await to(ada, 3_01n)).toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })
})

describe('sendMoney by a quote (LIM-5)', () => {
  const quote = (person: Person, minor: bigint) =>
    ask(
      person,
      `query ($input: QuoteFeeInput!) { quoteFee(input: $input) { id fee { amount } total { amount } } }`,
      { input: { kind: 'SEND', amount: usd(minor), priority: 'EXPRESS' } },
    )
  const express = (person: Person, minor: bigint, change: Record<string, unknown> = {}) =>
    to(person, minor, { priority: 'EXPRESS', ...change })

  it('charges the fee on top, as an entry of its own', async () => {
    const ada = await house.newPerson(100_00n)
    const { id, fee, total } = await quote(ada, 8_00n)
    expect([fee.amount, total.amount]).toEqual(['10', '810'])
    const { payment } = await express(ada, 8_00n, { quoteId: id })
    expect(payment).toMatchObject({ status: 'COMPLETED', fee: { amount: '10' } })
    expect(await balanceOf(house, ada)).toBe(100_00n - 8_10n)
    const [income] = await house.rows(sql`
      select e.amount::text from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
       where a.code = 'FEE_INCOME' order by e.recorded_at desc limit 1`)
    expect(income).toEqual({ amount: '10' })
  })

  it('is honoured once, for its person and its payment', async () => {
    const ada = await house.newPerson(100_00n)
    const { id } = await quote(ada, 1_00n)
    expect(await express(ada, 2_00n, { quoteId: id })).toMatchObject({ code: 'QUOTE_MISMATCH' })
    const other = await house.newPerson(100_00n)
    expect(await express(other, 1_00n, { quoteId: id })).toMatchObject({ code: 'QUOTE_UNKNOWN' })
    const idempotencyKey = newKey()
    const first = await express(ada, 1_00n, { quoteId: id, idempotencyKey })
    expect(first).toMatchObject({ payment: { status: 'COMPLETED' } })
    expect(await express(ada, 1_00n, { quoteId: id, idempotencyKey })).toMatchObject({
      replayed: true,
      payment: { id: first.payment.id },
    })
    expect(await express(ada, 1_00n, { quoteId: id })).toMatchObject({ code: 'QUOTE_USED' })
    expect(await used(ada)).toBe('100')
  })

  it('used fifty times at once is used once, in each of twenty rounds (P-23)', async () => {
    for (let round = 0; round < 20; round++) {
      const ada = await house.newPerson(100_00n)
      const { id } = await quote(ada, 10n)
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => express(ada, 10n, { quoteId: id })),
      )
      const names = answers.map(({ __typename }) => __typename)
      expect(names.filter((name) => name === 'SendMoneySuccess')).toHaveLength(1)
      expect(names.filter((name) => name === 'QuoteUsed')).toHaveLength(49)
      expect(await used(ada)).toBe('10')
    }
  }, 120_000)
})
