import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

function visit(env: Readonly<Record<string, string>>) {
  const { FAILPOINT: _, NODE_ENV: __, ...rest } = process.env
  const done = spawnSync(process.execPath, ['packages/failpoints/test/visitor.ts'], {
    env: { ...rest, ...env },
    encoding: 'utf8',
  })
  return { ...done, lines: done.stdout.trim().split('\n').filter(Boolean) }
}

it('kills the process at the visit that was ordered, before anything behind it', () => {
  const { signal, lines, stderr } = visit({
    NODE_ENV: 'test',
    FAILPOINT: 'outbox.claimed:kill9:2',
  })
  expect({ signal, lines }).toEqual({ signal: 'SIGKILL', lines: ['started', 'once'] })
  expect(stderr).toContain('failpoint outbox.claimed: kill9')
})

it.each(['production', 'development', ''])(
  'does not let a process start that has an order and NODE_ENV=%s',
  (NODE_ENV) => {
    const { status, lines, stderr } = visit({ NODE_ENV, FAILPOINT: 'outbox.claimed:throw' })
    expect({ status, lines }).toEqual({ status: 78, lines: [] })
    expect(stderr).toContain('FAILPOINT: is for tests')
  },
)

it('does not let a process start with an order that nobody can follow', () => {
  const { status, stderr } = visit({ NODE_ENV: 'test', FAILPOINT: 'outbox.claimed:explode' })
  expect(status).toBe(78)
  expect(stderr).toContain('FAILPOINT: is not name:action[:nth]')
})

it.each(['production', 'test'])('does nothing without an order, with NODE_ENV=%s', (NODE_ENV) => {
  const { status, lines, stderr } = visit({ NODE_ENV })
  expect({ status, lines, stderr }).toEqual({
    status: 0,
    lines: ['started', 'once', 'twice'],
    stderr: '',
  })
})
