/**
 * Threads that hash passwords, beside the one that serves and the four that Node shares between files and name lookups.
 *
 * PERFORMANCE: on two busy cores, with 150 sign-ins a second arriving, the 99th percentile of everybody else's queries was
 * 3 s while Node's own threads hashed, and 28 s while bcrypt ran in pieces on the serving one. With threads that give way and
 * rest, 16 to 23 ms beside 9 ms without a flood, at 14 to 20 sign-ins a second (`npm run bench:sign-in`).
 */
import type { Argon2Parameters } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** One hash to compute or compare. */
export type HashWork =
  | (Argon2Parameters & Readonly<{ kind: 'argon2id' }>)
  | Readonly<{ kind: 'bcrypt'; password: string; stored: string }>

/** What came of it. */
export type HashAnswer = Readonly<{ value: Uint8Array | boolean } | { fault: Error }>

/** Hashes in threads, as many as are asked at once. */
export type HashThreads = Readonly<{
  argon2id(parameters: Argon2Parameters): Promise<Buffer>
  /** Whether `stored` is a bcrypt hash of the password. */
  bcrypt(password: string, stored: string): Promise<boolean>
  /** Ends the threads; what they do is given up. */
  close(): Promise<void>
}>

/** Makes the threads, each when it is first needed. Who calls bounds how many: a thread does one thing at a time. */
export function newHashThreads(): HashThreads {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const start = (): Worker => {
    const thread = new Worker(new URL('thread.ts', import.meta.url))
    all.add(thread)
    thread.once('exit', () => {
      all.delete(thread)
      const at = idle.indexOf(thread)
      if (at >= 0) idle.splice(at, 1)
    })
    return thread
  }
  const run = async (work: HashWork): Promise<Uint8Array | boolean> => {
    const thread = idle.pop() ?? start()
    thread.ref()
    const answer = await answerTo(thread, work)
    // A process that has nothing else to do may end.
    thread.unref()
    idle.push(thread)
    if ('fault' in answer) throw answer.fault
    return answer.value
  }
  return {
    argon2id: async (parameters) =>
      Buffer.from((await run({ ...parameters, kind: 'argon2id' })) as Uint8Array),
    bcrypt: async (password, stored) =>
      (await run({ kind: 'bcrypt', password, stored })) as boolean,
    async close() {
      await Promise.all([...all].map((thread) => thread.terminate()))
    },
  }
}

/** Gives work to a thread. @throws when the thread ends first */
function answerTo(thread: Worker, work: HashWork): Promise<HashAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      thread.off('message', onMessage)
      thread.off('error', onError)
      thread.off('exit', onExit)
      end()
    }
    const onMessage = (answer: HashAnswer) => settle(() => resolve(answer))
    const onError = (cause: unknown) =>
      settle(() => reject(new Error('a thread that hashes failed', { cause })))
    const onExit = () => settle(() => reject(new Error('a thread that hashes has ended')))
    thread.on('message', onMessage)
    thread.on('error', onError)
    thread.on('exit', onExit)
    thread.postMessage(work)
  })
}
