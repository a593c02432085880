import { WebSocket } from 'ws'
import { type Answer, type Client, type Loose, subscribe } from '../../kit/client.ts'

/** Every way in. A gate that holds on one of them must hold on all. */
export const TRANSPORTS = ['POST', 'GET', 'WebSocket', 'SSE by POST', 'SSE by GET'] as const

/** One of the ways in. */
export type Transport = (typeof TRANSPORTS)[number]

/** One operation as a client sends it. */
export type Request = { query: string; variables?: Record<string, unknown>; operationName?: string }

/** Sends one operation over a transport and reads its first answer, whatever it is. */
export async function ask(
  client: Client,
  transport: Transport,
  request: Request,
): Promise<Answer<Loose>> {
  if (transport === 'WebSocket') return askSocket(client, request)
  const isGet = transport.endsWith('GET')
  const headers = {
    accept: transport.startsWith('SSE') ? 'text/event-stream' : 'application/json',
    'content-type': 'application/json',
    ...(client.token ? { authorization: `Bearer ${client.token}` } : {}),
  }
  const { query, variables, operationName } = request
  const search = new URLSearchParams({
    query,
    ...(variables ? { variables: JSON.stringify(variables) } : {}),
    ...(operationName === undefined ? {} : { operationName }),
  })
  const response = isGet
    ? await fetch(`${client.url}?${search}`, { headers })
    : await fetch(client.url, { method: 'POST', headers, body: JSON.stringify(request) })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  return isStream ? await firstEvent(response) : ((await response.json()) as Answer<Loose>)
}

async function firstEvent(response: Response): Promise<Answer<Loose>> {
  let text = ''
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const part = await reader?.read()
    text += part?.value ?? ''
    const found = /^data: (.+)\n\n/m.exec(text)?.[1]
    if (!found && !part?.done) continue
    await reader?.cancel()
    return JSON.parse(found ?? '{}')
  }
}

async function askSocket(client: Client, request: Request): Promise<Answer<Loose>> {
  const stream = subscribe(client, 'ws', request)
  try {
    const ended = await Promise.race([stream.take(1), stream.closed])
    if (Array.isArray(ended) && ended[0] && !('message' in ended[0])) return ended[0]
    return Array.isArray(ended) ? { errors: ended } : { errors: [ended as never] }
  } finally {
    await stream.stop()
  }
}

/** The code of the first error, or of the refusal that a mutation answered with. */
export const codeOf = (answer: Answer<Loose>): string | undefined =>
  answer.errors?.[0]?.extensions.code ?? Object.values<Loose>(answer.data ?? {})[0]?.code

/** Whatever an answer says, none of it may help an attacker: no stack, statement, path or machine of ours. */
export const GIVEAWAY =
  /\bat \S+ \(|node_modules|\.ts:\d|select |insert into|postgres|drizzle|ECONN|127\.0\.0\.1|localhost|\/work\/|\/tmp\//i

/** Opens a bare socket and says what became of it: the HTTP status of a refusal, or `open`. */
export function openSocket(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ outcome: string; socket: WebSocket }> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { headers })
  return new Promise((resolve) => {
    socket.once('open', () => resolve({ outcome: 'open', socket }))
    socket.once('error', (fault) => resolve({ outcome: fault.message, socket }))
  })
}

/** Waits for a socket to close. @returns its code, 1006 when it was cut */
export const closeOf = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) resolve(1006)
    socket.once('close', resolve)
  })
