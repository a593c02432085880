/** A JSON object of an answer. It may have been parsed from a subgraph's text, so its keys may be any. */
export type Entity = Record<string, unknown>

/** Whether a value is an object of an answer: no list, no leaf, no null. */
export const isEntity = (value: unknown): value is Entity =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Whether every object inherits something of this name. Clients may choose such names as aliases (`constructor`,
 * `__proto__`): a plain read would find what is not in the answer, a plain write could change what the object inherits.
 */
export const isInherited = (name: string): boolean => name in Object.prototype

/** Reads what an object itself holds under a name, whatever the name. */
export function ownValue(entity: Entity, name: string): unknown {
  const value = entity[name]
  return value === undefined || (isInherited(name) && !Object.hasOwn(entity, name))
    ? undefined
    : value
}

/** Writes a value under a name, whatever the name. */
export function setValue(entity: Entity, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(entity, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    })
  else entity[name] = value
}
