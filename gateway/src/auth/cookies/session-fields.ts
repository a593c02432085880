import { type GraphQLSchema, getNamedType, isAbstractType, isCompositeType } from 'graphql'

/** The type that whoever signs in is handed. */
const SESSION = 'Session'
/** The fields by which people end their own session. */
const ENDING: ReadonlySet<string> = new Set(['signOut', 'revokeSession'])

/** How many of a mutation's fields may begin a session, and how many end the caller's. */
export type SessionUses = Readonly<{ beginning: number; ending: number }>

/** Makes what counts them. Those that can hand out a `Session` are found in the schema, so that none is forgotten. */
export function newSessionFieldsOf(
  schema: () => GraphQLSchema,
): (names: readonly string[]) => SessionUses {
  let known: Readonly<{ schema: GraphQLSchema; beginning: ReadonlySet<string> }> | undefined
  return (names) => {
    const now = schema()
    if (known?.schema !== now) known = { schema: now, beginning: new Set(beginningIn(now)) }
    const { beginning } = known
    return {
      beginning: names.filter((name) => beginning.has(name)).length,
      ending: names.filter((name) => ENDING.has(name)).length,
    }
  }
}

function beginningIn(schema: GraphQLSchema): string[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {})
  return fields.flatMap(({ name, type }) => {
    const led = getNamedType(type)
    if (!isCompositeType(led)) return []
    const results = isAbstractType(led) ? schema.getPossibleTypes(led) : [led]
    const holds = results.some(
      (result) =>
        result.name === SESSION ||
        Object.values(result.getFields()).some(
          (inner) => getNamedType(inner.type).name === SESSION,
        ),
    )
    return holds ? name : []
  })
}
