import { createClient as newSseClient } from 'graphql-sse'
import { createClient as newWsClient } from 'graphql-ws'
import { WebSocket } from 'ws'

/** An answer as a client reads it. */
export type Answer<Data = Record<string, unknown>> = Readonly<{
  data?: Data | null
  errors?: readonly Readonly<{
    message: string
    path?: readonly (string | number)[]
    extensions: Readonly<Record<string, unknown>> & { code: string }
  }>[]
}>

/** One caller of the product: its URL, and a bearer token once it has signed in. */
export type Client = Readonly<{ url: string; token?: string | undefined }>

/** The password of every demo user. */
export const DEMO_PASSWORD = 'correct-horse-battery'

// biome-ignore lint/suspicious/noExplicitAny: a test reads answers whose shape its own query decides.
export type Loose = any

const headersOf = ({ token }: Client): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {}

/** Posts one operation and reads the answer, whatever its status. */
export async function post(
  client: Client,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Loose>> {
  const response = await fetch(client.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(client) },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as Answer<Loose>
}

/** Posts one operation that must succeed. @returns its data @throws with the errors when there are any */
export async function data(
  client: Client,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Loose> {
  const answer = await post(client, query, variables)
  if (answer.errors) throw new Error(JSON.stringify(answer.errors, null, 2))
  return answer.data
}

/** Signs a person in. */
export async function signIn(
  url: string,
  email: string,
  password = DEMO_PASSWORD,
): Promise<Client> {
  const { signIn: result } = await data(
    { url },
    `mutation ($input: SignInInput!) {
      signIn(input: $input) {
        __typename
        ... on SignInSuccess { session { accessToken } }
        ... on Refusal { code message }
      }
    }`,
    { input: { email, password } },
  )
  if (result.__typename !== 'SignInSuccess') throw new Error(JSON.stringify(result))
  return { url, token: result.session.accessToken }
}

/** The id of the caller's oldest account. */
export async function walletOf(client: Client): Promise<string> {
  const { accounts } = await data(client, '{ accounts(first: 1) { nodes { id } } }')
  return accounts.nodes[0].id
}

/** What the caller can pay from the account, in minor units. */
export async function availableIn(client: Client, accountId: string): Promise<bigint> {
  const { account } = await data(
    client,
    'query ($id: ID!) { account(id: $id) { balance { available { amount } } } }',
    { id: accountId },
  )
  return BigInt(account.balance.available.amount)
}

/** Which of the two ways a subscription travels. */
export type Transport = 'ws' | 'sse'

/** A subscription under way. `closed` settles when the server or `stop` ends it. */
export type Stream = Readonly<{
  events: Answer<Loose>[]
  /** Waits until `count` events have come. @throws after `timeoutMs` with what came */
  take(count: number, timeoutMs?: number): Promise<Answer<Loose>[]>
  closed: Promise<unknown>
  stop(): Promise<void>
}>

/** Subscribes over either transport. */
export function subscribe(
  client: Client,
  transport: Transport,
  request: { query: string; variables?: Record<string, unknown> },
): Stream {
  const events: Answer<Loose>[] = []
  let wake = (): void => {}
  const connection =
    transport === 'ws'
      ? newWsClient({
          url: client.url.replace(/^http/, 'ws'),
          webSocketImpl: WebSocket,
          retryAttempts: 0,
          connectionParams: headersOf(client),
        })
      : newSseClient({ url: client.url, headers: headersOf(client), retryAttempts: 0 })
  let end: () => void = () => {}
  const closed = new Promise<unknown>((resolve) => {
    const sink = {
      next: (value: unknown) => {
        events.push(value as Answer<Loose>)
        wake()
      },
      error: (fault: unknown) => {
        wake()
        resolve(fault)
      },
      complete: () => {
        wake()
        resolve(undefined)
      },
    }
    end = connection.subscribe(request as never, sink as never)
  })
  return {
    events,
    closed,
    async take(count, timeoutMs = 10_000) {
      const deadline = Date.now() + timeoutMs
      while (events.length < count && Date.now() < deadline)
        await Promise.race([
          new Promise<void>((resolve) => {
            wake = resolve
          }),
          new Promise((resolve) => setTimeout(resolve, Math.max(1, deadline - Date.now()))),
        ])
      if (events.length < count)
        throw new Error(`expected ${count} events, got ${events.length}: ${JSON.stringify(events)}`)
      return events.slice(0, count)
    },
    async stop() {
      end()
      await connection.dispose()
    },
  }
}

/** Sends money from an account. @returns the member of the result union */
export async function sendMoney(client: Client, input: Record<string, unknown>): Promise<Loose> {
  const { sendMoney: result } = await data(
    client,
    `mutation ($input: SendMoneyInput!) {
      sendMoney(input: $input) {
        __typename
        ... on SendMoneySuccess { payment { id status amount { amount currency } } }
        ... on InsufficientFunds { code available { amount } }
        ... on InvalidAccount { code reason }
        ... on Refusal { code message }
      }
    }`,
    { input },
  )
  return result
}
