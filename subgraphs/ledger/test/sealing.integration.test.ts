import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { openDatabase } from '@tallystick/db'
import { findTallyFault } from '@tallystick/db/checks'
import { newId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { toHex } from '@tallystick/verify'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postBatch } from '../src/db/postings.ts'
import type { LedgerAccountName } from '../src/domain/rules/ledger-account.ts'
import type { Posting } from '../src/domain/rules/posting.ts'
import { newSealer } from '../src/domain/tally/seal.ts'
import { newSealingKey, openSealingKey, sha256 } from '../src/domain/tally/sealing-key.ts'
import { openRoom, type Room, SEALING_KEY, topUp, transfer, wallet } from './room.ts'
import { sabotaged } from './sabotage.ts'

let room: Room
let admin: postgres.Sql
beforeEach(async () => {
  room = await openRoom()
  admin = postgres(room.database.adminUrl, { max: 2, onnotice: () => {} })
})
afterEach(async () => {
  // Whatever a test did to the sealer: the log is whole.
  expect(await findTallyFault(admin)).toBeUndefined()
  await admin.end()
  await room.close()
})

/** What the log says, but for signatures and their times. */
async function log() {
  const leaves = await admin<{ position: number; id: string; hash: string }[]>`
    select position::int, ledger_transaction_id as id, encode(hash, 'hex') as hash from ledger.tally_leaves order by 1`
  const nodes = await admin<{ level: number; index: number; hash: string }[]>`
    select level::int, index::int, encode(hash, 'hex') as hash from ledger.tally_nodes order by 1, 2`
  const heads = await admin<{ size: number; root: string }[]>`
    select h.size::int, encode(root_hash, 'hex') as root from ledger.tree_heads h order by h.size`
  const told = await admin<{ size: number; root: string }[]>`
    select (body ->> 'size')::int as size, body ->> 'rootHash' as root from ledger.outbox
     where type = 'ledger:root:sealed' order by sequence`
  return { leaves: [...leaves], nodes: [...nodes], heads: [...heads], told: [...told] }
}

const transfers = (from: ReturnType<typeof wallet>, to: ReturnType<typeof wallet>, count: number) =>
  Array.from({ length: count }, () => transfer(from, to, 1n))

describe('sealing', () => {
  it('begins with the signed head of the empty log, and has nothing to do', async () => {
    const { leaves, heads } = await log()
    expect(leaves).toEqual([])
    expect(heads).toEqual([{ size: 0, root: toHex(sha256(new Uint8Array())) }])
    expect(await room.ledger.seal()).toBe(0)
  })

  it('takes what was posted, once, in the order of posting, and tells of the root', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const posted = [topUp(ada, 1_000n), ...transfers(ada, ben, 20)]
    await room.post(...posted)
    expect(await room.ledger.seal()).toBe(21)
    expect(await room.ledger.seal()).toBe(0)
    const { heads, told } = await log()
    expect(heads.map(({ size }) => size)).toEqual([0, 21])
    expect(told).toEqual(heads.slice(1))
  })

  it('in chunks makes the same tree as all at once', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 1_000n), ...transfers(ada, ben, 40))
    const small = newSealer({ outbox: room.ledger.outbox, key: SEALING_KEY, chunk: 7 })
    expect(await small.seal()).toBe(41)
    const chunked = await log()
    expect(chunked.heads.map(({ size }) => size)).toEqual([0, 7, 14, 21, 28, 35, 41])
    await admin.unsafe(`set session_replication_role = 'replica';
      delete from ledger.tally_leaves; delete from ledger.tally_nodes; delete from ledger.tree_heads where size > 0;
      delete from ledger.outbox where type = 'ledger:root:sealed'; set session_replication_role = 'origin'`)
    expect(await room.ledger.seal()).toBe(41)
    const whole = await log()
    expect(whole.leaves).toEqual(chunked.leaves)
    expect(whole.nodes).toEqual(chunked.nodes)
    expect(whole.heads.at(-1)).toEqual(chunked.heads.at(-1))
  })

  it('takes heads of the audit log, too', async () => {
    await room.ledger.outbox.transaction((_tx, publish) =>
      publish({
        type: 'ledger:audit-head:received',
        aggregate: { type: 'tallyLog', id: 'tallyLog' },
        body: { position: '12', hash: '0f'.repeat(32) },
        cause: { actor: { kind: 'SERVICE', id: 'admin' }, requestId: null },
      }),
    )
    expect(await room.ledger.seal()).toBe(1)
    const [leaf] = await admin`select audit_head from ledger.tally_leaves`
    expect(leaf?.['audit_head']).toEqual({ position: '12', hash: '0f'.repeat(32) })
  })

  it('goes on with another key, and what the old one signed stays verifiable', async () => {
    await room.post(topUp(wallet(), 10n))
    await room.ledger.seal()
    const other = openSealingKey(newSealingKey())
    await room.post(topUp(wallet(), 10n))
    await newSealer({ outbox: room.ledger.outbox, key: other }).seal()
    const keys = await admin`select key_id from ledger.tree_heads order by size`
    expect(keys.map((row) => row['key_id'])).toEqual([
      SEALING_KEY.keyId,
      SEALING_KEY.keyId,
      other.keyId,
    ])
  })
})

const sealInProcess = (fatal: number) =>
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'sealing-process.ts'), room.database.urls.ledger, `${fatal}`],
    { encoding: 'utf8' },
  )

describe('a sealer that dies', () => {
  it.each(['before', 'after'] as const)(
    'by a fault %s any of its statements leaves the log as it was',
    async (moment) => {
      const [ada, ben] = [wallet(), wallet()]
      await room.post(topUp(ada, 1_000n), ...transfers(ada, ben, 12))
      let statements = 0
      for (let fatal = 1; ; fatal++) {
        const before = await log()
        const outbox = sabotaged(room.ledger.outbox, async (statement, when) => {
          statements = statement
          if (statement === fatal && when === moment) throw new Error('killed')
        })
        const sealed = newSealer({ outbox, key: SEALING_KEY, chunk: 5 }).seal()
        const reason = await sealed.then(
          () => undefined,
          (fault: Error) => fault.message,
        )
        if (reason === undefined) break
        expect(reason).toBe('killed')
        const after = await log()
        expect(after.leaves).toHaveLength(after.heads.at(-1)?.size ?? 0)
        expect(after.leaves.slice(0, before.leaves.length)).toEqual(before.leaves)
        expect(await findTallyFault(admin)).toBeUndefined()
      }
      expect(statements).toBeGreaterThan(10)
      expect((await log()).leaves).toHaveLength(13)
    },
    30_000,
  )

  it('by kill -9 between two statements leaves a log that the next process continues', async () => {
    await room.post(topUp(wallet(), 10n), topUp(wallet(), 10n))
    for (const fatal of [4, 9]) {
      const { signal } = sealInProcess(fatal)
      expect(signal).toBe('SIGKILL')
      expect((await log()).leaves).toEqual([])
    }
    expect(sealInProcess(100)).toMatchObject({ signal: null, stderr: '' })
    expect((await log()).leaves).toHaveLength(2)
  }, 60_000)

  it('is not missed: three of them at once, beside posting, seal everything once', async () => {
    const people = Array.from({ length: 4 }, () => wallet())
    await room.post(...people.map((each) => topUp(each, 1_000n)))
    const sealers = [3, 5, 2_000].map((chunk) =>
      newSealer({ outbox: room.ledger.outbox, key: SEALING_KEY, chunk }),
    )
    let isPosting = true
    const sealing = sealers.map(async (sealer) => {
      while (isPosting) await sealer.seal()
    })
    await Promise.all(
      people.map(async (from, at) => {
        for (let round = 0; round < 15; round++)
          await room.post(...transfers(from, people[(at + 1) % 4] ?? from, 4))
      }),
    )
    isPosting = false
    await Promise.all(sealing)
    await room.ledger.seal()
    expect((await log()).leaves).toHaveLength(4 + 4 * 15 * 4)
  }, 30_000)
})

describe('versions of one account', () => {
  const house: LedgerAccountName = {
    code: 'PROVIDER_CLEARING',
    accountId: null,
    ownerId: null,
    provider: 'ORDER',
  }
  const posting = (to: LedgerAccountName): Posting => ({
    id: newId('ltx'),
    paymentId: null,
    reverses: null,
    effectiveAt: null,
    description: 'order',
    metadata: null,
    holdId: null,
    holdKept: false,
    linked: false,
    entries: [
      { ledgerAccount: house, side: 'DEBIT', amount: money(1n, 'USD') },
      { ledgerAccount: to, side: 'CREDIT', amount: money(1n, 'USD') },
    ],
  })
  const name = (): LedgerAccountName => {
    const { accountId, ownerId } = wallet()
    return { code: 'CUSTOMER_WALLET', accountId, ownerId, provider: null }
  }

  /** Posts in a transaction that takes its number now and posts, and ends, when told to. */
  function late(): {
    begun: Promise<unknown>
    post(): void
    commit(): void
    done: Promise<unknown>
  } {
    const pool = openDatabase({ url: room.database.urls.ledger, name: 'late', poolMax: 1 })
    const [begun, post, posted, commit] = Array.from({ length: 4 }, () =>
      Promise.withResolvers<void>(),
    ) as [
      PromiseWithResolvers<void>,
      PromiseWithResolvers<void>,
      PromiseWithResolvers<void>,
      PromiseWithResolvers<void>,
    ]
    const done = pool.db
      .transaction(async (tx) => {
        await tx.execute(sql`select pg_current_xact_id()`)
        begun.resolve()
        await post.promise
        await postBatch(
          tx,
          [
            {
              postings: [posting(name())],
              cause: { actor: { kind: 'SERVICE', id: 'x' }, requestId: null },
            },
          ],
          { patient: true, moment: null },
        )
        posted.resolve()
        await commit.promise
      })
      .finally(() => pool.close())
    return { begun: begun.promise, post: post.resolve, commit: commit.resolve, done }
  }

  const versions = () => admin<{ version: number }[]>`
    select e.version::int from ledger.tally_leaves l join ledger.entries e using (ledger_transaction_id)
      join ledger.ledger_accounts a on a.id = e.ledger_account_id
     where a.provider = 'ORDER' order by l.position`

  it('are sealed in order though the outbox tells of the later one first', async () => {
    const first = late()
    await first.begun
    const second = late()
    await second.begun
    // The one with the lower number comes second.
    second.post()
    second.commit()
    await second.done
    first.post()
    first.commit()
    await first.done
    const small = newSealer({ outbox: room.ledger.outbox, key: SEALING_KEY, chunk: 1 })
    expect(await small.seal()).toBe(2)
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }])
    const { heads } = await log()
    expect(heads.map(({ size }) => size)).toEqual([0, 2])
  })

  it('wait for the one before, when that is not told yet', async () => {
    const first = late()
    await first.begun
    const between = late()
    await between.begun
    const second = late()
    await second.begun
    second.post()
    second.commit()
    await second.done
    first.post()
    first.commit()
    await first.done
    // Version 2 may be told; version 1 not, because of the one between that still runs.
    expect(await room.ledger.seal()).toBe(0)
    between.post()
    between.commit()
    await between.done
    expect(await room.ledger.seal()).toBe(3)
    expect(await versions()).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }])
  })
})
