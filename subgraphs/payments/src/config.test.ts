import { readConfig } from '@tallystick/config'
import { describe, expect, it } from 'vitest'
import { priceVariables, toPriceOptions } from './config.ts'

describe('QUOTE_SECONDS (LIM-5)', () => {
  const read = (text?: string) =>
    readConfig(priceVariables, text === undefined ? {} : { QUOTE_SECONDS: text }).QUOTE_SECONDS

  it('is 60, or 10 to 3600', () => {
    expect([read(), read('10'), read('3600')]).toEqual([60, 10, 3_600])
  })

  it.each(['9', '3601', '60.5', 'a minute'])('is not %s', (text) => {
    expect(() => read(text)).toThrow()
  })
})

it('a file of prices that is not there ends the start', async () => {
  const config = readConfig(priceVariables, { EXCHANGE_RATES_PATH: '/nowhere/rates.json' })
  await expect(toPriceOptions(config)).rejects.toThrow('/nowhere/rates.json')
})
