import {
  type ConstDirectiveNode,
  Kind,
  parse,
  type TypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql'

/** To whom an answer may be given again: to everyone who may ask, or to the same caller. */
export type CacheScope = 'PUBLIC' | 'PRIVATE'

/** What one `@cacheControl` says. */
export type CacheHint = Readonly<{
  maxAgeS: number | undefined
  scope: CacheScope | undefined
  /** The field is kept as long as what it is a part of. */
  inheritsMaxAge: boolean
}>

/** Every `@cacheControl` of a supergraph, by `Type` and by `Type.field`. */
export type CacheHints = ReadonlyMap<string, CacheHint>

const DIRECTIVE = 'cacheControl'

/** Reads the hints from the text of a supergraph: the schema that is made from it has no directives left. */
export function hintsOf(supergraphSdl: string): CacheHints {
  const hints = new Map<string, CacheHint>()
  const add = (name: string, directives: readonly ConstDirectiveNode[] = []): void => {
    const found = directives.find((each) => each.name.value === DIRECTIVE)
    if (found) hints.set(name, toHint(found))
  }
  const { definitions } = parse(supergraphSdl, { noLocation: true })
  for (const type of definitions.filter((each) => 'name' in each) as TypeDefinitionNode[]) {
    add(type.name.value, type.directives)
    const hasFields =
      type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION
    if (!hasFields) continue
    for (const field of type.fields ?? [])
      add(`${type.name.value}.${field.name.value}`, field.directives)
  }
  return hints
}

function toHint({ arguments: given = [] }: ConstDirectiveNode): CacheHint {
  const values: Record<string, unknown> = Object.fromEntries(
    given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  )
  const { maxAge, scope, inheritMaxAge } = values
  return {
    maxAgeS: typeof maxAge === 'number' ? Math.max(0, maxAge) : undefined,
    scope: scope === 'PRIVATE' || scope === 'PUBLIC' ? scope : undefined,
    inheritsMaxAge: inheritMaxAge === true,
  }
}
