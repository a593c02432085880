import { newOperationRules, type OperationLimits, worstCostOf } from '@tallystick/operations'
import {
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { ManifestOperation } from './manifest.ts'

/** An operation that would stop working, and why. */
export type Break = Readonly<{ clientId: string; id: string; name: string; reasons: string[] }>

/** What operations are held against: the schema and limits that are about to be. */
export type Contract = Readonly<{
  schema: GraphQLSchema
  limits: OperationLimits
  tokensMax: number
  costMax: number
}>

/**
 * Finds the operations of a client that a schema, or its limits, would break (TST-7, SUP-15).
 *
 * The manifest of a client is the contract with it: what is not in there may change. A page whose length is a variable is taken
 * to be the longest.
 */
export function findBreaks(
  contract: Contract,
  clientId: string,
  operations: readonly ManifestOperation[],
): Break[] {
  return operations.flatMap(({ id, document, name }) => {
    const { reasons, name: own } = judge(contract, document)
    return reasons.length > 0 ? [{ clientId, id, name: name ?? own ?? id, reasons }] : []
  })
}

function judge(
  { schema, limits, tokensMax, costMax }: Contract,
  text: string,
): { reasons: string[]; name?: string | undefined } {
  try {
    const document = parse(text, { maxTokens: tokensMax })
    const operation = getOperationAST(document)
    if (!operation) return { reasons: ['The document does not hold exactly one operation.'] }
    const name = operation.name?.value
    const rules = [...newOperationRules(limits, { introspection: false }), ...specifiedRules]
    const errors = validate(schema, document, rules)
    if (errors.length > 0) return { reasons: errors.map(({ message }) => message), name }
    const cost = worstCostOf(schema, { document, operation })
    if (cost <= costMax) return { reasons: [], name }
    return { reasons: [`The answer could hold ${cost} objects, more than ${costMax}.`], name }
  } catch (fault) {
    if (fault instanceof GraphQLError) return { reasons: [fault.message] }
    throw fault
  }
}

/** The breaks as a person reads them, by client. */
export const toReport = (breaks: readonly Break[]): string =>
  breaks
    .map(({ clientId, name, id, reasons }) =>
      [`${clientId}: ${name} (${id})`, ...reasons.map((reason) => `  ${reason}`)].join('\n'),
    )
    .join('\n')
