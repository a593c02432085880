import { accepted, type Result, refused } from '@tallystick/result'

/** When a signing key is shown, signs, and stops. */
export type KeyTimes = Readonly<{
  /** Since when it is shown to those who verify. */
  createdAt: Date
  signsFrom: Date
  retiredAt: Date | null
  /** Since when its signatures are not valid any more. */
  withdrawnAt: Date | null
}>

/** Where a signing key is in its life: shown but not used yet, used, not used any more. */
export type KeyState = 'PUBLISHED' | 'SIGNING' | 'RETIRED'

/** Two processes' clocks differ; a retired key is shown this much longer, in seconds. */
const CLOCKS_DIFFER_S = 60

/** Where a key is in its life at `now`: the moment that a time names is already after it. */
export function stateOf({ signsFrom, retiredAt }: KeyTimes, now: Date): KeyState {
  if (retiredAt && retiredAt <= now) return 'RETIRED'
  return now < signsFrom ? 'PUBLISHED' : 'SIGNING'
}

/**
 * The key that signs at `now`: of several the one that began last.
 *
 * Where none does, the one that begins first: it was made by a process whose clock is ahead of ours.
 */
export function signingAt<Key extends KeyTimes>(keys: readonly Key[], now: Date): Key | undefined {
  const inOrder = keys
    .filter((key) => stateOf(key, now) !== 'RETIRED')
    .sort((a, b) => a.signsFrom.getTime() - b.signsFrom.getTime())
  return inOrder.findLast((key) => stateOf(key, now) === 'SIGNING') ?? inOrder[0]
}

/**
 * Whether those who verify are shown the key: from before it signs until the last token that it signed has expired.
 *
 * @param accessTokenS the longest life of an access token, in seconds
 */
export function isShown(
  { retiredAt, withdrawnAt }: KeyTimes,
  { now, accessTokenS }: Readonly<{ now: Date; accessTokenS: number }>,
): boolean {
  if (withdrawnAt) return false
  if (!retiredAt) return true
  return now.getTime() < retiredAt.getTime() + (accessTokenS + CLOCKS_DIFFER_S) * 1000
}

/** A change from the keys of now to a next one. */
export type RotationPlan = Readonly<{
  /** From when on the next key signs. What signs until then retires at that moment. */
  signsFrom: Date
}>

/** Why there is no change now: the next key is already shown, and signs later. */
export type RotationUnderWay = Readonly<{ code: 'ROTATION_UNDER_WAY'; signsFrom: Date }>

/**
 * Plans the change to a next key, which is shown from now on.
 *
 * @param leadS for how long it is shown before it signs, in seconds: longer than anyone who verifies keeps an older answer
 */
export function planRotation(
  keys: readonly KeyTimes[],
  { now, leadS }: Readonly<{ now: Date; leadS: number }>,
): Result<RotationPlan, RotationUnderWay> {
  const next = keys.find((key) => stateOf(key, now) === 'PUBLISHED')
  if (next) return refused({ code: 'ROTATION_UNDER_WAY', signsFrom: next.signsFrom })
  return accepted({ signsFrom: new Date(now.getTime() + leadS * 1000) })
}
