/** A server for the operator, on a port that is not the public one: metrics, and the health that probes ask for. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from '@tallystick/telemetry'
import type { Health, HealthAnswer } from '../health.ts'
import type { Metrics } from './metrics.ts'

/** What the server is made from. */
export type InternalServerOptions = Readonly<{
  host: string
  /** 0 takes any free one. */
  port: number
  metrics: Metrics
  health: Health
  /** Whether a port that is taken is a fault; otherwise it is logged and nothing is served. */
  isRequired: boolean
  log: Logger
}>

/** A server that answers; `url` is undefined where its port was taken. */
export type InternalServer = Readonly<{
  url: string | undefined
  port: number | undefined
  close(): Promise<void>
}>

const RECEIVE_MS = 5_000

/** Starts to serve `GET /metrics` and `GET /health/live|ready|startup`. @throws when the port is taken and required */
export async function serveInternal(options: InternalServerOptions): Promise<InternalServer> {
  const { host, port, log } = options
  const server = createServer({ requestTimeout: RECEIVE_MS }, ({ method, url }, response) => {
    answer(options, `${method} ${url?.split('?')[0]}`, response).catch((err: unknown) => {
      log.error({ err }, 'the internal server failed')
      send(response, 500, { type: 'text/plain', text: 'failed\n' })
    })
  })
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    if (!isTaken) throw cause
    const message = `port ${port} is in use: stop what uses it, or set INTERNAL_PORT`
    if (options.isRequired) throw new Error(message, { cause })
    log.warn({ port }, `no metrics are served: ${message}`)
    return { url: undefined, port: undefined, close: async () => {} }
  }
  const { port: actualPort } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(
  { metrics, health }: InternalServerOptions,
  asked: string,
  response: ServerResponse,
): Promise<void> {
  switch (asked) {
    case 'GET /metrics':
      return send(response, 200, { type: metrics.contentType, text: await metrics.text() })
    case 'GET /health/live':
      return sendHealth(response, health.live())
    case 'GET /health/ready':
      return sendHealth(response, await health.ready())
    case 'GET /health/startup':
      return sendHealth(response, await health.startup())
    default:
      return send(response, 404, { type: 'text/plain', text: 'There is nothing here.\n' })
  }
}

const sendHealth = (response: ServerResponse, { status, body }: HealthAnswer): void =>
  send(response, status, { type: 'application/json', text: JSON.stringify(body) })

function send(
  response: ServerResponse,
  status: number,
  { type, text }: { type: string; text: string },
): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
}
