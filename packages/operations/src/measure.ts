import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** How large an operation is once its fragments are put in where they are spread. */
export type Measure = Readonly<{
  /** Levels of fields. What hangs below `__schema` and `__type` counts as one: introspection has a rule of its own. */
  depth: number
  /** Fields, without `__typename`. */
  fields: number
  aliases: number
  directives: number
  /** Fields at the top. */
  rootFields: number
}>

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0, rootFields: 0 }
/** Sums stop here: fragments that fan out would otherwise count beyond what a number can hold. */
const ENOUGH = 1_000_000

/**
 * Measures operations of a document.
 *
 * Each fragment is measured once, however often it is spread, so the time grows with the document's text and not with what
 * it expands to: forty fragments that spread each other twice stand for 2^40 fields. A cycle counts as nothing; GraphQL's own
 * rules refuse it.
 */
export function newMeasure(
  document: DocumentNode,
): (operation: OperationDefinitionNode) => Measure {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  const measured = new Map<string, Measure>()

  const ofFragment = (name: string): Measure => {
    const known = measured.get(name)
    if (known) return known
    measured.set(name, NOTHING)
    const fragment = fragments.get(name)
    const measure = fragment
      ? plus(ofDirectives(fragment.directives), ofSet(fragment.selectionSet))
      : NOTHING
    measured.set(name, measure)
    return measure
  }
  const ofSet = (set: SelectionSetNode): Measure =>
    set.selections.reduce((sum, each) => plus(sum, ofSelection(each)), NOTHING)
  const ofSelection = (selection: SelectionNode): Measure => {
    const own = ofDirectives(selection.directives)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return plus(own, ofFragment(selection.name.value))
    if (selection.kind === Kind.INLINE_FRAGMENT) return plus(own, ofSet(selection.selectionSet))
    const inner = selection.selectionSet ? ofSet(selection.selectionSet) : NOTHING
    const isField = selection.name.value !== '__typename'
    const isIntrospection = isField && selection.name.value.startsWith('__')
    return {
      depth: isField ? 1 + (isIntrospection ? 0 : inner.depth) : 0,
      fields: capped(inner.fields + (isField ? 1 : 0)),
      aliases: capped(inner.aliases + (selection.alias ? 1 : 0)),
      directives: capped(inner.directives + own.directives),
      rootFields: 1,
    }
  }
  return (operation) =>
    (operation.variableDefinitions ?? []).reduce(
      (sum, each) => plus(sum, ofDirectives(each.directives)),
      plus(ofDirectives(operation.directives), ofSet(operation.selectionSet)),
    )
}

const ofDirectives = (directives: readonly unknown[] | undefined): Measure => ({
  ...NOTHING,
  directives: directives?.length ?? 0,
})

const plus = (one: Measure, other: Measure): Measure => ({
  depth: Math.max(one.depth, other.depth),
  fields: capped(one.fields + other.fields),
  aliases: capped(one.aliases + other.aliases),
  directives: capped(one.directives + other.directives),
  rootFields: capped(one.rootFields + other.rootFields),
})

const capped = (sum: number): number => Math.min(sum, ENOUGH)
