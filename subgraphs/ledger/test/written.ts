/**
 * What one operation has written, held against I1 to I4 and against the books in memory.
 *
 * Only rows that are new are read, each after the one that it follows; so if everything was in order before, it is now.
 */
import assert from 'node:assert'
import { fromUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import type postgres from 'postgres'
import { type Books, keyOf } from '../src/domain/rules/books.ts'
import type { LedgerAccountCode } from '../src/domain/rules/ledger-account.ts'

/** Looks at the books after each operation. */
export type Watch = Readonly<{
  /** Checks what was written since the last look. @returns every ledger account and every hold that was touched */
  look(): Promise<unknown>
  /** What `look` must have returned if these books are right. */
  stateOf(books: Books): unknown
}>

type Account = Readonly<{
  id: string
  code: LedgerAccountCode
  account: string | null
  provider: string | null
  currency: Currency
  side: string
  floor: string | null
  posted: string
  held: string
  version: number
  held_version: number
}>
type EntryRow = Readonly<{
  account: string
  version: number
  transaction: string
  ordinal: number
  side: string
  amount: string
  balance: string
  recorded: string
  effective: string
}>
type TransactionRow = Readonly<{
  id: string
  accounts: string[]
  versions: number[]
  recorded: string
  effective: string
}>
type MoveRow = Readonly<{
  account: string
  version: number
  hold: string
  kind: string
  amount: string
  held: string
  recorded: string
}>
type HoldRow = Readonly<{ id: string; amount: string; posted: string; status: string }>
type Seen = Readonly<Pick<Account, 'version' | 'held_version' | 'floor'>>

/** Begins to look at books that are empty. */
export function newWatch(sql: postgres.Sql): Watch {
  const seen = new Map<string, Seen>()
  let touched: string[] = []
  return {
    async look() {
      const row = await readWritten(sql, seen)
      assertEntries(row, seen)
      assertTransactions(row, seen)
      assertMoves(row, seen)
      for (const account of row.accounts) seen.set(account.id, account)
      touched = row.holds.map(({ id }) => fromUuid('hld', id)).sort()
      return {
        accounts: row.accounts.map(toState).sort(),
        holds: row.holds
          .map(
            ({ id, amount, posted, status }) =>
              `${fromUuid('hld', id)} ${amount} ${posted} ${status}`,
          )
          .sort(),
      }
    },
    stateOf: ({ buckets, holds }) => ({
      accounts: [...buckets]
        .map(([key, one]) => {
          const { currency, floor, postedMinor, heldMinor, version, heldVersion } = one
          return [key, currency, floor, postedMinor, heldMinor, version, heldVersion].join(' ')
        })
        .sort(),
      holds: touched.map((id) => {
        const hold = holds.get(id)
        return `${id} ${hold?.minor} ${hold?.postedMinor} ${hold?.status}`
      }),
    }),
  }
}

type Written = Readonly<{
  accounts: Account[]
  entries: EntryRow[]
  transactions: TransactionRow[]
  moves: MoveRow[]
  holds: HoldRow[]
}>

/** New rows, and of each ledger account the last row before them. */
async function readWritten(sql: postgres.Sql, seen: ReadonlyMap<string, Seen>): Promise<Written> {
  const read = <Row>(statement: string, changed: readonly Account[], was: (id: string) => number) =>
    sql.unsafe<[Row]>(statement, [changed.map(({ id }) => id), changed.map(({ id }) => was(id))], {
      prepare: true,
    })
  const accounts = [...(await sql.unsafe<Account[]>(ACCOUNTS, [], { prepare: true }))]
  const versionOf = (id: string) => seen.get(id)?.version ?? 0
  const heldVersionOf = (id: string) => seen.get(id)?.held_version ?? 0
  const posted = accounts.filter(({ id, version }) => version !== versionOf(id))
  const held = accounts.filter((each) => each.held_version !== heldVersionOf(each.id))
  const [[inBooks], [ofHolds]] = await Promise.all([
    posted.length > 0
      ? read<Pick<Written, 'entries' | 'transactions'>>(ENTRIES, posted, versionOf)
      : [{ entries: [], transactions: [] }],
    held.length > 0
      ? read<Pick<Written, 'moves' | 'holds'>>(MOVES, held, heldVersionOf)
      : [{ moves: [], holds: [] }],
  ])
  assert(inBooks && ofHolds)
  return { accounts, ...inBooks, ...ofHolds }
}

const ACCOUNTS = `
  select id, code, account_id as account, provider, currency, normal_side as side, floor::text, posted::text, held::text,
         version::int, held_version::int from ledger.ledger_accounts`

const ENTRIES = `
  with news as materialized (
    select e.*, e.version > k.seen as is_new from unnest($1::uuid[], $2::bigint[]) as k (id, seen)
     cross join lateral (select * from ledger.entries where ledger_account_id = k.id and version >= k.seen) e)
  select
    (select json_agg(json_build_object('account', ledger_account_id, 'version', version,
       'transaction', ledger_transaction_id, 'ordinal', ordinal, 'side', side, 'amount', amount::text,
       'balance', balance_after::text, 'recorded', recorded_at, 'effective', effective_at)
       order by ledger_account_id, version) from news) as entries,
    (select json_agg(json_build_object('id', id, 'accounts', entry_accounts, 'versions', entry_versions,
       'recorded', recorded_at, 'effective', effective_at)) from ledger.ledger_transactions
      where id = any (array(select ledger_transaction_id from news where is_new))) as transactions`

const MOVES = `
  with news as materialized (
    select m.*, m.held_version > k.seen as is_new from unnest($1::uuid[], $2::bigint[]) as k (id, seen)
     cross join lateral (select * from ledger.hold_moves where ledger_account_id = k.id and held_version >= k.seen) m)
  select
    (select json_agg(json_build_object('account', ledger_account_id, 'version', held_version, 'hold', hold_id,
       'kind', kind, 'amount', amount::text, 'held', held_after::text, 'recorded', recorded_at)
       order by ledger_account_id, held_version) from news) as moves,
    (select json_agg(json_build_object('id', id, 'amount', amount::text, 'posted', posted::text, 'status', status))
       from ledger.holds where id = any (array(select hold_id from news where is_new))) as holds`

/** I3, I4: each new entry follows the one before it, none is below the floor, and the last one is what the account says. */
function assertEntries({ accounts, entries }: Written, seen: ReadonlyMap<string, Seen>): void {
  const byAccount = Map.groupBy(entries, ({ account }) => account)
  for (const { id, side, floor, posted, version, held } of accounts) {
    const before = seen.get(id)
    const rows = byAccount.get(id) ?? []
    let last = before?.version ? rows.shift() : undefined
    // The floor may have been moved by another caller before these entries or after them.
    const floors = [floor, before ? before.floor : floor].map((each) => each && BigInt(each))
    const lowest = floors.includes(null)
      ? null
      : floors.reduce((a, b) => ((a ?? 0n) < (b ?? 0n) ? a : b))
    for (const row of rows) {
      assert.equal(row.version, (last?.version ?? 0) + 1, 'versions have no gap')
      const change = row.side === side ? BigInt(row.amount) : -BigInt(row.amount)
      assert.equal(BigInt(row.balance), BigInt(last?.balance ?? 0) + change, 'a balance follows')
      assert(!last || last.recorded <= row.recorded, 'what is later is not recorded earlier')
      assert(
        typeof lowest !== 'bigint' || BigInt(row.balance) >= lowest,
        'no version is below the floor',
      )
      last = row
    }
    if (version !== (before?.version ?? 0)) {
      assert.equal(last?.version, version, 'the version is that of the last entry')
      assert.equal(last?.balance, posted, 'the balance is that of the last entry')
    }
    assert(floor === null || BigInt(posted) - BigInt(held) >= BigInt(floor), 'the floor holds')
  }
}

/** I1, I2: new entries cancel out in each ledger transaction, which lists them, all of them and no others. */
function assertTransactions(
  { accounts, entries, transactions }: Written,
  seen: ReadonlyMap<string, Seen>,
): void {
  const currencies = new Map(accounts.map(({ id, currency }) => [id, currency]))
  const byTransaction = Map.groupBy(entries, ({ transaction }) => transaction)
  for (const { id, accounts: listed, versions, recorded, effective } of transactions) {
    const own = (byTransaction.get(id) ?? []).toSorted((a, b) => a.ordinal - b.ordinal)
    assert(own.length >= 2, 'a ledger transaction has two entries or more')
    assert.deepEqual(
      own.map(({ account }) => account),
      listed,
      'it lists their accounts',
    )
    assert.deepEqual(
      own.map(({ version }) => version),
      versions,
      'it lists their versions',
    )
    const sums = new Map<unknown, bigint>()
    for (const [index, row] of own.entries()) {
      assert.equal(row.ordinal, index + 1, 'entries are numbered from 1')
      assert.deepEqual([row.recorded, row.effective], [recorded, effective], 'times agree')
      const unit = currencies.get(row.account)
      const change = row.side === 'DEBIT' ? BigInt(row.amount) : -BigInt(row.amount)
      sums.set(unit, (sums.get(unit) ?? 0n) + change)
    }
    assert(
      [...sums.values()].every((sum) => sum === 0n),
      'it balances in each currency',
    )
    byTransaction.delete(id)
  }
  // What is left was there before.
  for (const { account, version } of [...byTransaction.values()].flat())
    assert.equal(
      version,
      seen.get(account)?.version,
      'each new entry belongs to a ledger transaction',
    )
}

/** I3: each move of a hold follows the one before it, and the last one is what the account says. */
function assertMoves({ accounts, moves }: Written, seen: ReadonlyMap<string, Seen>): void {
  const byAccount = Map.groupBy(moves, ({ account }) => account)
  for (const { id, held, held_version } of accounts) {
    const before = seen.get(id)?.held_version ?? 0
    const rows = byAccount.get(id) ?? []
    let last = before ? rows.shift() : undefined
    for (const row of rows) {
      assert.equal(row.version, (last?.version ?? 0) + 1, 'moves have no gap')
      const change = row.kind === 'PLACED' ? BigInt(row.amount) : -BigInt(row.amount)
      assert.equal(BigInt(row.held), BigInt(last?.held ?? 0) + change, 'what is held follows')
      assert(!last || last.recorded <= row.recorded, 'what is later is not recorded earlier')
      last = row
    }
    if (held_version === before) continue
    assert.deepEqual(
      [last?.version, last?.held],
      [held_version, held],
      'held is what the last move says',
    )
  }
}

const toState = (row: Account): string => {
  const accountId = row.account && fromUuid('acc', row.account)
  const key = keyOf({ code: row.code, accountId, provider: row.provider }, row.currency)
  const { currency, floor, posted, held, version, held_version: heldVersion } = row
  // Also of one that only a refused posting has named: what it names later is held against its currency.
  return [key, currency, floor, posted, held, version, heldVersion].join(' ')
}
