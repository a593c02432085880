/** The simulator's webhooks: `x-simulator-signature: t=<unix seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. */
import { createHmac } from 'node:crypto'
import { isCurrency, money, parseMinorUnits } from '@tallystick/money'
import { z } from 'zod'
import type { SimulatorAct } from '../../db/simulator-book.ts'
import { isSameSecret, readJson, refusedAs } from './outcome.ts'
import type { RawWebhook, WebhookRead } from './port.ts'

/** The header that carries the signature. */
const SIGNATURE_HEADER = 'x-simulator-signature'

/** A webhook that was signed longer ago, or is from further ahead, is not taken, in seconds. */
const TOLERANCE_S = 300

/** A webhook on its way. */
export type SignedWebhook = Readonly<{ headers: Readonly<Record<string, string>>; body: Buffer }>

const signatureOf = (seconds: string, body: Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')

/** The webhook that the simulator sends of a line of its book. */
export function signAsSimulator(
  entry: Pick<SimulatorAct, 'act' | 'reference' | 'status' | 'amountMinor' | 'currency'>,
  { secret, at }: Readonly<{ secret: string; at: Date }>,
): SignedWebhook {
  const { act, reference, status, currency } = entry
  const name = act.toLowerCase()
  const body = Buffer.from(
    JSON.stringify({
      id: `${name}.${reference}.${status.toLowerCase()}`,
      type: `${name}.${status.toLowerCase()}`,
      data: { act, reference, status, amount: entry.amountMinor.toString(), currency },
    }),
  )
  const seconds = (BigInt(at.getTime()) / 1_000n).toString()
  const signature = `t=${seconds},v1=${signatureOf(seconds, body, secret)}`
  return { headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature }, body }
}

const webhookBody = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(100),
  data: z.object({
    act: z.enum(['CHARGE', 'TRANSFER', 'REFUND']),
    reference: z.string().min(1).max(255),
    status: z.enum(['SUCCEEDED', 'DECLINED', 'REQUIRES_ACTION', 'PROCESSING', 'CANCELLED']),
    amount: z.string(),
    currency: z.string(),
  }),
})

/** Reads a webhook that says it is the simulator's. */
export function readSimulatorWebhook(
  { headers, body, now }: RawWebhook,
  secret: string | undefined,
): WebhookRead {
  const [, seconds, signature] =
    /^t=([0-9]{1,12}),v1=([0-9a-f]{64})$/.exec(headers[SIGNATURE_HEADER] ?? '') ?? []
  if (secret === undefined || seconds === undefined) return refusedAs('BAD_SIGNATURE')
  if (!isSameSecret(signature, signatureOf(seconds, body, secret)))
    return refusedAs('BAD_SIGNATURE')
  if (Math.abs(now.getTime() / 1_000 - Number(seconds)) > TOLERANCE_S) return refusedAs('TOO_OLD')
  const read = webhookBody.safeParse(readJson(body))
  if (!read.success) return refusedAs('MALFORMED')
  const { id: eventId, type, data } = read.data
  const { act, reference, status, amount, currency } = data
  const minor = parseMinorUnits(amount)
  const moved = minor !== undefined && isCurrency(currency) ? money(minor, currency) : null
  return { ok: true, event: { eventId, type, act, reference, status, moved } }
}
