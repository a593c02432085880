import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  PostgresError,
  type RunningPostgres,
  type StartOptions,
  startPostgres,
} from '../src/postgres/index.ts'
import { stopPostmaster } from '../src/postgres/postmaster.ts'

const LAUNCHER = fileURLToPath(new URL('./launcher.ts', import.meta.url))
const NOBODY = 65534
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']

const isRoot = process.getuid?.() === 0

type Launched = { url: string; port: number; pid: number; adopted: boolean; refused?: string }

let dataDir: string
let servers: RunningPostgres[]
let launchers: ChildProcess[]
let orphans: number[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tallystick-postgres-'))
  chmodSync(dataDir, 0o711)
  ;[servers, launchers, orphans] = [[], [], []]
})

afterEach(async () => {
  for (const launcher of launchers) launcher.kill('SIGKILL')
  await Promise.all(servers.map((server) => server.stop().catch(() => {})))
  await Promise.all(orphans.map((pid) => stopPostmaster(pid).catch(() => {})))
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<StartOptions> = {}): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir, ...options })
  servers.push(server)
  return server
}

/** Starts a database from a process of its own, which can then be killed. */
async function launch(
  prefix: readonly string[] = [],
): Promise<Launched & { kill(): Promise<void> }> {
  const [command = '', ...args] = [...prefix, process.execPath, LAUNCHER, dataDir]
  const launcher = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: {} })
  launchers.push(launcher)
  const [line] = await once(createInterface({ input: launcher.stdout }), 'line')
  const launched = JSON.parse(line) as Launched
  if (launched.pid) orphans.push(launched.pid)
  return {
    ...launched,
    async kill() {
      launcher.kill('SIGKILL')
      await once(launcher, 'exit')
    },
  }
}

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe<Row[]>(statement))]
  } finally {
    await sql.end()
  }
}

async function countRows(url: string): Promise<number> {
  const [row] = await ask<{ count: number }>(url, 'select count(*)::int from kept')
  return row?.count ?? 0
}

const writeRows = (url: string) =>
  ask(url, 'create table kept as select generate_series(1, 1000) as n')

const fileOf = (name: string) => join(dataDir, name)
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)

describe('a new folder', () => {
  it('becomes a server with checksums, 200 connections, a database, and nothing open to others', async () => {
    const { url } = await start()
    expect(new URL(url).pathname).toBe('/tallystick')
    const settings = await ask<{ name: string; setting: string }>(
      url,
      `select name, setting from pg_settings where name in ('data_checksums', 'max_connections', 'listen_addresses',
        'fsync', 'synchronous_commit', 'server_encoding', 'TimeZone') order by name`,
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      max_connections: '200',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
      TimeZone: 'UTC',
    })
    expect(modeOf(fileOf('cluster'))).toBe('700')
    expect(modeOf(fileOf('superuser.password'))).toBe('600')
    expect(modeOf(fileOf('postgres.log'))).toBe('600')
  })

  it('has its log in a file, which goes on when the launcher is gone', async () => {
    const launcher = await launch()
    await launcher.kill()
    await ask(launcher.url, 'select 1/0').catch(() => {})
    expect(readFileSync(fileOf('postgres.log'), 'utf8')).toContain('division by zero')
  })

  it('refuses whoever does not know the password', async () => {
    const { url } = await start()
    const guess = url.replace(/:[^:@]+@/, ':guess@')
    await expect(ask(guess, 'select 1')).rejects.toThrow(/password authentication failed/)
  })
})

describe('a folder that was used', () => {
  it('keeps its rows, and needs the port of the run before no more', async () => {
    const first = await start({ durable: false })
    await writeRows(first.url)
    await first.stop()
    await first.stop()
    const squatter = createServer().listen(first.port, '127.0.0.1')
    await once(squatter, 'listening')
    const second = await start({ durable: false })
    expect(second.port).not.toBe(first.port)
    expect(await countRows(second.url)).toBe(1000)
    squatter.close()
  })

  it('has its server adopted when the launcher was killed, with its sessions undisturbed', async () => {
    const launcher = await launch()
    await writeRows(launcher.url)
    const session = postgres(launcher.url, { max: 1 })
    await session`select 1`
    await launcher.kill()
    const adopter = await start()
    expect(adopter).toMatchObject({ adopted: true, pid: launcher.pid, port: launcher.port })
    expect(await session`select 1 as one`).toEqual([{ one: 1 }])
    expect(await countRows(adopter.url)).toBe(1000)
    await session.end()
  })

  it('recovers every committed row when the server itself was killed', async () => {
    const launcher = await launch()
    await writeRows(launcher.url)
    process.kill(launcher.pid, 'SIGKILL')
    await launcher.kill()
    const recovered = await start()
    expect(recovered.adopted).toBe(false)
    expect(await countRows(recovered.url)).toBe(1000)
    expect(readFileSync(fileOf('postgres.log'), 'utf8')).toContain('was not properly shut down')
  })

  it('starts although the pid in its lock file is a stranger’s now', async () => {
    const first = await start({ durable: false })
    await first.stop()
    const stranger = [process.pid, fileOf('cluster'), 0, first.port, '', '127.0.0.1', '', 'ready']
    writeFileSync(fileOf('cluster/postmaster.pid'), stranger.join('\n'))
    expect((await start({ durable: false })).adopted).toBe(false)
  })

  it('gets a new server when the one left was started without care for durability', async () => {
    const first = await start({ durable: false })
    rmSync(fileOf('launcher.lock'))
    const second = await start()
    expect([second.adopted, second.pid === first.pid]).toEqual([false, false])
    const [row] = await ask<{ fsync: string }>(second.url, 'show fsync')
    expect(row?.fsync).toBe('on')
  })

  it('says what is missing when the password is', async () => {
    await (await start({ durable: false })).stop()
    rmSync(fileOf('superuser.password'))
    await expect(start()).rejects.toThrow(/superuser\.password is missing.*put the file back/)
  })
})

describe('two launchers on one folder', () => {
  it('are told apart: the second is refused, and told which process has it', async () => {
    const { url } = await start({ durable: false })
    const { refused } = await launch()
    expect(refused).toContain(`is in use by process ${process.pid}`)
    await expect(start()).rejects.toThrow(PostgresError)
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('that start at once: exactly one has it', async () => {
    const launched = await Promise.all([launch(), launch(), launch()])
    expect(launched.filter(({ refused }) => refused === undefined)).toHaveLength(1)
  })
})

describe('a port', () => {
  it('is used when it is named, and refused in plain words when somebody has it', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const address = squatter.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(start({ port, durable: false })).rejects.toThrow(`Port ${port} is in use`)
    squatter.close()
    await once(squatter, 'close')
    expect((await start({ port, durable: false })).port).toBe(port)
  })
})

describe('the user', () => {
  const reason = whyNotAsNobody()

  it.skipIf(!isRoot)(
    `may be root, which PostgreSQL by itself refuses${isRoot ? '' : ' (left out: this run is not root)'}`,
    async () => {
      const { pid } = await start({ durable: false })
      expect(statSync(fileOf('cluster')).uid).toBe(0)
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t0/m)
    },
  )

  it.skipIf(reason !== undefined)(
    `may be an ordinary one, whose cluster root then runs as him${reason ? ` (left out: ${reason})` : ''}`,
    async () => {
      chownSync(dataDir, NOBODY, NOBODY)
      const launcher = await launch(AS_NOBODY)
      expect(launcher.refused).toBeUndefined()
      await writeRows(launcher.url)
      await launcher.kill()
      await stopPostmaster(launcher.pid)
      const server = await start()
      expect(await countRows(server.url)).toBe(1000)
      expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\t65534/m)
    },
  )
})

/** Why the test cannot turn into another user, or undefined when it can. */
function whyNotAsNobody(): string | undefined {
  if (!isRoot) return 'this run is itself not root, so every test here shows it'
  const [command = '', ...args] = AS_NOBODY
  const { status, error } = spawnSync(command, [...args, process.execPath, '--check', LAUNCHER])
  if (error) return 'there is no setpriv'
  return status === 0 ? undefined : 'another user may not read this folder'
}
