/** Other engines: each in a folder of its own, installed as its lock file says when it is first needed. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PEERS = fileURLToPath(new URL('peers/', import.meta.url))

/** Where an engine's folder is. */
export const peerFolder = (name: '' | 'mercurius' | 'grafbase'): string => join(PEERS, name)

/** @throws why the peers of a folder cannot be installed here */
export function ensurePeers(folder: string): void {
  if (existsSync(join(folder, 'node_modules'))) return
  console.error(`Installing ${folder} …`)
  const args = ['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn']
  // The folder is a workspace of its own; CI=true keeps pnpm from asking.
  const env = { ...process.env, CI: 'true', pnpm_config_pm_on_fail: 'ignore' }
  const { status, error } = spawnSync('pnpm', args, { cwd: folder, stdio: ['ignore', 2, 2], env })
  if (error) throw new Error(`pnpm cannot be run: ${error.message}`)
  if (status !== 0) throw new Error(`pnpm install ended with ${status}`)
}
