import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { newMemoryWake } from '@tallystick/outbox/wake'
import type { DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BalanceWatch } from '../src/domain/watching/balance-watch.ts'
import { openLedger } from '../src/server.ts'
import { newCountingDatabase } from './counting-database.ts'
import { entry, openRoom, person, type Room, SEALING_KEY, topUp, transfer, wallet } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

type Wallet = ReturnType<typeof wallet>
type Event = {
  cursor: string
  at: string
  balance: Record<'posted' | 'held' | 'available', { amount: string }> & { version: number }
  account: { id: string }
  ledgerTransaction: { id: string } | null
}

const QUERY = `subscription ($accountId: ID!, $after: String) {
  balanceChanged(accountId: $accountId, after: $after) {
    cursor at account { id } ledgerTransaction { id }
    balance { posted { amount } held { amount } available { amount } version } } }`
const admin = person(newId('usr'), 'ADMIN')

const subscribe = (
  accountId: string,
  actor: Actor,
  after: string | null = null,
  door = room.ledger.subgraph,
) =>
  door.subscribe(
    { query: QUERY, variables: { accountId, after } },
    { actor, issuer: 'gateway', requestId: 'req-1' },
  )

async function follow(account: Wallet, after?: string, door?: typeof room.ledger.subgraph) {
  const started = await subscribe(account.accountId, person(account.ownerId), after ?? null, door)
  if (!(Symbol.asyncIterator in started)) throw new Error(JSON.stringify(started))
  return started
}

async function refusal(accountId: string, actor: Actor, after?: string): Promise<unknown> {
  const started = await subscribe(accountId, actor, after)
  if (!(Symbol.asyncIterator in started)) return started.errors?.[0]?.extensions['code']
  await started.return?.()
  return 'not refused'
}

async function take(stream: AsyncIterator<DoorResult>, count: number): Promise<Event[]> {
  const events: Event[] = []
  while (events.length < count) {
    const { value, done } = await stream.next()
    if (done || value.errors) throw new Error(JSON.stringify(value ?? 'the stream ended'))
    events.push(value.data?.['balanceChanged'] as Event)
  }
  return events
}

const isSilent = async (stream: AsyncIterator<DoorResult>): Promise<boolean> => {
  const next = stream.next().then(() => false)
  return Promise.race([next, new Promise<boolean>((done) => setTimeout(() => done(true), 1_300))])
}

const shown = ({ balance, ledgerTransaction }: Event) => [
  balance.posted.amount,
  balance.held.amount,
  ledgerTransaction?.id ?? null,
]

const place = async (ledgerAccount: Wallet, amount: string, over: object = {}) => {
  const id = newId('hld')
  const input = { id, ledgerAccount, amount: { amount, currency: 'USD' }, ...over }
  await room.data(
    'mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { ... on HoldSuccess { hold { id } } } }',
    { input },
  )
  return id
}

const voidHold = (id: string) =>
  room.data(
    'mutation ($input: VoidHoldInput!) { voidHold(input: $input) { ... on HoldSuccess { hold { id } } } }',
    { input: { id } },
  )

/** An account with a history of every kind of change. */
async function newHistory() {
  const [ada, ben] = [wallet(), wallet()]
  const first = topUp(ada, 1_000n)
  await room.post(first)
  const [kept, spent] = [await place(ada, '300'), await place(ada, '200')]
  await room.ledger.expireHolds()
  const part = transfer(ada, ben, 50n, { holdId: spent, keepHold: true })
  const rest = transfer(ada, ben, 100n, { holdId: spent })
  const twice = {
    ...transfer(ada, ben, 7n),
    entries: [entry(ada, 'DEBIT', 3n), entry(ada, 'DEBIT', 4n), entry(ben, 'CREDIT', 7n)],
  }
  await room.post(part, twice, rest)
  await voidHold(kept)
  const expected = [
    ['1000', '0', first.id],
    ['1000', '300', null],
    ['1000', '500', null],
    ['950', '450', part.id],
    ['943', '450', twice.id],
    ['843', '300', rest.id],
    ['843', '0', null],
  ]
  return { ada, expected }
}

const FROM_START = Buffer.from('[0,0]').toString('base64url')

describe('balanceChanged', () => {
  it('tells every change once and in order, a draw on a hold together with its posting // RTM-4', async () => {
    const { ada, expected } = await newHistory()
    const stream = await follow(ada, FROM_START)
    const events = await take(stream, expected.length)
    expect(events.map(shown)).toEqual(expected)
    expect(events.every(({ account }) => account.id === ada.accountId)).toBe(true)
    expect(events.at(-1)?.balance).toMatchObject({ available: { amount: '843' }, version: 5 })
    expect(await isSilent(stream)).toBe(true)
    await stream.return?.()
  })

  it('goes on after each cursor with exactly the rest // RTM-4', async () => {
    const { ada, expected } = await newHistory()
    const stream = await follow(ada, FROM_START)
    const events = await take(stream, expected.length)
    await stream.return?.()
    for (const [index, { cursor }] of events.entries()) {
      const again = await follow(ada, cursor)
      const last = topUp(ada, 1n)
      await room.post(last)
      // One more has been posted for each cursor that was tried.
      const rest = await take(again, expected.length)
      expect(rest.slice(0, expected.length - index - 1).map(shown)).toEqual(
        expected.slice(index + 1),
      )
      expect(rest.at(-1)?.ledgerTransaction?.id).toBe(last.id)
      await again.return?.()
    }
  })

  it('begins now without a cursor, and tells what is posted at once', async () => {
    const { ada } = await newHistory()
    const stream = await follow(ada)
    const posting = topUp(ada, 5n)
    const postedAt = performance.now()
    await room.post(posting)
    expect((await take(stream, 1)).map(shown)).toEqual([['848', '0', posting.id]])
    expect(performance.now() - postedAt).toBeLessThan(500)
    await stream.return?.()
  })

  it('misses and doubles nothing while 300 postings and holds race', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1_000n))
    const stream = await follow(ada)
    const work = Array.from({ length: 100 }, async () => {
      const [hold] = await Promise.all([place(ada, '3'), room.post(topUp(ada, 1n))])
      await voidHold(hold)
    })
    const events = await take(stream, 300)
    await Promise.all(work)
    expect(events.at(-1)?.balance).toMatchObject({
      posted: { amount: '1100' },
      held: { amount: '0' },
      version: 101,
    })
    let before = { posted: 1_000, held: 0 }
    for (const { balance } of events) {
      const now = { posted: Number(balance.posted.amount), held: Number(balance.held.amount) }
      const change = [now.posted - before.posted, now.held - before.held]
      expect([
        [1, 0],
        [0, 3],
        [0, -3],
      ]).toContainEqual(change)
      before = now
    }
    expect(new Set(events.map(({ cursor }) => cursor)).size).toBe(300)
    await stream.return?.()
  })

  it('resumes over a history of more than one page', async () => {
    const ada = wallet()
    for (let page = 0; page < 3; page++)
      await room.post(...Array.from({ length: 150 }, () => topUp(ada, 1n)))
    const stream = await follow(ada, FROM_START)
    const events = await take(stream, 450)
    expect(events.map(({ balance }) => balance.version)).toEqual(events.map((_, i) => i + 1))
    await stream.return?.()
  })

  it('hears of what another process has posted', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    // No wake-up comes from there: the look that each second has must do.
    const wake = newMemoryWake()
    const other = await openLedger({
      databaseUrl: room.database.urls.ledger,
      sealingKey: SEALING_KEY,
      wake,
      log: SILENT,
    })
    const stream = await follow(ada, undefined, other.subgraph)
    await room.post(topUp(ada, 2n))
    expect((await take(stream, 1))[0]?.balance.posted.amount).toBe('3')
    await other.close()
    expect((await stream.next()).done).toBe(true)
    await wake.close()
  })

  it('waits for the first payment to an account that Accounts has told of', async () => {
    const fresh = wallet()
    await tellOf(fresh)
    const stream = await follow(fresh)
    expect(await refusal(fresh.accountId, person(newId('usr')))).toBe('NOT_FOUND')
    const posting = topUp(fresh, 12n)
    await room.post(posting)
    expect((await take(stream, 1)).map(shown)).toEqual([['12', '0', posting.id]])
    await stream.return?.()
  })

  it('waits a moment for an account that was opened this very moment', async () => {
    const fresh = wallet()
    const started = follow(fresh)
    setTimeout(() => void tellOf(fresh), 300)
    await (await started).return?.()
  })

  it('is for the owner and administrators; others learn nothing // ACC-6', async () => {
    const { ada } = await newHistory()
    for (const actor of [person(ada.ownerId), admin])
      expect(await refusal(ada.accountId, actor)).toBe('not refused')
    expect(await refusal(ada.accountId, person(newId('usr')))).toBe('NOT_FOUND')
    expect(await refusal(newId('acc'), admin)).toBe('NOT_FOUND')
    expect(await refusal('nonsense', admin)).toBe('NOT_FOUND')
    expect(await refusal(ada.accountId, ANONYMOUS)).toBe('UNAUTHENTICATED')
  })

  it.each(['', 'nonsense', '[1]', '[-1,0]', '[0.5,0]', '[1,1,1]', '[999,0]', '["0","0"]'])(
    'refuses %s as a cursor',
    async (text) => {
      const { ada } = await newHistory()
      const after = text.startsWith('[') ? Buffer.from(text).toString('base64url') : text
      expect(await refusal(ada.accountId, person(ada.ownerId), after)).toBe('BAD_USER_INPUT')
    },
  )
})

/** Lets the Ledger hear that an account was opened, as the relay from Accounts does. */
async function tellOf({ accountId, ownerId }: Wallet): Promise<void> {
  const { handlers, inbox } = room.ledger
  const handler = handlers['accounts:account:opened']
  if (typeof handler !== 'function') throw new Error('nobody listens')
  const event = {
    id: newId('evt'),
    cursor: '',
    producer: 'accounts',
    version: 1,
    type: 'accounts:account:opened',
    body: { accountId, ownerId },
    aggregate: { type: 'account', id: accountId },
    topics: [],
    cause: { actor: { kind: 'USER', id: ownerId }, requestId: null },
    at: new Date(),
  } as const
  await inbox.receive(event, (tx, publish) => handler(event, tx, publish as never))
}

describe('the watch', () => {
  it('looks once for 200 subscribers, and reads once for all whose account has changed', async () => {
    const wallets = Array.from({ length: 200 }, wallet)
    await room.post(...wallets.map((each) => topUp(each, 1n)))
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'test' })
    const counting = newCountingDatabase(db)
    const wake = newMemoryWake()
    const watch = new BalanceWatch({ db: counting.db, wake, channel: 'test', log: SILENT })
    const streams = await Promise.all(
      wallets.map(async ({ accountId }) => {
        const found = await watch.find(accountId)
        if (!found) throw new Error('not found')
        return watch.follow(found)
      }),
    )
    const events = streams.map((each) => each.next())
    await new Promise((done) => setTimeout(done, 200))
    await room.post(...wallets.slice(0, 100).map((each) => topUp(each, 1n)))
    const before = counting.count()
    for (let times = 0; times < 20; times++) wake.signal('test')
    const told = await Promise.all(events.slice(0, 100))
    expect(told.every(({ value }) => value?.postedMinor === 2n)).toBe(true)
    // The look, the changes of the hundred, and at most one more look for the wake-ups that came during the first.
    expect(counting.count() - before).toBeLessThanOrEqual(3)
    await watch.close()
    expect(await Promise.all(events.slice(100))).toEqual(
      Array(100).fill({ done: true, value: undefined }),
    )
    await close()
  })

  it('looks no more as soon as the last subscriber has left, even one that waits', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'test' })
    const counting = newCountingDatabase(db)
    const wake = newMemoryWake()
    const watch = new BalanceWatch({ db: counting.db, wake, channel: 'test', log: SILENT })
    const found = await watch.find(ada.accountId)
    if (!found) throw new Error('not found')
    const stream = watch.follow(found)
    const pending = stream.next()
    await stream.return()
    expect(await pending).toEqual({ done: true, value: undefined })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    await new Promise((done) => setTimeout(done, 100))
    const before = counting.count()
    for (let times = 0; times < 5; times++) wake.signal('test')
    await new Promise((done) => setTimeout(done, 1_300))
    expect(counting.count()).toBe(before)
    await watch.close()
    await close()
  })

  it('goes on after the database was away for a moment', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    const stream = await follow(ada)
    await room.asAdmin(sql`
      select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tallystick_ledger'`)
    const posting = topUp(ada, 1n)
    const next = take(stream, 1)
    await expect
      .poll(async () => (await room.post(posting))[0]?.refusal, { timeout: 5_000 })
      .toBe(null)
    expect((await next).map(shown)).toEqual([['2', '0', posting.id]])
    await stream.return?.()
  })
})

describe('ledgerTransactionPosted', () => {
  const watch = (actor: Actor, after: string | null = null) =>
    room.ledger.subgraph.subscribe(
      {
        query: `subscription ($after: String) { ledgerTransactionPosted(after: $after) {
          cursor ledgerTransaction { id description } } }`,
        variables: { after },
      },
      { actor, issuer: 'gateway', requestId: 'req-1' },
    )
  type Posted = { cursor: string; ledgerTransaction: { id: string } }
  const read = async (stream: AsyncIterator<DoorResult>, count: number): Promise<Posted[]> => {
    const events: Posted[] = []
    while (events.length < count) {
      const { value } = await stream.next()
      events.push(value.data['ledgerTransactionPosted'])
    }
    return events
  }

  it('tells administrators of everything posted, once, in order and on from a cursor // RTM-4 EVT-8', async () => {
    const started = await watch(admin)
    if (!(Symbol.asyncIterator in started)) throw new Error(JSON.stringify(started))
    const ada = wallet()
    const postings = Array.from({ length: 5 }, () => topUp(ada, 1n))
    for (const posting of postings) await room.post(posting)
    await voidHold(await place(ada, '1'))
    await room.ledger.seal()
    const last = topUp(ada, 1n)
    await room.post(last)
    const events = await read(started, 6)
    const ids = [...postings, last].map(({ id }) => id)
    expect(events.map(({ ledgerTransaction }) => ledgerTransaction.id)).toEqual(ids)
    await started.return?.()
    const again = await watch(admin, events[2]?.cursor)
    if (!(Symbol.asyncIterator in again)) throw new Error(JSON.stringify(again))
    const rest = await read(again, 3)
    expect(rest.map(({ ledgerTransaction }) => ledgerTransaction.id)).toEqual(ids.slice(3))
    const pending = again.next()
    await again.return?.()
    expect((await pending).done).toBe(true)
  })

  it('is for administrators only, and takes only its own cursors', async () => {
    const code = async (...args: Parameters<typeof watch>) => {
      const started = await watch(...args)
      return Symbol.asyncIterator in started ? 'started' : started.errors?.[0]?.extensions['code']
    }
    expect(await code(person(newId('usr')))).toBe('FORBIDDEN')
    expect(await code(ANONYMOUS)).toBe('UNAUTHENTICATED')
    for (const after of ['', 'nonsense', FROM_START])
      expect(await code(admin, after)).toBe('BAD_USER_INPUT')
  })
})
