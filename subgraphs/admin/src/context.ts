import type { Database } from '@tallystick/db'
import type { Outbox } from '@tallystick/outbox'
import type { SubgraphContext } from '@tallystick/subgraph-server'
import type { Logger } from '@tallystick/telemetry'
import type { Probes } from './domain/check-health.ts'
import type { JudgeOperation } from './domain/judge-operation.ts'
import type { OperationCounts } from './domain/rules/operation.ts'
import type { AdminEvent } from './events/published.ts'
import type { AuthPort } from './providers/auth/port.ts'
import type { NodesPort } from './providers/nodes/port.ts'

/** What every resolver of Admin is handed, made anew for each request. */
export type Context = SubgraphContext &
  Readonly<{
    db: Database
    outbox: Outbox<AdminEvent>
    auth: AuthPort
    nodes: NodesPort
    judge: JudgeOperation
    counts: OperationCounts
    health: Probes
    log: Logger
  }>
