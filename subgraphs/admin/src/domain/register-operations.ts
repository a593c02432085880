import { setImmediate as turn } from 'node:timers/promises'
import type { Tx } from '@tallystick/db'
import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockClient } from '../db/clients.ts'
import {
  countLiveOperations,
  findOperations,
  insertOperations,
} from '../db/registered-operations.ts'
import type { AdminEvent } from '../events/published.ts'
import type { AskedOperation, JudgedOperation, JudgeOperation } from './judge-operation.ts'
import { OPERATIONS } from './operations-topic.ts'
import {
  type OperationCounts,
  planRegistration,
  type RegisteredOperation,
} from './rules/operation.ts'

/** What is wrong with one operation. */
export type Fault = Readonly<{ id: string; message: string }>

/** Operations that are registered now. */
export type Registered = Readonly<{
  clientId: string
  added: number
  unchanged: number
  operations: readonly RegisteredOperation[]
}>

/** Why operations are not registered. */
export type RegisterOperationsRefused =
  | Readonly<{ code: 'BAD_COUNT'; max: number }>
  | Readonly<{ code: 'INVALID_OPERATIONS'; faults: readonly Fault[] }>
  | Readonly<{ code: 'TOO_MANY_OPERATIONS'; max: number }>
  | Readonly<{ code: 'CLIENT_NOT_FOUND' }>

type Facts = Readonly<{
  outbox: Outbox<AdminEvent>
  judge: JudgeOperation
  counts: OperationCounts
  now: Date
  cause: Cause
}>
type Request = Readonly<{ clientId: string; operations: readonly AskedOperation[] }>

const REBOUND = 'The id stands for another document, for ever. Choose another id.'

/** Registers operations for a client, all of them or none. Registering them again changes nothing and tells nobody. */
export async function registerOperations(
  facts: Facts,
  { clientId, operations: asked }: Request,
): Promise<Result<Registered, RegisterOperationsRefused>> {
  const { outbox, judge, counts } = facts
  if (asked.length === 0 || asked.length > counts.perCallMax)
    return refused({ code: 'BAD_COUNT', max: counts.perCallMax })
  const judged = await judgeAll(judge, asked)
  if (!judged.ok) return judged
  return outbox.transaction(async (tx, publish) => {
    if (!(await lockClient(tx, clientId))) return refused({ code: 'CLIENT_NOT_FOUND' })
    const stored = await store(tx, facts, { clientId, operations: judged.value })
    if (!stored.ok) return stored
    const { added, unchanged } = stored.value
    if (added.length > 0)
      await publish({
        type: 'admin:operations:registered',
        body: { clientId, ids: added },
        aggregate: { type: 'client', id: clientId },
        topics: [OPERATIONS],
        cause: facts.cause,
      })
    const ids = asked.map(({ id }) => id)
    const found = new Map(
      (await findOperations(tx, clientId, ids)).map((each) => [each.id, each] as const),
    )
    const operations = ids.flatMap((id) => found.get(id) ?? [])
    return accepted({ clientId, added: added.length, unchanged: unchanged.length, operations })
  })
}

async function judgeAll(
  judge: JudgeOperation,
  asked: readonly AskedOperation[],
): Promise<Result<JudgedOperation[], RegisterOperationsRefused>> {
  const faults: Fault[] = []
  const judged: JudgedOperation[] = []
  const seen = new Set<string>()
  for (const each of asked) {
    const { id } = each
    const verdict = seen.has(id) ? refused('The id is there twice.') : judge(each)
    seen.add(id)
    if (verdict.ok) judged.push(verdict.value)
    else faults.push({ id, message: verdict.refusal })
    // Hundreds of documents take a while; others get their turn in between.
    await turn()
  }
  return faults.length > 0 ? refused({ code: 'INVALID_OPERATIONS', faults }) : accepted(judged)
}

async function store(
  tx: Tx,
  { counts, now }: Facts,
  { clientId, operations }: { clientId: string; operations: readonly JudgedOperation[] },
) {
  const ids = operations.map(({ id }) => id)
  const plan = planRegistration(operations, await findOperations(tx, clientId, ids))
  if (plan.rebound.length > 0) {
    const faults = plan.rebound.map((id) => ({ id, message: REBOUND }))
    return refused({ code: 'INVALID_OPERATIONS', faults })
  }
  if (plan.added.length === 0) return accepted(plan)
  const live = await countLiveOperations(tx, clientId)
  if (live + plan.added.length > counts.perClientMax)
    return refused({ code: 'TOO_MANY_OPERATIONS', max: counts.perClientMax })
  const added = new Set(plan.added)
  const rows = operations.filter(({ id }) => added.has(id))
  await insertOperations(tx, rows, { clientId, now })
  return accepted(plan)
}
