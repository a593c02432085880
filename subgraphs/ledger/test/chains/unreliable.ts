/** What stands between an adapter and its chain in tests: it can lose answers, hold them back, or be away. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** A node of a chain, as far as it answers calls. */
export type Node = (method: string, params: unknown[]) => Promise<object>

export type Unreliable = Readonly<{
  url: string
  /** The next call of the method reaches the chain; its answer reaches nobody. */
  loseAnswerTo(method: string): void
  /** Every call of the method is answered this much later. */
  delay(method: string, ms: number): void
  /** Something happens whenever the method is called, before the chain hears of it. */
  before(method: string, act: () => Promise<unknown>): void
  /** How often a method was called. */
  countOf(method: string): number
  close(): Promise<void>
}>

/** Serves a node on a free port. `isAllowed` judges the Authorization header. */
export async function serveUnreliably(
  node: Node,
  isAllowed: (authorization: string | undefined) => boolean = () => true,
): Promise<Unreliable> {
  const lost: string[] = []
  const delays = new Map<string, number>()
  const acts = new Map<string, () => Promise<unknown>>()
  const calls: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isAllowed(request.headers.authorization)) return void response.writeHead(401).end()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString())
    calls.push(method)
    await acts.get(method)?.()
    const body = await node(method, params)
    if (lost.includes(method)) {
      lost.splice(lost.indexOf(method), 1)
      return void request.socket.destroy()
    }
    const send = () =>
      response
        // bitcoind says an error with the status, too.
        .writeHead('error' in body && body.error ? 500 : 200, {
          'content-type': 'application/json',
        })
        .end(JSON.stringify({ jsonrpc: '2.0', id, ...body }))
    timers.add(setTimeout(send, delays.get(method) ?? 0))
  }
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(502).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    loseAnswerTo: (method) => void lost.push(method),
    delay: (method, ms) => void delays.set(method, ms),
    before: (method, act) => void acts.set(method, act),
    countOf: (method) => calls.filter((each) => each === method).length,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
