import { createPublicKey, verify } from 'node:crypto'
import { keyIdOf, treeHeadMessage } from '@tallystick/verify'
import type postgres from 'postgres'
import { sha256, toMoment } from './leaves.ts'

/** A tree head as it is stored or was anchored. */
export type Head = Readonly<{
  size: number
  rootHash: Uint8Array
  publishedAt: string
  keyId: string
  signature: Uint8Array
}>

/** A stored tree head with its place in the outbox. */
export type StoredHead = Head & Readonly<{ xid: string; sequence: string }>

/** Public keys by their ids: only those whose id is their own hash. */
export type Keys = ReadonlyMap<string, Uint8Array>

/** Reads the keys that tree heads were signed with. */
export async function readKeys(sql: postgres.ISql): Promise<Keys> {
  const rows = await sql.unsafe<{ key_id: string; public_key: string }[]>(
    'select key_id, public_key from ledger.tally_keys',
  )
  return new Map(
    rows
      .map(({ key_id, public_key }) => [key_id, Buffer.from(public_key, 'base64url')] as const)
      .filter(([id, key]) => keyIdOf(key, sha256) === id),
  )
}

/** Reads the tree heads after a size, in order. */
export async function readHeads(
  sql: postgres.ISql,
  after: number,
  limit: number,
): Promise<StoredHead[]> {
  const rows = await sql.unsafe<Record<string, never>[]>(
    `select h.size::text, root_hash, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as published_at,
            key_id, signature, xid::text, sequence::text
       from ledger.tree_heads h where h.size > $1::bigint order by h.size limit $2::int`,
    [String(after), limit],
  )
  return rows.map((row) => ({
    size: Number(row['size']),
    rootHash: row['root_hash'] as unknown as Buffer,
    publishedAt: toMoment(row['published_at'] as unknown as string),
    keyId: row['key_id'] as unknown as string,
    signature: row['signature'] as unknown as Buffer,
    xid: row['xid'] as unknown as string,
    sequence: row['sequence'] as unknown as string,
  }))
}

/** Whether a key that we know has signed this. */
export function isSigned(head: Head, keys: Keys): boolean {
  const key = keys.get(head.keyId)
  if (!key || !Number.isSafeInteger(head.size) || head.size < 0) return false
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  return verify(
    null,
    treeHeadMessage(head),
    createPublicKey({ key: jwk, format: 'jwk' }),
    head.signature,
  )
}
