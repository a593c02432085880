import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { WebSocket } from 'ws'

/** Whom the attacks are aimed at, and what an attacker holds. */
export type Target = Readonly<{
  /** The GraphQL URL. */
  url: string
  /** Access token of a customer. */
  ada: string
  /** An API key of the same customer. */
  key: string
  /** An account of the customer. */
  wallet: string
  /** An account of somebody else. */
  foreign: string
}>

/** What came back, whatever it was. */
export type Seen = Readonly<{
  /** An HTTP status; over WebSocket the type of the message that came, or the code that the socket was closed with. */
  status: number | string
  /** Of the first error, or of the refusal that a mutation answered with. */
  code: string | undefined
  /** Everything that came, headers included. */
  text: string
}>

/** The right answer. */
export type Right = Readonly<{
  status: number | string
  code?: string | undefined
  /** The connection may be cut before the answer is read: more was on its way than is waited for. */
  orCut?: boolean
}>

/** One request of the sheet. */
export type Attack = Readonly<{
  name: string
  right: Right
  send(target: Target): Promise<Seen>
}>

/** The media type with which statuses say what happened. */
const GRAPHQL_TYPE = 'application/graphql-response+json'
const ANSWER_MS = 12_000
/** An answer is over when nothing more has come for this long. */
const QUIET_MS = 400
/** A connection for each request: a refusal may end the one that it came on. */
const agent = new Agent({ keepAlive: false })

/** A request as HTTP has it; a POST of JSON to the endpoint when nothing else is said. */
export type Sent = Readonly<{
  method?: string
  /** Path and query, when it is not the endpoint. */
  path?: string
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
}>

/** Sends a request over HTTP and reads the whole answer, or the first event of one that is a stream. */
export function sendHttp(
  { url }: Pick<Target, 'url'>,
  { method = 'POST', path, headers = {}, body }: Sent,
): Promise<Seen> {
  const { hostname, port, pathname } = new URL(url)
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        ...{ agent, hostname, port, method, path: path ?? pathname, timeout: ANSWER_MS },
        headers: {
          accept: GRAPHQL_TYPE,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (response) => readAnswer(response).then(resolve, reject),
    )
    asked.on('error', (fault: NodeJS.ErrnoException) =>
      resolve({ status: fault.code ?? fault.message, code: undefined, text: '' }),
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer')))
    asked.end(body)
  })
}

async function readAnswer(response: IncomingMessage): Promise<Seen> {
  const isStream = response.headers['content-type']?.startsWith('text/event-stream')
  let body = ''
  for await (const chunk of response.setEncoding('utf8')) {
    body += chunk
    const event = isStream && /^data: (.+)\n\n/m.exec(body)?.[1]
    if (!event) continue
    body = event
    response.destroy()
    break
  }
  const headers = response.rawHeaders.join(' ')
  return {
    status: response.statusCode ?? 0,
    code: codeIn(body),
    text: `${headers}\n${body}`,
  }
}

/** The code that an answer holds, if it is one. */
export function codeIn(body: string): string | undefined {
  try {
    const { errors, data } = JSON.parse(body)
    const [first] = Object.values<{ code?: string } | null>(data ?? {})
    return errors?.[0]?.extensions?.code ?? first?.code
  } catch {
    return undefined
  }
}

/**
 * Writes bytes to the port and reads what comes until the other side closes or nothing more has come for a while. `drip` is written
 * twice a second meanwhile.
 *
 * @returns as status those of all answers that came, and `closed` when the other side would not go on
 */
export function sendRaw(
  { url }: Pick<Target, 'url'>,
  bytes: string | Buffer,
  { waitMs = ANSWER_MS, drip = '' }: { waitMs?: number; drip?: string } = {},
): Promise<Seen> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const dripping = setInterval(() => drip && socket.writable && socket.write(drip), 500)
    const end = (closed?: 'closed'): void => {
      clearTimeout(quiet)
      clearInterval(dripping)
      socket.destroy()
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)
      const status = [...statuses, ...(closed ? [closed] : [])].join(' ')
      resolve({ status, code: codeIn(text.split('\r\n\r\n')[1] ?? ''), text })
    }
    let quiet = setTimeout(end, waitMs)
    socket.setEncoding('latin1').on('data', (part) => {
      text += part
      clearTimeout(quiet)
      quiet = setTimeout(end, QUIET_MS)
    })
    socket.on('error', () => {})
    socket.once('close', () => end('closed'))
  })
}

/**
 * Opens a socket, says what it is told to, waiting for the answer to a greeting, and reads until something that is no
 * greeting or pong has come.
 */
export function sendSocket(
  { url }: Pick<Target, 'url'>,
  {
    messages,
    headers = {},
    protocols = ['graphql-transport-ws'],
    until = () => true,
  }: {
    messages: readonly (string | Buffer)[]
    headers?: Record<string, string>
    protocols?: string[]
    /** Whether the message is the one that is waited for. */
    until?: (message: { type: string; id?: string }) => boolean
  },
): Promise<Seen> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), protocols, { headers })
  const late = setTimeout(() => socket.terminate(), ANSWER_MS)
  let text = ''
  return new Promise<Seen>((resolve) => {
    const end = (status: number | string, payload = ''): void =>
      resolve({ status, code: codeOfPayload(payload), text })
    const left = [...messages]
    const say = (): void => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        socket.send(next)
        if (String(next).includes('"connection_init"')) return
      }
    }
    socket.once('open', say)
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      text += String(data)
      if (message.type === 'connection_ack') return say()
      if (message.type === 'pong') return
      if (until(message)) end(message.type, String(data))
    })
    socket.once('unexpected-response', (_request, { statusCode, rawHeaders }) => {
      text += rawHeaders.join(' ')
      end(statusCode ?? 0)
    })
    socket.once('close', (code, reason) => {
      text += String(reason)
      end(code)
    })
    socket.once('error', (fault) => end(fault.message))
  }).finally(() => {
    clearTimeout(late)
    socket.terminate()
  })
}

function codeOfPayload(text: string): string | undefined {
  if (text === '') return undefined
  const { type, payload } = JSON.parse(text)
  return codeIn(JSON.stringify(type === 'error' ? { errors: payload } : payload))
}

/** The greeting of a socket. */
export const greeting = (token?: string): string =>
  JSON.stringify({
    type: 'connection_init',
    ...(token === undefined ? {} : { payload: { authorization: `Bearer ${token}` } }),
  })

/** The message that asks for an operation. */
export const asking = (payload: unknown, id = '1'): string =>
  JSON.stringify({ type: 'subscribe', id, payload })
