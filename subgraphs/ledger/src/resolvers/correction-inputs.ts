/** Reads what administrators send to put the books right. */
import { money } from '@tallystick/money'
import { badInput } from '@tallystick/subgraph-server'
import type { ByHand } from '../domain/post-by-hand.ts'
import type { ReversalRequest } from '../domain/rules/reversal.ts'
import type { OverdraftLimit } from '../domain/set-overdraft-limit.ts'
import type {
  PostLedgerTransactionInput,
  ReverseLedgerTransactionInput,
  SetOverdraftLimitInput,
} from '../schema/resolvers.generated.ts'
import { DESCRIPTION_MAX, ENTRIES_MAX, toId, toMetadata, toText } from './inputs.ts'

/** Reads what to post by hand. @throws BAD_USER_INPUT */
export function toByHand(input: PostLedgerTransactionInput): ByHand {
  if (input.entries.length > ENTRIES_MAX)
    throw badInput(`entries are at most ${ENTRIES_MAX}.`, { field: 'entries' })
  return {
    description: toText(input.description, DESCRIPTION_MAX, 'description'),
    effectiveAt: input.effectiveAt ?? null,
    metadata: toMetadata(input.metadata ?? [], 'metadata'),
    entries: input.entries.map(({ ledgerAccountId, side, amount }, index) => ({
      ledgerAccountId: toId('lac', ledgerAccountId, `entries.${index}.ledgerAccountId`),
      side,
      amount: money(amount.amount, amount.currency),
    })),
    idempotencyKey: toKey(input.idempotencyKey),
  }
}

/** Reads what to undo. @throws BAD_USER_INPUT */
export const toReversal = (input: ReverseLedgerTransactionInput): ReversalRequest => ({
  ledgerTransactionId: toId('ltx', input.ledgerTransactionId, 'ledgerTransactionId'),
  reason: toText(input.reason, DESCRIPTION_MAX, 'reason'),
  idempotencyKey: toKey(input.idempotencyKey),
})

/** Reads an overdraft limit. @throws BAD_USER_INPUT also for one below zero */
export function toOverdraftLimit(input: SetOverdraftLimitInput): OverdraftLimit {
  const limit = money(input.limit.amount, input.limit.currency)
  if (limit.minor < 0n) throw badInput('limit is not below zero.', { field: 'limit' })
  return {
    accountId: toId('acc', input.accountId, 'accountId'),
    limit,
    reason: toText(input.reason, DESCRIPTION_MAX, 'reason'),
  }
}

function toKey(key: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw badInput('idempotencyKey is 1 to 255 visible ASCII characters.', {
    field: 'idempotencyKey',
  })
}
