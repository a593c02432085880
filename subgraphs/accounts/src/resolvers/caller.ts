import type { Actor } from '@tallystick/actor'
import { forbidden, unauthenticated } from '@tallystick/subgraph-server'

/** The id of the person who calls. @throws UNAUTHENTICATED for nobody, FORBIDDEN for a process: it owns no account */
export function callerId({ kind, id }: Actor): string {
  if (kind === 'ANONYMOUS' || id === null) throw unauthenticated()
  if (kind !== 'USER') throw forbidden()
  return id
}
