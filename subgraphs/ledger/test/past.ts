/** Books with a past: written straight into the tables, because no posting can be recorded on another day than today. */
import { type Db, openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { type SQL, sql } from 'drizzle-orm'

/** A past: from `from` on one ledger transaction every `everyMinutes`, `count` times, for each currency. */
export type Past = Readonly<{
  from: string
  everyMinutes: number
  count: number
  currencies?: readonly string[]
  wallets?: number
}>

/** A wallet of the past. */
export type PastWallet = Readonly<{ accountId: string; ownerId: string; currency: string }>

/**
 * Writes top-ups with a fee: provider clearing is debited, a wallet (each in turn) and fee income are credited.
 *
 * What is written obeys every invariant but that of events. Called again, it goes on where the last past ended.
 */
export async function writePast(adminUrl: string, past: Past): Promise<PastWallet[]> {
  const { currencies = ['USD'], wallets = 7 } = past
  const { db, close } = openDatabase({ url: adminUrl, name: 'test', poolMax: 1 })
  const made: PastWallet[] = []
  try {
    for (const currency of currencies) {
      for (let each = 0; each < wallets; each += 1)
        made.push({ accountId: newId('acc'), ownerId: newId('usr'), currency })
      await openAccounts(db, currency, made)
      await db.transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await tx.execute(writing(past, currency))
      })
    }
  } finally {
    await close()
  }
  return made
}

async function openAccounts(db: Db, currency: string, wallets: readonly PastWallet[]) {
  const open = (code: string, [account, owner, provider]: readonly (string | null)[]) =>
    db.execute(sql`
      insert into ledger.ledger_accounts (id, code, account_id, owner_id, provider, currency, normal_side, floor)
      select ${toUuid('lac', newId('lac'))}::uuid, ${code}::text, ${account}::uuid, ${owner}::uuid, ${provider}::text,
             ${currency}::text, case ${code}::text when 'PROVIDER_CLEARING' then 'DEBIT' else 'CREDIT' end,
             case ${code}::text when 'PROVIDER_CLEARING' then null else 0 end
      on conflict do nothing`)
  await open('PROVIDER_CLEARING', [null, null, 'SIMULATOR'])
  await open('FEE_INCOME', [null, null, null])
  for (const { accountId, ownerId } of wallets.filter((each) => each.currency === currency))
    await open('CUSTOMER_WALLET', [toUuid('acc', accountId), toUuid('usr', ownerId), null])
}

const writing = ({ from, everyMinutes, count }: Past, currency: string): SQL => sql`
  with accounts as (
    select id, code, posted, version, row_number() over (partition by code order by id) - 1 as place,
           count(*) over (partition by code) as count
      from ledger.ledger_accounts where currency = ${currency}),
  written as (
    select i, uuidv7() as id, ${from}::text::timestamptz + i * ${everyMinutes}::int * interval '1 minute' as at, 100 + i % 900 as amount
      from generate_series(0, ${count}::int - 1) i),
  planned as (
    select w.*, a.id as account, a.code, a.posted, a.version,
           case a.code when 'PROVIDER_CLEARING' then 1 when 'CUSTOMER_WALLET' then 2 else 3 end as ordinal,
           case a.code when 'PROVIDER_CLEARING' then w.amount when 'CUSTOMER_WALLET' then w.amount - 3 else 3 end as share
      from written w join accounts a on a.code <> 'CUSTOMER_WALLET' or a.place = w.i % a.count),
  numbered as (
    select p.*, p.version + row_number() over own as own_version, p.posted + sum(p.share) over own as balance
      from planned p window own as (partition by p.account order by p.i)),
  transactions as (
    insert into ledger.ledger_transactions
           (id, effective_at, recorded_at, description, salt, content_hash, entry_accounts, entry_versions)
    select id, at, at, 'top-up ' || i, uuidv7(), '\\x00', array_agg(account order by ordinal),
           array_agg(own_version order by ordinal)
      from numbered group by id, at, i order by at
    returning id),
  entries as (
    insert into ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after,
                                recorded_at, effective_at)
    select account, own_version, id, ordinal, case code when 'PROVIDER_CLEARING' then 'DEBIT' else 'CREDIT' end,
           share, balance, at, at
      from numbered order by at, ordinal
    returning 1)
  update ledger.ledger_accounts l set posted = n.balance, version = n.own_version
    from (select distinct on (account) account, balance, own_version from numbered order by account, own_version desc) n
   where l.id = n.account`
