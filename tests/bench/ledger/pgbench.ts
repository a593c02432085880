/** PostgreSQL's own load generator, where the machine has it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Transfers between 1,000 accounts, or all of them from one. */
export type Shape = 'uniform' | 'hot'

/** Of Debian's package `postgresql`; other systems have it on the path. */
const FOLDERS = ['/usr/lib/postgresql']

/** The path of pgbench: `PGBENCH` when set, else the path's, else the newest that Debian installed. */
export function findPgbench(set: string | undefined): string | undefined {
  const installed = FOLDERS.flatMap((folder) => {
    try {
      const versions = readdirSync(folder).toSorted((a, b) => Number(b) - Number(a))
      return versions.map((version) => join(folder, version, 'bin', 'pgbench'))
    } catch {
      return []
    }
  })
  const candidates = [...(set ? [set] : []), 'pgbench', ...installed]
  return candidates.find((path) => spawnSync(path, ['--version']).status === 0)
}

const SCRIPT: Readonly<Record<Shape, string>> = {
  uniform: `\\set payer random(1, 1000)
\\set payee 1 + (:payer + random(1, 998)) % 1000
SELECT peer.transfer(:payer, :payee, 1);`,
  hot: `\\set payee random(2, 1000)
SELECT peer.transfer(1, :payee, 1);`,
}

/** One transfer for each call and commit. @returns transfers per second */
export function runPgbench(
  pgbench: string,
  { url, shape, clients, seconds }: { url: string; shape: Shape; clients: number; seconds: number },
): number {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-pgbench-'))
  try {
    const script = join(folder, 'transfer.sql')
    writeFileSync(script, SCRIPT[shape])
    const options = ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2']
    const run = spawnSync(pgbench, [...options, `--time=${seconds}`, `--file=${script}`, url], {
      encoding: 'utf8',
    })
    const rate = /tps = ([0-9.]+)/.exec(run.stdout)?.[1]
    if (run.status !== 0 || rate === undefined) throw new Error(`pgbench failed: ${run.stderr}`)
    return Number(rate)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
