import { openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { SILENT } from '@tallystick/telemetry'
import { type SQL, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  findReconciliation,
  insertReconciliation,
} from '../src/db/reconciliation/reconciliations.ts'
import { newReconciler, newReconciliation } from '../src/domain/reconciliation/reconciler.ts'
import {
  ADMIN,
  compare,
  listBreaks,
  openRoom,
  postTopUps,
  type Room,
} from './reconciliation-room.ts'
import { entry, FEES, topUp, transfer, wallet } from './room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const BOOKS = { scope: 'BOOKS' }

/** Changes the books as nobody but the superuser can, with the triggers off. */
async function tamper(statement: SQL): Promise<void> {
  const settings = { session_replication_role: 'replica' }
  const { db, close } = openDatabase({ url: room.database.adminUrl, name: 'test', settings })
  await db.execute(statement)
  await close()
}

const HOLD = `mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { __typename } }`

/** Some thousand ledger accounts would do nothing else: one with a hold, a fee and transfers has all that there is. */
async function openBooks() {
  const [one, other] = [wallet(), wallet()]
  await room.post(topUp(one, 1_000n), topUp(other, 500n))
  await room.post(transfer(one, other, 10n), {
    id: newId('ltx'),
    description: 'fee',
    entries: [entry(one, 'DEBIT', 3n), entry(FEES, 'CREDIT', 3n)],
  })
  await room.data(HOLD, {
    input: { id: newId('hld'), ledgerAccount: one, amount: { amount: '100', currency: 'USD' } },
  })
  return { one, other }
}

const ofAccount = (accountId: string): SQL =>
  sql`(select id from ledger.ledger_accounts where account_id = ${toUuid('acc', accountId)}::uuid)`

describe('the books compared with themselves', () => {
  it('agree, account by account and in each currency // REC-1, LED-8', async () => {
    await openBooks()
    // Two wallets, the clearing account and the fees, and one currency.
    expect(await compare(room, BOOKS)).toMatchObject({
      status: 'FINISHED',
      comparedCount: 5,
      matchedCount: 5,
      breakCount: 0,
    })
  })

  it('agree over more ledger accounts than are read at once', async () => {
    const amounts = Array.from({ length: 1_200 }, () => 1n)
    for (let at = 0; at < amounts.length; at += 400)
      await room.post(...amounts.slice(at, at + 400).map((amount) => topUp(wallet(), amount)))
    expect(await compare(room, BOOKS)).toMatchObject({ comparedCount: 1_202, breakCount: 0 })
  })

  it.each<[string, (id: SQL) => SQL, string[]]>([
    [
      'a balance',
      (id) => sql`update ledger.ledger_accounts set posted = posted + 1 where id = ${id}`,
      ['BALANCE_DIFFERS', 'CLEARING_DIFFERS'],
    ],
    [
      'a version',
      (id) => sql`update ledger.ledger_accounts set version = version + 1 where id = ${id}`,
      ['BALANCE_DIFFERS'],
    ],
    [
      'what is held',
      (id) => sql`update ledger.ledger_accounts set held = held - 1 where id = ${id}`,
      ['HELD_DIFFERS'],
    ],
    [
      'an entry',
      (id) =>
        sql`update ledger.entries set amount = amount + 1 where ledger_account_id = ${id} and version = 2`,
      ['BALANCE_DIFFERS'],
    ],
    [
      'two entries that make up for each other',
      (id) =>
        sql`update ledger.entries set amount = 13 - amount where ledger_account_id = ${id} and version > 1`,
      ['BALANCE_DIFFERS'],
    ],
    [
      'a missing entry',
      (id) => sql`delete from ledger.entries where ledger_account_id = ${id} and version = 2`,
      ['BALANCE_DIFFERS'],
    ],
    [
      'a hold',
      (id) => sql`update ledger.holds set amount = amount + 1 where ledger_account_id = ${id}`,
      ['HELD_DIFFERS'],
    ],
    [
      'a move of a hold',
      (id) => sql`update ledger.hold_moves set held_after = 99 where ledger_account_id = ${id}`,
      ['HELD_DIFFERS'],
    ],
  ])('show that somebody changed %s with the triggers off', async (_what, change, kinds) => {
    const { one } = await openBooks()
    await tamper(change(ofAccount(one.accountId)))
    expect(await compare(room, BOOKS)).toMatchObject({ breakCount: kinds.length })
    const breaks = await listBreaks(room, { open: true })
    expect(breaks.map(({ kind }) => kind).toSorted()).toEqual(kinds)
  })

  it('say what is expected and what is written', async () => {
    const { one } = await openBooks()
    await tamper(
      sql`update ledger.ledger_accounts set posted = posted + 1 where id = ${ofAccount(one.accountId)}`,
    )
    await compare(room, BOOKS)
    expect(await listBreaks(room, { kind: 'BALANCE_DIFFERS' })).toMatchObject([
      { expected: { amount: '987' }, found: { amount: '988' } },
    ])
  })

  it('are never explained: a difference that stays is opened again, one that goes is gone', async () => {
    const { one } = await openBooks()
    const shift = (by: number) =>
      tamper(
        sql`update ledger.ledger_accounts set held = held + ${by} where id = ${ofAccount(one.accountId)}`,
      )
    await shift(1)
    await compare(room, BOOKS)
    const [first] = await listBreaks(room, { open: true })
    await room.data(
      'mutation ($input: ResolveBreakInput!) { resolveBreak(input: $input) { __typename } }',
      { input: { breakId: first?.id, note: 'I do not mind' } },
      ADMIN,
    )
    await compare(room, BOOKS)
    const [again] = await listBreaks(room, { open: true })
    expect(again?.id).not.toBe(first?.id)
    await shift(-1)
    await compare(room, BOOKS)
    expect(await listBreaks(room, { open: true })).toEqual([])
  })

  it('see a posting whole or not at all, though they are read while postings go on', async () => {
    const posting = (async () => {
      for (let round = 0; round < 20; round++)
        await postTopUps(
          room,
          Array.from({ length: 50 }, () => 5n),
        )
    })()
    for (let round = 0; round < 5; round++)
      expect(await compare(room, BOOKS)).toMatchObject({ status: 'FINISHED', breakCount: 0 })
    await posting
  })

  it('are compared by another process where one was stopped in the middle', async () => {
    for (let round = 0; round < 3; round++)
      await room.post(...Array.from({ length: 400 }, () => topUp(wallet(), 1n)))
    const { outbox } = room.ledger
    const { db } = outbox
    const options = { db, outbox, now: () => new Date(), log: SILENT }
    const asked = newReconciliation({ scope: 'BOOKS', now: new Date() })
    await insertReconciliation(db, asked)
    const stopped = newReconciler(options)
    const work = stopped.workOff()
    await new Promise((resolve) => setTimeout(resolve, 30))
    await stopped.close()
    await work
    const other = newReconciler(options)
    await other.workOff()
    await other.close()
    expect(await findReconciliation(db, asked.id)).toMatchObject({
      finishedAt: expect.any(Date),
      attemptCount: 1,
      comparedCount: 1_202,
      breakCount: 0,
    })
  })

  it('are compared once a day by themselves, and what a process left unfinished is made', async () => {
    const chore = room.ledger.chores.find(({ name }) => name === 'reconcile')
    const once = () => chore?.run(new AbortController().signal)
    await once()
    await once()
    const rows = await room.asAdmin(sql`select scope, finished_at from ledger.reconciliations`)
    expect(rows).toHaveLength(1)
    await room.asAdmin(sql`update ledger.reconciliations set finished_at = null`)
    await once()
    expect(
      await room.asAdmin(sql`select 1 from ledger.reconciliations where finished_at is null`),
    ).toEqual([])
    await room.asAdmin(
      sql`update ledger.reconciliations set started_at = started_at - interval '25 hours'`,
    )
    await once()
    expect(await room.asAdmin(sql`select 1 from ledger.reconciliations`)).toHaveLength(2)
  })
})
