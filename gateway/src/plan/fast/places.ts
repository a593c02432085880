import type { ResponsePath } from '../door-errors.ts'
import { type Entity, isEntity, isInherited, ownValue, setValue } from './entity.ts'

/** One step of a path through an answer: into each element of a list, or into a field; then only certain types. */
export type PathPart = Readonly<{
  /** The field to go into; undefined means each element of a list. */
  name: string | undefined
  isInherited: boolean
  /** Goes on only from objects of these types. */
  types: ReadonlySet<string> | undefined
}>
/** Where a fetch finds the objects that it is for. An empty path is the answer itself. */
export type PlanPath = readonly PathPart[]

/** Reads a path of a plan: `users`, `@`, and for conditions on types `media|[Book,Film]`. */
export function toPlanPath(path: readonly (string | number)[]): PlanPath {
  return path.flatMap((element) => {
    const [name = '', types] = String(element).split('|')
    if (name === '' && types === undefined) return []
    return {
      name: name === '@' ? undefined : name,
      isInherited: isInherited(name),
      types: types === undefined ? undefined : new Set(types.slice(1, -1).split(',')),
    }
  })
}

/** What is looked through, and which objects and lists in it stand in several places. */
export type Searched = Readonly<{ value: unknown; shared: ReadonlySet<unknown> }>

/** Told of an object; what it gives stands in its place from then on. */
export type Visit = (entity: Entity) => Entity

/** Visits each object at the path, in the order of the answer; what stands in several places, once. */
export function visitAll({ value, shared }: Searched, path: PlanPath, visit: Visit): void {
  walk(value, 0, { path, visit, shared, seen: shared.size > 0 ? new Set() : undefined })
}

/** Adds to `found` each object at the path. */
export const gather = (searched: Searched, path: PlanPath, found: Entity[]): void =>
  visitAll(searched, path, (entity) => {
    found.push(entity)
    return entity
  })

type Walk = Readonly<{
  path: PlanPath
  visit: Visit
  shared: ReadonlySet<unknown>
  /** What stands in several places and was there already. */
  seen: Set<unknown> | undefined
}>

/** Gives what is to stand in the place of the value. */
function walk(value: unknown, at: number, facts: Walk): unknown {
  if (value === null || typeof value !== 'object' || isSeen(value, facts)) return value
  const part = facts.path[at]
  if (Array.isArray(value)) walkList(value, at, facts)
  else if (part === undefined) return facts.visit(value as Entity)
  else if (part.name !== undefined) {
    const inner = part.isInherited
      ? ownValue(value as Entity, part.name)
      : (value as Entity)[part.name]
    if (part.types === undefined || Array.isArray(inner) || isOfTypes(inner, part)) {
      const next = walk(inner, at + 1, facts)
      if (next !== inner) setValue(value as Entity, part.name, next)
    }
  }
  return value
}

function walkList(list: unknown[], at: number, facts: Walk): void {
  const part = facts.path[at]
  const next = part !== undefined && part.name === undefined ? at + 1 : at
  for (let index = 0; index < list.length; index += 1) {
    const element = list[index]
    if (next !== at && !isOfTypes(element, part)) continue
    const other = walk(element, next, facts)
    if (other !== element) list[index] = other
  }
}

function isSeen(value: unknown, { shared, seen }: Walk): boolean {
  if (!seen || !shared.has(value)) return false
  if (seen.has(value)) return true
  seen.add(value)
  return false
}

const isOfTypes = (value: unknown, part: PathPart | undefined): boolean =>
  part?.types === undefined ||
  (isEntity(value) &&
    typeof value['__typename'] === 'string' &&
    part.types.has(value['__typename']))

/**
 * Finds where in the answer certain objects are. Asked only after an error, it walks the paths again and knows the objects
 * by identity: their number and order may have changed meanwhile.
 *
 * @param max how many places to find; an object that is in a list a thousand times needs no thousand errors
 */
export function placesOf(
  wanted: ReadonlySet<Entity>,
  { root, paths }: { root: Entity; paths: readonly PlanPath[] },
  max: number,
): ResponsePath[] {
  const places: ResponsePath[] = []
  const walk = (value: unknown, path: PlanPath, at: number, here: ResponsePath): void => {
    if (places.length >= max || value === null || typeof value !== 'object') return
    const part = path[at]
    if (Array.isArray(value)) {
      const next = part !== undefined && part.name === undefined ? at + 1 : at
      for (const [index, element] of value.entries()) walk(element, path, next, [...here, index])
    } else if (part === undefined) {
      if (wanted.has(value as Entity)) places.push(here)
    } else if (part.name !== undefined)
      walk(ownValue(value as Entity, part.name), path, at + 1, [...here, part.name])
  }
  for (const path of paths) walk(root, path, 0, [])
  return places
}
