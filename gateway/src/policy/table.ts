import { type Actor, ANONYMOUS, SCOPES, serviceActor } from '@tallystick/actor'
import { missingNeeds, type Requirement, requirementsOf } from '@tallystick/policy'
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql'

const person = (role: Actor['roles'][number]): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id: 'usr_1',
  sessionId: 'ses_1',
  roles: [role],
})

/** A program of somebody with every role that a program can have. */
export const programOf = (scopes: readonly string[]): Actor => ({
  ...ANONYMOUS,
  kind: 'PARTNER',
  id: 'usr_1',
  keyId: 'key_1',
  roles: ['CUSTOMER', 'VENDOR'],
  scopes,
})

/** One caller of each kind. */
const CALLERS: readonly (readonly [string, Actor])[] = [
  ['ANONYMOUS', ANONYMOUS],
  ['CUSTOMER', person('CUSTOMER')],
  ['VENDOR', person('VENDOR')],
  ['PARTNER', programOf(Object.keys(SCOPES))],
  ['ADMIN', person('ADMIN')],
  ['SERVICE', serviceActor('payments')],
]

/** Writes the table of a supergraph's rules. @param supergraphSdl as composition printed it, with whatever rules */
export type PolicyTable = (supergraphSdl: string) => string

/** Who may use what in a supergraph, as text; `apiSdl` is what clients see of it. */
export const policyTable = (supergraphSdl: string, apiSdl: string): string =>
  newPolicyTable(supergraphSdl, apiSdl)(supergraphSdl)

/**
 * Makes what writes who may use what, for every field that has a rule: a line each, with what it asks for. Fields that clients
 * cannot see are among them, marked by a star. PARTNER is a program with every scope; the rule names those that it needs.
 *
 * @param supergraphSdl whose fields; texts that differ in their rules alone are written without reading its types again
 */
export function newPolicyTable(supergraphSdl: string, apiSdl: string): PolicyTable {
  const api = buildSchema(apiSdl)
  const fields = fieldsOf(supergraphSdl).map((at) => ({ ...at, isShown: isShown(api, at) }))
  return (sdl) => {
    const requirements = requirementsOf(sdl)
    const rows = fields.flatMap(({ type, field, isShown: shown }) => {
      const requirement = requirements.of(type, field)
      if (!requirement) return []
      const decisions = CALLERS.map(([, actor]) => decide(requirement, actor))
      return [[`${type}.${field}${shown ? '' : ' *'}`, ...decisions, requirement.name]]
    })
    rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1))
    return toText([['field', ...CALLERS.map(([name]) => name), 'rule'], ...rows])
  }
}

function toText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  )
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

type Field = Readonly<{ type: string; field: string }>

function fieldsOf(supergraphSdl: string): Field[] {
  // The directives of a supergraph are declared in it, so it builds as it is.
  const types = buildSchema(supergraphSdl, { assumeValidSDL: true }).getTypeMap()
  return Object.values(types).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => ({ type: type.name, field }))
      : [],
  )
}

function isShown(api: GraphQLSchema, { type, field }: Field): boolean {
  const shown = api.getType(type)
  return isObjectType(shown) && field in shown.getFields()
}

function decide(requirement: Requirement, actor: Actor): string {
  if (missingNeeds(requirement, actor).length === 0) return 'allowed'
  return actor.kind === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
}
