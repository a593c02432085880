/** Payments with its real neighbours, all on one test database, and people with wallets. */
import { type Actor, ANONYMOUS, type Role, serviceActor } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { newTestDatabase } from '@tallystick/db/testing'
import { newId, toUuid } from '@tallystick/ids'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { newSeal } from '@tallystick/sealed'
import type { Door, DoorFacts, DoorResult } from '@tallystick/subgraph-client'
import { type Logger, SILENT } from '@tallystick/telemetry'
import { type SQL, sql } from 'drizzle-orm'
import { openAccounts } from '../../accounts/src/server.ts'
import { openAuth } from '../../auth/src/server.ts'
import { newSealingKey, openSealingKey } from '../../ledger/src/domain/tally/sealing-key.ts'
import { openLedger } from '../../ledger/src/server.ts'
import { openPayments, type PaymentsOptions } from '../src/server.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
type Json = any

/** A customer with an open USD wallet. */
export type Person = Readonly<{
  id: string
  walletId: string
  walletNumber: string
  facts: DoorFacts
}>

/** What one operation answered. */
export type Answer = Readonly<{
  data: Json
  codes: readonly unknown[]
  errors: DoorResult['errors']
}>

/** What the tests' Auth and Payments seal with. */
export const SEAL = newSeal(['a secret of the tests, not of anyone else'])

const doors = (rooms: Record<'auth' | 'accounts' | 'ledger', { subgraph: Door }>) => ({
  auth: rooms.auth.subgraph,
  accounts: rooms.accounts.subgraph,
  ledger: rooms.ledger.subgraph,
})

/** Opens everything. */
export async function openHouse() {
  const database = await newTestDatabase()
  const wake = newMemoryWake()
  const of = (name: keyof typeof database.urls) => ({
    databaseUrl: database.urls[name],
    wake,
    log: SILENT,
  })
  const auth = await openAuth({
    ...of('auth'),
    seal: SEAL,
  })
  const accounts = await openAccounts(of('accounts'))
  const ledger = await openLedger({
    ...of('ledger'),
    sealingKey: openSealingKey(newSealingKey()),
  })
  const neighbours = doors({ auth, accounts, ledger })
  const opened: { close(): Promise<void> }[] = []
  const open = async (change: Partial<PaymentsOptions> = {}) => {
    const room = await openPayments({
      ...of('payments'),
      seal: SEAL,
      doors: neighbours,
      ...change,
    })
    opened.push(room)
    return room
  }
  const payments = await open()
  const admin = openDatabase({ url: database.adminUrl, name: 'test', poolMax: 4 })
  return {
    payments,
    neighbours,
    /** Opens Payments once more: another process, with other doors or another clock. */
    open,
    /** Runs one statement as the superuser. */
    rows: async (query: SQL): Promise<Json[]> => [...(await admin.db.execute(query))],
    /** As the role of Payments. */
    url: database.urls.payments,
    newPerson: (balance = 0n, roles?: Role[], id?: string) =>
      newPerson({ ...neighbours }, { balance, roles, id }),
    /** Takes every limit away, for amounts that nobody moves. To be called before the first payment. */
    liftLimits: async (): Promise<void> => {
      await admin.db.execute(sql`
        insert into payments.limit_schedules
               (effective_from, reason, created_at, level, currency, payment_minor, day_minor, month_minor)
        select '2000-01-02', 'for amounts that nobody moves', now(), level, currency, null, null, null
          from payments.limit_schedules`)
    },
    async close() {
      for (const room of [...opened.reverse(), ledger, accounts, auth]) await room.close()
      await admin.close()
      await database.drop()
    },
  }
}

/** An opened house. */
export type House = Awaited<ReturnType<typeof openHouse>>

/** Runs one operation. */
export async function run(
  door: Door,
  facts: DoorFacts,
  [query, variables]: readonly [string, Record<string, unknown>?],
): Promise<Answer> {
  const { data, errors } = await door.execute({ query, variables }, facts)
  const codes = (errors ?? []).map(({ extensions }) => extensions['code'])
  return { data: data ?? null, codes, errors }
}

/** The facts of a request that the gateway passes on. */
const factsOf = (actor: Actor): DoorFacts => ({
  actor,
  issuer: 'gateway',
  requestId: `req-${newId('evt')}`,
})

/** A person's actor. */
const personActor = (id: string, roles: readonly Role[] = ['CUSTOMER']): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id,
  roles,
  sessionId: newId('ses'),
})

async function newPerson(
  { accounts, ledger }: { accounts: Door; ledger: Door },
  {
    balance,
    roles,
    id = newId('usr'),
  }: { balance: bigint; roles?: Role[] | undefined; id?: string | undefined },
): Promise<Person> {
  const facts = factsOf(personActor(id, roles))
  const { data } = await run(accounts, facts, ['{ accounts { nodes { id number } } }'])
  const wallet = data?.['accounts'].nodes[0]
  const person = { id, walletId: wallet.id, walletNumber: wallet.number, facts }
  if (balance > 0n) await fund(ledger, person, balance)
  return person
}

/** Puts money into a wallet without a payment. */
async function fund(ledger: Door, person: Person, minor: bigint): Promise<void> {
  const amount = { amount: minor.toString(), currency: 'USD' }
  const facts = { actor: serviceActor('payments'), issuer: 'payments', requestId: 'fund' }
  const input = {
    transactions: [
      {
        id: newId('ltx'),
        description: 'test',
        entries: [
          { side: 'DEBIT', amount, ledgerAccount: { code: 'PROVIDER_CLEARING', provider: 'test' } },
          {
            side: 'CREDIT',
            amount,
            ledgerAccount: {
              code: 'CUSTOMER_WALLET',
              accountId: person.walletId,
              ownerId: person.id,
            },
          },
        ],
      },
    ],
  }
  const query = `mutation ($input: PostLedgerTransactionsInput!) {
    postLedgerTransactions(input: $input) { outcomes { refusal } } }`
  const { data, errors } = await run(ledger, facts, [query, { input }])
  if (errors || data?.['postLedgerTransactions'].outcomes[0].refusal !== null)
    throw new Error(`could not fund: ${JSON.stringify({ data, errors })}`)
}

/** What the ledger's tables hold for a person, in minor units. */
export async function balanceOf({ rows }: House, { walletId }: Person): Promise<bigint> {
  const [row] = await rows(sql`
    select coalesce(sum(case side when 'CREDIT' then amount else -amount end), 0)::text as sum
    from ledger.entries join ledger.ledger_accounts on ledger_accounts.id = entries.ledger_account_id
    where ledger_accounts.account_id = ${toUuid('acc', walletId)}`)
  return BigInt(row?.['sum'])
}

const PAYMENT = `fragment payment on Payment { id kind status reason description priority createdAt updatedAt
  amount { amount currency } fee { amount } payer { id } payee { id }
  transitions { from to at reason } }`

const REFUSALS = `
  ... on Refusal { code message }
  ... on InsufficientFunds { available { amount currency } }
  ... on InvalidAccount { reason }
  ... on CurrencyMismatch { expected }`

/** The operation that sends money; everything it can answer is asked for. */
export const SEND = `mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { __typename
  ... on SendMoneySuccess { replayed payment { ...payment } } ${REFUSALS} } } ${PAYMENT}`

/** The operation that tops up. */
const TOP_UP = `mutation ($input: TopUpAccountInput!) { topUpAccount(input: $input) { __typename
  ... on TopUpAccountSuccess { replayed payment { ...payment } }
  ... on PaymentDeclined { payment { ...payment } }
  ... on Refusal { code message } ... on InvalidAccount { reason } ... on CurrencyMismatch { expected } } }
  ${PAYMENT}`

let keys = 0
/** An idempotency key that no other test uses. */
export const newKey = (): string => `key-${++keys}`

/** Sends `minor` USD from one person to another; `change` replaces parts of the input. */
export async function send(
  door: Door,
  [from, to]: readonly [Person, Person],
  change: Record<string, unknown> & { minor?: bigint } = {},
): Promise<Json> {
  const { minor = 100n, ...rest } = change
  const input = {
    fromAccountId: from.walletId,
    to: { accountId: to.walletId },
    amount: { amount: minor.toString(), currency: 'USD' },
    idempotencyKey: newKey(),
    ...rest,
  }
  const { data, errors } = await run(door, from.facts, [SEND, { input }])
  if (errors) throw new Error(JSON.stringify(errors))
  return data?.['sendMoney']
}

/** Tops a person up with `minor` USD. */
export async function topUp(
  door: Door,
  person: Person,
  { minor, ...rest }: { minor: bigint } & Record<string, unknown>,
): Promise<Json> {
  const amount = { amount: minor.toString(), currency: 'USD' }
  const input = { accountId: person.walletId, amount, idempotencyKey: newKey(), ...rest }
  const { data, errors } = await run(door, person.facts, [TOP_UP, { input }])
  if (errors) throw new Error(JSON.stringify(errors))
  return data?.['topUpAccount']
}

/** A Payments whose clock is ahead, and optionally with another door to the ledger. */
export type Ahead = Readonly<{ now?: () => Date; ledger?: Door }>

/** A clock that is ahead. */
export const later = ({ minutes }: { minutes: number }): Ahead => ({
  now: () => new Date(Date.now() + minutes * 60_000),
})

/** Runs the sweep once, in a process of its own. */
export async function sweep(
  house: House,
  { now, ledger = house.neighbours.ledger }: Ahead = {},
): Promise<{ resumed: number; failed: number }> {
  const counts = { resumed: 0, failed: 0 }
  const log = { info: (seen: object) => Object.assign(counts, seen) } as unknown as Logger
  const room = await house.open({ now, doors: { ...house.neighbours, ledger } })
  await room.tasks['sweep-payments']?.({}, { attempt: 1, log, signal: undefined })
  return counts
}

/** A payment as a person sees it now. */
export async function showPayment(house: House, { facts }: Person, id: string): Promise<Json> {
  const query = `query ($id: ID!) { payment(id: $id) { ...payment } } ${PAYMENT}`
  const { data, errors } = await run(house.payments.subgraph, facts, [query, { id }])
  if (errors) throw new Error(JSON.stringify(errors))
  return data?.['payment']
}
