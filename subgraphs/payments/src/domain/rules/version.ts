/** Schedules have versions: each holds from a moment on, until a later one does. */

/** One version. `version` grows with each that is set; of two from the same moment the later set one holds. */
export type Version = Readonly<{ version: number; effectiveFrom: Date }>

/** The version that holds at a moment, if one does by then. */
export function inForce<V extends Version>(versions: readonly V[], at: Date): V | undefined {
  let found: V | undefined
  for (const each of versions) {
    if (each.effectiveFrom > at) continue
    if (!found || isLater(each, found)) found = each
  }
  return found
}

const isLater = (one: Version, other: Version): boolean =>
  one.effectiveFrom.getTime() === other.effectiveFrom.getTime()
    ? one.version > other.version
    : one.effectiveFrom > other.effectiveFrom

/** Who decided on a version, and why. */
export type Decided = Readonly<{
  /** The administrator; null for what was shipped. */
  setBy: string | null
  reason: string
  createdAt: Date
}>

/** The longest reason, in characters. */
export const REASON_MAX = 500

/** A new version as its administrator asks for it. */
export type Decision = Readonly<{ actorId: string; reason: string; effectiveFrom: Date | null }>

/** The form of the request is wrong: in which field, and what would be right. */
export type BadVersion = Readonly<{ code: 'BAD_FORM'; field: string; message: string }>

/** The first thing that is wrong with who, why and from when, if anything. */
export function faultOfDecision(
  { reason, effectiveFrom }: Decision,
  now: Date,
): BadVersion | undefined {
  const isReason =
    reason.trim() !== '' &&
    [...reason].length <= REASON_MAX &&
    !/\p{Cc}/u.test(reason) &&
    reason.isWellFormed()
  if (!isReason) return bad('reason', `A reason has 1 to ${REASON_MAX} characters on one line.`)
  if (effectiveFrom !== null && effectiveFrom < now)
    return bad('effectiveFrom', 'What was charged or allowed in the past is not changed any more.')
  return undefined
}

/** Says what is wrong with a field of a new version. */
export const bad = (field: string, message: string): BadVersion => ({
  code: 'BAD_FORM',
  field,
  message,
})

/** The columns of a decision that was made at `now`. */
export const decided = (
  { actorId, reason, effectiveFrom }: Decision,
  now: Date,
): Decided & Pick<Version, 'effectiveFrom'> => ({
  effectiveFrom: effectiveFrom ?? now,
  setBy: actorId,
  reason,
  createdAt: now,
})
