import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import { type Measure, newMeasure } from './measure.ts'

/** How large an operation may be. Each is refused as COST_LIMIT with its name in `details.limit`. */
export type OperationLimits = Readonly<{
  depth: number
  fields: number
  aliases: number
  directives: number
  rootFields: number
  /** Root fields of a mutation. */
  mutations: number
}>

/** The refusal of what is too large. @param limit its name, for programs */
export const overLimit = (limit: string, max: number, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'COST_LIMIT', details: { limit, max } } })

/** The rules that a document must meet beside those of the GraphQL specification. */
export const newOperationRules = (
  limits: OperationLimits,
  { introspection }: { introspection: boolean },
): readonly ValidationRule[] => [
  newLimitsRule(limits),
  ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
]

function newLimitsRule(limits: OperationLimits): ValidationRule {
  return (context: ValidationContext) => {
    const measure = newMeasure(context.getDocument())
    return {
      [Kind.OPERATION_DEFINITION](operation: OperationDefinitionNode) {
        for (const error of exceeded(measure(operation), operation.operation, limits))
          context.reportError(error)
        // Other rules still walk the document; there is nothing more to see for this one.
        return false
      },
      [Kind.FRAGMENT_DEFINITION]: () => false,
    }
  }
}

function exceeded(
  measure: Measure,
  operation: OperationTypeNode,
  limits: OperationLimits,
): GraphQLError[] {
  const isMutation = operation === OperationTypeNode.MUTATION
  const { depth, fields, aliases, directives, rootFields, mutations } = limits
  const table: readonly (readonly [string, number, number, string])[] = [
    ['depth', measure.depth, depth, `The operation is nested deeper than ${depth} levels.`],
    ['fields', measure.fields, fields, `The operation asks for more than ${fields} fields.`],
    ['aliases', measure.aliases, aliases, `The operation has more than ${aliases} aliases.`],
    [
      'directives',
      measure.directives,
      directives,
      `The operation has more than ${directives} directives.`,
    ],
    isMutation
      ? ['mutations', measure.rootFields, mutations, `More than ${mutations} mutations at once.`]
      : [
          'rootFields',
          measure.rootFields,
          rootFields,
          `More than ${rootFields} fields at the top.`,
        ],
  ]
  return table.flatMap(([limit, is, max, message]) =>
    is > max ? [overLimit(limit, max, message)] : [],
  )
}
