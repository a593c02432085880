/** Follows payments as they change: a tail of our own outbox, which is their whole history. */
import { type Actor, maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { InvalidCursor, type StoredEvent } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findPayment } from '../db/payments.ts'
import type { PaymentsEvent } from '../events/published.ts'
import type { Parts } from './parts.ts'
import { maySeePayment, type NotFound, seesAll } from './read-payments.ts'

/** Which payments to follow, and from where. At most one of the ids is given. */
export type WatchPayments = Readonly<{
  paymentId: string | undefined
  accountId: string | undefined
  after: string | undefined
  requestId: string
}>

/** Why payments cannot be followed. */
export type WatchRefused = NotFound | Readonly<{ code: 'INVALID_CURSOR' | 'TWO_SUBJECTS' }>

type Events = AsyncIterableIterator<StoredEvent<PaymentsEvent>>

/** What to read: events of any of `topics`, or all of them. */
type Subject = Readonly<{ topics?: readonly string[]; fromStart?: boolean }>

/**
 * Starts to follow. Whose payments these are is decided here, before the first event, and holds as long as the stream:
 * a payment never changes its parties, and an account not its owner.
 */
export async function watchPayments(
  parts: Parts,
  actor: Actor,
  { paymentId, accountId, after, requestId }: WatchPayments,
): Promise<Result<Events, WatchRefused>> {
  if (paymentId !== undefined && accountId !== undefined) return refused({ code: 'TWO_SUBJECTS' })
  if (after === '') return refused({ code: 'INVALID_CURSOR' })
  const subject =
    paymentId !== undefined
      ? await paymentSubject(parts, actor, paymentId)
      : accountId !== undefined
        ? await accountSubject(parts, actor, { accountId, requestId })
        : callerSubject(actor)
  if (!subject) return refused({ code: 'NOT_FOUND' })
  try {
    return accepted(parts.outbox.tail({ ...subject, after }))
  } catch (fault) {
    if (fault instanceof InvalidCursor) return refused({ code: 'INVALID_CURSOR' })
    throw fault
  }
}

async function paymentSubject(
  { db }: Parts,
  actor: Actor,
  paymentId: string,
): Promise<Subject | undefined> {
  const payment = isId('pay', paymentId) ? await findPayment(db, paymentId) : undefined
  if (!payment || !maySeePayment(actor, payment)) return undefined
  return { topics: [paymentId], fromStart: true }
}

async function accountSubject(
  { accounts }: Parts,
  actor: Actor,
  { accountId, requestId }: { accountId: string; requestId: string },
): Promise<Subject | undefined> {
  if (!isId('acc', accountId)) return undefined
  // The currency decides only between the accounts of a person; here the account is named.
  const query = { payeeAccountId: accountId, currency: 'USD' } as const
  const { payee } = await accounts.findParties(query, requestId)
  return payee && maySee(actor, payee.ownerId) ? { topics: [accountId] } : undefined
}

function callerSubject(actor: Actor): Subject | undefined {
  if (seesAll(actor)) return {}
  return actor.id === null ? undefined : { topics: [actor.id] }
}
