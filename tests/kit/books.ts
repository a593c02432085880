import { spawnSync } from 'node:child_process'

/** Runs `npm run verify-books` on a data folder. @returns its exit code and everything it printed */
export function verifyBooks(dataDir: string): { code: number | null; output: string } {
  const run = spawnSync(process.execPath, ['db/checks/main.ts'], {
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  return { code: run.status, output: `${run.stdout}${run.stderr}` }
}
