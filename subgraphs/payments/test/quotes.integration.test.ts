import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeQuotes } from '../src/domain/fees/take-quotes.ts'
import { type House, openHouse, type Person, run } from './house.ts'

let house: House
let own: ReturnType<typeof openDatabase>
let ada: Person
let root: Person
beforeAll(async () => {
  house = await openHouse()
  own = openDatabase({ url: house.url, name: 'test', poolMax: 20 })
  ada = await house.newPerson(10_000_00n)
  root = await house.newPerson(0n, ['ADMIN'])
})
afterAll(async () => {
  await own.close()
  await house.close()
})

/** How fifty at once use one quote. Whoever pays by other means swaps this. */
type UseQuote = (quoteNonce: string) => Promise<'USED' | 'QUOTE_USED'>

const takeAlone: UseQuote = (quoteNonce) =>
  own.db.transaction(async (tx) => {
    const taking = { quoteNonce, paymentId: newId('pay'), at: new Date() }
    const [refusal] = await takeQuotes(tx, [taking])
    return refusal ? 'QUOTE_USED' : 'USED'
  })

describe('a quote (LIM-5)', () => {
  it('is used once by fifty who use it at once, in each of 20 rounds', async () => {
    for (let round = 0; round < 20; round += 1) {
      const nonce = newId('quo')
      const answers = await Promise.all(Array.from({ length: 50 }, () => takeAlone(nonce)))
      expect(answers.filter((answer) => answer === 'USED')).toHaveLength(1)
    }
  })

  it('is used by the first of many in one transaction, and others by theirs', async () => {
    const [one, other] = [newId('quo'), newId('quo')]
    const takings = [one, other, one, other, one].map((quoteNonce) => ({
      quoteNonce,
      paymentId: newId('pay'),
      at: new Date(),
    }))
    const used = { code: 'QUOTE_USED' }
    const refusals = await own.db.transaction((tx) => takeQuotes(tx, takings))
    expect(refusals).toEqual([undefined, undefined, used, used, used])
  })

  it('is free again when the transaction is undone', async () => {
    const nonce = newId('quo')
    const undone = own.db.transaction(async (tx) => {
      await takeQuotes(tx, [{ quoteNonce: nonce, paymentId: newId('pay'), at: new Date() }])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await takeAlone(nonce)).toBe('USED')
  })
})

const QUOTE = `query ($input: QuoteFeeInput!) { quoteFee(input: $input) {
  id rate expiresAt fee { amount currency } total { amount currency } payeeAmount { amount currency } } }`
const quote = async (input: object, person = ada) =>
  run(house.payments.subgraph, person.facts, [QUOTE, { input }])
const usd = (amount: string) => ({ amount, currency: 'USD' })

describe('quoteFee (LIM-5)', () => {
  it.each([
    ['SEND', 'ECONOMY', '0'],
    ['SEND', 'STANDARD', '0'],
    ['SEND', 'EXPRESS', '50'],
    ['TOP_UP', 'STANDARD', '0'],
    ['PAYOUT', 'ECONOMY', '25'],
    ['PAYOUT', 'STANDARD', '50'],
    ['PAYOUT', 'EXPRESS', '150'],
  ])('of %s %s of 100.00 USD is %s as shipped', async (kind, priority, fee) => {
    const { data, errors } = await quote({ kind, priority, amount: usd('10000') })
    expect(errors).toBeUndefined()
    expect(data.quoteFee).toMatchObject({
      id: expect.stringMatching(/^v1\./),
      fee: usd(fee),
      total: usd(String(10_000 + Number(fee))),
      rate: null,
      payeeAmount: usd('10000'),
    })
    const left = new Date(data.quoteFee.expiresAt).getTime() - Date.now()
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThanOrEqual(60_000)
  })

  it('has no fee for the smallest amount below the minimum of EXPRESS, but the minimum', async () => {
    const { data } = await quote({ kind: 'SEND', priority: 'EXPRESS', amount: usd('1') })
    expect(data.quoteFee.fee).toEqual(usd('10'))
  })

  it('exchanges at the shipped rate less half a percent, rounded down', async () => {
    const { data } = await quote({ kind: 'TRANSFER', amount: usd('10000'), payeeCurrency: 'EUR' })
    // 100 / 1.08 * 0.995 = 92.1296…
    expect(data.quoteFee).toMatchObject({
      fee: usd('0'),
      payeeAmount: { amount: '9212', currency: 'EUR' },
      rate: '0.921296296296',
    })
  })

  it('exchanges each of the seven currencies for each other, and back for less', async () => {
    const codes = ['USD', 'EUR', 'NGN', 'BTC', 'ETH', 'USDC', 'EURC']
    const most = 10n ** 24n
    for (const from of codes)
      for (const to of codes.filter((code) => code !== from)) {
        const there = { amount: most.toString(), currency: from }
        const first = await quote({ kind: 'TRANSFER', amount: there, payeeCurrency: to })
        const got = first.data.quoteFee.payeeAmount
        expect(got.currency).toBe(to)
        const back = await quote({ kind: 'TRANSFER', amount: got, payeeCurrency: from })
        const left = BigInt(back.data.quoteFee.payeeAmount.amount)
        // Twice a half percent or a tenth is kept, and no more than is rounded off.
        expect(left < most && left > (most * 989n) / 1_000n).toBe(true)
      }
  })

  it.each([
    ['nothing', usd('0'), undefined, undefined],
    ['less than nothing', usd('-1'), undefined, undefined],
    ['a currency without a rate', usd('100'), 'JPY', 'RATE_UNAVAILABLE'],
    ['what gets nothing', { amount: '1', currency: 'BTC' }, 'USD', 'AMOUNT_TOO_SMALL'],
    ['what gets too many digits', usd('9'.repeat(78)), 'ETH', undefined],
  ])('refuses %s', async (_what, amount, payeeCurrency, reason) => {
    const { codes, errors } = await quote({ kind: 'TRANSFER', amount, payeeCurrency })
    expect(codes).toEqual(['BAD_USER_INPUT'])
    if (reason) expect(JSON.stringify(errors)).toContain(reason)
  })
})

const SET = `mutation ($input: SetFeeScheduleInput!) { setFeeSchedule(input: $input) {
  feeSchedule { version kind currency priority effectiveFrom setBy reason
    bands { from { amount } fixed { amount } basisPoints minimum { amount } maximum { amount } } } } }`
const SCHEDULE = `query ($at: DateTime) { feeSchedule(at: $at) { version kind currency priority setBy reason bands { fixed { amount } } } }`
const set = (change: object = {}) =>
  run(house.payments.subgraph, root.facts, [
    SET,
    {
      input: {
        kind: 'SEND',
        currency: 'NGN',
        priority: 'ECONOMY',
        bands: [{ from: '0', fixed: '7' }],
        reason: 'a try',
        ...change,
      },
    },
  ])

describe('setFeeSchedule (LIM-5)', () => {
  const asked = { kind: 'SEND', priority: 'ECONOMY', amount: { amount: '100', currency: 'NGN' } }
  const scheduleAt = async (at?: string) => {
    const { data } = await run(house.payments.subgraph, root.facts, [SCHEDULE, { at }])
    return data.feeSchedule.find(
      (each: { kind: string; currency: string; priority: string }) =>
        each.kind === 'SEND' && each.currency === 'NGN' && each.priority === 'ECONOMY',
    )
  }

  it('holds at once, is kept with who and why, and leaves the past as it was', async () => {
    const before = new Date().toISOString()
    expect((await quote(asked)).data.quoteFee.fee.amount).toBe('0')
    const { data, errors } = await set()
    expect(errors).toBeUndefined()
    expect(data.setFeeSchedule.feeSchedule).toMatchObject({ setBy: root.id, reason: 'a try' })
    expect((await quote(asked)).data.quoteFee.fee.amount).toBe('7')
    expect(await scheduleAt()).toMatchObject({
      setBy: root.id,
      bands: [{ fixed: { amount: '7' } }],
    })
    expect(await scheduleAt(before)).toBeUndefined()
  })

  it('holds from the moment that it names on', async () => {
    const at = new Date(Date.now() + 3_600_000)
    const effectiveFrom = at.toISOString()
    expect(
      (await set({ effectiveFrom, bands: [{ from: '0', fixed: '9' }] })).errors,
    ).toBeUndefined()
    expect((await quote(asked)).data.quoteFee.fee.amount).toBe('7')
    expect((await scheduleAt(effectiveFrom)).bands).toEqual([{ fixed: { amount: '9' } }])
    const later = await house.open({ now: () => at })
    const { data } = await run(later.subgraph, ada.facts, [QUOTE, { input: asked }])
    expect(data.quoteFee.fee.amount).toBe('9')
  })

  it.each([
    ['the past', { effectiveFrom: '2020-01-01T00:00:00Z' }, 'effectiveFrom'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['a reason of 501 characters', { reason: 'x'.repeat(501) }, 'reason'],
    ['a reason on two lines', { reason: 'a\nb' }, 'reason'],
    ['no bands', { bands: [] }, 'bands'],
  ])('refuses %s', async (_what, change, field) => {
    const { codes, errors } = await set(change)
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(JSON.stringify(errors)).toContain(field)
  })

  it('takes a reason of 500 characters', async () => {
    expect((await set({ reason: 'x'.repeat(500), currency: 'JPY' })).errors).toBeUndefined()
  })
})

it('a spread that is set is kept of exchanges from then on', async () => {
  const query = `mutation ($input: SetExchangeSpreadInput!) { setExchangeSpread(input: $input) {
    exchangeSpread { from to basisPoints setBy reason } } }`
  const asked = { kind: 'TRANSFER', amount: usd('10000'), payeeCurrency: 'USDC' }
  expect((await quote(asked)).data.quoteFee.rate).toBe('0.999')
  const input = { from: 'USD', to: 'USDC', basisPoints: 100, reason: 'dearer' }
  const setTo = (change: object) =>
    run(house.payments.subgraph, root.facts, [query, { input: { ...input, ...change } }])
  expect((await setTo({})).errors).toBeUndefined()
  expect((await quote(asked)).data.quoteFee.rate).toBe('0.99')
  for (const change of [{ to: 'USD' }, { basisPoints: 10_000 }, { basisPoints: -1 }])
    expect((await setTo(change)).codes).toEqual(['BAD_USER_INPUT'])
  expect((await setTo({ from: 'EUR', basisPoints: 9_999 })).errors).toBeUndefined()
})
