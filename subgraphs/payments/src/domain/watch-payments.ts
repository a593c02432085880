/** Follows payments as they change: a tail of our own outbox, which is their whole history. */
import { type Actor, maySee, personOf } from '@tallystick/actor'
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

/** Which changes to follow, of all that the caller may: a vendor's sales, or everything for administrators. */
export type FeedRequest = Readonly<{
  to: readonly string[] | undefined
  kind: readonly string[] | undefined
  after: string | undefined
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
  const subject =
    paymentId !== undefined
      ? await paymentSubject(parts, actor, paymentId)
      : accountId !== undefined
        ? await accountSubject(parts, actor, { accountId, requestId })
        : callerSubject(actor)
  return follow(parts, { subject, after })
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

/** Starts to follow payments to the caller's accounts; all payments for administrators. */
export function watchFeed(
  parts: Parts,
  actor: Actor,
  { to, kind, after }: FeedRequest,
): Result<Events, WatchRefused> {
  const own = seesAll(actor) ? undefined : actor.id
  const isAsked = ({ body }: StoredEvent<PaymentsEvent>): boolean =>
    (own === undefined || body.payeeUserId === own) &&
    (to === undefined || to.includes(body.to)) &&
    (kind === undefined || kind.includes(body.kind))
  const tail = follow(parts, { subject: callerSubject(actor), after })
  return tail.ok ? accepted(only(tail.value, isAsked)) : tail
}

/** Starts to follow the payments that the caller is party to, whoever they are. */
export function watchOwn(
  parts: Parts,
  actor: Actor,
  after: string | undefined,
): Result<Events, WatchRefused> {
  const userId = personOf(actor)
  return follow(parts, { subject: userId === null ? undefined : { topics: [userId] }, after })
}

function follow(
  parts: Parts,
  { subject, after }: Readonly<{ subject: Subject | undefined; after: string | undefined }>,
): Result<Events, WatchRefused> {
  if (after === '') return refused({ code: 'INVALID_CURSOR' })
  if (!subject) return refused({ code: 'NOT_FOUND' })
  try {
    return accepted(parts.outbox.tail({ ...subject, after }))
  } catch (fault) {
    if (fault instanceof InvalidCursor) return refused({ code: 'INVALID_CURSOR' })
    throw fault
  }
}

/** The events of a tail that are asked for. By hand, because a generator cannot be returned while it waits. */
const only = (events: Events, isAsked: (event: StoredEvent<PaymentsEvent>) => boolean): Events => ({
  [Symbol.asyncIterator]() {
    return this
  },
  async next() {
    for (;;) {
      const next = await events.next()
      if (next.done || isAsked(next.value)) return next
    }
  },
  async return() {
    await events.return?.()
    return { done: true, value: undefined }
  },
})
