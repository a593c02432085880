/**
 * Who may use which field, decided by the directives in SDL: `@authenticated`, `@requiresScopes`, `@policy`.
 *
 * The gateway asks a `Guard` before it plans; each subgraph wraps its own resolvers by `protectSubgraph`. Both run the
 * same graphql-shield rules, and both deny what nobody decided.
 */
export {
  type Clause,
  missingNeeds,
  type Need,
  type PolicyName,
  type Requirement,
} from './decide.ts'
export { denialOf, forbidden, unauthenticated } from './denial.ts'
export { type Guard, type GuardRequest, newGuard, type Verdict } from './guard.ts'
export { type Requirements, requirementsOf } from './requirements.ts'
export { newShield, type PolicyContext, protectSubgraph, type RuleTree } from './shield.ts'
