import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { copyTemplate } from './data-template.ts'

/** How the product is run: everything in one process, or a process for each part. */
export type Mode = 'embedded' | 'distributed'

const START_DEADLINE_MS = 90_000
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What Node is started with: what the npm script says, on the Node that runs the tests. */
const argumentsOf = (mode: Mode): string[] =>
  (mode === 'embedded' ? scripts.start : scripts['start:distributed'])
    .replace('node scripts/run.mjs ', '')
    .split(' ')

/** A running product on loopback with a data folder of its own. */
export type Product = Readonly<{
  /** The GraphQL URL, as the ready line names it. */
  url: string
  dataDir: string
  /** Everything that it has printed so far, log lines included. */
  output(): string
  /** Milliseconds from the start of the process to the ready line. */
  readyMs: number
  pid: number
  /** Ends it as an operator does, and waits. @returns the exit code */
  stop(): Promise<number | null>
  /** Ends it as a crash does, and waits. */
  kill(): Promise<void>
}>

/** A folder that no other run uses; `removeDataDir` removes it. */
export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'tallystick-e2e-'))

/** Removes a data folder once nothing runs on it. */
export const removeDataDir = (dataDir: string): void =>
  rmSync(dataDir, { recursive: true, force: true })

/** Starts the product and waits for its ready line. @throws with everything it printed when it does not come */
export async function startProduct({
  mode = 'embedded',
  dataDir,
  env = {},
}: {
  mode?: Mode
  dataDir: string
  env?: Readonly<Record<string, string>>
}): Promise<Product> {
  const whole: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'development',
    PORT: '0',
    INTERNAL_PORT: '0',
    DATA_DIR: dataDir,
    DEMO: 'on',
    ...env,
  }
  if (!whole['DATABASE_URL']) copyTemplate(dataDir, whole['DATA_TEMPLATE'])
  const startedAt = performance.now()
  const child = spawn(process.execPath, argumentsOf(mode), {
    env: whole,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await Promise.race([
    readyLine(child, lines),
    exited.then((code) => fail(`exited with ${code} before it was ready`, lines)),
    new Promise<never>((_, reject) =>
      setTimeout(
        () => reject(new Error(`not ready in time:\n${lines.join('\n')}`)),
        START_DEADLINE_MS,
      ).unref(),
    ),
  ])
  const readyMs = performance.now() - startedAt
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return await exited
  }
  return {
    url,
    dataDir,
    output: () => lines.join('\n'),
    readyMs,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL')
    },
  }
}

function readyLine(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const url = /^Tallystick ready.*?(https?:\/\/\S+\/graphql)/.exec(line)?.[1]
        if (url) resolve(url)
      })
    }
  })
}

function fail(what: string, lines: readonly string[]): never {
  throw new Error(`the product ${what}:\n${lines.slice(-60).join('\n')}`)
}
