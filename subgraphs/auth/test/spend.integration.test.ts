import { newId } from '@tallystick/ids'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysOf } from './keys.ts'
import { codesOf, only, openRoom, type Room, userActor } from './room.ts'

const HOUR = 3_600_000
const usd = (minor: bigint | number) => ({ amount: String(minor), currency: 'USD' })
const eur = (minor: bigint | number) => ({ amount: String(minor), currency: 'EUR' })

type Reached = { remaining: { amount: string; currency: string }; hours: number; resetsAt: string }
type Outcome = { __typename: string; reservationId?: string } & Partial<Reached>

let room: Room
let keys: ReturnType<typeof keysOf>
beforeAll(async () => {
  room = await openRoom()
  keys = keysOf(room)
})
afterAll(() => room.close())

const newKey = async (...spendCaps: { amount: object; hours: number }[]) =>
  (await keys.newKey({ limits: { spendCaps } })).id
const reserve = async (
  keyId: string,
  amounts: object[],
  reservationId: string = crypto.randomUUID(),
) => only<Outcome>(await keys.reserve({ keyId, reservationId, amounts }))
const isReserved = ({ __typename }: Outcome) => __typename === 'ReserveSpendSuccess'

describe('a spend cap // PRT-4', () => {
  test('lets exactly ten of a hundred concurrent spends through when it has room for ten', async () => {
    const keyId = await newKey({ amount: usd(10_009), hours: 24 })
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => reserve(keyId, [usd(1_000)])),
    )
    expect(outcomes.filter(isReserved)).toHaveLength(10)
    const refused = outcomes.filter((each) => !isReserved(each))
    expect(refused).toHaveLength(90)
    for (const each of refused)
      expect(each).toMatchObject({ __typename: 'SpendCapReached', remaining: usd(9), hours: 24 })
    expect(isReserved(await reserve(keyId, [usd(9)]))).toBe(true)
    expect(await reserve(keyId, [usd(1)])).toMatchObject({ remaining: usd(0) })
  })

  test('frees a spend on the instant that it leaves the time, not a millisecond before', async () => {
    const keyId = await newKey({ amount: usd(100), hours: 1 })
    const at = room.clock.now.getTime()
    await reserve(keyId, [usd(100)])
    room.later(HOUR - 1)
    expect(await reserve(keyId, [usd(1)])).toMatchObject({
      remaining: usd(0),
      resetsAt: new Date(at + HOUR).toISOString(),
    })
    room.later(1)
    expect(isReserved(await reserve(keyId, [usd(100)]))).toBe(true)
  })

  test('says when the amount would fit; for more than the whole cap, when the cap is empty', async () => {
    const keyId = await newKey({ amount: usd(100), hours: 1 })
    const at = (ms: number) => new Date(room.clock.now.getTime() + ms).toISOString()
    const [first, second] = [at(HOUR), at(HOUR + 1_000)]
    expect(await reserve(keyId, [usd(101)])).toMatchObject({ resetsAt: at(0) })
    await reserve(keyId, [usd(40)])
    room.later(1_000)
    await reserve(keyId, [usd(60)])
    expect(await reserve(keyId, [usd(40)])).toMatchObject({ resetsAt: first })
    expect(await reserve(keyId, [usd(41)])).toMatchObject({ resetsAt: second })
    expect(await reserve(keyId, [usd(101)])).toMatchObject({ resetsAt: second })
  })

  test('holds for each of several times and currencies, and for all amounts together or not at all', async () => {
    const keyId = await newKey(
      { amount: usd(10), hours: 1 },
      { amount: usd(15), hours: 24 },
      { amount: eur(5), hours: 1 },
    )
    expect(isReserved(await reserve(keyId, [usd(4), usd(6), eur(5)]))).toBe(true)
    expect(await reserve(keyId, [usd(1)])).toMatchObject({ hours: 1, remaining: usd(0) })
    room.later(HOUR)
    expect(await reserve(keyId, [usd(6)])).toMatchObject({ hours: 24, remaining: usd(5) })
    expect(await reserve(keyId, [usd(5), eur(6)])).toMatchObject({ hours: 1, remaining: eur(5) })
    expect(isReserved(await reserve(keyId, [usd(5)]))).toBe(true)
  })

  test('counts a reservation once, however often and from however many it comes', async () => {
    const keyId = await newKey({ amount: usd(100), hours: 1 })
    const id = crypto.randomUUID()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => reserve(keyId, [usd(30), usd(30)], id)),
    )
    expect(outcomes.every(({ reservationId }) => reservationId === id)).toBe(true)
    expect(isReserved(await reserve(keyId, [usd(60)], id))).toBe(true)
    expect(await reserve(keyId, [usd(41)])).toMatchObject({ remaining: usd(40) })
  })

  test('refuses the name of one reservation for another, whatever is different about it', async () => {
    const keyId = await newKey({ amount: usd(100), hours: 1 }, { amount: eur(100), hours: 1 })
    const other = await newKey({ amount: eur(100), hours: 1 })
    const id = crypto.randomUUID()
    await reserve(keyId, [usd(10)], id)
    for (const [key, amounts] of [
      [keyId, [usd(11)]],
      [keyId, [eur(10)]],
      [keyId, [usd(10), eur(1)]],
      [other, [eur(10)]],
    ] as const)
      expect(codesOf(await keys.reserve({ keyId: key, reservationId: id, amounts }))).toEqual([
        'BAD_USER_INPUT',
      ])
  })

  test('is given back what was not spent, once, and not to the same reservation again', async () => {
    const keyId = await newKey({ amount: usd(100), hours: 1 })
    const id = crypto.randomUUID()
    await reserve(keyId, [usd(100)], id)
    await Promise.all([keys.release(id), keys.release(id), keys.release('never reserved')])
    expect(codesOf(await keys.reserve({ keyId, reservationId: id, amounts: [usd(100)] }))).toEqual([
      'BAD_USER_INPUT',
    ])
    expect(isReserved(await reserve(keyId, [usd(100)]))).toBe(true)
    expect(isReserved(await reserve(keyId, [usd(1)]))).toBe(false)
  })

  test('is for the gateway alone, for live keys, and for the currencies of the key', async () => {
    const made = await keys.newKey({ limits: { spendCaps: [{ amount: usd(9), hours: 1 }] } })
    const input = { keyId: made.id, reservationId: 'r-1', amounts: [usd(1)] }
    const codes = async (over: object, actor?: typeof made.owner) =>
      codesOf(await keys.reserve({ ...input, ...over }, actor))
    expect(await codes({}, made.owner)).toEqual(['FORBIDDEN'])
    expect(await codes({}, userActor(newId('usr'), { roles: ['ADMIN'] }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await keys.release('r-1', made.owner))).toEqual(['FORBIDDEN'])
    expect(await codes({ amounts: [eur(1)] })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ amounts: [] })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ amounts: [usd(0)] })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ reservationId: '' })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ reservationId: 'x'.repeat(129) })).toEqual(['BAD_USER_INPUT'])
    expect(await codes({ keyId: newId('key') })).toEqual(['NOT_FOUND'])
    expect(await codes({ keyId: 'nonsense' })).toEqual(['NOT_FOUND'])
    await keys.revoke(made.owner, made.id)
    expect(await codes({})).toEqual(['NOT_FOUND'])
  })

  test('lets a key without caps spend, and keeps nothing of it', async () => {
    const { id } = await keys.newKey()
    expect(isReserved(await reserve(id, [usd(10n ** 78n - 1n)], 'uncapped'))).toBe(true)
    expect(await room.sql`select 1 from auth.spend_reservations where id = 'uncapped'`).toEqual([])
  })

  test('forgets only what no cap looks back at', async () => {
    const keyId = await newKey({ amount: usd(100), hours: 744 })
    await reserve(keyId, [usd(100)])
    room.later(744 * HOUR - 1)
    await room.chore('forget-spend')
    expect(isReserved(await reserve(keyId, [usd(1)]))).toBe(false)
    room.later(25 * HOUR)
    expect(await room.chore('forget-spend')).toBeGreaterThan(0)
  })
})

test('a cap is exact to the minor unit in every order of spends, releases and passing time // PRT-4', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('spend' as const), minor: fc.bigInt(1n, 10n ** 24n) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2 * HOUR }) }),
    fc.record({ do: fc.constant('release' as const), nth: fc.nat(20) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.bigInt(1n, 3n * 10n ** 24n),
      fc.array(step, { minLength: 5, maxLength: 25 }),
      async (capMinor, steps) => {
        const hours = 3
        const keyId = await newKey({ amount: usd(capMinor), hours })
        const model: { id: string; minor: bigint; at: number; isLive: boolean }[] = []
        for (const each of steps) {
          if (each.do === 'wait') room.later(each.ms)
          else if (each.do === 'release') {
            const spend = model[each.nth % Math.max(model.length, 1)]
            if (spend) await keys.release(spend.id)
            if (spend) spend.isLive = false
          } else {
            const now = room.clock.now.getTime()
            const counted = model.filter(({ at, isLive }) => isLive && at > now - hours * HOUR)
            const left = capMinor - counted.reduce((sum, { minor }) => sum + minor, 0n)
            const id = crypto.randomUUID()
            const outcome = await reserve(keyId, [usd(each.minor)], id)
            expect(isReserved(outcome)).toBe(each.minor <= left)
            if (isReserved(outcome)) model.push({ id, minor: each.minor, at: now, isLive: true })
            else expect(outcome.remaining).toEqual(usd(left))
          }
        }
      },
    ),
    { numRuns: 25 },
  )
})
