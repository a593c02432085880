/** One case: load, faults, quiet, evidence, one line. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { type Dice, newDice } from '../../kit/dice.ts'
import { type Evidence, gatherEvidence } from './evidence.ts'
import { type Journal, openJournal } from './journal.ts'
import { type Life, type Load, startLoad } from './load.ts'
import type { Operation, Person } from './operations.ts'
import { waitForQuiescence } from './quiescence.ts'
import { type Kill, type Recovery, recoveriesOf, spreadOf } from './recovery.ts'
import type { Fault } from './schedule.ts'
import type { Topology } from './topology.ts'
import { startWatchers } from './watchers.ts'

/** What every case of a run shares. */
export type Run = Readonly<{
  topology: Topology
  people: readonly Person[]
  folder: string
  seed: number
  /** Payments a second, reads a second, WebSocket subscriptions. */
  paymentRate: number
  readRate: number
  watchers: number
  say(line: string): void
}>

/** One case. */
export type Case = Readonly<{
  name: string
  lastsMs: number
  faults: readonly Fault[]
  operations: readonly Operation[]
  /** Done once the load has begun; the load goes on until it is over, if that is later. */
  during?: ((faults: Journal) => Promise<Happened>) | undefined
}>

/** What a case did by itself. `problems` fail it. */
export type Happened = Readonly<{ kills: readonly Kill[]; problems: readonly string[] }>

/** What became of it. */
export type CaseResult = Readonly<{
  name: string
  payments: Readonly<Record<'asked' | 'accepted' | 'completed' | 'failed' | 'refused', number>>
  /** Told that nothing was done, and how many were never told anything. */
  notApplied: number
  gaveUp: number
  lateMs: ReturnType<typeof spreadOf>
  reads: Readonly<{ ok: number; failed: number; p95Ms: number }>
  events: Readonly<{ events: number; twice: number; connections: number }>
  kills: readonly Kill[]
  recoveries: readonly Recovery[]
  quiet: Awaited<ReturnType<typeof waitForQuiescence>>
  evidence: Evidence
  problems: readonly string[]
}>

const PROGRESS_MS = 5_000
/** Every accepted payment is at rest so soon after the last fault, and service is back so soon after a kill, in milliseconds. */
const REST_MS = 60_000
const SERVICE_P95_MS = 10_000

/** Runs a case to its end. */
export async function runCase(run: Run, each: Case): Promise<CaseResult> {
  const { topology, people, folder, say } = run
  const acks = openJournal(join(folder, `acks-${each.name}.jsonl`))
  const faults = openJournal(join(folder, `faults-${each.name}.jsonl`))
  const watchers = startWatchers(topology.graphqlUrl, people, run.watchers)
  const load = startLoad({
    url: topology.graphqlUrl,
    people,
    operations: each.operations,
    paymentRate: run.paymentRate,
    readRate: run.readRate,
    dice: diceFor(run.seed, `${each.name} payments`),
    readDice: diceFor(run.seed, `${each.name} reads`),
    name: `${run.seed}-${each.name}`,
    acks,
  })
  const kills: Kill[] = []
  const progress = showProgress(run, { name: each.name, load, kills })
  const [, , happened] = await Promise.all([
    pause(each.lastsMs),
    applyFaults(topology, each.faults, { journal: faults, kills }),
    each.during?.(faults),
  ])
  kills.push(...(happened?.kills ?? []))
  for (const proxy of topology.proxies.values()) proxy.poison([])
  await load.stop()
  clearInterval(progress)
  await Promise.all([...topology.victims.values()].map((victim) => victim.serving()))
  const concluded = await conclude(run, { name: each.name, load, kills, watchers })
  const result: CaseResult = {
    ...concluded,
    problems: [...(happened?.problems ?? []), ...concluded.problems],
  }
  watchers.stop()
  await Promise.all([acks.close(), faults.close()])
  say(lineOf(result))
  return result
}

/** Dice of their own for each purpose, so that one purpose's draws do not shift another's. */
export function diceFor(seed: number, purpose: string): Dice {
  let mixed = seed
  for (const character of purpose)
    mixed = Math.imul(mixed ^ character.charCodeAt(0), 0x01000193) >>> 0
  return newDice(mixed)
}

function showProgress(
  run: Run,
  { name, load, kills }: { name: string; load: Load; kills: readonly Kill[] },
): NodeJS.Timeout {
  const begunAt = Date.now()
  return setInterval(() => {
    const ended = load.lives.filter(({ endedAt }) => endedAt !== undefined).length
    const seconds = Math.round((Date.now() - begunAt) / 1_000)
    run.say(
      `  ${name} ${seconds} s: ${load.lives.length} payments asked for, ${load.lives.length - ended} without an answer, ` +
        `${load.reads.ok} reads, ${kills.length} kills${kills.length > 0 ? `, the last of ${kills.at(-1)?.victim}` : ''}`,
    )
  }, PROGRESS_MS)
}

async function applyFaults(
  topology: Topology,
  faults: readonly Fault[],
  { journal, kills }: { journal: Journal; kills: Kill[] },
): Promise<void> {
  const begunAt = Date.now()
  for (const fault of faults) {
    await pause(Math.max(0, begunAt + fault.atMs - Date.now()))
    if (fault.kind === 'KILL') {
      const victim = topology.victims.get(fault.victim)
      const pid = victim?.pid() ?? 0
      const isKilled = victim?.kill() ?? false
      journal.add({ fault, pid, isKilled })
      if (isKilled) kills.push({ at: Date.now(), victim: fault.victim })
      continue
    }
    const proxy = topology.proxies.get(fault.proxy)
    if (!proxy) continue
    journal.add({ fault })
    if (fault.kind === 'DOWN') proxy.setDown(true)
    else proxy.poison([fault])
    await pause(fault.forMs)
    proxy.setDown(false)
    proxy.poison([])
  }
}

async function conclude(
  run: Run,
  {
    name,
    load,
    kills,
    watchers,
  }: {
    name: string
    load: Load
    kills: readonly Kill[]
    watchers: ReturnType<typeof startWatchers>
  },
): Promise<CaseResult> {
  const { topology, people } = run
  const { lives, reads } = load
  const adminUrl = topology.postgres.url
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  const quiet = await waitForQuiescence(sql, REST_MS).finally(() => sql.end())
  const evidence = await gatherEvidence({ adminUrl, lives, people, logs: topology.logs })
  const recoveries = recoveriesOf(kills, lives, evidence.stored)
  const events = watchers.counts()
  const partial = {
    name,
    payments: countPayments(lives, evidence),
    notApplied: lives.filter(({ verdict }) => verdict?.kind === 'NOT_APPLIED').length,
    gaveUp: lives.filter(({ verdict }) => verdict === undefined).length,
    lateMs: spreadOf(lives.flatMap(({ endedAt, dueAt }) => (endedAt ? endedAt - dueAt : []))),
    reads: { ok: reads.ok, failed: reads.failed, p95Ms: spreadOf(reads.lateMs).p95 },
    events,
    kills,
    recoveries,
    quiet,
    evidence,
  }
  return { ...partial, problems: problemsOf(partial) }
}

function countPayments(lives: readonly Life[], { stored }: Evidence): CaseResult['payments'] {
  const statuses = [...stored.values()].map(({ status }) => status)
  const isCompleted = (status: string): boolean =>
    ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'].includes(status)
  return {
    asked: lives.length,
    accepted: stored.size,
    completed: statuses.filter(isCompleted).length,
    failed: statuses.filter((status) => ['FAILED', 'CANCELLED', 'EXPIRED'].includes(status)).length,
    refused: lives.filter(({ verdict }) => verdict?.kind === 'REFUSED').length,
  }
}

/** Why a case is not passed; empty when it is. */
function problemsOf(result: Omit<CaseResult, 'problems'>): string[] {
  const { evidence, quiet, recoveries, gaveUp, events } = result
  const service = recoveries.map(({ serviceMs }) => serviceMs ?? Number.POSITIVE_INFINITY)
  const found: readonly (readonly [boolean, string])[] = [
    [evidence.lost.length > 0, `${evidence.lost.length} acknowledged payments are lost`],
    [evidence.twice.length > 0, `${evidence.twice.length} payments were applied twice`],
    [evidence.violations.length > 0, `${rowsOf(evidence)} rows break an invariant`],
    [
      !quiet.isQuiet,
      `it did not come to rest in ${REST_MS / 1_000} s: ${JSON.stringify(quiet.last)}`,
    ],
    [gaveUp > 0, `${gaveUp} clients never got an answer`],
    [events.twice > 0, `${events.twice} events were told twice to one subscriber`],
    [
      spreadOf(service).p95 > SERVICE_P95_MS,
      `service was back after more than ${SERVICE_P95_MS / 1_000} s`,
    ],
    [
      recoveries.some(({ restMs }) => restMs > REST_MS),
      `a payment took more than ${REST_MS / 1_000} s to rest after a kill`,
    ],
  ]
  return found.flatMap(([isSo, what]) => (isSo ? what : []))
}

const rowsOf = ({ violations }: Evidence): number =>
  violations.reduce((sum, { rows }) => sum + rows.length, 0)

/** The one line of a case. */
function lineOf(result: CaseResult): string {
  const { name, payments, evidence, kills, recoveries, quiet, problems } = result
  const service = spreadOf(recoveries.flatMap(({ serviceMs }) => serviceMs ?? []))
  return (
    `${problems.length === 0 ? 'PASS' : 'FAIL'}  ${name}: ${payments.accepted} accepted, ${payments.completed} completed, ` +
    `${payments.failed} failed; ${evidence.lost.length} lost, ${evidence.twice.length} twice, ${rowsOf(evidence)} invariant rows; ` +
    `${kills.length} kills, service back p50 ${service.p50} p95 ${service.p95} max ${service.max} ms, ` +
    `quiet ${quiet.isQuiet ? `after ${quiet.tookMs} ms` : 'never'}` +
    problems.map((each) => `\n        ${each}`).join('')
  )
}
