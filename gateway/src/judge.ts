import { type Actor, asOrdinary, hasRole } from '@tallystick/actor'
import { costOf, overLimit } from '@tallystick/operations'
import type { Verdict } from '@tallystick/policy'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { type GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import { describeBadVariables } from './bad-variables.ts'
import type { GatewayConfig } from './config.ts'
import type { PreparedOperation } from './plan/operation.ts'
import type { Guard } from './policy/guard.ts'
import { type Privileges, UNCHECKED } from './policy/privileges.ts'

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
  /**
   * By who asks, and of administrators by how they stand at this moment.
   *
   * @returns the operation as it may run: one who does not stand as an administrator runs it as an ordinary person
   * @throws {GraphQLError} when an administrator may not any more, or has to prove themselves anew
   */
  admit(candidate: Candidate): Promise<Refused | Candidate>
  /** By who asks, before each event of a subscription: what becomes of an administrator meanwhile ends it by itself. */
  readmit(candidate: Candidate): Promise<Refused | undefined>
}>

/** Makes the judge of operations. */
export function newJudge(options: {
  schema: () => GraphQLSchema
  guard: Guard
  /** Left out where there is no Auth of ours to ask. */
  privileges?: Privileges
  errorsMax: number
  /** How many objects an answer to somebody may hold. */
  costMaxOf: (actor: Actor) => number
}): Judge {
  const { schema, guard, privileges = UNCHECKED, costMaxOf, errorsMax: maxErrors } = options
  const verdictOn = ({ prepared, variables, facts: { actor } }: Candidate) => {
    const { document, operationName } = prepared
    return guard({ document, operationName, variables, actor })
  }
  return {
    weigh({ prepared: { document, operation }, variables, facts: { actor } }) {
      const definitions = operation.variableDefinitions ?? []
      const values = getVariableValues(schema(), definitions, { ...variables }, { maxErrors })
      if (values.errors) {
        const { errors } = values
        const bad = describeBadVariables(schema(), { definitions, variables, errors })
        return { errors: bad, status: 422 }
      }
      const { coerced } = values
      const cost = costOf(schema(), { document, operation }, coerced)
      const costMax = costMaxOf(actor)
      return cost > costMax ? { errors: [tooCostly(costMax)], status: 422 } : { coerced, cost }
    },
    async admit(candidate) {
      const verdict = await verdictOn(candidate)
      const { facts, prepared } = candidate
      if (verdict.isPrivileged) await privileges.check(facts, prepared.kind)
      const refused = toRefused(verdict)
      if (refused || verdict.isPrivileged || !hasRole(facts.actor, 'ADMIN'))
        return refused ?? candidate
      if (await privileges.holds(facts)) return candidate
      return { ...candidate, facts: { ...facts, actor: asOrdinary(facts.actor) } }
    },
    readmit: async (candidate) => toRefused(await verdictOn(candidate)),
  }
}

function toRefused({ denials }: Verdict): Refused | undefined {
  if (denials.length === 0) return undefined
  const isUnknown = denials.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED')
  return { errors: denials, status: isUnknown ? 401 : 403 }
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
