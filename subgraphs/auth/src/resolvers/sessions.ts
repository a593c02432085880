/** The doors of sessions: a person looks at where they are signed in, and ends what they do not know. */
import { notFound } from '@tallystick/subgraph-server'
import { findCookieSession } from '../domain/sessions/find-cookie-session.ts'
import { listSessions } from '../domain/sessions/list-sessions.ts'
import { revokeOtherSessions, revokeSession } from '../domain/sessions/revoke-session.ts'
import type { MutationResolvers, QueryResolvers } from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'

/** The query of sessions. */
export const SessionQuery = {
  sessions: (_parent, _arguments, context) => listSessions(context, personInSession(context)),

  async cookieSession(_parent, request, context) {
    const session = await findCookieSession(context, request)
    return session ? { ...session, roles: [...session.roles] } : null
  },
} satisfies QueryResolvers

/** The mutations of sessions. */
export const SessionMutation = {
  async revokeSession(_parent, { input }, context) {
    const { userId } = personInSession(context)
    const result = await revokeSession(context, { userId, id: input.id })
    if (!result.ok) throw notFound()
    return result.value
  },

  async revokeOtherSessions(_parent, _arguments, context) {
    return { count: await revokeOtherSessions(context, personInSession(context)) }
  },
} satisfies MutationResolvers
