/** Receipts: that the ledger transactions of a payment are in the tally log, as they are told. */
import { amountText } from './amount.ts'
import { checkHeads, headFact, type ShownHead, shown, treeHead, trustFacts } from './head.ts'
import { type Json, readJson } from './json.ts'
import { commitment, encodeLedgerTransactionLeaf } from './leaf.ts'
import {
  base64url,
  currency,
  decimal,
  type Field,
  type FieldInFile,
  field,
  hex,
  id,
  integer,
  list,
  moment,
  nullable,
  object,
  oneOf,
  type Reader,
  text,
} from './shape.ts'
import { inclusionPathLength, leafHash, verifyInclusion } from './tree.ts'
import { judged, type NotProven, type ProofFacts, quoted, refuse, type Trust } from './verdict.ts'

/** The format of receipts. */
export const RECEIPT_FORMAT = 'tallystick-receipt/1'

const LEDGER_TRANSACTIONS_MAX = 1_000
const ENTRIES_MAX = 1_000
const PATH_MAX = 64
const WORDS_MAX = 100_000
const PAIRS_MAX = 1_000

const pair: Reader<readonly [string, string]> = (value, at) => {
  const [key, said] = list(text(WORDS_MAX), { name: 'text', min: 2, max: 2 })(value, at)
  return [key ?? '', said ?? '']
}

/** In the one order there is: keys ascend and none comes twice. */
const metadata: Reader<readonly (readonly [string, string])[] | null> = nullable((value, at) => {
  const pairs = list(pair, { name: 'pair', max: PAIRS_MAX })(value, at)
  const misplaced = pairs.findIndex(
    ([key], index) => index > 0 && key <= (pairs[index - 1]?.[0] ?? ''),
  )
  if (misplaced > 0)
    refuse(
      'WRONG_VALUE',
      `${at.where}: pair ${misplaced + 1} is not in the order of keys.`,
      at.index,
    )
  return pairs
})

const entry = object({
  ledgerAccountId: id('lac'),
  code: text(200),
  accountId: nullable(id('acc')),
  side: oneOf('DEBIT', 'CREDIT'),
  amount: decimal('one'),
  currency,
  version: decimal('one'),
  balanceAfter: field(decimal('any')),
})

const ledgerTransaction = object({
  index: integer,
  id: id('ltx'),
  paymentId: nullable(id('pay')),
  reverses: nullable(id('ltx')),
  effectiveAt: moment,
  recordedAt: moment,
  description: field(text(WORDS_MAX)),
  metadata: field(metadata),
  entries: list(entry, { name: 'entry', min: 2, max: ENTRIES_MAX }),
  inclusion: list(hex(32), { name: 'node', max: PATH_MAX }),
})

const file = object({
  format: oneOf(RECEIPT_FORMAT),
  // A ledger transaction may belong to no payment; then the receipt is for it alone.
  paymentId: nullable(id('pay')),
  publicKey: base64url(32),
  treeHead,
  ledgerTransactions: list(ledgerTransaction, {
    name: 'ledger transaction',
    min: 1,
    max: LEDGER_TRANSACTIONS_MAX,
    isIndexed: true,
  }),
})

type Receipt = ReturnType<typeof file>
type LedgerTransactionInFile = ReturnType<typeof ledgerTransaction>
type EntryInFile = ReturnType<typeof entry>

/** An entry that is proven. Amounts and balance are decimal text in minor units. */
export type ProvenEntry = Readonly<
  Omit<EntryInFile, 'balanceAfter'> & { balanceAfter: Field<string> }
>

/** A ledger transaction that is proven to be the log's leaf of this index. */
export type ProvenLedgerTransaction = Readonly<
  Omit<LedgerTransactionInFile, 'description' | 'metadata' | 'entries' | 'inclusion'> & {
    description: Field<string>
    metadata: Field<readonly (readonly [string, string])[] | null>
    entries: readonly ProvenEntry[]
  }
>

/** That these ledger transactions of the payment are in the log. That there are no others is not proven. */
export type ReceiptProof = ProofFacts &
  Readonly<{
    format: typeof RECEIPT_FORMAT
    /** Null for a ledger transaction that belongs to no payment. */
    paymentId: string | null
    treeHead: ShownHead
    ledgerTransactions: readonly ProvenLedgerTransaction[]
  }>

/** Verifies a receipt, given as its text or as the value that is in it. Never throws for what is in it. */
export const verifyReceipt = (
  input: unknown,
  trust: Trust = {},
): Promise<ReceiptProof | NotProven> =>
  judged(async () => await proveReceipt(readJson(input), trust))

/** As `verifyReceipt`, for JSON that was read; refuses by ending the verification. */
export async function proveReceipt(json: Json, trust: Trust): Promise<ReceiptProof> {
  const receipt = file(json, { where: 'The file' })
  const { publicKey, paymentId, treeHead: head, ledgerTransactions } = receipt
  const trusted = await checkHeads(publicKey, [{ head, name: 'tree head' }], trust)
  assertNoneTwice(ledgerTransactions)
  for (const [at, each] of ledgerTransactions.entries()) {
    assertOfPayment(each, at, receipt)
    assertBalanced(each, at)
    assertInTree(each, at, receipt)
  }
  return {
    ok: true,
    format: RECEIPT_FORMAT,
    ...trusted,
    paymentId,
    treeHead: shown(head),
    ledgerTransactions: ledgerTransactions.map(toProven),
    facts: [
      paymentFact(paymentId, ledgerTransactions.length),
      ...ledgerTransactions.flatMap(factsOf),
    ],
    basis: [headFact(head), ...trustFacts(trusted)],
  }
}

const nameOf = ({ id: ltx }: LedgerTransactionInFile, at: number): string =>
  `Ledger transaction ${at + 1} (${ltx})`

function assertNoneTwice(ledgerTransactions: readonly LedgerTransactionInFile[]): void {
  const seen = new Set<string | number>()
  for (const [at, each] of ledgerTransactions.entries()) {
    if (seen.has(each.id) || seen.has(each.index))
      refuse('REPEATED', `${nameOf(each, at)}: stands in the file twice.`, at)
    seen.add(each.id).add(each.index)
  }
}

function assertOfPayment(each: LedgerTransactionInFile, at: number, { paymentId }: Receipt): void {
  if (each.paymentId === paymentId) return
  const belongsTo = each.paymentId ? `the payment ${each.paymentId}` : 'no payment'
  refuse(
    'OTHER_PAYMENT',
    `${nameOf(each, at)}: belongs to ${belongsTo}, the receipt is for ${paymentId ?? 'no payment'}.`,
    at,
  )
}

function assertBalanced(each: LedgerTransactionInFile, at: number): void {
  const sums = new Map<string, { DEBIT: bigint; CREDIT: bigint }>()
  for (const { side, amount, currency: code } of each.entries) {
    const sum = sums.get(code) ?? { DEBIT: 0n, CREDIT: 0n }
    sum[side] += BigInt(amount)
    sums.set(code, sum)
  }
  for (const [code, { DEBIT: debits, CREDIT: credits }] of sums)
    if (debits !== credits)
      refuse(
        'UNBALANCED',
        `${nameOf(each, at)}: its debits are ${amountText(`${debits}`, code)}, its credits ${amountText(`${credits}`, code)}.`,
        at,
      )
}

function assertInTree(each: LedgerTransactionInFile, at: number, receipt: Receipt): void {
  const { index, inclusion } = each
  const { size, rootHash } = receipt.treeHead
  if (index >= size)
    refuse(
      'OUTSIDE_TREE',
      `${nameOf(each, at)}: the log of ${size} leaves has no index ${index}.`,
      at,
    )
  const length = inclusionPathLength(index, size)
  if (inclusion.length !== length)
    refuse(
      'WRONG_PATH',
      `${nameOf(each, at)}: its way to the root has ${inclusion.length} nodes; from index ${index} of ${size} leaves it takes ${length}.`,
      at,
    )
  const leaf = leafHash(encodeLedgerTransactionLeaf(toLeaf(each)))
  if (!verifyInclusion({ index, size, leafHash: leaf, path: inclusion, rootHash }))
    refuse(
      'NOT_IN_TREE',
      `${nameOf(each, at)}: is not what the log has at index ${index}. A field of it, its index, or a node of its way to the root was changed.`,
      at,
    )
}

function toLeaf({ description, metadata: pairs, entries, ...same }: LedgerTransactionInFile) {
  return {
    ...same,
    descriptionCommitment: commitmentOf(description),
    metadataCommitment: commitmentOf(pairs),
    entries: entries.map(({ balanceAfter, ...each }) => ({
      ...each,
      balanceCommitment: commitmentOf(balanceAfter),
    })),
  }
}

const commitmentOf = (
  told: FieldInFile<string | readonly (readonly [string, string])[] | null>,
): Uint8Array => (told.isOpen ? commitment(told.salt, told.value) : told.commitment)

function toProven({
  inclusion: _,
  description,
  metadata: pairs,
  entries,
  ...same
}: LedgerTransactionInFile): ProvenLedgerTransaction {
  return {
    ...same,
    description: withoutProof(description),
    metadata: withoutProof(pairs),
    entries: entries.map((each) => ({ ...each, balanceAfter: withoutProof(each.balanceAfter) })),
  }
}

const withoutProof = <Value>(told: FieldInFile<Value>): Field<Value> =>
  told.isOpen ? { isOpen: true, value: told.value } : { isOpen: false }

const paymentFact = (paymentId: string | null, count: number): string =>
  paymentId
    ? `The payment ${paymentId} has ${countOf(count)} in the log, exactly as told here.`
    : `The log has ${countOf(count)} of no payment, exactly as told here.`

const countOf = (count: number): string =>
  count === 1 ? 'one ledger transaction' : `${count} ledger transactions`

function factsOf(each: LedgerTransactionInFile): string[] {
  const { index, reverses, description, effectiveAt, recordedAt } = each
  const undone = reverses ? ` It undoes ${reverses}.` : ''
  const words = description.isOpen
    ? ` Its description: ${quoted(description.value)}.`
    : ' Its description is not shown here.'
  return [
    `${each.id}, index ${index} of the log, recorded at ${recordedAt}, in effect from ${effectiveAt}.${undone}${words}`,
    ...each.entries.map(entryFact),
  ]
}

function entryFact({ side, amount, currency: code, balanceAfter, ...of }: EntryInFile): string {
  const owner = of.accountId ? `the account ${of.accountId}` : 'the house'
  const balance = balanceAfter.isOpen ? amountText(balanceAfter.value, code) : 'not shown here'
  return `${side} of ${amountText(amount, code)} on ${quoted(of.code)} of ${owner}, ledger account ${of.ledgerAccountId}, entry ${of.version} there; balance after it: ${balance}.`
}
