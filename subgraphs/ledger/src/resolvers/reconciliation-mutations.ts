/** What administrators do about statements and differences. The policy has let nobody else through. */
import { money } from '@tallystick/money'
import type { Result } from '@tallystick/result'
import { badInput, forbidden } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { assignBreak, type BreakRefusal } from '../domain/reconciliation/assign-break.ts'
import {
  addLines,
  closeStatement,
  openStatement,
  type StatementKnown,
} from '../domain/reconciliation/import-provider-statement.ts'
import { resolveBreak } from '../domain/reconciliation/resolve-break.ts'
import { runReconciliation } from '../domain/reconciliation/run-reconciliation.ts'
import { STATEMENT_DAYS_MAX, type StatementPeriod } from '../domain/rules/provider-statement.ts'
import { type Break, LATE_DAYS, LATE_DAYS_MAX } from '../domain/rules/reconciliation.ts'
import { isDay } from '../domain/rules/statement-line.ts'
import type {
  MutationResolvers,
  OpenProviderStatementInput,
  RunReconciliationInput,
} from '../schema/resolvers.generated.ts'
import { toId } from './inputs.ts'

const LINES_MAX = 500
const PROVIDER_MAX = 64
const NOTE_MAX = 1_000
const DAY_MS = 86_400_000

/** Importing, comparing and explaining. */
export const reconciliationMutation: Pick<
  MutationResolvers,
  | 'runReconciliation'
  | 'openProviderStatement'
  | 'addProviderStatementLines'
  | 'closeProviderStatement'
  | 'assignBreak'
  | 'resolveBreak'
> = {
  async runReconciliation(_parent, { input }, context) {
    const result = await runReconciliation(context, {
      ...toRequest(input),
      actorId: personOf(context),
    })
    if (result.ok) return { __typename: 'RunReconciliationSuccess', reconciliation: result.value }
    return result.refusal.code === 'STATEMENT_NOT_IMPORTED'
      ? {
          __typename: 'StatementNotImported',
          code: result.refusal.code,
          message: 'There is no imported statement with this id; import it and close it first.',
        }
      : {
          __typename: 'TooManyReconciliations',
          code: result.refusal.code,
          message: 'Too many comparisons wait for their turn; ask again when some are finished.',
        }
  },

  async openProviderStatement(_parent, { input }, { db, now }) {
    const result = await openStatement(db, toPeriod(input), now)
    return result.ok
      ? { __typename: 'OpenProviderStatementSuccess', statement: result.value }
      : statementKnown(result.refusal)
  },

  async addProviderStatementLines(_parent, { input }, { outbox }) {
    const { after, lines } = input
    if (lines.length < 1 || lines.length > LINES_MAX)
      throw badInput(`lines are 1 to ${LINES_MAX}.`, { field: 'lines' })
    const result = await addLines(outbox, {
      statementId: toId('stm', input.statementId, 'statementId'),
      after,
      lines: lines.map(({ reference, side, amount, bookedAt }) => ({
        reference,
        side,
        amount: money(amount.amount, amount.currency),
        bookedAt,
      })),
    })
    if (result.ok)
      return { __typename: 'AddProviderStatementLinesSuccess', statement: result.value }
    const { refusal } = result
    return refusal.code === 'BAD_LINE'
      ? {
          __typename: 'StatementLineRefused',
          code: refusal.code,
          message: `Line ${refusal.line}: ${refusal.reason}.`,
          line: refusal.line,
        }
      : notAsSaid(refusal)
  },

  async closeProviderStatement(_parent, { input }, context) {
    const result = await closeStatement(context, {
      statementId: toId('stm', input.statementId, 'statementId'),
      lineCount: input.lineCount,
    })
    if (result.ok) return { __typename: 'CloseProviderStatementSuccess', statement: result.value }
    const { refusal } = result
    return refusal.code === 'STATEMENT_KNOWN' ? statementKnown(refusal) : notAsSaid(refusal)
  },

  async assignBreak(_parent, { input }, context) {
    const ownerId = input.ownerId == null ? null : toId('usr', input.ownerId, 'ownerId')
    const breakId = toId('brk', input.breakId, 'breakId')
    const result = await assignBreak(context, { breakId, ownerId })
    return result.ok
      ? { __typename: 'AssignBreakSuccess', break: result.value }
      : breakRefused(result)
  },

  async resolveBreak(_parent, { input }, context) {
    const note = input.note.trim()
    if (note === '' || note.length > NOTE_MAX || note.includes('\0') || !note.isWellFormed())
      throw badInput(`note is text of 1 to ${NOTE_MAX} characters.`, { field: 'note' })
    const breakId = toId('brk', input.breakId, 'breakId')
    const result = await resolveBreak(context, { breakId, note, actorId: personOf(context) })
    return result.ok
      ? { __typename: 'ResolveBreakSuccess', break: result.value }
      : breakRefused(result)
  },
}

/** The policy has let only administrators in; the audit log needs the name of the person. */
function personOf({ actor: { kind, id } }: Context): string {
  if (kind !== 'USER' || !id) throw forbidden()
  return id
}

function toRequest({ scope, statementId, lateDays }: RunReconciliationInput) {
  if (scope === 'BOOKS') {
    if (statementId != null || lateDays != null)
      throw badInput('statementId and lateDays are for PROVIDER.', { field: 'scope' })
    return { scope, statementId: null, lateDays: null }
  }
  if (statementId == null)
    throw badInput('statementId says which statement.', { field: 'statementId' })
  const days = lateDays ?? LATE_DAYS
  if (days < 0 || days > LATE_DAYS_MAX)
    throw badInput(`lateDays are 0 to ${LATE_DAYS_MAX}.`, { field: 'lateDays' })
  return { scope, statementId: toId('stm', statementId, 'statementId'), lateDays: days }
}

function toPeriod(input: OpenProviderStatementInput): StatementPeriod {
  const { provider, fromDay, toDay, currency } = input
  if (provider === '' || provider.length > PROVIDER_MAX || provider.includes('\0'))
    throw badInput(`provider is text of 1 to ${PROVIDER_MAX} characters.`, { field: 'provider' })
  for (const [field, day] of Object.entries({ fromDay, toDay }))
    if (!isDay(day)) throw badInput(`${field} is a day such as 2026-11-01.`, { field })
  const days = (Date.parse(toDay) - Date.parse(fromDay)) / DAY_MS
  if (days < 0 || days >= STATEMENT_DAYS_MAX)
    throw badInput('toDay is not before fromDay, and at most a year later.', { field: 'toDay' })
  return { provider, fromDay, toDay, currency: currency ?? null }
}

const statementKnown = ({ code, statementId }: StatementKnown) => ({
  __typename: 'StatementKnown' as const,
  code,
  message: 'The same statement was imported before; there is nothing to do.',
  statementId,
})

const notAsSaid = (
  refusal:
    | Readonly<{ code: 'STATEMENT_NOT_OPEN' }>
    | Readonly<{ code: 'LINES_OUT_OF_ORDER'; lineCount: number }>,
) =>
  refusal.code === 'STATEMENT_NOT_OPEN'
    ? {
        __typename: 'StatementNotOpen' as const,
        code: refusal.code,
        message: 'There is no open statement with this id.',
      }
    : {
        __typename: 'StatementLinesOutOfOrder' as const,
        code: refusal.code,
        message: `The statement has ${refusal.lineCount} lines; go on from there.`,
        lineCount: refusal.lineCount,
      }

const breakRefused = (result: Extract<Result<Break, { code: BreakRefusal }>, { ok: false }>) =>
  result.refusal.code === 'BREAK_UNKNOWN'
    ? {
        __typename: 'BreakUnknown' as const,
        code: 'BREAK_UNKNOWN',
        message: 'There is no difference with this id.',
      }
    : {
        __typename: 'BreakResolved' as const,
        code: 'BREAK_RESOLVED',
        message: 'The difference was explained before, or it is gone.',
      }
