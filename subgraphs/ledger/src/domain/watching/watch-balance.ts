/** Follows what is in an account, for its owner and administrators. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import type { WatchedAccount } from '../../db/balance-changes.ts'
import { type BalancePlace, isBeyond } from '../rules/balance-change.ts'
import type { AccountChange } from './balance-follower.ts'
import type { BalanceWatch } from './balance-watch.ts'

/** Why an account cannot be watched. */
export type WatchBalanceRefused = Readonly<{ code: 'NOT_FOUND' | 'INVALID_CURSOR' }>

/**
 * How long an account that nobody has told of is waited for, in milliseconds: a new one is heard of a moment after it was
 * opened, and its owner may be faster.
 */
const HEARSAY_MS = 2_000
const LOOK_AGAIN_MS = 100

/** Starts to follow an account after a place of it, from now on when that is undefined. */
export async function watchBalance(
  { watch, actor, signal }: { watch: BalanceWatch; actor: Actor; signal?: AbortSignal | undefined },
  { accountId, after }: { accountId: string; after: BalancePlace | undefined },
): Promise<Result<AsyncIterableIterator<AccountChange>, WatchBalanceRefused>> {
  const account = isId('acc', accountId)
    ? await findSoon(watch, accountId, { signal, isWorthWaiting: maySeeSome(actor) })
    : undefined
  if (!account || !maySee(actor, account.ownerId)) return refused({ code: 'NOT_FOUND' })
  if (after && isBeyond(after, account)) return refused({ code: 'INVALID_CURSOR' })
  return accepted(watch.follow(account, after))
}

async function findSoon(
  watch: BalanceWatch,
  accountId: string,
  { signal, isWorthWaiting }: { signal: AbortSignal | undefined; isWorthWaiting: boolean },
): Promise<WatchedAccount | undefined> {
  const deadline = performance.now() + (isWorthWaiting ? HEARSAY_MS : 0)
  for (;;) {
    const found = await watch.find(accountId)
    if (found || signal?.aborted || performance.now() > deadline) return found
    await delay(LOOK_AGAIN_MS)
  }
}

/** Nobody without an id owns an account. */
const maySeeSome = (actor: Actor): boolean => actor.id !== null
