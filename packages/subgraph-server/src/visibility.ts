/** How the subgraph that answers `node` learns from the others what a caller may see: `Query.isVisible` of `common.graphql`. */
import { type Actor, ANONYMOUS, hasRole, personOf } from '@tallystick/actor'
import type { SubgraphContext } from './context.ts'

/** A caller as `ViewerInput` describes one. */
export type Viewer = Readonly<{ personId: string; isAdministrator: boolean; byKey: boolean }>

/** Whether there is something with this id that `viewer` may see. Any text may come as an id. */
export type MaySee<Context> = (id: string, viewer: Actor, context: Context) => Promise<boolean>

/** Describes a caller; undefined for nobody and for a process of ours. */
export function toViewer(actor: Actor): Viewer | undefined {
  const personId = personOf(actor)
  if (personId === null) return undefined
  return { personId, isAdministrator: hasRole(actor, 'ADMIN'), byKey: actor.kind === 'PARTNER' }
}

/** The caller that was described, as rules about ownership read one. */
const fromViewer = ({ personId, isAdministrator, byKey }: Viewer): Actor => ({
  ...ANONYMOUS,
  kind: byKey ? 'PARTNER' : 'USER',
  id: personId,
  roles: isAdministrator ? ['ADMIN'] : [],
})

/**
 * Makes the resolver of `Query.isVisible`.
 *
 * @param rules one for each kind of thing that the subgraph owns, by the prefix of its ids; of any other kind nothing is seen
 */
export function newIsVisible<Context extends SubgraphContext>(
  rules: Readonly<Record<string, MaySee<Context>>>,
): (
  parent: unknown,
  asked: Readonly<{ id: string; viewer: Viewer }>,
  context: Context,
) => Promise<boolean> {
  const byPrefix = new Map(Object.entries(rules))
  return async (_parent, { id, viewer }, context) => {
    const rule = byPrefix.get(id.slice(0, Math.max(0, id.indexOf('_'))))
    return rule ? rule(id, fromViewer(viewer), context) : false
  }
}
