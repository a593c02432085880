/**
 * `npm run faults -- --seed 1 --minutes 10`: whether money survives what dies underneath it.
 *
 *   --seed N        draws the schedule and the payments; printed first, and the same again draws the same
 *   --minutes M     how long a case of chance lasts, 2 unless told
 *   --case NAME     kills (unless told), network, failpoints, or all
 *   --rate N        payments a second, 20 unless told; --reads N reads a second, 60; --watchers N subscriptions, 200
 *   --people N      who pay each other, 24 unless told
 *
 * Exit code 0 when every case passed, 1 when one did not.
 */
import { randomInt } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CASE_NAMES, type CaseName, casesOf } from './cases.ts'
import { makePeople } from './people.ts'
import { type CaseResult, diceFor, type Run, runCase } from './run.ts'
import { toScorecard } from './scorecard.ts'
import { startTopology } from './topology.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    minutes: { type: 'string', default: '2' },
    case: { type: 'string', default: 'kills' },
    rate: { type: 'string', default: '20' },
    reads: { type: 'string', default: '60' },
    watchers: { type: 'string', default: '200' },
    people: { type: 'string', default: '24' },
  },
})

const numbers = ['seed', 'minutes', 'rate', 'reads', 'watchers', 'people'] as const
const [seed, minutes, rate, reads, watchers, people] = numbers.map((name) => {
  const number = Number(values[name])
  if (!Number.isFinite(number) || number < 0) refuse(`--${name} takes a number`)
  return number
}) as [number, number, number, number, number, number]
if (people < 2) refuse('--people takes 2 or more')
const names = values.case === 'all' ? CASE_NAMES : CASE_NAMES.filter((name) => name === values.case)
if (names.length === 0) refuse(`--case takes ${CASE_NAMES.join(', ')} or all`)

const say = (line: string): void => console.log(line)
say(`seed ${seed}`)
const folder = mkdtempSync(join(tmpdir(), 'tallystick-faults-'))
// PostgreSQL may run as somebody else, who must be able to enter.
chmodSync(folder, 0o711)
process.exitCode = (await main(names)) ? 0 : 1
say(`Journals, fault logs and what each process printed are in ${folder}`)

async function main(groups: readonly CaseName[]): Promise<boolean> {
  const topology = await startTopology(folder, diceFor(seed, 'proxies'))
  const results: CaseResult[] = []
  try {
    say(`${[...topology.victims.keys()].join(', ')} serve at ${topology.graphqlUrl}`)
    const run: Run = {
      topology,
      people: await makePeople(topology.graphqlUrl, people),
      folder,
      seed,
      paymentRate: rate,
      readRate: reads,
      watchers,
      say,
    }
    for (const group of groups)
      for (const each of casesOf(group, run, minutes * 60_000))
        results.push(await runCase(run, each))
  } finally {
    await topology.close()
  }
  const isPassed = results.every(({ problems }) => problems.length === 0)
  say(toScorecard(results))
  writeFileSync(join(folder, 'scorecard.json'), `${JSON.stringify(results, toJson, 2)}\n`)
  // Of a run that was passed nobody needs the database; of another it is the best witness.
  if (isPassed) rmSync(join(folder, 'postgres'), { recursive: true, force: true })
  return isPassed
}

/** What a case has stored is in its journals. */
function toJson(_key: string, value: unknown): unknown {
  return value instanceof Map ? value.size : value
}

function refuse(what: string): never {
  console.error(what)
  process.exit(64)
}
