/** Whether webhooks are the providers' own. The signatures were made by `openssl dgst -hmac`, not by this code. */
import { money } from '@tallystick/money'
import { describe, expect, test } from 'vitest'
import { FLUTTERWAVE_HASH, signAsFlutterwave } from '../../../tests/kit/providers/flutterwave.ts'
import { PAYSTACK_SECRET, signAsPaystack } from '../../../tests/kit/providers/paystack.ts'
import {
  STRIPE_SECRET,
  STRIPE_WEBHOOK_SECRET,
  signAsStripe,
} from '../../../tests/kit/providers/stripe.ts'
import { newFlutterwave } from '../src/providers/processor/flutterwave.ts'
import { newProviderHttp } from '../src/providers/processor/http.ts'
import { newPaystack } from '../src/providers/processor/paystack.ts'
import {
  readSimulatorWebhook,
  signAsSimulator,
} from '../src/providers/processor/simulator-webhook.ts'
import { newStripe } from '../src/providers/processor/stripe.ts'

const url = 'http://localhost:1'
const http = newProviderHttp({ url, secret: 'unused' })
const stripe = newStripe(http, { secret: STRIPE_SECRET, webhookSecret: STRIPE_WEBHOOK_SECRET, url })
const NOW = new Date(1_700_000_000_000)

const VECTORS = {
  PAYSTACK: {
    read: newPaystack(http, { secret: PAYSTACK_SECRET }).readWebhook,
    body: '{"event":"charge.success","data":{"id":302961,"reference":"pay=1","amount":10000,"currency":"NGN","status":"success"}}',
    headers: {
      'x-paystack-signature':
        '24050fb98baac2724fb3f8f9957213410b72b97710d249044e5c136fa2bfc865673d8632b7b09a9d7b0305e295d3d1bd15c550f40e95f15fd7c1f0a100dcbb21',
    },
    sign: (body: Buffer) => signAsPaystack(body),
    forge: (body: Buffer) => signAsPaystack(body, 'another secret'),
    event: { act: 'CHARGE', reference: 'pay_1', status: 'SUCCEEDED', moved: money(100_00n, 'NGN') },
  },
  FLUTTERWAVE: {
    read: newFlutterwave(http, { webhookHash: FLUTTERWAVE_HASH }).readWebhook,
    body: '{"id":"wbk_1","type":"charge.completed","data":{"id":"chg_1","reference":"pay_1","amount":100.5,"currency":"NGN","status":"succeeded"}}',
    headers: { 'flutterwave-signature': 'Vi+IDEMkiuyi5++PFPprHmJdora21Ow0LFoe6I9Dyas=' },
    sign: (body: Buffer) => signAsFlutterwave(body),
    forge: (body: Buffer) => signAsFlutterwave(body, 'another hash'),
    event: { eventId: 'wbk_1', act: 'CHARGE', reference: 'pay_1', moved: money(100_50n, 'NGN') },
  },
  STRIPE: {
    read: stripe.readWebhook,
    body: '{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent","amount":1000,"amount_received":1000,"currency":"usd","status":"succeeded","metadata":{"reference":"pay_1"}}}}',
    headers: {
      'stripe-signature':
        't=1700000000,v1=d954e9817270735e08450584218fe33fdc89cc0cd32a7ee183444c31cf9be045',
    },
    sign: (body: Buffer) => signAsStripe(body, { at: NOW }),
    forge: (body: Buffer) => signAsStripe(body, { at: NOW, secret: 'whsec_another' }),
    event: { eventId: 'evt_1', act: 'CHARGE', reference: 'pay_1', moved: money(10_00n, 'USD') },
  },
} as const

describe.each(Object.entries(VECTORS))('a webhook of %s', (_name, vector) => {
  const body = Buffer.from(vector.body)
  const { read } = vector
  const refused = (refusal: string) => ({ ok: false, refusal })

  test('is taken when it is signed as the provider documents (PSP-6, PSP-7)', () => {
    const taken = read({ headers: vector.headers, body, now: NOW })
    expect(taken).toMatchObject({ ok: true, event: vector.event })
  })

  test('is not taken with another secret, a changed byte, or no signature', () => {
    const changed = Buffer.from(body)
    changed.writeUInt8(changed.readUInt8(20) ^ 1, 20)
    for (const [headers, bytes] of [
      [vector.forge(body), body],
      [vector.headers, changed],
      [{}, body],
    ] as const)
      expect(read({ headers, body: bytes, now: NOW })).toEqual(refused('BAD_SIGNATURE'))
  })

  test('is malformed when it is signed and cannot be read', () => {
    const broken = Buffer.from('{"event": ')
    expect(read({ headers: vector.sign(broken), body: broken, now: NOW })).toEqual(
      refused('MALFORMED'),
    )
  })
})

test('Flutterwave may send its hash itself, as version 3 does (PSP-7)', () => {
  const { read, body, event } = VECTORS.FLUTTERWAVE
  const raw = { body: Buffer.from(body), now: NOW }
  expect(read({ ...raw, headers: { 'verif-hash': FLUTTERWAVE_HASH } })).toMatchObject({ event })
  expect(read({ ...raw, headers: { 'verif-hash': `${FLUTTERWAVE_HASH}x` } })).toMatchObject({
    refusal: 'BAD_SIGNATURE',
  })
})

const ENTRY = {
  act: 'CHARGE',
  reference: 'pay_1',
  status: 'SUCCEEDED',
  amountMinor: 10_05n,
  currency: 'USD',
} as const

test.each([
  [300, undefined],
  [301, 'TOO_OLD'],
] as const)('a webhook that was signed %i s ago: %s', (seconds, refusal) => {
  const now = new Date(NOW.getTime() + seconds * 1_000)
  const { body, headers } = VECTORS.STRIPE
  const ofStripe = stripe.readWebhook({ headers, body: Buffer.from(body), now })
  const signed = signAsSimulator(ENTRY, { secret: 's', at: NOW })
  for (const read of [ofStripe, readSimulatorWebhook({ ...signed, now }, 's')])
    expect(read).toMatchObject(refusal ? { ok: false, refusal } : { ok: true })
})

test('the simulator takes its own webhooks and no others', () => {
  const signed = signAsSimulator(ENTRY, { secret: 's', at: NOW })
  expect(readSimulatorWebhook({ ...signed, now: NOW }, 's')).toMatchObject({
    ok: true,
    event: { act: 'CHARGE', reference: 'pay_1', status: 'SUCCEEDED', moved: money(10_05n, 'USD') },
  })
  expect(readSimulatorWebhook({ ...signed, now: NOW }, 'other')).toMatchObject({ ok: false })
  expect(readSimulatorWebhook({ ...signed, now: NOW }, undefined)).toMatchObject({ ok: false })
})
