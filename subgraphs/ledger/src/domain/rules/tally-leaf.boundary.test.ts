import { hash as digest } from 'node:crypto'
import {
  commitment,
  encodeAuditHeadLeaf,
  encodeLedgerTransactionLeaf,
  fieldSalt,
  type Hash,
  leafHash,
  metadataValue,
  toHex,
} from '@tallystick/verify'
import { describe, expect, it, test } from 'vitest'
import { hashOfTransaction } from './leaf-hash.ts'
import { hashOfAuditHead, receiptOf, type SealedEntry } from './tally-leaf.ts'

const hash: Hash = (bytes) => digest('sha256', bytes, 'buffer')
const inLatin1 = (bytes: Uint8Array) => digest('sha256', bytes, 'binary')
const salt = new Uint8Array(16).fill(7)

const entry = (owner: string, balanceAfter: string): SealedEntry => ({
  ledgerAccountId: 'lac_1',
  code: 'CUSTOMER_WALLET',
  accountId: `acc_${owner}`,
  ownerId: `usr_${owner}`,
  side: 'DEBIT',
  amount: '5',
  currency: 'USD',
  version: '1',
  balanceAfter,
})
const transaction = {
  id: 'ltx_1',
  paymentId: 'pay_1',
  reverses: null,
  effectiveAt: '2026-11-22T10:00:00.000Z',
  recordedAt: '2026-11-22T10:00:01.000Z',
  description: 'rent',
  metadata: { b: '2', a: '1' },
  salt,
  entries: [entry('ada', '95'), entry('ben', '105')],
}
const shut = (label: string, value: Parameters<typeof commitment>[1]) =>
  commitment(fieldSalt(salt, label, hash), value, hash)
const metadata = metadataValue(transaction.metadata)
const opened = (label: string, value: unknown) => ({
  value,
  salt: toHex(fieldSalt(salt, label, hash)),
})
const closed = (label: string, value: Parameters<typeof commitment>[1]) => ({
  commitment: toHex(shut(label, value)),
})

it('a leaf commits to description, metadata and each balance under a label of its own', () => {
  const leaf = encodeLedgerTransactionLeaf({
    ...transaction,
    descriptionCommitment: shut('description', 'rent'),
    metadataCommitment: shut('metadata', metadata),
    entries: transaction.entries.map((each, index) => ({
      ...each,
      balanceCommitment: shut(`balance/${index + 1}`, each.balanceAfter),
    })),
  })
  expect(toHex(hashOfTransaction(transaction, inLatin1))).toBe(toHex(leafHash(leaf, hash)))
})

describe('a receipt', () => {
  test.each([
    ['an administrator', true, 'usr_ada', 'usr_ben'],
    ['one side', false, 'usr_ada', ''],
    ['the other side', false, 'usr_ben', ''],
    ['nobody', false, '', ''],
  ])('shows %s what is theirs', (_who, isAdmin, ...owners) => {
    const maySee = (ownerId: string | null) => ownerId !== null && owners.includes(ownerId)
    const { entries, ...receipt } = receiptOf(transaction, { isAdmin, maySee }, hash)
    expect(receipt).toEqual({
      id: 'ltx_1',
      paymentId: 'pay_1',
      reverses: null,
      effectiveAt: transaction.effectiveAt,
      recordedAt: transaction.recordedAt,
      description: opened('description', 'rent'),
      metadata: (isAdmin ? opened : closed)('metadata', metadata),
    })
    const expected = transaction.entries.map(({ ownerId, balanceAfter, ...each }, index) => ({
      ...each,
      balanceAfter: (maySee(ownerId) ? opened : closed)(`balance/${index + 1}`, balanceAfter),
    }))
    expect(entries).toEqual(expected)
  })
})

describe('an audit head', () => {
  it('is a leaf of its position and its hash', () => {
    const bytes = new Uint8Array(32).fill(9)
    const leaf = leafHash(encodeAuditHeadLeaf('12', bytes), hash)
    expect(hashOfAuditHead({ position: '12', hash: toHex(bytes) }, hash)).toEqual(leaf)
  })

  test.each(['', 'zz', '09'.repeat(31), '09'.repeat(33)])('is not hashed as %s', (text) => {
    expect(() => hashOfAuditHead({ position: '12', hash: text }, hash)).toThrow(
      new TypeError('an audit head has a hash of 32 bytes in hex'),
    )
  })
})
