import type { Actor } from '@tallystick/actor'
import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { postLedgerTransactions } from './post-ledger-transactions.ts'
import type { PostingLane } from './posting-lane.ts'
import type { Entry } from './rules/entry.ts'
import type { LedgerTransaction } from './rules/ledger-transaction.ts'
import type { PostingRefusal } from './rules/posting.ts'
import { type ReversalRequest, reversalOf } from './rules/reversal.ts'

/** Why a ledger transaction is not undone, and what there is instead. */
export type ReversalRefused = Readonly<{
  code: 'NOT_REVERSIBLE' | 'ALREADY_REVERSED' | 'INSUFFICIENT_FUNDS' | 'IDEMPOTENCY_KEY_REUSED'
  reversedBy: LedgerTransaction | null
  available: Money | null
}>

/** What undoing needs: who asks, how ledger transactions are read, and the lane that all postings take. */
export type ReversalParts = Readonly<{
  actor: Actor
  cause: Cause
  lane: PostingLane
  signal?: AbortSignal | undefined
  /** Reads past whatever was read before: the reversal is written in between. */
  load: (id: string) => Promise<LedgerTransaction | undefined>
  loadEntries: (id: string) => Promise<readonly Entry[]>
  loadReversal: (id: string) => Promise<LedgerTransaction | undefined>
}>

/**
 * Undoes a ledger transaction by another one that names it: at most once, and only as far as the money is still there.
 *
 * Whether it may be undone is decided by the posting itself, under its locks. Asked again with the same key, the answer is
 * the same.
 */
export async function reverseLedgerTransaction(
  parts: ReversalParts,
  request: ReversalRequest,
): Promise<Result<LedgerTransaction, ReversalRefused>> {
  const { actor, lane, cause, signal, load, loadEntries, loadReversal } = parts
  if (actor.id === null) throw new TypeError('a reversal has an author')
  const { ledgerTransactionId } = request
  const original = await load(ledgerTransactionId)
  if (!original) return refused({ code: 'NOT_REVERSIBLE', reversedBy: null, available: null })
  const entries = await loadEntries(ledgerTransactionId)
  const posting = reversalOf(original, entries, { ...request, actorId: actor.id })
  const [outcome] = await postLedgerTransactions({ lane, cause, signal }, [posting])
  if (!outcome) throw new Error(`no outcome for ${posting.id}`)
  const reversal = (await loadReversal(ledgerTransactionId)) ?? null
  if (outcome.refusal === null && reversal) return accepted(reversal)
  const code = toCode(outcome.refusal)
  return refused({ code, reversedBy: reversal, available: outcome.available })
}

function toCode(refusal: PostingRefusal | null): ReversalRefused['code'] {
  if (refusal === 'ID_REUSED') return 'IDEMPOTENCY_KEY_REUSED'
  if (
    refusal === 'NOT_REVERSIBLE' ||
    refusal === 'ALREADY_REVERSED' ||
    refusal === 'INSUFFICIENT_FUNDS'
  )
    return refusal
  throw new Error(`a reversal was refused as ${refusal}`)
}
