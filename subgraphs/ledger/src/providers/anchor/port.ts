/** What an anchor holds of a tree head, as anyone can read it there. */
export type AnchoredHead = Readonly<{
  size: number
  /** 32 bytes. */
  rootHash: Uint8Array
}>

/** A tree head as it was signed. */
export type HeadToAnchor = AnchoredHead &
  Readonly<{
    /** ISO 8601 in UTC, as it is signed. */
    publishedAt: string
    keyId: string
    signature: Uint8Array
    /** Ed25519, 32 bytes, base64url. */
    publicKey: string
  }>

/** What a publication needs to know beside the head. */
export type Publication = Readonly<{
  /** The reference of the latest head that is recorded as anchored here; undefined when none is. */
  last: string | undefined
  /** Gives up the wait; what was sent is found again by the next call. */
  signal: AbortSignal
}>

/**
 * A place outside, where a tree head that was written down cannot be taken back by us alone.
 *
 * Every adapter passes the suite in `test/anchor-contract.ts`. Calls for one anchor come one after the other.
 */
export type Anchor = Readonly<{
  /** `file`, `ethereum` or `bitcoin`. */
  name: string
  /**
   * Writes a head down, once however often it is called: also after an answer that was lost and in a new process.
   *
   * @returns where it is, once it is there to stay
   * @throws when there is no answer, or none in time: the head may or may not have been written down, so call again
   */
  publish(head: HeadToAnchor, publication: Publication): Promise<Readonly<{ reference: string }>>
  /** What is written down under a reference; undefined when nothing is. @throws when there is no answer */
  find(reference: string): Promise<AnchoredHead | undefined>
}>
