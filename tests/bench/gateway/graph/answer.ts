/**
 * Answers a subgraph's operations from data in memory, as text.
 *
 * Each operation text is parsed once and turned into writers; a writer remembers the text of each object. So a subgraph
 * costs next to nothing, and what is measured is the engine in front of it. Aliases, fragments and arguments are honoured,
 * because every engine writes its own.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { products, reviews, users } from './data.ts'

/** What a subgraph is asked. */
export type Asked = Readonly<{
  query: string
  operationName?: string | null
  variables?: Readonly<Record<string, unknown>> | null
}>

type Thing = object & { readonly __typename: string }
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>
type Write = (thing: Thing) => string
type Representation = Readonly<Record<string, unknown>>

const byReference: Readonly<Record<string, ReadonlyMap<unknown, Thing>>> = {
  User: new Map(users.map((user) => [user.id, user])),
  Product: new Map(products.map((product) => [product.upc, product])),
  Review: new Map(reviews.map((review) => [review.id, review])),
}

/** What a root field gives; `sdl` is what `_service` tells. */
function rootOf(field: FieldNode, variables: Representation): readonly Thing[] {
  const named = Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [name.value, toValue(value, variables)]),
  )
  switch (field.name.value) {
    case 'users':
      return users
    case 'topProducts':
      return products.slice(0, (named['first'] as number | undefined) ?? products.length)
    case '_entities':
      return (named['representations'] as Representation[]).map(toThing)
    default:
      throw new TypeError(`there is no ${field.name.value} here`)
  }
}

function toThing(representation: Representation): Thing {
  const { __typename, id, upc } = representation
  const found = byReference[String(__typename)]?.get(id ?? upc)
  if (!found) throw new TypeError(`unknown ${JSON.stringify(representation)}`)
  return found
}

/** Prepared operations, by text. */
const prepared = new Map<string, ReadonlyMap<string, Prepared>>()

type Prepared = Readonly<{
  fields: readonly Readonly<{ field: FieldNode; write: Write }>[]
  /** Whether an answer needs what `@requires` brings, so that an engine that forgets it is found out. */
  needsRequired: boolean
}>

/** @returns the whole answer as JSON text. @throws for what the subgraphs do not have */
export function answer(asked: Asked, sdl: string): string {
  const { fields, needsRequired } = prepare(asked)
  const variables = asked.variables ?? {}
  if (needsRequired) checkRequired(variables)
  const members = fields.map(({ field, write }) => {
    const key = JSON.stringify((field.alias ?? field.name).value)
    if (field.name.value === '__typename') return `${key}:"Query"`
    if (field.name.value === '_service') return `${key}:${JSON.stringify({ sdl })}`
    return `${key}:[${rootOf(field, variables).map(write).join(',')}]`
  })
  return `{"data":{${members.join(',')}}}`
}

/** The writer of one event of a subscription. */
export function eventWriter(asked: Asked): Write {
  const [first] = prepare(asked).fields
  if (!first) throw new TypeError('a subscription without a field')
  const key = JSON.stringify((first.field.alias ?? first.field.name).value)
  return (thing) => `{"data":{${key}:${first.write(thing)}}}`
}

function prepare({ query, operationName }: Asked): Prepared {
  let operations = prepared.get(query)
  if (!operations) {
    operations = prepareAll(query)
    prepared.set(query, operations)
  }
  const found = operationName ? operations.get(operationName) : [...operations.values()][0]
  return found ?? fail(`there is no operation ${operationName}`)
}

function prepareAll(query: string): ReadonlyMap<string, Prepared> {
  const { definitions } = parse(query)
  const fragments: Fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  return new Map(
    operations.map((operation) => [operation.name?.value ?? '', prepareOne(operation, fragments)]),
  )
}

function prepareOne(operation: OperationDefinitionNode, fragments: Fragments): Prepared {
  const fields = [...fieldsOf(operation.selectionSet, undefined, fragments)].map((field) => ({
    field,
    write: field.selectionSet ? newWriter([field.selectionSet], fragments) : () => 'null',
  }))
  return { fields, needsRequired: /\bshippingEstimate\b/.test(operation.loc?.source.body ?? '') }
}

function checkRequired({ representations }: Representation): void {
  if (!Array.isArray(representations)) return
  for (const each of representations as Representation[])
    if (each['__typename'] === 'Product' && !(Number(each['price']) && Number(each['weight'])))
      throw new TypeError(`price and weight are required: ${JSON.stringify(each)}`)
}

function* fieldsOf(
  { selections }: SelectionSetNode,
  typename: string | undefined,
  fragments: Fragments,
): Generator<FieldNode> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      yield selection
      continue
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    if (!fragment) throw new TypeError('a fragment without a definition')
    const condition = fragment.typeCondition?.name.value
    const isForAll = typename === undefined || condition === undefined || condition === '_Entity'
    if (isForAll || condition === typename)
      yield* fieldsOf(fragment.selectionSet, typename, fragments)
  }
}

/** Writes things as the selection sets say. Fields that are asked twice are joined, as GraphQL has it. */
function newWriter(sets: readonly SelectionSetNode[], fragments: Fragments): Write {
  const written = new WeakMap<Thing, string>()
  const layouts = new Map<string, Write>()
  return (thing) => {
    const known = written.get(thing)
    if (known !== undefined) return known
    let write = layouts.get(thing.__typename)
    if (!write) {
      write = newLayout(thing.__typename, sets, fragments)
      layouts.set(thing.__typename, write)
    }
    const text = write(thing)
    written.set(thing, text)
    return text
  }
}

function newLayout(
  typename: string,
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
): Write {
  const members = new Map<string, { name: string; sets: SelectionSetNode[] }>()
  for (const set of sets)
    for (const field of fieldsOf(set, typename, fragments)) {
      const key = (field.alias ?? field.name).value
      const member = members.get(key) ?? { name: field.name.value, sets: [] }
      if (field.selectionSet) member.sets.push(field.selectionSet)
      members.set(key, member)
    }
  const writers = [...members].map(([key, member]) => ({
    prefix: `${JSON.stringify(key)}:`,
    name: member.name,
    write: member.sets.length > 0 ? newWriter(member.sets, fragments) : undefined,
  }))
  return (thing) =>
    `{${writers.map(({ prefix, name, write }) => prefix + toText(fieldOf(thing, name), write)).join(',')}}`
}

const fieldOf = (thing: Thing, name: string): unknown =>
  name in thing ? thing[name as keyof Thing] : fail(`${thing.__typename} has no ${name}`)

function toText(value: unknown, write: Write | undefined): string {
  if (!write) return JSON.stringify(value)
  return Array.isArray(value) ? `[${value.map(write).join(',')}]` : write(value as Thing)
}

function toValue(node: ValueNode, variables: Representation): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value]
    case Kind.INT:
      return Number(node.value)
    case Kind.STRING:
      return node.value
    case Kind.LIST:
      return node.values.map((each) => toValue(each, variables))
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, toValue(value, variables)]),
      )
    default:
      return null
  }
}

function fail(reason: string): never {
  throw new TypeError(reason)
}
