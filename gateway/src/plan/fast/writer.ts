/**
 * Writes the answer to an operation straight to JSON text, by closures that are made once for each operation.
 *
 * A writer gives the text of a value. Undefined means that there is none, and that the reason has been noted: a field that
 * may be null is then null, any other takes its object with it. Nothing is generated as code, so that production can run
 * with `--disallow-code-generation-from-strings`.
 */
import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { ResponsePath } from '../door-errors.ts'
import { type Entity, isEntity, isInherited, ownValue } from './entity.ts'
import { newLeafWriter, quote, type WriteLeaf } from './leaf.ts'
import { collectFields, type Scope, type SelectedField, type SelectionFacts } from './selection.ts'

/** One answer on its way to text. */
export type Writing = {
  /** Where the writer is. Parts beyond the depth of the present value are left over from earlier ones. */
  readonly path: (string | number)[]
  /** Where a value is missing that must be there, or is not of its type. */
  readonly faults: ResponsePath[]
  /** Objects and lists that stand in several places, and their texts. */
  readonly shared: ReadonlySet<unknown>
  readonly written: Map<unknown, Written>
  /** Answers `__schema` and `__type`. */
  readonly introspect: (field: SelectedField) => string
}

type Written = Readonly<{ write: Write; text: string }>

/** Writes the whole answer; `null` when a missing value took all of it along. */
export type WriteAnswer = (data: Entity, writing: Writing) => string

type Write = (value: unknown, writing: Writing) => string | undefined

/** More faults than this are not told one by one: no answer shows that many errors. */
const FAULTS_MAX = 100

/** Makes the writer of an operation's answers. */
export function newAnswerWriter(
  facts: SelectionFacts,
  root: GraphQLObjectType,
  set: SelectionSetNode,
): WriteAnswer {
  const write = newObjectWriter(facts, root, { scopes: [{ set, parent: root }], depth: 0 })
  return (data, writing) => write(data, writing) ?? 'null'
}

/** What is selected from a value, and how many parts its path has. */
type Place = Readonly<{ scopes: readonly Scope[]; depth: number }>

function newWriter(facts: SelectionFacts, type: GraphQLOutputType, place: Place): Write {
  const { depth } = place
  if (isNonNullType(type)) {
    const write = newPresentWriter(facts, type.ofType, place)
    return (value, writing) =>
      value === null || value === undefined ? fault(writing, depth) : write(value, writing)
  }
  const write = newPresentWriter(facts, type, place)
  return (value, writing) =>
    value === null || value === undefined ? 'null' : (write(value, writing) ?? 'null')
}

/** The writer of a value that is not null. */
function newPresentWriter(facts: SelectionFacts, type: GraphQLOutputType, place: Place): Write {
  if (isNonNullType(type)) return newPresentWriter(facts, type.ofType, place)
  if (isListType(type)) {
    const inner = newWriter(facts, type.ofType, { ...place, depth: place.depth + 1 })
    return once(newListWriter(inner, place.depth))
  }
  if (isObjectType(type)) return once(newSingleTypeWriter(facts, type, place))
  if (isCompositeType(type)) return once(newAbstractWriter(facts, type, place))
  return orFault(newLeafWriter(type), place.depth)
}

/** Writes what stands in several places once; but if something in it is missing, that is told of each place. */
function once(write: Write): Write {
  return (value, writing) => {
    if (writing.shared.size === 0 || !writing.shared.has(value)) return write(value, writing)
    const known = writing.written.get(value)
    if (known?.write === write) return known.text
    const faultCount = writing.faults.length
    const text = write(value, writing)
    if (text !== undefined && writing.faults.length === faultCount)
      writing.written.set(value, { write, text })
    return text
  }
}

const orFault =
  (write: WriteLeaf, depth: number): Write =>
  (value, writing) =>
    write(value) ?? fault(writing, depth)

/** A list goes on after an element that is missing, so that each such element is told of. */
function newListWriter(write: Write, depth: number): Write {
  return (value, writing) => {
    if (!Array.isArray(value)) return fault(writing, depth)
    let text = '['
    let isWhole = true
    for (let index = 0; index < value.length; index += 1) {
      writing.path[depth] = index
      const element = write(value[index], writing)
      if (element === undefined) isWhole = false
      else text += index === 0 ? element : `,${element}`
    }
    return isWhole ? `${text}]` : undefined
  }
}

function newSingleTypeWriter(facts: SelectionFacts, type: GraphQLObjectType, place: Place): Write {
  const write = newObjectWriter(facts, type, place)
  return (value, writing) => (isEntity(value) ? write(value, writing) : fault(writing, place.depth))
}

/**
 * The type of an object decides what is written of it. Writers are made when a type is first seen: an interface may have
 * many. An object whose subgraph knows it by the interface alone is written as far as that goes.
 */
function newAbstractWriter(facts: SelectionFacts, type: GraphQLCompositeType, place: Place): Write {
  const writers = new Map<string, Write | undefined>()
  const writerOf = (name: string): Write | undefined => {
    if (writers.has(name)) return writers.get(name)
    const actual = facts.schema.getType(name)
    // A type that clients may not see is as good as none; its name must not be told.
    if (!isCompositeType(actual)) return undefined
    const write = newObjectWriter(facts, actual, place) as Write
    writers.set(name, write)
    return write
  }
  return (value, writing) => {
    if (!isEntity(value)) return fault(writing, place.depth)
    const name = value['__typename'] ?? type.name
    const write = typeof name === 'string' ? writerOf(name) : undefined
    return write ? write(value, writing) : fault(writing, place.depth)
  }
}

type FieldWriter = Readonly<{
  /** What comes before the value: a brace or comma, the name, and constant fields before it. */
  lead: string
  name: string
  plannedName: string
  isInherited: boolean
  write: Write
}>

function newObjectWriter(
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  place: Place,
): (value: Entity, writing: Writing) => string | undefined {
  const { depth } = place
  const fields: FieldWriter[] = []
  let lead = '{'
  let isFirst = true
  for (const field of collectFields(facts, type, place.scopes)) {
    lead += `${isFirst ? '' : ','}${quote(field.responseName)}:`
    isFirst = false
    if (field.type === undefined) {
      // Only an object type is the type of an object; of an interface object nobody told which.
      if (!isObjectType(type)) return (_value, writing) => fault(writing, depth)
      lead += quote(type.name)
    } else {
      fields.push(newFieldWriter(facts, field, { lead, depth: depth + 1 }))
      lead = ''
    }
  }
  return writerOfFields(fields, `${lead}}`, depth)
}

function newFieldWriter(
  facts: SelectionFacts,
  field: SelectedField,
  { lead, depth }: { lead: string; depth: number },
): FieldWriter {
  const { responseName: name, plannedName, type } = field
  const isIntrospection = field.name === '__schema' || field.name === '__type'
  const write: Write = isIntrospection
    ? (_value, writing) => writing.introspect(field)
    : newWriter(facts, type as GraphQLOutputType, { scopes: field.scopes, depth })
  return { lead, name, plannedName, isInherited: isInherited(plannedName), write }
}

function writerOfFields(fields: readonly FieldWriter[], tail: string, depth: number) {
  return (value: Entity, writing: Writing): string | undefined => {
    let text = ''
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as FieldWriter
      writing.path[depth] = field.name
      const { plannedName } = field
      const inner = field.isInherited ? ownValue(value, plannedName) : value[plannedName]
      const written = field.write(inner, writing)
      if (written === undefined) return undefined
      text += field.lead + written
    }
    return text + tail
  }
}

function fault({ path, faults }: Writing, depth: number): undefined {
  if (faults.length < FAULTS_MAX) faults.push(path.slice(0, depth))
  return undefined
}
