import { maySee } from '@tallystick/actor'
import { badInput, notFound } from '@tallystick/subgraph-server'
import { decodeCursor, encodeCursor } from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { toBalance } from '../domain/rules/balance.ts'
import type { BalancePlace } from '../domain/rules/balance-change.ts'
import type { AccountChange } from '../domain/watching/balance-follower.ts'
import { watchBalance } from '../domain/watching/watch-balance.ts'
import {
  type PostedEvent,
  watchLedgerTransactions,
} from '../domain/watching/watch-ledger-transactions.ts'
import type {
  SubscriptionBalanceChangedArgs,
  SubscriptionLedgerTransactionPostedArgs,
} from '../schema/resolvers.generated.ts'

/** What changes, as it changes: balances for those whose they are, everything posted for administrators. */
export const changesSubscription = {
  balanceChanged: {
    async subscribe(
      _parent: unknown,
      { accountId, after }: SubscriptionBalanceChangedArgs,
      { actor, facts, balanceWatch: watch }: Context,
    ) {
      const place = toPlace(after)
      const parts = { watch, actor, signal: facts.signal }
      const result = await watchBalance(parts, { accountId, after: place })
      if (result.ok) return result.value
      throw result.refusal.code === 'NOT_FOUND' ? notFound() : wrongCursor()
    },

    /** The context is one for each event, so the caller's right is checked again. */
    async resolve(change: AccountChange, _args: unknown, { actor, loaders }: Context) {
      const { place, at, accountId, ownerId, ledgerTransactionId: id, ...parts } = change
      if (!maySee(actor, ownerId)) throw notFound()
      return {
        cursor: encodeCursor([place.version, place.heldVersion]),
        at,
        balance: toBalance({ ...parts, version: place.version }, at),
        account: { id: accountId },
        ledgerTransaction:
          id === null ? null : ((await loaders.ledgerTransaction.load(id)) ?? null),
      }
    },
  },

  ledgerTransactionPosted: {
    subscribe(
      _parent: unknown,
      { after }: SubscriptionLedgerTransactionPostedArgs,
      { outbox }: Context,
    ) {
      const result = watchLedgerTransactions(outbox, after ?? undefined)
      if (!result.ok) throw wrongCursor()
      return result.value
    },

    async resolve({ cursor, body }: PostedEvent, _args: unknown, { loaders }: Context) {
      const ledgerTransaction = await loaders.ledgerTransaction.load(body.ledgerTransactionId)
      if (!ledgerTransaction) throw new Error(`${body.ledgerTransactionId} was told of and is gone`)
      return { cursor, ledgerTransaction }
    },
  },
}

const wrongCursor = () =>
  badInput('after is not a cursor of this subscription.', { field: 'after' })

/** @throws BAD_USER_INPUT for a text that no event had as its cursor */
function toPlace(cursor: string | null | undefined): BalancePlace | undefined {
  if (cursor === undefined || cursor === null) return undefined
  const parts = decodeCursor(cursor)
  const [version, heldVersion, ...rest]: unknown[] = Array.isArray(parts) ? parts : []
  if (!isCount(version) || !isCount(heldVersion) || rest.length > 0) throw wrongCursor()
  return { version, heldVersion }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
