/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy` where they are applied in SDL, under whatever name
 * `@link` gave them: imported, renamed, or with the specification's prefix.
 */
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  Kind,
  valueFromASTUntyped,
} from 'graphql'
import { type Clause, isPolicyName, type Need } from './decide.ts'

type Access = 'authenticated' | 'requiresScopes' | 'policy'
/** The names under which a document applies the three directives. */
export type AccessNames = ReadonlyMap<string, Access>

const ACCESS: readonly Access[] = ['authenticated', 'requiresScopes', 'policy']
const FEDERATION_URL = /\/\/specs\.apollo\.dev\/federation\/v2\.\d+$/
const ACCESS_URL = /\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v\d+\.\d+$/

/** Finds out from a document's `@link`s what it calls the three directives. */
export function accessNamesOf(document: DocumentNode): AccessNames {
  // The plain and the prefixed name always count: a directive that looks like ours must never be ignored.
  const names = new Map<string, Access>(
    ACCESS.flatMap((access) => [
      [access, access],
      [`federation__${access}`, access],
    ]),
  )
  for (const definition of document.definitions)
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
      for (const directive of definition.directives ?? [])
        if (directive.name.value === 'link') addLinkedNames(names, directive)
  return names
}

function addLinkedNames(names: Map<string, Access>, link: ConstDirectiveNode): void {
  const url = String(argumentOf(link, 'url') ?? '')
  const as = argumentOf(link, 'as')
  const alone = ACCESS_URL.exec(url)?.[1] as Access | undefined
  if (alone && typeof as === 'string') names.set(as, alone)
  if (!FEDERATION_URL.test(url)) return
  if (typeof as === 'string') for (const access of ACCESS) names.set(`${as}__${access}`, access)
  const imports = argumentOf(link, 'import')
  for (const each of Array.isArray(imports) ? imports : []) {
    if (typeof each !== 'object' || each === null) continue
    const { name, as: alias } = each as { name?: unknown; as?: unknown }
    const access = ACCESS.find((one) => name === `@${one}`)
    if (access && typeof alias === 'string') names.set(alias.replace(/^@/, ''), access)
  }
}

function argumentOf(directive: ConstDirectiveNode, name: string): unknown {
  const argument = directive.arguments?.find((each) => each.name.value === name)
  return argument && valueFromASTUntyped(argument.value)
}

/**
 * The demands of the directives at one place.
 *
 * @param at where they stand, for the error
 * @throws {TypeError} for a policy that does not exist, or a list that nobody could meet
 */
export function clausesOf(
  directives: readonly ConstDirectiveNode[],
  names: AccessNames,
  at: string,
): Clause[] {
  return directives.flatMap((directive): Clause[] => {
    const access = names.get(directive.name.value)
    if (access === undefined) return []
    if (access === 'authenticated') return [[['authenticated']]]
    const list = access === 'policy' ? 'policies' : 'scopes'
    const value = directive.arguments?.find((each) => each.name.value === list)?.value
    return [groupsOf(value, at).map((group) => group.map((text) => toNeed(access, text, at)))]
  })
}

function toNeed(access: Exclude<Access, 'authenticated'>, text: string, at: string): Need {
  if (access === 'requiresScopes') return `scope:${text}`
  if (!isPolicyName(text)) throw new TypeError(`${at}: there is no policy "${text}"`)
  return `policy:${text}`
}

/** A list of lists of text; GraphQL lets one item stand for a list of one. */
function groupsOf(value: ConstValueNode | undefined, at: string): string[][] {
  const listed = (node: ConstValueNode): readonly ConstValueNode[] =>
    node.kind === Kind.LIST ? node.values : [node]
  const groups = (value ? listed(value) : []).map((group) =>
    listed(group).map((item) => (item.kind === Kind.STRING ? item.value : '')),
  )
  const isWhole =
    groups.length > 0 && groups.every((group) => group.length > 0 && group.every(Boolean))
  if (!isWhole) throw new TypeError(`${at}: the access directive names nothing that could be met`)
  return groups
}
