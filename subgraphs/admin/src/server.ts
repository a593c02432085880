/** The Admin subgraph as one thing to start: its database, its outbox, its inbox and its door. */
import { openDatabase } from '@tallystick/db'
import { assertMigrated } from '@tallystick/db/migrate'
import {
  type EventHandlers,
  type Inbox,
  newInbox,
  newOutbox,
  type Outbox,
} from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import type { Door } from '@tallystick/subgraph-client'
import { newSubgraph, type Subgraph } from '@tallystick/subgraph-server'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import type { Logger } from '@tallystick/telemetry'
import { OPERATION_SETTINGS } from './config.ts'
import type { Context } from './context.ts'
import { adminSchema } from './db/tables.ts'
import type { Probes } from './domain/check-health.ts'
import { type JudgeLimits, newOperationJudge } from './domain/judge-operation.ts'
import { linkAuditLogs } from './domain/link-audit-logs.ts'
import type { OperationCounts } from './domain/rules/operation.ts'
import { handlers } from './events/handlers.ts'
import type { AdminEvent } from './events/published.ts'
import { newAuthPort } from './providers/auth/door.ts'
import { newNodesPort } from './providers/nodes/door.ts'
import type { NodeNeighbour } from './providers/nodes/port.ts'
import { resolvers } from './resolvers/index.ts'

export type { Backlog, Probe, Probes } from './domain/check-health.ts'

/** What Admin is opened with. */
export type AdminOptions = Readonly<{
  /** Postgres, migrated, as the role of the Admin subgraph. */
  databaseUrl: string
  wake: Wake
  log: Logger
  /** The clock; the machine's own unless told. */
  now?: (() => Date) | undefined
  /** The schema that clients see: operations are registered only when they are valid for it. */
  apiSdl: string
  /** How many operations there may be and how large: what the gateway is told. */
  operations?: (OperationCounts & JudgeLimits) | undefined
  /** Auth owns the roles that Admin sets. The others are needed by whoever answers `node`. */
  doors: Readonly<{ auth: Door } & Partial<Record<NodeNeighbour, Door>>>
}> &
  // What `systemHealth` asks, by the names it shows.
  Probes

/** An open Admin subgraph. */
export type OpenAdmin = Readonly<{
  subgraph: Subgraph
  outbox: Outbox<AdminEvent>
  inbox: Inbox<AdminEvent>
  handlers: EventHandlers
  /** Links what was recorded since the last time, and answers how much. By one process or by many; one does the work. */
  linkAuditLogs(): Promise<number>
  /** For the worker to repeat. */
  chores: readonly Readonly<{ name: string; everyMs: number; run(): Promise<unknown> }>[]
  /** @throws when the database does not answer */
  ready(): Promise<void>
  close(): Promise<void>
}>

/** How long an entry of the audit log may wait to be linked, in milliseconds. */
const LINK_MS = 1_000

/** Opens Admin. Whoever runs it relays every subgraph's events, its own included, to its inbox. */
export async function openAdmin(options: AdminOptions): Promise<OpenAdmin> {
  const { databaseUrl, wake, log, now, doors, probes, outboxes } = options
  const counts = options.operations ?? OPERATION_SETTINGS
  const { db, close } = openDatabase({ url: databaseUrl, name: 'admin' })
  try {
    await assertMigrated(databaseUrl, 'admin')
    const outbox = newOutbox<AdminEvent>({ db, schema: adminSchema, name: 'admin', wake, log })
    const auth = newAuthPort(doors.auth)
    const nodes = newNodesPort(doors)
    const judge = newOperationJudge(options.apiSdl, counts)
    const link = () => linkAuditLogs(outbox)
    const ready = async () => void (await db.execute('select 1'))
    const health = { probes: { ...probes, database: ready }, outboxes }
    const subgraph = newSubgraph<Context>({
      name: 'admin',
      sdl: readSubgraphSdl(new URL('schema/', import.meta.url)),
      resolvers,
      newContext: (base) => ({ ...base, db, outbox, auth, nodes, judge, counts, health, log }),
      log,
      now,
    })
    return {
      subgraph,
      outbox,
      inbox: newInbox({ outbox, schema: adminSchema, name: 'admin' }),
      handlers,
      linkAuditLogs: link,
      chores: [{ name: 'link-audit-logs', everyMs: LINK_MS, run: link }],
      ready,
      async close() {
        await subgraph.close()
        await outbox.close()
        await close()
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}
