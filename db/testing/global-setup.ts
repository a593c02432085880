/**
 * Throw-away servers for a run of the tests, one for each file that runs at a time, and in each a migrated database to copy.
 *
 * Files must not share one: a transaction that a test leaves open holds back the events of every database of its server
 * (docs/decisions/0003).
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/migrate.ts'
import { startPostgres, stopAbandoned } from '../src/postgres/index.ts'
import { TEMPLATE } from './template.ts'

const PREFIX = 'tallystick-test-'

/** Run by Vitest before the first integration test; what it returns is run after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned()
  const count = Number(project.vitest.config.maxWorkers) || 1
  const servers = await Promise.all(Array.from({ length: count }, startServer))
  project.provide(
    'postgresUrls',
    servers.map(({ url }) => url),
  )
  return async () => {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  // The server may have to run as another user, who must be able to enter.
  chmodSync(folder, 0o711)
  const server = await startPostgres({ dataDir: folder, durable: false })
  await newTemplate(server.url)
  return {
    url: server.url,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function newTemplate(serverUrl: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await sql`create database ${sql(TEMPLATE)}`
  await sql.end()
  const adminUrl = new URL(serverUrl)
  adminUrl.pathname = TEMPLATE
  await migrate({ adminUrl: adminUrl.href })
}

/**
 * Ends the servers of runs that were killed. Those keep their claim, dead as it is; a folder without one is just being
 * made or removed by a run that goes on.
 */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const claim = statSync(join(folder, 'launcher.lock'), { throwIfNoEntry: false })
    if (!claim || claim.uid !== process.getuid?.()) continue
    if (await stopAbandoned(folder)) rmSync(folder, { recursive: true, force: true })
  }
}
