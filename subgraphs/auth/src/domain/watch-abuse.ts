/** Follows what looks like an attack: a tail of our own outbox. */
import { InvalidCursor, type StoredEvent } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { AuthEvent } from '../events/published.ts'
import { ABUSE } from './abuse-topic.ts'
import type { Means } from './means.ts'
import type { AbuseKind } from './rules/abuse.ts'

/** That an attack was detected. */
export type AbuseAlert = Readonly<{ cursor: string; kind: AbuseKind; at: Date }>

/** Starts to follow, after a cursor or from now on. */
export function watchAbuse(
  { outbox }: Pick<Means, 'outbox'>,
  after: string | undefined,
): Result<AsyncIterableIterator<StoredEvent<AuthEvent>>, Readonly<{ code: 'INVALID_CURSOR' }>> {
  if (after === '') return refused({ code: 'INVALID_CURSOR' })
  try {
    return accepted(outbox.tail({ topics: [ABUSE], ...(after === undefined ? {} : { after }) }))
  } catch (fault) {
    if (fault instanceof InvalidCursor) return refused({ code: 'INVALID_CURSOR' })
    throw fault
  }
}

/** What an event of the topic tells. @throws {TypeError} for an event that has the topic by mistake */
export function toAbuseAlert({ cursor, at, ...event }: StoredEvent<AuthEvent>): AbuseAlert {
  if (event.type !== 'auth:abuse:detected')
    throw new TypeError(`${event.type} says nothing about abuse`)
  return { cursor, at, kind: event.body.kind }
}
