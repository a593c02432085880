/**
 * `npm run check`: everything that is judged without running the product.
 *
 * Formatting, lint, types, arrows between rooms, dead code, and the house rules of tests/tidy. All stages run even when
 * one fails, so that one run shows everything there is to mend.
 */
import { spawnSync } from 'node:child_process'

const bin = (name: string) => `node_modules/.bin/${name}`
const stages: readonly (readonly [string, string, readonly string[]])[] = [
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['-p', '.']],
  [
    'arrows',
    bin('depcruise'),
    ['apps', 'db', 'gateway', 'packages', 'subgraphs', '--output-type', 'err-long'],
  ],
  ['dead code', bin('knip'), ['--no-progress']],
  ['house rules', process.execPath, ['scripts/test.ts', '--project', 'tidy']],
]

const failed = stages.filter(([title, command, args]) => {
  console.log(`\n── ${title}`)
  return spawnSync(command, args, { stdio: 'inherit' }).status !== 0
})

console.log(
  failed.length === 0
    ? '\ncheck: clean'
    : `\ncheck: failed: ${failed.map(([title]) => title).join(', ')}`,
)
process.exitCode = failed.length === 0 ? 0 : 1
