/** Processes that are started again when they die, as an operator's supervisor does. Only their own PIDs are signalled. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

/** What is run, and how it is known to serve. */
export type ProcessPlan = Readonly<{
  name: string
  command: string
  args: readonly string[]
  env: Readonly<Record<string, string>>
  isServing(line: string): boolean
  /** The file that everything it prints is added to. */
  logFile: string
}>

/** Something that dies and comes back. */
export type Victim = Readonly<{
  name: string
  /** Of the process that runs now; 0 while none does. */
  pid(): number
  /** Ends it without warning. It comes back by itself. @returns false when there was nothing to kill */
  kill(): boolean
  /** Resolves when it serves, at once if it does. */
  serving(): Promise<void>
  /** Ends it for good. */
  close(): Promise<void>
}>

/** A process of ours: it can be told of a failpoint. */
export type Supervised = Victim &
  Readonly<{
    /** Stops it in order and starts it with `extra` in its environment; at its next death `extra` is forgotten. */
    restartWith(extra: Readonly<Record<string, string>>): Promise<void>
    /** How often it has died without being asked to. */
    deaths(): number
  }>

/** Waits so long before it starts again, in milliseconds, twice as long for each failure in a row, up to the second. */
const BACKOFF_MS = [100, 3_000] as const

/** A process that does not stop in order in this time is killed, in milliseconds. */
const STOP_MS = 12_000

/** A process that does not serve in this time has failed, in milliseconds. */
const START_MS = 60_000

/** Starts a process and keeps it running until it is closed. Resolves when it serves. */
export async function supervise(plan: ProcessPlan): Promise<Supervised> {
  const state = {
    child: undefined as ChildProcess | undefined,
    extra: {} as Readonly<Record<string, string>>,
    isClosing: false,
    deaths: 0,
    failures: 0,
    isUp: false,
    serving: Promise.withResolvers<void>(),
  }
  const goDown = (): void => {
    if (state.isUp) state.serving = Promise.withResolvers<void>()
    state.isUp = false
  }
  const log = createWriteStream(plan.logFile, { flags: 'a' })

  function start(): void {
    const child = spawn(plan.command, [...plan.args], {
      env: { ...plan.env, ...state.extra },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    state.child = child
    const late = setTimeout(() => child.kill('SIGKILL'), START_MS)
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        if (!plan.isServing(line)) return
        clearTimeout(late)
        state.failures = 0
        state.isUp = true
        state.serving.resolve()
      })
    child.once('exit', (code, signal) => {
      clearTimeout(late)
      log.write(`--- ended with ${code ?? signal} at ${new Date().toISOString()}\n`)
      void comeBack()
    })
  }

  async function comeBack(): Promise<void> {
    state.child = undefined
    goDown()
    if (state.isClosing) return
    state.deaths += 1
    state.extra = {}
    const waitMs = Math.min(BACKOFF_MS[0] * 2 ** state.failures, BACKOFF_MS[1])
    state.failures += 1
    await pause(waitMs)
    if (!state.isClosing) start()
  }

  async function end(): Promise<void> {
    const { child } = state
    if (!child) return
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await exited
    clearTimeout(late)
  }

  start()
  await state.serving.promise
  return {
    name: plan.name,
    pid: () => state.child?.pid ?? 0,
    kill() {
      goDown()
      return state.child?.kill('SIGKILL') ?? false
    },
    serving: () => state.serving.promise,
    deaths: () => state.deaths,
    async restartWith(extra) {
      state.isClosing = true
      await end()
      state.isClosing = false
      state.extra = extra
      start()
      await state.serving.promise
    },
    async close() {
      state.isClosing = true
      await end()
      await new Promise<void>((resolve) => log.end(() => resolve()))
    },
  }
}
