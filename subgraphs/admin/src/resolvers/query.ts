import { isId } from '@tallystick/ids'
import { badInput, notFound } from '@tallystick/subgraph-server'
import { pageOf, toConnection } from '@tallystick/subgraph-server/connection'
import { checkHealth } from '../domain/check-health.ts'
import { readAuditLogs } from '../domain/read-audit-logs.ts'
import { readUser, readUsers } from '../domain/read-users.ts'
import type { AuditLogFilter, QueryResolvers } from '../schema/resolvers.generated.ts'
import { fromCursor, toCursor } from './cursors.ts'

/** What administrators look at. The policy has let nobody else through. */
export const Query: QueryResolvers = {
  async auditLogs(_parent, { filter, ...page }, { db }) {
    const { limit, after } = pageOf(page, (cursor) => fromCursor('aud', cursor))
    const entries = await readAuditLogs(db, {
      filter: checked(filter ?? {}),
      after: after ?? null,
      limit,
    })
    return toConnection(entries, { limit, after }, toCursor)
  },

  async systemHealth(_parent, _arguments, { health, log }) {
    const { status, parts, outboxes } = await checkHealth(health, log)
    return { status, parts: [...parts], outboxes: [...outboxes] }
  },

  async users(_parent, page, { db }) {
    const { limit, after } = pageOf(page, (cursor) => fromCursor('usr', cursor))
    const people = await readUsers(db, {
      after: after ? { id: after.id, createdAt: after.at } : null,
      limit,
    })
    return toConnection(people, { limit, after }, ({ id, createdAt }) =>
      toCursor({ id, at: createdAt }),
    )
  },

  async user(_parent, { id }, { db }) {
    const found = await readUser(db, id)
    if (!found) throw notFound('There is no such user.')
    return found
  },
}

/** A misspelt id must not look like a person who did nothing. No stored text holds U+0000, and Postgres takes none. */
function checked(filter: AuditLogFilter): AuditLogFilter {
  if (filter.actorId && !isId('usr', filter.actorId))
    throw badInput('actorId is not the id of a user.', { field: 'filter.actorId' })
  for (const [name, text] of Object.entries(filter))
    if (typeof text === 'string' && text.includes('\0'))
      throw badInput(`${name} holds a character that is no text.`, { field: `filter.${name}` })
  return filter
}
