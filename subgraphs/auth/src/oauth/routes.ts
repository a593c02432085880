/** The routes of OAuth. Only the gateway calls them: it knows the client's address, and holds everyone to rates. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { AssertionVerifier } from '@tallystick/actor'
import type { Cause } from '@tallystick/outbox'
import { ASSERTION_HEADER } from '@tallystick/subgraph-client'
import { toRequestId } from '@tallystick/telemetry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { AdapterMeans } from './adapter.ts'
import { SESSION_HASH_HEADER } from './headers.ts'
import { type Asked, decideInteraction, showInteraction, type Told } from './interaction.ts'
import { INTERACTION_PATH } from './provider.ts'

/** What OAuth is served with. */
export type OAuthRoutesOptions = Readonly<{
  publicUrl: string
  /** The provider of this moment. */
  provider: () => Promise<Provider>
  means: (cause: Cause) => AdapterMeans
  /** Verifies that the gateway calls; undefined in the gateway's own process. */
  verify: AssertionVerifier | undefined
}>

/** A decision is a few words, in bytes. */
const DECISION_BYTES_MAX = 4_096

/** Adds the routes. */
export function addOAuth(app: FastifyInstance, options: OAuthRoutesOptions): void {
  const { verify, provider, publicUrl } = options
  app.register((guarded, _options, done) => {
    // The library reads bodies itself.
    guarded.removeAllContentTypeParsers()
    guarded.addContentTypeParser('*', (_request, _payload, read) => read(null))
    if (verify) guarded.addHook('onRequest', (request, reply) => admit(request, reply, verify))
    guarded.get(`${INTERACTION_PATH}/:uid`, async (request, reply) =>
      send(reply, await showInteraction(await askedIn(request, reply, options))),
    )
    guarded.post(`${INTERACTION_PATH}/:uid`, async (request, reply) =>
      send(reply, await decide(request, reply, options)),
    )
    const handle = async (request: FastifyRequest, reply: FastifyReply) => {
      const { raw } = request
      reachedAt(raw, publicUrl)
      const callback = (await provider()).callback()
      reply.hijack()
      await callback(raw, reply.raw)
    }
    guarded.all('/oauth/*', handle)
    guarded.get('/.well-known/openid-configuration', handle)
    guarded.get('/.well-known/oauth-authorization-server', handle)
    done()
  })
}

async function admit(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  verify: AssertionVerifier,
): Promise<FastifyReply | undefined> {
  const caller = await verify(textOf(headers[ASSERTION_HEADER]) ?? '').catch(() => undefined)
  if (caller?.issuer === 'gateway') return undefined
  return send(reply, {
    status: 401,
    body: { error: 'unauthorized', error_description: 'Ask the gateway.' },
  })
}

/** Whatever way a request came, the links in its answer begin where the world finds us. */
function reachedAt(raw: IncomingMessage, publicUrl: string): void {
  const { host, protocol } = new URL(publicUrl)
  raw.headers.host = host
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  delete raw.headers['x-forwarded-host']
}

async function askedIn(
  request: FastifyRequest,
  { raw }: FastifyReply,
  { provider, means, publicUrl }: OAuthRoutesOptions,
): Promise<Asked> {
  reachedAt(request.raw, publicUrl)
  return {
    provider: await provider(),
    exchange: [request.raw, raw],
    means: means(causeOfRequest(request.headers)),
    uid: (request.params as { uid: string }).uid,
    sessionHash: textOf(request.headers[SESSION_HASH_HEADER]) ?? '',
  }
}

/** A page of another origin could make the person's browser decide: it can send neither this header nor our origin (SEC-9). */
async function decide(
  request: FastifyRequest,
  reply: FastifyReply,
  options: OAuthRoutesOptions,
): Promise<Told> {
  const { headers, raw } = request
  if (headers['x-session-mode'] !== 'cookie' || headers.origin !== options.publicUrl)
    return refuse(403, 'forbidden', 'Only our own page may decide: x-session-mode, and our origin.')
  const decision = decisionIn(await readText(raw))
  if (!decision) return refuse(400, 'invalid_request', 'decision is “allow” or “deny”, in JSON.')
  return decideInteraction(await askedIn(request, reply, options), decision)
}

const refuse = (status: number, error: string, error_description: string): Told => ({
  status,
  body: { error, error_description },
})

function decisionIn(text: string | undefined): 'allow' | 'deny' | undefined {
  try {
    const { decision } = (JSON.parse(text ?? '') ?? {}) as { decision?: unknown }
    return decision === 'allow' || decision === 'deny' ? decision : undefined
  } catch {
    return undefined
  }
}

/** @returns undefined for a text that is longer than any decision */
async function readText(stream: AsyncIterable<Buffer>): Promise<string | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream) {
    bytes += part.length
    if (bytes > DECISION_BYTES_MAX) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Who asks, as the gateway tells: of a program nothing is known before its secret was looked at. */
export const causeOfRequest = (headers: IncomingHttpHeaders): Cause => ({
  actor: { kind: 'ANONYMOUS', id: null },
  requestId: toRequestId(textOf(headers['x-request-id'])),
  address: textOf(headers['x-client-address']),
  userAgent: textOf(headers['x-client-agent']),
})

const send = (reply: FastifyReply, { status, body }: Told): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').send(body)

const textOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
