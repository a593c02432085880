/** Books in order, small enough to know by heart: what the corruptions of the tests are planted in. */
import { newTestDatabase } from '@tallystick/db/testing'
import { newId, toUuid } from '@tallystick/ids'
import postgres from 'postgres'

export const OWNER = newId('usr')
export const ADA = newId('acc')
export const BEN = newId('acc')
const EVA = newId('acc')
export const PAYMENT = newId('pay')
export const TRANSFER = newId('ltx')
export const PAID_BACK = newId('ltx')
export const HOLD = newId('hld')
export const DRAWN = newId('hld')
export const VOIDED = newId('hld')
export const uuid = (id: string): string => toUuid(id.slice(0, 3) as 'acc', id)

export const wallet = (account: string, currency = 'USD') => ({
  code: 'CUSTOMER_WALLET',
  account: uuid(account),
  owner: uuid(OWNER),
  currency,
})
const clearing = (currency: string) => ({
  code: 'PROVIDER_CLEARING',
  provider: 'SIMULATOR',
  currency,
})

export type Books = Readonly<{ url: string; sql: postgres.Sql; drop(): Promise<void> }>

/** Top-ups in two currencies, transfers, a reversal, holds in every state, floors that moved, accounts and a payment. */
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
  await post(sql, { from: wallet(BEN), to: wallet(ADA), amount: 100, id: PAID_BACK })
  await post(sql, { from: wallet(BEN), to: wallet(ADA), amount: 100, reverses: PAID_BACK })
  await placeHold(sql, HOLD, 200)
  // Drawn in part and kept, then in part and given back.
  await placeHold(sql, DRAWN, 150)
  await post(sql, { from: wallet(ADA), to: wallet(BEN), amount: 50, hold: DRAWN, keepHold: true })
  await post(sql, { from: wallet(ADA), to: wallet(BEN), amount: 40, hold: DRAWN })
  await placeHold(sql, VOIDED, 30)
  await sql`select ledger.void_hold(${uuid(VOIDED)})`
  await tell(sql, 'ledger', { type: 'ledger:hold:voided', body: { holdId: VOIDED } })
  // Overdrawn while she might be.
  await setFloor(sql, -500)
  await post(sql, { from: wallet(ADA), to: wallet(BEN), amount: 800 })
  await post(sql, { from: wallet(BEN), to: wallet(ADA), amount: 900 })
  await setFloor(sql, -20)
  await setFloor(sql, 0)
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

/** What a test posts, beside from whom to whom. */
type Terms = Readonly<{
  from: object
  to: object
  amount: number
  id?: string
  payment?: string
  reverses?: string
  hold?: string
  keepHold?: boolean
}>

/** Posts through the real function. @throws when it is refused */
export async function post(sql: postgres.Sql, terms: Terms): Promise<void> {
  const { from, to, amount, id = newId('ltx'), payment, reverses, hold, keepHold = false } = terms
  const names = [from, to] as Partial<Record<string, string>>[]
  const column = (key: string) => list(...names.map((name) => name[key]))
  const [outcome] = await sql`
    select refusal from ledger.post_ledger_transactions(
      patient => true, moment => null,
      a_code => ${column('code')}, a_account => ${column('account')}, a_owner => ${column('owner')},
      a_provider => ${column('provider')}, a_currency => ${column('currency')},
      t_id => ${list(uuid(id))}, t_hash => '{00}', t_caller => '{1}', t_linked => '{false}', t_twin => '{1}', t_flaw => null,
      t_first => '{1}', t_last => '{2}', t_payment => ${list(payment && uuid(payment))},
      t_reverses => ${list(reverses && uuid(reverses))}, t_effective_at => '{null}', t_description => '{""}',
      t_metadata => '{null}', t_hold => ${list(hold && uuid(hold))}, t_hold_kept => ${list(String(keepHold))},
      t_name => ${list(id)}, t_payment_name => ${list(payment)}, t_actor_kind => '{SERVICE}', t_actor_id => '{null}',
      t_request_id => '{null}', t_address => '{null}', t_user_agent => '{null}',
      e_transaction => '{1,1}', e_account => '{1,2}', e_side => ${reverses ? '{CREDIT,DEBIT}' : '{DEBIT,CREDIT}'},
      e_amount => ${list(String(amount), String(amount))})`
  if (outcome?.['refusal'] !== null) throw new Error(String(outcome?.['refusal']))
}

/** An array as Postgres reads it. */
const list = (...values: readonly (string | undefined)[]): string =>
  `{${values.map((value) => value ?? 'null').join(',')}}`

/** Pays from Ada's wallet what she does not have, as if her floor had been taken away for a moment. */
export async function overdraw(sql: postgres.Sql): Promise<void> {
  const ada = uuid(ADA)
  await sql`alter table ledger.ledger_accounts drop constraint ledger_accounts_above_floor`
  await sql`update ledger.ledger_accounts set floor = null where account_id = ${ada}`
  await post(sql, { from: wallet(ADA), to: wallet(BEN), amount: 900 })
  await sql`update ledger.ledger_accounts set floor = 0 where account_id = ${ada}`
  await post(sql, { from: wallet(BEN), to: wallet(ADA), amount: 900 })
}

async function placeHold(sql: postgres.Sql, id: string, amount: number): Promise<void> {
  const { code, account, owner: of, currency } = wallet(ADA)
  const [placed] = await sql`
    select refusal from ledger.place_hold(${uuid(id)}, '\\x00', ${code}, ${account}, ${of}, null, ${currency}, ${amount}, null)`
  if (placed?.['refusal'] !== null) throw new Error(String(placed?.['refusal']))
  await tell(sql, 'ledger', { type: 'ledger:hold:placed', body: { holdId: id } })
}

/** Says how far down Ada may go from now on. @throws when it is refused */
export async function setFloor(sql: postgres.Sql, floor: number): Promise<void> {
  const [row] =
    await sql`select ledger.set_floor(${uuid(ADA)}, 'USD', ${floor}, 'test', null) as refusal`
  if (row?.['refusal'] !== null) throw new Error(String(row?.['refusal']))
}

async function openAccount(sql: postgres.Sql, account: string): Promise<void> {
  const number = String(1_000_000_000 + Number(account === ADA))
  await sql`
    insert into accounts.accounts (id, number, owner_id, type, currency, name, status, is_provisioned, created_at)
    values (${uuid(account)}, ${number}, ${uuid(OWNER)}, 'WALLET', 'USD', 'Wallet', 'OPEN', false, now())`
  await tell(sql, 'accounts', { type: 'accounts:account:opened', body: { accountId: account } })
}

async function pay(sql: postgres.Sql): Promise<void> {
  const steps = ['PENDING', 'INITIATED', 'PROCESSING', 'COMPLETED']
  await sql.begin(async (tx) => {
    await tx`
      insert into payments.payments (id, kind, status, payer_account_id, payer_user_id, payee_account_id, payee_user_id,
        amount_minor, fee_minor, currency, priority, sequence, attempt_count, created_at, updated_at)
      values (${uuid(PAYMENT)}, 'SEND', 'COMPLETED', ${uuid(ADA)}, ${uuid(OWNER)}, ${uuid(BEN)}, ${uuid(OWNER)},
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
