import type { Actor } from '@tallystick/actor'
import { listPayments, type PaymentsAsked } from '../db/payment-lists.ts'
import { countPayments } from '../db/payment-reports.ts'
import type { Parts } from './parts.ts'
import { maySeeDescription, maySeeReason, ownerFor } from './read-payments.ts'
import type { Payment } from './rules/payment.ts'
import { csvHead, csvPayment } from './rules/payment-csv.ts'

/** A piece of an export as it travels. */
export type ExportChunk = Readonly<{
  data: Uint8Array
  writtenPayments: number
  totalPayments: number
  isLast: boolean
}>

/** Payments that are read together, and make a piece. */
const PAGE = 250

const OVER: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * Starts an export of the payments that the actor may list. Each is written as it is when it is read; what is made
 * meanwhile is left out.
 *
 * Nothing is read before it is asked for, and no more than a page is in memory. Written by hand, because an async generator
 * cannot be returned while it waits for a page.
 */
export async function exportPayments(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  actor: Actor,
  asked: PaymentsAsked,
): Promise<AsyncIterableIterator<ExportChunk>> {
  const owner = ownerFor(actor)
  const started = now()
  const { createdTo = started } = asked
  const end = Math.min(createdTo.getTime(), started.getTime())
  const bounded = { ...asked, createdTo: new Date(end) }
  const counted = owner ? await countPayments(db, owner, bounded) : 0
  let written = 0
  let last: Payment | undefined
  let isOver = false
  const step = async (): Promise<IteratorResult<ExportChunk>> => {
    if (isOver) return OVER
    const page = owner
      ? await listPayments(db, { ...bounded, owner, limit: PAGE, after: last })
      : []
    const head = written === 0 && last === undefined ? csvHead() : ''
    last = page.at(-1) ?? last
    written += page.length
    const isLast = page.length < PAGE
    isOver ||= isLast
    const data = Buffer.from(head + page.map((payment) => toLine(actor, payment)).join(''))
    // Some may have come to be like what is asked for since they were counted, or ceased to be.
    const totalPayments = isLast ? written : Math.max(counted, written)
    return { done: false, value: { data, writtenPayments: written, totalPayments, isLast } }
  }
  let turn: Promise<unknown> = Promise.resolve()
  const chunks: AsyncIterableIterator<ExportChunk> = {
    [Symbol.asyncIterator]() {
      return this
    },
    next() {
      const result = turn.then(step)
      turn = result.catch(() => {
        isOver = true
      })
      return result
    },
    return() {
      isOver = true
      return Promise.resolve(OVER)
    },
  }
  return chunks
}

/** What the other side may not read stays out. */
const toLine = (actor: Actor, payment: Payment): string =>
  csvPayment({
    ...payment,
    description: maySeeDescription(actor, payment) ? payment.description : null,
    reason: maySeeReason(actor, payment) ? payment.reason : null,
  })
