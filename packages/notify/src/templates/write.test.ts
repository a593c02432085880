import { describe, expect, test } from 'vitest'
import { ADA, messagesTo, messageTo, PHONE } from '../../test/messages.ts'
import { NotifyFault } from '../fault.ts'
import type { Message, SecurityEvent } from '../message.ts'
import { SENDER_CHARS_MAX } from '../variables.ts'
import { codeInGroups, durationOf, greetingOf, NAME_CHARS_MAX } from './words.ts'
import { writeMail, writeSms } from './write.ts'

const SENDER = 'Tallystick'
const NOTICES: readonly SecurityEvent[] = [
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'NEW_DEVICE',
  'FACTOR_ADDED',
  'FACTOR_REMOVED',
  'FACTOR_GUESSED',
  'RECOVERY_CODE_USED',
  'IDENTITY_LINKED',
  'IDENTITY_UNLINKED',
  'KEY_CREATED',
  'EMAIL_TAKEN',
]
const noticeTo = (to: Message['to'], what: SecurityEvent): Message => ({
  to,
  template: 'SECURITY_NOTICE',
  values: { name: 'Ada', what },
})
const everyMessageTo = (to: Message['to'], name?: string): readonly Message[] => [
  ...messagesTo(to, name),
  ...NOTICES.map((what) => noticeTo(to, what)),
]

describe('a mail', () => {
  test('reads as this', () => {
    const message: Message = {
      to: ADA,
      template: 'EMAIL_VERIFICATION',
      values: {
        name: 'Ada',
        code: '123456',
        link: 'https://app.example.com/verify?code=123456&id=7',
        minutes: 15,
      },
    }
    const mail = writeMail(message, SENDER)
    expect(mail.subject).toBe('Confirm your e-mail address')
    expect(mail.text).toMatchInlineSnapshot(`
      "Hello Ada,

      With this code you confirm that this e-mail address is yours:

          123 456

      Or open this link:

      https://app.example.com/verify?code=123456&id=7

      The code and the link work once, for 15 minutes. Give them to nobody.

      If you did not ask for this, somebody may have mistyped their own address. You need not do anything: without the code nothing happens.

      -- 
      Tallystick
      "
    `)
    expect(mail.html).toMatchInlineSnapshot(`
      "<!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark">
      <title>Confirm your e-mail address</title>
      </head>
      <body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
      <div style="max-width:560px;margin:0 auto">
      <p style="margin:0 0 16px">Hello Ada,</p>
      <p style="margin:0 0 16px">With this code you confirm that this e-mail address is yours:</p>
      <p style="margin:0 0 16px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:28px;font-weight:600;white-space:nowrap">123 456</p>
      <p style="margin:0 0 16px">Or open this link:</p>
      <p style="margin:0 0 16px;word-break:break-all"><a href="https://app.example.com/verify?code=123456&amp;id=7">https://app.example.com/verify?code=123456&amp;id=7</a></p>
      <p style="margin:0 0 16px">The code and the link work once, for 15 minutes. Give them to nobody.</p>
      <p style="margin:0 0 16px">If you did not ask for this, somebody may have mistyped their own address. You need not do anything: without the code nothing happens.</p>
      <p style="margin:24px 0 0;font-size:14px;opacity:0.7">Tallystick</p>
      </div>
      </body>
      </html>
      "
    `)
  })

  test('with a code and no link speaks of the code alone (AUT-15)', () => {
    const values = { name: 'Ada', code: '123456', link: null, minutes: 1 }
    const { text, html } = writeMail({ to: ADA, template: 'EMAIL_VERIFICATION', values }, SENDER)
    expect(text).toContain('    123 456\n')
    expect(text).toContain('The code works once, for 1 minute. Give it to nobody.')
    expect(`${text}${html}`).not.toMatch(/link|href/)
  })

  test.each(messagesTo(ADA))('$template says what to do if it was not you (NOT-3)', (message) => {
    const { text, html } = writeMail(message, SENDER)
    expect(text).toMatch(/If (?:it was not you|you did not ask)/)
    expect(html).toMatch(/If (?:it was not you|you did not ask)/)
  })

  test.each(NOTICES)('about %s says what happened and what to do', (what) => {
    const { subject, text } = writeMail(noticeTo(ADA, what), SENDER)
    expect(subject).not.toContain('Ada')
    expect(text).toMatch(/If it was you.*\n\nIf it was not you/)
  })

  test.each(everyMessageTo(ADA, `"><script src=x onload='y'>&amp;`))(
    '$template shows a name of HTML as letters',
    (message) => {
      const { html } = writeMail(message, '<i>Tally</i>')
      expect(html).not.toMatch(/<script|<i>|onload='/)
      expect(html).not.toContain('&amp;amp;amp;')
      if ('name' in message.values && message.template !== 'SECURITY_NOTICE')
        expect(html).toContain('Hello &quot;&gt;&lt;script src=x onload=&#39;y&#39;&gt;&amp;amp;,')
    },
  )

  test.each(everyMessageTo(ADA))('$template loads nothing from anywhere', (message) => {
    const { html } = writeMail(message, SENDER)
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|video|style)\b|@import|url\(|src=/i)
    // An address stands only where one can see it, and leads to where it says.
    const links = [...html.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)]
    for (const [, target, shown] of links) expect(shown).toBe(target)
    expect(html.match(/https?:/g)?.length ?? 0).toBe(links.length * 2)
  })

  test('shows a link in full, in text as it is', () => {
    const message = messageTo(ADA, 'PASSWORD_RESET')
    const link = message.template === 'PASSWORD_RESET' ? message.values.link : ''
    const { text, html } = writeMail(message, SENDER)
    expect(text).toContain(`\n${link}\n`)
    const escaped = link.replace('&', '&amp;')
    expect(html).toContain(`<a href="${escaped}">${escaped}</a>`)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'app.example.com/reset',
    'https://app.example.com/"><script>',
    'https://app.example.com/a b',
    'https://app.example.com/\r\nBcc: eve@example.com',
    '',
  ])('is not written with the link %j, which the fault does not quote', (link) => {
    const values = { name: 'Ada', link, minutes: 60 }
    for (const write of [writeMail, writeSms]) {
      const attempt = () => write({ to: ADA, template: 'PASSWORD_RESET', values }, SENDER)
      expect(attempt).toThrow(NotifyFault)
      expect(attempt).toThrow(/^the link of the message is no http or https address$/)
    }
  })

  test('to an address that may be a stranger’s says nothing of an account', () => {
    for (const template of ['EMAIL_VERIFICATION', 'OTP'] as const) {
      const { subject, text } = writeMail(messageTo(ADA, template), SENDER)
      expect(`${subject}${text}`).not.toMatch(/account/i)
      expect(writeSms(messageTo(PHONE, template), SENDER)).not.toMatch(/account/i)
    }
  })
})

describe('a short message', () => {
  const LONGEST_SENDER = 'S'.repeat(SENDER_CHARS_MAX)

  test.each(everyMessageTo(PHONE).filter(({ template }) => template !== 'PASSWORD_RESET'))(
    '$template costs once, with the longest sender (NOT-4)',
    (message) => {
      const longest =
        'code' in message.values
          ? ({
              ...message,
              values: { ...message.values, code: '12345678', minutes: 59 },
            } as Message)
          : message
      const text = writeSms(longest, LONGEST_SENDER)
      expect(text).toMatch(/^[\x20-\x7e]*$/)
      expect(text.length).toBeLessThanOrEqual(160)
    },
  )

  test('names nobody', () => {
    for (const message of everyMessageTo(PHONE, 'Zenobia'))
      expect(writeSms(message, SENDER)).not.toContain('Zenobia')
  })

  test('with a code reads as this (MFA-4)', () => {
    const values = { code: '123456', minutes: 5 }
    expect(writeSms({ to: PHONE, template: 'OTP', values }, SENDER)).toBe(
      'Tallystick: 123 456 is your code, for 5 minutes. Give it to nobody. Did not ask for it? Ignore this message.',
    )
  })

  test('ends with the link, so that nothing behind it becomes a part of it', () => {
    const values = { name: 'Ada', link: 'https://a.example/r?t=1', minutes: 60 }
    expect(writeSms({ to: PHONE, template: 'PASSWORD_RESET', values }, SENDER)).toMatch(
      / https:\/\/a\.example\/r\?t=1$/,
    )
  })
})

describe('a greeting', () => {
  test.each([
    ['Ada', 'Hello Ada,'],
    ['  Ada \t King ', 'Hello Ada King,'],
    ['Ada\r\nBcc: eve', 'Hello,'],
    ['Ada\r\nKing', 'Hello Ada King,'],
    ['Ada\u0000\u2028King', 'Hello Ada King,'],
    ['\u202eadA', 'Hello adA,'],
    ['J. R. R. Tolkien', 'Hello J. R. R. Tolkien,'],
    ['O’Neill', 'Hello O’Neill,'],
    ['نیک\u200cنام', 'Hello نیک\u200cنام,'],
    ['', 'Hello,'],
    [' \u200b ', 'Hello,'],
    ['You won! evil.example', 'Hello,'],
    ['https://evil.example', 'Hello,'],
    ['write to eve@evil', 'Hello,'],
    ['t.me/eve', 'Hello,'],
  ])('of %j is %j', (name, greeting) => {
    expect(greetingOf(name)).toBe(greeting)
  })

  test('shows a name of 60 characters whole and cuts one of 61', () => {
    expect(greetingOf('n'.repeat(NAME_CHARS_MAX))).toBe(`Hello ${'n'.repeat(60)},`)
    expect(greetingOf('n'.repeat(NAME_CHARS_MAX + 1))).toBe(`Hello ${'n'.repeat(60)}…,`)
    expect(greetingOf('😀'.repeat(NAME_CHARS_MAX))).toBe(`Hello ${'😀'.repeat(60)},`)
  })
})

test.each([
  ['123456', '123 456'],
  ['12345678', '1234 5678'],
  ['123456789', '123 456 789'],
  ['12345', '1234 5'],
  ['123 456', '123 456'],
  ['ABCDEFGHJK', 'ABCD EFGH JK'],
  ['', ''],
])('the code %j is read as %j', (code, shown) => {
  expect(codeInGroups(code)).toBe(shown)
})

test.each([
  [1, '1 minute'],
  [15, '15 minutes'],
  [59, '59 minutes'],
  [60, '1 hour'],
  [61, '61 minutes'],
  [120, '2 hours'],
  [1_440, '1 day'],
  [2_880, '2 days'],
])('%d minutes are %s', (minutes, shown) => {
  expect(durationOf(minutes)).toBe(shown)
})
