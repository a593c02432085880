/**
 * Stripe, by its SDK. A charge is a PaymentIntent that is confirmed at once with a payment method which Stripe holds; ours is
 * the idempotency key, and `metadata.reference`, by which it is found again.
 *
 * It pays nobody out whom it does not know (Connect), so payouts are other providers'.
 */
import { type Currency, isCurrency, type Money, money } from '@tallystick/money'
import Stripe from 'stripe'
import type { ProviderHttp } from './http.ts'
import { outcomeOf, refusedAs } from './outcome.ts'
import {
  type ChargeOrder,
  NotSent,
  type Outcome,
  type Processor,
  type ProviderAct,
  type ProviderStatus,
  type RawWebhook,
  type RefundOrder,
  type WebhookRead,
} from './port.ts'

const CURRENCIES: readonly string[] = ['USD', 'EUR', 'NGN', 'JPY', 'KWD']
/** Stripe's bound: eight digits in the currency's smallest unit. */
const AMOUNT_MAX = 99_999_999n
/** A webhook that was signed longer ago is not taken, in seconds. */
const TOLERANCE_S = 300
/** How many of the newest are read to find one again. */
const NEWEST_MAX = 1_000
const PER_PAGE = 100

const CHARGE_STATUSES: Readonly<Record<string, ProviderStatus>> = {
  succeeded: 'SUCCEEDED',
  canceled: 'CANCELLED',
  requires_payment_method: 'DECLINED',
  requires_action: 'REQUIRES_ACTION',
  requires_confirmation: 'PROCESSING',
  requires_capture: 'PROCESSING',
  processing: 'PROCESSING',
}
const REFUND_STATUSES: Readonly<Record<string, ProviderStatus>> = {
  succeeded: 'SUCCEEDED',
  failed: 'DECLINED',
  canceled: 'CANCELLED',
  pending: 'PROCESSING',
  requires_action: 'PROCESSING',
}

/** What Stripe is opened with. */
export type StripeOptions = Readonly<{
  secret: string
  /** Without it no webhook is taken. */
  webhookSecret: string | undefined
  /** Without a path. */
  url: string
  callbackUrl?: string | undefined
}>

/** Opens Stripe. */
export function newStripe(http: ProviderHttp, options: StripeOptions): Processor {
  const { secret, url, webhookSecret } = options
  const { hostname: host, port, protocol } = new URL(url)
  const isSecure = protocol === 'https:'
  const stripe = new Stripe(secret, {
    host,
    port: port || (isSecure ? 443 : 80),
    protocol: isSecure ? 'https' : 'http',
    // We ask again in our own time: a second call of the library's would be one that nobody wrote down.
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(http.fetch as unknown as typeof globalThis.fetch),
  })
  const ask = async <Value>(work: () => Promise<Value>): Promise<Value> =>
    http.guarded(() => work().catch(rethrow))
  const unsupported = async () => {
    throw new NotSent('Stripe is not asked for this here')
  }
  return {
    name: 'STRIPE',
    can: new Set(['CHARGE', 'REFUND', 'CANCEL']),
    initialize: unsupported,
    transfer: unsupported,
    async charge(asked) {
      const said = await ask(() => quietly(charge(stripe, asked, options.callbackUrl)))
      return said instanceof Refused
        ? ((await ask(() => findCharge(stripe, asked.reference))) ?? said.outcome)
        : said
    },
    async refund(asked) {
      const taken = await ask(() => findIntent(stripe, asked.chargeReference))
      if (taken?.status !== 'succeeded')
        return outcomeOf('DECLINED', { reason: 'nothing was taken' })
      const said = await ask(() => quietly(refund(stripe, asked, taken.id)))
      return said instanceof Refused ? said.outcome : said
    },
    find: (act: ProviderAct, reference) =>
      ask(() => {
        if (act === 'CHARGE') return findCharge(stripe, reference)
        return act === 'REFUND' ? findRefund(stripe, reference) : unsupported()
      }),
    cancel: (reference) =>
      ask(async () => {
        const intent = await findIntent(stripe, reference)
        if (!intent) return undefined
        if (intent.status !== 'requires_action') return toOutcome(reference, intent)
        return toOutcome(reference, await stripe.paymentIntents.cancel(intent.id))
      }),
    readWebhook: (raw) => readStripeWebhook(stripe, raw, webhookSecret),
  }
}

/** Stripe has said no, which is an answer: it must not open the breaker. */
class Refused {
  readonly outcome: Outcome
  constructor(reason: string) {
    this.outcome = outcomeOf('DECLINED', { reason })
  }
}

async function quietly<Value>(work: Promise<Value>): Promise<Value | Refused> {
  try {
    return await work
  } catch (fault) {
    if (fault instanceof Stripe.errors.StripeCardError) return new Refused(fault.code ?? 'declined')
    if (fault instanceof Stripe.errors.StripeInvalidRequestError)
      return new Refused(fault.code ?? 'invalid request')
    throw fault
  }
}

/** Our own word, which the SDK wraps once or twice. */
function notSentIn(fault: unknown): NotSent | undefined {
  if (fault instanceof NotSent) return fault
  if (!(fault instanceof Error)) return undefined
  const { detail, cause } = fault as { detail?: unknown; cause?: unknown }
  return notSentIn(detail) ?? notSentIn(cause)
}

/** Says `NotSent` where that is certain. @throws always */
function rethrow(fault: unknown): never {
  const notSent = notSentIn(fault)
  if (notSent) throw notSent
  if (fault instanceof Stripe.errors.StripeAuthenticationError)
    throw new NotSent('Stripe does not know our key', { cause: fault })
  throw fault
}

async function charge(
  stripe: Stripe,
  asked: ChargeOrder,
  standardUrl: string | undefined,
): Promise<Outcome> {
  const { reference, cardToken, metadata, callbackUrl = standardUrl } = asked
  if (cardToken === null) throw new NotSent('Stripe charges a card that it knows')
  const intent = await stripe.paymentIntents.create(
    {
      ...amountOf(asked.amount),
      payment_method: cardToken,
      confirm: true,
      ...(callbackUrl ? { return_url: callbackUrl } : {}),
      metadata: { ...metadata, reference },
    },
    { idempotencyKey: `charge:${reference}` },
  )
  return toOutcome(reference, intent)
}

async function refund(stripe: Stripe, asked: RefundOrder, intentId: string): Promise<Outcome> {
  const { reference } = asked
  const made = await stripe.refunds.create(
    { amount: amountOf(asked.amount).amount, payment_intent: intentId, metadata: { reference } },
    { idempotencyKey: `refund:${reference}` },
  )
  return toRefundOutcome(reference, made)
}

async function findIntent(
  stripe: Stripe,
  reference: string,
): Promise<Stripe.PaymentIntent | undefined> {
  // What was made in the last minute is in the list and not yet found by a search.
  const newest = await stripe.paymentIntents.list({ limit: PER_PAGE })
  const recent = newest.data.find(({ metadata }) => metadata['reference'] === reference)
  if (recent) return recent
  const query = `metadata['reference']:'${reference.replace(/[^\w.-]/g, '')}'`
  const { data } = await stripe.paymentIntents.search({ query, limit: 1 })
  return data.find(({ metadata }) => metadata['reference'] === reference)
}

async function findCharge(stripe: Stripe, reference: string): Promise<Outcome | undefined> {
  const intent = await findIntent(stripe, reference)
  return intent && toOutcome(reference, intent)
}

async function findRefund(stripe: Stripe, reference: string): Promise<Outcome | undefined> {
  let seen = 0
  for await (const each of stripe.refunds.list({ limit: PER_PAGE })) {
    if (each.metadata?.['reference'] === reference) return toRefundOutcome(reference, each)
    if (++seen >= NEWEST_MAX) throw new Error(`Stripe has too many refunds to find ${reference}`)
  }
  return undefined
}

/** @throws when it is about another reference: then it is no answer to what was asked */
function toOutcome(reference: string, intent: Stripe.PaymentIntent): Outcome {
  const { id, status: said, metadata, currency } = intent
  const status = CHARGE_STATUSES[said]
  if (metadata['reference'] !== reference || !status)
    throw new Error(`Stripe answered ${said} about something else than ${reference}`)
  return outcomeOf(status, {
    moved: movedOf(said === 'succeeded' ? intent.amount_received : intent.amount, currency),
    providerReference: id,
    actionUrl: intent.next_action?.redirect_to_url?.url,
    reason: intent.last_payment_error?.code,
  })
}

function toRefundOutcome(reference: string, made: Stripe.Refund): Outcome {
  const status = REFUND_STATUSES[made.status ?? '']
  if (made.metadata?.['reference'] !== reference || !status)
    throw new Error(`Stripe answered about something else than ${reference}`)
  const moved = movedOf(made.amount, made.currency)
  return outcomeOf(status, { moved, providerReference: made.id, reason: made.failure_reason })
}

function movedOf(minor: number, currency: string): Money {
  const code = currency.toUpperCase()
  if (!isCurrency(code) || !Number.isSafeInteger(minor))
    throw new Error(`Stripe spoke of ${currency}`)
  return money(BigInt(minor), code as Currency)
}

/** In the currency's smallest unit, which is ours. Of three decimals the last must be 0 (docs.stripe.com/currencies). */
function amountOf({ minor, currency }: Money): { amount: number; currency: string } {
  if (!CURRENCIES.includes(currency)) throw new NotSent(`Stripe does not take ${currency}`)
  if (minor <= 0n || minor > AMOUNT_MAX || (currency === 'KWD' && minor % 10n !== 0n))
    throw new NotSent(`Stripe does not take this amount of ${currency}`)
  return { amount: Number(minor), currency: currency.toLowerCase() }
}

/** The SDK verifies `stripe-signature` over the raw body. */
function readStripeWebhook(
  stripe: Stripe,
  { headers, body, now }: RawWebhook,
  secret: string | undefined,
): WebhookRead {
  const signature = headers['stripe-signature']
  if (secret === undefined || signature === undefined) return refusedAs('BAD_SIGNATURE')
  let event: Stripe.Event
  try {
    const text = Buffer.from(body)
    event = stripe.webhooks.constructEvent(
      text,
      signature,
      secret,
      TOLERANCE_S,
      undefined,
      now.getTime(),
    )
  } catch (fault) {
    if (fault instanceof SyntaxError) return refusedAs('MALFORMED')
    return refusedAs(/tolerance/i.test(String(fault)) ? 'TOO_OLD' : 'BAD_SIGNATURE')
  }
  const { id: eventId, type } = event
  try {
    const about = event.data.object as { metadata?: Record<string, string> | null }
    const reference = about.metadata?.['reference']
    if (!reference) return refusedAs('IGNORED')
    const isIntent = type.startsWith('payment_intent.')
    if (!isIntent && !/^(charge\.)?refund/.test(type)) return refusedAs('IGNORED')
    const { status, moved } = isIntent
      ? toOutcome(reference, about as Stripe.PaymentIntent)
      : toRefundOutcome(reference, about as Stripe.Refund)
    const act = isIntent ? 'CHARGE' : 'REFUND'
    return { ok: true, event: { eventId, type, act, reference, status, moved } }
  } catch {
    return refusedAs('MALFORMED')
  }
}
