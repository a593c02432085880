/**
 * Who runs the server. PostgreSQL refuses to be root, and many containers know no other user: root then runs it in a
 * user namespace, where the same files seem to belong to an ordinary user, or as another uid.
 */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { PostgresError } from './errors.ts'

/** How to start one of PostgreSQL's programs. */
export type RunAs = Readonly<{
  how: string
  /** The command that runs `program`, replaced by it: the pid stays the same. */
  command(program: string, args: readonly string[]): [string, string[]]
  options: Readonly<{ uid?: number; gid?: number; env: Record<string, string> }>
  /** Hands over a file or folder which we made and the server must own. */
  give(path: string): void
}>

/** Nothing of our own environment: a stray PGPORT or PGOPTIONS would change the server. */
const ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }

const NAMESPACE = ['-U', '--map-user=1000', '--map-group=1000']

const NOBODY = 65534

/**
 * Chooses how to run the server on `cluster`, which may not exist yet.
 *
 * @param binary any of PostgreSQL's programs
 * @throws {PostgresError} when nobody whom we can be may run it
 */
export function chooseRunAs(cluster: string, binary: string): RunAs {
  const me = process.getuid?.()
  const owner = existsSync(cluster) ? statSync(cluster).uid : undefined
  if (me !== 0) {
    if (owner === undefined || owner === me) return asMyself
    throw new PostgresError(
      `${cluster} belongs to user ${owner} and this process is user ${me}: start it as that user, or name another data folder.`,
    )
  }
  if (owner !== undefined && owner !== 0) return asUser(owner)
  if (hasNamespaces()) return inNamespace
  const user = idOf('postgres') ?? NOBODY
  if (owner === undefined && isOpen(binary) && isOpen(cluster)) return asUser(user)
  throw new PostgresError(
    'PostgreSQL does not run as root, and this machine grants root no user namespace: start as another user, keep the ' +
      'project and its data where others may enter, or set DATABASE_URL to a server.',
  )
}

const asMyself: RunAs = {
  how: 'as this user',
  command: (program, args) => [program, [...args]],
  options: { env: ENV },
  give: () => {},
}

const inNamespace: RunAs = {
  ...asMyself,
  how: 'in a user namespace',
  command: (program, args) => ['unshare', [...NAMESPACE, program, ...args]],
}

const asUser = (uid: number): RunAs => ({
  ...asMyself,
  how: `as user ${uid}`,
  options: { uid, gid: uid, env: ENV },
  give: (path) => chownSync(path, uid, uid),
})

const hasNamespaces = () => spawnSync('unshare', [...NAMESPACE, 'true'], { env: ENV }).status === 0

function idOf(name: string): number | undefined {
  const { status, stdout } = spawnSync('id', ['-u', name], { env: ENV, encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

/** Whether everyone may enter every existing folder above `path`. */
function isOpen(path: string): boolean {
  const above = dirname(path)
  if (above === path) return true
  if (existsSync(above) && (statSync(above).mode & 0o001) === 0) return false
  return isOpen(above)
}
