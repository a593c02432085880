import { createHash } from 'node:crypto'
import type { Db } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { sql } from 'drizzle-orm'
import type { LedgerAccountName } from '../domain/rules/ledger-account.ts'
import {
  contentOf,
  type Posting,
  type PostingOutcome,
  type PostingRefusal,
} from '../domain/rules/posting.ts'

/** A posting, and who asked for it within which request. */
export type PostingRequest = Readonly<{ posting: Posting; cause: Cause }>

/**
 * Posts a batch by the SQL function of the migration `posting`: one statement, one commit, one outcome each, in order.
 *
 * @param requests at most 500; amounts, balance and funds are judged by the function, names and ids must be sound
 */
export async function postBatch(
  db: Db,
  requests: readonly PostingRequest[],
): Promise<PostingOutcome[]> {
  // One parameter, whatever the size of the batch: the statement stays the same and stays prepared.
  const batch = JSON.stringify(toBatch(requests))
  const rows = await db.execute<OutcomeRow>(sql`
    select refusal, available::text, currency
      from ledger.post_ledger_transactions(${batch}::text::jsonb) with ordinality
     order by ordinality`)
  if (rows.length !== requests.length) throw new Error('posting answered for another batch')
  return requests.map(({ posting }, index) => toOutcome(posting.id, rows[index]))
}

type OutcomeRow = {
  refusal: PostingRefusal | null
  available: string | null
  currency: Currency | null
}

function toOutcome(id: string, row: OutcomeRow | undefined): PostingOutcome {
  if (!row) throw new Error(`no outcome for ${id}`)
  const { refusal, available, currency } = row
  const hasAmount = available !== null && currency !== null
  return { id, refusal, available: hasAmount ? money(BigInt(available), currency) : null }
}

function toBatch(requests: readonly PostingRequest[]) {
  const positions = new Map<string, number>()
  const accounts: object[] = []
  const positionOf = (name: LedgerAccountName, currency: Currency): number => {
    const key = `${name.code} ${name.accountId} ${currency} ${name.provider}`
    const known = positions.get(key)
    if (known !== undefined) return known
    accounts.push(toNamed(name, currency))
    positions.set(key, accounts.length)
    return accounts.length
  }
  return {
    transactions: requests.map(toTransaction),
    entries: requests.flatMap(({ posting }) =>
      posting.entries.map(({ ledgerAccount, side, amount }) => ({
        account: positionOf(ledgerAccount, amount.currency),
        side,
        amount: amount.minor.toString(),
      })),
    ),
    accounts,
  }
}

/** A ledger account's name in the form in which the SQL functions take it. */
export const toNamed = (name: LedgerAccountName, currency: Currency) => ({
  code: name.code,
  account: name.accountId && toUuid('acc', name.accountId),
  owner: name.ownerId && toUuid('usr', name.ownerId),
  provider: name.provider,
  currency,
})

const toTransaction = ({ posting, cause }: PostingRequest) => ({
  id: toUuid('ltx', posting.id),
  hash: createHash('sha256').update(contentOf(posting)).digest('hex'),
  payment: posting.paymentId && toUuid('pay', posting.paymentId),
  effective_at: posting.effectiveAt,
  description: posting.description,
  hold: posting.holdId && toUuid('hld', posting.holdId),
  entries: posting.entries.length,
  ledger_transaction_name: posting.id,
  payment_name: posting.paymentId,
  actor_kind: cause.actor.kind,
  actor_id: cause.actor.id,
  request_id: cause.requestId,
  address: cause.address,
  user_agent: cause.userAgent,
})
