import { type GraphQLSchema, isAbstractType } from 'graphql'

/** The names that `__typename` may have for an object to fit a type condition. */
export function typesOf(schema: GraphQLSchema, condition: string): ReadonlySet<string> {
  const type = schema.getType(condition)
  if (!isAbstractType(type)) return new Set([condition])
  const { objects, interfaces } =
    'getInterfaces' in type
      ? schema.getImplementations(type)
      : { objects: type.getTypes(), interfaces: [] }
  return new Set([condition, ...[...objects, ...interfaces].map(({ name }) => name)])
}
