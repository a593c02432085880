import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLEARING, entry, FEES, openRoom, type Room, topUp, transfer, wallet } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const refusals = (outcomes: readonly { refusal: string | null }[]) =>
  outcomes.map(({ refusal }) => refusal)

describe('postLedgerTransactions', () => {
  it('records a balanced ledger transaction and the balances that follow from it // LED-1, LED-2', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const fee = {
      id: newId('ltx'),
      description: 'with a fee',
      entries: [entry(ada, 'DEBIT', 510n), entry(ben, 'CREDIT', 500n), entry(FEES, 'CREDIT', 10n)],
    }
    expect(refusals(await room.post(topUp(ada, 1_000n), fee))).toEqual([null, null])
    expect(await room.balance(ada)).toEqual({
      posted: { amount: '490', currency: 'USD' },
      held: { amount: '0' },
      available: { amount: '490' },
      version: 2,
    })
    expect(await room.balance(ben)).toMatchObject({ posted: { amount: '500' }, version: 1 })
  })

  it('keeps amounts of 78 digits exact', async () => {
    const ada = wallet()
    const most = 10n ** 78n - 1n
    const eth = { ...CLEARING, provider: 'CHAIN' }
    const ada1 = {
      id: newId('ltx'),
      description: 'all the wei',
      entries: [entry(eth, 'DEBIT', most, 'ETH'), entry(ada, 'CREDIT', most, 'ETH')],
    }
    const one = {
      ...ada1,
      id: newId('ltx'),
      entries: [entry(eth, 'DEBIT', 1n, 'ETH'), entry(ada, 'CREDIT', 1n, 'ETH')],
    }
    expect(refusals(await room.post(ada1, one))).toEqual([null, 'INVALID_AMOUNT'])
    expect(await room.balance(ada)).toMatchObject({
      posted: { amount: String(most), currency: 'ETH' },
    })
  })

  it('refuses one without touching its neighbours in the batch // LED-12', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const outcomes = await room.post(
      topUp(ada, 100n),
      transfer(ada, ben, 101n),
      transfer(ada, ben, 60n),
      transfer(ada, ben, 41n),
      transfer(ada, ben, 40n),
    )
    expect(refusals(outcomes)).toEqual([
      null,
      'INSUFFICIENT_FUNDS',
      null,
      'INSUFFICIENT_FUNDS',
      null,
    ])
    expect(outcomes.map(({ available }) => available?.amount)).toEqual([
      undefined,
      '100',
      undefined,
      '40',
      undefined,
    ])
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '0' }, version: 3 })
  })

  it('refuses what is wrong in itself, and writes nothing of it // LED-2', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 100n))
    const bad = [
      transfer(ada, ben, 1n, { entries: [entry(ada, 'DEBIT', 1n), entry(ben, 'CREDIT', 2n)] }),
      transfer(ada, ben, 1n, { entries: [entry(ada, 'DEBIT', 1n)] }),
      transfer(ada, ben, 1n, { entries: [] }),
      transfer(ada, ben, 1n, {
        entries: [entry(CLEARING, 'DEBIT', 1n, 'EUR'), entry(CLEARING, 'CREDIT', 1n, 'USD')],
      }),
      transfer(ada, ben, 0n),
      transfer(ada, ben, -1n),
      transfer(ada, ben, 1n, {
        entries: [entry(CLEARING, 'DEBIT', 1n, 'EUR'), entry(ada, 'CREDIT', 1n, 'EUR')],
      }),
    ]
    expect(refusals(await room.post(transfer(ada, ben, 1n, { entries: [] })))).toEqual([
      'UNBALANCED',
    ])
    const before = await room.asAdmin(sql`select count(*) from ledger.entries`)
    expect(refusals(await room.post(...bad))).toEqual([
      'UNBALANCED',
      'UNBALANCED',
      'UNBALANCED',
      'UNBALANCED',
      'INVALID_AMOUNT',
      'INVALID_AMOUNT',
      'CURRENCY_MISMATCH',
    ])
    expect(await room.asAdmin(sql`select count(*) from ledger.entries`)).toEqual(before)
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '100' }, version: 1 })
  })

  it('answers the same when asked again, posted or refused, whatever the balance is by then', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const posted = topUp(ada, 100n)
    const refused = transfer(ada, ben, 150n)
    const first = await room.post(posted, refused)
    await room.post(topUp(ada, 100n))
    expect(await room.post(posted, refused, posted)).toEqual([...first, first[0]])
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '200' }, version: 2 })
  })

  it('refuses an id that was used for something else, before or in the same batch', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const first = topUp(ada, 100n)
    await room.post(first)
    const other = transfer(ada, ben, 10n)
    const outcomes = await room.post(
      { ...first, description: 'another' },
      other,
      { ...other, paymentId: newId('pay') },
      other,
    )
    expect(refusals(outcomes)).toEqual(['ID_REUSED', null, 'ID_REUSED', null])
    expect(await room.balance(ben)).toMatchObject({ posted: { amount: '10' } })
  })

  it('lets no entry pass below the floor, not even between two of one ledger transaction', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const there = entry(ada, 'DEBIT', 5n)
    const back = entry(ada, 'CREDIT', 5n)
    const middle = [entry(ben, 'CREDIT', 5n), entry(ben, 'DEBIT', 5n)]
    const dip = transfer(ada, ben, 5n, { entries: [there, ...middle, back] })
    const rise = transfer(ada, ben, 5n, { entries: [back, ...middle, there] })
    expect(refusals(await room.post(dip, rise))).toEqual(['INSUFFICIENT_FUNDS', null])
  })

  it('tells of each posted ledger transaction once, and of no refused one', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const paymentId = newId('pay')
    const posted = topUp(ada, 10n, { paymentId })
    const refused = transfer(ada, ben, 11n)
    await room.post(posted, refused)
    await room.post(posted)
    const events = await room.ledger.outbox.read({ limit: 10_000 })
    const own = events.filter(({ aggregate }) => [posted.id, refused.id].includes(aggregate.id))
    expect(own).toMatchObject([
      {
        type: 'ledger:transaction:posted',
        body: { ledgerTransactionId: posted.id, paymentId },
        cause: { actor: { kind: 'SERVICE', id: 'payments' }, requestId: 'req-1' },
      },
    ])
  })

  it.each([
    ['an id of another kind', { id: newId('pay') }],
    ['a description that Postgres cannot store', { description: 'a\0b' }],
    ['half a character', { description: 'a\ud800b' }],
    ['501 characters', { description: 'x'.repeat(501) }],
    ['101 entries', { entries: Array.from({ length: 101 }, () => entry(FEES, 'DEBIT', 1n)) }],
    [
      'a wallet without an owner',
      { entries: [entry({ code: 'CUSTOMER_WALLET', accountId: newId('acc') }, 'DEBIT', 1n)] },
    ],
    ['a provider for fees', { entries: [entry({ ...FEES, provider: 'X' }, 'DEBIT', 1n)] }],
  ])('refuses %s as bad input', async (_what, over) => {
    const result = await room.run(
      'mutation ($input: PostLedgerTransactionsInput!) { postLedgerTransactions(input: $input) { outcomes { id } } }',
      { input: { transactions: [topUp(wallet(), 1n, over)] } },
    )
    expect(result.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
  })
})
