/**
 * How long the answer to an operation may be given again, and to whom.
 *
 * The rules are those of Apollo's `@cacheControl`: an answer is kept as long as its shortest-lived field; a field that leads
 * to an object is kept for 0 s unless it or its type says otherwise; a plain value lives as long as what it is a part of.
 * One rule is ours: what has a version, such as a balance, is kept only together with it.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'
import type { CacheHint, CacheHints, CacheScope } from './hints.ts'

/** What may be done with an answer. */
export type CachePolicy = Readonly<{
  maxAgeS: number
  scope: CacheScope
  /** The types in the answer and the fields at its top: what a change of them makes stale. */
  tags: readonly string[]
}>

/** A valid operation. */
export type CacheableOperation = Readonly<{
  document: DocumentNode
  operation: OperationDefinitionNode
}>

/** A field of this name says which state of an object an answer is about. */
const VERSION = 'version'

type Found = { maxAgeS: number; scope: CacheScope; readonly tags: Set<string> }

/** Finds an operation's policy. @returns undefined when its answer must not be kept */
export function cachePolicyOf(
  { document, operation }: CacheableOperation,
  { schema, hints }: { schema: GraphQLSchema; hints: CacheHints },
): CachePolicy | undefined {
  const root = schema.getQueryType()
  if (operation.operation !== OperationTypeNode.QUERY || !root || hints.size === 0) return undefined
  const found: Found = { maxAgeS: Number.POSITIVE_INFINITY, scope: 'PUBLIC', tags: new Set() }
  const walk = newWalk({ schema, hints, fragments: fragmentsOf(document), found })
  walk(operation.selectionSet, root, true)
  if (!Number.isFinite(found.maxAgeS) || found.maxAgeS <= 0) return undefined
  return { maxAgeS: found.maxAgeS, scope: found.scope, tags: [...found.tags] }
}

/** The types that an answer may be kept of: those that a hint is at, or leads to. */
export function keptTypesOf({ schema, hints }: Known): ReadonlySet<string> {
  const kept = new Set<string>()
  for (const name of hints.keys()) {
    const [typeName = '', fieldName] = name.split('.')
    const type = schema.getType(typeName)
    if (!isCompositeType(type)) continue
    const field = fieldName === undefined || isUnionType(type) ? type : type.getFields()[fieldName]
    const led = field && 'type' in field ? getNamedType(field.type) : type
    if (!isCompositeType(led)) continue
    for (const each of [led, ...resultsOf(led, schema)]) kept.add(each.name)
  }
  return kept
}

/**
 * What a mutation may have changed: the types that its results lead to, one step down (`publishLiabilities` →
 * `PublishLiabilitiesSuccess` → `LiabilitySnapshot`).
 */
export function tagsChangedBy(
  { document, operation }: CacheableOperation,
  schema: GraphQLSchema,
): string[] {
  const root = schema.getMutationType()
  if (operation.operation !== OperationTypeNode.MUTATION || !root) return []
  const tags = new Set<string>()
  const known = { schema, fragments: fragmentsOf(document) }
  for (const { node } of flatten(operation.selectionSet, root, known)) {
    const field = root.getFields()[node.name.value]
    const type = field && getNamedType(field.type)
    if (!isCompositeType(type)) continue
    for (const result of resultsOf(type, schema)) {
      const led = Object.values(result.getFields()).map((inner) => getNamedType(inner.type))
      for (const { name } of [result, ...led.filter(isCompositeType)]) tags.add(name)
    }
  }
  return [...tags]
}

const resultsOf = (
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): readonly GraphQLObjectType[] => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type])

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )

type Walked = Readonly<{
  schema: GraphQLSchema
  hints: CacheHints
  fragments: Fragments
  found: Found
}>

function newWalk(walked: Walked) {
  const { schema, hints, found } = walked
  const limit = (maxAgeS: number): void => {
    found.maxAgeS = Math.min(found.maxAgeS, maxAgeS)
  }
  const apply = (node: FieldNode, parent: GraphQLCompositeType, isRoot: boolean): void => {
    const name = node.name.value
    if (name === '__typename') return
    const field = isUnionType(parent) ? undefined : parent.getFields()[name]
    // `__schema` and `__type` are no fields of the type.
    if (!field) {
      limit(0)
      return
    }
    const type = getNamedType(field.type)
    if (isRoot) found.tags.add(`${parent.name}.${name}`)
    const own = fieldHints(parent, name, { schema, hints })
    const ofType = isCompositeType(type) ? typeHints(type, { schema, hints }) : []
    for (const { scope } of [...own, ...ofType]) if (scope === 'PRIVATE') found.scope = scope
    limit(maxAgeOf({ own, ofType, isPlain: !isCompositeType(type) && !isRoot }))
    if (node.selectionSet && isCompositeType(type)) walk(node.selectionSet, type, false)
  }
  const walk = (set: SelectionSetNode, type: GraphQLCompositeType, isRoot: boolean): void => {
    if (!isRoot) found.tags.add(type.name)
    const all = flatten(set, type, walked)
    for (const { node, parent } of all) {
      if (found.maxAgeS <= 0) return
      if (parent !== type) found.tags.add(parent.name)
      apply(node, parent, isRoot)
      if (!hasVersion(parent)) continue
      if (!all.some((each) => each.node.name.value === VERSION)) limit(0)
    }
  }
  return walk
}

const hasVersion = (type: GraphQLCompositeType): boolean =>
  !isUnionType(type) && VERSION in type.getFields()

/** Hints of the field itself win over those of its type; without any it is kept for 0 s, unless it is a plain value. */
function maxAgeOf(hinted: {
  own: readonly CacheHint[]
  ofType: readonly CacheHint[]
  isPlain: boolean
}): number {
  const { own, ofType, isPlain } = hinted
  const said = own.flatMap(({ maxAgeS, inheritsMaxAge }) =>
    inheritsMaxAge ? Number.POSITIVE_INFINITY : (maxAgeS ?? []),
  )
  if (said.length > 0) return Math.min(...said)
  if (isPlain) return Number.POSITIVE_INFINITY
  if (ofType.length === 0) return 0
  return Math.min(...ofType.map(({ maxAgeS }) => maxAgeS ?? 0))
}

type Known = Readonly<{ schema: GraphQLSchema; hints: CacheHints }>

/** The hints of a field, also those that the types behind an interface have for it. */
function fieldHints(parent: GraphQLCompositeType, field: string, { schema, hints }: Known) {
  const behind = isAbstractType(parent) ? schema.getPossibleTypes(parent) : []
  return [parent, ...behind].flatMap(({ name }) => hints.get(`${name}.${field}`) ?? [])
}

const NONE: CacheHint = { maxAgeS: 0, scope: undefined, inheritsMaxAge: false }

/** The hints of a type; of an abstract one its own, or else those of each type behind it, which must then all have one. */
function typeHints(type: GraphQLCompositeType, { schema, hints }: Known): CacheHint[] {
  const own = hints.get(type.name)
  const behind = isAbstractType(type) ? schema.getPossibleTypes(type) : []
  const ofBehind = behind.map(({ name }) => hints.get(name))
  if (own) return [own, ...ofBehind.flatMap((hint) => hint ?? [])]
  return ofBehind.map((hint) => hint ?? NONE)
}

type Selected = Readonly<{ node: FieldNode; parent: GraphQLCompositeType }>

/** Every field of a selection set, those of its fragments included; a fragment that is spread again is left out. */
function flatten(
  set: SelectionSetNode,
  type: GraphQLCompositeType,
  { schema, fragments }: { schema: GraphQLSchema; fragments: Fragments },
): Selected[] {
  const spread = new Set<string>()
  const ofSet = (inner: SelectionSetNode, parent: GraphQLCompositeType): Selected[] =>
    inner.selections.flatMap((each): Selected[] => {
      if (each.kind === Kind.FIELD) return [{ node: each, parent }]
      const isSpread = each.kind === Kind.FRAGMENT_SPREAD
      if (isSpread && spread.has(each.name.value)) return []
      if (isSpread) spread.add(each.name.value)
      const fragment = isSpread ? fragments.get(each.name.value) : each
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)
      const narrowed = isCompositeType(condition) ? condition : parent
      return fragment ? ofSet(fragment.selectionSet, narrowed) : []
    })
  return ofSet(set, type)
}
