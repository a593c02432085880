import { newLogger, SILENT } from '@tallystick/telemetry'
import { describe, expect, test, vi } from 'vitest'
import { newHealth } from './health.ts'

const up = async () => {}
const isClosing = () => false

function newParts() {
  const parts = { auth: vi.fn(up), ledger: vi.fn(up), redis: vi.fn(up) }
  const lose = (name: keyof typeof parts) =>
    parts[name].mockRejectedValue(new Error(`secret reason of ${name}`))
  return { parts, lose }
}

describe('health', () => {
  test('names the service, the moment and each part, and no reason (OBS-1, OBS-2)', async () => {
    const { parts, lose } = newParts()
    const { auth, ledger, redis } = parts
    const health = newHealth({
      health: { auth, ledger },
      extras: { redis },
      isClosing,
      log: SILENT,
    })
    const facts = {
      service: 'gateway',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    }
    expect(health.live()).toEqual({ status: 200, body: { status: 'UP', ...facts } })
    const checks = { auth: 'UP', ledger: 'UP', redis: 'UP' }
    expect(await health.ready()).toEqual({ status: 200, body: { status: 'UP', ...facts, checks } })
    lose('ledger')
    const lost = { status: 'DOWN', ...facts, checks: { ...checks, ledger: 'DOWN' } }
    expect(await health.ready()).toEqual({ status: 503, body: lost })
    expect(health.live().status).toBe(200)
  })

  test('stays ready while only Redis is away', async () => {
    const { parts, lose } = newParts()
    const { auth, redis } = parts
    lose('redis')
    const health = newHealth({ health: { auth }, extras: { redis }, isClosing, log: SILENT })
    const { status, body } = await health.ready()
    expect([status, body.checks]).toEqual([200, { auth: 'UP', redis: 'DOWN' }])
  })

  test('has started once it was ready, whatever comes later', async () => {
    const { parts, lose } = newParts()
    lose('auth')
    const health = newHealth({ health: parts.auth, isClosing, log: SILENT })
    expect((await health.startup()).status).toBe(503)
    parts.auth.mockResolvedValue(undefined)
    expect((await health.startup()).status).toBe(200)
    lose('auth')
    expect((await health.ready()).status).toBe(503)
    expect((await health.startup()).status).toBe(200)
  })

  test('is not ready while it closes, without asking anyone', async () => {
    const { parts } = newParts()
    const health = newHealth({ health: parts, isClosing: () => true, log: SILENT })
    expect((await health.ready()).status).toBe(503)
    expect(parts.auth).not.toHaveBeenCalled()
  })

  test('asks each part once for however many probes at a time', async () => {
    const { parts } = newParts()
    const health = newHealth({ health: parts, isClosing, log: SILENT })
    await Promise.all(Array.from({ length: 50 }, () => health.ready()))
    expect(parts.auth).toHaveBeenCalledTimes(1)
    await health.ready()
    expect(parts.auth).toHaveBeenCalledTimes(2)
  })

  test('takes a part that hangs for lost after two seconds', async () => {
    vi.useFakeTimers()
    try {
      const health = newHealth({ health: () => new Promise(() => {}), isClosing, log: SILENT })
      const answer = health.ready()
      await vi.advanceTimersByTimeAsync(2_000)
      expect((await answer).status).toBe(503)
    } finally {
      vi.useRealTimers()
    }
  })

  test('writes the reason to the log, once for as long as it lasts', async () => {
    const { parts, lose } = newParts()
    let text = ''
    const log = newLogger({ name: 'test', destination: { write: (line) => (text += line) } })
    const health = newHealth({ health: parts, isClosing, log })
    lose('ledger')
    for (let count = 0; count < 3; count++) await health.ready()
    expect(text.match(/secret reason of ledger/g)?.length).toBeGreaterThan(0)
    expect(text.trim().split('\n')).toHaveLength(1)
    parts.ledger.mockResolvedValue(undefined)
    await health.ready()
    expect(text).toContain('answers again')
  })
})
