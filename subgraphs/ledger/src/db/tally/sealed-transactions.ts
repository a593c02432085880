import type { Db } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import type { Side } from '../../domain/rules/side.ts'
import type { SealedEntry, SealedTransaction } from '../../domain/rules/tally-leaf.ts'
import { toArray } from '../array.ts'
import { isoOf, toMoment } from './tally-log.ts'

/** What never changes of a ledger account, by its uuid. */
export type KnownAccounts = Map<string, AccountFacts>

type AccountFacts = Pick<
  SealedEntry,
  'ledgerAccountId' | 'code' | 'accountId' | 'ownerId' | 'currency'
>

/**
 * Reads ledger transactions as they are sealed, in the order of `ids`.
 *
 * @param known remembers ledger accounts from one reading to the next
 * @throws when one is not there whole
 */
export async function findSealedTransactions(
  db: Db,
  ids: readonly string[],
  known: KnownAccounts = new Map(),
): Promise<SealedTransaction[]> {
  if (ids.length === 0) return []
  const uuids = ids.map((id) => toUuid('ltx', id))
  const found = new Map((await readTransactions(db, uuids)).map((row) => [row[ID], row]))
  const rows = uuids.map((uuid) => {
    const row = found.get(uuid)
    if (!row) throw new Error(`ledger transaction ${uuid} is told of and not there`)
    return row
  })
  // One lookup for each entry of all of them.
  const accounts = rows.flatMap((row) => row[ACCOUNTS])
  const versions = rows.flatMap((row) => row[VERSIONS])
  const entries = await readEntries(db, accounts, versions)
  await learnAccounts(db, accounts, known)
  let first = 0
  return rows.map((row, at) => {
    const from = first
    first += row[ACCOUNTS].length
    return toSealedTransaction(ids[at] ?? '', row, { entries, from, known })
  })
}

/** A ledger transaction in the order of the columns below; entries by ledger account and by version. */
type TransactionRow = readonly [
  id: string,
  paymentId: string | null,
  reverses: string | null,
  /** Null: when it was recorded, as most. */
  effectiveAt: string | null,
  recordedAt: string,
  description: string,
  metadata: Readonly<Record<string, string>> | null,
  salt: string,
  accounts: readonly string[],
  versions: readonly string[],
]

const ID = 0
const ACCOUNTS = 8
const VERSIONS = 9

/** All rows in one document: read in one go, where thousands of rows cost more to receive than to find. */
async function readTransactions(
  db: Db,
  uuids: readonly string[],
): Promise<readonly TransactionRow[]> {
  const [row] = await db.execute<{ rows: string | null }>(sql`
    select json_agg(json_build_array(
             id, payment_id, reverses,
             case when effective_at <> recorded_at then ${sql.raw(isoOf('effective_at'))} end,
             ${sql.raw(isoOf('recorded_at'))}, description,
             metadata, salt, entry_accounts, entry_versions::text[]))::text as rows
      from ledger.ledger_transactions where id = any (${toArray(uuids)}::uuid[])`)
  return JSON.parse(row?.rows ?? '[]')
}

type EntryRow = Readonly<{
  ledgerTransactionId: string
  ordinal: number
  side: Side
  amount: string
  balanceAfter: string
}>

/** Reads entries by their places, and answers in that order; column by column, for the same reason. */
async function readEntries(
  db: Db,
  accounts: readonly string[],
  versions: readonly string[],
): Promise<readonly (EntryRow | undefined)[]> {
  const [row] = await db.execute<Record<string, string | null>>(sql`
    select array_agg(place.position)::text as positions, array_agg(e.ledger_transaction_id)::text as transactions,
           array_agg(e.ordinal)::text as ordinals, array_agg(e.side)::text as sides, array_agg(e.amount)::text as amounts,
           array_agg(e.balance_after)::text as balances
      from unnest(${toArray(accounts)}::uuid[], ${toArray(versions)}::bigint[])
           with ordinality as place (account, version, position)
      join ledger.entries e on e.ledger_account_id = place.account and e.version = place.version`)
  const column = (name: string): string[] => row?.[name]?.slice(1, -1).split(',') ?? []
  const [transactions, ordinals, sides, amounts, balances] = [
    column('transactions'),
    column('ordinals'),
    column('sides'),
    column('amounts'),
    column('balances'),
  ]
  const entries = Array<EntryRow | undefined>(accounts.length).fill(undefined)
  for (const [at, position] of column('positions').entries())
    entries[Number(position) - 1] = {
      ledgerTransactionId: transactions[at] ?? '',
      ordinal: Number(ordinals[at]),
      side: sides[at] as Side,
      amount: amounts[at] ?? '',
      balanceAfter: balances[at] ?? '',
    }
  return entries
}

async function learnAccounts(
  db: Db,
  accounts: readonly string[],
  known: KnownAccounts,
): Promise<void> {
  const unknown = new Set(accounts.filter((account) => !known.has(account)))
  if (unknown.size === 0) return
  const rows = await db.execute<{
    id: string
    code: string
    account_id: string | null
    owner_id: string | null
    currency: string
  }>(sql`
    select id, code, account_id, owner_id, currency from ledger.ledger_accounts
     where id = any (${toArray([...unknown])}::uuid[])`)
  for (const { id, code, account_id, owner_id, currency } of rows)
    known.set(id, {
      ledgerAccountId: fromUuid('lac', id),
      code,
      accountId: account_id && fromUuid('acc', account_id),
      ownerId: owner_id && fromUuid('usr', owner_id),
      currency,
    })
}

/** The entries of many, and the place of the first of one of them. */
type Parts = Readonly<{
  entries: readonly (EntryRow | undefined)[]
  from: number
  known: KnownAccounts
}>

function toSealedTransaction(
  id: string,
  row: TransactionRow,
  { entries, from, known }: Parts,
): SealedTransaction {
  const [uuid, paymentId, reverses, effectiveAt, recordedAt, description, metadata, salt] = row
  return {
    id,
    paymentId: paymentId && fromUuid('pay', paymentId),
    reverses: reverses && fromUuid('ltx', reverses),
    effectiveAt: toMoment(effectiveAt ?? recordedAt),
    recordedAt: toMoment(recordedAt),
    description,
    metadata,
    salt: Buffer.from(salt.replaceAll('-', ''), 'hex'),
    entries: row[ACCOUNTS].map((accountId, at) => {
      const entry = entries[from + at]
      const account = known.get(accountId)
      if (!account || entry?.ledgerTransactionId !== uuid || entry.ordinal !== at + 1)
        throw new Error(`ledger transaction ${uuid} has lost its entry ${at + 1}`)
      const { side, amount, balanceAfter } = entry
      return { ...account, side, amount, version: row[VERSIONS][at] ?? '', balanceAfter }
    }),
  }
}
