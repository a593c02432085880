/** The tally log: a Merkle tree over the books (RFC 9162), and what was said about it. All append-only. */
import { at, id } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  jsonb,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { ledgerSchema } from './tables.ts'

const hash = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
const count = () => bigint({ mode: 'number' })

/** What was sealed, in order. A leaf is a ledger transaction or an audit head. */
export const tallyLeaves = ledgerSchema.table(
  'tally_leaves',
  {
    /** From 0, without a gap. */
    position: count().primaryKey(),
    ledgerTransactionId: id('ltx'),
    /** What an audit head says, in the words of its leaf: position and hash. Null for a ledger transaction. */
    auditHead: jsonb().$type<Readonly<{ position: string; hash: string }>>(),
    hash: hash().notNull(),
  },
  (table) => [
    uniqueIndex('tally_leaves_ledger_transaction')
      .on(table.ledgerTransactionId)
      .where(sql`${table.ledgerTransactionId} is not null`),
    check(
      'tally_leaves_one_kind',
      sql`(${table.ledgerTransactionId} is null) <> (${table.auditHead} is null)`,
    ),
  ],
)

/** Roots of complete subtrees above the leaves: level 1 joins two leaves. With them a proof is a few lookups. */
export const tallyNodes = ledgerSchema.table(
  'tally_nodes',
  { level: smallint().notNull(), index: count().notNull(), hash: hash().notNull() },
  (table) => [primaryKey({ name: 'tally_nodes_pkey', columns: [table.level, table.index] })],
)

/** The public keys that tree heads were signed with, so that old heads verify after a rotation. */
export const tallyKeys = ledgerSchema.table('tally_keys', {
  keyId: text().primaryKey(),
  /** 32 bytes, base64url. */
  publicKey: text().notNull(),
  firstUsedAt: at(),
})

/** Signed tree heads, one for each sealing, and how far in the outbox it came. */
export const treeHeads = ledgerSchema.table('tree_heads', {
  size: count().primaryKey(),
  rootHash: hash().notNull(),
  publishedAt: at(),
  keyId: text().notNull(),
  signature: hash().notNull(),
  /** Every event up to this one, in the order of the outbox, is sealed. */
  xid: xid8().notNull(),
  sequence: bigint({ mode: 'bigint' }).notNull(),
})

/** Tree heads that were written down outside. */
export const tallyAnchors = ledgerSchema.table(
  'tally_anchors',
  {
    size: count().notNull(),
    /** file, ethereum or bitcoin. */
    anchor: text().notNull(),
    /** Where it is there: a line of the file, a transaction's hash. */
    reference: text().notNull(),
    anchoredAt: at(),
  },
  (table) => [primaryKey({ name: 'tally_anchors_pkey', columns: [table.anchor, table.size] })],
)

/** Signed statements of what is owed to customers in one currency, at one sealed tree head. */
export const liabilitySnapshots = ledgerSchema.table(
  'liability_snapshots',
  {
    id: id('lia').primaryKey(),
    currency: text().notNull(),
    treeSize: count().notNull(),
    treeRootHash: hash().notNull(),
    accountCount: count().notNull(),
    /** The sum of all balances in the tree, in minor units; an overdrawn account counts as nothing. */
    total: text().notNull(),
    rootHash: hash().notNull(),
    publishedAt: at(),
    keyId: text().notNull(),
    signature: hash().notNull(),
  },
  (table) => [uniqueIndex('liability_snapshots_one_per_head').on(table.currency, table.treeSize)],
)

/** Accounts of a snapshot, in the order of the tree. */
export const liabilityLeaves = ledgerSchema.table(
  'liability_leaves',
  {
    snapshotId: id('lia').notNull(),
    position: count().notNull(),
    accountId: id('acc').notNull(),
    /** 32 random bytes: who knows the account's id and guesses its balance still cannot find its leaf. */
    nonce: hash().notNull(),
    balance: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'liability_leaves_pkey', columns: [table.snapshotId, table.position] }),
    uniqueIndex('liability_leaves_account').on(table.accountId, table.snapshotId),
  ],
)

/** Every node of a snapshot's tree, leaves (level 0) included. An odd last node is passed up as it is. */
export const liabilityNodes = ledgerSchema.table(
  'liability_nodes',
  {
    snapshotId: id('lia').notNull(),
    level: smallint().notNull(),
    index: count().notNull(),
    hash: hash().notNull(),
    sum: text().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'liability_nodes_pkey',
      columns: [table.snapshotId, table.level, table.index],
    }),
  ],
)
