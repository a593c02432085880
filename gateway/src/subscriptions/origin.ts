import type { IncomingMessage } from 'node:http'

/**
 * Whether a web page may open a socket: its origin is on the list, or is this server's own (GraphiQL).
 *
 * Browsers let any page open a socket to anyone and only say so in `Origin`; programs that are no browser send none.
 */
export function isAllowedOrigin(
  { origin, host }: IncomingMessage['headers'],
  allowed: readonly string[],
): boolean {
  if (origin === undefined || allowed.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
