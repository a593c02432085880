import type { Db } from '@tallystick/db'
import { asc, getTableColumns } from 'drizzle-orm'
import type { Spread } from '../domain/rules/exchange.ts'
import type { Decided } from '../domain/rules/version.ts'
import { exchangeSpreads } from './fee-tables.ts'

/** A version of a spread, and who set it why. */
export type SpreadVersion = Spread & Decided

const { fromCurrency: from, toCurrency: to, ...rest } = getTableColumns(exchangeSpreads)

/** Reads every version there is or was, in the order in which they were set. */
export const listSpreads = (db: Db): Promise<SpreadVersion[]> =>
  db
    .select({ ...rest, from, to })
    .from(exchangeSpreads)
    .orderBy(asc(exchangeSpreads.version))

/** Stores a new version. */
export async function insertSpread(
  db: Db,
  { from: fromCurrency, to: toCurrency, ...spread }: Omit<SpreadVersion, 'version'>,
): Promise<SpreadVersion> {
  const [stored] = await db
    .insert(exchangeSpreads)
    .values({ ...spread, fromCurrency, toCurrency })
    .returning({ ...rest, from, to })
  if (!stored) throw new Error('a spread that was stored was not returned')
  return stored
}
