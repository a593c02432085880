/** Requests to servers of others: bounded in time and size, and never into a network that they have no business in. */
import { type LookupAddress, lookup } from 'node:dns'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { CustomFetch, CustomFetchOptions } from 'openid-client'

/** Where a request may end up: with the world, on this machine alone, or anywhere but there. */
export type Reach = 'WORLD' | 'LOOPBACK' | 'PRIVATE'

/** How long a request may take, in milliseconds. */
export const REQUEST_MS = 5_000
/** How long an answer may be, in bytes. */
export const ANSWER_BYTES_MAX = 256 * 1024

/** A server cannot be reached, or does not answer as a server does. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

const listOf = (networks: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList()
  for (const [network, bits] of networks)
    list.addSubnet(network, bits, isIP(network) === 4 ? 'ipv4' : 'ipv6')
  return list
}

const LOOPBACK = listOf([
  ['127.0.0.0', 8],
  ['::1', 128],
])

/** Networks that nobody is reached in from everywhere; IANA's registries of special addresses. */
const SPECIAL = listOf([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
])

const PRIVATE = listOf([
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['fc00::', 7],
])

/** Whether a request that may go so far may go to `address`. */
export function mayReach(address: string, reach: Reach): boolean {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  const isIn = (list: BlockList): boolean => list.check(address, family)
  if (isIP(address) === 0 || isIn(SPECIAL)) return false
  if (reach === 'LOOPBACK') return isIn(LOOPBACK)
  return !isIn(LOOPBACK) && (reach === 'PRIVATE' || !isIn(PRIVATE))
}

/** Whether a host is this machine, by its name. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && LOOPBACK.check(host))

/** Names are looked up here, so that what was judged is what is connected to. */
const lookupIn =
  (reach: Reach): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (fault, found: LookupAddress[] = []) => {
      const allowed = found.filter(({ address }) => mayReach(address, reach))
      const [first] = allowed
      if (fault || !first) done(fault ?? new Unreachable('is in a network of its own'), '')
      else if (options.all) done(null, allowed)
      else done(null, first.address, first.family)
    })

/** A `fetch` that follows nothing and takes no body but text. @throws {Unreachable} */
export const newBoundedFetch =
  (reach: Reach): CustomFetch =>
  async (text, options) => {
    const url = new URL(text)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && reach === 'LOOPBACK')
    if (!isSafe || (isIP(host) !== 0 && !mayReach(host, reach)))
      throw new Unreachable('is not where a provider may be')
    const answer = await send(url, { ...options, reach }).catch((cause: unknown) => {
      throw cause instanceof Unreachable ? cause : new Unreachable('does not answer', { cause })
    })
    if (answer.status >= 500) throw new Unreachable(`answers with status ${answer.status}`)
    return answer
  }

const send = (
  url: URL,
  { method, headers, body, reach }: CustomFetchOptions & Readonly<{ reach: Reach }>,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? overHttps : overHttp
    const signal = AbortSignal.timeout(REQUEST_MS)
    const given = { method, headers, signal, lookup: lookupIn(reach), agent: false }
    const sent = request(url, given, (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        parts.push(part)
        if (bytes > ANSWER_BYTES_MAX) sent.destroy(new Unreachable('answers at too great a length'))
      })
      answer.on('error', reject)
      answer.on('end', () => {
        const { statusCode: status = 500, headers: told } = answer
        const type = { 'content-type': told['content-type'] ?? '' }
        const has = status !== 204 && status !== 304
        try {
          resolve(new Response(has ? Buffer.concat(parts) : null, { status, headers: type }))
        } catch (cause) {
          // Node takes any three digits for a status. What is thrown in a listener would end the process.
          reject(new Unreachable(`answers with status ${status}`, { cause }))
        }
      })
    })
    sent.on('error', reject)
    sent.end(body === undefined || body === null ? undefined : String(body))
  })
