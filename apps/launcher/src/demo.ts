/**
 * Demo data: four people and a first payment, the same every time.
 *
 * Made through the public operations, as a client would, except for the first administrator, whom nobody could appoint.
 * Every step may be repeated: people who exist are left alone, and payments carry fixed idempotency keys.
 */
import { serviceActor } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { newRequestId } from '@tallystick/telemetry'

/** The password of every demo user. They exist in development only. */
export const DEMO_PASSWORD = 'correct-horse-battery'

/** The name under which the launcher calls Auth. */
const LAUNCHER = 'launcher'

const people = {
  ada: { email: 'ada@demo.test', name: 'Ada Lovelace', username: 'ada' },
  ben: { email: 'ben@demo.test', name: 'Ben Okri', username: 'ben' },
  vera: { email: 'vera@demo.test', name: 'Vera Rubin', username: 'vera' },
  root: { email: 'root@demo.test', name: 'Root', username: 'root' },
} as const

type Answer = Readonly<{ data?: Record<string, unknown>; errors?: readonly unknown[] }>
type Person = Readonly<{ userId: string; token: string; accountId: string }>

/**
 * Makes what is missing of the demo data.
 *
 * @param graphqlUrl the gateway
 * @param auth the door to Auth, for appointing the first administrator
 */
export async function makeDemoData({
  graphqlUrl,
  auth,
}: {
  graphqlUrl: string
  auth: Door
}): Promise<void> {
  const ask = newAsker(graphqlUrl)
  const signedIn = await Promise.all(Object.values(people).map((person) => signInOrUp(ask, person)))
  const [ada, ben, vera, root] = signedIn
  // Someone changed a demo password: these are no longer ours to use.
  if (!ada || !ben || !vera || !root) return
  await appoint(auth, root.userId)
  const { token } = (await signInOrUp(ask, people.root)) ?? root
  await ask(SET_ROLE, { input: { userId: vera.userId, role: 'VENDOR' } }, token)
  // Ada and Ben bring in what leaves each with exactly 1,000.00 USD after Ada's payment for lunch.
  await topUp(ask, ada, '102000', 'demo-top-up-ada')
  await topUp(ask, ben, '98000', 'demo-top-up-ben')
  await ask(
    SEND,
    {
      input: {
        fromAccountId: ada.accountId,
        to: { email: people.ben.email },
        amount: { amount: '2000', currency: 'USD' },
        description: 'Lunch',
        idempotencyKey: 'demo-lunch',
      },
    },
    ada.token,
  )
}

const SESSION = 'session { accessToken user { id } }'
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { ... on SignUpSuccess { ${SESSION} } } }`
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInSuccess { ${SESSION} } } }`
const WALLET = '{ accounts(first: 1) { nodes { id } } }'
const SET_ROLE =
  'mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename ... on Refusal { message } } }'
const TOP_UP =
  'mutation ($input: TopUpAccountInput!) { topUpAccount(input: $input) { __typename ... on Refusal { message } } }'
const SEND =
  'mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { __typename ... on Refusal { message } } }'

type Ask = (query: string, variables?: object, token?: string) => Promise<Record<string, unknown>>

const newAsker =
  (url: string): Ask =>
  async (query, variables = {}, token) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    })
    const answer = (await response.json()) as Answer
    if (!answer.data || answer.errors)
      throw new Error(`demo data: ${query.slice(0, 60)}… answered ${JSON.stringify(answer.errors)}`)
    return answer.data
  }

async function signInOrUp(
  ask: Ask,
  person: (typeof people)[keyof typeof people],
): Promise<Person | undefined> {
  const { email, name, username } = person
  const first = await ask(SIGN_UP, { input: { email, name, username, password: DEMO_PASSWORD } })
  const session =
    sessionOf(first['signUp']) ??
    sessionOf((await ask(SIGN_IN, { input: { email, password: DEMO_PASSWORD } }))['signIn'])
  if (!session) return undefined
  const { accounts } = (await ask(WALLET, {}, session.accessToken)) as {
    accounts: { nodes: { id: string }[] }
  }
  const accountId = accounts.nodes[0]?.id ?? ''
  return { userId: session.user.id, token: session.accessToken, accountId }
}

const sessionOf = (result: unknown): { accessToken: string; user: { id: string } } | undefined =>
  (result as { session?: { accessToken: string; user: { id: string } } }).session

async function topUp(ask: Ask, person: Person, amount: string, key: string): Promise<void> {
  const input = {
    accountId: person.accountId,
    amount: { amount, currency: 'USD' },
    idempotencyKey: key,
  }
  await ask(TOP_UP, { input }, person.token)
}

async function appoint(auth: Door, userId: string): Promise<void> {
  const query = `mutation ($input: AssignRoleInput!) { assignRole(input: $input) { __typename } }`
  const answer = await auth.execute(
    { query, variables: { input: { userId, role: 'ADMIN' } } },
    { actor: serviceActor(LAUNCHER), issuer: LAUNCHER, requestId: newRequestId() },
  )
  if (answer.errors) throw new Error(`demo data: ${answer.errors[0]?.message}`)
}
