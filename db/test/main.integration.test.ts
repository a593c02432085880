import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { newTestDatabase } from '@tallystick/db/testing'
import { expect, it } from 'vitest'
import { SUBGRAPHS } from '../src/index.ts'
import { assertMigrated } from '../src/migrate.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const run = (env: Record<string, string>) =>
  spawnSync(process.execPath, [MAIN], { env, encoding: 'utf8' })

it('brings an empty database to what every subgraph expects, and may be run again', async () => {
  const { adminUrl, urls, drop } = await newTestDatabase({ template: null })
  for (const _ of ['first', 'again']) {
    const { status, stdout } = run({ DATABASE_URL: adminUrl })
    expect({ status, stdout }).toMatchObject({ status: 0 })
    expect(stdout).not.toContain(new URL(adminUrl).password)
  }
  for (const name of SUBGRAPHS) await assertMigrated(urls[name], name)
  await drop()
})

it('names every variable that is missing or wrong, and ends with 78', () => {
  const { status, stderr } = run({ LEDGER_DATABASE_URL: 'mysql://ledger' })
  expect(status).toBe(78)
  expect(stderr).toContain('DATABASE_URL: is required')
  expect(stderr).toContain('LEDGER_DATABASE_URL: must be a postgres:// url')
})

it('ends with 1 and says why in plain words when the database is not there', () => {
  const { status, stderr } = run({ DATABASE_URL: 'postgres://boss:secret@127.0.0.1:1/tallystick' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Could not migrate: .*ECONNREFUSED/m)
  expect(stderr).not.toContain('secret')
})
