import { randomUUID } from 'node:crypto'
import { data, signIn, walletOf } from '../kit/client.ts'
import type { Caller, NewRequest } from './load.ts'

/** Sends money; the answer names the payment. */
export const SEND = `mutation ($input: SendMoneyInput!) {
  sendMoney(input: $input) { ... on SendMoneySuccess { payment { id status } } ... on Refusal { code } }
}`

const JOINED = `query ($id: ID!) {
  payment(id: $id) {
    status
    amount { formatted }
    payer { name balance { available { amount } } owner { name } }
    payee { number owner { name } }
    ledgerTransactions { entries { side amount { amount } } }
  }
}`

/** What is measured. */
export const operations: Readonly<Record<string, NewRequest>> = {
  sendMoney: ({ facts }) =>
    JSON.stringify({
      query: SEND,
      variables: {
        input: {
          fromAccountId: facts['own'],
          to: { accountId: facts['other'] },
          amount: { amount: '1', currency: 'USD' },
          idempotencyKey: randomUUID(),
        },
      },
    }),
  'query joining four subgraphs': ({ facts }) =>
    JSON.stringify({ query: JOINED, variables: { id: facts['payment'] } }),
}

/** Signs up people, each with money in their wallet, who pay each other in a ring. */
export async function newCallers(url: string, count: number): Promise<Caller[]> {
  const people: { token: string; own: string }[] = []
  for (let index = 0; index < count; index++) people.push(await newPerson(url))
  return await Promise.all(
    people.map(async ({ token, own }, index) => {
      const other = people[(index + 1) % count]?.own ?? ''
      const input = {
        fromAccountId: own,
        to: { accountId: other },
        amount: { amount: '1', currency: 'USD' },
        idempotencyKey: 'first',
      }
      const { sendMoney } = await data({ url, token }, SEND, { input })
      return { token, facts: { own, other, payment: sendMoney.payment.id } }
    }),
  )
}

async function newPerson(url: string): Promise<{ token: string; own: string }> {
  const email = `${randomUUID()}@bench.test`
  const password = 'correct-horse-battery'
  await data({ url }, 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }', {
    input: { email, password, name: 'Bench' },
  })
  const client = await signIn(url, email, password)
  const own = await walletOf(client)
  await data(
    client,
    'mutation ($input: TopUpAccountInput!) { topUpAccount(input: $input) { __typename } }',
    {
      input: {
        accountId: own,
        amount: { amount: '1000000', currency: 'USD' },
        idempotencyKey: 'top-up',
      },
    },
  )
  return { token: client.token ?? '', own }
}
