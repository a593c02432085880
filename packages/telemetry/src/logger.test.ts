import { describe, expect, test } from 'vitest'
import { type Logger, newLogger, newRequestId, SILENT, toRequestId } from './index.ts'

const CANARY = 'canary-7f3a'

function linesOf(work: (log: Logger) => void): { text: string; lines: Record<string, unknown>[] } {
  let text = ''
  work(
    newLogger({ name: 'test', level: 'debug', destination: { write: (line) => (text += line) } }),
  )
  const lines = text.split('\n').filter((line) => line !== '')
  return { text, lines: lines.map((line) => JSON.parse(line)) }
}

describe('a logger', () => {
  test('writes one JSON object a line, with ISO time, level name, process and message', () => {
    const { lines } = linesOf((log) => log.info({ amount: 10n ** 30n }, 'moved %s', 'money'))
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        pid: process.pid,
        name: 'test',
        amount: '1000000000000000000000000000000',
        msg: 'moved money',
      },
    ])
  })

  test.each([
    'password',
    'newPassword',
    'passwordHash',
    'token',
    'accessToken',
    'refresh_token',
    'tokens',
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'cookieHash',
    'x-cookie-hash',
    'secret',
    'clientSecret',
    'key',
    'apiKey',
    'api_key',
    'privateKey',
    'assertion',
    'jwk',
  ])('shows nothing that stands under %s, at any depth', (name) => {
    const secret = { [name]: CANARY }
    const { text, lines } = linesOf((log) => {
      log.info(secret)
      log.info({ request: { headers: secret, list: [{ deep: { deeper: { deepest: secret } } }] } })
      log.info({ [name]: { inner: CANARY } }, 'with %j', secret)
      log.child(secret).child({ facts: secret }).info('child')
    })
    expect(lines).toHaveLength(4)
    expect(text).not.toContain(CANARY)
  })

  test('keeps what only looks like a secret name', () => {
    const { lines } = linesOf((log) =>
      log.info({ idempotencyKey: 'a', keyboard: 'b', tokenCount: 3 }),
    )
    expect(lines[0]).toMatchObject({ idempotencyKey: 'a', keyboard: 'b', tokenCount: 3 })
  })

  test('hides the credentials of URLs in fields, messages and errors', () => {
    const url = `postgres://ada:${CANARY}@db:5432/x`
    const { text } = linesOf((log) => {
      log.info({ url, parsed: new URL(url) }, `connecting to ${url}`)
      log.info('to %s', url)
      log.error(new Error(`cannot reach ${url}`))
    })
    expect(text).not.toContain(CANARY)
    expect(text).toContain('@db:5432/x')
  })

  test('writes an error with code, constraint and causes, and no row of the database', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      constraint_name: 'users_email',
      detail: `Key (email)=(${CANARY}) already exists.`,
      parameters: [CANARY],
    })
    const error = new Error(`Failed query: insert into users\nparams: ${CANARY}\n    at,x`, {
      cause,
    })
    const { text, lines } = linesOf((log) => {
      log.error(error)
      log.error({ err: error, requestId: 'r' })
      log.error({ err: error }, 'could not sign up')
    })
    expect(text).not.toContain(CANARY)
    expect(lines.map((line) => line['msg'])).toEqual([
      'Failed query: insert into users',
      'Failed query: insert into users',
      'could not sign up',
    ])
    expect(lines[1]?.['err']).toMatchObject({
      type: 'Error',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { code: '23505', constraint_name: 'users_email' },
    })
  })

  test('survives cycles, instances and undefined', () => {
    const cycle: Record<string, unknown> = { nothing: undefined, none: null }
    cycle['self'] = cycle
    class Request {
      body = CANARY
    }
    const { text, lines } = linesOf((log) => {
      log.info({ cycle, request: new Request(), bytes: Buffer.from(CANARY), map: new Map() })
      log.info(undefined)
    })
    expect(text).not.toContain(CANARY)
    expect(lines[0]).toMatchObject({ request: '[Request]', map: '[Map]' })
  })

  test('is silent when SILENT', () => {
    expect(SILENT.isLevelEnabled('fatal')).toBe(false)
  })
})

describe('toRequestId', () => {
  test.each(['abcd1234', 'A-b_c.9-', 'x'.repeat(64), newRequestId()])('keeps %j', (id) => {
    expect(toRequestId(id)).toBe(id)
  })

  test.each([
    undefined,
    '',
    'short',
    'x'.repeat(65),
    'with space',
    'new\nline1',
    'ünicode-x',
    '{"a":1}xx',
  ])('makes a new one for %j', (id) => {
    expect(toRequestId(id)).not.toBe(id)
    expect(toRequestId(id)).toMatch(/^[A-Za-z0-9._-]{8,64}$/)
  })
})
