import type { Money } from '@tallystick/money'
import type { ProviderName } from '../../domain/rules/payment.ts'

/** What a provider can be asked to do. */
export type ProviderAct = 'CHARGE' | 'TRANSFER' | 'REFUND'

/** Where something stands that a provider was asked to do, as it says. */
export type ProviderStatus =
  | 'SUCCEEDED'
  | 'DECLINED'
  | 'REQUIRES_ACTION'
  | 'PROCESSING'
  | 'CANCELLED'

/** What a provider says. */
export type Outcome = Readonly<{
  status: ProviderStatus
  /** What it says it has moved or is about to; null when it does not say. Whoever asked compares it with what was asked. */
  moved: Money | null
  /** Its own name for it; null while it has told none. */
  providerReference: string | null
}>

/** Money to bring in. */
export type ChargeOrder = Readonly<{
  /** Ours, 1 to 100 characters of a to z, 0 to 9, dot, dash and underscore. */
  reference: string
  amount: Money
  /** What the provider knows the customer's card by; null when the customer chooses at the provider's page. */
  cardToken: string | null
  email: string | null
  metadata: Readonly<Record<string, string>>
}>

/** Where money can be paid out to. */
export type Destination =
  | Readonly<{
      type: 'BANK_ACCOUNT'
      /** ISO 3166-1, two capitals. */
      country: string
      bankCode: string | null
      accountNumber: string
      holderName: string
    }>
  | Readonly<{ type: 'CRYPTO_WALLET'; chain: string; address: string }>

/** Money to pay out. */
export type TransferOrder = Readonly<{
  reference: string
  amount: Money
  destination: Destination
  metadata: Readonly<Record<string, string>>
}>

/** Money to give back of what was brought in. */
export type RefundOrder = Readonly<{ reference: string; chargeReference: string; amount: Money }>

/** Nothing was sent to the provider, which is certain: it was not tried, or refused before a byte had left. */
export class NotSent extends Error {
  override name = 'NotSent'
}

/**
 * An outside system that brings money in and pays it out. Never called inside a transaction.
 *
 * Every act is called at most once for each reference by us; should it be called again all the same, it is done once. An
 * act that throws may or may not have been done, unless it throws `NotSent`: ask `find`. Every adapter passes the suite in
 * `test/processor-contract.ts`.
 */
export type Processor = Readonly<{
  name: ProviderName
  /** What it can do. It is not asked for anything else. */
  can: ReadonlySet<ProviderAct | 'CANCEL'>
  /** Charges the customer. @throws when there is no answer, or the reference was used for another amount */
  charge(order: ChargeOrder): Promise<Outcome>
  /** Pays out. @throws as `charge` does */
  transfer(order: TransferOrder): Promise<Outcome>
  /** Gives back part of a charge that has succeeded, or all of it. @throws as `charge` does */
  refund(order: RefundOrder): Promise<Outcome>
  /** Where something stands; undefined when the provider has never heard of it. @throws when there is no answer */
  find(act: ProviderAct, reference: string): Promise<Outcome | undefined>
  /**
   * Calls off a charge that nothing was taken for yet. One that has succeeded or was declined stays so.
   *
   * @returns where it stands after it, undefined when the provider has never heard of it
   * @throws when there is no answer
   */
  cancel(reference: string): Promise<Outcome | undefined>
}>
