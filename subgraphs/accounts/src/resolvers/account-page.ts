import { personOf } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import {
  type Connection,
  decodeCursor,
  encodeCursor,
  pageOf,
  toConnection,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { listPersonsAccounts } from '../domain/list-accounts.ts'
import type { Account, AccountPlace, AccountSelection } from '../domain/rules/account.ts'

/** Which page of an owner's accounts a caller asks for. */
export type PageRequest = Readonly<{
  ownerId: string
  first?: number | null | undefined
  after?: string | null | undefined
  filter?: AccountSelection | null | undefined
}>

/** Shows one page of an owner's accounts. The caller must have been found to be allowed to see them. */
export async function accountPage(
  context: Context,
  request: PageRequest,
): Promise<Connection<Account>> {
  const { ownerId, filter } = request
  const page = pageOf(request, toPlace)
  const isOwner = personOf(context.actor) === ownerId
  const rows = await listPersonsAccounts(context, { ...filter, ...page, ownerId, isOwner })
  return toConnection(rows, page, ({ createdAt, id }) => encodeCursor([createdAt.getTime(), id]))
}

function toPlace(cursor: string): AccountPlace | undefined {
  const place = decodeCursor(cursor)
  if (!Array.isArray(place) || place.length !== 2) return undefined
  const [atMs, id] = place
  const createdAt = toMoment(atMs)
  return createdAt && typeof id === 'string' && isId('acc', id) ? { createdAt, id } : undefined
}
