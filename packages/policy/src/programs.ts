import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { type Clause, meetsAll } from './decide.ts'

/** A program that may do nothing in particular: it has every role that a program can have, and no scope. */
const UNSCOPED: Actor = {
  ...ANONYMOUS,
  kind: 'PARTNER',
  id: 'usr_0',
  keyId: 'key_0',
  roles: ['CUSTOMER', 'VENDOR'],
}

const PEOPLE_ONLY: Clause = [['not:partner']]

/**
 * Closes a root field to programs that act for people, unless its SDL speaks of them: it asks for a scope, or it has
 * `@tag(name: "programs")` for programs of whatever scopes. What nobody thought of is for people. A query that everybody
 * may ask is for programs, too: without their key they could ask it anyway.
 */
export function closedToPrograms(
  clauses: readonly Clause[],
  { isQuery, isTagged }: { isQuery: boolean; isTagged: boolean },
): readonly Clause[] {
  const needs = clauses.flat(2)
  const isPublic = isQuery && needs.length > 0 && needs.every((need) => need === 'policy:public')
  const isOpen = needs.length > 0 && meetsAll({ name: '', clauses }, UNSCOPED)
  return isOpen && !isTagged && !isPublic ? [...clauses, PEOPLE_ONLY] : clauses
}
