/**
 * `npm run bench:ledger`: what posting costs, side by side on one PostgreSQL that flushes every commit to disk.
 *
 * Rounds alternate, so that what else the machine does meets all of them; the table shows medians, and ratios to
 * pgbench, which moves the same money one call at a time (`peer.sql`). CPU is that of PostgreSQL and of Node.
 *
 *   npm run bench:ledger -- --seconds 6 --rounds 3 --callers 32,256,1000 --shapes uniform,hot
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyBooks } from '@tallystick/db/checks'
import { migrate, roleUrls } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import { newSealingKey, openSealingKey } from '@tallystick/ledger/sealing-key'
import { openLedger } from '@tallystick/ledger/server'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { newLogger } from '@tallystick/telemetry'
import postgres from 'postgres'
import type { Shape } from './pgbench.ts'
import { openWallets } from './posters.ts'
import { gatewayWay, laneWay, pgbenchWays, type Sample, type Way } from './ways.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    callers: { type: 'string', default: '32,256,1000' },
    shapes: { type: 'string', default: 'uniform,hot' },
  },
})
const seconds = Number(values.seconds)
const shapes = values.shapes.split(',') as Shape[]
const WALLETS = 1000
let sealedSince = new Date()

const dataDir = mkdtempSync(join(tmpdir(), 'tallystick-bench-'))
const server = await startPostgres({ dataDir })
const log = newLogger({ name: 'bench', level: 'error' })
try {
  await migrate({ adminUrl: server.url })
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  await admin.unsafe(readFileSync(new URL('peer.sql', import.meta.url), 'utf8'))
  const wake = newMemoryWake()
  const sealingKey = openSealingKey(newSealingKey())
  const databaseUrl = roleUrls(server.url).ledger
  const ledger = await openLedger({ databaseUrl, sealingKey, wake, log })
  const wallets = await openWallets(ledger, WALLETS)
  const ground = { serverUrl: server.url, serverPid: server.pid, ledger, wallets, seconds }
  const callers = values.callers.split(',').map(Number)
  const before: Way[] = [
    ...pgbenchWays(ground),
    ...callers.map((count) => laneWay(ground, { callers: count, sealing: false })),
    laneWay(ground, { callers: callers.at(1) ?? 256, sealing: true }),
  ]
  const samples = await runRounds(admin, before)
  // Once more by itself, for what was sealed while it came.
  while ((await ledger.seal()) > 0);
  sealedSince = new Date()
  await laneWay(ground, { callers: callers.at(1) ?? 256, sealing: true })[1]('uniform')
  const lag = await sealingLag(admin)
  // The product brings a worker of its own, which must not run beside the others.
  await ledger.close()
  await wake.close()
  const gateway = gatewayWay(ground, 64)
  const all = [...samples, ...(await runRounds(admin, [gateway.way]))]
  await gateway.stop()
  print(all)
  console.log(`\nSealing lag behind the posting: ${lag}`)
  await admin.end()
  console.error('checking the books …')
  const violations = await verifyBooks(server.url)
  console.log(violations.length === 0 ? '\nThe books are in order.' : violations)
  if (violations.length > 0) process.exitCode = 1
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

type Samples = readonly (readonly [shape: Shape, name: string, samples: Sample[]])[]

async function runRounds(admin: postgres.Sql, ways: readonly Way[]): Promise<Samples> {
  const all = shapes.flatMap((shape) =>
    ways.map(([name, run]) => ({ shape, name, run, samples: [] as Sample[] })),
  )
  for (let round = 1; round <= Number(values.rounds); round++)
    for (const { shape, name, run, samples } of all) {
      console.error(`round ${round}, ${shape}: ${name} …`)
      await admin`checkpoint`
      samples.push(await run(shape))
    }
  return all.map(({ shape, name, samples }) => [shape, name, samples])
}

/** From recording a ledger transaction to publishing the first tree head that covers it, of those sealed while they came. */
async function sealingLag(admin: postgres.Sql): Promise<string> {
  const [row] = await admin`
    select count(*)::int as count,
           percentile_cont(array[0.5, 0.99, 1]) within group (order by extract(epoch from h.published_at - t.recorded_at) * 1000) as ms
      from ledger.tally_leaves l
      join ledger.ledger_transactions t on t.id = l.ledger_transaction_id
      cross join lateral (select published_at from ledger.tree_heads where size > l.position order by size limit 1) h
     where t.recorded_at >= ${sealedSince}`
  const [p50, p99, most] = (row?.['ms'] ?? []) as number[]
  return `p50 ${ms(p50)}, p99 ${ms(p99)}, at most ${ms(most)} (${row?.['count']} ledger transactions)`
}

function print(all: Samples): void {
  console.log(`\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`)
  console.log(`Medians of ${values.rounds} rounds of ${seconds} s, fsync on\n`)
  console.log('| | how | transfers/s | ÷ pgbench | p50 | p99 | PostgreSQL CPU | Node CPU |')
  console.log('|---|---|---|---|---|---|---|---|')
  for (const shape of shapes) {
    const own = all.filter(([of]) => of === shape)
    const rates = own.map(
      ([, name, samples]) => [name, medianOf(samples, 'perSecond') ?? 0] as const,
    )
    const peer = Math.max(
      0,
      ...rates.flatMap(([name, rate]) => (name.startsWith('pgbench') ? rate : [])),
    )
    for (const [, name, samples] of own) {
      const rate = medianOf(samples, 'perSecond') ?? 0
      const ratio = peer > 0 ? (rate / peer).toFixed(2) : ''
      const times = (['p50', 'p99', 'postgresMs', 'nodeMs'] as const).map((what) =>
        ms(medianOf(samples, what)),
      )
      console.log(`| ${shape} | ${name} | ${rate.toFixed(0)} | ${ratio} | ${times.join(' | ')} |`)
    }
  }
}

function medianOf(all: readonly Sample[], what: keyof Sample): number | undefined {
  const found = all.flatMap((sample) => sample[what] ?? []).toSorted((a, b) => a - b)
  return found[Math.floor((found.length - 1) / 2)]
}

function ms(value: number | undefined): string {
  return value === undefined ? '' : `${value.toFixed(value < 10 ? 3 : 0)} ms`
}
