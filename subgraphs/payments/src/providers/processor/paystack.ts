/**
 * Paystack, by its HTTP API (paystack.com/docs/api). Amounts are in hundredths (kobo); a page, a charge or a transfer is
 * known by our reference, a refund by the `merchant_note` that carries it.
 *
 * Whatever it refuses is looked up before it is believed: a reference that it knows already was an earlier call of ours.
 */
import { createHmac } from 'node:crypto'
import { type Money, money } from '@tallystick/money'
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
  type TransferOrder,
  type WebhookRead,
} from './port.ts'

/** What it takes of our currencies. All of them have two decimals, so a minor unit is its hundredth. */
const CURRENCIES = ['NGN', 'USD'] as const
const REFUNDS_PER_PAGE = 100
/** How many pages of refunds are read before it cannot be said that one is not there. */
const REFUND_PAGES_MAX = 10

const CHARGE_STATUSES: Readonly<Record<string, ProviderStatus>> = {
  success: 'SUCCEEDED',
  failed: 'DECLINED',
  reversed: 'CANCELLED',
  // The customer has not come, has left the page, or is on it.
  abandoned: 'REQUIRES_ACTION',
  ongoing: 'REQUIRES_ACTION',
  pending: 'PROCESSING',
  processing: 'PROCESSING',
  queued: 'PROCESSING',
}
const TRANSFER_STATUSES: Readonly<Record<string, ProviderStatus>> = {
  success: 'SUCCEEDED',
  failed: 'DECLINED',
  abandoned: 'DECLINED',
  blocked: 'DECLINED',
  rejected: 'DECLINED',
  reversed: 'CANCELLED',
  otp: 'PROCESSING',
  pending: 'PROCESSING',
  received: 'PROCESSING',
  processing: 'PROCESSING',
}
const REFUND_STATUSES: Readonly<Record<string, ProviderStatus>> = {
  processed: 'SUCCEEDED',
  failed: 'DECLINED',
  pending: 'PROCESSING',
  processing: 'PROCESSING',
  'needs-attention': 'PROCESSING',
}
const STATUSES = { CHARGE: CHARGE_STATUSES, TRANSFER: TRANSFER_STATUSES, REFUND: REFUND_STATUSES }

const thing = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  reference: z.string().optional(),
  status: z.string().optional(),
  amount: z.union([z.number().int(), z.string().regex(/^[0-9]{1,16}$/)]).optional(),
  currency: z.string().optional(),
  gateway_response: z.string().nullish(),
  authorization_url: z.string().optional(),
  merchant_note: z.string().nullish(),
  recipient_code: z.string().optional(),
})
type Thing = z.infer<typeof thing>
const answerOf = z.object({
  status: z.boolean(),
  message: z.string().default(''),
  data: z.unknown().optional(),
})

/** Opens Paystack. @param secret signs its webhooks as well */
export function newPaystack(
  http: ProviderHttp,
  { secret }: Readonly<{ secret: string }>,
): Processor {
  const ask = async (call: HttpCall) => {
    const { status, json } = await http.call(call)
    const { message, ...answer } = answerOf.parse(json)
    return { isDone: status < 400 && answer.status, message, data: answer.data }
  }
  const find = (act: ProviderAct, reference: string) =>
    act === 'REFUND' ? findRefund(ask, reference) : findByReference(ask, act, reference)
  const order: PlaceOrder = async (act, { reference, amount }, call) => {
    const { isDone, message, data } = await ask(call)
    if (isDone) return toOutcome(act, reference, thing.parse(data))
    const known = await find(act, reference)
    if (known && isOther(amount, known)) throw new RangeError(`${reference} was used before`)
    return known ?? outcomeOf('DECLINED', { reason: message })
  }
  const initialize = (asked: ChargeOrder) =>
    order('CHARGE', asked, {
      method: 'POST',
      path: '/transaction/initialize',
      json: { ...chargeOf(asked), callback_url: asked.callbackUrl },
    })
  return {
    name: 'PAYSTACK',
    can: new Set(['INITIALIZE', 'CHARGE', 'TRANSFER', 'REFUND']),
    initialize,
    async charge(asked) {
      if (asked.cardToken === null) return initialize(asked)
      const json = { ...chargeOf(asked), authorization_code: asked.cardToken, queue: false }
      const call = { method: 'POST', path: '/transaction/charge_authorization', json } as const
      return order('CHARGE', asked, call)
    },
    transfer: (asked) => transfer(ask, order, asked),
    async refund({ reference, chargeReference, amount }) {
      const before = await find('REFUND', reference)
      if (before) return before
      const { minor, currency } = amountOf(amount)
      const transaction = toTheirs('CHARGE', chargeReference)
      const json = { transaction, amount: minor, currency, merchant_note: reference }
      return order('REFUND', { reference, amount }, { method: 'POST', path: '/refund', json })
    },
    find,
    // There is no way to call a charge off: it ends by itself.
    cancel: async () => {
      throw new NotSent('Paystack calls nothing off')
    },
    readWebhook: (raw) => readPaystackWebhook(raw, secret),
  }
}

async function transfer(
  ask: Ask,
  order: PlaceOrder,
  { reference, amount, destination }: TransferOrder,
): Promise<Outcome> {
  if (destination.type !== 'BANK_ACCOUNT') throw new NotSent('Paystack pays out to banks only')
  const { minor, currency } = amountOf(amount)
  const known = toTheirs('TRANSFER', reference)
  const recipient = await ask({
    method: 'POST',
    path: '/transferrecipient',
    json: {
      type: 'nuban',
      name: destination.holderName,
      account_number: destination.accountNumber,
      bank_code: destination.bankCode,
      currency,
    },
  })
  if (!recipient.isDone) return outcomeOf('DECLINED', { reason: recipient.message })
  const { recipient_code } = thing.parse(recipient.data)
  const json = { source: 'balance', amount: minor, currency, recipient: recipient_code }
  const call = {
    method: 'POST',
    path: '/transfer',
    json: { ...json, reference: known },
  } as const
  return order('TRANSFER', { reference, amount }, call)
}

/** Asks for something, and looks a refusal up. */
type PlaceOrder = (
  act: ProviderAct,
  asked: Readonly<{ reference: string; amount: Money }>,
  call: HttpCall,
) => Promise<Outcome>

type Ask = (
  call: HttpCall,
) => Promise<Readonly<{ isDone: boolean; message: string; data: unknown }>>

async function findByReference(
  ask: Ask,
  act: 'CHARGE' | 'TRANSFER',
  reference: string,
): Promise<Outcome | undefined> {
  const known = encodeURIComponent(toTheirs(act, reference))
  const room = act === 'CHARGE' ? '/transaction/verify' : '/transfer/verify'
  const { isDone, message, data } = await ask({ method: 'GET', path: `${room}/${known}` })
  if (isDone) return toOutcome(act, reference, thing.parse(data))
  if (/not found/i.test(message)) return undefined
  throw new Error(`Paystack does not say what became of ${reference}`)
}

async function findRefund(ask: Ask, reference: string): Promise<Outcome | undefined> {
  for (let page = 1; page <= REFUND_PAGES_MAX; page++) {
    const path = `/refund?perPage=${REFUNDS_PER_PAGE}&page=${page}`
    const { isDone, data } = await ask({ method: 'GET', path })
    if (!isDone) throw new Error(`Paystack does not say what became of ${reference}`)
    const refunds = z.array(thing).parse(data)
    const ours = refunds.find(({ merchant_note }) => merchant_note === reference)
    if (ours) return toOutcome('REFUND', reference, ours)
    if (refunds.length < REFUNDS_PER_PAGE) return undefined
  }
  throw new Error(`Paystack has too many refunds to find ${reference}`)
}

/** @throws when it is about another reference: then it is no answer to what was asked */
function toOutcome(act: ProviderAct, reference: string, said: Thing): Outcome {
  const other = act !== 'REFUND' && said.reference !== toTheirs(act, reference)
  if (other) throw new Error(`Paystack answered about something else than ${reference}`)
  const { id, authorization_url: actionUrl } = said
  const isPage = said.status === undefined && actionUrl !== undefined
  const status = isPage ? 'REQUIRES_ACTION' : STATUSES[act][said.status ?? '']
  if (!status) throw new Error(`Paystack said ${said.status} of ${reference}`)
  const reason = said.gateway_response
  const page = actionUrl && status === 'PROCESSING' ? 'REQUIRES_ACTION' : status
  return outcomeOf(page, { moved: movedOf(said), providerReference: id ?? null, actionUrl, reason })
}

function movedOf({ amount, currency }: Thing): Money | null {
  const ours = CURRENCIES.find((each) => each === currency)
  if (amount === undefined || currency === undefined) return null
  // Another currency is a difference, and must not look like a silence.
  if (!ours || (typeof amount === 'number' && !Number.isSafeInteger(amount)))
    throw new Error(`Paystack spoke of ${currency}`)
  return money(BigInt(amount), ours)
}

const isOther = (amount: Money, { moved }: Outcome): boolean =>
  moved !== null && (moved.minor !== amount.minor || moved.currency !== amount.currency)

const chargeOf = (asked: ChargeOrder) => {
  const { minor, currency } = amountOf(asked.amount)
  const reference = toTheirs('CHARGE', asked.reference)
  return { email: emailOf(asked), amount: minor, currency, reference, metadata: asked.metadata }
}

function amountOf({ minor, currency }: Money): { minor: number; currency: string } {
  if (!CURRENCIES.some((each) => each === currency))
    throw new NotSent(`Paystack does not take ${currency}`)
  if (minor <= 0n || minor > BigInt(Number.MAX_SAFE_INTEGER))
    throw new NotSent('Paystack does not take so large an amount')
  return { minor: Number(minor), currency }
}

/** A charge's reference may hold no underscore and a transfer's no dot (paystack.com/docs); ours hold no `=` and no `-`. */
function toTheirs(act: ProviderAct, reference: string): string {
  if (/[^a-z0-9_.]/i.test(reference)) throw new NotSent(`${reference} is no reference for Paystack`)
  return act === 'CHARGE' ? reference.replaceAll('_', '=') : reference.replaceAll('.', '-')
}

const toOurs = (act: ProviderAct, reference: string): string =>
  act === 'CHARGE' ? reference.replaceAll('=', '_') : reference.replaceAll('-', '.')

const EVENTS: Readonly<Record<string, ProviderAct>> = {
  charge: 'CHARGE',
  transfer: 'TRANSFER',
  refund: 'REFUND',
}
const webhookBody = z.object({ event: z.string().max(100), data: thing })

/** HMAC-SHA512 of the raw body with the secret key, in hex (PSP-6). */
function readPaystackWebhook({ headers, body }: RawWebhook, secret: string): WebhookRead {
  const expected = createHmac('sha512', secret).update(body).digest('hex')
  if (!isSameSecret(headers['x-paystack-signature'], expected)) return refusedAs('BAD_SIGNATURE')
  const read = webhookBody.safeParse(readJson(body))
  if (!read.success) return refusedAs('MALFORMED')
  const { event: type, data } = read.data
  const act = EVENTS[type.split('.')[0] ?? '']
  const reference = act === 'REFUND' ? data.merchant_note : data.reference
  const status = act && STATUSES[act][data.status ?? '']
  if (!act || !status || !reference) return refusedAs('IGNORED')
  const moved = quietly(() => movedOf(data))
  const ours = act === 'REFUND' ? reference : toOurs(act, reference)
  return { ok: true, event: { eventId: digestOf(body), type, act, reference: ours, status, moved } }
}

function quietly<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch {
    return null
  }
}
