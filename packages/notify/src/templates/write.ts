/**
 * Puts a message into words.
 *
 * A template gives parts, and only here do they become text and HTML: no template can forget to escape a value.
 */
import { NotifyFault } from '../fault.ts'
import type { Message, TemplateName } from '../message.ts'
import { emailVerification } from './email-verification.ts'
import { otp } from './otp.ts'
import { passwordReset } from './password-reset.ts'
import { securityNotice } from './security-notice.ts'
import type { Part, Template } from './template.ts'
import { welcome } from './welcome.ts'
import { codeInGroups } from './words.ts'

/** A mail as it is sent, in both forms that a mail program may choose from. */
export type WrittenMail = Readonly<{ subject: string; text: string; html: string }>

const TEMPLATES: { readonly [Name in TemplateName]: Template<Name> } = {
  WELCOME: welcome,
  EMAIL_VERIFICATION: emailVerification,
  PASSWORD_RESET: passwordReset,
  OTP: otp,
  SECURITY_NOTICE: securityNotice,
}

// The table pairs each name with its template, which the compiler cannot follow through a union.
const templateOf = ({ template }: Message) => TEMPLATES[template] as Template<TemplateName>

/** @throws {NotifyFault} a permanent one, for a link that is none of the web */
export function writeMail(message: Message, sender: string): WrittenMail {
  assertLink(message)
  const { subject, parts } = templateOf(message).mail(message.values, sender)
  return {
    subject,
    text: `${[...parts.map(toText), `-- \n${sender}`].join('\n\n')}\n`,
    html: toPage({ subject, parts, sender }),
  }
}

/** @throws {NotifyFault} a permanent one, for a link that is none of the web */
export function writeSms(message: Message, sender: string): string {
  assertLink(message)
  return templateOf(message).sms(message.values, sender)
}

/** No `javascript:` behind a link, and nothing that ends the link early. What is wrong with it is not said: it is a secret. */
function assertLink({ values }: Message): void {
  const link = 'link' in values ? values.link : null
  if (link === null) return
  const isOfTheWeb = URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)
  if (!isOfTheWeb || /[\s\p{C}"<>`]/u.test(link))
    throw new NotifyFault('the link of the message is no http or https address', {
      isPermanent: true,
    })
}

function toText(part: Part): string {
  if ('code' in part) return `    ${codeInGroups(part.code)}`
  return 'link' in part ? part.link : part.text
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
const STYLE = {
  body: `margin:0;padding:24px 16px;${FONT};font-size:16px;line-height:1.5`,
  frame: 'max-width:560px;margin:0 auto',
  paragraph: 'margin:0 0 16px',
  code: 'margin:0 0 16px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:28px;font-weight:600;white-space:nowrap',
  link: 'margin:0 0 16px;word-break:break-all',
  sender: 'margin:24px 0 0;font-size:14px;opacity:0.7',
} as const

function toHtml(part: Part): string {
  if ('code' in part) return `<p style="${STYLE.code}">${escapeHtml(codeInGroups(part.code))}</p>`
  if ('text' in part) return `<p style="${STYLE.paragraph}">${escapeHtml(part.text)}</p>`
  // Where a link leads stands there in full, so that one can see it before one opens it.
  const link = escapeHtml(part.link)
  return `<p style="${STYLE.link}"><a href="${link}">${link}</a></p>`
}

type Page = Readonly<{ subject: string; parts: readonly Part[]; sender: string }>

/** A page that loads nothing: no picture, font or script tells anybody that the mail was opened. */
function toPage({ subject, parts, sender }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="${STYLE.body}">
<div style="${STYLE.frame}">
${parts.map(toHtml).join('\n')}
<p style="${STYLE.sender}">${escapeHtml(sender)}</p>
</div>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
