/**
 * `npm run bench:scale`: whether the books stay as fast when they grow.
 *
 * At each size the same questions are asked of the same PostgreSQL: what a posting costs, a page of an account, a balance
 * long ago, the entries of a ledger transaction, the totals of one day. What matters is the ratio from size to size.
 *
 *   npm run bench:scale -- --entries 100000,1000000,10000000 --explain
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate, roleUrls } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import { fromUuid } from '@tallystick/ids'
import { newSealingKey, openSealingKey } from '@tallystick/ledger/sealing-key'
import { openLedger } from '@tallystick/ledger/server'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { newLogger } from '@tallystick/telemetry'
import postgres from 'postgres'
import { cpuOf } from '../cpu.ts'
import { DAYS, fillBooks } from './fill.ts'
import { runPosters, type Wallet } from './posters.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000,1000000' },
    seconds: { type: 'string', default: '5' },
    reads: { type: 'string', default: '300' },
    explain: { type: 'boolean', default: false },
  },
})
const reads = Number(values.reads)

const dataDir = mkdtempSync(join(tmpdir(), 'tallystick-scale-'))
const server = await startPostgres({ dataDir })
const log = newLogger({ name: 'bench', level: 'error' })
try {
  await migrate({ adminUrl: server.url })
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  const role = postgres(roleUrls(server.url).ledger, { max: 1, onnotice: () => {} })
  const columns: [string, Map<string, string>][] = []
  for (const entries of values.entries.split(',').map(Number)) {
    await fillBooks(admin, entries)
    await admin`checkpoint`
    columns.push([entries.toLocaleString('en'), await measureAll(admin, role)])
  }
  console.log(`\n| | ${columns.map(([size]) => `${size} entries`).join(' | ')} |`)
  console.log(`|---|${columns.map(() => '---').join('|')}|`)
  for (const what of columns[0]?.[1].keys() ?? [])
    console.log(`| ${what} | ${columns.map(([, found]) => found.get(what)).join(' | ')} |`)
  await role.end()
  await admin.end()
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function measureAll(admin: postgres.Sql, role: postgres.Sql): Promise<Map<string, string>> {
  const rows =
    await admin`select id, account_id, owner_id, version::int from ledger.ledger_accounts where account_id is not null`
  const found = new Map<string, string>([
    ['posting, 256 callers: PostgreSQL CPU', await posting(rows)],
  ])
  const some = () => rows[Math.floor(Math.random() * rows.length)] as Record<string, never>
  const ago = () => new Date(Date.now() - Math.random() * DAYS * 86_400_000).toISOString()
  const day = () => {
    const since = new Date(
      Math.floor((Date.now() - (1 + Math.random() * (DAYS - 3)) * 86_400_000) / 86_400_000) *
        86_400_000,
    )
    return [since.toISOString(), new Date(since.getTime() + 86_400_000).toISOString()]
  }
  const questions: [string, string, () => unknown[]][] = [
    [
      'newest page of an account, 20 entries',
      'select * from ledger.entries where ledger_account_id = $1 order by version desc limit 20',
      () => [some()['id']],
    ],
    [
      'a page from the middle of an account',
      'select * from ledger.entries where ledger_account_id = $1 and version < $2 order by version desc limit 20',
      () => {
        const { id, version } = some()
        return [id, Math.max(1, Math.floor(Number(version) / 2))]
      },
    ],
    [
      'a balance at a moment, by time of recording',
      'select * from ledger.balances_at(array[$1]::uuid[], $2, false)',
      () => [some()['account_id'], ago()],
    ],
    [
      'a balance at a moment, by time of effect',
      'select * from ledger.balances_at(array[$1]::uuid[], $2, true)',
      () => [some()['account_id'], ago()],
    ],
    ['totals of one day (1/365 of the entries)', 'select * from ledger.sum_entries($1, $2)', day],
  ]
  for (const [what, statement, parameters] of questions) {
    const times: number[] = []
    for (let index = 0; index < (what.startsWith('totals') ? 20 : reads); index++) {
      const startedAt = performance.now()
      await role.unsafe(statement, parameters() as never[], { prepare: true })
      times.push(performance.now() - startedAt)
    }
    times.sort((a, b) => a - b)
    found.set(what, `${(times[Math.floor(times.length / 2)] ?? 0).toFixed(2)} ms`)
    if (values.explain) {
      const plan = await role.unsafe(
        `explain (analyze, buffers, costs off) ${statement}`,
        parameters() as never[],
      )
      console.log(`\n${what}\n${plan.map((row) => row['QUERY PLAN']).join('\n')}`)
    }
  }
  const [size] = await admin`select pg_size_pretty(pg_database_size(current_database())) as size`
  found.set('size of the database', size?.['size'])
  return found
}

async function posting(rows: readonly postgres.Row[]): Promise<string> {
  const wake = newMemoryWake()
  const sealingKey = openSealingKey(newSealingKey())
  const databaseUrl = roleUrls(server.url).ledger
  const ledger = await openLedger({ databaseUrl, sealingKey, wake, log })
  const wallets = rows.map(
    (row): Wallet => ({
      code: 'CUSTOMER_WALLET',
      accountId: fromUuid('acc', row['account_id']),
      ownerId: fromUuid('usr', row['owner_id']),
      provider: null,
    }),
  )
  const load = { wallets, shape: 'uniform' as const, callers: 256 }
  await runPosters(ledger, { ...load, seconds: 2 })
  const before = cpuOf(server.pid).postgresMs
  const { count, perSecond } = await runPosters(ledger, {
    ...load,
    seconds: Number(values.seconds),
  })
  const cpu = (cpuOf(server.pid).postgresMs - before) / count
  await ledger.close()
  await wake.close()
  return `${cpu.toFixed(3)} ms (${perSecond.toFixed(0)}/s)`
}
