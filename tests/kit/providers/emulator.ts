/** What the emulated providers share: a small HTTP server with a book of its own, which misbehaves on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How an emulator treats one POST. AFTER: it has done what it was asked when it misbehaves. */
export type Misbehaviour =
  | 'SILENT_AFTER'
  | 'ERROR_AFTER'
  | 'ERROR_BEFORE'
  | 'TOO_MANY'
  | 'MALFORMED_AFTER'
  | 'HUGE_AFTER'
  | 'SLOW_AFTER'
  | 'OTHER_AMOUNT'
  | 'OTHER_CURRENCY'
  | 'OTHER_REFERENCE'

/** A line of an emulator's book. */
export type Entry = {
  readonly id: number
  readonly act: 'CHARGE' | 'TRANSFER' | 'REFUND'
  readonly reference: string
  /** In the provider's unit, as it was sent. */
  readonly amount: number
  readonly currency: string
  status: 'SUCCEEDED' | 'DECLINED' | 'REQUIRES_ACTION' | 'PROCESSING' | 'CANCELLED'
  /** For a refund: what it gives back. */
  readonly of?: string
}

/** A request as an emulator sees it. */
export type Asked = Readonly<{
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  // biome-ignore lint/suspicious/noExplicitAny: each provider has its own form.
  body: any
}>

/** What an emulator answers. */
export type Reply = readonly [status: number, json: unknown]

/** A provider that runs. */
export type Emulator = Readonly<{
  url: string
  book: Entry[]
  /** What the next POSTs meet, one each. */
  script: Misbehaviour[]
  /** Requests so far. */
  asked: Asked[]
  close(): Promise<void>
}>

/** What the last two digits of an amount in minor units bring about, as with the simulator. */
export function statusOf(minor: number): Entry['status'] {
  switch (minor % 100) {
    case 1:
      return 'DECLINED'
    case 2:
      return 'REQUIRES_ACTION'
    case 4:
      return 'PROCESSING'
    default:
      return 'SUCCEEDED'
  }
}

/** Starts one. @param answer writes into the book and says what an honest provider would */
export async function startEmulator(
  answer: (asked: Asked, book: Entry[]) => Reply,
  parse: (text: string) => unknown,
): Promise<Emulator> {
  const book: Entry[] = []
  const script: Misbehaviour[] = []
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
    const body = parse(Buffer.concat(chunks).toString())
    const { method = 'GET', headers } = request
    const one = { method, path, query, headers, body }
    asked.push(one)
    const wrong = method === 'POST' ? script.shift() : undefined
    if (wrong === 'ERROR_BEFORE') return send(response, [500, { error: {} }])
    if (wrong === 'TOO_MANY') return send(response, [429, { error: {} }])
    misbehave(response, answer(one, book), wrong)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ book, script, asked },
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function send(response: ServerResponse, [status, json]: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

function misbehave(response: ServerResponse, reply: Reply, wrong: Misbehaviour | undefined): void {
  const [status, json] = reply
  switch (wrong) {
    case 'SILENT_AFTER':
      response.destroy()
      break
    case 'MALFORMED_AFTER':
      response.writeHead(200).end('{"status": tru')
      break
    case 'SLOW_AFTER':
      // A reply that begins and never ends.
      response.writeHead(200, { 'content-type': 'application/json' }).write('{')
      break
    case 'ERROR_AFTER':
      send(response, [500, { error: {} }])
      break
    case 'HUGE_AFTER':
      send(response, [status, { ...(json as object), padding: 'x'.repeat(10_485_760) }])
      break
    default:
      send(response, [status, wrong ? LIES[wrong]?.(json) : json])
  }
}

const LIES: Partial<Record<Misbehaviour, (json: unknown) => unknown>> = {
  OTHER_AMOUNT: (json) => changed(json, /^amount/, (value) => Number(value) * 10),
  OTHER_CURRENCY: (json) => changed(json, /^currency$/, () => 'EUR'),
  OTHER_REFERENCE: (json) => changed(json, /^(tx_ref|reference|comments)$/, () => 'other'),
}

/** The same answer with other values under some names, however deep. */
function changed(json: unknown, name: RegExp, to: (value: unknown) => unknown): unknown {
  return JSON.parse(JSON.stringify(json), (key, value) =>
    name.test(key) && (typeof value === 'number' || typeof value === 'string') ? to(value) : value,
  )
}
