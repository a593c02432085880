import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { verifyBooks } from '@tallystick/db/checks'
import { fromUuid, newId, toUuid } from '@tallystick/ids'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Dice, newDice } from '../kit/dice.ts'
import { type Ledger, startLedger } from '../kit/ledger.ts'

const SECONDS = Number(process.env['LEDGER_BANK_SECONDS'] ?? 40)
const RESTART_SECONDS = Number(process.env['LEDGER_BANK_RESTART_SECONDS'] ?? 10)
const SEED = Number(process.env['LEDGER_BANK_SEED'] ?? randomInt(2 ** 31))
const CRASHES = Math.ceil(SECONDS / RESTART_SECONDS) - 1

const CLIENTS = 16
const CUSTOMERS = 8
const CURRENCIES = ['USD', 'KWD', 'BTC']
/** In each account at the beginning: so little that transfers are refused now and then. */
const INITIAL = 1_000n
const USABLE_WITHIN_MS = 10_000

type Account = Readonly<{ id: string; ownerId: string; currency: string }>
type Move = Readonly<{ from: Account; to: Account; amount: bigint }>
type Order = Readonly<{ id: string; moves: readonly Move[] }>

const customers = Array.from({ length: CUSTOMERS }, () => {
  const ownerId = newId('usr')
  return CURRENCIES.map((currency): Account => ({ id: newId('acc'), ownerId, currency }))
})
const accounts = customers.flat()

/** What clients were told, and what they saw. */
const journal = new Map<string, { order: Order; refusal: string | null }>()
const unclear = new Set<string>()
const wrongReads: unknown[] = []
const counts = { reads: 0, failedReads: 0, refused: 0 }
/** Clients that nobody has answered a posting since the last crash. */
const unserved = new Set<number>()
let allServed = Promise.withResolvers<void>()

let ledger: Ledger
let sql: postgres.Sql
let openedAt: number

beforeAll(async () => {
  ledger = await startLedger()
  sql = postgres(ledger.adminUrl, { max: 2, onnotice: () => {} })
  await ledger.asService(POST, { input: { transactions: accounts.map(toTopUp) } })
  openedAt = Date.now()
})

afterAll(async () => {
  await sql?.end()
  await ledger?.close()
})

const POST = `mutation ($input: PostLedgerTransactionsInput!) {
  postLedgerTransactions(input: $input) { outcomes { id refusal } }
}`

const BALANCES = `query ($accounts: [_Any!]!, $asOf: DateTime) {
  _entities(representations: $accounts) { ... on Account {
    id balance(asOf: $asOf) { posted { amount } held { amount } available { amount } }
  } }
}`

const TRIAL_BALANCE = '{ trialBalance { currency debits { amount } credits { amount } } }'

const wallet = ({ id, ownerId }: Account) => ({ code: 'CUSTOMER_WALLET', accountId: id, ownerId })

const toEntry = (ledgerAccount: object, side: string, amount: bigint, currency: string) => ({
  ledgerAccount,
  side,
  amount: { amount: `${amount}`, currency },
})

const toTopUp = (account: Account) => ({
  id: newId('ltx'),
  description: 'top-up',
  entries: [
    toEntry({ code: 'PROVIDER_CLEARING', provider: 'BANK' }, 'DEBIT', INITIAL, account.currency),
    toEntry(wallet(account), 'CREDIT', INITIAL, account.currency),
  ],
})

const toInput = ({ id, moves }: Order) => ({
  id,
  description: 'transfer',
  entries: moves.flatMap(({ from, to, amount }) => [
    toEntry(wallet(from), 'DEBIT', amount, from.currency),
    toEntry(wallet(to), 'CREDIT', amount, to.currency),
  ]),
})

/** One transfer, one to several receivers, a chain through others, or an exchange of one currency for another. */
function newOrder(dice: Dice): Order {
  const [one = [], other = [], third = []] = dice.draw(customers, 3)
  const currency = dice.roll(CURRENCIES.length)
  const move = (from: Account[], to: Account[], unit = currency): Move => ({
    from: from[unit] as Account,
    to: to[unit] as Account,
    amount: BigInt(1 + dice.roll(dice.roll(8) === 0 ? 2_000 : 200)),
  })
  const kinds = [
    () => [move(one, other)],
    () => [move(one, other), move(one, third)],
    () => [move(one, other), move(other, third)],
    () => [move(one, other), move(other, one, (currency + 1) % CURRENCIES.length)],
  ]
  return { id: newId('ltx'), moves: dice.pick(kinds)() }
}

/** Asks until there is an answer: always the same id, so that an outcome that nobody learned is not posted twice. */
async function post(client: number, order: Order): Promise<void> {
  for (;;) {
    const isSinceCrash = unserved.has(client)
    try {
      const answer = await ledger.asService(POST, { input: { transactions: [toInput(order)] } })
      const { refusal } = answer.postLedgerTransactions.outcomes[0]
      journal.set(order.id, { order, refusal })
      if (refusal !== null) counts.refused += 1
      if (isSinceCrash && unserved.delete(client) && unserved.size === 0) allServed.resolve()
      return
    } catch {
      unclear.add(order.id)
      await pause(50)
    }
  }
}

/** Reads everything, as it is now or was a moment ago, and judges it. */
async function read(dice: Dice): Promise<void> {
  const ago = dice.roll(2) === 0 ? null : new Date(Date.now() - dice.roll(2_000))
  const asOf = ago && ago.getTime() > openedAt ? ago.toISOString() : null
  try {
    if (dice.roll(10) === 0)
      return judgeTrialBalance((await ledger.asAdmin(TRIAL_BALANCE)).trialBalance)
    const references = accounts.map((account) => ({ __typename: 'Account', ...account }))
    const answer = await ledger.asAdmin(BALANCES, { accounts: references, asOf })
    judgeBalances(answer._entities, asOf)
  } catch {
    counts.failedReads += 1
    await pause(50)
  }
}

type Amount = { amount: string }
type Balance = { posted: Amount; held: Amount; available: Amount }

function judgeBalances(found: readonly { id: string; balance: Balance }[], asOf: string | null) {
  counts.reads += 1
  const totals = new Map(CURRENCIES.map((currency) => [currency, 0n]))
  for (const { id, balance } of found) {
    const { currency } = accounts.find((account) => account.id === id) as Account
    const [posted, available] = [BigInt(balance.posted.amount), BigInt(balance.available.amount)]
    totals.set(currency, (totals.get(currency) ?? 0n) + posted)
    if (available < 0n || posted !== available) wrongReads.push({ asOf, id, posted, available })
  }
  const isRight = [...totals.values()].every((total) => total === INITIAL * BigInt(CUSTOMERS))
  if (found.length !== accounts.length || !isRight)
    wrongReads.push({ asOf, totals: [...totals], found: found.length })
}

function judgeTrialBalance(rows: readonly { currency: string; debits: Amount; credits: Amount }[]) {
  counts.reads += 1
  const wrong = rows.filter(({ debits, credits }) => debits.amount !== credits.amount)
  if (wrong.length > 0 || rows.length !== CURRENCIES.length) wrongReads.push({ rows })
}

async function beClient(client: number, signal: AbortSignal): Promise<void> {
  const dice = newDice(SEED + client)
  while (!signal.aborted) {
    if (dice.roll(5) < 3) await post(client, newOrder(dice))
    else await read(dice)
  }
}

const acknowledged = () => [...journal].flatMap(([id, { refusal }]) => (refusal ? [] : [id]))

/** Of those that clients were told are posted, the ones that are not there. */
async function findMissing(): Promise<string[]> {
  const ids = acknowledged()
  const rows = await sql`select id from ledger.ledger_transactions`
  const there = new Set(rows.map((row) => row['id']))
  return ids.filter((id) => !there.has(toUuid('ltx', id)))
}

/** Crashes Postgres, checks that nothing acknowledged is gone, and answers how long clients had to do without. */
async function crash(): Promise<number> {
  const since = performance.now()
  allServed = Promise.withResolvers<void>()
  for (let client = 0; client < CLIENTS; client++) unserved.add(client)
  await ledger.crashPostgres()
  expect(await findMissing()).toEqual([])
  const givenUp = pause(USABLE_WITHIN_MS, undefined, { ref: false })
  await Promise.race([allServed.promise, givenUp])
  return performance.now() - since
}

/** What is in each account by the journal alone. */
function foldJournal(): Map<string, bigint> {
  const balances = new Map(accounts.map(({ id }) => [id, INITIAL]))
  const change = ({ id }: Account, by: bigint) => balances.set(id, (balances.get(id) ?? 0n) + by)
  for (const { order, refusal } of journal.values())
    for (const { from, to, amount } of refusal === null ? order.moves : []) {
      change(from, -amount)
      change(to, amount)
    }
  return balances
}

it(`keeps every read in balance and everything acknowledged while Postgres crashes every ${RESTART_SECONDS} s (P-01, P-09, F-10)`, {
  timeout: (SECONDS + 120) * 1000,
}, async () => {
  console.log(`LEDGER_BANK_SEED=${SEED}`)
  const chores = ledger.chores()
  const stopping = new AbortController()
  const clients = Array.from({ length: CLIENTS }, (_, client) => beClient(client, stopping.signal))
  const since = Date.now()
  const reach = (seconds: number) => pause(Math.max(0, since + seconds * 1000 - Date.now()))
  const awayMs: number[] = []
  for (let at = 1; at <= CRASHES; at++) {
    await reach(at * RESTART_SECONDS)
    awayMs.push(await crash())
  }
  await reach(SECONDS)
  stopping.abort()
  await Promise.all(clients)
  await chores.stop()

  const slowest = Math.max(0, ...awayMs)
  console.log(
    `${acknowledged().length} posted, ${counts.refused} refused, ${counts.reads} reads, ` +
      `${unclear.size} outcomes unclear at first, ${counts.failedReads} reads failed, ` +
      `${CRASHES} crashes, all served again after ${awayMs.map((ms) => ms.toFixed(0)).join(', ')} ms`,
  )
  expect(wrongReads).toEqual([])
  expect(slowest).toBeLessThan(USABLE_WITHIN_MS)
  expect(counts.reads).toBeGreaterThan(SECONDS * 10)
  expect(counts.refused).toBeGreaterThan(0)
  expect(unclear.size).toBeGreaterThan(0)

  // Whoever asks again what they once did not learn gets the answer of then, and nothing is posted twice.
  const again = [...unclear].flatMap((id) => journal.get(id) ?? [])
  for (const { order, refusal } of again) {
    const answer = await ledger.asService(POST, { input: { transactions: [toInput(order)] } })
    expect(answer.postLedgerTransactions.outcomes).toEqual([{ id: order.id, refusal }])
  }
  expect(await findMissing()).toEqual([])
  const [posted] = await sql`select count(*)::int as count from ledger.ledger_transactions`
  expect(posted?.['count']).toBe(acknowledged().length + accounts.length)
  const rows = await sql`
    select account_id as id, posted::text from ledger.ledger_accounts where account_id is not null`
  const inBooks = new Map(rows.map(({ id, posted }) => [fromUuid('acc', id), BigInt(posted)]))
  expect(inBooks).toEqual(foldJournal())
  expect(await verifyBooks(ledger.adminUrl)).toEqual([])
})
