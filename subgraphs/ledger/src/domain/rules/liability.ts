import type { Currency } from '@tallystick/money'

/** A signed statement of what is owed to customers in one currency, at one sealed tree head. */
export type LiabilitySnapshot = Readonly<{
  id: string
  currency: Currency
  /** The tree head: how many leaves were sealed, and their root. */
  treeSize: number
  treeRootHash: Uint8Array
  accountCount: number
  /** The sum of all balances in the tree, in minor units; an overdrawn account counts as nothing. */
  total: bigint
  rootHash: Uint8Array
  publishedAt: Date
  keyId: string
  signature: Uint8Array
}>

/** One account in a snapshot. `position` is its place in the tree, from 0. */
export type LiabilityEntry = Readonly<{
  position: number
  accountId: string
  nonce: Uint8Array
  /** Never negative. */
  balance: bigint
}>

/**
 * When the next snapshot may be expected: one period after the latest, at once when there is none.
 *
 * @param everyMs the period; 0 when none are published by themselves
 * @returns undefined when nobody but an administrator publishes
 */
export function nextSnapshotAt(
  { latest, everyMs }: Readonly<{ latest: Date | undefined; everyMs: number }>,
  now: Date,
): Date | undefined {
  if (everyMs === 0) return undefined
  const next = new Date((latest?.getTime() ?? 0) + everyMs)
  return next > now ? next : now
}
