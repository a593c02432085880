/** Engines that run: started, found right, and ready to be measured. */
import { isDeepStrictEqual } from 'node:util'
import type { Launch } from './engines.ts'
import type { Replay } from './floor.ts'
import type { SubgraphName } from './graph/sdl.ts'
import type { SeenRequest } from './graph/server.ts'
import { bodyOf, type OperationName, referenceOf } from './operations.ts'
import { freePort, type Started, start } from './processes.ts'

/** An engine that runs and answers every operation rightly. */
export type Contestant = Readonly<{
  name: string
  title: string
  port: number
  process: Started
  hasSubscriptions: boolean
  /** Its answer to each operation, byte for byte. */
  answers: ReadonlyMap<OperationName, string>
}>

const START_DEADLINE_MS = 60_000

/** Starts an engine and compares its answers with the reference. @throws when it does not start, or answers otherwise */
export async function startContestant(options: {
  name: string
  title: string
  hasSubscriptions: boolean
  launch: (port: number) => Promise<Launch>
  operations: readonly OperationName[]
  token: string
}): Promise<Contestant> {
  const { name, title, hasSubscriptions, operations, token } = options
  const port = await freePort()
  const { command, ...rest } = await options.launch(port)
  const engine = start(command, { core: 0, ...rest })
  try {
    await untilReady(engine, port, token)
    const answers = new Map<OperationName, string>()
    for (const operation of operations) {
      const text = await post(port, bodyOf(operation), token)
      if (!isDeepStrictEqual(JSON.parse(text), referenceOf(operation)))
        throw new Error(`answers ${operation} with ${text.slice(0, 500)}`)
      answers.set(operation, text)
    }
    return { name, title, port, process: engine, hasSubscriptions, answers }
  } catch (fault) {
    await engine.stop()
    throw fault
  }
}

async function untilReady(engine: Started, port: number, token: string): Promise<void> {
  const body = JSON.stringify({ query: '{ __typename }' })
  for (const endsAt = Date.now() + START_DEADLINE_MS; Date.now() < endsAt; ) {
    if (engine.hasEnded()) throw new Error(`ended before it served: ${engine.output()}`)
    const text = await post(port, body, token).catch(() => '')
    if (text.includes('"__typename"')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`does not serve: ${engine.output()}`)
}

/** Sends one request as a caller with `token`. @returns the body of the answer */
export async function post(port: number, body: string, token: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    },
    body,
  })
  return await answer.text()
}

/** Long enough for the requests of one stage to arrive together and for the next stage to be told from it. */
const RECORD_DELAY_MS = 200

/** Sees which requests an engine makes for each operation, for the floor to make the same. */
export async function recordReplays(
  { port, answers }: Contestant,
  options: {
    subgraphs: Started
    urls: Readonly<Record<SubgraphName, string>>
    token: string
  },
): Promise<Readonly<Record<string, Replay>>> {
  const replays: Record<string, Replay> = {}
  for (const [operation, answer] of answers) {
    await options.subgraphs.ask({ kind: 'record', delayMs: RECORD_DELAY_MS })
    await post(port, bodyOf(operation), options.token)
    const { seen } = await options.subgraphs.ask<{ seen: SeenRequest[] }>({ kind: 'recorded' })
    const stages: { url: string; body: string }[][] = []
    for (const { subgraph, body, stage } of seen) {
      const url = options.urls[subgraph].replace('/graphql', '')
      stages[stage] = [...(stages[stage] ?? []), { url, body }]
    }
    replays[bodyOf(operation)] = { stages: stages.filter(Boolean), answer }
  }
  return replays
}
