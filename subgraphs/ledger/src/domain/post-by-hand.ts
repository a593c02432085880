import type { Actor } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { derivedId } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findLedgerAccounts } from '../db/ledger-accounts.ts'
import { postLedgerTransactions } from './post-ledger-transactions.ts'
import type { PostingLane } from './posting-lane.ts'
import type { LedgerTransaction } from './rules/ledger-transaction.ts'
import type { Metadata, PostingRefusal } from './rules/posting.ts'
import type { Side } from './rules/side.ts'

/** A ledger transaction that an administrator writes, between ledger accounts that exist. */
export type ByHand = Readonly<{
  description: string
  /** Null: when it is recorded. */
  effectiveAt: Date | null
  metadata: Metadata | null
  entries: readonly Readonly<{ ledgerAccountId: string; side: Side; amount: Money }>[]
  idempotencyKey: string
}>

/** Why it is not posted. */
export type ByHandRefused = Readonly<{
  code: Answered | 'LEDGER_ACCOUNT_UNKNOWN' | 'IDEMPOTENCY_KEY_REUSED'
  available: Money | null
}>

type Answered = 'INSUFFICIENT_FUNDS' | 'UNBALANCED' | 'CURRENCY_MISMATCH' | 'INVALID_AMOUNT'

const ANSWERED: ReadonlySet<PostingRefusal> = new Set<Answered>([
  'INSUFFICIENT_FUNDS',
  'UNBALANCED',
  'CURRENCY_MISMATCH',
  'INVALID_AMOUNT',
])

/**
 * Posts what an administrator wrote, through the lane that all postings take and under the same judgement.
 *
 * Its id follows from who asks and the key, so asking again gets the same answer.
 */
export async function postByHand(
  {
    db,
    lane,
    cause,
    actor,
    signal,
    load,
  }: {
    db: Db
    lane: PostingLane
    cause: Cause
    actor: Actor
    signal: AbortSignal | undefined
    load: (id: string) => Promise<LedgerTransaction | undefined>
  },
  { entries, idempotencyKey, ...rest }: ByHand,
): Promise<Result<LedgerTransaction, ByHandRefused>> {
  if (actor.id === null) throw new TypeError('a posting by hand has an author')
  const ids = entries.map(({ ledgerAccountId }) => ledgerAccountId)
  const known = new Map((await findLedgerAccounts(db, ids)).map((each) => [each.id, each]))
  const named = entries.flatMap(({ ledgerAccountId, side, amount }) => {
    const ledgerAccount = known.get(ledgerAccountId)
    return ledgerAccount ? [{ ledgerAccount, side, amount }] : []
  })
  if (named.length < entries.length)
    return refused({ code: 'LEDGER_ACCOUNT_UNKNOWN', available: null })
  // A name and another currency would be a ledger account that nobody opened.
  if (named.some(({ ledgerAccount, amount }) => ledgerAccount.currency !== amount.currency))
    return refused({ code: 'CURRENCY_MISMATCH', available: null })
  const posting = {
    ...rest,
    id: derivedId('ltx', `posting ${idempotencyKey}`, actor.id),
    paymentId: null,
    reverses: null,
    holdId: null,
    holdKept: false,
    linked: false,
    entries: named,
  }
  const [outcome] = await postLedgerTransactions({ lane, cause, signal }, [posting])
  if (!outcome) throw new Error(`no outcome for ${posting.id}`)
  const { refusal, available } = outcome
  if (refusal !== null) return refused({ code: toCode(refusal), available })
  const posted = await load(posting.id)
  if (!posted) throw new Error(`${posting.id} is gone`)
  return accepted(posted)
}

function toCode(refusal: PostingRefusal): ByHandRefused['code'] {
  if (refusal === 'ID_REUSED') return 'IDEMPOTENCY_KEY_REUSED'
  if (ANSWERED.has(refusal)) return refusal as Answered
  throw new Error(`a posting by hand was refused as ${refusal}`)
}
