import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limitTermsOf, spendLimits } from '../src/domain/limits/spend-limits.ts'
import { newSchedules } from '../src/domain/schedules.ts'
import { type House, openHouse, type Person, run } from './house.ts'

const NOON = new Date('2030-01-31T12:00:00Z')

let house: House
let own: ReturnType<typeof openDatabase>
let payments: Awaited<ReturnType<House['open']>>
let ada: Person
let ben: Person
let root: Person
beforeAll(async () => {
  house = await openHouse()
  own = openDatabase({ url: house.url, name: 'test' })
  payments = await house.open({ now: () => NOON })
  ada = await house.newPerson()
  ben = await house.newPerson()
  root = await house.newPerson(0n, ['ADMIN'])
})
afterAll(async () => {
  await own.close()
  await house.close()
})

const LIMITS = `query ($id: ID!) { myLimits(accountId: $id) {
  direction window limit { amount currency } used { amount } remaining { amount } resetsAt } }`
const limits = async (id: string, { facts }: Person = ada) =>
  run(payments.subgraph, facts, [LIMITS, { id }])
const outOf = async (id: string, person?: Person) => {
  const { data, errors } = await limits(id, person)
  if (errors) throw new Error(JSON.stringify(errors))
  return data.myLimits.filter(({ direction }: { direction: string }) => direction === 'OUT')
}

/** Counts a payment of Ada's as the product does: by what Accounts says of her account. */
async function spend(minor: bigint): Promise<string | undefined> {
  const { accountsOfPayment } = (
    await house.neighbours.accounts.execute(
      {
        query: `query ($input: AccountsOfPaymentInput!) { accountsOfPayment(input: $input) {
          payee { level timeZone } } }`,
        variables: { input: { payeeAccountId: ada.walletId, currency: 'USD' } },
      },
      {
        actor: { ...ada.facts.actor, kind: 'SERVICE', id: 'payments' },
        issuer: 'payments',
        requestId: 'r',
      },
    )
  ).data as { accountsOfPayment: { payee: { level: 'VERIFIED'; timeZone: string } } }
  const party = { accountId: ada.walletId, ...accountsOfPayment.payee }
  const parts = { schedules: newSchedules(own.db), now: () => NOON }
  const amount = { minor, currency: 'USD' } as const
  const terms = await limitTermsOf(parts, party, { kind: 'SEND', amount })
  return own.db.transaction(async (tx) => {
    const [refusal] = await spendLimits(tx, [{ ...terms, paymentId: newId('pay') }])
    return refusal?.window
  })
}

describe('myLimits (LIM-4)', () => {
  it('lets an ordinary account move millions a day, as shipped', async () => {
    const { data } = await limits(ada.walletId)
    expect(data.myLimits).toHaveLength(6)
    expect(await outOf(ada.walletId)).toEqual([
      {
        direction: 'OUT',
        window: 'PAYMENT',
        limit: { amount: '1000000000', currency: 'USD' },
        used: { amount: '0' },
        remaining: { amount: '1000000000' },
        resetsAt: null,
      },
      {
        direction: 'OUT',
        window: 'DAY',
        limit: { amount: '1000000000', currency: 'USD' },
        used: { amount: '0' },
        remaining: { amount: '1000000000' },
        resetsAt: '2030-02-01T00:00:00.000Z',
      },
      {
        direction: 'OUT',
        window: 'MONTH',
        limit: { amount: '10000000000', currency: 'USD' },
        used: { amount: '0' },
        remaining: { amount: '10000000000' },
        resetsAt: '2030-02-01T00:00:00.000Z',
      },
    ])
  })

  it('shows what was moved, in the day of the owner’s time zone', async () => {
    const zone = { input: { timeZone: 'Asia/Tokyo' } }
    const query = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }`
    await run(house.neighbours.accounts, ada.facts, [query, zone])
    expect(await spend(300n)).toBeUndefined()
    const [, day, month] = await outOf(ada.walletId)
    expect(day).toMatchObject({
      used: { amount: '300' },
      remaining: { amount: '999999700' },
      resetsAt: '2030-01-31T15:00:00.000Z',
    })
    expect(month).toMatchObject({ used: { amount: '300' }, resetsAt: '2030-01-31T15:00:00.000Z' })
    const { data } = await limits(ada.walletId)
    expect(
      data.myLimits.slice(3).map((each: { used: { amount: string } }) => each.used.amount),
    ).toEqual(['0', '0', '0'])
  })

  it('is the owner’s and administrators’; for others there is no such account', async () => {
    expect((await outOf(ada.walletId, root))[1].used).toEqual({ amount: '300' })
    for (const id of [ada.walletId, newId('acc'), 'acc_1'])
      expect((await limits(id, ben)).codes).toEqual(['NOT_FOUND'])
  })

  it('changes with the level of the account and the limits of the level', async () => {
    const level = `mutation ($input: SetAccountLevelInput!) { setAccountLevel(input: $input) { account { level } } }`
    const grade = { input: { accountId: ada.walletId, level: 'BASIC', reason: 'papers ran out' } }
    expect(
      (await run(house.neighbours.accounts, root.facts, [level, grade])).errors,
    ).toBeUndefined()
    expect((await outOf(ada.walletId))[1].limit).toEqual({ amount: '100000000', currency: 'USD' })
    const set = `mutation ($input: SetLimitsInput!) { setLimits(input: $input) {
      limitSchedule { setBy reason perPayment { amount } perDay { amount } perMonth { amount } } } }`
    const input = { level: 'BASIC', currency: 'USD', perDay: '500', reason: 'a try' }
    const answer = await run(payments.subgraph, root.facts, [set, { input }])
    expect(answer.data?.setLimits.limitSchedule).toEqual({
      setBy: root.id,
      reason: 'a try',
      perPayment: null,
      perDay: { amount: '500' },
      perMonth: null,
    })
    const [payment, day, month] = await outOf(ada.walletId)
    expect([payment.limit, day.remaining, month.remaining]).toEqual([null, { amount: '200' }, null])
    expect([await spend(201n), await spend(200n), await spend(1n)]).toEqual([
      'DAY',
      undefined,
      'DAY',
    ])
    const wrong = { ...input, perDay: '500', perMonth: '499' }
    expect((await run(payments.subgraph, root.facts, [set, { input: wrong }])).codes).toEqual([
      'BAD_USER_INPUT',
    ])
  })

  it('has the limits of every currency and level written down', async () => {
    const query =
      'query ($at: DateTime) { limitSchedule(at: $at) { level currency perDay { amount } setBy } }'
    const { data } = await run(payments.subgraph, root.facts, [
      query,
      { at: '2020-01-01T00:00:00Z' },
    ])
    expect(data.limitSchedule).toHaveLength(27)
    const least = data.limitSchedule.filter(({ level }: { level: string }) => level === 'BASIC')
    expect(
      Object.fromEntries(
        least.map((each: { currency: string; perDay: { amount: string } }) => [
          each.currency,
          each.perDay.amount,
        ]),
      ),
    ).toMatchObject({
      USD: '100000000',
      EUR: '100000000',
      BTC: '2000000000',
      ETH: `4${'0'.repeat(20)}`,
      USDC: '1000000000000',
    })
  })
})
