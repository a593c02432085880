import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  parseConstValue,
  print,
  visit,
} from 'graphql'

/** A supergraph with one rule changed. */
export type Flip = Readonly<{ at: string; what: string; sdl: string }>

const ACCESS = new Set(['authenticated', 'requiresScopes', 'policy'])

const policy = (name: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'policy' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'policies' },
      value: parseConstValue(`[["${name}"]]`),
    },
  ],
})

const REPLACEMENTS: readonly (readonly [string, readonly ConstDirectiveNode[]])[] = [
  ['has no rule', []],
  ['is public', [policy('public')]],
  ['is for administrators', [policy('admin')]],
]

type Ruled = FieldDefinitionNode | ObjectTypeDefinitionNode

/**
 * Every way to get one rule of a supergraph wrong: each place that has a rule once without it, once open to all and once for
 * administrators alone, and where it asks for scopes besides, once without them. What is what it was is left out.
 */
export function* flipsOf(supergraphSdl: string): Generator<Flip> {
  const document = parse(supergraphSdl, { noLocation: true })
  for (const { node, at } of ruledPlaces(document)) {
    const { own = [], others = [] } = Object.groupBy(node.directives ?? [], ({ name }) =>
      ACCESS.has(name.value) ? 'own' : 'others',
    )
    // In the order of what it is compared with: other directives may stand after the rules.
    const before = print({ ...node, directives: [...others, ...own] })
    for (const [what, rules] of REPLACEMENTS) {
      const changed = { ...node, directives: [...others, ...rules] }
      if (print(changed) === before) continue
      yield { at, what, sdl: print(replaced(document, node, changed)) }
    }
    const unscoped = own.filter(({ name }) => name.value !== 'requiresScopes')
    if (unscoped.length === 0 || unscoped.length === own.length) continue
    const changed = { ...node, directives: [...others, ...unscoped] }
    yield { at, what: 'asks for no scope', sdl: print(replaced(document, node, changed)) }
  }
}

function ruledPlaces(document: DocumentNode): { node: Ruled; at: string }[] {
  const places: { node: Ruled; at: string }[] = []
  const isRuled = ({ directives = [] }: Ruled): boolean =>
    directives.some(({ name }) => ACCESS.has(name.value))
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    const type = definition.name.value
    if (isRuled(definition)) places.push({ node: definition, at: type })
    for (const field of definition.fields ?? [])
      if (isRuled(field)) places.push({ node: field, at: `${type}.${field.name.value}` })
  }
  return places
}

const replaced = (document: DocumentNode, node: Ruled, changed: Ruled): DocumentNode =>
  visit(document, { enter: (each) => (each === node ? changed : undefined) })
