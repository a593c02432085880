import { openDatabase, type Tx } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findUsages } from '../src/db/limit-usages.ts'
import { giveBackLimits, spendLimits } from '../src/domain/limits/spend-limits.ts'
import { windowsOf } from '../src/domain/limits/windows.ts'
import type { LimitRule, LimitUse } from '../src/domain/rules/limit.ts'
import { type House, openHouse } from './house.ts'

let house: House
let own: ReturnType<typeof openDatabase>
beforeAll(async () => {
  house = await openHouse()
  own = openDatabase({ url: house.url, name: 'test', poolMax: 20 })
})
afterAll(async () => {
  await own.close()
  await house.close()
})

const NOON = new Date('2026-06-15T12:00:00Z')
const usd = (minor: bigint) => ({ minor, currency: 'USD' }) as const
const rule = (over: Partial<LimitRule> = {}): LimitRule => ({
  version: 1,
  effectiveFrom: new Date(0),
  level: 'VERIFIED',
  currency: 'USD',
  paymentMinor: null,
  dayMinor: null,
  monthMinor: null,
  ...over,
})
type Change = Partial<Omit<LimitUse, 'amount' | 'rule'>> &
  Partial<LimitRule> & { minor?: bigint; zone?: string }
const use = ({ minor = 1n, zone = 'UTC', at = NOON, ...over }: Change): LimitUse => ({
  paymentId: over.paymentId ?? newId('pay'),
  accountId: over.accountId ?? newId('acc'),
  direction: over.direction ?? 'OUT',
  amount: usd(minor),
  at,
  windows: windowsOf(at, zone),
  rule: rule(over),
})

/** Judges payments of one transaction. */
const spend = (...uses: LimitUse[]) => own.db.transaction((tx) => spendLimits(tx, uses))
const codes = (refusals: readonly ({ window: string } | undefined)[]) =>
  refusals.map((refusal) => refusal?.window ?? 'ok')
const usageOf = async (accountId: string) => (await findUsages(own.db, accountId)).get('OUT')
const count = <Value>(values: readonly Value[], value: Value) =>
  values.filter((each) => each === value).length

/** How twenty senders at once are let through. Whoever sends by other means swaps this. */
type Send = (accountId: string) => Promise<'SENT' | 'LIMIT_EXCEEDED'>

const SENDERS: readonly (readonly [string, (limit: bigint) => Send])[] = [
  [
    'each in a transaction of its own',
    (limit) => async (accountId) => {
      const [refusal] = await spend(use({ accountId, minor: 10n, dayMinor: limit }))
      return refusal ? refusal.code : 'SENT'
    },
  ],
]

describe('a limit under a race (LIM-4)', () => {
  it.each(SENDERS)(
    'lets ten of twenty through when ten fit, in each of 50 rounds: %s',
    async (_how, newSend) => {
      for (let round = 0; round < 50; round += 1) {
        const accountId = newId('acc')
        const send = newSend(105n)
        const answers = await Promise.all(Array.from({ length: 20 }, () => send(accountId)))
        expect([count(answers, 'SENT'), count(answers, 'LIMIT_EXCEEDED')]).toEqual([10, 10])
        expect(await usageOf(accountId)).toMatchObject({ dayMinor: 100n, monthMinor: 100n })
      }
    },
    60_000,
  )

  it('lets ten of twenty through in one transaction, the first ten', async () => {
    const accountId = newId('acc')
    const uses = Array.from({ length: 20 }, () => use({ accountId, minor: 10n, monthMinor: 105n }))
    expect(codes(await spend(...uses))).toEqual([
      ...Array.from({ length: 10 }, () => 'ok'),
      ...Array.from({ length: 10 }, () => 'MONTH'),
    ])
  })

  it('is exact for batches of shared accounts in any order, and none waits in a circle', async () => {
    for (let round = 0; round < 20; round += 1) {
      const accounts = Array.from({ length: 4 }, () => newId('acc'))
      const batch = (turn: number) =>
        Array.from({ length: 16 }, (_, at) =>
          use({ accountId: accounts[(at * 3 + turn) % 4] ?? '', minor: 1n, dayMinor: 17n }),
        )
      const refusals = await Promise.all(
        Array.from({ length: 8 }, (_, turn) =>
          spend(...(turn % 2 ? batch(turn) : batch(turn).reverse())),
        ),
      )
      expect(count(codes(refusals.flat()), 'ok')).toBe(4 * 17)
      for (const accountId of accounts)
        expect(await usageOf(accountId)).toMatchObject({ dayMinor: 17n })
    }
  })
})

describe('a limit (LIM-4)', () => {
  it('is judged one after the other: a payment that does not fit leaves room for a smaller one', async () => {
    const accountId = newId('acc')
    const of = (minor: bigint) => use({ accountId, minor, dayMinor: 10n })
    const refusals = await spend(of(6n), of(5n), of(4n), of(1n))
    expect(codes(refusals)).toEqual(['ok', 'DAY', 'ok', 'DAY'])
    expect(refusals[1]).toEqual({
      code: 'LIMIT_EXCEEDED',
      window: 'DAY',
      limit: usd(10n),
      used: usd(6n),
      remaining: usd(4n),
      resetsAt: new Date('2026-06-16T00:00:00Z'),
    })
  })

  it('on each payment counts nothing of what it refuses', async () => {
    const accountId = newId('acc')
    const of = (minor: bigint) => use({ accountId, minor, paymentMinor: 5n, dayMinor: 8n })
    expect(codes(await spend(of(6n), of(5n), of(3n)))).toEqual(['PAYMENT', 'ok', 'ok'])
    expect(codes(await spend(of(6n)))).toEqual(['PAYMENT'])
  })

  it('names the tighter of two, and the month when they are equal', async () => {
    const both = (dayMinor: bigint, monthMinor: bigint) =>
      spend(use({ minor: 100n, dayMinor, monthMinor }))
    expect(codes(await both(9n, 8n))).toEqual(['MONTH'])
    expect(codes(await both(8n, 9n))).toEqual(['DAY'])
    expect(codes(await both(9n, 9n))).toEqual(['MONTH'])
  })

  it('begins anew at the end of the day, at its first moment, and the month goes on', async () => {
    const accountId = newId('acc')
    const at = (text: string) =>
      spend(use({ accountId, minor: 6n, at: new Date(text), dayMinor: 10n, monthMinor: 15n }))
    expect(codes(await at('2026-06-29T00:00:00Z'))).toEqual(['ok'])
    expect(codes(await at('2026-06-29T23:59:59.999Z'))).toEqual(['DAY'])
    expect(codes(await at('2026-06-30T00:00:00Z'))).toEqual(['ok'])
    expect(await at('2026-06-30T23:59:59.999Z')).toMatchObject([
      { window: 'MONTH', remaining: usd(3n), resetsAt: new Date('2026-07-01T00:00:00Z') },
    ])
    expect(codes(await at('2026-07-01T00:00:00Z'))).toEqual(['ok'])
  })

  it('ends with the day in the owner’s time zone, on the day of 23 hours too', async () => {
    const accountId = newId('acc')
    const at = (text: string) =>
      spend(use({ accountId, minor: 6n, at: new Date(text), zone: 'Europe/Berlin', dayMinor: 10n }))
    expect(codes(await at('2026-03-28T23:00:00Z'))).toEqual(['ok'])
    expect(await at('2026-03-29T21:59:59.999Z')).toMatchObject([
      { window: 'DAY', resetsAt: new Date('2026-03-29T22:00:00Z') },
    ])
    expect(codes(await at('2026-03-29T22:00:00Z'))).toEqual(['ok'])
  })

  it('is given nobody twice who moves to another time zone and back', async () => {
    const accountId = newId('acc')
    const at = (text: string, zone: string) =>
      spend(use({ accountId, minor: 10n, at: new Date(text), zone, dayMinor: 10n }))
    expect(codes(await at('2026-06-15T01:00:00Z', 'UTC'))).toEqual(['ok'])
    // It is the next day in Tokyo from 15:00 on, but the day that is counted has not ended.
    expect(codes(await at('2026-06-15T16:00:00Z', 'Asia/Tokyo'))).toEqual(['DAY'])
    // Nor does a new one begin where it would have begun before that end.
    expect(codes(await at('2026-06-16T01:00:00Z', 'Asia/Tokyo'))).toEqual(['DAY'])
    expect(codes(await at('2026-06-16T14:59:59.999Z', 'UTC'))).toEqual(['DAY'])
    expect(codes(await at('2026-06-16T15:00:00Z', 'Asia/Tokyo'))).toEqual(['ok'])
  })

  it('of an account counts each way by itself, and other accounts not at all', async () => {
    const accountId = newId('acc')
    const of = (change: Change) => use({ accountId, minor: 10n, dayMinor: 10n, ...change })
    expect(
      codes(await spend(of({}), of({ direction: 'IN' }), of({ accountId: newId('acc') }))),
    ).toEqual(['ok', 'ok', 'ok'])
    expect(codes(await spend(of({}), of({ direction: 'IN' })))).toEqual(['DAY', 'DAY'])
  })

  it('that is lifted or lowered holds at once, for what was moved before too', async () => {
    const accountId = newId('acc')
    const of = (dayMinor: bigint | null) => spend(use({ accountId, minor: 10n, dayMinor }))
    expect(codes(await of(10n))).toEqual(['ok'])
    expect(codes(await of(null))).toEqual(['ok'])
    expect(await of(15n)).toMatchObject([{ used: usd(20n), remaining: usd(0n) }])
    expect(codes(await of(30n))).toEqual(['ok'])
  })

  it('counts amounts of 78 digits exactly', async () => {
    const accountId = newId('acc')
    const most = 10n ** 78n - 1n
    const of = (minor: bigint) => use({ accountId, minor, dayMinor: most })
    expect(codes(await spend(of(most - 1n), of(2n), of(1n), of(1n)))).toEqual([
      'ok',
      'DAY',
      'ok',
      'DAY',
    ])
    expect(codes(await spend(use({ accountId, minor: most })))).toEqual(['ok'])
  })

  it('counts nothing when the transaction is undone', async () => {
    const accountId = newId('acc')
    const undone = own.db.transaction(async (tx) => {
      await spendLimits(tx, [use({ accountId, minor: 10n, dayMinor: 10n })])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(codes(await spend(use({ accountId, minor: 10n, dayMinor: 10n })))).toEqual(['ok'])
  })
})

describe('what a payment took of its limits', () => {
  const giveBack = (...ids: string[]) => own.db.transaction((tx) => giveBackLimits(tx, ids))

  it('is given back once, however often and by however many it is asked for', async () => {
    for (let round = 0; round < 20; round += 1) {
      const accountId = newId('acc')
      const uses = [7n, 2n].map((minor) =>
        use({ accountId, minor, dayMinor: 10n, monthMinor: 10n }),
      )
      expect(codes(await spend(...uses))).toEqual(['ok', 'ok'])
      await Promise.all(Array.from({ length: 50 }, () => giveBack(uses[0]?.paymentId ?? '')))
      expect(await usageOf(accountId)).toMatchObject({ dayMinor: 2n, monthMinor: 2n })
    }
  })

  it('goes back to the windows of its creation: a day that is over gets nothing, its month does', async () => {
    const accountId = newId('acc')
    const at = (text: string) => use({ accountId, minor: 10n, at: new Date(text) })
    const [first, second, third] = [
      at('2026-06-10T12:00:00Z'),
      at('2026-06-11T12:00:00Z'),
      at('2026-06-11T13:00:00Z'),
    ]
    for (const each of [first, second, third]) await spend(each)
    await giveBack(first.paymentId)
    expect(await usageOf(accountId)).toMatchObject({ dayMinor: 20n, monthMinor: 20n })
    await giveBack(second.paymentId, first.paymentId)
    expect(await usageOf(accountId)).toMatchObject({ dayMinor: 10n, monthMinor: 10n })
    await spend(at('2026-07-01T00:00:00Z'))
    await giveBack(third.paymentId)
    expect(await usageOf(accountId)).toMatchObject({ dayMinor: 10n, monthMinor: 10n })
  })

  it('stays with a payment that was refused, which took nothing, and one that nobody knows', async () => {
    const accountId = newId('acc')
    const refused = use({ accountId, minor: 11n, dayMinor: 10n })
    await spend(use({ accountId, minor: 3n }), refused)
    await giveBack(refused.paymentId, newId('pay'))
    await giveBack()
    expect(await usageOf(accountId)).toMatchObject({ dayMinor: 3n })
  })

  it('and what is counted agree, whatever is spent and given back at the same time', async () => {
    const accounts = Array.from({ length: 3 }, () => newId('acc'))
    const work = async (tx: Tx, turn: number) => {
      const uses = Array.from({ length: 8 }, (_, at) =>
        use({ accountId: accounts[(turn + at) % 3] ?? '', minor: BigInt(at + 1), dayMinor: 500n }),
      )
      const refusals = await spendLimits(tx, uses)
      return uses.filter((_use, at) => !refusals[at]).map(({ paymentId }) => paymentId)
    }
    await Promise.all(
      Array.from({ length: 16 }, async (_, turn) => {
        const ids = await own.db.transaction((tx) => work(tx, turn))
        await giveBack(...ids.filter((_id, at) => at % 2 === 0))
      }),
    )
    const [row] = await house.rows(sql`
      select count(*)::int as accounts, bool_and(u.day_minor = s.sum and u.month_minor = s.sum) as agree
        from payments.limit_usages u join (
          select account_id, direction, sum(amount_minor) as sum from payments.limit_uses group by 1, 2) s
          using (account_id, direction)
       where u.account_id in (${sql.join(
         accounts.map((id) => sql`${toUuid('acc', id)}`),
         sql`, `,
       )})`)
    expect(row).toEqual({ accounts: 3, agree: true })
  })
})
