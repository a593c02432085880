/** Everywhere that a product writes to, as text or bytes that can be searched. */
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, relative } from 'node:path'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { type Client, data } from '../../kit/client.ts'

/** A collector of OTLP over HTTP that keeps every span as it came. */
export async function openCollector() {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    bodies.push(body)
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => bodies.join('\n'),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Every row of every table of every schema that is not Postgres's own, with bytes also as the text that they may be. */
export async function dumpTables(url: string): Promise<Readonly<{ text: string; tables: number }>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`
    const texts: string[] = []
    for (const { name } of tables) {
      const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)
      texts.push(name, ...rows.map(({ row }) => row + decoded(row)))
    }
    return { text: texts.join('\n'), tables: tables.length }
  } finally {
    await sql.end()
  }
}

/** What stands as hexadecimal in a row, as text. */
const decoded = (row: string): string =>
  [...row.matchAll(/\\x([0-9a-f]{16,})/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('\n')

const LOGS = `query ($after: String) { auditLogs(first: 100, after: $after) {
  nodes { id action service resourceType resourceId details requestId address userAgent actor { id } }
  pageInfo { hasNextPage endCursor } } }`

/** The whole audit log, as administrators read it. */
export async function readAuditLog(root: Client): Promise<string> {
  const pages: string[] = []
  let after: string | null = null
  for (;;) {
    const { auditLogs } = await data(root, LOGS, { after })
    pages.push(JSON.stringify(auditLogs.nodes))
    if (!auditLogs.pageInfo.hasNextPage) return pages.join('\n')
    after = auditLogs.pageInfo.endCursor
  }
}

/** Every key of a Redis with what it holds. */
export async function dumpRedis(url: string): Promise<string> {
  const redis = new Redis(url)
  try {
    const keys = await redis.keys('*')
    const held = await Promise.all(keys.map((key) => redis.dump(key)))
    return keys.map((key, index) => `${key} ${held[index] ?? ''}`).join('\n')
  } finally {
    redis.disconnect()
  }
}

/** Every file under a folder, less what is left out. @param without paths from the folder */
export function filesUnder(
  folder: string,
  without: readonly string[],
): readonly Readonly<{ path: string; bytes: Buffer }>[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .filter((path) => !without.some((each) => relative(folder, path).startsWith(each)))
    .map((path) => ({ path, bytes: readFileSync(path) }))
}
