/** One thread that does nothing but hash, one piece of work after the other. */
import { argon2Sync } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import bcrypt from 'bcryptjs'
import type { HashAnswer, HashWork } from './threads.ts'

/** How much the thread gives way to everything else on the machine; 19 would be all the way. */
const NICE = 10

stepBack()
parentPort?.on('message', (work: HashWork) => parentPort?.postMessage(answerOf(work)))

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
