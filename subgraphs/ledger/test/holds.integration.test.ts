import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Name, openRoom, type Room, topUp, transfer, wallet } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const HOLD = `__typename ... on HoldSuccess { hold { id status amount { amount } posted { amount } expiresAt } } ... on HoldRefused { code message available { amount } }`
type Answer = {
  __typename: string
  code?: string
  message?: string
  available?: { amount: string } | null
  hold?: { status: string; amount: { amount: string }; posted: { amount: string } }
}

const place = async (ledgerAccount: Name, amount: bigint, over: object = {}): Promise<Answer> => {
  const input = {
    id: newId('hld'),
    ledgerAccount,
    amount: { amount: String(amount), currency: 'USD' },
    ...over,
  }
  const answer: { placeHold: Answer } = await room.data(
    `mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { ${HOLD} } }`,
    { input },
  )
  return answer.placeHold
}

const voidHold = async (id: string): Promise<Answer> => {
  const answer: { voidHold: Answer } = await room.data(
    `mutation ($input: VoidHoldInput!) { voidHold(input: $input) { ${HOLD} } }`,
    { input: { id } },
  )
  return answer.voidHold
}

const rich = async (amount = 100n) => {
  const account = wallet()
  await room.post(topUp(account, amount))
  return account
}

const available = async (account: { accountId: string; ownerId: string }) => {
  const { held, available: left } = (await room.balance(account)) as Record<
    'held' | 'available',
    { amount: string }
  >
  return [held.amount, left.amount]
}

describe('a hold', () => {
  it('takes from what is available, not from what is posted, and gives it back when voided // LED-14', async () => {
    const [ada, ben] = [await rich(), wallet()]
    const id = newId('hld')
    expect(await place(ada, 70n, { id })).toMatchObject({
      hold: { id, status: 'OPEN', amount: { amount: '70' } },
    })
    expect(await available(ada)).toEqual(['70', '30'])
    expect(await room.post(transfer(ada, ben, 31n))).toMatchObject([
      { refusal: 'INSUFFICIENT_FUNDS', available: { amount: '30' } },
    ])
    expect(await voidHold(id)).toMatchObject({ hold: { status: 'VOIDED' } })
    expect(await voidHold(id)).toMatchObject({ hold: { status: 'VOIDED' } })
    expect(await available(ada)).toEqual(['0', '100'])
  })

  it('is used up by a posting, which gives the rest back // LED-14', async () => {
    const [ada, ben] = [await rich(), wallet()]
    const id = newId('hld')
    await place(ada, 100n, { id })
    const posting = transfer(ada, ben, 60n, { holdId: id })
    const again = transfer(ada, ben, 1n, { holdId: id })
    expect(await room.post(posting, again)).toMatchObject([
      { refusal: null },
      { refusal: 'HOLD_NOT_USABLE' },
    ])
    expect(await room.post(posting)).toMatchObject([{ refusal: null }])
    expect(await available(ada)).toEqual(['0', '40'])
    expect(await voidHold(id)).toMatchObject({ code: 'HOLD_ENDED' })
  })

  it('is posted in parts while it is kept, and gives the rest back with the last // LED-14', async () => {
    const [ada, ben] = [await rich(), wallet()]
    const id = newId('hld')
    await place(ada, 60n, { id })
    const draw = (amount: bigint, keepHold: boolean) =>
      transfer(ada, ben, amount, { holdId: id, keepHold })
    expect(await room.post(draw(20n, true), draw(41n, true), draw(15n, true))).toMatchObject([
      { refusal: null },
      { refusal: 'HOLD_NOT_USABLE' },
      { refusal: null },
    ])
    expect(await place(ada, 60n, { id })).toMatchObject({
      hold: { status: 'OPEN', amount: { amount: '60' }, posted: { amount: '35' } },
    })
    expect(await available(ada)).toEqual(['25', '40'])
    expect(await room.post(draw(5n, false), draw(1n, true))).toMatchObject([
      { refusal: null },
      { refusal: 'HOLD_NOT_USABLE' },
    ])
    expect(await available(ada)).toEqual(['0', '60'])
    expect(await voidHold(id)).toMatchObject({ code: 'HOLD_ENDED' })
  })

  it('gives back only what was not posted when it is voided or expires', async () => {
    const [ada, ben] = [await rich(), wallet()]
    const [voided, expired] = [newId('hld'), newId('hld')]
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    await place(ada, 30n, { id: voided })
    await place(ada, 30n, { id: expired, expiresAt })
    await room.post(
      transfer(ada, ben, 10n, { holdId: voided, keepHold: true }),
      transfer(ada, ben, 10n, { holdId: expired, keepHold: true }),
    )
    expect(await voidHold(voided)).toMatchObject({
      hold: { status: 'VOIDED', posted: { amount: '10' } },
    })
    expect(await available(ada)).toEqual(['20', '60'])
    await room.asAdmin(
      sql`update ledger.holds set expires_at = now() where id = ${toUuid('hld', expired)}`,
    )
    expect(await room.ledger.expireHolds()).toBe(1)
    expect(await available(ada)).toEqual(['0', '80'])
  })

  it('goes to the posting or to the void when both come at the same time, 100 times // P-08', async () => {
    const [ada, ben] = [await rich(10_000n), wallet()]
    const winners = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const id = newId('hld')
        await place(ada, 100n, { id })
        const [[posted], voided] = await Promise.all([
          room.post(transfer(ada, ben, 100n, { holdId: id })),
          voidHold(id),
        ])
        expect(voided.code === 'HOLD_ENDED').toBe(posted?.refusal === null)
        return posted?.refusal === null ? 100n : 0n
      }),
    )
    const moved = winners.reduce<bigint>((sum, each) => sum + each, 0n)
    expect(await room.balance(ada)).toMatchObject({
      posted: { amount: String(10_000n - moved) },
      held: { amount: '0' },
    })
  })

  it('of a ledger account without a floor holds no more than 78 digits', async () => {
    const house = { code: 'PROVIDER_CLEARING', provider: newId('evt') }
    const most = 10n ** 78n - 1n
    expect(await place(house, most)).toMatchObject({ hold: { status: 'OPEN' } })
    expect(await place(house, 1n)).toMatchObject({ code: 'INSUFFICIENT_FUNDS' })
  })

  it('covers no more than its amount, and no other account', async () => {
    const [ada, ben] = [await rich(), await rich()]
    const id = newId('hld')
    await place(ada, 50n, { id })
    expect(
      await room.post(
        transfer(ada, ben, 51n, { holdId: id }),
        transfer(ben, ada, 10n, { holdId: id }),
        transfer(ada, ben, 10n, { holdId: newId('hld') }),
      ),
    ).toMatchObject(Array.from({ length: 3 }, () => ({ refusal: 'HOLD_NOT_USABLE' })))
    expect(await available(ada)).toEqual(['50', '50'])
  })

  it('is refused beyond what is available, in another currency, and under an id in use', async () => {
    const ada = await rich()
    const id = newId('hld')
    expect(await place(ada, 101n)).toMatchObject({ code: 'INSUFFICIENT_FUNDS' })
    expect(await place(ada, 1n, { amount: { amount: '1', currency: 'EUR' } })).toMatchObject({
      code: 'CURRENCY_MISMATCH',
    })
    await place(ada, 60n, { id })
    expect(await place(ada, 60n, { id })).toMatchObject({ hold: { status: 'OPEN' } })
    expect(await place(ada, 10n, { id })).toMatchObject({ code: 'ID_REUSED' })
    expect(await place(ada, 41n)).toMatchObject({ code: 'INSUFFICIENT_FUNDS' })
    expect(await voidHold(newId('hld'))).toMatchObject({ code: 'HOLD_UNKNOWN' })
    expect(await available(ada)).toEqual(['60', '40'])
  })

  it('that was refused is refused for ever, with what there was: another asker learns the same', async () => {
    const ada = await rich()
    const id = newId('hld')
    const first = await place(ada, 101n, { id })
    expect(first).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: { amount: '100' } })
    await room.post(topUp(ada, 1n))
    expect(await place(ada, 101n, { id })).toEqual(first)
    expect(await place(ada, 100n, { id })).toMatchObject({ code: 'ID_REUSED', available: null })
    expect(await available(ada)).toEqual(['0', '101'])
  })

  it('ends by itself when its time is up, and cannot be posted from that moment on', async () => {
    const [ada, ben] = [await rich(), wallet()]
    const id = newId('hld')
    await place(ada, 60n, { id, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
    expect(await room.ledger.expireHolds()).toBe(0)
    await room.asAdmin(
      sql`update ledger.holds set expires_at = now() where status = 'OPEN' and expires_at is not null`,
    )
    expect(await room.post(transfer(ada, ben, 60n, { holdId: id }))).toMatchObject([
      { refusal: 'HOLD_NOT_USABLE' },
    ])
    expect(await room.ledger.expireHolds()).toBe(1)
    expect(await room.ledger.expireHolds()).toBe(0)
    expect(await available(ada)).toEqual(['0', '100'])
    expect(await voidHold(id)).toMatchObject({ code: 'HOLD_ENDED' })
  })

  it('is told of when placed, voided and expired, once each', async () => {
    const ada = await rich()
    const id = newId('hld')
    await place(ada, 10n, { id })
    await place(ada, 10n, { id })
    await voidHold(id)
    await voidHold(id)
    const events = await room.ledger.outbox.read({ limit: 10_000 })
    expect(events.filter(({ aggregate }) => aggregate.id === id)).toMatchObject([
      {
        type: 'ledger:hold:placed',
        body: { holdId: id, accountId: ada.accountId, amountMinor: '10', currency: 'USD' },
      },
      { type: 'ledger:hold:voided', body: { holdId: id } },
    ])
  })

  it('goes to one of fifty who want all of it at the same time', async () => {
    const ada = await rich(100n)
    const answers = await Promise.all(Array.from({ length: 50 }, () => place(ada, 100n)))
    expect(answers.filter(({ hold }) => hold)).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'INSUFFICIENT_FUNDS')).toHaveLength(49)
  })
})
