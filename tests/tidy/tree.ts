import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Every file of the project that git knows or would add, with forward slashes, from the root. */
export const projectFiles: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))

/** The text of a file, from the root. */
export const textOf = (path: string): string => readFileSync(path, 'utf8')

/** Sources that people write: TypeScript that is neither generated nor a test. */
export const sources: readonly string[] = projectFiles.filter(
  (path) =>
    path.endsWith('.ts') &&
    !path.endsWith('.generated.ts') &&
    !path.startsWith('tests/') &&
    !/\.(test|config)\.ts$|\/test\//.test(path),
)
