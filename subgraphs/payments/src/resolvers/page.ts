import { isId } from '@tallystick/ids'
import { badInput } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import type { PaymentsAsked } from '../domain/read-payments.ts'
import type { Payment } from '../domain/rules/payment.ts'
import type { PaymentFilter } from '../schema/resolvers.generated.ts'

/** A place in a list of payments: right after the one of that time and id. */
type Place = Readonly<{ createdAt: Date; id: string }>

/** The arguments that every list of payments takes. */
type ListArguments = PageArguments & Readonly<{ filter?: PaymentFilter | null | undefined }>

/** Reads the arguments of a list. @throws BAD_USER_INPUT for a page, cursor or filter that cannot be */
export function toList(args: ListArguments): {
  page: Page<Place>
  request: PaymentsAsked & { limit: number; after: Place | undefined }
} {
  const page = pageOf(args, placeOf)
  return {
    page,
    request: { ...toAsked(args.filter), limit: page.limit + 1, after: page.after },
  }
}

/** Reads which payments are asked for. @throws BAD_USER_INPUT when that cannot be */
export function toAsked(filter: PaymentFilter | null | undefined): PaymentsAsked {
  const { status, kind, party, currency, minAmount, maxAmount, createdFrom, createdTo } =
    filter ?? {}
  if (party != null && !isId('acc', party) && !isId('usr', party))
    throw badInput('party is the id of an account or of a user.', { field: 'filter.party' })
  if (minAmount != null && maxAmount != null && minAmount > maxAmount)
    throw badInput('minAmount is more than maxAmount.', { field: 'filter.minAmount' })
  if (createdFrom && createdTo && createdFrom >= createdTo)
    throw badInput('createdFrom is not before createdTo.', { field: 'filter.createdFrom' })
  return {
    status: status ?? undefined,
    kind: kind ?? undefined,
    party: party ?? undefined,
    currency: currency ?? undefined,
    minMinor: minAmount ?? undefined,
    maxMinor: maxAmount ?? undefined,
    createdFrom: createdFrom ?? undefined,
    createdTo: createdTo ?? undefined,
  }
}

/** The cursor of a payment in any list of them. */
export const cursorOf = ({ createdAt, id }: Payment): string =>
  encodeCursor([createdAt.getTime(), id])

function placeOf(cursor: string): Place | undefined {
  const decoded = decodeCursor(cursor)
  if (!Array.isArray(decoded) || decoded.length !== 2) return undefined
  const [time, id] = decoded as unknown[]
  const createdAt = toMoment(time)
  return createdAt && typeof id === 'string' && isId('pay', id) ? { createdAt, id } : undefined
}
