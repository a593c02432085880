import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { newId, toUuid } from '@tallystick/ids'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLedger } from '../src/server.ts'
import {
  CLEARING,
  entry,
  FEES,
  openRoom,
  PAYMENTS,
  person,
  type Room,
  SEALING_KEY,
  topUp,
  transfer,
  wallet,
} from './room.ts'

let room: Room
const admin = person(newId('usr'), 'ADMIN')
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const REVERSE = `mutation ($input: ReverseLedgerTransactionInput!) { reverseLedgerTransaction(input: $input) {
  __typename
  ... on ReverseLedgerTransactionSuccess { reversal { id description reverses { id } entries { side amount { amount } ledgerAccount { code } } } }
  ... on ReversalRefused { code message available { amount } reversedBy { id } }
} }`
type Answer = Readonly<{
  __typename: string
  code?: string
  available?: { amount: string } | null
  reversal?: { id: string; description: string; entries: object[] }
  reversedBy?: { id: string } | null
}>

async function reverse(
  ledgerTransactionId: string,
  over: object = {},
  actor = admin,
): Promise<Answer> {
  const input = {
    ledgerTransactionId,
    reason: 'posted twice',
    idempotencyKey: newId('key'),
    ...over,
  }
  const answer: { reverseLedgerTransaction: Answer } = await room.data(REVERSE, { input }, actor)
  return answer.reverseLedgerTransaction
}

const codeOf = async (work: ReturnType<Room['run']>) =>
  (await work).errors?.[0]?.extensions?.['code']
const funded = async (amount = 100n) => {
  const account = wallet()
  await room.post(topUp(account, amount))
  return account
}

describe('reverseLedgerTransaction', () => {
  it('undoes a ledger transaction, entry by entry, by another one that names it // LED-9', async () => {
    const [ada, ben] = [await funded(), wallet()]
    const paymentId = newId('pay')
    const paid = transfer(ada, ben, 0n, {
      paymentId,
      entries: [entry(ada, 'DEBIT', 55n), entry(ben, 'CREDIT', 50n), entry(FEES, 'CREDIT', 5n)],
    })
    await room.post(paid)
    const before = await room.asAdmin(
      sql`select * from ledger.entries where ledger_transaction_id = ${toUuid('ltx', paid.id)} order by ordinal`,
    )
    const answer = await reverse(paid.id)
    expect(answer).toMatchObject({
      reversal: {
        description: 'posted twice',
        reverses: { id: paid.id },
        entries: [
          { side: 'CREDIT', amount: { amount: '55' }, ledgerAccount: { code: 'CUSTOMER_WALLET' } },
          { side: 'DEBIT', amount: { amount: '50' } },
          { side: 'DEBIT', amount: { amount: '5' }, ledgerAccount: { code: 'FEE_INCOME' } },
        ],
      },
    })
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '100' }, version: 3 })
    expect(await room.balance(ben)).toMatchObject({ posted: { amount: '0' }, version: 2 })
    // What was written is as it was written.
    expect(
      await room.asAdmin(
        sql`select * from ledger.entries where ledger_transaction_id = ${toUuid('ltx', paid.id)} order by ordinal`,
      ),
    ).toEqual(before)
    const [told] = (await room.ledger.outbox.read({ limit: 10_000 })).filter(
      ({ aggregate }) => aggregate.id === answer.reversal?.id,
    )
    expect(told).toMatchObject({
      type: 'ledger:transaction:posted',
      body: { ledgerTransactionId: answer.reversal?.id, paymentId },
      cause: { actor: { kind: 'USER', id: admin.id } },
    })
  })

  it('gives the same answer to the same key, and undoes nothing twice under another', async () => {
    const [ada, ben] = [await funded(), wallet()]
    const paid = transfer(ada, ben, 10n)
    await room.post(paid)
    const idempotencyKey = 'my-key'
    const first = await reverse(paid.id, { idempotencyKey })
    expect(await reverse(paid.id, { idempotencyKey })).toEqual(first)
    expect(await reverse(paid.id)).toMatchObject({
      code: 'ALREADY_REVERSED',
      reversedBy: { id: first.reversal?.id },
    })
    expect(await room.balance(ada)).toMatchObject({ version: 3 })
  })

  it('refuses a key that was used for something else, though not one of somebody else', async () => {
    const ada = await funded()
    const [one, two] = [transfer(ada, wallet(), 10n), transfer(ada, wallet(), 20n)]
    await room.post(one, two)
    const idempotencyKey = 'shared'
    expect(await reverse(one.id, { idempotencyKey })).toMatchObject({
      reversal: { id: expect.stringMatching(/^ltx_/) },
    })
    expect(await reverse(two.id, { idempotencyKey })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(await reverse(one.id, { idempotencyKey, reason: 'another' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    const colleague = person(newId('usr'), 'ADMIN')
    expect(await reverse(two.id, { idempotencyKey }, colleague)).toMatchObject({
      reversal: { id: expect.stringMatching(/^ltx_/) },
    })
  })

  it('refuses what is not there, what undoes something itself, and money that is gone', async () => {
    const [ada, ben] = [await funded(), wallet()]
    const paid = transfer(ada, ben, 100n)
    await room.post(paid, transfer(ben, wallet(), 1n))
    expect(await reverse(newId('ltx'))).toMatchObject({ code: 'NOT_REVERSIBLE', reversedBy: null })
    const idempotencyKey = 'too-early'
    expect(await reverse(paid.id, { idempotencyKey })).toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      available: { amount: '99' },
      reversedBy: null,
    })
    await room.post(topUp(ben, 1n))
    // The same key keeps its answer; another is another try.
    expect(await reverse(paid.id, { idempotencyKey })).toMatchObject({ code: 'INSUFFICIENT_FUNDS' })
    const done = await reverse(paid.id)
    expect(await reverse(done.reversal?.id ?? '')).toMatchObject({ code: 'NOT_REVERSIBLE' })
  })

  it('is for administrators', async () => {
    const input = { ledgerTransactionId: newId('ltx'), reason: 'r', idempotencyKey: 'k' }
    expect(await codeOf(room.run(REVERSE, { input }, person(newId('usr'))))).toBe('FORBIDDEN')
    expect(await codeOf(room.run(REVERSE, { input }, PAYMENTS))).toBe('FORBIDDEN')
    expect(await codeOf(room.run(REVERSE, { input }, ANONYMOUS))).toBe('UNAUTHENTICATED')
  })

  it.each([
    ['an id of another kind', { ledgerTransactionId: newId('pay') }],
    ['an empty key', { idempotencyKey: '' }],
    ['a key of 256 characters', { idempotencyKey: 'k'.repeat(256) }],
    ['a key with a space', { idempotencyKey: 'a b' }],
    ['a reason of 501 characters', { reason: 'r'.repeat(501) }],
  ])('refuses %s as bad input', async (_what, over) => {
    const input = { ledgerTransactionId: newId('ltx'), reason: 'r', idempotencyKey: 'k', ...over }
    expect(await codeOf(room.run(REVERSE, { input }, admin))).toBe('BAD_USER_INPUT')
  })

  it('succeeds for one of four who want it at the same time, 500 times, and all comes to nothing // P-08', async () => {
    const own = await openRoom()
    const wake = newMemoryWake()
    const second = await openLedger({
      databaseUrl: own.database.urls.ledger,
      sealingKey: SEALING_KEY,
      wake,
      log: SILENT,
    })
    const wallets = Array.from({ length: 8 }, wallet)
    const all = Array.from({ length: 500 }, (_each, index) =>
      topUp(wallets[index % 8] as never, BigInt(index + 1)),
    )
    await own.post(...all)
    const ask = (subgraph: typeof second.subgraph, ledgerTransactionId: string) =>
      subgraph.execute(
        {
          query: REVERSE,
          variables: {
            input: { ledgerTransactionId, reason: 'undo', idempotencyKey: newId('key') },
          },
        },
        { actor: admin, issuer: 'gateway', requestId: 'r' },
      )
    const answers = await Promise.all(
      all.flatMap(({ id }) =>
        [own.ledger, second, own.ledger, second].map(async ({ subgraph }) => {
          const { data, errors } = await ask(subgraph, id)
          expect(errors).toBeUndefined()
          const answer = (data as unknown as { reverseLedgerTransaction: Answer })
            .reverseLedgerTransaction
          return answer.code ?? 'undone'
        }),
      ),
    )
    const counts = Map.groupBy(answers, (answer) => answer)
    expect([...counts].map(([answer, { length }]) => `${answer} ${length}`).sort()).toEqual([
      'ALREADY_REVERSED 1500',
      'undone 500',
    ])
    const rows =
      await own.asAdmin(sql`select sum(abs(posted))::text as sum, count(distinct t.reverses)::int as undone
      from ledger.ledger_accounts, (select reverses from ledger.ledger_transactions where reverses is not null) t`)
    expect(rows).toEqual([{ sum: '0', undone: 500 }])
    await second.close()
    await wake.close()
    await own.close()
  }, 120_000)
})

describe('a ledger transaction', () => {
  const ONE =
    'query ($id: ID!) { ledgerTransaction(id: $id) { id reverses { id } reversedBy { id } } }'
  const METADATA = 'query ($id: ID!) { ledgerTransaction(id: $id) { metadata { key value } } }'

  it('says what it undoes and what undoes it to everyone who may see it', async () => {
    const [ada, ben] = [await funded(), wallet()]
    const paid = transfer(ada, ben, 10n)
    await room.post(paid)
    const read = (id: string, actor: Actor) => room.data(ONE, { id }, actor)
    const none = { ledgerTransaction: { id: paid.id, reverses: null, reversedBy: null } }
    expect(await read(paid.id, person(ada.ownerId))).toEqual(none)
    const { reversal } = await reverse(paid.id)
    for (const actor of [person(ada.ownerId), person(ben.ownerId), admin]) {
      expect(await read(paid.id, actor)).toEqual({
        ledgerTransaction: { id: paid.id, reverses: null, reversedBy: { id: reversal?.id } },
      })
      expect(await read(reversal?.id ?? '', actor)).toEqual({
        ledgerTransaction: { id: reversal?.id, reverses: { id: paid.id }, reversedBy: null },
      })
    }
    expect(await codeOf(room.run(ONE, { id: reversal?.id }, person(newId('usr'))))).toBe(
      'NOT_FOUND',
    )
  })

  it('shows its facts to administrators and services, and to no customer', async () => {
    const ada = wallet()
    const one = topUp(ada, 1n, { metadata: [{ key: 'invoice', value: '7' }] })
    const bare = topUp(ada, 1n)
    await room.post(one, bare)
    expect(await room.data(METADATA, { id: one.id }, admin)).toEqual({
      ledgerTransaction: { metadata: [{ key: 'invoice', value: '7' }] },
    })
    expect(await room.data(METADATA, { id: bare.id }, admin)).toEqual({
      ledgerTransaction: { metadata: [] },
    })
    expect(await codeOf(room.run(METADATA, { id: one.id }, person(ada.ownerId)))).toBe('FORBIDDEN')
    expect(await room.data(METADATA, { id: one.id }, PAYMENTS)).toEqual({
      ledgerTransaction: { metadata: [{ key: 'invoice', value: '7' }] },
    })
  })

  it('is posted as a reversal by a service only if it is one, entry by entry', async () => {
    const [ada, ben] = [await funded(), wallet()]
    const paid = transfer(ada, ben, 10n)
    await room.post(paid)
    const back = (over: object) =>
      transfer(ada, ben, 10n, {
        reverses: paid.id,
        entries: [entry(ada, 'CREDIT', 10n), entry(ben, 'DEBIT', 10n)],
        ...over,
      })
    const outcomes = await room.post(
      back({ entries: [entry(ada, 'CREDIT', 9n), entry(ben, 'DEBIT', 9n)] }),
      back({ entries: [entry(ben, 'DEBIT', 10n), entry(ada, 'CREDIT', 10n)] }),
      back({ entries: [entry(ada, 'DEBIT', 10n), entry(ben, 'CREDIT', 10n)] }),
      back({ entries: [entry(ada, 'CREDIT', 10n), entry(CLEARING, 'DEBIT', 10n)] }),
      back({ entries: [...back({}).entries, entry(ada, 'CREDIT', 1n), entry(ben, 'DEBIT', 1n)] }),
      back({}),
      back({}),
    )
    expect(outcomes.map(({ refusal }) => refusal)).toEqual([
      ...Array(5).fill('NOT_REVERSIBLE'),
      null,
      'ALREADY_REVERSED',
    ])
  })
})
