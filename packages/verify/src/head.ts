/** Tree heads in files: how they are read, and whom one has to believe afterwards. */
import { fromBase64url, fromHex, isSameBytes, toHex } from './bytes.ts'
import { type Json, readJson } from './json.ts'
import { base64url, hex, integer, keyId as keyIdText, moment, object, oneOf } from './shape.ts'
import { isSignedBy } from './signature.ts'
import { keyIdOf, treeHeadMessage } from './tree-head.ts'
import { judged, type NotProven, type ProofFacts, refuse, type Trust } from './verdict.ts'

/** A tree head as files have it. */
export const treeHead = object({
  size: integer,
  rootHash: hex(32),
  publishedAt: moment,
  keyId: keyIdText,
  signature: base64url(64),
})

/** A tree head that was read. */
export type TreeHead = ReturnType<typeof treeHead>

/** The parts of a tree head that a reader may want to keep. */
export type ShownHead = Readonly<{ size: number; rootHash: string; publishedAt: string }>

/** That a tree head was signed. */
export type TreeHeadProof = ProofFacts &
  Readonly<{ format: 'tallystick-tree-head/1'; treeHead: ShownHead }>

/** The format of a file with a tree head alone. */
export const TREE_HEAD_FORMAT = 'tallystick-tree-head/1'

const file = object({
  format: oneOf(TREE_HEAD_FORMAT),
  publicKey: base64url(32),
  treeHead,
})

/** Verifies the signature of a tree head. Never throws for what is in the file. */
export const verifyTreeHead = (
  input: unknown,
  trust: Trust = {},
): Promise<TreeHeadProof | NotProven> =>
  judged(async () => await proveTreeHead(readJson(input), trust))

/** As `verifyTreeHead`, for JSON that was read; refuses by ending the verification. */
export async function proveTreeHead(json: Json, trust: Trust): Promise<TreeHeadProof> {
  const { publicKey, treeHead: head } = file(json, { where: 'The file' })
  const trusted = await checkHeads(publicKey, [{ head, name: 'tree head' }], trust)
  return {
    ok: true,
    format: TREE_HEAD_FORMAT,
    ...trusted,
    treeHead: shown(head),
    facts: [headFact(head)],
    basis: trustFacts(trusted),
  }
}

/** A tree head without its signature, its root in hex. */
export const shown = ({ size, rootHash, publishedAt }: TreeHead): ShownHead => ({
  size,
  rootHash: toHex(rootHash),
  publishedAt,
})

/** What a signed tree head says, as a sentence. */
export const headFact = ({ size, rootHash, publishedAt, keyId }: TreeHead): string =>
  `On ${publishedAt} the log had ${size} leaves and the root ${toHex(rootHash)}; this was signed with the key ${keyId}.`

type Trusted = Readonly<{ isKeyTrusted: boolean; isHeadTrusted: boolean; keyId: string }>

/**
 * Verifies the signatures of the file's tree heads and compares key and heads with those that the caller trusts. A trusted
 * head must be one of them: whether another belongs to the same log, only a consistency proof can say.
 */
export async function checkHeads(
  publicKey: Uint8Array,
  heads: readonly Readonly<{ head: TreeHead; name: string }>[],
  trust: Trust,
): Promise<Trusted> {
  const keyId = keyIdOf(publicKey)
  const isKeyTrusted = compareKey(publicKey, trust)
  for (const { head, name } of heads) {
    if (head.keyId !== keyId)
      refuse('OTHER_KEY', `The ${name} names the key ${head.keyId}, the file has the key ${keyId}.`)
    if (!(await isSignedBy(publicKey, treeHeadMessage(head), head.signature)))
      refuse(
        'BAD_SIGNATURE',
        `The ${name}'s signature is not one of the key ${keyId} over its size, root and moment: one of them was changed, or it was never signed.`,
      )
  }
  const isHeadTrusted = compareHead(
    heads.map(({ head }) => head),
    trust,
  )
  return { isKeyTrusted, isHeadTrusted, keyId }
}

function compareKey(publicKey: Uint8Array, { publicKey: text }: Trust): boolean {
  if (text === undefined) return false
  const trusted = fromBase64url(text)
  if (trusted?.length !== 32)
    refuse('WRONG_TRUST', 'The key to trust must be 43 characters of base64url (32 bytes).')
  if (isSameBytes(trusted, publicKey)) return true
  return refuse(
    'OTHER_KEY',
    `The file has the key ${keyIdOf(publicKey)}, you trust the key ${keyIdOf(trusted)}.`,
  )
}

function compareHead(heads: readonly TreeHead[], { treeHead: trusted }: Trust): boolean {
  if (trusted === undefined) return false
  const root = fromHex(trusted.rootHash)
  if (!Number.isSafeInteger(trusted.size) || trusted.size < 0 || root?.length !== 32)
    refuse('WRONG_TRUST', 'The tree head to trust needs a size and a root of 64 digits of hex.')
  const same = heads.find(({ size }) => size === trusted.size)
  if (!same)
    return refuse(
      'OTHER_HEAD',
      `The file is about a log of ${heads.map(({ size }) => size).join(' and ')} leaves, the tree head that you trust of ${trusted.size}: ask for the consistency proof between them.`,
    )
  if (isSameBytes(same.rootHash, root)) return true
  return refuse(
    'OTHER_HEAD',
    `For ${same.size} leaves the file has the root ${toHex(same.rootHash)}, you trust ${trusted.rootHash}: these are two different histories.`,
  )
}

/** Whom one has to believe, as sentences. */
export function trustFacts({ isKeyTrusted, isHeadTrusted, keyId }: Trusted): string[] {
  const key = isKeyTrusted
    ? `The key ${keyId} is the one you trust.`
    : `The key ${keyId} stands in the file itself and was not compared with one you trust: whoever made the file may have made the key, too.`
  return isHeadTrusted ? [key, 'The tree head is the one you trust.'] : [key]
}
