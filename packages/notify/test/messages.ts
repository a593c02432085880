import { newLogger } from '@tallystick/telemetry'
import { NotifyFault } from '../src/fault.ts'
import type { Message, TemplateName } from '../src/message.ts'
import type { NotifySettings } from '../src/variables.ts'

/** What must never be seen outside of the message itself. */
export const SECRETS = {
  code: 'CANARY77CODE',
  linkToken: 'canary-link-token-55',
  smtpPassword: 'canary-smtp-password',
  authToken: 'canary-auth-token',
} as const

const LINK = `https://app.example.com/reset?token=${SECRETS.linkToken}&from=mail`

/** One message of each template, with a name that one does not expect. */
export const messagesTo = (to: Message['to'], name = 'Ada'): readonly Message[] => [
  { to, template: 'WELCOME', values: { name } },
  {
    to,
    template: 'EMAIL_VERIFICATION',
    values: { name, code: SECRETS.code, link: LINK, minutes: 15 },
  },
  { to, template: 'PASSWORD_RESET', values: { name, link: LINK, minutes: 60 } },
  { to, template: 'OTP', values: { code: SECRETS.code, minutes: 5 } },
  { to, template: 'SECURITY_NOTICE', values: { name, what: 'NEW_DEVICE' } },
]

/** The message of one template. */
export function messageTo(to: Message['to'], template: TemplateName, name?: string): Message {
  const found = messagesTo(to, name).find((message) => message.template === template)
  if (!found) throw new TypeError(`there is no ${template}`)
  return found
}

/** A mailbox and a phone that nobody has. */
export const ADA = { email: 'ada.lovelace@example.com' } as const
export const PHONE = { phone: '+4915112345678' } as const

/** Settings with everything in the folder. */
export const settingsIn = (path: string, more: Partial<NotifySettings> = {}): NotifySettings => ({
  senderName: 'Tallystick',
  mail: 'folder',
  sms: 'folder',
  folder: { path, filesMax: 100 },
  ...more,
})

/** A logger whose lines are kept. */
export function newCapturedLog() {
  let text = ''
  const log = newLogger({
    name: 'test',
    level: 'trace',
    destination: { write: (line) => (text += line) },
  })
  const lines = (): Record<string, unknown>[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  return { log, text: () => text, lines }
}

/** The fault that sending ends with. @throws {Error} when it ends otherwise */
export async function faultOf(work: Promise<void>): Promise<NotifyFault> {
  const fault = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof NotifyFault)) throw new Error('there was no NotifyFault')
  return fault
}
