import type { Actor } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'

/** Something after which an access token may say what is not so any more. */
export type AccessChange = Readonly<{
  /** Where to go on after this change. */
  cursor: string
  /** A session was signed out or revoked; a person's role or status changed; a key was changed or revoked. */
  kind: 'SESSION_ENDED' | 'USER_CHANGED' | 'KEY_CHANGED'
  userId: string | null
  sessionId: string | null
  keyId: string | null
  /** What the version of the person's rights is since a USER_CHANGED. */
  rightsVersion?: number | null
  at: Date
}>

/**
 * An actor, and when the credential that names it was issued: without that a change of the person is not held against it.
 * A token that says which version of the person's rights it shows is held against that version, to the point.
 */
export type Credential = Actor &
  Readonly<{ issuedAt?: Date | null; rightsVersion?: number | undefined }>

/** Why a credential is worth nothing any more. */
export type AccessEnd = AccessChange['kind']

/** A full memory is logged this often, in milliseconds. */
const TELL_EVERY_MS = 60_000

/** The changes of the time that an access token can live. */
export type RecentChanges = Readonly<{
  /** @returns whether it says more than was known */
  add(change: AccessChange): boolean
  endOf(credential: Credential): AccessEnd | undefined
}>

/** A change, and until when a token may have been issued that says what was before it, in milliseconds. */
type Moment = Readonly<{ at: number; until: number; version: number | undefined }>

/**
 * A change is dated when its transaction begins and can be read when it ends, at most so much later, in milliseconds. A
 * token of the time between says what was before; so does one of a change that we have just heard of.
 */
const COMMIT_MS = 1_000

/** Remembers changes for `keepMs`, and of each kind at most `entriesMax`: then the oldest are forgotten, and it is logged. */
export function newRecentChanges(options: {
  now: () => number
  keepMs: number
  entriesMax: number
  log: Logger
}): RecentChanges {
  const { now, keepMs, entriesMax, log } = options
  /** The order of a map's entries is that of their changes. */
  const sessions = new Map<string, Moment>()
  const people = new Map<string, Moment>()
  const keys = new Map<string, Moment>()
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = (): void => {
    if (now() - toldAt < TELL_EVERY_MS) return
    toldAt = now()
    log.error(
      { entriesMax },
      'more changes of access than are remembered: the oldest are forgotten',
    )
  }
  const put = (
    into: Map<string, Moment>,
    id: string,
    { at, version }: { at: number; version?: number | undefined },
  ): boolean => {
    if (at <= (into.get(id)?.at ?? Number.NEGATIVE_INFINITY)) return false
    into.delete(id)
    into.set(id, { at, until: Math.max(at, Math.min(now(), at + COMMIT_MS)), version })
    const tooOld = now() - keepMs
    for (const [each, since] of into) {
      if (since.at > tooOld && into.size <= entriesMax) break
      if (since.at > tooOld) tell()
      into.delete(each)
    }
    return true
  }
  return {
    add({ kind, userId, sessionId, keyId, rightsVersion, at }) {
      const moment = { at: at.getTime(), version: rightsVersion ?? undefined }
      if (moment.at <= now() - keepMs) return false
      if (kind === 'SESSION_ENDED' && sessionId) return put(sessions, sessionId, moment)
      if (kind === 'KEY_CHANGED') return keyId !== null && put(keys, keyId, moment)
      // The end of a person's every session names none of them.
      return userId !== null && put(people, userId, moment)
    },
    endOf({ id, sessionId, keyId, issuedAt, rightsVersion }) {
      if (sessionId !== null && sessions.has(sessionId)) return 'SESSION_ENDED'
      if (!issuedAt) return undefined
      const since = issuedAt.getTime()
      const isOlder = (change: Moment | undefined) => {
        if (change?.version === undefined || rightsVersion === undefined)
          return change !== undefined && since <= change.until
        return rightsVersion < change.version
      }
      if (id !== null && isOlder(people.get(id))) return 'USER_CHANGED'
      return keyId && isOlder(keys.get(keyId)) ? 'KEY_CHANGED' : undefined
    },
  }
}
