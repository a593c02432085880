import { badInput, notFound } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { type StatementRefused, startStatement } from '../domain/reports/account-statement.ts'
import type { StatementChunk } from '../domain/reports/statement-stream.ts'
import type { SubscriptionAccountStatementArgs } from '../schema/resolvers.generated.ts'
import { toMomentError } from './reports.ts'

/** Statements of account. A subscription, because a statement of any length is made while it is read. */
export const statementSubscription = {
  accountStatement: {
    async subscribe(_parent: unknown, args: SubscriptionAccountStatementArgs, context: Context) {
      const result = await startStatement(context, args)
      if (!result.ok) throw toError(result.refusal)
      return result.value
    },

    resolve: ({ data, ...chunk }: StatementChunk) => ({
      ...chunk,
      data: Buffer.from(data).toString('base64'),
    }),
  },
}

function toError({ code }: StatementRefused): Error {
  switch (code) {
    case 'NOT_FOUND':
      return notFound()
    case 'NO_SUCH_MONTH':
      return badInput('month is a month such as 2026-11.', { field: 'month' })
    case 'FUTURE_MOMENT':
    case 'NOT_SETTLED':
      return toMomentError(code, 'month')
  }
}
