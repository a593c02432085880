/** What clients were told, written down before anybody acts on it: lines of JSON in a file that is flushed to disk. */
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'

const flush = promisify(fdatasync)

/** One file of lines. */
export type Journal = Readonly<{
  /** Adds a line. It may be lost with the machine until `synced` resolves. */
  add(line: Readonly<Record<string, unknown>>): void
  /** Adds a line and waits until it is on disk, together with those of others. */
  keep(line: Readonly<Record<string, unknown>>): Promise<void>
  close(): Promise<void>
}>

/** Opens a journal for adding to. Every line gets `at`, milliseconds since 1970. */
export function openJournal(file: string): Journal {
  const fd = openSync(file, 'a')
  let flushing: Promise<void> | undefined
  let next: Promise<void> | undefined
  const add: Journal['add'] = (line) =>
    void writeSync(fd, `${JSON.stringify({ at: Date.now(), ...line })}\n`)
  /** One flush at a time, and one that waits for it with everything written meanwhile. */
  const synced = (): Promise<void> => {
    if (!flushing) {
      flushing = flush(fd).finally(() => {
        flushing = undefined
      })
      return flushing
    }
    next ??= flushing.then(() => {
      next = undefined
      return synced()
    })
    return next
  }
  return {
    add,
    keep(line) {
      add(line)
      return synced()
    },
    async close() {
      await synced()
      closeSync(fd)
    },
  }
}
