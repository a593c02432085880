/**
 * `npm test`: unit, integration and end-to-end tests, closed by one plain line of counts.
 *
 * Arguments go to Vitest: `npm test -- --project unit packages/money`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Report = Readonly<{
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
}>

const folder = mkdtempSync(join(tmpdir(), 'tallystick-test-'))
const reportFile = join(folder, 'report.json')
const asked = process.argv.slice(2)
const projects = asked.includes('--project')
  ? []
  : ['unit', 'integration', 'e2e'].flatMap((project) => ['--project', project])

const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...projects,
    ...asked,
  ],
  { stdio: 'inherit' },
)
const report = readReport()
rmSync(folder, { recursive: true })
// A file that fails to load has no test to count as failed, so the exit code decides beside the counts.
const failures = Math.max(report.numFailedTests, run.status === 0 ? 0 : 1)
console.log(
  `${report.numPassedTests} passed, ${failures} failed, ${report.numPendingTests} skipped`,
)
process.exitCode = failures === 0 ? 0 : 1

function readReport(): Report {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')) as Report
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, success: false }
  }
}
