import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Follower, follow } from '../e2e/subscriptions/follower.ts'
import { type GatewayProcess, startTopology, type Topology } from '../e2e/subscriptions/topology.ts'
import { type Client, data, type Loose, sendMoney, walletOf } from '../kit/client.ts'
import { newDice } from '../kit/dice.ts'

/** `SUBSCRIBERS=1000 EVENTS=10000` is the size that was promised; CI runs a smaller one. */
const SUBSCRIBERS = Number(process.env['SUBSCRIBERS'] ?? 160)
const EVENTS = Number(process.env['EVENTS'] ?? 1_200)
const SEED = Number(process.env['SEED'] ?? 7)
/** Each person follows on so many clients; every second by server-sent events. */
const CLIENTS_EACH = 4
/** Statuses that a payment goes through. */
const STATUSES = 3
const KILLS = 3
const WRITERS = 8
const SETTLE_MS = 120_000 + SUBSCRIBERS * 300

const CHANGES = `subscription ($accountId: ID!, $after: String) {
  paymentStatusChanged(accountId: $accountId, after: $after) {
    cursor to
    payment {
      id
      payer { id owner { name } balance { available { amount } } }
      payee { id owner { name } balance { available { amount } } }
      ledgerTransactions { id }
    }
  }
}`

type Person = Readonly<{ client: Client; accountId: string }>
type Row = Readonly<{ cursor: string; paymentId: string; to: string; accounts: string[] }>

let topology: Topology
let gateway: GatewayProcess
let writer: GatewayProcess
let sql: ReturnType<typeof postgres>

beforeAll(async () => {
  topology = await startTopology()
  sql = postgres(topology.adminUrl, { max: 2, onnotice: () => {} })
  const env = {
    SOCKETS_UNGREETED_MAX: '10000',
    CORS_ORIGINS: '',
    RATES: 'off',
  }
  gateway = await topology.newGateway(env)
  writer = await topology.newGateway(env)
}, 120_000)

afterAll(async () => {
  await sql?.end()
  await topology?.close()
}, 60_000)

const SIGN_UP = `mutation ($input: SignUpInput!) {
  signUp(input: $input) { ... on SignUpSuccess { session { accessToken } } }
}`
const TOP_UP = `mutation ($input: TopUpAccountInput!) {
  topUpAccount(input: $input) { __typename ... on TopUpAccountSuccess { payment { status } } }
}`

async function newPerson(index: number): Promise<Person> {
  const input = {
    email: `person-${index}@demo.test`,
    username: `person_${index}`,
    name: `Person ${index}`,
    password: 'correct-horse-battery',
  }
  const { signUp } = await data({ url: writer.url }, SIGN_UP, { input })
  const client = { url: writer.url, token: signUp.session.accessToken }
  const accountId = await walletOf(client)
  const amount = { amount: '1000000', currency: 'USD' }
  await data(client, TOP_UP, { input: { accountId, amount, idempotencyKey: `start-${index}` } })
  return { client, accountId }
}

/** Does `work` for each, so many at a time. */
async function each<T, Out>(items: readonly T[], atOnce: number, work: (item: T) => Promise<Out>) {
  const results: Out[] = []
  const left = items.entries()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of left) results[index] = await work(item)
    }),
  )
  return results
}

/** The outbox as its readers see it. */
async function outbox(): Promise<Row[]> {
  const rows = await sql<Loose[]>`
    select xid::text as xid, sequence::text as sequence, body, topics
    from payments.outbox order by outbox.xid, outbox.sequence`
  return rows.map(({ xid, sequence, body, topics }) => ({
    cursor: Buffer.from(`${xid}.${sequence}`, 'latin1').toString('base64url'),
    paymentId: body.paymentId,
    to: body.to,
    accounts: topics.filter((topic: string) => topic.startsWith('acc_')),
  }))
}

/** Two cores that serve a thousand may answer too late: the same idempotency key makes it the same payment. */
async function untilAnswered(work: () => Promise<unknown>, patienceMs = 90_000): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const fault = await work().then(
      () => undefined,
      (reason: unknown) => reason ?? new Error('no reason'),
    )
    if (!fault) return
    if (Date.now() > deadline) throw fault
    await pause(500)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until the outbox has not grown for a second. */
async function quiet(): Promise<Row[]> {
  for (let rows = await outbox(); ; ) {
    await pause(1_000)
    const more = await outbox()
    if (more.length === rows.length) return rows
    rows = more
  }
}

it(`tells ${SUBSCRIBERS} clients each event once and in order, through ${KILLS} kills of their gateway (RTM-1, RTM-2)`, async () => {
  const dice = newDice(SEED)
  const marks: string[] = []
  let at = performance.now()
  const mark = (what: string) => {
    marks.push(`${what} ${Math.round(performance.now() - at)} ms`)
    at = performance.now()
  }
  const indices = Array.from({ length: SUBSCRIBERS / CLIENTS_EACH }, (_, index) => index)
  const people = await each(indices, 4, newPerson)
  const start = (await quiet()).at(-1)?.cursor ?? ''
  mark(`${people.length} people`)

  const followers = people.flatMap(({ client, accountId }) =>
    Array.from({ length: CLIENTS_EACH }, (_, index) => ({
      accountId,
      follower: follow({
        url: gateway.url,
        token: client.token ?? '',
        transport: index % 2 ? 'sse' : 'ws',
        query: CHANGES,
        field: 'paymentStatusChanged',
        variables: { accountId },
        after: start,
      }),
    })),
  )
  // Every tenth payment is between two who follow; the others are to a shop that does not.
  const shop = await newPerson(people.length)
  const payments = Array.from({ length: Math.ceil(EVENTS / STATUSES) }, (_, index) => {
    const [from, to] = dice.draw(people, 2) as [Person, Person]
    return { from, to: index % 10 ? shop : to, index }
  })
  let sent = 0
  const writing = each(payments, WRITERS, async ({ from, to, index }) => {
    const input = {
      fromAccountId: from.accountId,
      to: { accountId: to.accountId },
      amount: { amount: '10', currency: 'USD' },
      idempotencyKey: `pay-${index}`,
    }
    await untilAnswered(() => sendMoney(from.client, input))
    sent += 1
  })
  let failure: unknown
  writing.catch((fault: unknown) => {
    failure = fault
  })
  const dropping = setInterval(() => {
    for (const { follower } of dice.draw(followers, Math.ceil(SUBSCRIBERS / 500))) follower.drop()
  }, 250)
  for (let kill = 1; kill <= KILLS; kill += 1) {
    while (!failure && sent < (payments.length * kill) / (KILLS + 1)) await pause(20)
    await gateway.kill()
    await gateway.start()
    mark(`kill ${kill} after ${sent} payments`)
  }
  await writing
  clearInterval(dropping)
  mark(`${payments.length} payments`)

  const rows = await quiet()
  const told = rows.slice(rows.findIndex(({ cursor }) => cursor === start) + 1)
  expect(told.length).toBeGreaterThanOrEqual(EVENTS)
  const expectedOf = (accountId: string) =>
    told.filter(({ accounts }) => accounts.includes(accountId))
  const total = followers.reduce((sum, { accountId }) => sum + expectedOf(accountId).length, 0)
  const got = () => followers.reduce((sum, { follower }) => sum + follower.events.length, 0)
  const deadline = Date.now() + SETTLE_MS
  while (got() < total && Date.now() < deadline) await pause(100)
  mark(`${got()} of ${total} deliveries of ${told.length} events`)
  await pause(500)

  let partial = 0
  for (const { accountId, follower } of followers) {
    const expected = expectedOf(accountId).map(({ cursor, paymentId, to }) => ({
      cursor,
      paymentId,
      to,
    }))
    const events = follower.events.map(({ cursor, payment, to }: Loose) => ({
      cursor,
      paymentId: payment.id,
      to,
    }))
    expect(events).toEqual(expected)
    for (const { payment, isPartial } of follower.events) {
      // Joined anew for whoever reads: one's own balance, and never the other side's.
      for (const side of [payment.payer, payment.payee]) {
        if (side.id !== accountId) expect(side.balance).toBeNull()
        else if (!isPartial) expect(side.balance.available.amount).toMatch(/^\d+$/)
      }
      if (!isPartial) expect(payment.payer.owner.name).toMatch(/^Person \d+$/)
    }
    partial += follower.events.filter(({ isPartial }) => isPartial).length
  }
  const connections = followers.reduce((sum, { follower }) => sum + follower.connections(), 0)
  expect(connections).toBeGreaterThan(SUBSCRIBERS * KILLS)
  const refusals = sumOf(followers.map(({ follower }) => follower))
  const serving = gateway.rssMb()
  for (const { follower } of followers) follower.stop()
  await noUpstreams()
  await pause(2_000)
  const left = gateway.rssMb()
  console.log(
    [
      ...marks,
      `${connections} connections`,
      `${partial} partial`,
      `refusals ${JSON.stringify(refusals)}`,
    ].join(' · '),
    `· gateway ${Math.round(serving)} MB serving, ${Math.round(left)} MB after they left`,
  )
  expect(left).toBeLessThan(serving * 1.1 + 16)
}, 1_200_000)

function sumOf(followers: readonly Follower[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { refusals } of followers)
    for (const [code, count] of Object.entries(refusals)) sums[code] = (sums[code] ?? 0) + count
  return sums
}

/** Waits until the gateway has let go of every stream of a subgraph, and of every client. */
async function noUpstreams(): Promise<void> {
  const deadline = Date.now() + 10_000
  let text = ''
  const now = (name: string) =>
    Number(new RegExp(`^${name}(?:{[^}]*})? (\\d+)$`, 'm').exec(text)?.[1])
  do {
    await pause(100)
    text = await (await fetch(`${gateway.internalUrl}/metrics`)).text()
  } while (now('upstream_subscriptions') !== 0 && Date.now() < deadline)
  expect(now('upstream_subscriptions')).toBe(0)
  for (const [line] of text.matchAll(/^graphql_subscriptions{.*$/gm)) expect(line).toMatch(/ 0$/)
}
