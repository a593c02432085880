/**
 * What has happened to sessions, people and keys since their tokens were issued.
 *
 * An access token says who somebody was when it was signed. Auth tells this process of every sign-out, every change of a
 * role or status and every change of a key, and whoever is concerned is refused from then on, however long the token
 * would live.
 */
import type { Door } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { followFeed } from '../feed.ts'
import type { Authenticate } from './bearer.ts'
import {
  type AccessChange,
  type AccessEnd,
  type Credential,
  newRecentChanges,
} from './recent-changes.ts'
import { badToken } from './refusals.ts'

/** Knows whose access has ended. */
export type Access = Readonly<{
  /** Why the credential is refused; undefined while it is good as far as is known. */
  endOf(credential: Credential): AccessEnd | undefined
  isRevoked(credential: Credential): boolean
  /** Calls `onEnd` once when the credential's access ends, at once if it has. @returns what calls it off */
  watch(credential: Credential, onEnd: (reason: AccessEnd) => void): () => void
  /** Calls `listener` with each change, once. @returns what ends that */
  onChange(listener: (change: AccessChange) => void): () => void
  /** Whether changes are being told at the moment. */
  isLive(): boolean
  close(): void
}>

/** What access is followed with. */
export type AccessOptions = Readonly<{
  /** The door to Auth. */
  auth: Door
  log: Logger
  /** How long a change is remembered, in milliseconds: longer than any access token lives. */
  keepMs?: number
  /** How many sessions, people and keys each are remembered. */
  entriesMax?: number
  now?: () => number
}>

const KEEP_MS = 20 * 60_000
const ENTRIES_MAX = 100_000

/** Without a cursor Auth begins 20 minutes back, before the oldest token that can be alive. */
const ACCESS_CHANGES = {
  field: 'accessChanges',
  document: `subscription AccessChanges($after: String) {
    accessChanges(after: $after) { cursor kind userId sessionId keyId rightsVersion at }
  }`,
}

/** For a gateway without an Auth to ask: a token is good until it expires. */
export const UNWATCHED: Access = Object.freeze({
  endOf: () => undefined,
  isRevoked: () => false,
  watch: () => () => {},
  onChange: () => () => {},
  isLive: () => false,
  close: () => {},
})

/** Follows the changes that Auth tells, until it is closed; when they are lost they are asked for again after the last. */
export function newAccess(options: AccessOptions): Access {
  const { now = Date.now, keepMs = KEEP_MS, entriesMax = ENTRIES_MAX, auth, log } = options
  const recent = newRecentChanges({ now, keepMs, entriesMax, log })
  const listeners = new Set<(change: AccessChange) => void>()
  const watchers = newWatchers()
  const onEvent = (told: Omit<AccessChange, 'at'> & { at: string }): void => {
    const change = { ...told, at: new Date(told.at) }
    if (!recent.add(change)) return
    for (const listener of listeners) listener(change)
    for (const { credential, onEnd } of watchers.of(change)) {
      const end = credential.issuedAt ? recent.endOf(credential) : change.kind
      if (end) onEnd(end)
    }
  }
  const feed = followFeed({
    ...ACCESS_CHANGES,
    door: auth,
    onEvent,
    onState: (isLive) =>
      isLive
        ? log.info('following changes of access')
        : log.warn('changes of access are not told: tokens hold until they expire'),
    log,
  })
  return {
    endOf: recent.endOf,
    isRevoked: (credential) => recent.endOf(credential) !== undefined,
    watch(credential, onEnd) {
      const ended = recent.endOf(credential)
      if (ended) onEnd(ended)
      return ended ? () => {} : watchers.add({ credential, onEnd })
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isLive: feed.isLive,
    close: feed.close,
  }
}

type Watcher = Readonly<{ credential: Credential; onEnd: (reason: AccessEnd) => void }>

/** Watchers by what concerns them, so that a change costs only those. */
function newWatchers() {
  const byId = new Map<string, Set<Watcher>>()
  return {
    add(watcher: Watcher): () => void {
      const { id, sessionId, keyId } = watcher.credential
      const ids = [id, sessionId, keyId].filter((each) => each !== null && each !== undefined)
      for (const each of ids) byId.set(each, (byId.get(each) ?? new Set()).add(watcher))
      return () => {
        for (const each of ids) {
          const sharers = byId.get(each)
          if (sharers?.delete(watcher) && sharers.size === 0) byId.delete(each)
        }
      }
    },
    of(change: AccessChange): Watcher[] {
      return [...(byId.get(subjectOf(change) ?? '') ?? [])]
    },
  }
}

/** The end of a person's every session names none of them. */
function subjectOf({ kind, userId, sessionId, keyId }: AccessChange): string | null {
  if (kind === 'SESSION_ENDED') return sessionId ?? userId
  return kind === 'KEY_CHANGED' ? keyId : userId
}

/** Refuses those whose access has ended, beside those whose credential proves nothing. */
export const withAccess =
  (access: Access, authenticate: Authenticate): Authenticate =>
  async (authorization) => {
    const actor = await authenticate(authorization)
    if (access.isRevoked(actor)) throw badToken()
    return actor
  }
