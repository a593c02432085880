import type { DoorFacts } from '@tallystick/subgraph-client'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql'
import { badRequest } from './errors.ts'
import { costOf } from './limits/cost.ts'
import { overLimit } from './limits/rule.ts'
import type { Guard } from './policy/guard.ts'

/** A valid document that someone wants run. */
export type Candidate = Readonly<{
  document: DocumentNode
  operationName?: string | undefined
  variables: Readonly<Record<string, unknown>>
  facts: DoorFacts
}>

/** Why an operation must not run, and the HTTP status that says the same. */
export type Refused = Readonly<{ errors: readonly GraphQLError[]; status: 400 | 401 | 403 }>

/** Decides by variables, cost and policy, before anything is planned; undefined lets the operation pass. */
export type Judge = (candidate: Candidate) => Promise<Refused | undefined>

/** Makes the judge of operations: the same for every transport, and for each event of a subscription. */
export function newJudge(options: {
  schema: () => GraphQLSchema
  guard: Guard
  errorsMax: number
  /** How many objects an answer may hold. */
  costMax: number
}): Judge {
  const { schema, guard, costMax, errorsMax: maxErrors } = options
  return async ({ document, operationName, variables, facts }) => {
    const operation = getOperationAST(document, operationName)
    if (!operation) return { errors: [noSuchOperation(operationName)], status: 400 }
    const definitions = operation.variableDefinitions ?? []
    const { errors: unfit, coerced } = getVariableValues(
      schema(),
      definitions,
      { ...variables },
      { maxErrors },
    )
    if (unfit) return { errors: unfit.map(asBadInput), status: 400 }
    if (costOf(schema(), { document, operation }, coerced) > costMax)
      return { errors: [tooCostly(costMax)], status: 400 }
    const denials = await guard({ document, operationName, variables, actor: facts.actor })
    if (denials.length === 0) return undefined
    const isUnknown = denials.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED')
    return { errors: denials, status: isUnknown ? 401 : 403 }
  }
}

const noSuchOperation = (name: string | undefined): GraphQLError =>
  badRequest(
    name === undefined
      ? 'The document has several operations; `operationName` must say which to run.'
      : 'The document has no operation of this name.',
    'OPERATION_RESOLUTION_FAILURE',
  )

const tooCostly = (max: number): GraphQLError =>
  overLimit('cost', max, `The answer could hold more than ${max} objects: ask for shorter pages.`)

const asBadInput = ({ message, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    ...(nodes ? { nodes } : {}),
    extensions: { code: 'BAD_USER_INPUT', details: { reason: 'VARIABLE_INVALID' } },
  })
