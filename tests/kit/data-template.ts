/**
 * A data folder with a migrated database in it, made once for a run: a product that starts on a copy is ready in half the time.
 *
 * That a product also starts on nothing is for `DATA_TEMPLATE: 'off'` to show, and for the test of the README.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'

/** Where the launcher keeps its server, below DATA_DIR. */
const SERVER = 'postgres'

/** Run by Vitest before the first end-to-end test; what it returns is run after the last. */
export async function setup(): Promise<() => void> {
  const template = mkdtempSync(join(tmpdir(), 'tallystick-template-'))
  // The server may run as somebody else, who must be able to enter.
  chmodSync(template, 0o711)
  const server = await startPostgres({ dataDir: join(template, SERVER) })
  await migrate({ adminUrl: server.url })
  await server.stop()
  process.env['DATA_TEMPLATE'] = template
  return () => rmSync(template, { recursive: true, force: true })
}

/** Puts a migrated database into a data folder that has none, where there is one to put. */
export function copyTemplate(dataDir: string, template: string | undefined): void {
  if (!template || template === 'off' || existsSync(join(dataDir, SERVER))) return
  // Not by Node: the files' owner has to stay.
  const copied = spawnSync('cp', ['-a', join(template, SERVER), join(dataDir, SERVER)])
  if (copied.status !== 0) throw new Error(`the template was not copied: ${copied.stderr}`)
}
