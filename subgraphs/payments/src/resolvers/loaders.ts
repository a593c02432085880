import type { Db } from '@tallystick/db'
import { newGatheredRead } from '@tallystick/outbox'
import DataLoader from 'dataloader'
import { findLegs } from '../db/legs.ts'
import { findPayments, findTransitions } from '../db/payments.ts'
import { findRefunds } from '../db/refunds.ts'
import type { Leg, Payment, PaymentTransition } from '../domain/rules/payment.ts'

/** The statements behind the loaders: one set for each process, shared by the operations that read at the same time. */
export const newReads = (db: Db) => ({
  payments: newGatheredRead<string, Payment | null>(async (ids) => {
    const byId = new Map((await findPayments(db, ids)).map((payment) => [payment.id, payment]))
    return ids.map((id) => byId.get(id) ?? null)
  }),
  legs: newGatheredRead<string, Leg[]>(async (ids) => {
    const byPayment = Map.groupBy(await findLegs(db, ids), ({ paymentId }) => paymentId)
    return ids.map((id) => byPayment.get(id) ?? [])
  }),
  refunds: newGatheredRead<string, Payment[]>(async (ids) => {
    const byPayment = Map.groupBy(await findRefunds(db, ids), ({ refundOf }) => refundOf)
    return ids.map((id) => byPayment.get(id) ?? [])
  }),
  transitions: newGatheredRead<string, PaymentTransition[]>(async (ids) => {
    const byPayment = Map.groupBy(await findTransitions(db, ids), ({ paymentId }) => paymentId)
    return ids.map((id) => byPayment.get(id) ?? [])
  }),
})

/** Reads that fields of one operation share. */
export type Loaders = ReturnType<typeof newLoaders>

/** One set per operation, and per event: a loader's cache must never outlive the caller it was authorised for. */
export const newLoaders = (reads: ReturnType<typeof newReads>) => ({
  payment: new DataLoader(reads.payments),
  legs: new DataLoader(reads.legs),
  refunds: new DataLoader(reads.refunds),
  transitions: new DataLoader(reads.transitions),
})
