import { hash as digest } from 'node:crypto'
import {
  commitment,
  encodeLedgerTransactionLeaf,
  fieldSalt,
  leafHash,
  metadataValue,
  toHex,
} from '@tallystick/verify'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashOfTransaction } from './leaf-hash.ts'
import type { SealedTransaction } from './tally-leaf.ts'

const inText = (bytes: Uint8Array) => digest('sha256', bytes, 'binary')

/** What callers write: any text that Postgres can hold, short and long. */
const words = fc.oneof(
  fc.constantFrom('', 'é', '🍜', 'a'.repeat(5_000), '昼'.repeat(2_000)),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const moment = fc.constantFrom('2026-11-22T10:00:00.000Z', '1999-12-31T23:59:59.123456Z')
const id = fc.stringMatching(/^[a-z]{3}_[0-9a-z]{26}$/)
const minor = fc.bigInt({ min: -(10n ** 78n), max: 10n ** 78n }).map(String)
const anyEntry = fc.record({
  ledgerAccountId: id,
  code: fc.constantFrom('CUSTOMER_WALLET', 'FEE_INCOME'),
  accountId: fc.option(id),
  ownerId: fc.option(id),
  side: fc.constantFrom('DEBIT' as const, 'CREDIT' as const),
  amount: minor,
  currency: fc.constantFrom('USD', 'USDC'),
  version: fc.nat().map(String),
  balanceAfter: minor,
})
const anyTransaction: fc.Arbitrary<SealedTransaction> = fc.record({
  id,
  paymentId: fc.option(id),
  reverses: fc.option(id),
  effectiveAt: moment,
  recordedAt: moment,
  description: words,
  metadata: fc.option(fc.dictionary(words, words, { maxKeys: 4 })),
  salt: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  entries: fc.array(anyEntry, { maxLength: 30 }),
})

/** As `@tallystick/verify` defines it, value by value. */
function defined(transaction: SealedTransaction): Uint8Array {
  const shut = (label: string, value: Parameters<typeof commitment>[1]) =>
    commitment(fieldSalt(transaction.salt, label), value)
  const leaf = encodeLedgerTransactionLeaf({
    ...transaction,
    descriptionCommitment: shut('description', transaction.description),
    metadataCommitment: shut('metadata', metadataValue(transaction.metadata)),
    entries: transaction.entries.map((entry, index) => ({
      ...entry,
      balanceCommitment: shut(`balance/${index + 1}`, entry.balanceAfter),
    })),
  })
  return leafHash(leaf)
}

it('hashes the bytes that a leaf is defined to have, whatever the ledger transaction', () => {
  fc.assert(
    fc.property(anyTransaction, (transaction) => {
      expect(toHex(hashOfTransaction(transaction, inText))).toBe(toHex(defined(transaction)))
    }),
    { numRuns: 300 },
  )
})
