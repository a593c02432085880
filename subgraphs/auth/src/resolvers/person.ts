import { forbidden, unauthenticated } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'

/**
 * The person who is signed in, and where.
 *
 * @throws FORBIDDEN for a key, which has no say about its owner's account; UNAUTHENTICATED for anyone else who is no person
 */
export function personInSession({ actor }: Context): { userId: string; sessionId: string } {
  const { kind, id, sessionId } = actor
  if (kind === 'PARTNER') throw forbidden()
  if (kind !== 'USER' || !id || !sessionId) throw unauthenticated()
  return { userId: id, sessionId }
}
