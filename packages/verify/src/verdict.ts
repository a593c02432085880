/** Why something is not proven. `docs/concepts/tally-log.md` says what each means. */
export type RefusalCode =
  | 'TOO_LARGE'
  | 'NOT_JSON'
  | 'UNKNOWN_FORMAT'
  | 'WRONG_SHAPE'
  | 'WRONG_VALUE'
  | 'WRONG_TRUST'
  | 'NO_CRYPTO'
  | 'OTHER_KEY'
  | 'OTHER_HEAD'
  | 'BAD_SIGNATURE'
  | 'OTHER_PAYMENT'
  | 'REPEATED'
  | 'UNBALANCED'
  | 'OUTSIDE_TREE'
  | 'WRONG_PATH'
  | 'NOT_IN_TREE'
  | 'NOT_CONSISTENT'

/** The answer when something is not proven: what is wrong and where, in words and for programs. */
export type NotProven = Readonly<{
  ok: false
  code: RefusalCode
  message: string
  /** Which ledger transaction of the file, or node of its path, from 0; left out when it is none of them. */
  index?: number
}>

/** What every proof says, whatever is proven. */
export type ProofFacts = Readonly<{
  ok: true
  /** The public key was compared with one that the caller trusts. Without that, whoever made the file may have made it. */
  isKeyTrusted: boolean
  /** The tree head was compared with one that the caller trusts. */
  isHeadTrusted: boolean
  keyId: string
  /** What is proven, in sentences. */
  facts: readonly string[]
  /** What the proof stands on, and whom one has to believe, in sentences. */
  basis: readonly string[]
}>

/** What the caller trusts already, from elsewhere than the file. */
export type Trust = Readonly<{
  /** The ledger's Ed25519 key, 32 bytes in base64url. */
  publicKey?: string | undefined
  /** A tree head seen before or written down elsewhere. */
  treeHead?: Readonly<{ size: number; rootHash: string }> | undefined
}>

/** Where a value stands in the file. */
export type At = Readonly<{ where: string; index?: number }>

/** Ends the verification in progress; `judged` turns it into an answer, so that it never leaves this package. */
class Stop extends Error {
  readonly answer: NotProven

  constructor(answer: NotProven) {
    super(answer.message)
    this.answer = answer
  }
}

/** Ends the verification with a reason. */
export function refuse(code: RefusalCode, message: string, index?: number): never {
  throw new Stop({ ok: false, code, message, ...(index === undefined ? {} : { index }) })
}

/** The proof, or why there is none. */
export async function judged<Proof>(prove: () => Promise<Proof>): Promise<Proof | NotProven> {
  try {
    return await prove()
  } catch (cause) {
    if (cause instanceof Stop) return cause.answer
    throw cause
  }
}

const SHOWN_MAX = 200

/**
 * Text of the file, safe to show: cut when long, with everything escaped that would steer a terminal or turn the reading
 * direction.
 */
export function quoted(text: string): string {
  const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
  const escaped = JSON.stringify(shown).replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
  return escaped
}
