import { constraintOf, openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { NotStarted } from '@tallystick/outbox'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostingLane } from '../src/domain/post-ledger-transactions.ts'
import {
  CLEARING,
  named,
  openRoom,
  PAYMENTS,
  posting,
  type Room,
  topUp,
  transfer,
  wallet,
} from './room.ts'

let room: Room
let other: ReturnType<typeof openDatabase>
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(() => {
  other = openDatabase({ url: room.database.adminUrl, name: 'holder', poolMax: 1 })
})
afterEach(() => other.close())

type Wallet = ReturnType<typeof wallet>

const rich = async () => {
  const account = wallet()
  await room.post(topUp(account, 100n))
  return account
}

/** Keeps the ledger account of a wallet locked until told. @returns how to let it go */
async function lock({ accountId }: Wallet): Promise<() => Promise<void>> {
  const [locked, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const done = other.db.transaction(async (tx) => {
    await tx.execute(
      sql`select 1 from ledger.ledger_accounts where account_id = ${toUuid('acc', accountId)} for no key update`,
    )
    locked.resolve()
    await mayEnd.promise
  })
  await locked.promise
  return async () => {
    mayEnd.resolve()
    await done
  }
}

/** Whether a promise is settled, without waiting for it. */
const isSettled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setImmediate(resolve, false)),
  ])

const refusals = (outcomes: readonly { refusal: string | null }[]) =>
  outcomes.map(({ refusal }) => refusal)

const countOf = async (table: string, ...ids: string[]) => {
  const uuids = `{${ids.map((id) => toUuid('ltx', id)).join(',')}}`
  const [row] = await room.asAdmin(
    sql`select count(*)::int from ${sql.raw(`ledger.${table}`)} where id = any (${uuids}::uuid[])`,
  )
  return row?.['count']
}

describe('while someone else has a ledger account locked', () => {
  it('everyone else is served, and who needs it afterwards', async () => {
    const [ada, ben, cem] = [await rich(), await rich(), await rich()]
    const letGo = await lock(ada)
    const waiting = room.post(transfer(ada, cem, 10n))
    for (let round = 0; round < 5; round++)
      expect(refusals(await room.post(transfer(ben, cem, 1n)))).toEqual([null])
    expect(await isSettled(waiting)).toBe(false)
    await letGo()
    expect(refusals(await waiting)).toEqual([null])
    expect(await room.balance(cem)).toMatchObject({ posted: { amount: '115' } })
  })

  it('the postings of one call wait together and keep their order', async () => {
    const [ada, ben] = [await rich(), await rich()]
    const letGo = await lock(ada)
    // Only the second needs the account that is locked, and the third what the second brings.
    const waiting = room.post(
      transfer(ben, wallet(), 100n),
      transfer(ada, ben, 70n),
      transfer(ben, ada, 70n),
    )
    await room.post(topUp(wallet(), 1n))
    expect(await room.balance(ben)).toMatchObject({ posted: { amount: '100' } })
    await letGo()
    expect(refusals(await waiting)).toEqual([null, null, null])
  })

  it('who shares a batch gets the right answer, also for postings without entries', async () => {
    const [ada, ben] = [await rich(), await rich()]
    const letGo = await lock(ada)
    const all = Promise.all([
      room.post(transfer(ada, ben, 1n, { entries: [] })),
      room.post(transfer(ada, ben, 10n)),
      room.post(transfer(ben, ada, 0n, { entries: [] }), transfer(ben, wallet(), 5n)),
      room.post(transfer(ben, wallet(), 500n)),
    ])
    await room.post(topUp(wallet(), 1n))
    await letGo()
    expect((await all).map(refusals)).toEqual([
      ['UNBALANCED'],
      [null],
      ['UNBALANCED', null],
      ['INSUFFICIENT_FUNDS'],
    ])
  })

  it('an id that waits is not taken for one that is judged', async () => {
    const [ada, ben] = [await rich(), await rich()]
    const id = newId('ltx')
    const letGo = await lock(ada)
    const other = transfer(ben, wallet(), 5n, { id })
    const all = Promise.all([
      room.post(transfer(ada, ben, 10n, { id })),
      room.post(other),
      room.post(other),
    ])
    await room.post(topUp(wallet(), 1n))
    await letGo()
    expect((await all).map(refusals)).toEqual([['ID_REUSED'], [null], [null]])
    expect(await room.balance(ben)).toMatchObject({ posted: { amount: '95' } })
  })

  it('beyond lock_timeout, who needs it is told that nothing was done, and nothing was // P-06', async () => {
    const [ada, ben] = [await rich(), await rich()]
    const letGo = await lock(ada)
    const stuck = transfer(ada, ben, 10n)
    const result = await room.run(POST, { input: { transactions: [stuck, topUp(ben, 1n)] } })
    expect(result.errors).toMatchObject([
      { extensions: { code: 'SERVICE_UNAVAILABLE', outcome: 'NOT_APPLIED' } },
    ])
    expect(await countOf('ledger_transactions', stuck.id)).toBe(0)
    expect(await countOf('postings_refused', stuck.id)).toBe(0)
    await letGo()
    expect(refusals(await room.post(stuck))).toEqual([null])
  })

  it('an account that is just being opened holds up its own callers only', async () => {
    const [fresh, ben] = [wallet(), await rich()]
    const [opened, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const done = other.db.transaction(async (tx) => {
      await tx.execute(sql`insert into ledger.ledger_accounts (id, code, account_id, owner_id, currency, normal_side, floor)
        values (uuidv7(), 'CUSTOMER_WALLET', ${toUuid('acc', fresh.accountId)}, ${toUuid('usr', fresh.ownerId)}, 'USD', 'CREDIT', 0)`)
      opened.resolve()
      await mayEnd.promise
    })
    await opened.promise
    const [blocked, neighbour] = await Promise.all([
      room.run(POST, { input: { transactions: [topUp(fresh, 1n)] } }),
      room.run(POST, { input: { transactions: [transfer(ben, wallet(), 1n)] } }),
    ])
    expect(blocked.errors).toMatchObject([
      { extensions: { code: 'SERVICE_UNAVAILABLE', outcome: 'NOT_APPLIED' } },
    ])
    expect(neighbour.errors).toBeUndefined()
    mayEnd.resolve()
    await done
  }, 15_000)
})

const POST =
  'mutation ($input: PostLedgerTransactionsInput!) { postLedgerTransactions(input: $input) { outcomes { refusal } } }'

describe('a caller', () => {
  it('who has left before its turn has nothing done', async () => {
    const late = topUp(wallet(), 1n)
    const gone = new AbortController()
    const first = room.post(topUp(wallet(), 1n))
    const left = room.ledger.subgraph.execute(
      { query: POST, variables: { input: { transactions: [late] } } },
      { actor: PAYMENTS, issuer: 'payments', requestId: 'r', signal: gone.signal },
    )
    gone.abort()
    // The door does not wait for the lane, so it cannot tell; the lane drops what has not begun.
    await expect(left).rejects.toThrow('CANCELLED')
    expect(refusals(await first)).toEqual([null])
    await room.post(topUp(wallet(), 1n))
    expect(await countOf('ledger_transactions', late.id)).toBe(0)
  })

  it('whose words Postgres cannot store fails alone', async () => {
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'lane', poolMax: 1 })
    const lane = openPostingLane(db, { lanes: [[db]], onPosted: () => {} })
    const cause = { actor: { kind: 'SERVICE' as const, id: 'payments' }, requestId: null }
    const amount = { minor: 1n, currency: 'USD' } as const
    const asked = ['a', 'b', 'c\0d', 'e', 'f', 'g', 'h'].map((description) =>
      posting({
        description,
        entries: [
          { ledgerAccount: named(CLEARING), side: 'DEBIT', amount },
          { ledgerAccount: named(wallet()), side: 'CREDIT', amount },
        ],
      }),
    )
    const settled = await Promise.allSettled(
      asked.map((one) => lane.post({ postings: [one], cause })),
    )
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
      true,
    ])
    expect(await countOf('ledger_transactions', ...asked.map(({ id }) => id))).toBe(6)
    const [poisoned] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(poisoned).not.toBeInstanceOf(NotStarted)
    expect(constraintOf(poisoned)).toBeUndefined()
    await close()
  })
})
