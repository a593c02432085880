/** Books in order, small enough to know by heart: what the corruptions of the tests are planted in. */
import { newTestDatabase } from '@tallystick/db/testing'
import { newId, toUuid } from '@tallystick/ids'
import postgres from 'postgres'

const owner = newId('usr')
export const ADA = newId('acc')
export const BEN = newId('acc')
const EVA = newId('acc')
export const PAYMENT = newId('pay')
export const TRANSFER = newId('ltx')
export const HOLD = newId('hld')
export const uuid = (id: string): string => toUuid(id.slice(0, 3) as 'acc', id)

const wallet = (account: string, currency = 'USD') => ({
  code: 'CUSTOMER_WALLET',
  account: uuid(account),
  owner: uuid(owner),
  currency,
})
const clearing = (currency: string) => ({
  code: 'PROVIDER_CLEARING',
  provider: 'SIMULATOR',
  currency,
})

export type Books = Readonly<{ url: string; sql: postgres.Sql; drop(): Promise<void> }>

/** Two payments' worth of books: top-ups in two currencies, a transfer, a hold, accounts, a payment and its events. */
export async function newBooks(): Promise<Books> {
  const database = await newTestDatabase()
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  await topUp(sql, ADA, 1_000, 'USD')
  await topUp(sql, EVA, 500, 'EUR')
  await post(sql, {
    from: wallet(ADA),
    to: wallet(BEN),
    amount: 300,
    id: TRANSFER,
    payment: PAYMENT,
  })
  await post(sql, { from: wallet(BEN), to: wallet(ADA), amount: 100 })
  await placeHold(sql)
  for (const account of [ADA, BEN]) await openAccount(sql, account)
  await pay(sql)
  const [event] = await sql`select id from payments.outbox order by sequence limit 1`
  await sql`insert into admin.inbox (producer, event_id) values ('payments', ${event?.['id']})`
  return {
    url: database.adminUrl,
    sql,
    async drop() {
      await sql.end()
      await database.drop()
    },
  }
}

const topUp = (sql: postgres.Sql, account: string, amount: number, currency: string) =>
  post(sql, { from: clearing(currency), to: wallet(account, currency), amount })

/** Posts through the real function. @throws when it is refused */
export async function post(
  sql: postgres.Sql,
  {
    from,
    to,
    amount,
    id = newId('ltx'),
    payment,
  }: { from: object; to: object; amount: number; id?: string; payment?: string },
): Promise<void> {
  const transaction = {
    id: uuid(id),
    hash: '00',
    payment: payment && uuid(payment),
    description: '',
    entries: 2,
    ledger_transaction_name: id,
    payment_name: payment,
    actor_kind: 'SERVICE',
  }
  const entries = [
    { account: 1, side: 'DEBIT', amount },
    { account: 2, side: 'CREDIT', amount },
  ]
  const batch = { accounts: [from, to], transactions: [transaction], entries }
  const [outcome] = await sql`
    select refusal from ledger.post_ledger_transactions(${JSON.stringify(batch)}::text::jsonb)`
  if (outcome?.['refusal'] !== null) throw new Error(String(outcome?.['refusal']))
}

/** Pays from Ada's wallet what she does not have, as if her floor had been taken away for a moment. */
export async function overdraw(sql: postgres.Sql): Promise<void> {
  const ada = uuid(ADA)
  await sql`alter table ledger.ledger_accounts drop constraint ledger_accounts_above_floor`
  await sql`update ledger.ledger_accounts set floor = null where account_id = ${ada}`
  await post(sql, { from: wallet(ADA), to: wallet(BEN), amount: 900 })
  await sql`update ledger.ledger_accounts set floor = 0 where account_id = ${ada}`
  await post(sql, { from: wallet(BEN), to: wallet(ADA), amount: 900 })
}

async function placeHold(sql: postgres.Sql): Promise<void> {
  await sql`select ledger.place_hold(${uuid(HOLD)}, '\\x00', ${JSON.stringify(wallet(ADA))}::text::jsonb, 200, null)`
  await tell(sql, 'ledger', { type: 'ledger:hold:placed', body: { holdId: HOLD } })
}

async function openAccount(sql: postgres.Sql, account: string): Promise<void> {
  const number = String(1_000_000_000 + Number(account === ADA))
  await sql`
    insert into accounts.accounts (id, number, owner_id, type, currency, name, status, is_provisioned, created_at)
    values (${uuid(account)}, ${number}, ${uuid(owner)}, 'WALLET', 'USD', 'Wallet', 'OPEN', false, now())`
  await tell(sql, 'accounts', { type: 'accounts:account:opened', body: { accountId: account } })
}

async function pay(sql: postgres.Sql): Promise<void> {
  const steps = ['PENDING', 'INITIATED', 'PROCESSING', 'COMPLETED']
  await sql.begin(async (tx) => {
    await tx`
      insert into payments.payments (id, kind, status, payer_account_id, payer_user_id, payee_account_id, payee_user_id,
        amount_minor, fee_minor, currency, priority, sequence, attempt_count, created_at, updated_at)
      values (${uuid(PAYMENT)}, 'SEND', 'COMPLETED', ${uuid(ADA)}, ${uuid(owner)}, ${uuid(BEN)}, ${uuid(owner)},
        300, 0, 'USD', 'STANDARD', ${steps.length}, 1, now(), now())`
    for (const [index, to] of steps.entries())
      await tx`
        insert into payments.payment_transitions (payment_id, sequence, from_status, to_status, at)
        values (${uuid(PAYMENT)}, ${index + 1}, ${steps[index - 1] ?? null}, ${to}, now())`
  })
  for (const [index, to] of steps.entries())
    await tell(sql, 'payments', {
      type: 'payments:payment:updated',
      body: { paymentId: PAYMENT, sequence: index + 1, from: steps[index - 1] ?? null, to },
    })
}

/** Writes an event as `@tallystick/outbox` would. */
export async function tell(
  sql: postgres.Sql,
  schema: string,
  { type, body }: { type: string; body: object },
): Promise<void> {
  await sql`
    insert into ${sql(`${schema}.outbox`)} (id, type, version, aggregate_type, aggregate_id, topics, actor_kind, body)
    values (uuidv7(), ${type}, 1, 'test', 'test', '{}', 'SERVICE', ${JSON.stringify(body)}::text::jsonb)`
}
