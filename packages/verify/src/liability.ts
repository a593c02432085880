/** Liabilities: that an account's balance is in the sum that the house says it owes. */
import { amountText } from './amount.ts'
import { isSameBytes, toHex } from './bytes.ts'
import { checkHeads, headFact, type ShownHead, shown, treeHead, trustFacts } from './head.ts'
import { type Json, readJson } from './json.ts'
import {
  base64url,
  currency,
  decimal,
  hex,
  id,
  integer,
  keyId as keyIdText,
  list,
  moment,
  object,
  oneOf,
} from './shape.ts'
import { isSignedBy } from './signature.ts'
import { siblingsOf, sumLeaf, sumRootFromPath } from './sum-tree.ts'
import { liabilitiesMessage } from './tree-head.ts'
import { judged, type NotProven, type ProofFacts, refuse, type Trust } from './verdict.ts'

/** The format of liability proofs. */
export const LIABILITY_FORMAT = 'tallystick-liability/1'

const PATH_MAX = 64

const file = object({
  format: oneOf(LIABILITY_FORMAT),
  publicKey: base64url(32),
  treeHead,
  snapshot: object({
    id: id('lia'),
    currency,
    treeSize: integer,
    treeRootHash: hex(32),
    accountCount: integer,
    total: decimal('zero'),
    rootHash: hex(32),
    publishedAt: moment,
    keyId: keyIdText,
    signature: base64url(64),
  }),
  account: object({ id: id('acc'), balance: decimal('zero'), nonce: hex(32), index: integer }),
  path: list(object({ hash: hex(32), sum: decimal('zero') }), {
    name: 'node',
    max: PATH_MAX,
    isIndexed: true,
  }),
})

type LiabilityFile = ReturnType<typeof file>

/** That a balance is part of a total. Amounts are decimal text in minor units. */
export type LiabilityProof = ProofFacts &
  Readonly<{
    format: typeof LIABILITY_FORMAT
    accountId: string
    balance: string
    currency: string
    snapshotId: string
    total: string
    accountCount: number
    publishedAt: string
    treeHead: ShownHead
  }>

/** Verifies a liability proof, given as its text or as the value that is in it. Never throws for what is in it. */
export const verifyLiabilityProof = (
  input: unknown,
  trust: Trust = {},
): Promise<LiabilityProof | NotProven> =>
  judged(async () => await proveLiability(readJson(input), trust))

/** As `verifyLiabilityProof`, for JSON that was read; refuses by ending the verification. */
export async function proveLiability(json: Json, trust: Trust): Promise<LiabilityProof> {
  const told = file(json, { where: 'The file' })
  const { publicKey, treeHead: head, snapshot, account } = told
  const trusted = await checkHeads(publicKey, [{ head, name: 'tree head' }], trust)
  await assertSigned(told, trusted.keyId)
  assertOfHead(told)
  assertInSum(told)
  const { id: accountId, balance } = account
  const { currency: code, total, accountCount, publishedAt } = snapshot
  return {
    ok: true,
    format: LIABILITY_FORMAT,
    ...trusted,
    accountId,
    balance,
    currency: code,
    snapshotId: snapshot.id,
    total,
    accountCount,
    publishedAt,
    treeHead: shown(head),
    facts: [
      `On ${publishedAt} the house stated to owe ${amountText(total, code)} to ${accountCount} accounts (snapshot ${snapshot.id}), at the log's ${snapshot.treeSize} leaves.`,
      `The account ${accountId} is in that sum with ${amountText(balance, code)}.`,
    ],
    basis: [headFact(head), ...trustFacts(trusted)],
  }
}

async function assertSigned({ publicKey, snapshot }: LiabilityFile, keyId: string): Promise<void> {
  if (snapshot.keyId !== keyId)
    refuse(
      'OTHER_KEY',
      `The snapshot names the key ${snapshot.keyId}, the file has the key ${keyId}.`,
    )
  const message = liabilitiesMessage({ ...snapshot, snapshotId: snapshot.id })
  if (!(await isSignedBy(publicKey, message, snapshot.signature)))
    refuse(
      'BAD_SIGNATURE',
      `The snapshot's signature is not one of the key ${keyId} over what the snapshot says: it was changed, or never signed.`,
    )
}

function assertOfHead({ treeHead: head, snapshot }: LiabilityFile): void {
  if (snapshot.treeSize === head.size && isSameBytes(snapshot.treeRootHash, head.rootHash)) return
  refuse(
    'OTHER_HEAD',
    `The snapshot is of the log with ${snapshot.treeSize} leaves and the root ${toHex(snapshot.treeRootHash)}, the file's tree head has ${head.size} and ${toHex(head.rootHash)}.`,
  )
}

function assertInSum({ snapshot, account, path }: LiabilityFile): void {
  const { index } = account
  const { accountCount: size, total, rootHash } = snapshot
  if (index >= size)
    refuse('OUTSIDE_TREE', `The account: of ${size} accounts none has the index ${index}.`)
  const length = siblingsOf(index, size).length
  if (path.length !== length)
    refuse(
      'WRONG_PATH',
      `The way to the root has ${path.length} nodes; from account ${index} of ${size} it takes ${length}.`,
    )
  const leaf = sumLeaf({
    accountId: account.id,
    nonce: account.nonce,
    balance: BigInt(account.balance),
  })
  const nodes = path.map(({ hash, sum }) => ({ hash, sum: BigInt(sum) }))
  const root = sumRootFromPath({ index, size, leaf, path: nodes })
  if (!root || !isSameBytes(root.hash, rootHash))
    refuse(
      'NOT_IN_TREE',
      `The account ${account.id} is not what the snapshot has at index ${index}. Its balance, nonce or index, or a node of the way to the root was changed.`,
    )
  if (root.sum !== BigInt(total))
    refuse('NOT_IN_TREE', `The balances add up to ${root.sum}, the snapshot says ${total}.`)
}
