import { type GraphQLSchema, isAbstractType, isEnumType, isObjectType, isScalarType } from 'graphql'
import { commonResolvers } from './scalars.ts'

type TypeResolvers = Readonly<Record<string, unknown>>
/** Resolvers by type, as codegen's `Resolvers` types them. */
export type Resolvers = Readonly<Record<string, TypeResolvers>>

const COMMON = commonResolvers as unknown as Resolvers
const OBJECT_EXTRAS = ['__resolveReference', '__isTypeOf']
const ABSTRACT_EXTRAS = ['__resolveReference', '__resolveType']

/** Adds the common resolvers, and makes every `__resolveReference` reject instead of throw. */
export function completeResolvers(resolvers: Resolvers): Resolvers {
  return Object.fromEntries(
    Object.entries<TypeResolvers>({ ...COMMON, ...resolvers }).map(([name, type]) => {
      const find = type['__resolveReference']
      if (typeof find !== 'function') return [name, type]
      // `_entities` maps over its references: one that throws at once would take all the others with it.
      const findOne = async (...given: unknown[]): Promise<unknown> => find(...given)
      return [name, { ...type, __resolveReference: findOne }]
    }),
  )
}

/** @throws {TypeError} naming every resolver that fits nothing in the schema: it would silently never be called */
export function assertResolversFit(schema: GraphQLSchema, resolvers: Resolvers): void {
  const misfits = Object.entries(resolvers).flatMap(([name, type]) =>
    Object.hasOwn(commonResolvers, name) ? [] : misfitsOf(schema, name, type),
  )
  if (misfits.length > 0) throw new TypeError(`the schema has no ${misfits.join(', ')}`)
}

function misfitsOf(schema: GraphQLSchema, name: string, resolvers: TypeResolvers): string[] {
  const type = schema.getType(name)
  if (isScalarType(type)) return []
  const known = isObjectType(type)
    ? [...Object.keys(type.getFields()), ...OBJECT_EXTRAS]
    : isAbstractType(type)
      ? ABSTRACT_EXTRAS
      : isEnumType(type)
        ? type.getValues().map((value) => value.name)
        : undefined
  if (!known) return [name]
  return Object.keys(resolvers).flatMap((key) => (known.includes(key) ? [] : [`${name}.${key}`]))
}
