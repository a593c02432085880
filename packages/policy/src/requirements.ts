import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type TypeNode,
} from 'graphql'
import type { Clause, Requirement } from './decide.ts'
import { type AccessNames, accessNamesOf, clausesOf } from './directives.ts'
import { isDerived } from './interfaces.ts'
import { closedToPrograms } from './programs.ts'

/** What the fields of a schema ask of their callers, as its SDL says. */
export type Requirements = Readonly<{
  /** What `type.field` asks for; undefined when the SDL does not say. */
  of(type: string, field: string): Requirement | undefined
  /** Every field of Query, Mutation and Subscription in the SDL, as `Type.field`, in its order. */
  rootFields: ReadonlyMap<string, Requirement | undefined>
  /** @throws {TypeError} naming every root field without a decision; `@policy(policies: [["public"]])` is one */
  assertComplete(): void
}>

type Place = { directives: ConstDirectiveNode[] }
type Type = Place & {
  isInterface: boolean
  interfaces: string[]
  fields: Map<string, Place & { returns: string }>
}

/**
 * Reads what each field asks for from the directives on it, on its type, on the interfaces of its type, and on what it
 * returns. A root field that says nothing of programs with keys is closed to them (`programs.ts`).
 *
 * @param sdl of a subgraph, or a supergraph as composition printed it (the gateway's API schema has lost them)
 * @throws {TypeError} for an unknown policy
 */
export function requirementsOf(sdl: string): Requirements {
  const document = parse(sdl, { noLocation: true })
  const names = accessNamesOf(document)
  const types = typesOf(document)
  if (isSupergraph(document)) forgetDerivedRules(types, names)
  const shared = new Map<string, Requirement>()
  const decided = new Map<string, Requirement>()
  const roots = rootNamesOf(document)
  for (const [typeName, type] of types)
    for (const fieldName of type.fields.keys()) {
      const clauses = clausesAt(types, names, [typeName, fieldName])
      const about = { isQuery: typeName === roots[0], isTagged: isForPrograms(type, fieldName) }
      const whole = roots.includes(typeName) ? closedToPrograms(clauses, about) : clauses
      const requirement = toRequirement(whole, shared)
      if (requirement) decided.set(`${typeName}.${fieldName}`, requirement)
    }
  const rootFields = new Map(
    roots.flatMap((root) =>
      [...(types.get(root)?.fields.keys() ?? [])].map(
        (field) => [`${root}.${field}`, decided.get(`${root}.${field}`)] as const,
      ),
    ),
  )
  return {
    of: (type, field) => decided.get(`${type}.${field}`),
    rootFields,
    assertComplete() {
      const open = [...rootFields].filter(([, requirement]) => !requirement).map(([at]) => at)
      if (open.length > 0)
        throw new TypeError(`no access decision for ${open.join(', ')}: add a directive to each`)
    },
  }
}

/** Whether a field is marked as one that programs may use with whatever scopes they have. */
const isForPrograms = ({ fields }: Type, field: string): boolean =>
  (fields.get(field)?.directives ?? []).some(
    (each) => /^(federation__)?tag$/.test(each.name.value) && print(each).includes('"programs"'),
  )

/** Composition says so: only it links the specification of joins. */
const isSupergraph = (document: DocumentNode): boolean =>
  document.definitions.some(
    (each) =>
      (each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION) &&
      each.directives?.some((directive) => /specs\.apollo\.dev\/join\//.test(print(directive))),
  )

/** Takes from interfaces the rules that composition derived from the types behind them. */
function forgetDerivedRules(types: ReadonlyMap<string, Type>, names: AccessNames): void {
  const rulesOf = (place: Place | undefined, at: string) =>
    place ? clausesOf(place.directives, names, at) : []
  const isRule = ({ name }: ConstDirectiveNode) => names.has(name.value)
  for (const [name, type] of types) {
    if (!type.isInterface) continue
    const behind = [...types.values()].filter(
      (each) => !each.isInterface && each.interfaces.includes(name),
    )
    const places = [...type.fields].map(([field, place]) => ({
      place,
      at: `${name}.${field}`,
      others: behind.map((each) => each.fields.get(field)),
    }))
    for (const { place, at, others } of [{ place: type, at: name, others: behind }, ...places]) {
      const derivedFrom = others.map((each) => rulesOf(each, at))
      if (isDerived(rulesOf(place, at), derivedFrom))
        place.directives = place.directives.filter((each) => !isRule(each))
    }
  }
}

/** What applies at a field, in a fixed order and without repetition. */
function clausesAt(
  types: ReadonlyMap<string, Type>,
  names: AccessNames,
  [typeName, fieldName]: readonly [string, string],
): Clause[] {
  const type = types.get(typeName)
  const field = type?.fields.get(fieldName)
  if (!type || !field) return []
  const places = [type, field, types.get(field.returns)]
  for (const name of type.interfaces) {
    const implemented = types.get(name)
    places.push(
      implemented as Type | undefined,
      implemented?.fields.get(fieldName) as Type | undefined,
    )
  }
  const at = `${typeName}.${fieldName}`
  return places.flatMap((place) => (place ? clausesOf(place.directives, names, at) : []))
}

/** One object for each distinct demand: shield refuses two rules of one name. */
function toRequirement(
  clauses: readonly Clause[],
  shared: Map<string, Requirement>,
): Requirement | undefined {
  if (clauses.length === 0) return undefined
  const distinct = [...new Map(clauses.map((each) => [clauseName(each, false), each])).values()]
  const names = distinct.map((clause) => clauseName(clause, distinct.length > 1))
  const name = names.sort().join(' & ')
  const requirement = shared.get(name) ?? { name, clauses: distinct }
  shared.set(name, requirement)
  return requirement
}

function clauseName(clause: Clause, bracket: boolean): string {
  const name = clause.map((group) => group.join(' + ')).join(' | ')
  return bracket && clause.length > 1 ? `(${name})` : name
}

function typesOf(document: DocumentNode): Map<string, Type> {
  const types = new Map<string, Type>()
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !isType(definition)) continue
    const { value } = definition.name
    const type: Type = types.get(value) ?? newType(definition)
    types.set(value, type)
    type.directives.push(...((definition.directives ?? []) as readonly ConstDirectiveNode[]))
    if (!('interfaces' in definition)) continue
    type.interfaces.push(...(definition.interfaces ?? []).map((each) => each.name.value))
    for (const field of definition.fields ?? [])
      type.fields.set(field.name.value, {
        directives: [...(field.directives ?? [])],
        returns: namedType(field.type),
      })
  }
  return types
}

const newType = ({ kind }: DefinitionNode): Type => ({
  directives: [],
  isInterface: kind.startsWith('Interface'),
  interfaces: [],
  fields: new Map(),
})

const isType = (definition: DefinitionNode): boolean =>
  /Type(Definition|Extension)$/.test(definition.kind)

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)

function rootNamesOf(document: DocumentNode): string[] {
  const names = new Map<string, string>([
    [OperationTypeNode.QUERY, 'Query'],
    [OperationTypeNode.MUTATION, 'Mutation'],
    [OperationTypeNode.SUBSCRIPTION, 'Subscription'],
  ])
  for (const definition of document.definitions)
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of definition.operationTypes ?? [])
        names.set(operation, type.name.value)
  return [...names.values()]
}
