/**
 * Flutterwave, by version 3 of its HTTP API (developer.flutterwave.com/v3.0). Amounts are decimals in major units; a charge is
 * known by `tx_ref`, a transfer by `reference`, a refund by the `comments` that carry our reference.
 *
 * What it refuses is looked up before it is believed.
 */
import { createHmac } from 'node:crypto'
import { isCurrency, type Money, parseMoney, toDecimal } from '@tallystick/money'
import { z } from 'zod'
import type { HttpCall, ProviderHttp } from './http.ts'
import { digestOf, emailOf, isSameSecret, outcomeOf, readJson, refusedAs } from './outcome.ts'
import {
  type ChargeOrder,
  NotSent,
  type Outcome,
  type Processor,
  type ProviderAct,
  type ProviderStatus,
  type RawWebhook,
  type RefundOrder,
  type TransferOrder,
  type WebhookRead,
} from './port.ts'

const CURRENCIES: readonly string[] = ['NGN', 'USD', 'EUR']
/** A JSON number carries so many digits exactly. */
const DIGITS_MAX = 15
/** How many pages of refunds are read before it cannot be said that one is not there. */
const REFUND_PAGES_MAX = 20

const STATUSES: Readonly<Record<string, ProviderStatus>> = {
  successful: 'SUCCEEDED',
  succeeded: 'SUCCEEDED',
  success: 'SUCCEEDED',
  completed: 'SUCCEEDED',
  failed: 'DECLINED',
  cancelled: 'CANCELLED',
  new: 'PROCESSING',
  pending: 'PROCESSING',
}

const thing = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  tx_ref: z.string().optional(),
  reference: z.string().optional(),
  comments: z.string().nullish(),
  status: z.string().optional(),
  amount: z.number().optional(),
  amount_refunded: z.number().optional(),
  currency: z.string().optional(),
  processor_response: z.string().nullish(),
  complete_message: z.string().nullish(),
  link: z.string().optional(),
  auth_url: z.string().optional(),
})
type Thing = z.infer<typeof thing>
const answerOf = z.object({
  status: z.string(),
  message: z.string().nullish(),
  data: z.unknown().optional(),
  meta: z.unknown().optional(),
})
const pageInfo = z.object({ page_info: z.object({ total_pages: z.number().int() }) })

type Asked = Readonly<{ isDone: boolean; message: string; data: unknown; meta: unknown }>
type Ask = (call: HttpCall) => Promise<Asked>

/** Opens Flutterwave. @param webhookHash what its webhooks carry or are signed with; without it none is taken */
export function newFlutterwave(
  http: ProviderHttp,
  { webhookHash }: Readonly<{ webhookHash: string | undefined }>,
): Processor {
  const ask: Ask = async (call) => {
    const { status, json } = await http.call(call)
    const { message, data, meta, ...answer } = answerOf.parse(json)
    return {
      isDone: status < 400 && answer.status === 'success',
      message: message ?? '',
      data,
      meta,
    }
  }
  return {
    name: 'FLUTTERWAVE',
    can: new Set(['INITIALIZE', 'CHARGE', 'TRANSFER', 'REFUND']),
    initialize: (asked) => initialize(ask, asked),
    charge: (asked) => charge(ask, asked),
    transfer: (asked) => transfer(ask, asked),
    refund: (asked) => refund(ask, asked),
    find: (act, reference) => find(ask, act, reference),
    // There is no way to call a charge off: it ends by itself.
    cancel: async () => {
      throw new NotSent('Flutterwave calls nothing off')
    },
    readWebhook: (raw) => readFlutterwaveWebhook(raw, webhookHash),
  }
}

async function initialize(ask: Ask, asked: ChargeOrder): Promise<Outcome> {
  const { reference, metadata, callbackUrl } = asked
  const { title = 'Payment', description = '' } = metadata
  const json = {
    tx_ref: reference,
    amount: decimalOf(asked.amount),
    currency: asked.amount.currency,
    redirect_url: callbackUrl,
    customer: { email: emailOf(asked) },
    customizations: { title, description },
    meta: metadata,
  }
  const { isDone, message, data } = await ask({ method: 'POST', path: '/payments', json })
  const actionUrl = isDone ? thing.parse(data).link : undefined
  if (actionUrl) return outcomeOf('REQUIRES_ACTION', { actionUrl })
  return outcomeOf('DECLINED', { reason: message })
}

async function charge(ask: Ask, asked: ChargeOrder): Promise<Outcome> {
  const { reference, cardToken, amount } = asked
  // It knows nothing of a page before somebody pays there, so only who asks for one gets one.
  if (cardToken === null) throw new NotSent('Flutterwave charges a card that it knows')
  const json = {
    token: cardToken,
    email: emailOf(asked),
    amount: Number(decimalOf(amount)),
    currency: amount.currency,
    tx_ref: reference,
    meta: asked.metadata,
  }
  return order(ask, { act: 'CHARGE', reference, amount }, { path: '/tokenized-charges', json })
}

async function transfer(ask: Ask, asked: TransferOrder): Promise<Outcome> {
  const { reference, amount, destination } = asked
  if (destination.type !== 'BANK_ACCOUNT') throw new NotSent('Flutterwave pays out to banks only')
  const json = {
    account_bank: destination.bankCode,
    account_number: destination.accountNumber,
    beneficiary_name: destination.holderName,
    amount: Number(decimalOf(amount)),
    currency: amount.currency,
    reference,
    meta: [asked.metadata],
  }
  return order(ask, { act: 'TRANSFER', reference, amount }, { path: '/transfers', json })
}

async function refund(ask: Ask, asked: RefundOrder): Promise<Outcome> {
  const { reference, chargeReference, amount } = asked
  const before = await find(ask, 'REFUND', reference)
  if (before) return before
  const taken = await find(ask, 'CHARGE', chargeReference)
  if (taken?.status !== 'SUCCEEDED' || taken.providerReference === null)
    return outcomeOf('DECLINED', { reason: 'nothing was taken' })
  const path = `/transactions/${encodeURIComponent(taken.providerReference)}/refund`
  const json = { amount: Number(decimalOf(amount)), comments: reference }
  return order(ask, { act: 'REFUND', reference, amount }, { path, json })
}

async function order(
  ask: Ask,
  { act, reference, amount }: Readonly<{ act: ProviderAct; reference: string; amount: Money }>,
  call: Readonly<{ path: string; json: unknown }>,
): Promise<Outcome> {
  const { isDone, message, data } = await ask({ method: 'POST', ...call })
  if (isDone) return toOutcome(act, reference, thing.parse(data))
  const known = await find(ask, act, reference)
  if (!known) return outcomeOf('DECLINED', { reason: message })
  const isOther = known.moved?.minor !== amount.minor || known.moved.currency !== amount.currency
  if (isOther && known.moved) throw new RangeError(`${reference} was used before`)
  return known
}

async function find(ask: Ask, act: ProviderAct, reference: string): Promise<Outcome | undefined> {
  if (act === 'REFUND') return findRefund(ask, reference)
  const name = encodeURIComponent(reference)
  const isCharge = act === 'CHARGE'
  const path = isCharge
    ? `/transactions/verify_by_reference?tx_ref=${name}`
    : `/transfers?reference=${name}`
  const { isDone, message, data } = await ask({ method: 'GET', path })
  if (isDone && isCharge) return toOutcome(act, reference, thing.parse(data))
  if (isDone) {
    const ours = z
      .array(thing)
      .parse(data)
      .find((each) => each.reference === reference)
    return ours && toOutcome(act, reference, ours)
  }
  if (/no transaction was found|not found/i.test(message)) return undefined
  throw new Error(`Flutterwave does not say what became of ${reference}`)
}

async function findRefund(ask: Ask, reference: string): Promise<Outcome | undefined> {
  for (let page = 1; page <= REFUND_PAGES_MAX; page++) {
    const { isDone, data, meta } = await ask({ method: 'GET', path: `/refunds?page=${page}` })
    if (!isDone) throw new Error(`Flutterwave does not say what became of ${reference}`)
    const ours = z
      .array(thing)
      .parse(data)
      .find(({ comments }) => comments === reference)
    if (ours) return toOutcome('REFUND', reference, ours)
    if (page >= pageInfo.parse(meta).page_info.total_pages) return undefined
  }
  throw new Error(`Flutterwave has too many refunds to find ${reference}`)
}

/** @throws when it is about another reference: then it is no answer to what was asked */
function toOutcome(act: ProviderAct, reference: string, said: Thing): Outcome {
  const named = { CHARGE: said.tx_ref, TRANSFER: said.reference, REFUND: said.comments }[act]
  if (named !== reference)
    throw new Error(`Flutterwave answered about something else than ${reference}`)
  const status = statusOf(said)
  if (!status) throw new Error(`Flutterwave said ${said.status} of ${reference}`)
  return outcomeOf(said.auth_url && status === 'PROCESSING' ? 'REQUIRES_ACTION' : status, {
    moved: movedOf(act, said),
    providerReference: said.id ?? null,
    actionUrl: said.auth_url,
    reason: said.processor_response ?? said.complete_message,
  })
}

const statusOf = ({ status = '' }: Thing): ProviderStatus | undefined =>
  STATUSES[status.toLowerCase().split('-')[0] ?? '']

/** @throws when it is no amount of a currency of ours: a difference must not look like a silence */
function movedOf(act: ProviderAct, said: Thing): Money | null {
  const amount = act === 'REFUND' ? said.amount_refunded : said.amount
  const { currency } = said
  // A refund says nothing of its currency, which is the charge's.
  if (amount === undefined || currency === undefined) return null
  const text = String(amount)
  const read = isCurrency(currency) ? parseMoney(text, currency) : undefined
  if (!read?.ok || text.replace('.', '').length > DIGITS_MAX)
    throw new Error(`Flutterwave spoke of ${text} ${currency}`)
  return read.value
}

function decimalOf(amount: Money): string {
  if (!CURRENCIES.includes(amount.currency))
    throw new NotSent(`Flutterwave does not take ${amount.currency}`)
  if (amount.minor <= 0n || amount.minor.toString().length > DIGITS_MAX)
    throw new NotSent('Flutterwave does not take so large an amount')
  return toDecimal(amount)
}

const webhookBody = z.object({
  id: z.string().max(255).optional(),
  event: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  data: thing,
})

/** Version 3 sends the hash itself (`verif-hash`), version 4 signs the raw body with it (`flutterwave-signature`, PSP-7). */
function readFlutterwaveWebhook(
  { headers, body }: RawWebhook,
  hash: string | undefined,
): WebhookRead {
  if (hash === undefined) return refusedAs('BAD_SIGNATURE')
  const signature = headers['flutterwave-signature']
  const isGenuine =
    signature === undefined
      ? isSameSecret(headers['verif-hash'], hash)
      : isSameSecret(signature, createHmac('sha256', hash).update(body).digest('base64'))
  if (!isGenuine) return refusedAs('BAD_SIGNATURE')
  const read = webhookBody.safeParse(readJson(body))
  if (!read.success) return refusedAs('MALFORMED')
  const { id, event, type = event ?? '', data } = read.data
  const act = ({ charge: 'CHARGE', transfer: 'TRANSFER' } as const)[type.split('.')[0] ?? '']
  const reference = act === 'CHARGE' ? (data.tx_ref ?? data.reference) : data.reference
  const status = statusOf(data)
  if (!act || !reference || !status) return refusedAs('IGNORED')
  const parsed =
    data.amount !== undefined && data.currency !== undefined && isCurrency(data.currency)
      ? parseMoney(String(data.amount), data.currency)
      : undefined
  const moved = parsed?.ok ? parsed.value : null
  return { ok: true, event: { eventId: id ?? digestOf(body), type, act, reference, status, moved } }
}
