import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { errorCode, PostgresError } from './errors.ts'
import { findProcess } from './processes.ts'

/**
 * Claims a data folder for this process, so that two launchers do not stop each other's server.
 *
 * A claim ends with its process: one left by a killed launcher is taken over. The server's own lock file still guards
 * the data itself.
 *
 * @returns what gives the claim back
 * @throws {PostgresError} while another process holds it, and says which
 */
export function claimDataFolder(file: string, folder: string): () => void {
  const mine = describe(process.pid)
  for (;;) {
    if (place(file, mine)) return () => release(file, mine)
    const theirs = readIfPresent(file)
    const [pid] = theirs?.split(' ') ?? []
    if (theirs !== undefined && isHeld(theirs))
      throw new PostgresError(
        `${folder} is in use by process ${pid}: stop that process first, or start this one with another data folder.`,
      )
    if (theirs !== undefined) removeStale(file, theirs)
  }
}

/** Whether a live process has the folder. */
export function isClaimed(file: string): boolean {
  const claim = readIfPresent(file)
  return claim !== undefined && isHeld(claim)
}

/** Writes first and links then, so that nobody reads a claim half written. */
function place(file: string, mine: string): boolean {
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

const describe = (pid: number) => `${pid} ${findProcess(pid)?.started ?? ''}`

function isHeld(claim: string): boolean {
  const pid = Number(claim.split(' ')[0])
  return findProcess(pid)?.zombie === false && describe(pid) === claim
}

/** Moves the stale claim away before deleting it: of two launchers that saw it, one may already have made its own. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, file)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error
  }
  rmSync(aside, { force: true })
}

function release(file: string, mine: string): void {
  if (readIfPresent(file) === mine) rmSync(file, { force: true })
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
