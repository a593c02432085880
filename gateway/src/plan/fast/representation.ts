import type { QueryPlanSelectionNode } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { type Entity, isEntity, isInherited, ownValue, setValue } from './entity.ts'
import type { Rewrite } from './rewrite.ts'
import { typesOf } from './types.ts'

/** What a subgraph needs to know an entity by: its type, its key, and fields of other subgraphs that it asked for. */
export type Representation = Entity

/** A value to find an entity by among those of one fetch. */
export type Identity = string | number | boolean | null

/** How the objects of one fetch are named to the subgraph. */
export type NewRepresentation = Readonly<{
  /** Undefined when the object is of another type or part of it is missing. */
  represent(entity: Entity): Representation | undefined
  /** What only objects with the same representation share, found without making one; undefined when that is not so easy. */
  identify: ((entity: Entity) => Identity | undefined) | undefined
}>

type Read = (source: Entity, target: Entity) => boolean

/** Makes the maker of representations for one fetch. */
export function newRepresentations(
  requires: readonly QueryPlanSelectionNode[],
  wholeSchema: GraphQLSchema,
  rewrite: Rewrite | undefined,
): NewRepresentation {
  const read = newRootReader(requires, wholeSchema)
  return {
    represent(entity) {
      const representation: Representation = {}
      // Without a type it is of no use: the conditions on types did not hold.
      if (!read(entity, representation) || !representation['__typename']) return undefined
      rewrite?.(representation)
      return representation
    },
    identify: rewrite ? undefined : newIdentify(requires, wholeSchema),
  }
}

/** One fragment alone needs no care for what others might add. */
function newRootReader(
  requires: readonly QueryPlanSelectionNode[],
  wholeSchema: GraphQLSchema,
): Read {
  const [fragment, ...more] = requires
  if (fragment?.kind !== 'InlineFragment' || !fragment.typeCondition || more.length > 0)
    return newReader(requires, wholeSchema)
  const types = typesOf(wholeSchema, fragment.typeCondition)
  const read = newReader(fragment.selections, wholeSchema)
  return (source, target) => {
    const type = source['__typename']
    return typeof type === 'string' && types.has(type) && read(source, target)
  }
}

/** The usual: leaves of one type. */
function newIdentify(
  requires: readonly QueryPlanSelectionNode[],
  wholeSchema: GraphQLSchema,
): NewRepresentation['identify'] {
  const [fragment, ...more] = requires
  if (fragment?.kind !== 'InlineFragment' || !fragment.typeCondition || more.length > 0)
    return undefined
  const { typeCondition } = fragment
  if (typesOf(wholeSchema, typeCondition).size > 1) return undefined
  const names: string[] = []
  for (const each of fragment.selections) {
    if (each.kind !== 'Field' || each.selections || isInherited(each.name)) return undefined
    if (each.name !== '__typename') names.push(each.alias ?? each.name)
  }
  const [first, ...others] = names
  if (first !== undefined && others.length === 0)
    return (entity) =>
      entity['__typename'] === typeCondition ? toIdentity(entity[first]) : undefined
  return (entity) => {
    if (entity['__typename'] !== typeCondition) return undefined
    let text = ''
    for (const name of names) {
      const part = partOf(entity[name])
      if (part === undefined) return undefined
      text += part
    }
    return text
  }
}

/** A value alone is told apart from others by its type too: `1` is not `"1"`. */
function toIdentity(value: unknown): Identity | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    default:
      return value === null ? null : undefined
  }
}

/** Lengths keep apart what would run together: `1` and `23`, `12` and `3`. */
function partOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return `${value.length}:${value}`
    case 'number':
    case 'boolean':
      return `${value},`
    default:
      return value === null ? 'null,' : undefined
  }
}

/** Reads selections of an object into another one. False: a field is missing, whose loss has been told already. */
function newReader(
  selections: readonly QueryPlanSelectionNode[],
  wholeSchema: GraphQLSchema,
): Read {
  const reads = selections.map((selection): Read => {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name
      const inner = selection.selections && newReader(selection.selections, wholeSchema)
      return newFieldReader(name, inner)
    }
    const { typeCondition } = selection
    if (typeCondition === undefined) return () => true
    return newFragmentReader(
      typesOf(wholeSchema, typeCondition),
      newReader(selection.selections, wholeSchema),
    )
  })
  return (source, target) => {
    for (const read of reads) if (!read(source, target)) return false
    return true
  }
}

function newFieldReader(name: string, inner: Read | undefined): Read {
  const mayBeInherited = isInherited(name)
  return (source, target) => {
    const value = mayBeInherited ? ownValue(source, name) : source[name]
    if (value === undefined) return false
    const read = inner ? readInner(value, ownValue(target, name), inner) : value
    if (mayBeInherited) setValue(target, name, read)
    else target[name] = read
    return true
  }
}

function readInner(value: unknown, known: unknown, read: Read): unknown {
  if (Array.isArray(value))
    return value.map((each, index) =>
      readInner(each, Array.isArray(known) ? known[index] : undefined, read),
    )
  if (!isEntity(value)) return value
  const target: Entity = isEntity(known) ? known : {}
  return read(value, target) ? target : null
}

/** A fragment whose fields are not all there adds none of them: another one may still give a key. */
function newFragmentReader(types: ReadonlySet<string>, read: Read): Read {
  return (source, target) => {
    const type = source['__typename']
    if (typeof type !== 'string' || !types.has(type)) return true
    const part: Entity = {}
    if (read(source, part)) mergeInto(target, part)
    return true
  }
}

function mergeInto(target: Entity, part: Entity): void {
  for (const name of Object.keys(part)) {
    const [known, value] = [ownValue(target, name), part[name]]
    if (isEntity(known) && isEntity(value)) mergeInto(known, value)
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length)
      for (const [index, each] of value.entries()) {
        if (isEntity(known[index]) && isEntity(each)) mergeInto(known[index], each)
        else known[index] = each
      }
    else setValue(target, name, value)
  }
}
