import type { IncomingHttpHeaders } from 'node:http'

/** Longer names are none of ours; cut, they still count together. In characters. */
const NAME_CHARS_MAX = 128

/** The program that a request to the OAuth endpoints names, whether or not it is that program; undefined when it names none. */
export function clientIdIn(
  { authorization, 'content-type': type }: IncomingHttpHeaders,
  body: Buffer | undefined,
): string | undefined {
  const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1]
  const named =
    basic === undefined ? inForm(type, body) : Buffer.from(basic, 'base64').toString().split(':')[0]
  return named?.slice(0, NAME_CHARS_MAX) || undefined
}

const inForm = (type: string | undefined, body: Buffer | undefined): string | undefined =>
  body && type?.startsWith('application/x-www-form-urlencoded')
    ? (new URLSearchParams(body.toString('utf8')).get('client_id') ?? undefined)
    : undefined
