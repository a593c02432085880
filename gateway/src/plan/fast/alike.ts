import { type Entity, isEntity, ownValue } from './entity.ts'

/** Deeper than this is not looked: leaves may be JSON of any depth. */
const DEPTH_MAX = 20

/** Whether two values of answers hold the same, to the last leaf; in doubt they do not. */
export function isAlike(one: unknown, other: unknown, depth = 0): boolean {
  if (one === other) return true
  if (depth > DEPTH_MAX || Array.isArray(one) !== Array.isArray(other)) return false
  return isEntity(one) && isEntity(other)
    ? isAlikeObject(one, other, depth)
    : Array.isArray(one) && Array.isArray(other) && isAlikeList(one, other, depth)
}

function isAlikeList(one: unknown[], other: unknown[], depth: number): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1)
    if (!isAlike(one[index], other[index], depth + 1)) return false
  return true
}

function isAlikeObject(one: Entity, other: Entity, depth: number): boolean {
  let more = 0
  for (const name in other) {
    const value = other[name]
    // No leaf is like something inherited; what `__proto__` gives may be like an object.
    const isLeaf = typeof value !== 'object' || value === null
    if (!isAlike(isLeaf ? one[name] : ownValue(one, name), value, depth + 1)) return false
    more += 1
  }
  for (const _name in one) more -= 1
  return more === 0
}
