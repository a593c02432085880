import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'

/** A list without pages is short by its nature: the sides of a transaction, the steps of a payment. */
const LIST_LENGTH = 2
/** Longer pages are refused by whoever serves the list. */
const PAGE_MAX = 100
/** Sums stop here: pages within pages multiply beyond what a number can hold. */
const ENOUGH = 1_000_000_000

/** Objects in an answer. `paged` is there once for each item of the page that the connection around it shows. */
type Cost = Readonly<{ once: number; paged: number }>

const NOTHING: Cost = { once: 0, paged: 0 }

/**
 * How many objects the answer to an operation may hold, at most; every list is taken to be as long as its page.
 *
 * Depth and size of the text do not tell: three lists of a hundred within each other, in a hundred characters, are a million
 * objects. What `first` says is read from literals, variables and defaults alike. Each fragment is looked at once, however
 * often it is spread; `@skip` and `@include` are not read, because what is left out costs nothing to ask for again.
 */
export function costOf(
  schema: GraphQLSchema,
  { document, operation }: { document: DocumentNode; operation: OperationDefinitionNode },
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  const known = new Map<string, Cost>()

  const ofFragment = (name: string): Cost => {
    const hit = known.get(name)
    if (hit) return hit
    known.set(name, NOTHING)
    const fragment = fragments.get(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const cost = fragment && isCompositeType(type) ? ofSet(fragment.selectionSet, type) : NOTHING
    known.set(name, cost)
    return cost
  }
  const ofSet = (set: SelectionSetNode, parent: GraphQLCompositeType): Cost =>
    set.selections.reduce((sum, each) => {
      if (each.kind === Kind.FIELD) return plus(sum, ofField(each, parent))
      if (each.kind === Kind.FRAGMENT_SPREAD) return plus(sum, ofFragment(each.name.value))
      const type = each.typeCondition && schema.getType(each.typeCondition.name.value)
      return plus(sum, ofSet(each.selectionSet, isCompositeType(type) ? type : parent))
    }, NOTHING)
  const ofField = (node: FieldNode, parent: GraphQLCompositeType): Cost => {
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value]
    const type = field && getNamedType(field.type)
    if (!field || !node.selectionSet || !isCompositeType(type)) return NOTHING
    const inner = ofSet(node.selectionSet, type)
    const objects = capped(1 + inner.once + inner.paged * (pageOf(node, field, variables) ?? 1))
    if (!isListType(getNullableType(field.type))) return { once: objects, paged: 0 }
    if (isConnection(parent)) return { once: 0, paged: objects }
    return { once: capped(objects * LIST_LENGTH), paged: 0 }
  }
  const root = schema.getRootType(operation.operation)
  return root ? ofSet(operation.selectionSet, root).once : 0
}

/**
 * The cost of an operation whose variables are not known yet, at its worst: a page whose length is a variable is taken to be
 * the longest that there is.
 */
export const worstCostOf = (
  schema: GraphQLSchema,
  given: { document: DocumentNode; operation: OperationDefinitionNode },
): number => {
  const names = (given.operation.variableDefinitions ?? []).map(
    ({ variable }) => variable.name.value,
  )
  return costOf(schema, given, Object.fromEntries(names.map((name) => [name, PAGE_MAX])))
}

/** Relay's name for a page of a list; its `nodes` and `edges` are as long as the page. */
const isConnection = ({ name }: GraphQLCompositeType): boolean => name.endsWith('Connection')

/** How long a page the field is asked for; undefined when it has no pages. */
function pageOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
): number | undefined {
  const first = field.args.find(({ name }) => name === 'first')
  if (!first) return undefined
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value
  const asked = given && readInt(given, variables)
  const page = asked ?? first.defaultValue
  return typeof page === 'number' ? Math.min(Math.max(page, 1), PAGE_MAX) : PAGE_MAX
}

function readInt(
  value: ValueNode,
  variables: Readonly<Record<string, unknown>>,
): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value)
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined
  return typeof given === 'number' ? given : undefined
}

const plus = (one: Cost, other: Cost): Cost => ({
  once: capped(one.once + other.once),
  paged: capped(one.paged + other.paged),
})

const capped = (sum: number): number => Math.min(sum, ENOUGH)
