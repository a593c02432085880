import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Currency } from '@tallystick/money'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { convert } from '../../domain/rules/exchange.ts'
import { newFixedRates, openFileRates, SHIPPED_PRICES } from './fixed.ts'
import type { Rates } from './port.ts'

const get = async (rates: Rates, [from, to]: readonly [Currency, Currency], minor: bigint) => {
  const rate = await rates.rateOf(from, to)
  return rate && convert(rate, minor)
}

describe('fixed rates', () => {
  it('are the same both ways, between any two of the seven', async () => {
    const rates = newFixedRates()
    const codes = Object.keys(SHIPPED_PRICES) as Currency[]
    expect(codes).toHaveLength(7)
    for (const from of codes)
      for (const to of codes) {
        const [there, back] = [await rates.rateOf(from, to), await rates.rateOf(to, from)]
        if (!there || !back) throw new Error(`no rate of ${from} for ${to}`)
        expect(there.numerator * back.numerator).toBe(there.denominator * back.denominator)
      }
  })

  it('are none for a currency that is not exchanged', async () => {
    const rates = newFixedRates()
    expect(await rates.rateOf('USD', 'JPY')).toBeUndefined()
    expect(await rates.rateOf('JPY', 'USD')).toBeUndefined()
  })

  it.each([[{ XXX: '1' }], [{ USD: '0' }], [{ USD: '1e3' }]])('are not made of %o', (prices) => {
    expect(() => newFixedRates(prices)).toThrow(TypeError)
  })
})

describe('rates of a file', () => {
  let folder = ''
  let path = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tallystick-rates-'))
    path = join(folder, 'rates.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const write = (prices: object) => writeFileSync(path, JSON.stringify({ prices }))

  it('are read again when they are five seconds old, and not before', async () => {
    write({ USD: '1', EUR: '1.25' })
    let now = 0
    const rates = await openFileRates(path, () => now)
    write({ USD: '1', EUR: '2' })
    const pair = ['USD', 'EUR'] as const
    now = 4_999
    expect(await get(rates, pair, 100n)).toBe(80n)
    now = 5_000
    expect(await get(rates, pair, 100n)).toBe(50n)
  })

  it.each(['', '[]', '{"prices": {"USD": 1}}', '{"prices": {"USD": "0"}}', '{"rates": {}}'])(
    'are not opened from %s',
    async (text) => {
      writeFileSync(path, text)
      await expect(openFileRates(path)).rejects.toThrow('no exchange rates can be read')
    },
  )

  it('that was broken later are none until it is put right', async () => {
    write({ USD: '1', EUR: '1.25' })
    let now = 0
    const rates = await openFileRates(path, () => now)
    writeFileSync(path, 'broken')
    now = 5_000
    await expect(rates.rateOf('USD', 'EUR')).rejects.toThrow(path)
    write({ USD: '1', EUR: '2' })
    now = 10_000
    expect(await get(rates, ['USD', 'EUR'], 100n)).toBe(50n)
  })
})
