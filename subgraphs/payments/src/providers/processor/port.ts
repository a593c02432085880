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
  /** Where the customer has to go, with REQUIRES_ACTION, unless it says nothing of it. */
  actionUrl?: string
  /** Its own words for why, at most 200 characters: for people to read, never to be branched on. */
  reason?: string
}>

/** Money to bring in. */
export type ChargeOrder = Readonly<{
  /** Ours, 1 to 100 characters of a to z, 0 to 9, dot, dash and underscore. */
  reference: string
  amount: Money
  /** What the provider knows the customer's card by; null when the customer chooses at the provider's page. */
  cardToken: string | null
  /** The providers of the world want one. */
  email: string | null
  /** Where the customer comes back to from the provider's page; the one that the adapter was opened with when left out. */
  callbackUrl?: string
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

/** A genuine webhook. It says that something should be looked at: nothing is credited for its word. */
export type WebhookEvent = Readonly<{
  /** The provider's own; where it gives none, the SHA-256 of the raw body in hex. */
  eventId: string
  /** As the provider names it. */
  type: string
  act: ProviderAct
  /** Ours. */
  reference: string
  status: ProviderStatus
  /** What it says was moved; null when it does not say, or in a way that we cannot read exactly. */
  moved: Money | null
}>

/** Why a webhook is not taken. IGNORED: it is genuine, and we have no use for its type. */
export type WebhookRefusal = 'BAD_SIGNATURE' | 'TOO_OLD' | 'MALFORMED' | 'IGNORED'

/** What a webhook is read to be. */
export type WebhookRead =
  | Readonly<{ ok: true; event: WebhookEvent }>
  | Readonly<{ ok: false; refusal: WebhookRefusal }>

/** A webhook as it came. */
export type RawWebhook = Readonly<{
  /** By names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  body: Uint8Array
  now: Date
}>

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
  can: ReadonlySet<ProviderAct | 'INITIALIZE' | 'CANCEL'>
  /**
   * Opens a page where the customer pays: a charge that answers REQUIRES_ACTION with an `actionUrl`.
   *
   * @throws as `charge` does
   */
  initialize(order: ChargeOrder): Promise<Outcome>
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
  /** Reads a webhook. Nothing of its body is parsed before the signature is found good. Never throws. */
  readWebhook(raw: RawWebhook): WebhookRead
}>
