import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, serviceActor } from '@tallystick/actor'
import { migrate, roleUrls } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import { newId } from '@tallystick/ids'
import { newSealingKey, openSealingKey } from '@tallystick/ledger/sealing-key'
import { type OpenLedger, openLedger } from '@tallystick/ledger/server'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import type { Loose } from './client.ts'

/** A Ledger in this process, on a Postgres of its own that keeps what it has acknowledged. */
export type Ledger = Readonly<{
  /** The database as its superuser. */
  adminUrl: string
  /** Asks as the process that moves money. @throws with the errors when there are any */
  asService(query: string, variables?: Record<string, unknown>): Promise<Loose>
  /** Asks as an administrator. @throws with the errors when there are any */
  asAdmin(query: string, variables?: Record<string, unknown>): Promise<Loose>
  /** Does what the worker does for the Ledger between now and `stop`, faults and all. */
  chores(): { stop(): Promise<void> }
  /** Ends Postgres at once, with nothing written that was not, and starts it again. */
  crashPostgres(): Promise<void>
  close(): Promise<void>
}>

const ADMIN: Actor = {
  kind: 'USER',
  id: newId('usr'),
  roles: ['CUSTOMER', 'ADMIN'],
  scopes: [],
  sessionId: newId('ses'),
  keyId: null,
  expiresAt: null,
}

/** Starts Postgres with fsync on, migrates it and opens a Ledger there. */
export async function startLedger(): Promise<Ledger> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallystick-ledger-'))
  // The server may have to run as another user, who must be able to enter.
  chmodSync(dataDir, 0o711)
  let server = await startPostgres({ dataDir })
  const { url: adminUrl, port } = server
  await migrate({ adminUrl })
  const wake = newMemoryWake()
  const ledger = await openLedger({
    databaseUrl: roleUrls(adminUrl).ledger,
    sealingKey: openSealingKey(newSealingKey()),
    wake,
    log: SILENT,
  })
  const ask = async (actor: Actor, query: string, variables = {}): Promise<Loose> => {
    const facts = { actor, issuer: actor.id === 'payments' ? 'payments' : 'gateway' }
    const answer = await ledger.subgraph.execute(
      { query, variables },
      { ...facts, requestId: newId('evt') },
    )
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    return answer.data
  }
  return {
    adminUrl,
    asService: (query, variables) => ask(serviceActor('payments'), query, variables),
    asAdmin: (query, variables) => ask(ADMIN, query, variables),
    chores() {
      const stopping = new AbortController()
      const running = ledger.chores.map((chore) => repeat(chore, stopping.signal))
      return {
        async stop() {
          stopping.abort()
          await Promise.all(running)
        },
      }
    },
    async crashPostgres() {
      process.kill(server.pid, 'SIGQUIT')
      while (isThere(server.pid)) await pause(1)
      await server.stop()
      server = await startPostgres({ dataDir, port })
    },
    async close() {
      await ledger.close()
      await wake.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function repeat(
  { everyMs, run }: OpenLedger['chores'][number],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await run(signal).catch(() => undefined)
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
