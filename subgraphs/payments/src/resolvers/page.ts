import { isId } from '@tallystick/ids'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import type { Payment, PaymentKind, PaymentStatus } from '../domain/rules/payment.ts'
import type { PaymentFilter } from '../schema/resolvers.generated.ts'

/** A place in a list of payments: right after the one of that time and id. */
type Place = Readonly<{ createdAt: Date; id: string }>

/** The arguments that every list of payments takes. */
type ListArguments = PageArguments & Readonly<{ filter?: PaymentFilter | null | undefined }>

/** Reads the arguments of a list. @throws BAD_USER_INPUT for a page or cursor that cannot be */
export function toList(args: ListArguments): {
  page: Page<Place>
  request: {
    limit: number
    after: Place | undefined
    status: readonly PaymentStatus[] | undefined
    kind: readonly PaymentKind[] | undefined
  }
} {
  const page = pageOf(args, placeOf)
  const { status, kind } = args.filter ?? {}
  const request = {
    limit: page.limit + 1,
    after: page.after,
    status: status ?? undefined,
    kind: kind ?? undefined,
  }
  return { page, request }
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
