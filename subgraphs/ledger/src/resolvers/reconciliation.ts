/** What administrators see of comparisons, differences and statements. The policy has let nobody else through. */
import { maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { type Money, money } from '@tallystick/money'
import { badInput, notFound } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  type PageArguments,
  pageOf,
  toConnection,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { type BreakFilter, listBreaks } from '../domain/reconciliation/list-breaks.ts'
import {
  readBreak,
  readReconciliation,
  readReconciliations,
  readStatement,
  readStatements,
} from '../domain/reconciliation/read-reconciliations.ts'
import type { ProviderStatement as Statement } from '../domain/rules/provider-statement.ts'
import { ageInDays, type Break, statusOf } from '../domain/rules/reconciliation.ts'
import type {
  ProviderStatementResolvers,
  QueryResolvers,
  ReconciliationBreakFilter,
  ReconciliationBreakResolvers,
  ReconciliationResolvers,
} from '../schema/resolvers.generated.ts'

/** Looking at comparisons and at what they found. */
export const reconciliationQuery: Pick<
  QueryResolvers,
  | 'reconciliation'
  | 'reconciliations'
  | 'reconciliationBreaks'
  | 'providerStatement'
  | 'providerStatements'
> = {
  async reconciliation(_parent, { id }, { db }) {
    const found = isId('rec', id) && (await readReconciliation(db, id))
    if (!found) throw notFound()
    return found
  },

  async reconciliations(_parent, args, { db }) {
    const { limit, after } = pageOf(args, (cursor) => fromCursor('rec', cursor))
    const rows = await readReconciliations(db, { after: after ?? null, limit })
    return toConnection(rows, { limit, after }, ({ id, startedAt }) => toCursor(startedAt, id))
  },

  reconciliationBreaks: (_parent, { filter, ...page }, context) =>
    breaksOf(context, page, toFilter(filter ?? {})),

  async providerStatement(_parent, { id }, { db }) {
    const found = isId('stm', id) && (await readStatement(db, id))
    if (!found) throw notFound()
    return found
  },

  async providerStatements(_parent, { provider, ...page }, { db }) {
    const { limit, after } = pageOf(page, (cursor) => fromCursor('stm', cursor))
    const rows = await readStatements(db, {
      provider: provider == null ? null : checkedText(provider, 'provider'),
      after: after ?? null,
      limit,
    })
    return toConnection(rows, { limit, after }, ({ id, createdAt }) => toCursor(createdAt, id))
  },
}

async function breaksOf({ db }: Context, page: PageArguments, filter: BreakFilter) {
  const { limit, after } = pageOf(page, (cursor) => fromCursor('brk', cursor))
  const rows = await listBreaks(db, { filter, after: after ?? null, limit })
  return toConnection(rows, { limit, after }, ({ id, openedAt }) => toCursor(openedAt, id))
}

/** A misspelt id must not look like one without differences. */
function toFilter(filter: ReconciliationBreakFilter): BreakFilter {
  const { open, kind, provider, ownerId, statementId } = filter
  if (ownerId && !isId('usr', ownerId))
    throw badInput('ownerId is not the id of a user.', { field: 'filter.ownerId' })
  if (statementId && !isId('stm', statementId))
    throw badInput('statementId is not the id of a statement.', { field: 'filter.statementId' })
  return {
    isOpen: open ?? undefined,
    kind: kind ?? undefined,
    provider: provider == null ? undefined : checkedText(provider, 'filter.provider'),
    ownerId: ownerId ?? undefined,
    statementId: statementId ?? undefined,
  }
}

/** No stored text holds U+0000, and Postgres takes none. */
function checkedText(text: string, field: string): string {
  if (text.includes('\0')) throw badInput(`${field} holds a character that is no text.`, { field })
  return text
}

const toCursor = (at: Date, id: string): string => encodeCursor([at.getTime(), id])

function fromCursor(prefix: 'rec' | 'stm' | 'brk', cursor: string) {
  const value = decodeCursor(cursor)
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [time, id]: unknown[] = value
  const at = toMoment(time)
  return at && typeof id === 'string' && isId(prefix, id) ? { at, id } : undefined
}

/** A comparison and its report. */
export const Reconciliation: ReconciliationResolvers = {
  __resolveReference: ({ id }, context) =>
    forAdministrators(context, isId('rec', id) && readReconciliation(context.db, id)),
  status: statusOf,
  statement: ({ statementId }, _args, { db }) => statementOf(db, statementId),
  actor: ({ actorId }) => userOf(actorId),
  breaks: ({ id }, page, context) => breaksOf(context, page, { reconciliationId: id }),
}

/** A difference. */
export const ReconciliationBreak: ReconciliationBreakResolvers = {
  __resolveReference: ({ id }, context) =>
    forAdministrators(context, isId('brk', id) && readBreak(context.db, id)),
  statement: ({ statementId }, _args, { db }) => statementOf(db, statementId),
  ledgerTransaction: async ({ ledgerTransactionId }, _args, { loaders }) =>
    ledgerTransactionId
      ? ((await loaders.ledgerTransaction.load(ledgerTransactionId)) ?? null)
      : null,
  expected: ({ expectedMinor, currency }) => moneyOf(expectedMinor, currency),
  found: ({ foundMinor, foundCurrency, currency }) =>
    moneyOf(foundMinor, foundCurrency ?? currency),
  owner: ({ ownerId }) => userOf(ownerId),
  ageDays: (found, _args, { now }) => ageInDays(found, now),
  resolvedBy: ({ resolvedBy }) => userOf(resolvedBy),
}

/** A statement. */
export const ProviderStatement: ProviderStatementResolvers = {
  __resolveReference: ({ id }, context) =>
    forAdministrators(context, isId('stm', id) && readStatement(context.db, id)),
  reconciliation: async ({ reconciliationId }, _args, { db }) =>
    reconciliationId ? ((await readReconciliation(db, reconciliationId)) ?? null) : null,
}

/** The gateway asks for these by id after `node`, which nobody but an administrator gets past. */
async function forAdministrators<Found>(
  { actor }: Context,
  find: false | Promise<Found | undefined>,
): Promise<Found> {
  const found = await find
  if (!found || !maySee(actor, null)) throw notFound()
  return found
}

const statementOf = async (db: Context['db'], id: string | null): Promise<Statement | null> =>
  id === null ? null : ((await readStatement(db, id)) ?? null)

const userOf = (id: string | null) => (id === null ? null : { __typename: 'User' as const, id })

const moneyOf = (minor: bigint | null, currency: Break['currency']): Money | null =>
  minor === null ? null : money(minor, currency)
