import { join } from 'node:path'
import type { SubgraphName } from '@tallystick/db'
import { migrate, roleUrls } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import type { Running } from '@tallystick/lifecycle'
import type { Logger } from '@tallystick/telemetry'

/** A migrated database: one URL for the operator, one for each subgraph's own role. */
export type MigratedDatabase = Running &
  Readonly<{ adminUrl: string; urls: Readonly<Record<SubgraphName, string>> }>

/**
 * Gives a database that is ready for every subgraph.
 *
 * @param databaseUrl a server of the operator's; without it the embedded one in `dataDir` is started, or adopted when
 * an earlier launcher died and left it running
 */
export async function openMigratedDatabase({
  databaseUrl,
  dataDir,
  log,
}: {
  databaseUrl: string | undefined
  dataDir: string
  log: Logger
}): Promise<MigratedDatabase> {
  const server = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startPostgres({ dataDir: join(dataDir, 'postgres'), log })
  try {
    const urls = roleUrls(server.url)
    await migrate({ adminUrl: server.url, urls, log })
    return { adminUrl: server.url, urls, close: () => server.stop() }
  } catch (fault) {
    await server.stop()
    throw fault
  }
}
