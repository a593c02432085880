/** Rates by a table of prices: the one that is shipped, or a file of the operator's. */
import { readFile } from 'node:fs/promises'
import { type Currency, isCurrency } from '@tallystick/money'
import { z } from 'zod'
import { type Price, rateBetween, toPrice } from '../../domain/rules/exchange.ts'
import type { Rates } from './port.ts'

/** What one whole unit of each currency is worth, as decimal text, in a unit that all share: dollars here. */
export const SHIPPED_PRICES = {
  USD: '1',
  EUR: '1.08',
  NGN: '0.00065',
  BTC: '60000',
  ETH: '2500',
  USDC: '1',
  EURC: '1.08',
} as const satisfies Partial<Record<Currency, string>>

/** How long a file is gone by before it is read again, in milliseconds. */
const FILE_MS = 5_000

const table = z.strictObject({ prices: z.record(z.string(), z.string()) })

/** Rates by these prices. @throws {TypeError} for a currency that there is not, or a price that is none */
export function newFixedRates(prices: Readonly<Record<string, string>> = SHIPPED_PRICES): Rates {
  const known = new Map(Object.entries(prices).map(readPrice))
  return {
    async rateOf(from, to) {
      const [priceOfFrom, priceOfTo] = [known.get(from), known.get(to)]
      return priceOfFrom && priceOfTo && rateBetween([from, priceOfFrom], [to, priceOfTo])
    },
  }
}

/**
 * Rates by a JSON file, `{"prices": {"USD": "1", "EUR": "1.085"}}`, which is read again when it is five seconds old.
 *
 * @throws when the file is missing or wrong; a payment between currencies is then not made
 */
export async function openFileRates(
  path: string,
  ms: () => number = () => performance.now(),
): Promise<Rates> {
  let kept = { rates: readRates(path), at: ms() }
  await kept.rates
  return {
    async rateOf(from, to) {
      if (ms() - kept.at >= FILE_MS) kept = { rates: readRates(path), at: ms() }
      return (await kept.rates).rateOf(from, to)
    },
  }
}

async function readRates(path: string): Promise<Rates> {
  try {
    return newFixedRates(table.parse(JSON.parse(await readFile(path, 'utf8'))).prices)
  } catch (cause) {
    throw new Error(`no exchange rates can be read from ${path}`, { cause })
  }
}

function readPrice([code, text]: readonly [string, string]): [Currency, Price] {
  const price = toPrice(text)
  if (!isCurrency(code)) throw new TypeError(`${code} is no currency`)
  if (!price) throw new TypeError(`the price of ${code} is no decimal greater than zero`)
  return [code, price]
}
