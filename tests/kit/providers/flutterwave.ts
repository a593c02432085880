/** Flutterwave's HTTP API, version 3, as developer.flutterwave.com describes it, as far as it is used. */
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
export const FLUTTERWAVE_SECRET = 'FLWSECK_TEST-of-the-emulator'
/** What its webhooks carry. */
export const FLUTTERWAVE_HASH = 'a-hash-of-the-emulator'

const SAID = {
  SUCCEEDED: 'successful',
  DECLINED: 'failed',
  REQUIRES_ACTION: 'pending',
  PROCESSING: 'pending',
  CANCELLED: 'cancelled',
} as const

/** Starts a Flutterwave. */
export const startFlutterwave = (): Promise<Emulator> =>
  startEmulator(answer, (text) => (text === '' ? {} : JSON.parse(text)))

/** A line as Flutterwave shows it. */
export const flutterwaveThing = ({ id, act, reference, amount, currency, status }: Entry) => ({
  id,
  ...{ CHARGE: { tx_ref: reference }, TRANSFER: { reference }, REFUND: { comments: reference } }[
    act
  ],
  ...(act === 'REFUND' ? { amount_refunded: amount } : { amount, currency }),
  status: act === 'TRANSFER' ? SAID[status].toUpperCase() : SAID[status],
})

/** Version 4 signs the raw body. */
export const signAsFlutterwave = (
  body: Buffer,
  hash = FLUTTERWAVE_HASH,
): Record<string, string> => ({
  'flutterwave-signature': createHmac('sha256', hash).update(body).digest('base64'),
})

const done = (data: unknown, more: object = {}): Reply => [
  200,
  { status: 'success', message: 'ok', data, ...more },
]
const refuse = (message: string, status = 400): Reply => [
  status,
  { status: 'error', message, data: null },
]

function answer({ method, path, query, headers, body }: Asked, book: Entry[]): Reply {
  if (headers.authorization !== `Bearer ${FLUTTERWAVE_SECRET}`) return refuse('Invalid key', 401)
  if (method === 'GET') return read(path, query, book)
  if (path === '/payments') return done({ link: `https://checkout.example/${body.tx_ref}` })
  const [, id] = /^\/transactions\/([0-9]+)\/refund$/.exec(path) ?? []
  const act = id ? 'REFUND' : path === '/transfers' ? 'TRANSFER' : 'CHARGE'
  const reference = { CHARGE: body.tx_ref, TRANSFER: body.reference, REFUND: body.comments }[act]
  if (act !== 'REFUND' && book.some((each) => each.act === act && each.reference === reference))
    return refuse('Duplicate transaction reference')
  const taken = book.find((each) => each.id === Number(id))
  if (act === 'REFUND' && taken?.status !== 'SUCCEEDED') return refuse('No successful transaction')
  const currency = act === 'REFUND' ? (taken?.currency ?? '') : body.currency
  const status = statusOf(Math.round(body.amount * 100))
  const entry: Entry = {
    id: book.length + 1,
    act,
    reference,
    amount: body.amount,
    currency,
    status,
  }
  book.push(entry)
  const page = { auth_url: `https://checkout.example/${reference}` }
  const isPage = status === 'REQUIRES_ACTION' && act === 'CHARGE'
  return done({ ...flutterwaveThing(entry), ...(isPage ? page : {}) })
}

function read(path: string, query: URLSearchParams, book: Entry[]): Reply {
  if (path === '/refunds') {
    const data = book.filter(({ act }) => act === 'REFUND').map(flutterwaveThing)
    return done(data, { meta: { page_info: { total_pages: 1 } } })
  }
  const act = path === '/transfers' ? 'TRANSFER' : 'CHARGE'
  const name = query.get('tx_ref') ?? query.get('reference')
  const entry = book.find((each) => each.act === act && each.reference === name)
  if (entry?.status === 'PROCESSING') entry.status = 'SUCCEEDED'
  if (act === 'TRANSFER') return done(entry ? [flutterwaveThing(entry)] : [])
  return entry ? done(flutterwaveThing(entry)) : refuse('No transaction was found for this id')
}
