import { setTimeout as pause } from 'node:timers/promises'
import { data, walletOf } from '../../kit/client.ts'
import type { Person } from './operations.ts'

const SIGN_UP = `mutation ($input: SignUpInput!) {
  signUp(input: $input) { ... on SignUpSuccess { session { accessToken } } ... on Refusal { code message } }
}`
const TOP_UP = `mutation ($input: TopUpAccountInput!) {
  topUpAccount(input: $input) { ... on TopUpAccountSuccess { payment { status } } ... on Refusal { code message } }
}`

/** Everybody's password: a canary, too, that no log may hold. */
export const PASSWORD = 'canary-horse-battery-staple'

/** Makes people with 10,000.00 USD each, two at a time: a password takes its time. */
export async function makePeople(url: string, count: number): Promise<Person[]> {
  const people: Person[] = []
  const indices = Array.from({ length: count }, (_, index) => index)
  await Promise.all(
    [0, 1].map(async () => {
      for (let index = indices.shift(); index !== undefined; index = indices.shift())
        people.push(await makePerson(url, index))
    }),
  )
  return people
}

async function makePerson(url: string, index: number): Promise<Person> {
  const email = `person-${index}@faults.test`
  const input = { email, username: `person_${index}`, name: `Person ${index}`, password: PASSWORD }
  const { signUp } = await data({ url }, SIGN_UP, { input })
  const token = signUp.session.accessToken
  const accountId = await firstWallet(url, token)
  const { topUpAccount } = await data({ url, token }, TOP_UP, {
    input: {
      accountId,
      amount: { amount: '1000010', currency: 'USD' },
      idempotencyKey: `begin-${index}`,
    },
  })
  if (topUpAccount.payment?.status !== 'COMPLETED') throw new Error(JSON.stringify(topUpAccount))
  return { token, accountId, email }
}

/** A new person's wallet may be a moment behind the answer. */
async function firstWallet(url: string, token: string): Promise<string> {
  for (let attempt = 1; ; attempt++)
    try {
      return await walletOf({ url, token })
    } catch (fault) {
      if (attempt === 50) throw fault
      await pause(100)
    }
}
