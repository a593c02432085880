/**
 * `npm run bench:sign-in`: what a flood of sign-ins takes from people who are signed in.
 *
 * People look at their wallets at a steady rate; then the same while many times more sign-ins arrive than the machine can
 * hash. Rounds alternate, so that what else the machine does meets all of them; the table shows medians. Rates are off: with
 * them a flood from few addresses never gets here.
 *
 *   npm run bench:sign-in -- --seconds 8 --rounds 3 --queries 50 --sign-ins 150
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { DEMO_PASSWORD } from '../../kit/client.ts'
import { newDataDir, removeDataDir, startProduct } from '../../kit/product.ts'
import { type OpenLoad, runOpenLoad } from './open-load.ts'
import { newPeople, type People, toQuery, toSignIn } from './people.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    queries: { type: 'string', default: '50' },
    'sign-ins': { type: 'string', default: '150' },
    people: { type: 'string', default: '20' },
  },
})
const seconds = Number(values.seconds)
const [queries, signIns] = [Number(values.queries), Number(values['sign-ins'])]

type Flood = Readonly<{
  what: string
  newRequest: ReturnType<typeof toSignIn>
  /** What the answer holds when it is the one that was asked for. */
  served: string
}>
type Sample = Readonly<{ others: OpenLoad; flood: OpenLoad | undefined }>

const dataDir = newDataDir()
const product = await startProduct({ dataDir, env: { RATES: 'off', LOGIN_ATTEMPTS_MAX: '100' } })
try {
  const people = await newPeople(product, Number(values.people))
  const phases = [undefined, ...floodsOf(people)]
  const samples = new Map<Flood | undefined, Sample[]>(phases.map((phase) => [phase, []]))
  await runPhase(people, undefined)
  for (let round = 0; round < Number(values.rounds); round++)
    for (const phase of phases) {
      console.error(`round ${round + 1}: ${phase?.what ?? 'quiet'} …`)
      samples.get(phase)?.push(await runPhase(people, phase))
    }
  report(samples)
} finally {
  await product.stop()
  removeDataDir(dataDir)
}

function floodsOf({ argon2id, bcrypt }: People): Flood[] {
  const invalid = 'InvalidCredentials'
  return [
    {
      // What as many requests take that cost nothing: the rest is the sign-ins' own.
      what: 'requests for nothing',
      newRequest: () => ({ body: '{"query":"{ __typename }"}' }),
      served: 'Query',
    },
    {
      what: 'sign-ins (argon2id)',
      newRequest: toSignIn(argon2id, DEMO_PASSWORD),
      served: 'SignInSuccess',
    },
    {
      what: 'wrong passwords (argon2id)',
      newRequest: toSignIn(['nobody@bench.test'], 'wrong-password'),
      served: invalid,
    },
    {
      what: 'wrong passwords (bcrypt)',
      newRequest: toSignIn(bcrypt, 'wrong-password'),
      served: invalid,
    },
  ]
}

async function runPhase(people: People, flood: Flood | undefined): Promise<Sample> {
  const { url } = product
  const [others, flooded] = await Promise.all([
    runOpenLoad({
      ...{ url, seconds, perSecond: queries, newRequest: toQuery(people) },
      isServed: (status, text) => status === 200 && !text.includes('"errors"'),
    }),
    flood &&
      runOpenLoad({
        ...{ url, seconds, perSecond: signIns, newRequest: flood.newRequest },
        isServed: (_status, text) => text.includes(flood.served),
      }),
  ])
  return { others, flood: flooded }
}

function report(samples: ReadonlyMap<Flood | undefined, readonly Sample[]>): void {
  const quiet = median((samples.get(undefined) ?? []).map(({ others }) => others.p99))
  console.log(`\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`)
  console.log(
    `${queries} queries/s, ${signIns} sign-ins/s, ${seconds} s, ${values.rounds} rounds\n`,
  )
  console.log(
    '| flood | queries p50 | p99 | to quiet p99 | failed | served/s | p50 | turned away |',
  )
  console.log('|---|---|---|---|---|---|---|---|')
  for (const [flood, all] of samples) {
    const others = all.map((each) => each.others)
    const p99 = median(others.map((each) => each.p99))
    const failed = others.reduce((sum, { sent, served }) => sum + sent - served, 0)
    const floods = all.flatMap((each) => each.flood ?? [])
    const cells = flood
      ? [
          median(floods.map((each) => each.served / each.seconds)).toFixed(1),
          ms(median(floods.map((each) => each.p50))),
          `${(100 * median(floods.map(({ sent, served }) => 1 - served / sent))).toFixed(0)} %`,
        ]
      : ['', '', '']
    const p50 = median(others.map((each) => each.p50))
    console.log(
      `| ${flood?.what ?? 'none'} | ${ms(p50)} | ${ms(p99)} | ${(p99 / quiet).toFixed(2)} | ${failed} | ${cells.join(' | ')} |`,
    )
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}
