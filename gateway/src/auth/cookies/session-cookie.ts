/** The cookie that holds a session in a browser: its name, its form and its attributes (RFC 6265bis). */
import { publicUrlOf } from '@tallystick/config'
import type { GatewayConfig } from '../../config.ts'

/** Reads and writes the cookie. */
export type SessionCookie = Readonly<{
  name: string
  /** Finds its secret in a `Cookie` header. One that is there several times is none: nobody can tell whose is ours. */
  read(header: string | undefined): string | undefined
  /** The `Set-Cookie` that hands a secret to a browser, until the browser is closed. */
  write(secret: string): string
  /** The `Set-Cookie` that takes it away. */
  clear(): string
}>

/** Whether browsers reach us by https alone, as far as we are told. */
export const isSecure = (config: Pick<GatewayConfig, 'NODE_ENV' | 'PUBLIC_URL'>): boolean =>
  config.NODE_ENV === 'production' || publicUrlOf(config).startsWith('https:')

/**
 * Makes the reader and writer. No script reads the cookie, no other site sends it, and a `__Host-` name can be set by no
 * other host and over no line that is not secure.
 */
export function newSessionCookie(config: Parameters<typeof isSecure>[0]): SessionCookie {
  const secure = isSecure(config)
  // A browser takes no `__Host-` cookie over http, and development is http.
  const name = secure ? '__Host-tallystick' : 'tallystick'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    name,
    read(header) {
      const named = (header ?? '').split(';').flatMap((pair) => {
        const at = pair.indexOf('=')
        return at >= 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : []
      })
      return named.length === 1 ? named[0] : undefined
    },
    write: (secret) => `${name}=${secret}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  }
}
