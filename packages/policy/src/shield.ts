import type { Actor } from '@tallystick/actor'
import {
  defaultFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import { applyMiddleware, type IMiddleware } from 'graphql-middleware'
import { rule, shield } from 'graphql-shield'
import { meetsAll, type Requirement } from './decide.ts'
import { denialBy, denialOf } from './denial.ts'
import type { Requirements } from './requirements.ts'

/** What rules read from the context of an operation. Shield keeps its notes on it too, so it must not be frozen. */
export type PolicyContext = Readonly<{
  actor: Actor
  /** The process that calls; only the gateway may resolve entities. */
  facts?: Readonly<{ issuer: string }>
}>

type ShieldRule = ReturnType<ReturnType<typeof rule>>
/** A graphql-shield rule tree: a rule for a field, by type. `*` is every other field of the type. */
export type RuleTree = Record<string, Record<string, ShieldRule>>

/** Runs a field's rule, and `resolve` when it grants. An error that comes back instead of a value is the denial. */
export type FieldCheck = (
  resolve: (...given: never[]) => unknown,
  parent: unknown,
  args: unknown,
  context: PolicyContext,
  info: GraphQLResolveInfo,
) => Promise<unknown>
type FieldChecks = Record<string, Record<string, FieldCheck>>

/** These two serve the gateway alone: `_entities` would hand any entity to whoever guesses its key. */
const GATEWAY_FIELDS = ['_entities', '_service'] as const

/**
 * Turns requirements into a graphql-shield rule tree for the fields that `schema` shows.
 *
 * Root types deny what has no rule. Other types have an entry for a field only where something is asked for.
 */
export function newShield(
  schema: GraphQLSchema,
  requirements: Requirements,
  { forSubgraph }: { forSubgraph: boolean },
): RuleTree {
  const rules = new Map<string, ShieldRule>()
  const ruleOf = (requirement: Requirement): ShieldRule => {
    const made = rules.get(requirement.name) ?? newRule(requirement)
    rules.set(requirement.name, made)
    return made
  }
  const tree: RuleTree = {}
  const roots = rootTypesOf(schema)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const entries = Object.keys(type.getFields()).flatMap((field) => {
      const requirement = requirements.of(type.name, field)
      return requirement ? [[field, ruleOf(requirement)] as const] : []
    })
    const isRoot = roots.includes(type.name)
    if (entries.length > 0 || isRoot)
      tree[type.name] = { ...Object.fromEntries(entries), ...(isRoot ? { '*': undecided } : {}) }
  }
  const query = schema.getQueryType()
  for (const field of GATEWAY_FIELDS)
    if (forSubgraph && query?.getFields()[field])
      tree[query.name] = { ...tree[query.name], [field]: gatewayOnly }
  return tree
}

const rootTypesOf = (schema: GraphQLSchema): string[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? [type.name] : [],
  )

/** Whether a rule grants, for the rules that depend on the caller alone. */
type Grants = (context: PolicyContext) => boolean

/**
 * What each rule of ours grants, asked before shield: its machinery makes five promises for each field, and most fields
 * are granted. What is not granted here is shield's to decide and to refuse.
 */
const granted = new WeakMap<ShieldRule, Grants>()

// A rule costs less than looking its answer up, so nothing is cached.
function newRule(requirement: Requirement): ShieldRule {
  const made = rule(requirement.name, { cache: 'no_cache' })(
    (_parent, _args, { actor }: PolicyContext) =>
      meetsAll(requirement, actor) || denialBy(requirement, actor),
  )
  granted.set(made, ({ actor }) => meetsAll(requirement, actor))
  return made
}

/** Denies. Shield's own `deny` would come out as something other than a function. */
const undecided = rule('undecided', { cache: 'no_cache' })(
  (_parent, _args, { actor }: PolicyContext) => denialOf(actor, []),
)

const gatewayOnly = rule('issuer:gateway', { cache: 'no_cache' })(
  (_parent, _args, { actor, facts }: PolicyContext) =>
    facts?.issuer === 'gateway' || denialOf(actor, ['issuer:gateway']),
)
granted.set(gatewayOnly, ({ facts }) => facts?.issuer === 'gateway')

/** Makes the checks of a rule tree, for the fields that have a rule; shield alone would wrap every field there is. */
export function newChecks(schema: GraphQLSchema, tree: RuleTree): FieldChecks {
  const every = shield(tree, {
    allowExternalErrors: true,
    // Without it a fault in a resolver would be handed on as the field's value, and one in a rule as a denial.
    debug: true,
    fallbackRule: undecided,
  }).generate(schema) as FieldChecks
  return Object.fromEntries(
    Object.entries(tree).map(([type, rules]) => [
      type,
      Object.fromEntries(
        Object.entries(every[type] ?? {}).filter(([field]) => '*' in rules || field in rules),
      ),
    ]),
  )
}

/** Goes past shield where the rule grants, so that a resolver that is not asynchronous stays so. */
function grantedFirst(tree: RuleTree, checks: FieldChecks): IMiddleware {
  const quick = (rules: ShieldRule | undefined, check: FieldCheck) => {
    const grants = rules && granted.get(rules)
    return (...[resolve, parent, args, context, info]: Parameters<FieldCheck>): unknown =>
      grants?.(context)
        ? (resolve as (...given: unknown[]) => unknown)(parent, args, context, info)
        : check(resolve, parent, args, context, info)
  }
  const ofType = (type: string, fields: Record<string, FieldCheck>) =>
    Object.entries(fields).map(([field, check]) => [field, quick(tree[type]?.[field], check)])
  return Object.fromEntries(
    Object.entries(checks).map(([type, fields]) => [
      type,
      Object.fromEntries(ofType(type, fields)),
    ]),
  ) as IMiddleware
}

/**
 * Makes a schema whose resolvers run only for callers who meet the requirements. Boot fails on a root field without one.
 *
 * @throws {TypeError} naming the root fields without a decision
 */
export function protectSubgraph(schema: GraphQLSchema, requirements: Requirements): GraphQLSchema {
  requirements.assertComplete()
  const tree = newShield(schema, requirements, { forSubgraph: true })
  const checks = newChecks(schema, tree)
  const subscription = schema.getSubscriptionType()?.name ?? 'Subscription'
  const { [subscription]: onSubscribe = {}, ...onResolve } = checks
  const guarded = applyMiddleware(schema, grantedFirst(tree, onResolve))
  // graphql-middleware wraps `resolve` when a subscription field has one, and then nothing guards the start.
  for (const field of Object.values(guarded.getSubscriptionType()?.getFields() ?? {})) {
    const start = field.subscribe ?? defaultFieldResolver
    const check = onSubscribe[field.name]
    if (!check) throw new TypeError(`no check for ${subscription}.${field.name}`)
    field.subscribe = (parent, args, context, info) =>
      check(() => start(parent, args, context, info), parent, args, context, info)
  }
  return guarded
}
