/** What everything costs and how much may be moved, read once and kept for a moment. */
import type { Database } from '@tallystick/db'
import { listSpreads } from '../db/exchange-spreads.ts'
import { listFeeSchedules } from '../db/fee-schedules.ts'
import { listLimitSchedules } from '../db/limit-schedules.ts'
import { type SpreadBook, toSpreadBook } from './rules/exchange.ts'
import { type FeeBook, toFeeBook } from './rules/fee.ts'
import { type LimitBook, toLimitBook } from './rules/limit.ts'

/** How long another process may go by what was read before a change, in milliseconds. */
export const SCHEDULES_MS = 5_000

/** Every version of every schedule: which one holds, the caller's clock says. */
export type Schedules = Readonly<{
  fees(): Promise<FeeBook>
  spreads(): Promise<SpreadBook>
  limits(): Promise<LimitBook>
  /** Forgets what was read: something was set. */
  forget(): void
}>

/** Opens the schedules. @param ms the time that passes, in milliseconds; not the clock of payments, which may be set */
export function newSchedules(db: Database, ms: () => number = () => performance.now()): Schedules {
  const fees = newKept(async () => toFeeBook(await listFeeSchedules(db)), ms)
  const spreads = newKept(async () => toSpreadBook(await listSpreads(db)), ms)
  const limits = newKept(async () => toLimitBook(await listLimitSchedules(db)), ms)
  return {
    fees: fees.read,
    spreads: spreads.read,
    limits: limits.read,
    forget: () => [fees, spreads, limits].forEach((each) => void each.forget()),
  }
}

/** Keeps what was read for five seconds. Whoever asks meanwhile waits for the same answer; a fault is not kept. */
function newKept<Value>(load: () => Promise<Value>, ms: () => number) {
  let kept: Readonly<{ value: Promise<Value>; at: number }> | undefined
  return {
    read(): Promise<Value> {
      const now = ms()
      if (kept && now - kept.at < SCHEDULES_MS) return kept.value
      const reading = { value: load(), at: now }
      kept = reading
      reading.value.catch(() => {
        if (kept === reading) kept = undefined
      })
      return reading.value
    },
    forget() {
      kept = undefined
    },
  }
}
