/**
 * Short messages by Twilio's REST: one POST to the account's `Messages.json`.
 *
 * Source: https://www.twilio.com/docs/messaging/api/message-resource and its errors https://www.twilio.com/docs/api/errors
 */
import { NotifyFault } from '../fault.ts'
import type { Channel, Sms } from './channel.ts'

/** The account that sends, and how. */
export type TwilioSettings = Readonly<{
  /** @default https://api.twilio.com in the variables */
  url: string
  accountSid: string
  authToken: string
  /** A number in E.164, a name of up to 11 letters and digits, or the SID of a messaging service (`MG…`). */
  from: string
  deadlineMs: number
}>

/** The most that is read of an answer, in bytes. */
export const ANSWER_BYTES_MAX = 16_384

/** Answers of 4xx that are not about the message: it took too long, or there were too many. */
const TEMPORARY_STATUSES = [408, 429]

/** Opens the way. Connects with the first message. */
export function newTwilio(settings: TwilioSettings): Channel<Sms> {
  const { accountSid, authToken, from, deadlineMs } = settings
  const url = `${settings.url.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const sender = from.startsWith('MG') ? 'MessagingServiceSid' : 'From'
  return {
    name: 'twilio',
    deadlineMs,
    async send({ to, text }, signal) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization, accept: 'application/json' },
        body: new URLSearchParams({ To: to, [sender]: from, Body: text }),
        // Nobody else is shown the credentials because an answer says so.
        redirect: 'manual',
        signal,
      }).catch((error: unknown) => {
        if (signal.aborted) throw error
        throw new NotifyFault(`Twilio was not reached (${causeOf(error)})`, { isPermanent: false })
      })
      if (!response.ok) throw await toFault(response)
      // Taken. What more the answer says is not waited for.
      await response.body?.cancel().catch(() => {})
    },
    close: () => {},
  }
}

async function toFault(response: Response): Promise<NotifyFault> {
  const { status } = response
  const code = await codeIn(response)
  return new NotifyFault(`Twilio answered ${status}${code === undefined ? '' : `, code ${code}`}`, {
    isPermanent: status >= 400 && status < 500 && !TEMPORARY_STATUSES.includes(status),
  })
}

/** Twilio's own number for the error. The message beside it quotes the recipient and is not kept. */
async function codeIn(response: Response): Promise<number | undefined> {
  try {
    const body: unknown = JSON.parse(await textOf(response))
    const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
    return Number.isSafeInteger(code) ? (code as number) : undefined
  } catch {
    // Not JSON, cut off, or nothing more came: the status says enough.
    return undefined
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > ANSWER_BYTES_MAX) throw new RangeError('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `fetch` hides what happened, such as ECONNREFUSED, in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : 'unknown'
}
