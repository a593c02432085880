/** What adapters say and check in the same way. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Money } from '@tallystick/money'
import { NotSent, type Outcome, type ProviderStatus, type WebhookRead } from './port.ts'

/** The longest reason that is kept, in characters. */
const REASON_MAX = 200

/** What a provider said, in our form. */
export const outcomeOf = (
  status: ProviderStatus,
  facts: Readonly<{
    moved?: Money | null
    providerReference?: string | number | null
    actionUrl?: string | null | undefined
    reason?: string | null | undefined
  }> = {},
): Outcome => ({
  status,
  moved: facts.moved ?? null,
  providerReference: facts.providerReference == null ? null : String(facts.providerReference),
  ...(facts.actionUrl ? { actionUrl: facts.actionUrl } : {}),
  ...(facts.reason ? { reason: facts.reason.slice(0, REASON_MAX) } : {}),
})

/** An event's name where the provider gives it none: the same bytes are the same event. */
export const digestOf = (body: Uint8Array): string =>
  createHash('sha256').update(body).digest('hex')

/** Whether a caller knows the secret, in a time that does not depend on where the two differ. */
export function isSameSecret(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(digest(given), digest(expected))
}

/** Parses JSON; undefined when it is none. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

/** A webhook that is not taken. */
export const refusedAs = (
  refusal: Extract<WebhookRead, { ok: false }>['refusal'],
): WebhookRead => ({
  ok: false,
  refusal,
})

/** The e-mail address that a provider will not go without. @throws {NotSent} when there is none */
export function emailOf({ email }: Readonly<{ email: string | null }>): string {
  if (email === null) throw new NotSent('this provider wants an e-mail address')
  return email
}
