import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertFeeSchedule } from '../src/db/fee-schedules.ts'
import { type PriceParts, priceFor } from '../src/domain/fees/price.ts'
import { quoteFee } from '../src/domain/fees/quote-fee.ts'
import type { QuoteSubject } from '../src/domain/rules/quote.ts'
import { newSchedules, SCHEDULES_MS } from '../src/domain/schedules.ts'
import { newFixedRates } from '../src/providers/rates/fixed.ts'
import { type House, openHouse, SEAL } from './house.ts'

let house: House
let own: ReturnType<typeof openDatabase>
beforeAll(async () => {
  house = await openHouse()
  own = openDatabase({ url: house.url, name: 'test' })
})
afterAll(async () => {
  await own.close()
  await house.close()
})

const ADA = newId('usr')
const START = new Date('2026-06-01T00:00:00Z')
const subject: QuoteSubject = {
  kind: 'TRANSFER',
  amount: { minor: 100_00n, currency: 'USD' },
  priority: 'STANDARD',
  payeeCurrency: 'EUR',
}

/** Prices under a clock and a table of rates that the test moves. */
function newPrices() {
  let [now, rates, passed] = [START, newFixedRates({ USD: '1', EUR: '1.25' }), 0]
  const schedules = newSchedules(own.db, () => passed)
  const parts = (): PriceParts & { quoteSeconds: number } => ({
    rates,
    schedules,
    seal: SEAL,
    now: () => now,
    quoteSeconds: 60,
  })
  return {
    quote: async (asked = subject) => {
      const result = await quoteFee(parts(), ADA, asked)
      if (!result.ok) throw new Error(result.refusal.code)
      return result.value
    },
    price: (quoteId: string | null, asked = subject, personId = ADA) =>
      priceFor(parts(), { personId, subject: asked, quoteId }),
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms)
      passed += ms
    },
    setRate: (price: string) => {
      rates = newFixedRates({ USD: '1', EUR: price })
    },
  }
}
const raise = (fixedMinor: bigint, effectiveFrom: Date) =>
  own.db.transaction((tx) =>
    insertFeeSchedule(tx, {
      kind: 'TRANSFER',
      currency: 'USD',
      priority: 'STANDARD',
      bands: [{ fromMinor: 0n, fixedMinor, basisPoints: 0, minimumMinor: 0n, maximumMinor: null }],
      effectiveFrom,
      setBy: null,
      reason: 'a try',
      createdAt: effectiveFrom,
    }),
  )
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

describe('the price of a payment (LIM-5)', () => {
  it('is the quote’s, when fees and rates have changed since', async () => {
    const prices = newPrices()
    const quote = await prices.quote()
    expect(quote).toMatchObject({ feeMinor: 0n, payeeAmount: { minor: 79_60n, currency: 'EUR' } })
    await raise(30n, START)
    prices.setRate('2')
    prices.pass(SCHEDULES_MS)
    const promised = await prices.price(quote.id)
    const { feeMinor, payeeAmount, rate, nonce } = quote
    expect(promised).toEqual({
      ok: true,
      value: { feeMinor, payeeAmount, rate, quoteNonce: nonce },
    })
    expect(await prices.price(null)).toMatchObject({
      value: { feeMinor: 30n, payeeAmount: { minor: 49_75n }, quoteNonce: null },
    })
  })

  it('is not the quote’s from its sixtieth second on', async () => {
    const prices = newPrices()
    const { id } = await prices.quote()
    prices.pass(59_999)
    expect(await prices.price(id)).toMatchObject({ ok: true })
    prices.pass(1)
    expect(await prices.price(id)).toEqual(refusedWith('QUOTE_EXPIRED'))
  })

  it('is not that of a quote for another payment, or of another person', async () => {
    const prices = newPrices()
    const { id } = await prices.quote()
    const others: Partial<QuoteSubject>[] = [
      { kind: 'SEND' },
      { priority: 'ECONOMY' },
      { payeeCurrency: 'USD' },
      { amount: { minor: 100_01n, currency: 'USD' } },
      { amount: { minor: 100_00n, currency: 'EUR' } },
    ]
    for (const other of others)
      expect(await prices.price(id, { ...subject, ...other })).toEqual(
        refusedWith('QUOTE_MISMATCH'),
      )
    expect(await prices.price(id, subject, newId('usr'))).toEqual(refusedWith('QUOTE_UNKNOWN'))
    expect(await prices.price('quo_1')).toEqual(refusedWith('QUOTE_UNKNOWN'))
  })

  it('goes by what was set no later than five seconds after', async () => {
    const prices = newPrices()
    const feeNow = async () => {
      const price = await prices.price(null)
      return price.ok && price.value.feeMinor
    }
    expect(await feeNow()).toBe(30n)
    await raise(31n, START)
    prices.pass(SCHEDULES_MS - 1)
    expect(await feeNow()).toBe(30n)
    prices.pass(1)
    expect(await feeNow()).toBe(31n)
  })

  it('changes at the moment that a version names, however fresh what was read is', async () => {
    const prices = newPrices()
    await raise(32n, new Date(START.getTime() + 1_000))
    const feeAfter = async (ms: number) => {
      prices.pass(ms)
      const price = await prices.price(null)
      return price.ok && price.value.feeMinor
    }
    expect([await feeAfter(0), await feeAfter(999), await feeAfter(1)]).toEqual([31n, 31n, 32n])
  })
})

it('schedules that could not be read are asked for again', async () => {
  const broken = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', name: 'test' })
  try {
    const schedules = newSchedules(broken.db)
    await expect(schedules.fees()).rejects.toThrow()
    const [first, second] = [schedules.fees(), schedules.fees()]
    expect(first).toBe(second)
    await expect(first).rejects.toThrow()
  } finally {
    await broken.close()
  }
})
