import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLEARING, entities, openRoom, person, type Room, topUp, wallet } from './room.ts'

const root = { ...person(newId('usr')), roles: ['ADMIN' as const] }
const POST = `mutation ($input: PostLedgerTransactionInput!) {
  postLedgerTransaction(input: $input) {
    __typename
    ... on PostLedgerTransactionSuccess { ledgerTransaction { id description metadata { key value } entries { side } } }
    ... on LedgerTransactionRefused { code message available { amount } }
  }
}`

let room: Room
let own: { accountId: string; ownerId: string }
let ids: { own: string; house: string }

beforeAll(async () => {
  room = await openRoom()
  const account = wallet()
  own = account
  const posting = topUp(account, 100n)
  await room.post(posting)
  const [found] = (await entities(
    room,
    [{ __typename: 'LedgerTransaction', id: posting.id }],
    '... on LedgerTransaction { entries { ledgerAccount { id code } } }',
  )) as { entries: { ledgerAccount: { id: string; code: string } }[] }[]
  const idOf = (code: string) =>
    found?.entries.find(({ ledgerAccount }) => ledgerAccount.code === code)?.ledgerAccount.id ?? ''
  ids = { own: idOf('CUSTOMER_WALLET'), house: idOf(CLEARING.code) }
})
afterAll(() => room.close())

const entry = (ledgerAccountId: string, side: string, amount: string, currency = 'USD') => ({
  ledgerAccountId,
  side,
  amount: { amount, currency },
})

type Answer = {
  __typename: string
  code?: string
  available?: { amount: string }
  ledgerTransaction?: { id: string; metadata: object[] }
}

async function post(over: object, actor = root): Promise<Answer> {
  const input = {
    description: 'bank fee booked twice',
    entries: [entry(ids.own, 'DEBIT', '5'), entry(ids.house, 'CREDIT', '5')],
    idempotencyKey: newId('evt'),
    ...over,
  }
  const answer: { postLedgerTransaction: Answer } = await room.data(POST, { input }, actor)
  return answer.postLedgerTransaction
}

describe('posting by hand', () => {
  it('is judged like every posting, and done once for a key // LED-1, LED-13', async () => {
    const metadata = [{ key: 'ticket', value: '17' }]
    const input = { idempotencyKey: 'k1', metadata }
    const first = await post(input)
    expect(first).toMatchObject({
      __typename: 'PostLedgerTransactionSuccess',
      ledgerTransaction: { description: 'bank fee booked twice', metadata },
    })
    expect(await post(input)).toEqual(first)
    const { posted } = (await room.balance(own)) as { posted: { amount: string } }
    expect(posted.amount).toBe('95')
    expect(await post({ ...input, description: 'another' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  })

  it.each([
    ['INSUFFICIENT_FUNDS', () => [entry(ids.own, 'DEBIT', '96'), entry(ids.house, 'CREDIT', '96')]],
    ['UNBALANCED', () => [entry(ids.own, 'DEBIT', '5'), entry(ids.house, 'CREDIT', '4')]],
    ['INVALID_AMOUNT', () => [entry(ids.own, 'DEBIT', '0'), entry(ids.house, 'CREDIT', '0')]],
    [
      'CURRENCY_MISMATCH',
      () => [entry(ids.own, 'DEBIT', '5', 'EUR'), entry(ids.house, 'CREDIT', '5', 'EUR')],
    ],
    [
      'LEDGER_ACCOUNT_UNKNOWN',
      () => [entry(ids.own, 'DEBIT', '5'), entry(newId('lac'), 'CREDIT', '5')],
    ],
  ])('is refused as %s, and nothing is written', async (code, entries) => {
    expect(await post({ entries: entries() })).toMatchObject({
      __typename: 'LedgerTransactionRefused',
      code,
      available: code === 'INSUFFICIENT_FUNDS' ? { amount: '95' } : null,
    })
  })

  it('is for administrators alone', async () => {
    const variables = { input: { description: '', entries: [], idempotencyKey: 'k' } }
    const { errors } = await room.run(POST, variables, person(own.ownerId))
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
  })

  it.each([
    ['a key of nothing', { idempotencyKey: '' }],
    ['a key of 256 characters', { idempotencyKey: 'k'.repeat(256) }],
    ['101 entries', () => ({ entries: Array(101).fill(entry(ids.own, 'DEBIT', '1')) })],
    ['an id of another kind', () => ({ entries: [entry(newId('acc'), 'DEBIT', '1')] })],
    ['501 characters', { description: 'x'.repeat(501) }],
  ])('with %s is bad input', async (_what, over) => {
    await expect(post(typeof over === 'function' ? over() : over)).rejects.toThrow('BAD_USER_INPUT')
  })
})
