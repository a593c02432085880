/**
 * The built-in processor: no network, and the amount decides.
 *
 * The last two digits of the minor units: 01 declines; 02 waits for the customer; 03 charges, but its answer never
 * arrives; 04 takes its time and has succeeded when asked later; everything else succeeds (05, which sends its webhook
 * twice, as well: there is nobody to send it to yet). It keeps its own book, as a processor does, so that a repeated
 * call charges once and our records can be compared with it.
 */
import type { Db } from '@tallystick/db'
import type { Money } from '@tallystick/money'
import { findCharge, moveCharge, recordCharge } from '../../db/simulator-charges.ts'
import type { Processor, ProcessorStatus } from './port.ts'

/** Opens the simulator on its book. */
export const newSimulator = (db: Db): Processor => ({
  async charge({ reference, amount }) {
    const charge = await recordCharge(db, { reference, amount, status: firstStatus(amount) })
    if (charge.amountMinor !== amount.minor || charge.currency !== amount.currency)
      throw new RangeError(`${reference} was charged before with another amount`)
    if (charge.status === 'SUCCEEDED' && lastDigits(amount) === 3n)
      throw new Error(`the simulator did not answer about ${reference} in time`)
    return charge.status
  },
  async find(reference) {
    await moveCharge(db, { reference, from: ['PROCESSING'], to: 'SUCCEEDED' })
    return (await findCharge(db, reference))?.status
  },
  async cancel(reference) {
    await moveCharge(db, { reference, from: NOT_TAKEN, to: 'CANCELLED' })
    return (await findCharge(db, reference))?.status
  },
  async giveBack(reference) {
    await moveCharge(db, { reference, from: [...NOT_TAKEN, 'SUCCEEDED'], to: 'CANCELLED' })
    return (await findCharge(db, reference))?.status
  },
})

/** Where a charge may still be called off without giving anything back. */
const NOT_TAKEN: readonly ProcessorStatus[] = ['REQUIRES_ACTION', 'PROCESSING']

const lastDigits = ({ minor }: Money): bigint => minor % 100n

function firstStatus(amount: Money): ProcessorStatus {
  switch (lastDigits(amount)) {
    case 1n:
      return 'DECLINED'
    case 2n:
      return 'REQUIRES_ACTION'
    case 4n:
      return 'PROCESSING'
    default:
      return 'SUCCEEDED'
  }
}
