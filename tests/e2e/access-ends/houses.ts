import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { newDataDir, removeDataDir, startProduct } from '../../kit/product.ts'
import { startRedis } from '../../kit/redis.ts'
import { startTopology } from '../subscriptions/topology.ts'

/** Two gateways on one database. */
export type House = Readonly<{
  /** The GraphQL URL of each. What changes something is sent to the first. */
  urls: readonly [string, string]
  /** The database as its superuser. */
  adminUrl: string
  /** Ends Redis, where there is one, as a crash does. */
  stopRedis(): Promise<void>
  close(): Promise<void>
}>

/** Two products, each everything in one process: they wake each other by PostgreSQL NOTIFY. */
export async function openEmbedded(): Promise<House> {
  const dataDir = newDataDir()
  const first = await startProduct({ dataDir, env: { DEMO: 'off' } })
  const database = await findEmbeddedDatabase(dataDir)
  // On the same folder: what one seals the other must open.
  const env = { DEMO: 'off', DATABASE_URL: database.url }
  const second = await startProduct({ dataDir, env })
  return {
    urls: [first.url, second.url],
    adminUrl: database.url,
    stopRedis: async () => {},
    async close() {
      await second.stop()
      await database.release()
      await first.stop()
      removeDataDir(dataDir)
    },
  }
}

/** A process for each part, and two of Auth: each gateway hears from its own, and Redis carries what one tells the other. */
export async function openDistributed(): Promise<House> {
  const redis = await startRedis()
  const topology = await startTopology({ REDIS_URL: redis.url })
  const first = await topology.newGateway()
  const second = await topology.newGateway({ AUTH_URL: await topology.newAuth() })
  let isUp = true
  const stopRedis = async (): Promise<void> => {
    if (isUp) await redis.stop()
    isUp = false
  }
  return {
    urls: [first.url, second.url],
    adminUrl: topology.adminUrl,
    stopRedis,
    async close() {
      await topology.close()
      await stopRedis()
    },
  }
}
