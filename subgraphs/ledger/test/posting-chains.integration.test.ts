import { openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLEARING, entry, openRoom, type Room, topUp, transfer, wallet } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const refusals = (outcomes: readonly { refusal: string | null }[]) =>
  outcomes.map(({ refusal }) => refusal)

/** How many rows tell of these ledger transactions: in the books, and among the events. */
async function traces(ids: readonly string[]) {
  const uuids = `{${ids.map((id) => toUuid('ltx', id)).join(',')}}`
  const [row] = await room.asAdmin(sql`
    select (select count(*)::int from ledger.ledger_transactions where id = any (${uuids}::uuid[])) as transactions,
           (select count(*)::int from ledger.entries where ledger_transaction_id = any (${uuids}::uuid[])) as entries,
           (select count(*)::int from ledger.outbox where aggregate_id = any (${`{${ids.join(',')}}`}::text[])) as events,
           (select count(*)::int from ledger.postings_refused where id = any (${uuids}::uuid[])) as refused`)
  return row
}

describe('linked ledger transactions', () => {
  it('are posted all or none: 200 chains of 2 to 50 whose last fails leave no row and no event // P-07', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 1_000n))
    const before = [await room.balance(ada), await room.balance(ben)]
    const ids: string[] = []
    for (let round = 0; round < 200; round++) {
      const length = 2 + (round % 49)
      const chain = Array.from({ length }, (_each, index) =>
        transfer(ada, ben, index === length - 1 ? 1_001n : 1n, { linked: index < length - 1 }),
      )
      const outcomes = await room.post(...chain)
      expect(refusals(outcomes)).toEqual([
        ...Array(length - 1).fill('LINKED_REFUSED'),
        'INSUFFICIENT_FUNDS',
      ])
      // Available is what the ones before it in the chain had left.
      expect(outcomes.at(-1)?.available?.amount).toBe(String(1_000 - (length - 1)))
      ids.push(...chain.map(({ id }) => id))
    }
    expect(await traces(ids)).toEqual({
      transactions: 0,
      entries: 0,
      events: 0,
      refused: ids.length,
    })
    expect([await room.balance(ada), await room.balance(ben)]).toEqual(before)
  }, 60_000)

  it('are one call’s own: neighbours in the list and other callers are not touched', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 100n))
    const chain = [transfer(ada, ben, 60n, { linked: true }), transfer(ada, ben, 60n)]
    const [mine, theirs] = await Promise.all([
      room.post(transfer(ada, ben, 1n), ...chain, transfer(ada, ben, 2n)),
      room.post(transfer(ada, ben, 3n)),
    ])
    expect(refusals(mine)).toEqual([null, 'LINKED_REFUSED', 'INSUFFICIENT_FUNDS', null])
    expect(refusals(theirs)).toEqual([null])
    expect(await room.balance(ben)).toMatchObject({ posted: { amount: '6' } })
  })

  it('get the same answers when the same chain is asked for again, and no other chain has its ids', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 100n))
    const [one, two] = [transfer(ada, ben, 60n, { linked: true }), transfer(ada, ben, 40n)]
    expect(refusals(await room.post(one, two))).toEqual([null, null])
    expect(refusals(await room.post(one, two))).toEqual([null, null])
    expect(refusals(await room.post({ ...one, linked: false }, two))).toEqual([
      'ID_REUSED',
      'ID_REUSED',
    ])
    const third = transfer(ada, ben, 1n)
    expect(refusals(await room.post(one, { ...two, linked: true }, third))).toEqual([
      'ID_REUSED',
      'ID_REUSED',
      'LINKED_REFUSED',
    ])
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '0' }, version: 3 })
  })

  it('give back what they drew on a hold when one of them fails', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 100n))
    const id = newId('hld')
    await room.data(
      'mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { __typename } }',
      {
        input: { id, ledgerAccount: ada, amount: { amount: '50', currency: 'USD' } },
      },
    )
    const draw = transfer(ada, ben, 20n, { holdId: id, keepHold: true, linked: true })
    const again = transfer(ada, ben, 30n, { holdId: id, linked: true })
    expect(refusals(await room.post(draw, again, transfer(ben, ada, 51n)))).toEqual([
      'LINKED_REFUSED',
      'LINKED_REFUSED',
      'INSUFFICIENT_FUNDS',
    ])
    expect(await room.balance(ada)).toMatchObject({
      held: { amount: '50' },
      posted: { amount: '100' },
    })
    const retry = [
      { ...draw, id: newId('ltx') },
      { ...again, id: newId('ltx'), linked: false },
    ]
    expect(refusals(await room.post(...retry))).toEqual([null, null])
    expect(await room.balance(ada)).toMatchObject({
      held: { amount: '0' },
      posted: { amount: '50' },
    })
  })
})

describe('what may be asked for', () => {
  const POST =
    'mutation ($input: PostLedgerTransactionsInput!) { postLedgerTransactions(input: $input) { outcomes { refusal } } }'
  const ask = async (...transactions: object[]) => {
    const { data, errors } = await room.run(POST, { input: { transactions } })
    if (errors) return String(errors[0]?.extensions?.['code'])
    const { outcomes } = (
      data as { postLedgerTransactions: { outcomes: { refusal: string | null }[] } }
    ).postLedgerTransactions
    return [...new Set(refusals(outcomes))].join()
  }
  const many = (count: number, of: (index: number) => object) =>
    Array.from({ length: count }, (_each, index) => of(index))
  const entries = (count: number) => [
    entry(CLEARING, 'DEBIT', BigInt(count - 1)),
    ...many(count - 1, () => entry(wallet(), 'CREDIT', 1n)),
  ]
  const facts = (...all: [string, string][]) => ({
    metadata: all.map(([key, value]) => ({ key, value })),
  })
  const digits = (count: number) => {
    const amount = '9'.repeat(count)
    const house = { ...CLEARING, provider: newId('evt') }
    return { entries: [entry(house, 'DEBIT', amount), entry(wallet(), 'CREDIT', amount)] }
  }

  it.each([
    [
      '500 ledger transactions',
      () => many(500, () => topUp(wallet(), 1n)),
      '',
      '501',
      () => many(501, () => topUp(wallet(), 1n)),
    ],
    [
      '100 entries',
      () => [topUp(wallet(), 1n, { entries: entries(100) })],
      '',
      '101',
      () => [topUp(wallet(), 1n, { entries: entries(101) })],
    ],
    [
      '20 facts',
      () => [
        topUp(
          wallet(),
          1n,
          facts(...Array.from({ length: 20 }, (_e, n): [string, string] => [`k${n}`, ''])),
        ),
      ],
      '',
      '21',
      () => [
        topUp(
          wallet(),
          1n,
          facts(...Array.from({ length: 21 }, (_e, n): [string, string] => [`k${n}`, ''])),
        ),
      ],
    ],
    [
      'a key of 40 characters',
      () => [topUp(wallet(), 1n, facts(['k'.repeat(40), '']))],
      '',
      '41',
      () => [topUp(wallet(), 1n, facts(['k'.repeat(41), '']))],
    ],
    [
      'a key of one character',
      () => [topUp(wallet(), 1n, facts(['k', '']))],
      '',
      'none',
      () => [topUp(wallet(), 1n, facts(['', '']))],
    ],
    [
      'a value of 500 characters',
      () => [topUp(wallet(), 1n, facts(['k', 'v'.repeat(500)]))],
      '',
      '501',
      () => [topUp(wallet(), 1n, facts(['k', 'v'.repeat(501)]))],
    ],
    [
      'a description of 500 characters',
      () => [topUp(wallet(), 1n, { description: 'x'.repeat(500) })],
      '',
      '501',
      () => [topUp(wallet(), 1n, { description: 'x'.repeat(501) })],
    ],
    [
      'an amount of 78 digits',
      () => [topUp(wallet(), 1n, digits(78))],
      '',
      '79',
      () => [topUp(wallet(), 1n, digits(79))],
    ],
    [
      'one of each key',
      () => [topUp(wallet(), 1n, facts(['k', '1'], ['l', '1']))],
      '',
      'a key twice',
      () => [topUp(wallet(), 1n, facts(['k', '1'], ['k', '2']))],
    ],
    [
      'a chain that ends',
      () => [topUp(wallet(), 1n, { linked: true }), topUp(wallet(), 1n)],
      '',
      'one that does not',
      () => [topUp(wallet(), 1n), topUp(wallet(), 1n, { linked: true })],
    ],
  ])('is %s, and not %3$s', async (_what, most, posted, _more, beyond) => {
    expect(await ask(...most())).toBe(posted)
    expect(await ask(...beyond())).toBe('BAD_USER_INPUT')
  })

  it('is kept as it was asked: metadata and time of effect, apart from that of recording', async () => {
    const one = topUp(wallet(), 1n, {
      effectiveAt: '2020-02-29T12:00:00.123Z',
      ...facts(['invoice', '7'], ['note', '"quoted", {braced} \\ and ünïcode']),
    })
    const before = Date.now() - 1
    await room.post(one)
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
    const [row] = await db.execute<Record<string, string>>(sql`
      select metadata, effective_at, recorded_at from ledger.ledger_transactions where id = ${toUuid('ltx', one.id)}`)
    await close()
    expect(row?.['metadata']).toEqual({ invoice: '7', note: '"quoted", {braced} \\ and ünïcode' })
    expect(new Date(String(row?.['effective_at'])).toISOString()).toBe('2020-02-29T12:00:00.123Z')
    expect(new Date(String(row?.['recorded_at'])).getTime()).toBeGreaterThanOrEqual(before)
  })
})
