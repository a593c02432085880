import { isId } from '@tallystick/ids'
import type { Result } from '@tallystick/result'
import { badInput, notFound } from '@tallystick/subgraph-server'
import { toBase64url, toHex } from '@tallystick/verify'
import { GraphQLError } from 'graphql'
import type { Context } from '../context.ts'
import {
  findLedgerTransaction,
  findLedgerTransactionsOf,
} from '../domain/find-ledger-transactions.ts'
import { findHead, proveConsistency, proveInclusion } from '../domain/tally/prove.ts'
import type { LedgerTransactionResolvers, QueryResolvers } from '../schema/resolvers.generated.ts'
import { toReading } from './ledger-transaction.ts'

/** Proofs for the parties of a payment, and tree heads for everyone. */
export const tallyLogQuery: Pick<
  QueryResolvers,
  'receipt' | 'ledgerProof' | 'treeHead' | 'consistencyProof'
> = {
  async receipt(_parent, { paymentId }, context) {
    if (!isId('pay', paymentId)) throw notFound()
    const found = await findLedgerTransactionsOf(toReading(context), paymentId)
    return toReceipt(context, { paymentId, ids: found.map(({ id }) => id) })
  },

  async ledgerProof(_parent, { ledgerTransactionId: id }, context) {
    const found = isId('ltx', id) && (await findLedgerTransaction(toReading(context), id))
    if (!found) throw notFound()
    return toReceipt(context, { paymentId: found.paymentId, ids: [id] })
  },

  async treeHead(_parent, { size }, { db }) {
    const head = orNotFound(await findHead(db, size ?? null))
    return {
      ...head,
      rootHash: toHex(head.rootHash),
      publishedAt: new Date(head.publishedAt),
      signature: toBase64url(head.signature),
    }
  },

  async consistencyProof(_parent, { from, to }, { db }) {
    const result = await proveConsistency(db, { from, to: to ?? null })
    if (!result.ok && result.refusal.code === 'BACKWARDS')
      throw badInput('from is not greater than to.', { field: 'from' })
    return { json: orNotFound(result) }
  },
}

/** Whether a ledger transaction is in the tally log. */
export const sealed: NonNullable<LedgerTransactionResolvers['sealed']> = (
  { id },
  _args,
  { loaders },
) => loaders.isSealed.load(id)

async function toReceipt(
  { db, actor }: Context,
  wanted: Readonly<{ paymentId: string | null; ids: readonly string[] }>,
) {
  if (wanted.ids.length === 0) throw notFound()
  const result = await proveInclusion({ db, actor }, wanted)
  if (!result.ok) throw notSealedYet()
  return { json: result.value }
}

function orNotFound<T>(result: Result<T, { code: string }>): T {
  if (!result.ok) throw notFound()
  return result.value
}

const notSealedYet = () =>
  new GraphQLError('It is recorded and not sealed yet. Please try again in a moment.', {
    extensions: { code: 'NOT_SEALED_YET' },
  })
