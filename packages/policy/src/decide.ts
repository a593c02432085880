import { type Actor, hasRole, hasScope } from '@tallystick/actor'

/** The policies that `@policy` may name. Each decides by the actor alone; ownership is the subgraph's to check. */
const POLICIES = {
  public: () => true,
  admin: (actor: Actor) => hasRole(actor, 'ADMIN'),
  vendor: (actor: Actor) => hasRole(actor, 'VENDOR'),
  customer: (actor: Actor) => hasRole(actor, 'CUSTOMER'),
  service: (actor: Actor) => actor.kind === 'SERVICE',
} satisfies Record<string, (actor: Actor) => boolean>

/** A policy that `@policy` may name. */
export type PolicyName = keyof typeof POLICIES

/** Whether `@policy` may name it; any other name fails the boot. */
export const isPolicyName = (text: string): text is PolicyName => Object.hasOwn(POLICIES, text)

/**
 * One thing that is asked of a caller: to be signed in, to hold a scope, to pass a policy, or not to be a program with a
 * key; the last is never written in SDL, it holds wherever SDL says nothing of programs (`programs.ts`).
 */
export type Need = 'authenticated' | 'not:partner' | `scope:${string}` | `policy:${PolicyName}`

/** One directive's demand: any of the groups will do, but whole. */
export type Clause = readonly (readonly Need[])[]

/** What a field asks of its caller: every clause. Two fields that ask the same share one requirement. */
export type Requirement = Readonly<{
  /** The whole demand as text, such as `authenticated & (policy:admin | policy:vendor)`. */
  name: string
  clauses: readonly Clause[]
}>

/** What the actor lacks for the requirement, by the group that is nearest to being met; empty when it is met. */
export const missingNeeds = (requirement: Requirement, actor: Actor): readonly Need[] =>
  requirement.clauses.flatMap((clause) => missingOf(clause, actor))

/** Whether the actor lacks nothing for the requirement: what `missingNeeds` says, without listing it. */
export const meetsAll = (requirement: Requirement, actor: Actor): boolean =>
  requirement.clauses.every((clause) => isMet(clause, actor))

/** The first clause that the actor does not meet; undefined when all are met. */
export const firstUnmet = (requirement: Requirement, actor: Actor): Clause | undefined =>
  requirement.clauses.find((clause) => !isMet(clause, actor))

const isMet = (clause: Clause, actor: Actor): boolean =>
  clause.some((group) => group.every((need) => meets(actor, need)))

function missingOf(clause: Clause, actor: Actor): readonly Need[] {
  const lacks = clause.map((group) => group.filter((need) => !meets(actor, need)))
  return lacks.reduce((nearest, each) => (each.length < nearest.length ? each : nearest))
}

function meets(actor: Actor, need: Need): boolean {
  if (need === 'authenticated') return actor.kind !== 'ANONYMOUS'
  if (need === 'not:partner') return actor.kind !== 'PARTNER'
  if (need.startsWith('scope:')) return hasScope(actor, need.slice('scope:'.length))
  const name = need.slice('policy:'.length)
  return isPolicyName(name) && POLICIES[name](actor)
}
