/**
 * Writes the answer to an operation straight to JSON text, by closures that are made once for each operation.
 *
 * A writer adds the parts of a value's text and says whether there was one. If not, the reason has been noted: a field that
 * may be null is then null, any other takes its object with it, and what was added of it is taken back. Nothing is generated
 * as code, so that production can run with `--disallow-code-generation-from-strings`.
 *
 * PERFORMANCE: parts are collected and joined once. Adding strings to each other leaves a tree of them behind that somebody
 * has to flatten, and costs more garbage than the answer is long.
 */
import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { ResponsePath } from '../door-errors.ts'
import { type Entity, isEntity, isInherited, ownValue } from './entity.ts'
import { isPlain, isTextType, newLeafWriter, quote, type WriteLeaf } from './leaf.ts'
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
  /** The text so far. What stands behind `end` was taken back. */
  readonly parts: string[]
  end: number
}

type Written = Readonly<{ write: Write; text: string }>

/** What a writer starts with. */
export type WritingFacts = Pick<Writing, 'shared' | 'introspect'>

/** An answer as JSON text, `null` when a missing value took all of it along, and where values were missing. */
export type WrittenAnswer = Readonly<{ data: string; faults: readonly ResponsePath[] }>

/** Writes the whole answer. */
export type WriteAnswer = (data: Entity, facts: WritingFacts) => WrittenAnswer

/** False: there is no text, and the end is where it was. */
type Write = (value: unknown, writing: Writing) => boolean

/** More faults than this are not told one by one: no answer shows that many errors. */
const FAULTS_MAX = 100
/** Room for more parts than this is not made beforehand. */
const PARTS_MAX = 10_000

/** Makes the writer of an operation's answers. */
export function newAnswerWriter(
  facts: SelectionFacts,
  root: GraphQLObjectType,
  set: SelectionSetNode,
): WriteAnswer {
  const write = newObjectWriter(facts, root, { scopes: [{ set, parent: root }], depth: 0 })
  let usualLength = 0
  return (data, { shared, introspect }) => {
    const writing: Writing = {
      path: [],
      faults: [],
      shared,
      written: new Map(),
      introspect,
      // PERFORMANCE: an array that grows is copied again and again; answers to one operation are about equally long.
      parts: new Array<string>(Math.min(usualLength, PARTS_MAX)),
      end: 0,
    }
    if (!write(data, writing)) return { data: 'null', faults: writing.faults }
    usualLength = writing.end
    writing.parts.length = writing.end
    return { data: writing.parts.join(''), faults: writing.faults }
  }
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
    (value !== null && value !== undefined && write(value, writing)) || add(writing, 'null')
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
    if (known?.write === write) return add(writing, known.text)
    const faultCount = writing.faults.length
    const start = writing.end
    if (!write(value, writing)) return false
    if (writing.faults.length === faultCount) {
      const text = writing.parts.slice(start, writing.end).join('')
      writing.written.set(value, { write, text })
      writing.end = start
      add(writing, text)
    }
    return true
  }
}

const orFault =
  (write: WriteLeaf, depth: number): Write =>
  (value, writing) => {
    const text = write(value)
    return text === undefined ? fault(writing, depth) : add(writing, text)
  }

/** A list goes on after an element that is missing, so that each such element is told of. */
function newListWriter(write: Write, depth: number): Write {
  return (value, writing) => {
    if (!Array.isArray(value)) return fault(writing, depth)
    const start = writing.end
    let isWhole = true
    for (let index = 0; index < value.length; index += 1) {
      writing.path[depth] = index
      add(writing, index === 0 ? '[' : ',')
      if (!write(value[index], writing)) isWhole = false
    }
    if (!isWhole) return takeBack(writing, start)
    return add(writing, value.length === 0 ? '[]' : ']')
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

/** How the text of a field begins: with a brace or comma, its name, and constant fields before it. */
type Lead = Readonly<{
  /** Before a value of any kind. */
  plain: string
  /** Before a text that needs no escapes, with its first quotation mark. */
  quoted: string
}>

type FieldWriter = Readonly<{
  lead: Lead
  /** The same after a text, with that one's last quotation mark. */
  leadAfterText: Lead
  name: string
  plannedName: string
  isInherited: boolean
  /** Whether the field is a leaf that may be any text. */
  isText: boolean
  write: Write
}>

function newObjectWriter(
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  place: Place,
): (value: Entity, writing: Writing) => boolean {
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
  const { responseName: name, plannedName } = field
  const type = field.type as GraphQLOutputType
  const isIntrospection = field.name === '__schema' || field.name === '__type'
  const write: Write = isIntrospection
    ? (_value, writing) => add(writing, writing.introspect(field))
    : newWriter(facts, type, { scopes: field.scopes, depth })
  return {
    lead: { plain: lead, quoted: `${lead}"` },
    leadAfterText: { plain: `"${lead}`, quoted: `"${lead}"` },
    name,
    plannedName,
    isInherited: isInherited(plannedName),
    isText: isTextType(getNullableType(type)),
    write,
  }
}

/** PERFORMANCE: the marks around a text are parts of the names before and after it, so that no text is made of the three. */
function writerOfFields(fields: readonly FieldWriter[], tail: string, depth: number) {
  const tailAfterText = `"${tail}`
  return (value: Entity, writing: Writing): boolean => {
    const start = writing.end
    let isAfterText = false
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as FieldWriter
      const { plannedName } = field
      const lead = isAfterText ? field.leadAfterText : field.lead
      const inner = field.isInherited ? ownValue(value, plannedName) : value[plannedName]
      isAfterText = field.isText && typeof inner === 'string' && isPlain(inner)
      if (isAfterText) {
        add(writing, lead.quoted)
        add(writing, inner as string)
      } else {
        add(writing, lead.plain)
        writing.path[depth] = field.name
        if (!field.write(inner, writing)) return takeBack(writing, start)
      }
    }
    return add(writing, isAfterText ? tailAfterText : tail)
  }
}

function add(writing: Writing, part: string): true {
  writing.parts[writing.end] = part
  writing.end += 1
  return true
}

function takeBack(writing: Writing, start: number): false {
  writing.end = start
  return false
}

function fault({ path, faults }: Writing, depth: number): false {
  if (faults.length < FAULTS_MAX) faults.push(path.slice(0, depth))
  return false
}
