import { type Db, openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stretch, splitStretch, totalsStatement } from '../src/db/reports/reports.ts'
import { closeDays } from '../src/domain/reports/close-days.ts'
import { writePast } from './past.ts'
import { openRoom, person, type Room } from './room.ts'

/** Forty days with 4,320 entries each, in small pieces as postings come. */
const PAST = { from: '2024-05-01T00:00:00Z', everyMinutes: 1, count: 57_600, wallets: 3 }
const DAY = { since: new Date('2024-05-20T00:00:00Z'), before: new Date('2024-05-21T00:00:00Z') }

type Node = Readonly<{
  'Node Type': string
  'Relation Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: readonly Node[]
}>

let room: Room
let admin: { db: Db; close(): Promise<void> }

beforeAll(async () => {
  room = await openRoom()
  admin = openDatabase({ url: room.database.adminUrl, name: 'test', poolMax: 1 })
  await writePast(room.database.adminUrl, PAST)
  await admin.db.execute(sql`analyze ledger.entries`)
  await admin.db.execute(sql`analyze ledger.ledger_transactions`)
  await admin.db.execute(sql`
    select brin_summarize_new_values(inhrelid) from pg_inherits where inhparent = 'ledger.entries_recorded'::regclass`)
}, 120_000)
afterAll(async () => {
  await admin.close()
  await room.close()
})

async function planOf(stretch: Stretch): Promise<Node[]> {
  const statement = totalsStatement(await splitStretch(admin.db, stretch))
  const [row] = await admin.db.execute<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
    sql`explain (analyze, buffers, format json) ${statement}`,
  )
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  return row ? flat(row['QUERY PLAN'][0]?.Plan as Node) : []
}

const blocks = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, node) => sum + node['Shared Hit Blocks'] + node['Shared Read Blocks'], 0)
/** The nodes that read entries: those of partitions that have some, as far as they were run. */
const onEntries = (nodes: readonly Node[]): Node[] =>
  nodes.filter((node) => /^entries_\d\d$/.test(node['Relation Name'] ?? '') && blocks([node]) > 0)
const kinds = (nodes: readonly Node[]): string[] => [
  ...new Set(nodes.map((node) => node['Node Type'])),
]

async function blocksOfAll(): Promise<number> {
  const [row] = await admin.db.execute<{ blocks: string }>(sql`
    select sum(pg_relation_size(inhrelid) / 8192)::text as blocks from pg_inherits where inhparent = 'ledger.entries'::regclass`)
  return Number(row?.blocks)
}

describe('a report among many entries', () => {
  test('of a day that is not closed reads the blocks of that day', async () => {
    const nodes = onEntries(await planOf(DAY))
    expect(kinds(nodes)).toEqual(['Bitmap Heap Scan'])
    // One day of forty, and the granularity of the index at both ends of each partition.
    expect(blocks(nodes)).toBeLessThan((await blocksOfAll()) / 4)
  })

  test('of a day, a month or all time that is closed reads no entry', async () => {
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
    expect(await closeDays(db)).toBe(41)
    await close()
    for (const stretch of [
      DAY,
      { since: new Date('2024-05-01T00:00:00Z'), before: new Date('2024-06-01T00:00:00Z') },
      { since: null, before: new Date('2024-06-01T00:00:00Z') },
      { since: null, before: null },
    ]) {
      const nodes = onEntries(await planOf(stretch))
      expect(kinds(nodes)).not.toContain('Seq Scan')
      expect(blocks(nodes)).toBeLessThan((await blocksOfAll()) / 20)
    }
  })

  test('up to a moment within a closed day reads that day and the totals of those before', async () => {
    const nodes = onEntries(await planOf({ since: null, before: new Date('2024-05-20T12:00:00Z') }))
    expect(kinds(nodes)).toEqual(['Bitmap Heap Scan'])
    expect(blocks(nodes)).toBeLessThan((await blocksOfAll()) / 4)
  })

  test('takes milliseconds', async () => {
    const started = performance.now()
    await room.data(
      `query ($input: FinancialReportInput!) { financialReport(input: $input) { currencies { lines { closing { amount } } } } }`,
      { input: { period: 'MONTH', date: '2024-05-07' } },
      person(newId('usr'), 'ADMIN'),
    )
    expect(performance.now() - started).toBeLessThan(500)
  })
})
