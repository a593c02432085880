import {
  type DefinitionNode,
  executeSync,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import type { PreparedOperation, SupergraphOperation } from '../operation.ts'
import type { SelectedField } from './selection.ts'

/**
 * Answers one introspection field of an operation from the public schema, as JSON text.
 *
 * It is not remembered: the text of a whole schema is long, and whoever may ask for it may ask in many ways.
 */
export function introspect(
  schema: GraphQLSchema,
  prepared: PreparedOperation,
  { field, variables }: { field: SelectedField; variables: SupergraphOperation['variables'] },
): string {
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: prepared.operation.variableDefinitions ?? [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes },
  }
  const isFragment = (each: DefinitionNode): boolean => each.kind === Kind.FRAGMENT_DEFINITION
  const { data } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [operation, ...prepared.document.definitions.filter(isFragment)],
    },
    variableValues: variables,
  })
  return JSON.stringify(data?.[field.responseName] ?? null)
}
