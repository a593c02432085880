import { newIsVisible, notFound } from '@tallystick/subgraph-server'
import { GraphQLError } from 'graphql'
import type { Context } from '../context.ts'
import { findNode, NodesUnreachable } from '../domain/find-node.ts'
import type { QueryResolvers } from '../schema/resolvers.generated.ts'

/** Finds anything by its id, for whoever may see it. */
export const NodeQuery = {
  async node(_parent, { id }, { db, nodes, actor, facts: { requestId, signal } }) {
    const found = await findNode({ db, nodes }, { id, viewer: actor, requestId, signal }).catch(
      toClientError,
    )
    if (!found) throw notFound()
    return found.type === 'AuditLog'
      ? { __typename: found.type, ...found.auditLog }
      : { __typename: found.type, id: found.id }
  },

  // Nobody needs to ask: what Admin owns, it finds itself.
  isVisible: newIsVisible<Context>({}),
} satisfies QueryResolvers

/** As the gateway says it of a subgraph that it cannot reach itself. */
function toClientError(fault: unknown): never {
  if (!(fault instanceof NodesUnreachable)) throw fault
  const { owner, isLate } = fault
  throw isLate
    ? new GraphQLError(`${owner} did not answer in time.`, { extensions: { code: 'TIMEOUT' } })
    : new GraphQLError(`${owner} cannot be reached.`, {
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      })
}
