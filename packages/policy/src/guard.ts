import { type Actor, asOrdinary, hasRole } from '@tallystick/actor'
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Requirements } from './requirements.ts'
import { type FieldCheck, newChecks, newShield, type PolicyContext } from './shield.ts'

/** One operation and who wants it run. The document must be valid for the schema of the guard. */
export type GuardRequest = Readonly<{
  document: DocumentNode
  operationName?: string | undefined
  variables?: Readonly<Record<string, unknown>> | undefined
  actor: Actor
}>

/** What was decided on an operation. */
export type Verdict = Readonly<{
  /** One error for each field that the actor may not use; none when the operation may run. */
  denials: readonly GraphQLError[]
  /** Whether it may run because the actor is an administrator: without the role it would be refused. */
  isPrivileged: boolean
}>

/** Decides on a whole operation before it is planned. */
export type Guard = (request: GuardRequest) => Promise<Verdict>

type Check = Readonly<{ check: FieldCheck; node: FieldNode; path: readonly string[] }>
type Checks = Readonly<{
  checks: readonly Check[]
  isConditional: boolean
  /** What became of the checks, by all that rules read of an actor. */
  verdicts: Map<string, Verdict>
}>
type FieldMiddleware = ReturnType<typeof newChecks>

const GRANTED = Symbol('granted')

/**
 * Makes the guard of a gateway. Fields that the API schema does not show are left out; root fields without a decision
 * fail the boot.
 *
 * Rules here read the actor alone: there is no parent before planning, so ownership is checked in the subgraph.
 */
export function newGuard(apiSchema: GraphQLSchema, requirements: Requirements): Guard {
  requirements.assertComplete()
  const middleware = newChecks(
    apiSchema,
    newShield(apiSchema, requirements, { forSubgraph: false }),
  )
  const known = new WeakMap<DocumentNode, Map<string, Checks>>()
  const checksOf = ({ document, operationName = '', variables = {} }: GuardRequest): Checks => {
    const byName = known.get(document) ?? new Map<string, Checks>()
    known.set(document, byName)
    const hit = byName.get(operationName)
    if (hit) return hit
    const made = collectChecks({ apiSchema, middleware, document, operationName, variables })
    if (!made.isConditional) byName.set(operationName, made)
    return made
  }
  return async (request) => {
    if (!getOperationAST(request.document, request.operationName))
      return { denials: [unknownOperation()], isPrivileged: false }
    const { checks, verdicts } = checksOf(request)
    const name = rightsOf(request.actor)
    const known = verdicts.get(name)
    if (known) return known
    const verdict = await verdictOn(checks, request.actor)
    if (verdicts.size < VERDICTS_MAX) verdicts.set(name, verdict)
    return verdict
  }
}

/** There are as many verdicts on an operation as there are sets of rights; more than these are someone's inventions. */
const VERDICTS_MAX = 100

/** Everything that rules read of an actor (`decide.ts`): actors who agree in it are granted and refused the same. */
const rightsOf = ({ kind, roles, scopes }: Actor): string =>
  `${kind} ${roles.join()} ${scopes.join(' ')}`

async function verdictOn(checks: readonly Check[], actor: Actor): Promise<Verdict> {
  const denials = await denialsOf(checks, { actor })
  if (denials.length > 0 || !hasRole(actor, 'ADMIN')) return { denials, isPrivileged: false }
  const refused = await denialsOf(checks, { actor: asOrdinary(actor) })
  return { denials, isPrivileged: refused.length > 0 }
}

async function denialsOf(
  checks: readonly Check[],
  context: PolicyContext,
): Promise<GraphQLError[]> {
  const answers = new Map<FieldCheck, unknown>()
  const errors: GraphQLError[] = []
  for (const { check, node, path } of checks) {
    if (!answers.has(check)) answers.set(check, await ask(check, context))
    const answer = answers.get(check)
    if (answer !== GRANTED) errors.push(at(answer, node, path))
  }
  return errors
}

const ask = (check: FieldCheck, context: PolicyContext): Promise<unknown> =>
  check(async () => GRANTED, undefined, {}, context, undefined as never)

const unknownOperation = (): GraphQLError =>
  new GraphQLError('The document has no such operation.', {
    extensions: { code: 'BAD_USER_INPUT' },
  })

function at(answer: unknown, node: FieldNode, path: readonly string[]): GraphQLError {
  if (!(answer instanceof GraphQLError)) throw new TypeError('a rule answered with something else')
  const { message, extensions } = answer
  return new GraphQLError(message, { nodes: node, path: [...path], extensions })
}

/**
 * Finds the fields with a rule that the operation uses.
 *
 * Each selection set is entered once, so fragments that fan out (2^40 uses in a few lines) cost no more than their text;
 * a fragment's fields are reported where they are met first.
 */
function collectChecks(given: {
  apiSchema: GraphQLSchema
  middleware: FieldMiddleware
  document: DocumentNode
  operationName: string
  variables: Readonly<Record<string, unknown>>
}): Checks {
  const { apiSchema, middleware, document } = given
  const operation = getOperationAST(document, given.operationName || undefined)
  const root = operation && apiSchema.getRootType(operation.operation)
  if (!operation || !root) return { checks: [], isConditional: false, verdicts: new Map() }
  const checks: Check[] = []
  const entered = new Set<SelectionSetNode>()
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  const conditions = newConditions(operation, given.variables)
  const walk = (set: SelectionSetNode, parent: GraphQLCompositeType, path: readonly string[]) => {
    if (entered.has(set)) return
    entered.add(set)
    for (const selection of set.selections) {
      if (!conditions.includes(selection)) continue
      if (selection.kind === Kind.FIELD) walkField(selection, parent, path)
      else {
        const part =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
        const type = part?.typeCondition && apiSchema.getType(part.typeCondition.name.value)
        if (part) walk(part.selectionSet, isCompositeType(type) ? type : parent, path)
      }
    }
  }
  const walkField = (node: FieldNode, parent: GraphQLCompositeType, path: readonly string[]) => {
    const name = node.name.value
    if (name.startsWith('__')) return
    const own = [...path, node.alias?.value ?? name]
    for (const type of isAbstractType(parent) ? apiSchema.getPossibleTypes(parent) : [parent]) {
      const check = middleware[type.name]?.[name]
      if (check) checks.push({ check, node, path: own })
    }
    const field = 'getFields' in parent ? parent.getFields()[name] : undefined
    const type = field && getNamedType(field.type)
    if (node.selectionSet && isCompositeType(type)) walk(node.selectionSet, type, own)
  }
  walk(operation.selectionSet, root, [])
  return { checks, isConditional: conditions.wereRead(), verdicts: new Map() }
}

/** Reads `@skip` and `@include`. What cannot be read counts as included: a guard errs on the side of asking. */
function newConditions(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): { includes(selection: SelectionNode): boolean; wereRead(): boolean } {
  let wereRead = false
  const conditionOf = (directive: DirectiveNode): unknown => {
    const value = directive.arguments?.find((each) => each.name.value === 'if')?.value
    if (value?.kind === Kind.BOOLEAN) return value.value
    if (value?.kind !== Kind.VARIABLE) return undefined
    const name = value.name.value
    wereRead = true
    if (Object.hasOwn(variables, name)) return variables[name]
    const fallback = operation.variableDefinitions?.find(
      (each) => each.variable.name.value === name,
    )?.defaultValue
    return fallback?.kind === Kind.BOOLEAN ? fallback.value : undefined
  }
  return {
    wereRead: () => wereRead,
    includes: ({ directives = [] }) =>
      !directives.some(
        (each) =>
          (each.name.value === 'skip' && conditionOf(each) === true) ||
          (each.name.value === 'include' && conditionOf(each) === false),
      ),
  }
}
