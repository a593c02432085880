/** What a run came to, as text. */
import { cpus } from 'node:os'
import { isPinned } from './processes.ts'

/** One round of an engine and an operation. */
export type Round = Readonly<{
  perSecond: number
  /** In milliseconds, like the two below. */
  p50: number
  p99: number
  /** CPU time of the engine's processes for one answer or event. */
  cpuMs: number
  /** Shares of a core: the engine's processes, and load and subgraphs together. */
  engineBusy: number
  benchBusy: number
  subgraphCalls: number
  errors: number
  firstError: string | null
}>

/** An engine and an operation, over all rounds. */
export type Measured = Readonly<{
  name: string
  title: string
  operation: string
  rounds: readonly Round[]
  /** The engine's peak so far, in megabytes. */
  memoryMb: number
}>

type Goal = Readonly<{ than: string; least: Readonly<Record<string, number>> }>

/** What ours, with every gate on, is to be at least: so many times the requests per second of the other. */
const GOALS: readonly Goal[] = [
  { than: 'apollo', least: { deep: 10, mid: 8, shallow: 6 } },
  { than: 'hive-native', least: { deep: 5, mid: 8, shallow: 6 } },
  { than: 'grafbase', least: { deep: 1, mid: 1.2, shallow: 1 } },
  { than: 'floor-undici', least: { deep: 0.45, mid: 0.7, shallow: 0.6 } },
  { than: 'hive', least: {} },
  { than: 'mercurius', least: {} },
  { than: 'floor-raw', least: {} },
]
/** A core is never free for one process alone: above this share it was the limit. */
const BUSY = 0.9

/** The report as Markdown: a table for each operation, then the ratios against the goals. */
export function reportOf(
  results: readonly Measured[],
  options: Readonly<{
    seconds: string
    warmup: string
    rounds: string
    connections: string
    subscribers: string
    skipped: readonly string[]
  }>,
): string {
  const operations = [...new Set(results.map(({ operation }) => operation))]
  return [
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${isPinned ? 'engines on core 0, subgraphs and load on core 1' : 'not bound to cores: engine and load take from each other'}.`,
    `Medians of ${options.rounds} rounds of ${options.seconds} s after ${options.warmup} s of warm-up; ${options.connections} connections, or ${options.subscribers} subscribers.`,
    ...operations.map((operation) => tableOf(operation, results)),
    ratiosOf(results),
    'CPU: of the engine’s processes, per answer (per event and subscriber). Busy: shares of a core. * load and subgraphs, not the engine, were the limit; † neither was: another program took the core, or the engine waited. In both cases only CPU per answer compares.',
    ...options.skipped.map((reason) => `Left out: ${reason}`),
  ].join('\n\n')
}

function tableOf(operation: string, results: readonly Measured[]): string {
  const rows = results
    .filter((each) => each.operation === operation)
    .map(({ title, rounds, memoryMb }) => {
      const of = (pick: (round: Round) => number): number => median(rounds.map(pick))
      const spread = rounds.map(({ perSecond }) => perSecond)
      const [engineBusy, benchBusy] = [
        of((round) => round.engineBusy),
        of((round) => round.benchBusy),
      ]
      const remark = engineBusy > BUSY ? '' : benchBusy > BUSY ? ' *' : ' †'
      const errors = rounds.reduce((sum, round) => sum + round.errors, 0)
      return [
        title,
        of(({ perSecond }) => perSecond).toFixed(0),
        `${Math.min(...spread).toFixed(0)}–${Math.max(...spread).toFixed(0)}`,
        `${of(({ p50 }) => p50).toFixed(2)} ms`,
        `${of(({ p99 }) => p99).toFixed(2)} ms`,
        `${of(({ cpuMs }) => cpuMs).toFixed(3)} ms`,
        percent(engineBusy),
        `${percent(benchBusy)}${remark}`,
        of(({ subgraphCalls }) => subgraphCalls).toFixed(1),
        `${memoryMb.toFixed(0)} MB`,
        errors === 0
          ? '0'
          : `${errors}: ${rounds.find(({ firstError }) => firstError)?.firstError}`,
      ].join(' | ')
    })
  const what = operation === 'subscription' ? 'events/s' : 'requests/s'
  return [
    `### ${operation}\n`,
    `| engine | ${what} | from–to | p50 | p99 | CPU | engine busy | bench busy | subgraph calls | memory | errors |`,
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}

function ratiosOf(results: readonly Measured[]): string {
  const find = (name: string, operation: string): Measured | undefined =>
    results.find((each) => each.name === name && each.operation === operation)
  const operations = [...new Set(results.map(({ operation }) => operation))]
  const cell = (than: string, least: number | undefined, operation: string): string => {
    const [ours, other] = [find('ours', operation), find(than, operation)]
    if (!ours || !other) return '–'
    const ratio = (pick: (round: Round) => number, from: Measured, to: Measured): number =>
      median(from.rounds.map(pick)) / median(to.rounds.map(pick))
    const speed = ratio(({ perSecond }) => perSecond, ours, other)
    const cpu = ratio(({ cpuMs }) => cpuMs, other, ours)
    const goal = least === undefined ? '' : ` (goal ${least}: ${speed >= least ? 'met' : 'missed'})`
    return `${speed.toFixed(2)}${goal}, by CPU ${cpu.toFixed(2)}`
  }
  return [
    '### ours ÷ others\n',
    `| ours ÷ | ${operations.join(' | ')} |`,
    `|---|${operations.map(() => '---|').join('')}`,
    ...GOALS.filter(({ than }) => results.some(({ name }) => name === than)).map(
      ({ than, least }) =>
        `| ${than} | ${operations.map((each) => cell(than, least[each], each)).join(' | ')} |`,
    ),
    `| p99 of ours ÷ p50 of apollo (goal 1 at most) | ${operations.map((each) => tailOf(find('ours', each), find('apollo', each))).join(' | ')} |`,
    `| memory of ours (goal 300 MB at most) | ${operations.map((each) => `${find('ours', each)?.memoryMb.toFixed(0) ?? '–'} MB`).join(' | ')} |`,
  ].join('\n')
}

function tailOf(ours: Measured | undefined, apollo: Measured | undefined): string {
  if (!ours || !apollo) return '–'
  const tail = median(ours.rounds.map(({ p99 }) => p99))
  return (tail / median(apollo.rounds.map(({ p50 }) => p50))).toFixed(2)
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
