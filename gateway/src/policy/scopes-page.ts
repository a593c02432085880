import { keyScopesOf, ROLE_SCOPES, ROLES, SCOPES, type Scope } from '@tallystick/actor'
import { missingNeeds, requirementsOf } from '@tallystick/policy'
import { buildSchema } from 'graphql'
import { programOf } from './table.ts'

const NAMES = Object.keys(SCOPES) as Scope[]

/** The page of scopes: what each is for, which fields ask for it, and who has it. */
export function scopesPage(supergraphSdl: string, apiSdl: string): string {
  const fields = fieldsByScope(supergraphSdl, apiSdl)
  const rows = NAMES.map((scope) => {
    const asking = (fields.get(scope) ?? []).map((name) => `\`${name}\``).join(' ') || 'none yet'
    return `| \`${scope}\` | ${SCOPES[scope]} | ${asking} |`
  })
  const holders = ROLES.map((role) => {
    const has = (scope: Scope, among: readonly Scope[]) => (among.includes(scope) ? 'yes' : '')
    const own = NAMES.map((scope) => has(scope, ROLE_SCOPES[role]))
    const given = NAMES.map((scope) => has(scope, keyScopesOf([role])))
    return [`| ${role} | ${own.join(' | ')} |`, `| … by a key | ${given.join(' | ')} |`].join('\n')
  })
  return `# Scopes

After reading this page you know what each scope lets its holder do, and who has which.

A person has the scopes of their roles. A program, with a key or a token of OAuth, has those that it was granted, and loses the
ones that its person loses. Fields at the top that name no scope are for people; what everybody may ask, and \`me\`, a program
may ask with any scope or none.

| Scope | For | Fields at the top |
|---|---|---|
${rows.join('\n')}

What lies below is protected by its type, however it is reached: [policy-rules.txt](policy-rules.txt) has every field.

## Who has which

| Role | ${NAMES.map((name) => `\`${name}\``).join(' | ')} |
|---|${NAMES.map(() => '---|').join('')}
${holders.join('\n')}
`
}

/** The root fields that clients see, by each scope that no program can do without there. */
function fieldsByScope(supergraphSdl: string, apiSdl: string): Map<Scope, string[]> {
  const api = buildSchema(apiSdl)
  const requirements = requirementsOf(supergraphSdl)
  const fields = new Map<Scope, string[]>(NAMES.map((name) => [name, []]))
  for (const root of [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()])
    for (const field of Object.keys(root?.getFields() ?? {})) {
      const requirement = requirements.of(root?.name ?? '', field)
      const may = (scopes: readonly Scope[]): boolean =>
        requirement !== undefined && missingNeeds(requirement, programOf(scopes)).length === 0
      if (!may(NAMES)) continue
      const needed = NAMES.filter((scope) => !may(NAMES.filter((other) => other !== scope)))
      for (const scope of needed) fields.get(scope)?.push(field)
    }
  return fields
}
