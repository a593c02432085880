import { join } from 'node:path'
import {
  ConfigError,
  type ConfigFault,
  defineVariables,
  limit,
  type Values,
  variable,
} from '@tallystick/config'
import { z } from 'zod'
import type { FolderSettings } from './channels/folder.ts'
import { isSmtpUrl, type SmtpSettings } from './channels/smtp.ts'
import type { TwilioSettings } from './channels/twilio.ts'
import { isEmail, isPhone } from './recipient.ts'

/** Longest name of a sender, in characters: with it every short message with a code still costs once. */
export const SENDER_CHARS_MAX = 30

/** What a process reads from its environment to send messages with. */
export const notifyVariables = defineVariables({
  SENDER_NAME: variable({
    schema: z
      .string()
      .max(SENDER_CHARS_MAX, `is at most ${SENDER_CHARS_MAX} characters`)
      .regex(/^[^\p{C}\p{Zl}\p{Zp}"<>]*$/u, 'has characters that a name has not'),
    default: 'Tallystick',
    description: `Who mails and short messages are from, as people know you, ${SENDER_CHARS_MAX} characters at most.`,
  }),
  MAIL: variable({
    schema: z.enum(['folder', 'smtp']).optional(),
    description:
      'How mail leaves: as files in MESSAGES_DIR (folder), or by SMTP_URL (smtp). Folder in development when left out; in production it must be said.',
  }),
  SMTP_URL: variable({
    schema: z
      .string()
      .refine(isSmtpUrl, 'is not smtps://… or smtp://…, with nothing behind the host but ?tls=off')
      .optional(),
    secret: true,
    description:
      'The mail server: smtps://user:password@host (TLS from the start, port 465) or smtp://user:password@host (STARTTLS, port 587). TLS is required unless it ends in ?tls=off.',
  }),
  MAIL_FROM: variable({
    schema: z.string().refine(isEmail, 'is not an e-mail address alone').optional(),
    description: 'The address that mails come from, such as no-reply@example.com.',
  }),
  MAIL_DEADLINE_MS: limit(
    'How long the mail server may take over one mail, in ms',
    20_000,
    [1_000, 120_000],
  ),
  SMS: variable({
    schema: z.enum(['folder', 'twilio']).optional(),
    description:
      'How short messages leave: as files in MESSAGES_DIR (folder), or by Twilio (twilio). Folder in development when left out; in production it must be said.',
  }),
  TWILIO_URL: variable({
    schema: z.url({ protocol: /^https?$/, error: 'is not an http or https URL' }),
    default: 'https://api.twilio.com',
    description: 'Where Twilio’s API is, without a path; https in production.',
  }),
  TWILIO_ACCOUNT_SID: variable({
    schema: z
      .string()
      .regex(/^AC[0-9a-fA-F]{32}$/, 'is not AC and 32 hexadecimal digits')
      .optional(),
    description: 'The account at Twilio (AC…).',
  }),
  TWILIO_AUTH_TOKEN: variable({
    schema: z.string().optional(),
    secret: true,
    description: 'The auth token of that account.',
  }),
  SMS_FROM: variable({
    schema: z
      .string()
      .refine(isSmsSender, 'is no number in E.164, no name and no messaging service')
      .optional(),
    description:
      'Who short messages are from: a number (+4915112345678), a name of up to 11 letters and digits, or a messaging service (MG…).',
  }),
  SMS_DEADLINE_MS: limit(
    'How long Twilio may take over one short message, in ms',
    10_000,
    [500, 60_000],
  ),
  MESSAGES_DIR: variable({
    schema: z.string().optional(),
    description:
      'The folder that messages are written to as files; messages in DATA_DIR when left out.',
  }),
  MESSAGES_MAX: limit(
    'How many files are kept in MESSAGES_DIR; the oldest go first',
    500,
    [1, 10_000],
  ),
})

/** How messages leave; each way is complete. */
export type NotifySettings = Readonly<{
  senderName: string
  mail: 'folder' | Omit<SmtpSettings, 'senderName'>
  sms: 'folder' | TwilioSettings
  folder: FolderSettings
}>

type Given = Values<typeof notifyVariables> &
  Readonly<{ NODE_ENV: string; DATA_DIR?: string | undefined }>

/** What `openNotifier` takes, from the environment. @throws {ConfigError} naming all that is missing for the ways chosen */
export function toNotifySettings(values: Given): NotifySettings {
  const faults = [...channelFaults(values), ...mailFaults(values), ...smsFaults(values)]
  if (faults.length > 0) throw new ConfigError(faults)
  const given = (name: (typeof SMTP_NEEDS)[number] | (typeof TWILIO_NEEDS)[number]): string =>
    values[name] ?? ''
  return {
    senderName: values.SENDER_NAME,
    mail:
      values.MAIL === 'smtp'
        ? {
            url: given('SMTP_URL'),
            from: given('MAIL_FROM'),
            deadlineMs: values.MAIL_DEADLINE_MS,
          }
        : 'folder',
    sms:
      values.SMS === 'twilio'
        ? {
            url: values.TWILIO_URL,
            accountSid: given('TWILIO_ACCOUNT_SID'),
            authToken: given('TWILIO_AUTH_TOKEN'),
            from: given('SMS_FROM'),
            deadlineMs: values.SMS_DEADLINE_MS,
          }
        : 'folder',
    folder: {
      path: values.MESSAGES_DIR ?? join(values.DATA_DIR ?? '.data', 'messages'),
      filesMax: values.MESSAGES_MAX,
    },
  }
}

const SMTP_NEEDS = ['SMTP_URL', 'MAIL_FROM'] as const
const TWILIO_NEEDS = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'SMS_FROM'] as const

/** In production nobody's codes go to a disk because a variable was forgotten. */
function channelFaults({ NODE_ENV, MAIL, SMS }: Given): ConfigFault[] {
  if (NODE_ENV !== 'production') return []
  const fault = (name: string, way: string): ConfigFault => ({
    name,
    problem: `is required in production: ${way}, or folder if messages are really to stay on this machine`,
  })
  return [
    ...(MAIL === undefined ? [fault('MAIL', 'smtp')] : []),
    ...(SMS === undefined ? [fault('SMS', 'twilio')] : []),
  ]
}

function mailFaults(values: Given): ConfigFault[] {
  if (values.MAIL !== 'smtp') return []
  return SMTP_NEEDS.filter((name) => values[name] === undefined).map((name) => ({
    name,
    problem: 'is required while MAIL is smtp',
  }))
}

function smsFaults(values: Given): ConfigFault[] {
  if (values.SMS !== 'twilio') return []
  const missing = TWILIO_NEEDS.filter((name) => values[name] === undefined).map((name) => ({
    name,
    problem: 'is required while SMS is twilio',
  }))
  const isClear = values.NODE_ENV === 'production' && !values.TWILIO_URL.startsWith('https:')
  return isClear
    ? [...missing, { name: 'TWILIO_URL', problem: 'is to be https in production' }]
    : missing
}

/** What Twilio takes as a sender: a number, an alphanumeric sender id, or a messaging service. */
function isSmsSender(text: string): boolean {
  if (/^MG[0-9a-fA-F]{32}$/.test(text) || isPhone(text)) return true
  return /^[A-Za-z0-9 ]{1,11}$/.test(text) && /[A-Za-z]/.test(text)
}
