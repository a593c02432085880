/**
 * `npm run bench:sign-in`: what a flood of sign-ins takes from people who are signed in.
 *
 * People look at their wallets at a steady rate; then the same while many times more sign-ins arrive than the machine can
 * hash. Before each flood comes a quiet time as long, so that what else the machine does meets both; the table is of all
 * rounds together. Rates are off: with them a flood from few addresses never gets here.
 *
 *   npm run bench:sign-in -- --seconds 10 --rounds 5 --queries 50 --sign-ins 150
 */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { DEMO_PASSWORD } from '../../kit/client.ts'
import { newDataDir, removeDataDir, startProduct } from '../../kit/product.ts'
import { type Asked, type LoadResult, runOpenLoad } from './open-load.ts'
import { newPeople, type People, toQueries, toSignIns } from './people.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    queries: { type: 'string', default: '50' },
    'sign-ins': { type: 'string', default: '150' },
    people: { type: 'string', default: '100' },
  },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
const [queries, signIns] = [Number(values.queries), Number(values['sign-ins'])]

/** Whoever signs in; `served` is what an answer holds when it is the one that was asked for. */
type Flood = Readonly<{ what: string; requests: readonly Asked[]; served: string }>
/** What came of a time without a flood, and of the one with it. */
type Sample = Readonly<{ quiet: LoadResult; others: LoadResult; flooded: LoadResult }>

const dataDir = newDataDir()
const product = await startProduct({ dataDir, env: { RATES: 'off', LOGIN_ATTEMPTS_MAX: '100' } })
try {
  const people = await newPeople(product, Number(values.people))
  const floods = floodsOf(people)
  const samples = new Map<Flood, Sample[]>(floods.map((flood) => [flood, []]))
  const stolen = stolenMs()
  const from = performance.now()
  await runQuiet(people)
  for (let round = 1; round <= rounds; round++)
    for (const flood of floods) {
      console.error(`round ${round} of ${rounds}: ${flood.what} …`)
      const quiet = await runQuiet(people)
      samples.get(flood)?.push({ quiet, ...(await runFlood(people, flood)) })
    }
  report(samples, (stolenMs() - stolen) / (performance.now() - from))
} finally {
  await product.stop()
  removeDataDir(dataDir)
}

function floodsOf({ argon2id, bcrypt, unknown }: People): Flood[] {
  const served = 'InvalidCredentials'
  return [
    {
      // What as many requests take that cost nothing: the rest is the sign-ins' own.
      what: 'requests for nothing',
      requests: [{ body: '{"query":"{ __typename }"}' }],
      served: 'Query',
    },
    {
      what: 'sign-ins (argon2id)',
      requests: toSignIns(argon2id, DEMO_PASSWORD),
      served: 'SignInSuccess',
    },
    {
      what: 'wrong passwords (argon2id)',
      requests: toSignIns(unknown, 'wrong-password'),
      served,
    },
    { what: 'wrong passwords (bcrypt)', requests: toSignIns(bcrypt, 'wrong-password'), served },
  ]
}

function runQuiet(people: People): Promise<LoadResult> {
  const requests = toQueries(people)
  return runOpenLoad({ url: product.url, seconds, perSecond: queries, requests, served: 'balance' })
}

async function runFlood(people: People, flood: Flood): Promise<Omit<Sample, 'quiet'>> {
  const [others, flooded] = await Promise.all([
    runQuiet(people),
    runOpenLoad({ url: product.url, seconds, perSecond: signIns, ...flood }),
  ])
  return { others, flooded }
}

function report(samples: ReadonlyMap<Flood, readonly Sample[]>, stolen: number): void {
  console.log(`\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`)
  console.log(
    `${queries} queries/s, ${signIns} sign-ins/s, ${rounds} rounds of ${seconds} s, other machines took ${percent(stolen)}\n`,
  )
  console.log(
    '| flood | queries p50 | p99 | p99 without | ratio | failed | served/s | p50 | turned away |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const [{ what }, all] of samples) {
    const quiet = together(all.map((each) => each.quiet))
    const others = together(all.map((each) => each.others))
    const flooded = together(all.map((each) => each.flooded))
    const cells = [
      ...[what, ms(others.at(0.5)), ms(others.at(0.99)), ms(quiet.at(0.99))],
      (others.at(0.99) / quiet.at(0.99)).toFixed(2),
      others.sent - others.served,
      (flooded.served / flooded.seconds).toFixed(1),
      ms(flooded.at(0.5)),
      percent(1 - flooded.served / flooded.sent),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

/** Several runs of a load as one. */
function together(results: readonly LoadResult[]) {
  const sum = (pick: (result: LoadResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0)
  const latencies = results.flatMap((each) => each.latencies).sort((a, b) => a - b)
  return {
    sent: sum((each) => each.sent),
    served: latencies.length,
    seconds: sum((each) => each.seconds),
    at: (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? Number.NaN,
  }
}

/** How long other machines on the same hardware have kept this one waiting, of one core; 0 where nobody says so. */
function stolenMs(): number {
  try {
    // user nice system idle iowait irq softirq steal, in hundredths of a second, of all cores together.
    const steal = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/)[8]
    return (Number(steal) * 10) / cpus().length
  } catch {
    return 0
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}
