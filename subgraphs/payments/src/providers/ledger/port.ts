import type { PostingOutcome } from '../../domain/rules/decision.ts'
import type { HoldOrder, Posting } from '../../domain/rules/posting.ts'

/** What Payments needs from the Ledger. */
export type Ledger = Readonly<{
  /**
   * Posts a ledger transaction, whole or not at all. The same id with the same content gets the same answer for ever,
   * refusals too: whoever asks again after a lost answer learns what happened.
   *
   * @throws when there is no answer, so that it may or may not have been posted
   */
  post(posting: Posting, requestId: string): Promise<PostingOutcome>
  /**
   * Reserves what a payment will take. The same id with the same content gets the same answer, whatever became of the hold.
   *
   * @throws as `post` does
   */
  hold(order: HoldOrder, requestId: string): Promise<PostingOutcome>
  /** Gives back what is left of a hold. Nothing happens to one that has ended. @throws as `post` does */
  voidHold(holdId: string, requestId: string): Promise<void>
}>
