/** One thread that does nothing but hash, one piece of work after the other, and rests between them. */
import { argon2Sync } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import bcrypt from 'bcryptjs'
import type { HashAnswer, HashWork } from './threads.ts'

/** How much the thread gives way to everything else on the machine: all the way. */
const NICE = 19

stepBack()
parentPort?.on('message', (work: HashWork) => {
  const from = process.threadCpuUsage()
  parentPort?.postMessage(answerOf(work))
  const { user, system } = process.threadCpuUsage(from)
  rest((user + system) / 1_000)
})

function answerOf(work: HashWork): HashAnswer {
  try {
    if (work.kind === 'bcrypt') return { value: bcrypt.compareSync(work.password, work.stored) }
    const { kind: algorithm, ...parameters } = work
    return { value: argon2Sync(algorithm, parameters) }
  } catch (fault) {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) }
  }
}

/**
 * Sleeps, the answer given, for as many milliseconds as the work took.
 *
 * Giving way is not enough: a scheduler lets even the last in line run for whole ticks of 4 ms, and it heats what others
 * have in the cache. So a flood of sign-ins takes half of a core at most, and who comes alone does not notice.
 */
function rest(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/**
 * Linux gives each thread a priority of its own, and a thread may lower it: then a flood of sign-ins takes what others leave.
 * Elsewhere hashes compete with everything else.
 */
function stepBack(): void {
  if (process.platform !== 'linux') return
  try {
    // `1234/task/1240`: the thread that reads the link.
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICE)
  } catch {
    // Without /proc, or where priorities are not ours to change.
  }
}
