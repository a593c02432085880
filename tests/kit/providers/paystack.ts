/** Paystack's HTTP API as paystack.com/docs/api describes it, as far as it is used. */
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
export const PAYSTACK_SECRET = 'sk_test_of_the_emulator'

const SAID = {
  CHARGE: {
    SUCCEEDED: 'success',
    DECLINED: 'failed',
    REQUIRES_ACTION: 'ongoing',
    PROCESSING: 'pending',
    CANCELLED: 'reversed',
  },
  TRANSFER: {
    SUCCEEDED: 'success',
    DECLINED: 'failed',
    REQUIRES_ACTION: 'otp',
    PROCESSING: 'pending',
    CANCELLED: 'reversed',
  },
  REFUND: {
    SUCCEEDED: 'processed',
    DECLINED: 'failed',
    REQUIRES_ACTION: 'pending',
    PROCESSING: 'pending',
    CANCELLED: 'failed',
  },
} as const

/** Starts a Paystack. */
export const startPaystack = (): Promise<Emulator> =>
  startEmulator(answer, (text) => (text === '' ? {} : JSON.parse(text)))

/** A line as Paystack shows it. */
export const paystackThing = (entry: Entry) => ({
  ...{ id: entry.id, reference: entry.reference, amount: entry.amount, currency: entry.currency },
  status: SAID[entry.act][entry.status],
  ...(entry.act === 'REFUND' ? { reference: undefined, merchant_note: entry.reference } : {}),
})

/** Signs a webhook. */
export const signAsPaystack = (body: Buffer, secret = PAYSTACK_SECRET): Record<string, string> => ({
  'x-paystack-signature': createHmac('sha512', secret).update(body).digest('hex'),
})

const refuse = (message: string): Reply => [400, { status: false, message }]
const show = (entry: Entry, more: object = {}): Reply => [
  200,
  { status: true, message: 'ok', data: { ...paystackThing(entry), ...more } },
]

function answer({ method, path, headers, body }: Asked, book: Entry[]): Reply {
  if (headers.authorization !== `Bearer ${PAYSTACK_SECRET}`)
    return [401, { status: false, message: 'Invalid key' }]
  if (method === 'GET') return read(path, book)
  if (path === '/transferrecipient')
    return [201, { status: true, message: 'ok', data: { recipient_code: 'RCP_1' } }]
  const act = ({ '/transfer': 'TRANSFER', '/refund': 'REFUND' } as const)[path] ?? 'CHARGE'
  const reference = act === 'REFUND' ? body.merchant_note : body.reference
  const { amount, currency } = body
  if (act !== 'REFUND' && book.some((each) => each.act === act && each.reference === reference))
    return refuse('Duplicate Transaction Reference')
  const taken = book.find((each) => each.act === 'CHARGE' && each.reference === body.transaction)
  if (act === 'REFUND' && taken?.status !== 'SUCCEEDED')
    return refuse('Transaction has not been paid')
  const isPage = path === '/transaction/initialize'
  const status = isPage ? 'REQUIRES_ACTION' : statusOf(amount)
  const entry: Entry = { id: book.length + 1, act, reference, amount, currency, status }
  book.push(entry)
  const page = { authorization_url: `https://checkout.example/${reference}` }
  if (isPage) return [200, { status: true, message: 'ok', data: { ...page, reference } }]
  return show(entry, entry.status === 'REQUIRES_ACTION' && act === 'CHARGE' ? page : {})
}

function read(path: string, book: Entry[]): Reply {
  if (path === '/refund') {
    const data = book.filter(({ act }) => act === 'REFUND').map(paystackThing)
    return [200, { status: true, message: 'ok', data }]
  }
  const act = path.startsWith('/transfer') ? 'TRANSFER' : 'CHARGE'
  const name = decodeURIComponent(path.split('/').at(-1) ?? '')
  const entry = book.find((each) => each.act === act && each.reference === name)
  if (!entry) return [404, { status: false, message: `${act} reference not found` }]
  if (entry.status === 'PROCESSING') entry.status = 'SUCCEEDED'
  return show(entry)
}
