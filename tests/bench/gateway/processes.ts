/** Processes of the bench: started on a core of their own, measured, ended. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpuOf } from '../cpu.ts'

/** Which core a process runs on: engines on the first, subgraphs and load on the second. */
export type Core = 0 | 1

/** Whether processes can be bound to cores here. Without, engine and load take from each other. */
export const isPinned: boolean = spawnSync('taskset', ['-c', '1', 'true']).status === 0

/** Binds this process to a core, too: it reads what the others print, and that is not the engine's work. */
export function bindSelf(core: Core): void {
  if (isPinned) spawnSync('taskset', ['-acp', String(core), String(process.pid)])
}

/** A command that runs on a core. */
const onCore = (core: Core | undefined, command: readonly string[]): readonly string[] =>
  isPinned && core !== undefined ? ['taskset', '-c', String(core), ...command] : command

/** A process of the bench. */
export type Started = Readonly<{
  pid: number
  /** What it wrote last, for a message when something is wrong. */
  output(): string
  hasEnded(): boolean
  /** Sends an order over the process channel and waits for the answer. @throws what the process could not do */
  ask<T>(order: unknown): Promise<T>
  stop(): Promise<void>
}>

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a process. @param options.hasChannel whether orders can be sent to it */
export function start(
  command: readonly string[],
  options: Readonly<{
    core?: Core
    env?: Readonly<Record<string, string>>
    cwd?: string
    hasChannel?: boolean
  }>,
): Started {
  const [file = '', ...args] = onCore(options.core, command)
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.hasChannel ? (['ipc'] as const) : [])],
  })
  running.add(child)
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString())
      if (lines.length > 50) lines.shift()
    })
  const ended = once(child, 'exit').then(() => running.delete(child))
  return {
    pid: child.pid ?? 0,
    output: () => lines.join('').slice(-2_000),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async ask<T>(order: unknown) {
      const answered = once(child, 'message')
      if (order !== undefined) child.send(order as object)
      const gone = ended.then(() => {
        throw new Error(`${command.join(' ')} ended: ${lines.join('')}`)
      })
      gone.catch(() => {})
      const [answer] = await Promise.race([answered, gone])
      if (answer.fault) throw new Error(answer.fault)
      return answer as T
    },
    async stop() {
      child.kill('SIGTERM')
      const cut = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(cut)
    },
  }
}

/** CPU time of a process and of everything below it so far, in milliseconds. Linux only. */
export function cpuMsOf(pid: number): number {
  const { nodeMs, postgresMs } = cpuOf(pid)
  return nodeMs + postgresMs
}

/** The most memory that a process and everything below it ever held at once, in megabytes; each at its own time. */
export function peakMemoryMbOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const own = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  )
  return children.reduce((sum, child) => sum + peakMemoryMbOf(Number(child)), own)
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
