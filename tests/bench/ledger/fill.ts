/** Books of any size, written by set instead of by posting: what they say is what posting would have written. */
import type { Sql } from 'postgres'

/** Entries in one statement. */
const CHUNK = 1_000_000

/** How far back the first of them was recorded, in days. The last was recorded a minute ago. */
export const DAYS = 365

/**
 * Adds ledger transactions of two entries between 1,000 wallets until there are `entries` of them, recorded in equal
 * steps over the last year. Wallet n pays wallet 3n + 1 and so on, so that each has as many entries as the others.
 *
 * @param sql as the superuser; triggers and events are left out
 */
export async function fillBooks(sql: Sql, entries: number): Promise<void> {
  await sql.unsafe(OPEN_WALLETS)
  const [row] = await sql`select count(*)::int as there from ledger.ledger_transactions`
  for (let from = row?.['there'] ?? 0; from * 2 < entries; from += CHUNK / 2) {
    const to = Math.min(from + CHUNK / 2, entries / 2)
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`set local work_mem = '512MB'`
      await tx.unsafe(FILL(from, to, entries / 2))
    })
    console.error(`${to * 2} of ${entries} entries`)
  }
  await sql.unsafe(
    'vacuum analyze ledger.entries, ledger.ledger_transactions, ledger.ledger_accounts',
  )
}

const OPEN_WALLETS = `
  insert into ledger.ledger_accounts (id, code, account_id, owner_id, currency, normal_side, floor, posted)
  select uuidv7(), 'CUSTOMER_WALLET', uuidv7(), uuidv7(), 'USD', 'CREDIT', 0, 0 from generate_series(1, 1000)
   where not exists (select from ledger.ledger_accounts where code = 'CUSTOMER_WALLET')`

const FILL = (from: number, to: number, all: number): string => `
  create temp table wallets on commit drop as
    select id, posted, version, row_number() over (order by id) - 1 as n from ledger.ledger_accounts where code = 'CUSTOMER_WALLET';
  create temp table chunk on commit drop as
    select i, uuidv7((moment - clock_timestamp())) as id, moment, (i % 1000) as payer, ((i * 3 + 1 + i / 1000) % 1000) as payee
      from (select i, date_trunc('milliseconds', now() - interval '1 minute' - interval '${DAYS} days' * (1 - i::float8 / ${all})) as moment
              from generate_series(${from}, ${to} - 1) as i) made;
  update chunk set payee = (payee + 1) % 1000 where payee = payer;
  create temp table legs on commit drop as
    select c.i, c.id, c.moment, leg.ordinal, leg.side, w.id as account,
           w.version + row_number() over history as version,
           w.posted + sum(leg.change) over history as balance
      from chunk c
      cross join lateral (values (1, 'DEBIT', c.payer, -1), (2, 'CREDIT', c.payee, 1)) as leg (ordinal, side, n, change)
      join wallets w on w.n = leg.n
    window history as (partition by w.id order by c.i, leg.ordinal);
  insert into ledger.ledger_transactions (id, effective_at, recorded_at, description, salt, content_hash, entry_accounts, entry_versions)
    select a.id, a.moment, a.moment, 'Send', gen_random_uuid(), '\\x00', array[a.account, b.account], array[a.version, b.version]
      from legs a join legs b on b.i = a.i and b.ordinal = 2 where a.ordinal = 1 order by a.i;
  insert into ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after, recorded_at, effective_at)
    select account, version, id, ordinal, side, 1, balance, moment, moment from legs order by i, ordinal;
  update ledger.ledger_accounts l set posted = last.balance, version = last.version, recorded_at = last.moment, floor = -1000000000
    from (select distinct on (account) account, balance, version, moment from legs order by account, version desc) last
   where last.account = l.id;`
