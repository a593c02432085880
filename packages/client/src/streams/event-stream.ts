/**
 * Server-sent events read from `fetch`, because `EventSource` sends neither a body nor an `Authorization` header: the
 * "distinct connections" of the GraphQL over SSE protocol.
 */
import { type Answer, connectionLost } from '../error.ts'
import { cookiesOf, headersOf, readData } from '../http.ts'
import type { SessionMode } from '../session.ts'
import { type OpenStream, StreamLost, type StreamRequest } from './stream.ts'

/** The server gives a sign of life every 20 seconds; after this long without one it is gone, in milliseconds. */
const QUIET_MS = 50_000

/** Makes what opens streams over SSE. */
export function newEventStreams(
  url: string,
  fetch: typeof globalThis.fetch,
  mode?: SessionMode,
): OpenStream {
  const ask = (request: StreamRequest): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      ...cookiesOf(mode),
      headers: { ...headersOf(request, mode), accept: 'text/event-stream' },
      body: JSON.stringify(request.body),
      signal: request.signal,
    })
  return async function* open(request) {
    const gone = new AbortController()
    const signal = AbortSignal.any([request.signal, gone.signal])
    const listen = () => setTimeout(() => gone.abort(), QUIET_MS)
    let listening = listen()
    try {
      const body = await connect({ ...request, signal }, ask)
      request.onOpen()
      const read = newReader()
      for await (const bytes of chunksOf(body)) {
        clearTimeout(listening)
        listening = listen()
        for (const { event, data } of read(bytes)) {
          if (event === 'complete') return
          if (event === 'next') yield JSON.parse(data) as Answer
        }
      }
      throw new StreamLost('broken')
    } finally {
      clearTimeout(listening)
      gone.abort()
    }
  }
}

async function connect(
  request: StreamRequest,
  ask: (request: StreamRequest) => Promise<Response>,
): Promise<ReadableStream<Uint8Array>> {
  const asked = { requestId: request.requestId, isMutation: false }
  const response = await ask(request).catch((cause: unknown) => {
    throw new StreamLost('broken', cause)
  })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (response.ok && isStream && response.body) return response.body
  readData(response, await response.text(), asked)
  throw connectionLost(asked, { why: 'The server answered with one answer instead of a stream.' })
}

/** A stream cannot be iterated in every browser. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new StreamLost('broken', cause)
      })
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

type ServerSentEvent = Readonly<{ event: string; data: string }>

/** Reads events from bytes as they come, however they are cut. Comments, which only say that somebody is there, are none. */
export function newReader(): (bytes: Uint8Array) => ServerSentEvent[] {
  const decoder = new TextDecoder()
  let rest = ''
  return (bytes) => {
    rest += decoder.decode(bytes, { stream: true })
    const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/)
    rest = blocks.pop() ?? ''
    return blocks.map(toEvent).filter((event) => event !== undefined)
  }
}

function toEvent(block: string): ServerSentEvent | undefined {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^(\w+):? ?(.*)$/s.exec(line) ?? []
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
  }
  return event === 'message' && data.length === 0 ? undefined : { event, data: data.join('\n') }
}
