/** Which page a request comes from, as its browser tells: the proof that a cookie was not sent for a stranger (SEC-9). */
import type { IncomingHttpHeaders } from 'node:http'
import { publicUrlOf } from '@tallystick/config'
import type { GatewayConfig } from '../../config.ts'
import { isSecure } from './session-cookie.ts'

/** OWN: this server's origin, or one of CORS_ORIGINS. UNTOLD: a browser that says nothing, or no browser. */
export type Page = 'OWN' | 'FOREIGN' | 'UNTOLD'

type PageConfig = Pick<GatewayConfig, 'NODE_ENV' | 'PUBLIC_URL' | 'CORS_ORIGINS'>

/** Makes the judge of pages. What a page of another site sends is foreign, whatever its origin: no cookie goes with it. */
export function newPageOf(config: PageConfig): (headers: IncomingHttpHeaders) => Page {
  const listed = new Set([...config.CORS_ORIGINS, publicUrlOf(config)])
  const scheme = isSecure(config) ? 'https' : 'http'
  return ({ origin, host, 'sec-fetch-site': site }) => {
    // No script can set this header, and a browser says so also where a proxy has changed the host.
    if (site === 'same-origin') return 'OWN'
    if (site === 'cross-site') return 'FOREIGN'
    if (origin !== undefined)
      return listed.has(origin) || origin === `${scheme}://${host}` ? 'OWN' : 'FOREIGN'
    return site === 'same-site' ? 'FOREIGN' : 'UNTOLD'
  }
}
