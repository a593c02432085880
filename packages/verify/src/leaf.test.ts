import { describe, expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import { encode } from './encode.ts'
import {
  commitment,
  encodeAuditHeadLeaf,
  encodeLedgerTransactionLeaf,
  fieldSalt,
  type LedgerTransactionLeaf,
  metadataValue,
} from './leaf.ts'
import { leafHash } from './tree.ts'
import { keyIdOf, liabilitiesMessage, treeHeadMessage } from './tree-head.ts'

const bytes = (size: number, value: number): Uint8Array => new Uint8Array(size).fill(value)
const leaf: LedgerTransactionLeaf = {
  id: 'ltx_1',
  paymentId: 'pay_1',
  reverses: null,
  effectiveAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.001Z',
  descriptionCommitment: bytes(32, 1),
  metadataCommitment: bytes(32, 2),
  entries: [
    {
      ledgerAccountId: 'lac_1',
      code: 'CUSTOMER_WALLET',
      accountId: 'acc_1',
      side: 'DEBIT',
      amount: '1250',
      currency: 'USD',
      version: '1',
      balanceCommitment: bytes(32, 3),
    },
  ],
}

describe('a leaf', () => {
  // What was once published must hash the same for ever: a change here needs a new version in the tag.
  test('of a ledger transaction has the hash that it always had', () => {
    expect(toHex(leafHash(encodeLedgerTransactionLeaf(leaf)))).toMatchInlineSnapshot(
      `"90c0ee78642503b4345b39ab897947597fa76207235821301a2c34eaae9667b5"`,
    )
  })

  test('of an audit head has the hash that it always had', () => {
    expect(toHex(leafHash(encodeAuditHeadLeaf('7', bytes(32, 4))))).toMatchInlineSnapshot(
      `"d64fb9014e2c676a9f8653e4bdf59bbac3a22d89a0a395deebc8ea4b9b0cefa1"`,
    )
  })

  test('binds every field of the ledger transaction and of its entries', () => {
    const [entry] = leaf.entries
    if (!entry) throw new Error('no entry')
    const altered: LedgerTransactionLeaf[] = [
      { ...leaf, id: 'ltx_2' },
      { ...leaf, paymentId: null },
      { ...leaf, reverses: 'ltx_0' },
      { ...leaf, paymentId: null, reverses: 'pay_1' },
      { ...leaf, effectiveAt: leaf.recordedAt },
      { ...leaf, recordedAt: leaf.effectiveAt },
      { ...leaf, descriptionCommitment: bytes(32, 9) },
      { ...leaf, metadataCommitment: bytes(32, 9) },
      { ...leaf, entries: [] },
      { ...leaf, entries: [entry, entry] },
      ...[
        { ...entry, ledgerAccountId: 'lac_2' },
        { ...entry, code: 'FEE_INCOME' },
        { ...entry, accountId: null },
        { ...entry, side: 'CREDIT' as const },
        { ...entry, amount: '1251' },
        { ...entry, currency: 'EUR' },
        { ...entry, version: '2' },
        { ...entry, balanceCommitment: bytes(32, 9) },
      ].map((each) => ({ ...leaf, entries: [each] })),
    ]
    const hashes = [leaf, ...altered].map((each) => toHex(encodeLedgerTransactionLeaf(each)))
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

describe('a commitment', () => {
  const salt = bytes(16, 5)

  test('has the hash that it always had', () => {
    expect(toHex(fieldSalt(salt, 'description'))).toMatchInlineSnapshot(
      `"4158b9c00241410658afc102984893ecf8f60a75e08686ff9d7988cfb48c00a7"`,
    )
    expect(toHex(commitment(fieldSalt(salt, 'description'), 'Lunch'))).toMatchInlineSnapshot(
      `"4b19323bf4cc4712f533eeb20354e076223dfb37d1793e4e8d799a4bcb46d9d5"`,
    )
  })

  test('of one field opens no other: each label has a salt of its own', () => {
    const labels = ['description', 'metadata', 'balance/1', 'balance/2', 'balance/12']
    expect(new Set(labels.map((label) => toHex(fieldSalt(salt, label)))).size).toBe(labels.length)
  })

  test('tells nothing and an empty text apart', () => {
    expect(toHex(commitment(salt, null))).not.toBe(toHex(commitment(salt, '')))
  })
})

describe('metadata', () => {
  test('is the same whatever order its keys were given in', () => {
    expect(metadataValue({ b: '2', a: '1', B: '3', '10': '4' })).toEqual([
      ['10', '4'],
      ['B', '3'],
      ['a', '1'],
      ['b', '2'],
    ])
    expect(metadataValue({})).toEqual([])
    expect(metadataValue(null)).toBeNull()
  })

  test('cannot be read another way: a key is no value', () => {
    expect(encode(metadataValue({ a: 'b', c: 'd' }))).not.toEqual(
      encode(metadataValue({ a: 'b,c,d' })),
    )
  })
})

describe('a signed message', () => {
  const head = { keyId: '0123456789abcdef', size: 2 ** 53 - 1, rootHash: bytes(32, 6) }
  const publishedAt = '2026-01-01T00:00:00.000Z'

  test('of a tree head has the bytes that it always had', () => {
    expect(toHex(treeHeadMessage({ ...head, publishedAt }))).toBe(
      toHex(
        encode([
          'tallystick/tree-head/1',
          '0123456789abcdef',
          '9007199254740991',
          bytes(32, 6),
          publishedAt,
        ]),
      ),
    )
  })

  test('of liabilities is never one of a tree head', () => {
    const message = liabilitiesMessage({
      keyId: head.keyId,
      snapshotId: 'lia_1',
      currency: 'USD',
      treeSize: head.size,
      treeRootHash: head.rootHash,
      accountCount: 3,
      total: '7',
      rootHash: bytes(32, 7),
      publishedAt,
    })
    expect(toHex(message)).toMatch(toHex(encode('tallystick/liabilities/1')))
  })

  test('names its key by the first 16 digits of its hash', () => {
    expect(keyIdOf(bytes(32, 8))).toMatchInlineSnapshot(`"2578ccf8645b2d1d"`)
  })
})
