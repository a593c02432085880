import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql'
import type { ClientNames } from '../client-names.ts'
import type { Conditions } from './conditions.ts'
import type { Fragments } from './shape.ts'

/** A selection set and the type that it selects from. */
export type Scope = Readonly<{ set: SelectionSetNode; parent: GraphQLCompositeType }>

/** All that an operation selects under one name of one object. */
export type SelectedField = Readonly<{
  responseName: string
  /** The name under which its value was fetched. */
  plannedName: string
  name: string
  /** By the type that the field is selected from, which may be an interface; undefined for `__typename`. */
  type: GraphQLOutputType | undefined
  scopes: Scope[]
  nodes: FieldNode[]
}>

/** What selections are read with. */
export type SelectionFacts = Readonly<{
  schema: GraphQLSchema
  fragments: Fragments
  conditions: Conditions
  names: ClientNames
}>

/**
 * Lists what is selected from an object of a type, in the order of the answer (CollectFields of the specification), with
 * `@skip` and `@include` decided.
 */
export function collectFields(
  facts: SelectionFacts,
  type: GraphQLCompositeType,
  scopes: readonly Scope[],
): SelectedField[] {
  const fields = new Map<string, SelectedField>()
  const seen = new Set<string>()
  const collect = ({ set, parent }: Scope): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, facts.conditions)) continue
      if (selection.kind === Kind.FIELD) addField(fields, selection, { facts, parent })
      else {
        const inner = fragmentOf(selection, facts, seen, parent)
        if (inner && fits(facts.schema, inner.parent, type)) collect(inner)
      }
    }
  }
  for (const scope of scopes) collect(scope)
  return [...fields.values()]
}

function addField(
  fields: Map<string, SelectedField>,
  node: FieldNode,
  { facts, parent }: { facts: SelectionFacts; parent: GraphQLCompositeType },
): void {
  const { name, alias, selectionSet: set } = node
  const responseName = alias?.value ?? name.value
  const type = typeOf(facts, parent, name.value)
  const field = fields.get(responseName) ?? {
    responseName,
    plannedName: facts.names.plannedName(node),
    name: name.value,
    type,
    scopes: [],
    nodes: [],
  }
  fields.set(responseName, field)
  field.nodes.push(node)
  const named = type && getNamedType(type)
  // Each occurrence selects from the type that its own parent gives the field: an object may narrow what its interface says.
  if (set && isCompositeType(named)) field.scopes.push({ set, parent: named })
}

function typeOf(
  { schema }: SelectionFacts,
  parent: GraphQLCompositeType,
  name: string,
): GraphQLOutputType | undefined {
  if (name === '__typename') return undefined
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef.type
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef.type
  }
  const type = 'getFields' in parent ? parent.getFields()[name]?.type : undefined
  if (!type) throw new TypeError(`there is no field ${parent.name}.${name}`)
  return type
}

/** A fragment is looked into once for each object: again it would add nothing, and fragments may fan out without end. */
function fragmentOf(
  selection: Exclude<SelectionNode, FieldNode>,
  { schema, fragments }: SelectionFacts,
  seen: Set<string>,
  parent: GraphQLCompositeType,
): Scope | undefined {
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    if (seen.has(selection.name.value)) return undefined
    seen.add(selection.name.value)
  }
  const fragment =
    selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
  if (!fragment) return undefined
  const condition = fragment.typeCondition?.name.value
  const type = condition === undefined ? parent : schema.getType(condition)
  return isCompositeType(type) ? { set: fragment.selectionSet, parent: type } : undefined
}

const fits = (
  schema: GraphQLSchema,
  condition: GraphQLCompositeType,
  type: GraphQLCompositeType,
): boolean =>
  condition === type ||
  (isAbstractType(condition) && 'getFields' in type && schema.isSubType(condition, type))

function isIncluded({ directives = [] }: SelectionNode, conditions: Conditions): boolean {
  for (const { name, arguments: given } of directives) {
    const value = given?.[0]?.value
    if ((name.value !== 'skip' && name.value !== 'include') || !value) continue
    const isTrue =
      value.kind === Kind.VARIABLE
        ? conditions.isTrue(value.name.value)
        : value.kind === Kind.BOOLEAN && value.value
    if (isTrue === (name.value === 'skip')) return false
  }
  return true
}
