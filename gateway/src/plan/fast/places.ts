import type { ResponsePath } from '../door-errors.ts'
import { type Entity, isEntity, isInherited, ownValue } from './entity.ts'

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

/** Adds to `found` each object at the path, in the order of the answer; what stands in several places, once. */
export function gather({ value, shared }: Searched, path: PlanPath, found: Entity[]): void {
  const seen = shared.size > 0 ? new Set<unknown>() : undefined
  const isKnown = (each: unknown): boolean => {
    if (!seen || !shared.has(each)) return false
    if (seen.has(each)) return true
    seen.add(each)
    return false
  }
  walk(value, 0, { path, found, isKnown })
}

type Walk = Readonly<{ path: PlanPath; found: Entity[]; isKnown: (value: unknown) => boolean }>

function walk(value: unknown, at: number, facts: Walk): void {
  if (value === null || typeof value !== 'object' || facts.isKnown(value)) return
  const part = facts.path[at]
  if (Array.isArray(value)) {
    const next = part !== undefined && part.name === undefined ? at + 1 : at
    for (const element of value)
      if (next === at || isOfTypes(element, part)) walk(element, next, facts)
  } else if (part === undefined) facts.found.push(value as Entity)
  else if (part.name !== undefined) {
    const inner = part.isInherited
      ? ownValue(value as Entity, part.name)
      : (value as Entity)[part.name]
    if (part.types === undefined || Array.isArray(inner) || isOfTypes(inner, part))
      walk(inner, at + 1, facts)
  }
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
