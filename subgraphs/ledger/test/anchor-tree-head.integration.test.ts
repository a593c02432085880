import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newLogger } from '@tallystick/telemetry'
import { verifyTreeHead } from '@tallystick/verify'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchorTreeHead } from '../src/domain/tally/anchor-tree-head.ts'
import { newFileAnchor } from '../src/providers/anchor/file.ts'
import type { Anchor } from '../src/providers/anchor/port.ts'
import { openRoom, type Room, topUp, wallet } from './room.ts'

const HOUR = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'tallystick-anchoring-'))
const path = join(folder, 'tree-heads.jsonl')
const said: { level: string; msg: string; anchor?: string }[] = []
const log = newLogger({
  name: 'test',
  destination: { write: (line: string) => void said.push(JSON.parse(line)) },
})

let room: Room
/** Hours from now: what is recorded has the time of Postgres. */
let hours = 0
beforeAll(async () => {
  room = await openRoom()
})
afterAll(async () => {
  await room.close()
  rmSync(folder, { recursive: true })
})

const run = (anchors: readonly Anchor[], signal = new AbortController().signal) =>
  anchorTreeHead(
    { db: room.ledger.outbox.db, anchors, everyMs: HOUR, log },
    { now: new Date(Date.now() + hours * HOUR), signal },
  )
const file = newFileAnchor(path)
const lines = () =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
const grow = async (): Promise<number> => {
  await room.post(topUp(wallet(), 1n))
  await room.ledger.seal()
  hours += 1.1
  const answer: { treeHead: { size: number } } = await room.data('{ treeHead { size } }')
  return answer.treeHead.size
}
const recorded = async () => {
  const answer: { treeHeadAnchors: object[] } = await room.data(
    '{ treeHeadAnchors { anchor size reference anchoredAt } }',
  )
  return answer.treeHeadAnchors
}
/** An anchor that is broken in some way. */
const broken = (name: string, over: Partial<Anchor>): Anchor => ({
  name,
  publish: async () => {
    throw new Error('away')
  },
  find: async () => undefined,
  ...over,
})

describe('anchoring', () => {
  it('has nothing to do before anything is sealed', async () => {
    expect(await run([file])).toEqual([])
    expect(await recorded()).toEqual([])
  })

  it('writes the first head down at once, and anyone may see where', async () => {
    const size = await grow()
    hours = 0
    expect(await run([file])).toEqual(['file'])
    expect(await recorded()).toMatchObject([{ anchor: 'file', size, reference: 'line 1' }])
    const [line] = lines()
    const { publicKey, ...treeHead } = line
    const verdict = await verifyTreeHead({ format: 'tallystick-tree-head/1', publicKey, treeHead })
    expect(verdict).toMatchObject({ ok: true })
  })

  it('waits for a period, and for something new', async () => {
    hours += 2
    expect(await run([file])).toEqual([])
    await grow()
    hours = 0.5
    expect(await run([file])).toEqual([])
    hours = 1.1
    expect(await run([file])).toEqual(['file'])
    expect(lines()).toHaveLength(2)
  })

  it('writes a head down once when several processes try at once', async () => {
    const size = await grow()
    await Promise.all([run([file]), run([file]), run([file])])
    expect(lines().filter((line) => line.size === size)).toHaveLength(1)
  })

  it('records what was written down before a crash, and does not write it again', async () => {
    const size = await grow()
    const dying = broken('file', {
      find: file.find,
      async publish(...args) {
        await file.publish(...args)
        throw new Error('the process died')
      },
    })
    expect(await run([dying])).toEqual([])
    expect(await run([file])).toEqual(['file'])
    expect(lines().filter((line) => line.size === size)).toHaveLength(1)
    expect(await recorded()).toMatchObject([{ size, reference: `line ${lines().length}` }])
  })

  it('one that is away is said to be, tried again, and keeps no other waiting nor the sealing', async () => {
    said.length = 0
    await grow()
    let isAway = true
    const bitcoin = broken('bitcoin', {
      async publish() {
        if (isAway) throw new Error('away')
        return { reference: 'found' }
      },
    })
    expect(await run([bitcoin, file])).toEqual(['file'])
    expect(said).toMatchObject([{ level: 'warn', anchor: 'bitcoin' }])
    await grow()
    isAway = false
    expect(await run([bitcoin])).toEqual(['bitcoin'])
  })

  it('one that hangs is given up when the process stops, and says nothing about it', async () => {
    said.length = 0
    await grow()
    const stop = new AbortController()
    const hanging = broken('ethereum', {
      publish: (_head, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
    })
    const running = run([hanging], stop.signal)
    const size = await grow()
    expect(size).toBeGreaterThan(0)
    stop.abort()
    expect(await running).toEqual([])
    expect(said).toEqual([])
  })

  it('holds back no event and no vacuum while it waits', async () => {
    await grow()
    const stop = new AbortController()
    let started = () => {}
    const isWaiting = new Promise<void>((resolve) => {
      started = resolve
    })
    const hanging = broken('ethereum', {
      publish: (_head, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
          started()
        }),
    })
    const running = run([hanging], stop.signal)
    await isWaiting
    const [row] = await room.asAdmin(
      sql`select count(*)::int as count from pg_stat_activity
           where datname = current_database() and state like 'idle in transaction%'
             and (backend_xid is not null or backend_xmin is not null)`,
    )
    expect(row).toEqual({ count: 0 })
    stop.abort()
    await running
  })

  it('says so and writes nothing over it when what was written down is not what the log has', async () => {
    said.length = 0
    const whole = readFileSync(path, 'utf8')
    const at = whole.lastIndexOf('"rootHash":"') + 12
    writeFileSync(path, `${whole.slice(0, at)}${'0'.repeat(64)}${whole.slice(at + 64)}`)
    await grow()
    expect(await run([file])).toEqual([])
    expect(JSON.stringify(said)).toContain('one of them was changed')
    writeFileSync(path, whole)
    expect(await run([file])).toEqual(['file'])
  })

  it('says so when what was written down is gone, and writes the next head down', async () => {
    said.length = 0
    rmSync(path)
    await grow()
    expect(await run([file])).toEqual(['file'])
    expect(said).toMatchObject([{ level: 'error', anchor: 'file' }])
    expect(lines()).toHaveLength(1)
  })

  it('cannot be taken back in our own records', async () => {
    for (const statement of [
      'update ledger.tally_anchors set size = 0',
      'delete from ledger.tally_anchors',
    ])
      await expect(room.ledger.outbox.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
  })
})
