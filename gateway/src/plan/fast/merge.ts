import { type Entity, isEntity, ownValue, setValue } from './entity.ts'
import type { Shape } from './shape.ts'

/**
 * Adds what a subgraph said about an object to what is known of it.
 *
 * Only what was asked for is taken over, and objects and lists are copied, never adopted: the same answer may go into
 * several places of one operation, where later fetches add different fields, and an event may go to several subscribers.
 * A null never takes the place of an object: subgraphs that share a field may fail on their own.
 */
export function merge(target: Entity, source: Entity, shape: Shape): void {
  for (let index = 0; index < shape.length; index += 1) {
    const field = shape[index]
    if (field === undefined) return
    const { name } = field
    const value = field.isInherited ? ownValue(source, name) : source[name]
    if (value === undefined) continue
    if (field.shape === undefined) {
      if (field.isInherited) setValue(target, name, value)
      else target[name] = value
      continue
    }
    const known = field.isInherited ? ownValue(target, name) : target[name]
    const merged = mergeValue(known, value, field.shape)
    if (merged === known) continue
    if (field.isInherited) setValue(target, name, merged)
    else target[name] = merged
  }
}

/**
 * Like `merge`, but takes the objects and lists of a copy over as they are, where the target has none.
 *
 * @param shared gets each of them, because they stand in several places; undefined for the first of those
 */
export function adopt(
  target: Entity,
  copied: Entity,
  { shape, shared }: { shape: Shape; shared: Set<unknown> | undefined },
): void {
  for (let index = 0; index < shape.length; index += 1) {
    const field = shape[index]
    if (field === undefined) return
    const { name, shape: inner } = field
    const value = field.isInherited ? ownValue(copied, name) : copied[name]
    if (value === undefined) continue
    const known = inner && (field.isInherited ? ownValue(target, name) : target[name])
    const isFree = known === undefined || known === null
    if (inner && isFree && value !== null) shared?.add(value)
    const next = inner && !isFree ? mergeValue(known, value, inner) : value
    if (field.isInherited) setValue(target, name, next)
    else target[name] = next
  }
}

function mergeValue(known: unknown, value: unknown, shape: Shape): unknown {
  if (value === null || typeof value !== 'object') return known ?? value
  if (known === null || typeof known !== 'object') return copy(value, shape)
  if (isEntity(known) && isEntity(value)) {
    merge(known, value, shape)
    return known
  }
  // Lists of different lengths do not speak of the same elements: the later one stands.
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length)
    return copy(value, shape)
  for (let index = 0; index < value.length; index += 1)
    known[index] = mergeValue(known[index], value[index], shape)
  return known
}

/** Copies as much of an object as was asked for. */
export function copyOf(source: Entity, shape: Shape): Entity {
  const fresh: Entity = {}
  merge(fresh, source, shape)
  return fresh
}

function copy(value: unknown, shape: Shape): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const copies = new Array<unknown>(value.length)
    for (let index = 0; index < value.length; index += 1) copies[index] = copy(value[index], shape)
    return copies
  }
  return copyOf(value as Entity, shape)
}
