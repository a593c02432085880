import type { Logger } from '@tallystick/telemetry'
import pg from 'pg'

/** A pool whose lost connections are logged and replaced, where `pg` would end the process. */
export function newPool({
  url,
  name,
  max,
  log,
}: Readonly<{ url: string; name: string; max: number; log: Logger }>): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, application_name: name, max })
  const onError = (error: Error): void => log.warn({ err: error }, 'a connection of jobs was lost')
  pool.on('error', onError)
  // A client that is checked out tells only itself.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** An identifier in double quotes, for the statements that take no parameter in its place. */
export const quoted = (identifier: string): string => pg.escapeIdentifier(identifier)
