import type { Money } from '@tallystick/money'
import type { ChargeStatus } from '../../domain/rules/decision.ts'

/** What a processor says about a charge when it says anything. */
export type ProcessorStatus = Exclude<ChargeStatus, 'UNKNOWN'>

/**
 * An outside system that brings money in. Never called inside a transaction.
 *
 * Every adapter passes the suite in `test/processor-contract.ts`.
 */
export type Processor = Readonly<{
  /**
   * Charges the customer once for each reference, however often it is called, and answers with where the charge stands.
   *
   * @param reference ours, 1 to 255 characters; with another amount than before it is refused by throwing
   * @throws when there is no answer: the charge may or may not have been made, so ask `find`
   */
  charge(order: Readonly<{ reference: string; amount: Money }>): Promise<ProcessorStatus>
  /** Where a charge stands; undefined when the processor has never heard of it. @throws when there is no answer */
  find(reference: string): Promise<ProcessorStatus | undefined>
  /**
   * Calls off a charge that nothing was taken for yet. One that has succeeded or was declined stays so: whoever found it
   * succeeded may be posting it at this moment.
   *
   * @returns where the charge stands after it, undefined when the processor has never heard of it
   * @throws when there is no answer
   */
  cancel(reference: string): Promise<ProcessorStatus | undefined>
  /**
   * Gives back what was taken, or calls off what was not. Only for a charge that the ledger has refused to post, which it
   * remembers: nobody can post it afterwards.
   *
   * @returns where the charge stands after it, undefined when the processor has never heard of it
   * @throws when there is no answer
   */
  giveBack(reference: string): Promise<ProcessorStatus | undefined>
}>
