import { hash } from 'node:crypto'

/** Beyond what browsers hold, in characters. */
const COOKIES_CHARS_MAX = 16_384

/** What of a browser's cookies is for Auth, and what its session is found by: the secret itself goes nowhere. */
export type PassedCookies = Readonly<{
  cookie: string | undefined
  /** SHA-256 of the secret in the session cookie, in hexadecimal. */
  sessionHash: string | undefined
}>

/**
 * Takes the session cookie out of a browser's cookies.
 *
 * @param publicUrl where it has HTTPS, only the cookie counts that no page without HTTPS and no other host can have set
 */
export function passCookies(header: string | undefined, publicUrl: string): PassedCookies {
  if (header === undefined || header.length > COOKIES_CHARS_MAX)
    return { cookie: undefined, sessionHash: undefined }
  const name = publicUrl.startsWith('https:') ? '__Host-tallystick' : 'tallystick'
  const pairs = header.split(';').map((pair) => pair.trim())
  const secretIn = (pair: string) => pair.slice(pair.indexOf('=') + 1)
  const secrets = pairs.filter((pair) => pair.startsWith(`${name}=`)).map(secretIn)
  const others = pairs.filter((pair) => /^tallystick_\w+=/.test(pair))
  const [secret] = secrets
  return {
    cookie: others.length > 0 ? others.join('; ') : undefined,
    // Two of one name: a neighbour planted one, and nobody can tell which.
    sessionHash: secret && secrets.length === 1 ? hash('sha256', secret) : undefined,
  }
}
