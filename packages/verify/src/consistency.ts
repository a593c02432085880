/** Consistency: that a later state of the log begins with an earlier one, so that nothing was changed or taken out. */
import { checkHeads, headFact, type ShownHead, shown, treeHead, trustFacts } from './head.ts'
import { type Json, readJson } from './json.ts'
import { base64url, hex, list, object, oneOf } from './shape.ts'
import { consistencyPathLength, verifyConsistency } from './tree.ts'
import { judged, type NotProven, type ProofFacts, refuse, type Trust } from './verdict.ts'

/** The format of consistency proofs. */
export const CONSISTENCY_FORMAT = 'tallystick-consistency/1'

const PATH_MAX = 64

const file = object({
  format: oneOf(CONSISTENCY_FORMAT),
  publicKey: base64url(32),
  from: treeHead,
  to: treeHead,
  path: list(hex(32), { name: 'node', max: PATH_MAX, isIndexed: true }),
})

/** That the log at `to` begins with the log at `from`. */
export type ConsistencyProof = ProofFacts &
  Readonly<{ format: typeof CONSISTENCY_FORMAT; from: ShownHead; to: ShownHead }>

/** Verifies a consistency proof, given as its text or as the value that is in it. Never throws for what is in it. */
export const verifyConsistencyProof = (
  input: unknown,
  trust: Trust = {},
): Promise<ConsistencyProof | NotProven> =>
  judged(async () => await proveConsistency(readJson(input), trust))

/** As `verifyConsistencyProof`, for JSON that was read; refuses by ending the verification. */
export async function proveConsistency(json: Json, trust: Trust): Promise<ConsistencyProof> {
  const { publicKey, from, to, path } = file(json, { where: 'The file' })
  const heads = [
    { head: from, name: 'earlier tree head (from)' },
    { head: to, name: 'later tree head (to)' },
  ]
  const trusted = await checkHeads(publicKey, heads, trust)
  if (from.size > to.size)
    refuse('OUTSIDE_TREE', `A log of ${to.size} leaves does not begin with one of ${from.size}.`)
  const length = consistencyPathLength(from.size, to.size)
  if (path.length !== length)
    refuse(
      'WRONG_PATH',
      `The proof has ${path.length} nodes; from ${from.size} to ${to.size} leaves it takes ${length}.`,
    )
  const sizes = { fromSize: from.size, fromRoot: from.rootHash }
  if (!verifyConsistency({ ...sizes, toSize: to.size, toRoot: to.rootHash, path }))
    refuse(
      'NOT_CONSISTENT',
      `The log of ${to.size} leaves is not shown to begin with the log of ${from.size}: a node of the proof was changed, or the history was.`,
    )
  return {
    ok: true,
    format: CONSISTENCY_FORMAT,
    ...trusted,
    from: shown(from),
    to: shown(to),
    facts: [
      `The first ${from.size} leaves of the log are still what they were when it had no more, and ${to.size - from.size} were added.`,
    ],
    basis: [headFact(from), headFact(to), ...trustFacts(trusted)],
  }
}
