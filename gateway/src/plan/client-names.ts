/**
 * Aliases that a plan could not tell from names of its own.
 *
 * A plan fetches keys and types beside what the client asks for, under their own names. A client may call another field by
 * such a name (`id: email`, `__typename: name`): the subgraph would refuse two meanings of one name, or the wrong value
 * would be taken for the key. So plans know such a field by another name, and the client never sees it.
 */
import type { FieldNode } from 'graphql'

const SUFFIX = '__client'

/** How the fields of one document are called in its plan. */
export type ClientNames = Readonly<{
  /** The name under which a field's value is fetched. */
  plannedName(node: FieldNode): string
  /** The name that the client gave, from a name in a path of a subgraph's error. */
  clientName(planned: string): string
}>

/** Finds the names that keys and required fields have in a supergraph. */
export function keyNamesOf(sdl: string): ReadonlySet<string> {
  const names = new Set(['__typename'])
  for (const [, selection = ''] of sdl.matchAll(/\b(?:key|requires): "([^"]*)"/g))
    for (const [name] of selection.matchAll(/\w+/g)) names.add(name)
  return names
}

/** Makes the names of one document. @param source its text: one that has our suffix itself is left as it is */
export function newClientNames(keyNames: ReadonlySet<string>, source: string): ClientNames {
  const isOurs = !source.includes(SUFFIX)
  return {
    plannedName({ alias, name }) {
      const given = alias?.value ?? name.value
      return isOurs && given !== name.value && keyNames.has(given) ? given + SUFFIX : given
    },
    clientName(planned) {
      const given = planned.slice(0, -SUFFIX.length)
      return isOurs && planned.endsWith(SUFFIX) && keyNames.has(given) ? given : planned
    },
  }
}

/** Names of a document that no plan was made for. */
export const PLAIN_NAMES: ClientNames = {
  plannedName: ({ alias, name }) => alias?.value ?? name.value,
  clientName: (planned) => planned,
}
