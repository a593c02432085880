import { isLabel } from './label.ts'
/** What a program can keep and how it asks: on a server, on a person's device, or for itself alone. */
export type OAuthClientKind = 'WEB' | 'NATIVE' | 'SERVICE'

/** A program as stored, without the hashes of its secrets. */
export type OAuthClient = Readonly<{
  id: string
  ownerId: string
  kind: OAuthClientKind
  name: string
  /** Where people read about it. */
  uri: string
  redirectUris: readonly string[]
  scopes: readonly string[]
  createdAt: Date
  revokedAt: Date | null
  /** Until when the secret before the last rotation works. */
  previousSecretUntil: Date | null
}>

/** What OpenID Connect gives names to: who somebody is, and a token that lasts. */
export const IDENTITY_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access']

/** What a program is described by. */
export type OAuthClientForm = Pick<OAuthClient, 'kind' | 'name' | 'uri' | 'redirectUris' | 'scopes'>

/** Which part of a description is not of its form. */
export type MalformedOAuthClient = Readonly<{
  code: 'MALFORMED_OAUTH_CLIENT'
  field: 'name' | 'uri' | 'redirectUris' | 'scopes'
}>

/** How many addresses and scopes one program may name, and how long an address may be. */
export const OAUTH_CLIENT_FORM = { name: 100, uri: 2_000, redirectUris: 20, scopes: 100 } as const

const LOOPBACK = /^(127\.0\.0\.1|\[::1\])$/

/** Says which part of a description is not of its form; undefined when all are. */
export function malformedPart(form: OAuthClientForm): MalformedOAuthClient['field'] | undefined {
  const { kind, name, uri, redirectUris, scopes } = form
  if (!isLabel(name, OAUTH_CLIENT_FORM.name)) return 'name'
  if (!isPage(uri)) return 'uri'
  if ((redirectUris.length === 0) !== (kind === 'SERVICE')) return 'redirectUris'
  if (redirectUris.length > OAUTH_CLIENT_FORM.redirectUris) return 'redirectUris'
  if (!redirectUris.every((each) => isRedirectUri(each, kind))) return 'redirectUris'
  if (scopes.length === 0 || scopes.length > OAUTH_CLIENT_FORM.scopes) return 'scopes'
  // Nobody is there to be known or to be remembered.
  const isForNobody = kind === 'SERVICE' && scopes.some((scope) => IDENTITY_SCOPES.includes(scope))
  return isForNobody ? 'scopes' : undefined
}

/**
 * Whether a code may be sent to an address: HTTPS without a fragment or a name in it; for a program on a person's device also
 * loopback, by address and never by name, and a scheme of its own with a dot in it (RFC 8252, §7 and §8.3).
 */
export function isRedirectUri(text: string, kind: OAuthClientKind): boolean {
  const url = text.length <= OAUTH_CLIENT_FORM.uri && URL.canParse(text) ? new URL(text) : undefined
  if (!url || text.includes('#') || text.includes('*') || !/^[\x21-\x7e]+$/.test(text)) return false
  if (url.username !== '' || url.password !== '' || text.includes('\\')) return false
  if (url.protocol === 'https:') return kind !== 'SERVICE' && !isLocal(url.hostname)
  if (url.protocol === 'http:')
    return isLocal(url.hostname) && kind !== 'SERVICE' && fits(url, kind)
  return kind === 'NATIVE' && /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(url.protocol)
}

/** A server under development runs on localhost; a native program listens on an address (RFC 8252, §8.3). */
const fits = ({ hostname }: URL, kind: OAuthClientKind): boolean =>
  kind === 'WEB' || LOOPBACK.test(hostname)

const isLocal = (hostname: string): boolean => hostname === 'localhost' || LOOPBACK.test(hostname)

function isPage(text: string): boolean {
  const url = text.length <= OAUTH_CLIENT_FORM.uri && URL.canParse(text) ? new URL(text) : undefined
  if (url?.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.hostname))
}
