/** Who may see which payments. */
import { type Actor, hasRole, maySee, personOf } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { type ListRequest, listPayments, type Owner } from '../db/payment-lists.ts'
import type { Parts } from './parts.ts'
import type { Payment, PaymentStatus } from './rules/payment.ts'

export type { PaymentsAsked } from '../db/payment-lists.ts'

/** There is nothing, or nothing that the caller may see: nobody can tell which. */
export type NotFound = Readonly<{ code: 'NOT_FOUND' }>

/**
 * Whether the actor is party to the payment, an administrator or a process of ours. A purchase that anybody may pay is for
 * whoever knows its id, until somebody has paid.
 */
export const maySeePayment = (actor: Actor, payment: Payment): boolean =>
  maySee(actor, payment.payerUserId) ||
  maySee(actor, payment.payeeUserId) ||
  (payment.anyPayer && payment.status === 'PENDING' && personOf(actor) !== null)

/** Whether the actor may know why a payment failed or waits: it may say that the payer has too little. */
export const maySeeReason = (actor: Actor, { kind, payerUserId, payeeUserId }: Payment): boolean =>
  maySee(actor, kind === 'TOP_UP' ? payeeUserId : payerUserId)

/** Whether the actor may read what the payer wrote; the payee only once it has cost the payer the money, or holds it. */
export const maySeeDescription = (actor: Actor, { kind, status, payerUserId }: Payment): boolean =>
  kind !== 'SEND' || maySee(actor, payerUserId) || HAS_COST.has(status)

const HAS_COST: ReadonlySet<PaymentStatus> = new Set([
  'AUTHORIZED',
  'COMPLETED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
])

/** Whether the actor sees everybody's payments. */
export const seesAll = (actor: Actor): boolean =>
  actor.kind === 'SERVICE' || hasRole(actor, 'ADMIN')

/** Lists the payments that the actor is party to, newest first; everybody's for administrators. */
export async function listPaymentsFor(
  { db }: Pick<Parts, 'db'>,
  actor: Actor,
  request: Omit<ListRequest, 'owner'>,
): Promise<readonly Payment[]> {
  const owner = ownerFor(actor)
  return owner ? listPayments(db, { ...request, owner }) : []
}

/** Lists the payments that the actor is party to, newest first, whoever they are. */
export async function listOwnPayments(
  { db }: Pick<Parts, 'db'>,
  actor: Actor,
  request: Omit<ListRequest, 'owner'>,
): Promise<readonly Payment[]> {
  const userId = personOf(actor)
  return userId === null ? [] : listPayments(db, { ...request, owner: { userId } })
}

/** Whose payments the actor lists: everybody's for administrators; undefined for nobody. */
export function ownerFor(actor: Actor): Owner | undefined {
  if (seesAll(actor)) return { everybody: true }
  return actor.id === null ? undefined : { userId: actor.id }
}

/** Lists the payments from and to an account, newest first, for its owner and administrators. */
export async function listPaymentsOfAccount(
  { db }: Pick<Parts, 'db'>,
  actor: Actor,
  {
    accountId,
    ownerId,
    ...request
  }: Omit<ListRequest, 'owner'> & {
    accountId: string
    /** As Accounts says. */
    ownerId: string
  },
): Promise<Result<readonly Payment[], NotFound>> {
  if (!isId('acc', accountId) || !maySee(actor, ownerId)) return refused({ code: 'NOT_FOUND' })
  return accepted(
    await listPayments(db, { ...request, owner: { accountId, lost: seesAll(actor) } }),
  )
}
