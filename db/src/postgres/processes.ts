/** What the operating system knows about a process. A pid alone proves nothing: it may be reused, or already dead. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process as it is now. `started` with the pid names it for good, even after the pid is reused. */
export type Process = Readonly<{ command: string; started: string; zombie: boolean }>

const hasProc = existsSync('/proc/self/stat')

/** The process with this pid, or undefined when there is none. A zombie is still found. */
export function findProcess(pid: number): Process | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  return hasProc ? fromProc(pid) : fromPs(pid)
}

/** Whether a process with this pid does anything still. */
export const isRunning = (pid: number): boolean => findProcess(pid)?.zombie === false

/**
 * Processes that work in `folder`: a cluster's postmaster and its backends. Backends hide their command line, not
 * their working folder. Empty where there is no /proc.
 */
export function listProcessesIn(folder: string): number[] {
  if (!hasProc) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => orUndefined(() => readlinkSync(`/proc/${pid}/cwd`)) === folder)
}

function fromProc(pid: number): Process | undefined {
  const stat = orUndefined(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat === undefined) return undefined
  // The name stands in parentheses and may hold anything; proc(5) counts the state after it as field 3, the start as 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const command = orUndefined(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? ''
  return {
    command: command.replaceAll('\0', ' '),
    started: fields[19] ?? '',
    zombie: fields[0] === 'Z' || fields[0] === 'X',
  }
}

function fromPs(pid: number): Process | undefined {
  const { status, stdout } = spawnSync(
    'ps',
    ['-ww', '-o', 'state=,lstart=,command=', '-p', `${pid}`],
    {
      encoding: 'utf8',
    },
  )
  // `S  Sat Jan  3 12:00:00 2026 /path/postgres -D …`
  const [, state, started, command] =
    /^\s*(\S+)\s+(\w+ +\w+ +\d+ +[\d:]+ +\d+) (.*)$/.exec(stdout ?? '') ?? []
  if (status !== 0 || state === undefined || started === undefined) return undefined
  return { command: command ?? '', started, zombie: state.startsWith('Z') }
}

/** A process may end between two reads of it, which is no error here. */
function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
