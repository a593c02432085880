import { type Actor, hasRole } from '@tallystick/actor'
import { costOf, overLimit } from '@tallystick/operations'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import type { GatewayConfig } from './config.ts'
import type { PreparedOperation } from './plan/operation.ts'
import type { Guard } from './policy/guard.ts'

/** A valid operation that someone wants run. */
export type Candidate = Readonly<{
  prepared: PreparedOperation
  variables: Readonly<Record<string, unknown>>
  facts: DoorFacts
}>

/** Why an operation must not run, and the HTTP status that says the same. */
export type Refused = Readonly<{ errors: readonly GraphQLError[]; status: 401 | 403 | 422 }>

/** What an operation would do: its variables as the schema has them, and how many objects its answer may hold. */
export type Weighed = Readonly<{ coerced: Readonly<Record<string, unknown>>; cost: number }>

/** Decides about operations, the same for every transport. Nothing has been planned when it is asked. */
export type Judge = Readonly<{
  /** By the variables and the cost that they make. */
  weigh(candidate: Candidate): Weighed | Refused
  /** By who asks; also before each event of a subscription. Undefined lets the operation pass. */
  admit(candidate: Candidate): Promise<Refused | undefined>
}>

/** Makes the judge of operations. */
export function newJudge(options: {
  schema: () => GraphQLSchema
  guard: Guard
  errorsMax: number
  /** How many objects an answer to somebody may hold. */
  costMaxOf: (actor: Actor) => number
}): Judge {
  const { schema, guard, costMaxOf, errorsMax: maxErrors } = options
  return {
    weigh({ prepared: { document, operation }, variables, facts: { actor } }) {
      const definitions = operation.variableDefinitions ?? []
      const values = getVariableValues(schema(), definitions, { ...variables }, { maxErrors })
      if (values.errors) return { errors: values.errors.map(asBadInput), status: 422 }
      const { coerced } = values
      const cost = costOf(schema(), { document, operation }, coerced)
      const costMax = costMaxOf(actor)
      return cost > costMax ? { errors: [tooCostly(costMax)], status: 422 } : { coerced, cost }
    },
    async admit({ prepared: { document, operationName }, variables, facts: { actor } }) {
      const { denials } = await guard({ document, operationName, variables, actor })
      if (denials.length === 0) return undefined
      const isUnknown = denials.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED')
      return { errors: denials, status: isUnknown ? 401 : 403 }
    },
  }
}

/** Who pays for an answer with their name may ask for more; whoever runs the system, for most. */
export const newCostMaxOf =
  (config: GatewayConfig) =>
  (actor: Actor): number => {
    if (actor.kind === 'ANONYMOUS') return config.COST_MAX_ANONYMOUS
    return hasRole(actor, 'ADMIN') ? config.COST_MAX_ADMIN : config.QUERY_COST_MAX
  }

const tooCostly = (max: number): GraphQLError =>
  overLimit('cost', max, `The answer could hold more than ${max} objects: ask for shorter pages.`)

const asBadInput = ({ message, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    ...(nodes ? { nodes } : {}),
    extensions: { code: 'BAD_USER_INPUT', details: { reason: 'VARIABLE_INVALID' } },
  })
