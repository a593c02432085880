/**
 * `npm run check`: everything that is judged without running the product.
 *
 * Formatting, lint, types, arrows between rooms, dead code, and the house rules of tests/tidy. All stages run even when
 * one fails, so that one run shows everything there is to mend; two at a time, each told whole when it ends.
 */
import { spawn } from 'node:child_process'

type Stage = readonly [title: string, command: string, args: readonly string[]]

const bin = (name: string) => `node_modules/.bin/${name}`
const stages: readonly Stage[] = [
  ['house rules', process.execPath, ['scripts/test.ts', '--project', 'tidy']],
  ['types', bin('tsc'), ['-p', '.']],
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  [
    'arrows',
    bin('depcruise'),
    ['apps', 'db', 'gateway', 'packages', 'subgraphs', '--output-type', 'err-long'],
  ],
  ['dead code', bin('knip'), ['--no-progress']],
]
const waiting = [...stages]
const failed = new Set<string>()

/** Runs one stage after the other, as long as there are any. */
async function work(): Promise<void> {
  for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
    const [title] = stage
    const { isClean, output } = await run(stage)
    console.log(`\n── ${title}\n${output.trimEnd()}`)
    if (!isClean) failed.add(title)
  }
}

function run([, command, args]: Stage): Promise<Readonly<{ isClean: boolean; output: string }>> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    child.once('error', (fault) => resolve({ isClean: false, output: String(fault) }))
    child.once('close', (code) => resolve({ isClean: code === 0, output }))
  })
}

await Promise.all([work(), work()])
const titles = stages.map(([title]) => title).filter((title) => failed.has(title))
console.log(titles.length === 0 ? '\ncheck: clean' : `\ncheck: failed: ${titles.join(', ')}`)
process.exitCode = titles.length === 0 ? 0 : 1
