import { type Actor, personOf } from '@tallystick/actor'
import { forbidden, unauthenticated } from '@tallystick/subgraph-server'

/**
 * The id of the person who calls, in person or by a key. @throws UNAUTHENTICATED for nobody, FORBIDDEN for a process: it
 * owns no account
 */
export function callerId(actor: Actor): string {
  if (actor.kind === 'ANONYMOUS' || actor.id === null) throw unauthenticated()
  const person = personOf(actor)
  if (person === null) throw forbidden()
  return person
}
