import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { layoutOf } from './cluster.ts'
import { startPostgres } from './index.ts'
import { isClaimed } from './launcher-lock.ts'
import { findPostmaster } from './postmaster.ts'

/** A database to look into, and how to leave it as it was found. */
export type FoundDatabase = Readonly<{ url: string; release(): Promise<void> }>

/**
 * Finds the embedded database of a data folder.
 *
 * A running launcher keeps its server: we look in as one more client. Where nothing runs, the server is started and
 * stopped again; one that a killed launcher left is used and left running.
 * @param dataDir DATA_DIR of the launcher
 * @throws {Error} when there is no database in the folder
 */
export async function findEmbeddedDatabase(dataDir: string): Promise<FoundDatabase> {
  const folder = join(dataDir, 'postgres')
  if (!existsSync(join(folder, 'cluster')))
    throw new Error(`there is no database in ${dataDir}: name another DATA_DIR, or a DATABASE_URL`)
  const layout = layoutOf(realpathSync(folder))
  if (isClaimed(layout.claim)) {
    const running = await findPostmaster(layout)
    if (!running)
      throw new Error(`the database in ${dataDir} is just starting or stopping: try again`)
    const password = readFileSync(layout.password, 'utf8').trim()
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${running.port}/tallystick`,
      release: async () => {},
    }
  }
  const server = await startPostgres({ dataDir: folder })
  return {
    url: server.url,
    release: async () => {
      if (!server.adopted) await server.stop()
    },
  }
}
