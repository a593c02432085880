import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  ConfigError,
  defineVariables,
  readConfig,
  toEnvExample,
  toMarkdownTable,
  variable,
} from './index.ts'

const variables = defineVariables({
  PORT: variable({
    schema: z.coerce.number().int().min(1).max(65_535),
    default: '4000',
    description: 'The port that is listened on.',
  }),
  DATABASE_URL: variable({ schema: z.url(), description: 'Where PostgreSQL is.', secret: true }),
  REDIS_URL: variable({ schema: z.url().optional(), description: 'Where Redis is | if at all.' }),
  MODE: variable({
    schema: z.enum(['dev', 'production']),
    default: 'dev',
    description: 'What for.',
  }),
})
const GOOD = { DATABASE_URL: 'postgres://u:canary@h/db' }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function faultsOf(env: Record<string, string>): ConfigError['faults'] {
  try {
    readConfig(variables, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}

describe('readConfig', () => {
  test('gives typed values, with defaults for what is unset or empty', () => {
    expect(readConfig(variables, { ...GOOD, MODE: '' })).toEqual({
      PORT: 4000,
      DATABASE_URL: GOOD.DATABASE_URL,
      REDIS_URL: undefined,
      MODE: 'dev',
    })
  })

  test('reports every fault at once', () => {
    expect(
      faultsOf({ PORT: '70000', REDIS_URL: 'nowhere', MODE: 'test' }).map(({ name }) => name),
    ).toEqual(['PORT', 'DATABASE_URL', 'REDIS_URL', 'MODE'])
  })

  test('says which variable is required, and never shows a secret', () => {
    expect(faultsOf({})).toEqual([{ name: 'DATABASE_URL', problem: 'is required' }])
    const error = new ConfigError(faultsOf({ DATABASE_URL: 'canary' }))
    expect(error.message).toContain('DATABASE_URL')
    expect(error.message).not.toContain('canary')
  })

  test('reads a secret from the file that NAME_FILE names, without its last newline', () => {
    const file = join(folder, 'url')
    writeFileSync(file, `${GOOD.DATABASE_URL}\n`)
    expect(readConfig(variables, { DATABASE_URL_FILE: file }).DATABASE_URL).toBe(GOOD.DATABASE_URL)
  })

  test('refuses a secret given both ways, an unreadable file and an empty one', () => {
    const empty = join(folder, 'empty')
    writeFileSync(empty, '\n')
    expect(faultsOf({ ...GOOD, DATABASE_URL_FILE: empty })).toHaveLength(1)
    expect(faultsOf({ DATABASE_URL_FILE: join(folder, 'none') })).toEqual([
      { name: 'DATABASE_URL_FILE', problem: 'cannot be read (ENOENT)' },
    ])
    expect(faultsOf({ DATABASE_URL_FILE: empty })).toEqual([
      { name: 'DATABASE_URL', problem: 'is required' },
    ])
  })

  test('takes no file for what is not secret', () => {
    expect(readConfig(variables, { ...GOOD, MODE_FILE: join(folder, 'none') }).MODE).toBe('dev')
  })
})

test('defineVariables refuses a name that no environment has', () => {
  expect(() =>
    defineVariables({ port: variable({ schema: z.string(), description: '' }) }),
  ).toThrow(RangeError)
})

test('toEnvExample asks for what is required and shows the defaults of the rest', () => {
  expect(toEnvExample([{ title: 'Server', variables }])).toMatchInlineSnapshot(`
    "# --- Server ---

    # The port that is listened on.
    # PORT=4000

    # Where PostgreSQL is.
    DATABASE_URL=

    # Where Redis is | if at all.
    # REDIS_URL=

    # What for.
    # MODE=dev
    "
  `)
})

test('toMarkdownTable makes one table per group', () => {
  expect(toMarkdownTable([{ title: 'Server', variables }])).toMatchInlineSnapshot(`
    "## Server

    | Variable | Default | Meaning |
    |---|---|---|
    | \`PORT\` | \`4000\` | The port that is listened on. |
    | \`DATABASE_URL\` or \`DATABASE_URL_FILE\` | required | Where PostgreSQL is. |
    | \`REDIS_URL\` |  | Where Redis is \\| if at all. |
    | \`MODE\` | \`dev\` | What for. |
    "
  `)
})
