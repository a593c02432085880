/**
 * Follows what is in accounts, for any number of subscribers in this process.
 *
 * Versions tell what is new: one look reads how far all watched accounts have come, and only a subscriber that is behind
 * reads its next changes. A look follows a wake-up of the outbox, which every process gives that posts, and a second
 * without one. Nothing is kept of a change that nobody has asked for yet, so a slow subscriber costs no memory.
 */
import type { Db } from '@tallystick/db'
import { newGatheredRead, newPacer } from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import type { Logger } from '@tallystick/telemetry'
import {
  type AccountSteps,
  findWatched,
  listSteps,
  type StepsRequest,
  type WatchedAccount,
} from '../../db/balance-changes.ts'
import { type BalancePlace, changesAfter } from '../rules/balance-change.ts'
import { BalanceFollower, type ReadChanges } from './balance-follower.ts'

/** The least time between two looks, in milliseconds: what is posted meanwhile is found together. */
const GAP_MS = 50

/** What a watch works with. `channel` is signalled after every posting and every move of a hold. */
export type BalanceWatchParts = Readonly<{ db: Db; wake: Wake; channel: string; log: Logger }>

/** The looks of one process and its subscribers. It looks only while someone is subscribed. */
export class BalanceWatch {
  readonly #parts: BalanceWatchParts
  readonly #followers = new Map<string, Set<BalanceFollower>>()
  readonly #pacer = newPacer({ gapMs: GAP_MS })
  readonly #find: (ids: readonly string[]) => Promise<(WatchedAccount | undefined)[]>
  readonly #listSteps: (requests: readonly StepsRequest[]) => Promise<(AccountSteps | undefined)[]>
  #running: Promise<void> | undefined
  #listening: Promise<() => Promise<void>> | undefined
  #isOpen = true

  constructor(parts: BalanceWatchParts) {
    this.#parts = parts
    this.#listSteps = newGatheredRead((requests) => listSteps(parts.db, requests))
    this.#find = newGatheredRead(async (ids) => {
      const found = await findWatched(parts.db, ids)
      return ids.map((id) => found.get(id))
    })
  }

  /** Whose an account is and how far it has come, as of now. What comes after is not missed by `follow`. */
  async find(accountId: string): Promise<WatchedAccount | undefined> {
    this.#listening ??= this.#listen()
    await this.#listening
    const [found] = await this.#find([accountId])
    return found
  }

  /** Follows the account from a place on. `return()` frees it at once, even while `next()` is pending. */
  follow(
    { accountId, ...reached }: Readonly<{ accountId: string }> & BalancePlace,
    from: BalancePlace = reached,
  ): BalanceFollower {
    const follower = new BalanceFollower({
      from,
      reached,
      read: (place) => this.#read(accountId, place),
      onEnd: () => this.#remove(accountId, follower),
    })
    const others = this.#followers.get(accountId) ?? new Set()
    this.#followers.set(accountId, others.add(follower))
    // What was posted since the caller has found the account may have woken a look that did not know of this follower.
    this.#pacer.wake()
    this.#running ??= this.#run()
    return follower
  }

  /** Ends every subscriber, then the looks. */
  async close(): Promise<void> {
    this.#isOpen = false
    for (const followers of [...this.#followers.values()])
      for (const each of [...followers]) await each.return()
    this.#pacer.wake()
    await this.#running
    await (await this.#listening)?.().catch(() => {})
  }

  #read: (accountId: string, from: BalancePlace) => ReturnType<ReadChanges> = async (
    accountId,
    from,
  ) => {
    const [steps] = await this.#listSteps([{ accountId, from }])
    if (!steps) return []
    const { currency, ownerId } = steps
    return changesAfter(from, steps).map((each) => ({ ...each, accountId, currency, ownerId }))
  }

  #remove(accountId: string, follower: BalanceFollower): void {
    const followers = this.#followers.get(accountId)
    if (followers?.delete(follower) && followers.size === 0) this.#followers.delete(accountId)
    if (this.#followers.size === 0) this.#pacer.wake()
  }

  #listen(): Promise<() => Promise<void>> {
    const { wake, channel, log } = this.#parts
    return wake.listen(channel, this.#pacer.wake).catch((error) => {
      log.warn({ err: error }, 'balances hear no wake-ups and are looked at each second instead')
      return async () => {}
    })
  }

  async #run(): Promise<void> {
    while (this.#isOpen && this.#followers.size > 0) await this.#lookOn()
    this.#running = undefined
  }

  async #lookOn(): Promise<void> {
    this.#pacer.arm()
    try {
      const found = await findWatched(this.#parts.db, [...this.#followers.keys()])
      for (const [accountId, { version, heldVersion }] of found)
        for (const each of this.#followers.get(accountId) ?? []) each.see({ version, heldVersion })
      if (this.#followers.size > 0) await this.#pacer.pause({ isHeldBack: false })
    } catch (error) {
      this.#parts.log.error({ err: error }, 'could not look at balances; trying again')
      await this.#pacer.pauseAfterFailure()
    }
  }
}
