import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import {
  and,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Payment, PaymentKind, PaymentStatus } from '../domain/rules/payment.ts'
import { payments } from './tables.ts'

/** Whose payments: of a person, of an account, or everybody's. */
export type Owner =
  | Readonly<{ userId: string }>
  /** With `lost`, also what was sent to it and never came. */
  | Readonly<{ accountId: string; lost: boolean }>
  | Readonly<{ everybody: true }>

/** A place in a list of payments: right after this one. */
type Place = Readonly<{ createdAt: Date; id: string }>

/** One page of a list. */
export type ListRequest = Readonly<{
  owner: Owner
  /** One more than the page, to see whether the list goes on. */
  limit: number
  after: Place | undefined
}> &
  PaymentsAsked

/** Which payments are asked for, besides whose. What is undefined is not asked. */
export type PaymentsAsked = Readonly<{
  status?: readonly PaymentStatus[] | undefined
  kind?: readonly PaymentKind[] | undefined
  /** The account or the person on either side, by id. */
  party?: string | undefined
  currency?: Currency | undefined
  /** In minor units, both included. */
  minMinor?: bigint | undefined
  maxMinor?: bigint | undefined
  /** From this moment on. */
  createdFrom?: Date | undefined
  /** Before this moment. */
  createdTo?: Date | undefined
}>

const newestFirst = [desc(payments.createdAt), desc(payments.id)] as const

/**
 * Reads payments, newest first.
 *
 * Payer and payee are read through an index of their own and merged: one condition with OR would read and sort a busy
 * person's whole history for every page. A payment between two accounts of one person is counted on the payer's side.
 */
export function listPayments(db: Db, request: ListRequest): Promise<Payment[]> {
  const { owner, limit } = request
  const shared = [isAfter(request.after), among(request)]
  const side = (is: SQL | undefined) =>
    db
      .select()
      .from(payments)
      .where(and(is, ...shared))
      .orderBy(...newestFirst)
      .limit(limit)
  if ('everybody' in owner) return side(undefined)
  const [payer, payee, who] =
    'userId' in owner
      ? ([payments.payerUserId, payments.payeeUserId, owner.userId] as const)
      : ([payments.payerAccountId, payments.payeeAccountId, owner.accountId] as const)
  const seen = 'lost' in owner && owner.lost ? undefined : cameOrMayCome
  const paid = side(eq(payer, who))
  const received = side(and(eq(payee, who), or(isNull(payer), ne(payer, who)), seen))
  return unionAll(paid, received).orderBy(sql`created_at desc`, sql`id desc`).limit(limit)
}

/** The payments that a list is made of, as one condition: to count them. */
export function ownedBy(owner: Owner): SQL | undefined {
  if ('everybody' in owner) return undefined
  const [payer, payee, who] =
    'userId' in owner
      ? ([payments.payerUserId, payments.payeeUserId, owner.userId] as const)
      : ([payments.payerAccountId, payments.payeeAccountId, owner.accountId] as const)
  const seen = 'lost' in owner && owner.lost ? undefined : cameOrMayCome
  return or(eq(payer, who), and(eq(payee, who), seen))
}

/** What somebody sent and never came is not the payee's to list; whoever tops up is payee and sees how it ended. */
const cameOrMayCome = or(
  ne(payments.kind, 'SEND'),
  notInArray(payments.status, ['FAILED', 'CANCELLED', 'EXPIRED']),
)

const isAfter = (place: Place | undefined): SQL | undefined =>
  place &&
  sql`(${payments.createdAt}, ${payments.id}) < (${sql.param(place.createdAt, payments.createdAt)}, ${sql.param(place.id, payments.id)})`

/** What the payments must be like. */
export const among = (asked: PaymentsAsked): SQL | undefined => {
  const { status, kind, party, currency, minMinor, maxMinor, createdFrom, createdTo } = asked
  return and(
    status && inArray(payments.status, [...status]),
    kind && inArray(payments.kind, [...kind]),
    party === undefined ? undefined : isParty(party),
    currency && eq(payments.currency, currency),
    minMinor === undefined ? undefined : gte(payments.amountMinor, minMinor),
    maxMinor === undefined ? undefined : lte(payments.amountMinor, maxMinor),
    createdFrom && gte(payments.createdAt, createdFrom),
    createdTo && lt(payments.createdAt, createdTo),
  )
}

const isParty = (party: string): SQL | undefined =>
  isId('usr', party)
    ? or(eq(payments.payerUserId, party), eq(payments.payeeUserId, party))
    : or(eq(payments.payerAccountId, party), eq(payments.payeeAccountId, party))
