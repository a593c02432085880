import { openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { postBatch } from '../src/db/postings.ts'
import { newRandom } from './random.ts'
import {
  CLEARING,
  named,
  openRoom,
  person,
  posting,
  type Room,
  topUp,
  transfer,
  wallet,
} from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

type Parts = Readonly<{ posted: { amount: string }; held: { amount: string }; version: number }>
type Wallet = ReturnType<typeof wallet>

describe('while a posting is under way', () => {
  let other: ReturnType<typeof openDatabase>
  beforeEach(() => {
    other = openDatabase({ url: room.database.urls.ledger, name: 'slow', poolMax: 1 })
  })
  afterEach(() => other.close())

  /** Posts 10 to the wallet in a transaction that ends when the test says so. */
  async function postSlowly(to: Wallet) {
    const begun = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    const done = other.db.transaction(async (tx) => {
      const amount = { minor: 10n, currency: 'USD' } as const
      const one = posting({
        entries: [
          { ledgerAccount: named(CLEARING), side: 'DEBIT', amount },
          { ledgerAccount: named(to), side: 'CREDIT', amount },
        ],
      })
      const cause = { actor: { kind: 'SERVICE' as const, id: 'payments' }, requestId: null }
      await postBatch(tx, [{ postings: [one], cause }], { patient: true, moment: null })
      begun.resolve()
      await mayEnd.promise
    })
    await begun.promise
    return {
      async end() {
        mayEnd.resolve()
        await done
      },
    }
  }
  const now = async () => {
    const [row] = await room.asAdmin(
      sql`select date_trunc('milliseconds', clock_timestamp()) as now`,
    )
    return new Date(String(row?.['now'])).toISOString()
  }

  it('the balance of a moment after it waits for it, and counts it', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 100n))
    const slow = await postSlowly(ada)
    const asOf = await now()
    let isAnswered = false
    const answer = room.balance(ada, `(asOf: "${asOf}")`).then((balance) => {
      isAnswered = true
      return balance
    })
    // Until the question waits in the database.
    await until(
      sql`select 1 from pg_stat_activity where datname = current_database() and query like '%balances_at%' and pid <> pg_backend_pid()`,
    )
    // Who asks for now is served meanwhile, and does not see it.
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '100' } })
    expect(isAnswered).toBe(false)
    await slow.end()
    expect(await answer).toMatchObject({ posted: { amount: '110' }, version: 2 })
    // The same question has the same answer ever after.
    await room.post(topUp(ada, 1n))
    expect(await room.balance(ada, `(asOf: "${asOf}")`)).toMatchObject({ version: 2 })
  })

  it('for more than two seconds, the answer is that there is none yet', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 100n))
    const slow = await postSlowly(ada)
    const admin = { ...person(newId('usr')), roles: ['ADMIN' as const] }
    const result = await room.run(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { balance(asOf: "${await now()}") { version } } } }`,
      { r: [reference(ada)] },
      admin,
    )
    await slow.end()
    expect(result.errors).toMatchObject([
      { extensions: { code: 'SERVICE_UNAVAILABLE', outcome: 'NOT_APPLIED' } },
    ])
    expect(result.data).toMatchObject({ _entities: [{ balance: null }] })
  })

  it('a moment of more than ten seconds ago is settled', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 100n))
    const slow = await postSlowly(ada)
    const past = new Date(Date.now() - 11_000).toISOString()
    expect(await room.balance(ada, `(asOf: "${past}")`)).toMatchObject({ version: 0 })
    await slow.end()
  })
})

describe('a moment of the future', () => {
  it.each(['RECORDED', 'EFFECTIVE'])(
    'is refused by the clock that is ahead (%s)',
    async (clock) => {
      // The subgraph's clock is ahead of the database's: then the database refuses.
      const ahead = await openRoom(() => new Date(Date.now() + 3_600_000))
      const soon = new Date(Date.now() + 60_000).toISOString()
      await expect(ahead.balance(wallet(), `(asOf: "${soon}", clock: ${clock})`)).rejects.toThrow(
        'BAD_USER_INPUT',
      )
      await ahead.close()
    },
  )
})

describe('the clock put back', () => {
  it('never makes a later version an earlier one', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 100n))
    await room.asAdmin(sql`update ledger.ledger_accounts set recorded_at = now() + interval '1 hour'
      where account_id = ${toUuid('acc', ada.accountId)}`)
    await room.post(transfer(ada, ben, 1n), transfer(ada, ben, 2n))
    const hold = { id: newId('hld'), ledgerAccount: ben, amount: { amount: '1', currency: 'USD' } }
    await room.data(PLACE, { input: hold })
    const rows = await room.asAdmin(sql`
      select e.recorded_at > now() + interval '59 minutes' as is_late, t.recorded_at = e.recorded_at as agrees, a.recorded_at = e.recorded_at as is_last
        from ledger.entries e join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
        join ledger.ledger_accounts a on a.id = e.ledger_account_id
       where a.account_id = any (${`{${toUuid('acc', ada.accountId)},${toUuid('acc', ben.accountId)}}`}::uuid[]) and e.amount < 100`)
    expect(rows).toEqual(Array(4).fill({ is_late: true, agrees: true, is_last: true }))
    const [move] = await room.asAdmin(sql`
      select recorded_at > now() + interval '59 minutes' as is_late from ledger.hold_moves where hold_id = ${toUuid('hld', hold.id)}`)
    expect(move).toEqual({ is_late: true })
  })
})

describe('balances of any moment', () => {
  it('are what the entries and holds up to then come to, by either clock', async () => {
    const own = await openRoom()
    const random = newRandom(7)
    const wallets = [wallet(), wallet(), wallet()]
    const holds: string[] = []
    const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()
    for (let step = 0; step < 60; step++) {
      const [from, to] = [random.oneOf(wallets), random.oneOf(wallets)]
      const kind = random.weighted({ topUp: 3, pay: 4, hold: 2, draw: 2, void: 1 })
      // Backdated, dated ahead (both also beyond what is asked), or neither.
      const effectiveAt = random.percent(50)
        ? days(random.oneOf([-40, -20, -3, -1, 1, 5]))
        : undefined
      if (kind === 'topUp')
        await own.post(topUp(to, BigInt(1 + random.below(500)), { effectiveAt }))
      if (kind === 'pay')
        await own.post(transfer(from, to, BigInt(1 + random.below(60)), { effectiveAt }))
      if (kind === 'void' && holds.length > 0)
        await own.data(VOID, { input: { id: random.oneOf(holds) } })
      if (kind === 'draw' && holds.length > 0)
        await own.post(
          transfer(from, to, 3n, { holdId: random.oneOf(holds), keepHold: random.percent(50) }),
        )
      if (kind !== 'hold') continue
      const id = newId('hld')
      await own.data(PLACE, {
        input: { id, ledgerAccount: from, amount: { amount: '20', currency: 'USD' } },
      })
      holds.push(id)
    }
    const history = await readHistory(own)
    const moments = [
      ...new Set(history.flatMap(({ recordedAt, effectiveAt }) => [recordedAt, effectiveAt])),
    ]
      .flatMap((at) => [at - 1, at, at + 1])
      .filter((at) => at < Date.now() - 1)
    let compared = 0
    for (const one of wallets)
      for (const clock of ['RECORDED', 'EFFECTIVE'] as const)
        for (const at of sample(moments, 60, random)) {
          const asOf = new Date(at).toISOString()
          const found: Parts = await own.balance(one, `(asOf: "${asOf}", clock: ${clock})`)
          const expected = fold(history, { account: toUuid('acc', one.accountId), clock, at })
          expect([asOf, clock, found.posted.amount, found.held.amount, found.version]).toEqual([
            asOf,
            clock,
            ...expected,
          ])
          compared++
        }
    expect(compared).toBe(360)
    // Now is the last moment of all.
    for (const one of wallets) {
      const { posted, held, version }: Parts = await own.balance(one)
      const at = Number.POSITIVE_INFINITY
      const expected = fold(history, {
        account: toUuid('acc', one.accountId),
        clock: 'RECORDED',
        at,
      })
      expect([posted.amount, held.amount, version]).toEqual(expected)
    }
    await own.close()
  }, 120_000)
})

const PLACE = 'mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { __typename } }'
const VOID = 'mutation ($input: VoidHoldInput!) { voidHold(input: $input) { __typename } }'

const reference = ({ accountId, ownerId }: Wallet) => ({
  __typename: 'Account',
  id: accountId,
  ownerId,
  currency: 'USD',
})

type Change = Readonly<{
  account: string
  posted: bigint
  held: bigint
  recordedAt: number
  effectiveAt: number
}>

/** Every entry and every move of a hold, as changes of a wallet. Only entries have a time of effect of their own. */
async function readHistory({ asAdmin }: Room): Promise<Change[]> {
  const rows = await asAdmin(sql`
    select a.account_id as account, case e.side when 'CREDIT' then e.amount else -e.amount end::text as posted, '0' as held,
           e.recorded_at, e.effective_at
      from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id where a.account_id is not null
    union all
    select a.account_id, '0', case m.kind when 'PLACED' then m.amount else -m.amount end::text, m.recorded_at, m.recorded_at
      from ledger.hold_moves m join ledger.ledger_accounts a on a.id = m.ledger_account_id where a.account_id is not null`)
  return rows.map((row) => ({
    account: String(row['account']),
    posted: BigInt(String(row['posted'])),
    held: BigInt(String(row['held'])),
    recordedAt: new Date(String(row['recorded_at'])).getTime(),
    effectiveAt: new Date(String(row['effective_at'])).getTime(),
  }))
}

/** Posted, held and version at a moment, by adding up. */
function fold(
  history: readonly Change[],
  { account, clock, at }: { account: string; clock: 'RECORDED' | 'EFFECTIVE'; at: number },
) {
  const past = history.filter(
    (change) =>
      change.account === account &&
      (clock === 'RECORDED' ? change.recordedAt : change.effectiveAt) <= at,
  )
  const sum = (of: (change: Change) => bigint) =>
    String(past.reduce((total, one) => total + of(one), 0n))
  return [
    sum(({ posted }) => posted),
    sum(({ held }) => held),
    past.filter(({ posted }) => posted !== 0n).length,
  ]
}

function sample<T>(values: readonly T[], count: number, random: ReturnType<typeof newRandom>): T[] {
  return Array.from({ length: count }, () => random.oneOf(values))
}

/** Waits until a query of the superuser has a row. */
async function until(query: SQL): Promise<void> {
  while ((await room.asAdmin(query)).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
}
