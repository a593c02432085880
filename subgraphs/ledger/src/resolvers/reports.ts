import { isId } from '@tallystick/ids'
import { badInput } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  pageOf,
  toConnection,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import { GraphQLError } from 'graphql'
import { reportFinances } from '../domain/reports/financial-report.ts'
import {
  isByVersion,
  type LedgerTransactionFilter,
  listAll,
  type Position,
} from '../domain/reports/list-ledger-transactions.ts'
import { trialBalance, trialBalanceByCode } from '../domain/reports/trial-balance.ts'
import type { FinancialReport as Report } from '../domain/rules/financial-report.ts'
import type {
  QueryResolvers,
  LedgerTransactionFilter as SentFilter,
} from '../schema/resolvers.generated.ts'
import { toId } from './inputs.ts'

type ReportFields = 'trialBalance' | 'trialBalanceByCode' | 'financialReport' | 'ledgerTransactions'

/** What administrators look at: sums over the books, and everything in them. */
export const reportsQuery: Pick<QueryResolvers, ReportFields> = {
  async trialBalance(_parent, { asOf }, { db }) {
    const result = await trialBalance(db, asOf ?? null)
    if (!result.ok) throw toMomentError(result.refusal.code, 'asOf')
    return [...result.value]
  },

  async trialBalanceByCode(_parent, { asOf }, { db }) {
    const result = await trialBalanceByCode(db, asOf ?? null)
    if (!result.ok) throw toMomentError(result.refusal.code, 'asOf')
    return [...result.value]
  },

  async financialReport(_parent, { input: { period, date } }, { db }) {
    const result = await reportFinances(db, { period, date })
    if (result.ok) return toReport(result.value)
    const { code } = result.refusal
    if (code === 'NO_SUCH_DAY')
      throw badInput('date is a day such as 2026-11-22.', { field: 'date' })
    throw toMomentError(code, 'date')
  },

  async ledgerTransactions(_parent, { filter, first, after }, { db }) {
    const wanted = toFilter(filter ?? {})
    const page = pageOf({ first, after }, isByVersion(wanted) ? toVersion : toPosition)
    const rows = await listAll(db, wanted, { after: page.after, limit: page.limit + 1 })
    return toConnection(rows, page, ({ position }) => encodeCursor(position))
  },
}

/** Why a moment cannot be asked about: it has not come, or what is recorded up to it is still being written. */
export function toMomentError(code: 'FUTURE_MOMENT' | 'NOT_SETTLED', field: string): GraphQLError {
  if (code === 'FUTURE_MOMENT') return badInput(`${field} is in the future.`, { field })
  return new GraphQLError('What is recorded up to this moment is still being written. Ask again.', {
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  })
}

const toReport = ({ currencies, ...report }: Report) => ({
  ...report,
  ledgerTransactionCount: report.ledgerTransactionCount.toString(),
  entryCount: report.entryCount.toString(),
  currencies: currencies.map(({ lines, ...currency }) => ({
    ...currency,
    lines: lines.map((line) => ({ ...line, entryCount: line.entryCount.toString() })),
  })),
})

const toFilter = (sent: SentFilter): LedgerTransactionFilter => ({
  accountId: sent.accountId ? toId('acc', sent.accountId, 'filter.accountId') : null,
  paymentId: sent.paymentId ? toId('pay', sent.paymentId, 'filter.paymentId') : null,
  recordedFrom: sent.recordedFrom ?? null,
  recordedTo: sent.recordedTo ?? null,
})

function toVersion(cursor: string): Position | undefined {
  const version = decodeCursor(cursor)
  return Number.isSafeInteger(version) && Number(version) > 0 ? Number(version) : undefined
}

function toPosition(cursor: string): Position | undefined {
  const [at, id, ...rest] = decodeCursor(cursor) as unknown[]
  const isSound = toMoment(at) && typeof id === 'string' && isId('ltx', id) && rest.length === 0
  return isSound ? [Number(at), String(id)] : undefined
}
