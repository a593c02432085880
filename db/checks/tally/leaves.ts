/** Leaves, computed anew from the rows of the books: nothing of the ledger's own code is believed here. */
import { hash } from 'node:crypto'
import { fromUuid } from '@tallystick/ids'
import {
  commitment,
  type Encodable,
  encodeAuditHeadLeaf,
  encodeLedgerTransactionLeaf,
  fieldSalt,
  fromHex,
  isSameBytes,
  leafHash,
  metadataValue,
} from '@tallystick/verify'
import type postgres from 'postgres'

/** SHA-256 of the machine. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')

/** A leaf as it is stored, beside the rows that it tells of. */
export type LeafRow = Readonly<{
  position: string
  hash: Uint8Array
  /** The ledger transaction that it tells of; null for an audit head. */
  told_id: string | null
  /** Null when that is gone. */
  id: string | null
  audit_position: string | null
  audit_hash: string | null
  payment_id: string | null
  reverses: string | null
  effective_at: string
  recorded_at: string
  description: string
  metadata: string | null
  salt: string
  entries: readonly EntryRow[] | null
}>

/** id, code, account, side, amount, currency, version, balance after, and whether it fits its ledger transaction. */
type EntryRow = readonly [
  string | null,
  string,
  string | null,
  'DEBIT' | 'CREDIT',
  string,
  string,
  string,
  string,
  boolean | null,
]

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Reads the leaves from position `from` to before `to`, in order. */
export const readLeaves = (
  sql: postgres.ISql,
  from: number,
  to: number,
): Promise<readonly LeafRow[]> => sql.unsafe<LeafRow[]>(LEAVES, [String(from), String(to)])

const LEAVES = `
  select l.position::text, l.hash, l.ledger_transaction_id as told_id, t.id, l.audit_head ->> 'position' as audit_position, l.audit_head ->> 'hash' as audit_hash,
         t.payment_id, t.reverses, ${iso('t.effective_at')} as effective_at, ${iso('t.recorded_at')} as recorded_at,
         t.description, t.metadata::text as metadata, t.salt, own.entries
    from ledger.tally_leaves l
    left join ledger.ledger_transactions t on t.id = l.ledger_transaction_id
    left join lateral (
      select json_agg(json_build_array(a.id, a.code, a.account_id, e.side, e.amount::text, a.currency, e.version::text,
               e.balance_after::text, e.ledger_transaction_id = t.id and e.ordinal = place.ordinal
                 and e.recorded_at = t.recorded_at and e.effective_at = t.effective_at) order by place.ordinal) as entries
        from unnest(t.entry_accounts, t.entry_versions) with ordinality as place (account, version, ordinal)
        left join ledger.entries e on e.ledger_account_id = place.account and e.version = place.version
        left join ledger.ledger_accounts a on a.id = place.account) own on true
   where l.position >= $1::bigint and l.position < $2::bigint order by l.position`

/** Whether a leaf says what the rows say. */
export function isTrue(row: LeafRow): boolean {
  try {
    if (row.id !== row.told_id) return false
    const leaf = row.id === null ? encodeAuditHead(row) : encodeTransaction(row, row.id)
    return leaf !== undefined && isSameBytes(leafHash(leaf, sha256), row.hash)
  } catch {
    // Rows that have no encoding at all were not sealed as they are.
    return false
  }
}

function encodeAuditHead({ audit_position, audit_hash }: LeafRow): Uint8Array | undefined {
  const bytes = fromHex(audit_hash ?? '')
  return audit_position === null || bytes?.length !== 32
    ? undefined
    : encodeAuditHeadLeaf(audit_position, bytes)
}

function encodeTransaction(row: LeafRow, id: string): Uint8Array | undefined {
  const salt = Buffer.from(row.salt.replaceAll('-', ''), 'hex')
  const close = (label: string, value: Encodable): Uint8Array =>
    commitment(fieldSalt(salt, label, sha256), value, sha256)
  const entries = row.entries ?? []
  if (row.audit_position !== null || !entries.every((entry) => entry.at(-1) === true))
    return undefined
  return encodeLedgerTransactionLeaf({
    id: fromUuid('ltx', id),
    paymentId: row.payment_id && fromUuid('pay', row.payment_id),
    reverses: row.reverses && fromUuid('ltx', row.reverses),
    effectiveAt: toMoment(row.effective_at),
    recordedAt: toMoment(row.recorded_at),
    descriptionCommitment: close('description', row.description),
    metadataCommitment: close(
      'metadata',
      metadataValue(row.metadata === null ? null : JSON.parse(row.metadata)),
    ),
    entries: entries.map(
      ([account, code, owner, side, amount, currency, version, balance], index) => ({
        ledgerAccountId: fromUuid('lac', account ?? ''),
        code,
        accountId: owner && fromUuid('acc', owner),
        side,
        amount,
        currency,
        version,
        balanceCommitment: close(`balance/${index + 1}`, balance),
      }),
    ),
  })
}

/** Milliseconds unless there is more, which was not sealed. */
export const toMoment = (microseconds: string): string =>
  microseconds.endsWith('000Z') ? `${microseconds.slice(0, -4)}Z` : microseconds
