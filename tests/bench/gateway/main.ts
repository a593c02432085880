/**
 * `npm run bench:gateway`: our gateway beside others, in one run, with the same subgraphs, the same load and the same
 * answers. Rounds alternate between engines; a number is the median of the rounds.
 *
 *   npm run bench:gateway -- --seconds 10 --warmup 8 --rounds 3 --engines ours,apollo,hive-native --operations deep,mid
 *   npm run bench:gateway -- --out /tmp/gateway.json
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Contestant, recordReplays, startContestant } from './contestants.ts'
import { ENGINES, type Ground } from './engines.ts'
import { SUBGRAPHS, type SubgraphName, supergraph } from './graph/sdl.ts'
import type { LoadResult } from './load-result.ts'
import {
  bodyOf,
  OPERATIONS,
  type OperationName,
  referenceEvents,
  SUBSCRIPTION,
} from './operations.ts'
import { bindSelf, cpuMsOf, peakMemoryMbOf, type Started, start } from './processes.ts'
import { type Measured, type Round, reportOf } from './report.ts'
import { newTokens } from './tokens.ts'

/** Processes that only make the same requests, by the client they make them with. */
const FLOORS: Readonly<Record<string, string>> = { 'floor-undici': 'undici', 'floor-raw': 'raw' }
const ALL = [...Object.keys(ENGINES), ...Object.keys(FLOORS)].join()

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    warmup: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '50' },
    subscribers: { type: 'string', default: '50' },
    engines: { type: 'string', default: ALL },
    operations: { type: 'string', default: [...Object.keys(OPERATIONS), 'subscription'].join() },
    out: { type: 'string' },
  },
})
const asked = values.operations.split(',')
const operations = asked.filter((each) => each in OPERATIONS) as OperationName[]
const seconds = Number(values.seconds)
const warmup = Number(values.warmup)
const connections = Number(values.connections)
/** Between the long warm-up and a later round an engine has stood still for a while. */
const REWARM_S = 1
/** Events on their way at once; enough to keep an engine busy, too few to look like a flood to it. */
const EVENTS_WINDOW = 8

bindSelf(1)
const { jwks, tokens } = newTokens()
const [token = ''] = tokens
const folder = mkdtempSync(join(tmpdir(), 'tallystick-bench-'))
const helper = (file: string): Started =>
  start([process.execPath, join(import.meta.dirname, file)], { core: 1, hasChannel: true })
const subgraphs = helper('graph/server.ts')
const load = helper('load.ts')
const contestants: Contestant[] = []
const skipped: string[] = []
try {
  await run()
} finally {
  for (const { process: engine } of contestants) await engine.stop()
  await Promise.all([load.stop(), subgraphs.stop()])
  rmSync(folder, { recursive: true, force: true })
}

async function run(): Promise<void> {
  const ground = await newGround()
  for (const name of values.engines.split(',')) await enter(name, ground)
  const measured = new Map<string, Measured>()
  for (let round = 1; round <= Number(values.rounds); round++)
    for (const operation of asked)
      for (const contestant of contestants) {
        if (operation === 'subscription' && !contestant.hasSubscriptions) continue
        const { name, title } = contestant
        console.error(`round ${round}: ${operation}: ${name} …`)
        const take = newTake(contestant, operation, ground)
        const before = measured.get(`${name} ${operation}`)?.rounds ?? []
        const rounds = [...before]
        try {
          await take(round === 1 ? warmup : REWARM_S)
          rounds.push(await measure(contestant, () => take(seconds)))
        } catch (fault) {
          // What the others came to is not lost because of one.
          skipped.push(`${name}, ${operation}: ${fault instanceof Error ? fault.message : fault}`)
          console.error(`skipped: ${skipped.at(-1)}`)
          continue
        }
        measured.set(`${name} ${operation}`, {
          name,
          title,
          operation,
          rounds,
          memoryMb: peakMemoryMbOf(contestant.process.pid),
        })
      }
  const results = [...measured.values()]
  console.log(reportOf(results, { ...values, skipped }))
  if (values.out)
    writeFileSync(values.out, `${JSON.stringify({ options: values, skipped, results }, null, 2)}\n`)
  if (results.some(({ rounds }) => rounds.some(({ errors }) => errors > 0))) process.exitCode = 1
}

/** Subgraphs serve, the load waits, and the supergraph lies in two files. */
async function newGround(): Promise<Ground> {
  const ports = await subgraphs.ask<Record<SubgraphName, number>>(undefined)
  await load.ask(undefined)
  await subgraphs.ask({ kind: 'jwks', jwks })
  const urls = Object.fromEntries(
    SUBGRAPHS.map((name) => [name, `http://127.0.0.1:${ports[name]}/graphql`]),
  ) as Record<SubgraphName, string>
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  return {
    urls,
    supergraphFile: write('supergraph.graphql', supergraph(urls, { isDecided: false })),
    decidedSupergraphFile: write('decided.graphql', supergraph(urls, { isDecided: true })),
    jwksUrl: urls.reviews.replace('/graphql', '/jwks.json'),
    folder,
  }
}

/** Starts an engine; one that cannot run here is left out and named with the reason. */
async function enter(name: string, ground: Ground): Promise<void> {
  try {
    contestants.push(
      await startContestant({ name, ...(await entrantOf(name, ground)), operations, token }),
    )
  } catch (fault) {
    skipped.push(`${name}: ${fault instanceof Error ? fault.message : fault}`)
    console.error(`skipped: ${skipped.at(-1)}`)
  }
}

async function entrantOf(name: string, ground: Ground) {
  const engine = ENGINES[name]
  if (engine) return { ...engine, launch: (port: number) => engine.launch(ground, port) }
  const client = FLOORS[name]
  if (!client) throw new Error(`is unknown; there are ${ALL}`)
  // The engine that asks least of the subgraphs sets the lowest floor, and ours is meant to be that one.
  const [model] = contestants
  if (!model) throw new Error('needs an engine before it whose requests it can repeat')
  const replays = await recordReplays(model, { subgraphs, urls: ground.urls, token })
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(replays))
  return {
    title: `floor: ${client}, the requests of ${model.name}`,
    hasSubscriptions: false,
    launch: async (port: number) => ({
      command: [process.execPath, join(import.meta.dirname, 'floor.ts')],
      env: { PORT: String(port), CLIENT: client, REPLAYS_FILE: file },
    }),
  }
}

/** What loads an engine for some seconds. */
function newTake({ port, answers }: Contestant, operation: string, { urls }: Ground) {
  return (runSeconds: number): Promise<LoadResult> =>
    operation === 'subscription'
      ? load.ask({
          kind: 'subscribers',
          port,
          query: SUBSCRIPTION,
          tokens: tokens.slice(0, Number(values.subscribers)),
          seconds: runSeconds,
          emitUrl: urls.reviews.replace('/graphql', '/emit'),
          window: EVENTS_WINDOW,
          expected: referenceEvents(),
        })
      : load.ask({
          kind: 'requests',
          port,
          body: bodyOf(operation as OperationName),
          tokens,
          connections,
          seconds: runSeconds,
          expected: answers.get(operation as OperationName) ?? '',
        })
}

async function measure(
  { process: { pid } }: Contestant,
  take: () => Promise<LoadResult>,
): Promise<Round> {
  const cpu = () => ({ engine: cpuMsOf(pid), bench: cpuMsOf(load.pid) + cpuMsOf(subgraphs.pid) })
  await subgraphs.ask({ kind: 'count' })
  const before = cpu()
  const result = await take()
  const after = cpu()
  const { count: calls } = await subgraphs.ask<{ count: number }>({ kind: 'count' })
  const wall = result.seconds * 1000
  return {
    perSecond: result.count / result.seconds,
    p50: result.p50,
    p99: result.p99,
    cpuMs: (after.engine - before.engine) / result.count,
    engineBusy: (after.engine - before.engine) / wall,
    benchBusy: (after.bench - before.bench) / wall,
    subgraphCalls: calls / result.count,
    errors: result.errors,
    firstError: result.firstError,
  }
}
