/**
 * Sets money aside under the spend caps of a key, before it is spent.
 *
 * Lock the reservation's name and the key, look for the same reservation, sum what counts, decide, store. All spends of one
 * key queue at its row, so that of any number at once exactly as many pass as there is room for.
 */
import type { Tx } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { isPositive, type Money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockApiKey } from '../db/api-keys.ts'
import {
  findFreeing,
  findReservation,
  insertReservation,
  lockReservation,
  type Reservation,
  sumReserved,
} from '../db/spend-reservations.ts'
import type { Means } from './means.ts'
import { type ApiKey, isLive } from './rules/api-key.ts'
import { type CapReached, judgeSpend, type Spend, toSpend, windowEnd } from './rules/spend.ts'

/** What a key is about to spend. */
export type ReserveSpend = Readonly<{
  keyId: string
  reservationId: string
  amounts: readonly Money[]
}>

/** Why nothing is set aside. */
export type ReserveSpendRefused =
  | (Omit<CapReached, 'lackingMinor'> & Readonly<{ resetsAt: Date }>)
  | Readonly<{ code: 'NOT_FOUND' }>
  | Readonly<{ code: 'MALFORMED_SPEND'; field: 'reservationId' | 'amounts' }>
  | Readonly<{ code: 'CURRENCY_NOT_ALLOWED' | 'RESERVATION_DIFFERS' | 'RESERVATION_RELEASED' }>

/** How many characters the name of a reservation may have. */
export const RESERVATION_ID_MAX = 128
/** How many amounts one reservation may name. */
const AMOUNTS_MAX = 100

/** Reserves all of the amounts or nothing. The same reservation again is accepted and counts once. */
export async function reserveSpend(
  { db, now }: Pick<Means, 'db' | 'now'>,
  { keyId, reservationId: id, amounts }: ReserveSpend,
): Promise<Result<Readonly<{ reservationId: string }>, ReserveSpendRefused>> {
  if (!isReservationId(id)) return refused({ code: 'MALFORMED_SPEND', field: 'reservationId' })
  if (amounts.length === 0 || amounts.length > AMOUNTS_MAX || !amounts.every(isPositive))
    return refused({ code: 'MALFORMED_SPEND', field: 'amounts' })
  if (!isId('key', keyId)) return refused({ code: 'NOT_FOUND' })
  const spend = toSpend(amounts)
  return db.transaction(async (tx) => {
    await lockReservation(tx, id)
    const key = await lockApiKey(tx, keyId)
    const known = await findReservation(tx, id)
    if (known) return repeat(known, { keyId, spend, id })
    if (!key || !isLive(key, now)) return refused({ code: 'NOT_FOUND' })
    const { currencies } = key.limits
    if (currencies && [...spend.keys()].some((each) => !currencies.includes(each)))
      return refused({ code: 'CURRENCY_NOT_ALLOWED' })
    return reserve(tx, key, { id, spend, now })
  })
}

/** Whether text may be the name of a reservation. */
export const isReservationId = (id: string): boolean =>
  id.length >= 1 && id.length <= RESERVATION_ID_MAX && !/\p{Cc}/u.test(id) && id.isWellFormed()

function repeat(
  known: Reservation,
  { keyId, spend, id }: { keyId: string; spend: Spend; id: string },
): Result<Readonly<{ reservationId: string }>, ReserveSpendRefused> {
  const isSame =
    known.keyId === keyId &&
    known.amounts.length === spend.size &&
    known.amounts.every(({ currency, minor }) => spend.get(currency) === minor)
  if (!isSame) return refused({ code: 'RESERVATION_DIFFERS' })
  return known.isReleased
    ? refused({ code: 'RESERVATION_RELEASED' })
    : accepted({ reservationId: id })
}

async function reserve(
  tx: Tx,
  key: ApiKey,
  { id, spend, now }: { id: string; spend: Spend; now: Date },
): Promise<Result<Readonly<{ reservationId: string }>, ReserveSpendRefused>> {
  const caps = key.limits.spendCaps.filter(({ amount }) => spend.has(amount.currency))
  // Nothing to keep within, so nothing to keep.
  if (caps.length === 0) return accepted({ reservationId: id })
  const verdict = judgeSpend(await sumReserved(tx, key.id, { caps, now }), spend)
  if (!verdict.ok) {
    const { lackingMinor, ...reached } = verdict.refusal
    const { cap } = reached
    const freeing = await findFreeing(tx, key.id, { cap, lackingMinor, now })
    return refused({ ...reached, resetsAt: freeing ? windowEnd(cap, freeing) : now })
  }
  await insertReservation(tx, { id, keyId: key.id, spend, now })
  return accepted({ reservationId: id })
}
