/** A Ledger on a database of its own, with what tests say over and over. */
import { type Actor, serviceActor } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { newMemoryWake } from '@tallystick/outbox/wake'
import type { DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import type { SQL } from 'drizzle-orm'
import type { LedgerAccountName } from '../src/domain/rules/ledger-account.ts'
import type { Posting } from '../src/domain/rules/posting.ts'
import { newSealingKey, openSealingKey } from '../src/domain/tally/sealing-key.ts'
import { type OpenLedger, openLedger } from '../src/server.ts'

export const PAYMENTS = serviceActor('payments')
export const SEALING_KEY = openSealingKey(newSealingKey())

export const person = (id: string, ...roles: Actor['roles']): Actor => ({
  kind: 'USER',
  id,
  roles: ['CUSTOMER', ...roles],
  scopes: [],
  sessionId: newId('ses'),
  keyId: null,
  expiresAt: null,
})

/** A customer's wallet, or an account of the house, as the input of a posting names it. */
export type Name = Readonly<{
  code: string
  accountId?: string
  ownerId?: string
  provider?: string
}>

export const wallet = (): Name & { accountId: string; ownerId: string } => ({
  code: 'CUSTOMER_WALLET',
  accountId: newId('acc'),
  ownerId: newId('usr'),
})

export const CLEARING: Name = { code: 'PROVIDER_CLEARING', provider: 'SIMULATOR' }
export const FEES: Name = { code: 'FEE_INCOME' }

export const entry = (
  ledgerAccount: Name,
  side: string,
  amount: bigint | string,
  currency = 'USD',
) => ({
  ledgerAccount,
  side,
  amount: { amount: String(amount), currency },
})

export const transfer = (from: Name, to: Name, amount: bigint, over: object = {}) => ({
  id: newId('ltx'),
  description: 'transfer',
  entries: [entry(from, 'DEBIT', amount), entry(to, 'CREDIT', amount)],
  ...over,
})

/** Puts money into a wallet from a provider. */
export const topUp = (to: Name, amount: bigint, over: object = {}) => ({
  ...transfer(CLEARING, to, amount),
  description: 'top-up',
  ...over,
})

/** A posting as it comes to the lane; empty unless told. */
export const posting = (over: Partial<Posting> = {}): Posting => ({
  id: newId('ltx'),
  paymentId: null,
  reverses: null,
  effectiveAt: null,
  description: '',
  metadata: null,
  holdId: null,
  holdKept: false,
  linked: false,
  entries: [],
  ...over,
})

/** A ledger account's name as it comes to the lane. */
export const named = ({ code, accountId, ownerId, provider }: Name): LedgerAccountName => ({
  code: code as LedgerAccountName['code'],
  accountId: accountId ?? null,
  ownerId: ownerId ?? null,
  provider: provider ?? null,
})

export type Outcome = { id: string; refusal: string | null; available: { amount: string } | null }

export type Room = Readonly<{
  ledger: OpenLedger
  database: TestDatabase
  /** The books as the superuser sees them. */
  asAdmin(statement: SQL): Promise<readonly Record<string, unknown>[]>
  run(query: string, variables?: Record<string, unknown>, actor?: Actor): Promise<DoorResult>
  /** Runs an operation that must not fail, and answers its data. */
  data(query: string, variables?: Record<string, unknown>, actor?: Actor): Promise<never>
  post(...transactions: object[]): Promise<Outcome[]>
  balance(of: { accountId: string; ownerId: string }, args?: string): Promise<never>
  close(): Promise<void>
}>

const POST = `mutation ($input: PostLedgerTransactionsInput!) {
  postLedgerTransactions(input: $input) { outcomes { id refusal available { amount } } }
}`

export async function openRoom(now?: () => Date): Promise<Room> {
  const database = await newTestDatabase()
  const wake = newMemoryWake()
  const ledger = await openLedger({
    databaseUrl: database.urls.ledger,
    sealingKey: SEALING_KEY,
    wake,
    log: SILENT,
    now,
  })
  const admin = openDatabase({ url: database.adminUrl, name: 'test', poolMax: 2 })
  const run: Room['run'] = (query, variables = {}, actor = PAYMENTS) =>
    ledger.subgraph.execute(
      { query, variables },
      {
        actor,
        issuer: actor.kind === 'SERVICE' ? (actor.id ?? '') : 'gateway',
        requestId: 'req-1',
      },
    )
  const data: Room['data'] = async (...args) => {
    const result = await run(...args)
    if (result.errors) throw new Error(JSON.stringify(result.errors))
    return result.data as never
  }
  return {
    ledger,
    database,
    asAdmin: async (statement) => [...(await admin.db.execute(statement))],
    run,
    data,
    async post(...transactions) {
      const answer: { postLedgerTransactions: { outcomes: Outcome[] } } = await data(POST, {
        input: { transactions },
      })
      return answer.postLedgerTransactions.outcomes
    },
    async balance({ accountId, ownerId }, args = '') {
      const answer = await entities(
        { data },
        [{ __typename: 'Account', id: accountId, ownerId, currency: 'USD' }],
        `... on Account { balance${args} { posted { amount currency } held { amount } available { amount } version } }`,
      )
      return (answer as { balance: never }[])[0]?.balance as never
    },
    async close() {
      await ledger.close()
      await wake.close()
      await admin.close()
      await database.drop()
    },
  }
}

/** Resolves references as the gateway does. */
export async function entities(
  { data }: Pick<Room, 'data'>,
  representations: object[],
  selection: string,
  actor: Actor = { ...person(newId('usr')), roles: ['ADMIN'] },
): Promise<unknown[]> {
  const answer: { _entities: unknown[] } = await data(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`,
    { r: representations },
    actor,
  )
  return answer._entities
}
