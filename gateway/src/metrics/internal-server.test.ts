import { newLogger, SILENT } from '@tallystick/telemetry'
import { afterEach, describe, expect, test } from 'vitest'
import { newHealth } from '../health.ts'
import { type InternalServer, serveInternal } from './internal-server.ts'
import { newMetrics } from './metrics.ts'

const metrics = newMetrics({ METRICS_OPERATIONS_MAX: 10, METRICS_USERS_MAX: 1_000 })
const opened: InternalServer[] = []
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
})

async function serve(port = 0, { isRequired = true, log = SILENT } = {}) {
  const health = newHealth({ health: async () => {}, isClosing: () => false, log: SILENT })
  const options = { host: '127.0.0.1', port, metrics, health, isRequired, log }
  const server = await serveInternal(options)
  opened.push(server)
  return server
}

describe('the internal server', () => {
  test('shows metrics to Prometheus (OBS-6)', async () => {
    const { url } = await serve()
    metrics.rateRefused('user')
    const answer = await fetch(`${url}/metrics?x=1`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ])
    expect(await answer.text()).toContain('rate_refusals_total{bucket="user"} 1')
  })

  test.each(['live', 'ready', 'startup'])('tells /health/%s', async (path) => {
    const { url } = await serve()
    const answer = await fetch(`${url}/health/${path}`)
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'UP' }])
  })

  test('has nothing else, and no other method', async () => {
    const { url } = await serve()
    const statuses = await Promise.all([
      fetch(`${url}/`).then(({ status }) => status),
      fetch(`${url}/metrics`, { method: 'POST' }).then(({ status }) => status),
      fetch(`${url}/metrics/../graphql`).then(({ status }) => status),
    ])
    expect(statuses).toEqual([404, 404, 404])
  })

  test('names the variable when its port is taken, or goes without where it may', async () => {
    const { port } = await serve()
    await expect(serve(port)).rejects.toThrow('set INTERNAL_PORT')
    let text = ''
    const log = newLogger({ name: 'test', destination: { write: (line) => (text += line) } })
    expect((await serve(port, { isRequired: false, log })).url).toBeUndefined()
    expect(text).toContain('no metrics are served')
  })
})
