/** Stripe's HTTP API as docs.stripe.com/api describes it, as far as it is used; idempotency keys as there. */
import { createHmac } from 'node:crypto'
import {
  type Asked,
  type Emulator,
  type Entry,
  type Reply,
  startEmulator,
  statusOf,
} from './emulator.ts'

/** The key that the emulator knows. */
export const STRIPE_SECRET = 'sk_test_emulator'
/** What it signs its webhooks with. */
export const STRIPE_WEBHOOK_SECRET = 'whsec_of_the_emulator'

const SAID = {
  SUCCEEDED: 'succeeded',
  DECLINED: 'requires_payment_method',
  REQUIRES_ACTION: 'requires_action',
  PROCESSING: 'processing',
  CANCELLED: 'canceled',
} as const

/** Starts a Stripe. */
export async function startStripe(): Promise<Emulator> {
  const keys = new Map<string, Readonly<{ meaning: string; reply: Reply }>>()
  return startEmulator(
    (asked, book) => once(keys, asked, () => answer(asked, book)),
    (text) => Object.fromEntries(new URLSearchParams(text)),
  )
}

/** A line as Stripe shows it. */
export const stripeThing = ({ id, act, reference, amount, currency, status }: Entry) => ({
  id: `${act === 'CHARGE' ? 'pi' : 're'}_${id}`,
  object: act === 'CHARGE' ? 'payment_intent' : 'refund',
  ...{ amount, currency, metadata: { reference } },
  status: act === 'CHARGE' ? SAID[status] : 'succeeded',
  ...(act === 'CHARGE' ? { amount_received: status === 'SUCCEEDED' ? amount : 0 } : {}),
  next_action:
    status === 'REQUIRES_ACTION' ? { redirect_to_url: { url: 'https://checkout.example/' } } : null,
})

/** Signs a webhook as of a moment. */
export function signAsStripe(
  body: Buffer,
  { at, secret = STRIPE_WEBHOOK_SECRET }: Readonly<{ at: Date; secret?: string }>,
): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000)
  const v1 = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  return { 'stripe-signature': `t=${seconds},v1=${v1}` }
}

const fail = (status: number, type: string, code: string): Reply => [
  status,
  { error: { type, code, message: code } },
]

function once(
  keys: Map<string, Readonly<{ meaning: string; reply: Reply }>>,
  { method, path, headers, body }: Asked,
  work: () => Reply,
): Reply {
  const key = headers['idempotency-key']
  if (method !== 'POST' || typeof key !== 'string') return work()
  const meaning = JSON.stringify([path, body])
  const known = keys.get(key)
  if (known && known.meaning !== meaning) return fail(400, 'idempotency_error', 'other_parameters')
  const reply = known?.reply ?? work()
  keys.set(key, { meaning, reply })
  return reply
}

function answer({ method, path, query, headers, body }: Asked, book: Entry[]): Reply {
  if (headers.authorization !== `Bearer ${STRIPE_SECRET}`)
    return fail(401, 'invalid_request_error', 'bad_key')
  if (method === 'GET') return read(path, query, book)
  const [, cancelled] = /^\/v1\/payment_intents\/pi_([0-9]+)\/cancel$/.exec(path) ?? []
  if (cancelled) {
    const entry = book.find(({ id }) => id === Number(cancelled)) as Entry
    entry.status = 'CANCELLED'
    return [200, stripeThing(entry)]
  }
  const act = path === '/v1/refunds' ? 'REFUND' : 'CHARGE'
  const amount = Number(body.amount)
  const taken = book.find(({ id }) => `pi_${id}` === body.payment_intent)
  const currency = act === 'REFUND' ? (taken?.currency ?? '') : body.currency
  const status = act === 'REFUND' ? 'SUCCEEDED' : statusOf(amount)
  const reference = body['metadata[reference]']
  const entry: Entry = { id: book.length + 1, act, reference, amount, currency, status }
  book.push(entry)
  return status === 'DECLINED'
    ? fail(402, 'card_error', 'card_declined')
    : [200, stripeThing(entry)]
}

function read(path: string, query: URLSearchParams, book: Entry[]): Reply {
  const act = path === '/v1/refunds' ? 'REFUND' : 'CHARGE'
  const asked = /'reference'\]:'([^']*)'/.exec(query.get('query') ?? '')?.[1]
  const found = book.filter(
    (each) => each.act === act && (asked === undefined || each.reference === asked),
  )
  for (const each of found) if (each.status === 'PROCESSING') each.status = 'SUCCEEDED'
  const data = found.map(stripeThing)
  return [200, { object: 'list', url: path, has_more: false, data }]
}
