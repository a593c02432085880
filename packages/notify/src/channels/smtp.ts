/** Mail by SMTP: a connection for each message, TLS unless the URL does without. */
import { createTransport } from 'nodemailer'
import { NotifyFault } from '../fault.ts'
import type { Channel, Mail } from './channel.ts'

/** How to reach the mail server, and who writes. */
export type SmtpSettings = Readonly<{
  /** As `isSmtpUrl` takes it. */
  url: string
  /** The address that mails come from. */
  from: string
  /** The name beside that address. */
  senderName: string
  deadlineMs: number
}>

const DOES_WITHOUT_TLS = '?tls=off'

/**
 * Whether `text` says how to reach a mail server: `smtps://` with TLS from the start (port 465), `smtp://` with STARTTLS
 * (port 587), which the server must offer unless the URL ends in `?tls=off`. Nothing else may follow the host: a
 * misspelt option would silently be none.
 */
export function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text)
  return (
    (protocol === 'smtps:' || protocol === 'smtp:') &&
    hostname !== '' &&
    (pathname === '' || pathname === '/') &&
    hash === '' &&
    (search === '' || (search === DOES_WITHOUT_TLS && protocol === 'smtp:')) &&
    isDecodable(username) &&
    isDecodable(password)
  )
}

/** Opens the way. Connects with the first message. */
export function newSmtp({ url, from, senderName, deadlineMs }: SmtpSettings): Channel<Mail> {
  const transport = createTransport(optionsOf(url, deadlineMs))
  return {
    name: 'smtp',
    deadlineMs,
    async send({ to, subject, text, html }, signal) {
      try {
        await transport.sendMail({
          from: { name: senderName, address: from },
          to: { name: '', address: to },
          // The envelope by itself, so that nothing in a header can add a recipient.
          envelope: { from, to: [to] },
          subject,
          text,
          html,
          // No answer by a machine, such as that somebody is on holiday (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          xMailer: false,
          signal,
        })
      } catch (error) {
        if (signal.aborted) throw error
        throw toFault(error)
      }
    },
    close: () => transport.close(),
  }
}

function optionsOf(text: string, deadlineMs: number) {
  const url = new URL(text)
  const isSecure = url.protocol === 'smtps:'
  const isClear = url.search === DOES_WITHOUT_TLS
  // nodemailer has a clock for each step; the one over the whole, which stops it by its signal, is to be the first.
  const laterMs = 2 * deadlineMs
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !(isSecure || isClear),
    ignoreTLS: isClear,
    ...(url.username === ''
      ? {}
      : {
          auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
        }),
    connectionTimeout: laterMs,
    greetingTimeout: laterMs,
    socketTimeout: laterMs,
    dnsTimeout: laterMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    maxRecipients: 1,
  }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** What nodemailer says of a failure. `response` and the message quote the server and stay here. */
type Failure = Readonly<{
  code?: unknown
  originalCode?: unknown
  command?: unknown
  response?: unknown
  responseCode?: unknown
}>

/** Only 5yz is for good (RFC 5321 §4.2.1), and an address that nodemailer itself cannot put into a command. */
function toFault(error: unknown): NotifyFault {
  const { code, originalCode, command, response, responseCode } = error as Failure
  if (typeof responseCode === 'number')
    return new NotifyFault(
      `the mail server answered ${[responseCode, ...enhancedCodeOf(response)].join(' ')}${toCommand(command)}`,
      { isPermanent: responseCode >= 500 && responseCode < 600 },
    )
  if (code === 'EENVELOPE')
    return new NotifyFault('the address cannot be used with this mail server', {
      isPermanent: true,
    })
  const codes = [code, originalCode].filter((each) => isCode(each))
  return new NotifyFault(`the mail server was not reached (${codes.join(', ') || 'unknown'})`, {
    isPermanent: false,
  })
}

/** The more exact code of RFC 3463, such as 5.1.1, which many servers give after their own. */
function enhancedCodeOf(response: unknown): string[] {
  const found = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(String(response ?? ''))?.[1]
  return found === undefined ? [] : [found]
}

/** Of a command only its name: what follows it may be a password or the recipient. */
function toCommand(command: unknown): string {
  const name = /^(?:EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT|DATA)\b/.exec(String(command ?? ''))?.[0]
  return name === undefined ? '' : ` to ${name}`
}

const isCode = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(value)
