import tls from 'node:tls'
import { SILENT } from '@tallystick/telemetry'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { newCertificate } from '../../test/certificate.ts'
import {
  type MailServer,
  newMailServer,
  newSilentServer,
  smtpError,
} from '../../test/mail-server.ts'
import {
  ADA,
  faultOf,
  messagesTo,
  messageTo,
  newCapturedLog,
  SECRETS,
  settingsIn,
} from '../../test/messages.ts'
import type { NotifyFault } from '../fault.ts'
import { openNotifier } from '../notifier.ts'
import { isSmtpUrl } from './smtp.ts'

const DEADLINE_MS = 20_000
const toClose: { close(): Promise<void> }[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const each of toClose.splice(0).reverse()) await each.close()
})

async function openServer(options?: SMTPServerOptions): Promise<MailServer> {
  const server = await newMailServer(options)
  toClose.push(server)
  return server
}

function openMail(url: string, { log = SILENT, senderName = 'Tallystick' } = {}) {
  const mail = { url, from: 'no-reply@example.com', deadlineMs: DEADLINE_MS }
  const notifier = openNotifier({ ...settingsIn('/nonexistent', { mail }), senderName }, log)
  toClose.push(notifier)
  return notifier
}

const clear = ({ port }: MailServer): string => `smtp://127.0.0.1:${port}?tls=off`

describe('mail by SMTP (NOT-1)', () => {
  test.each(messagesTo(ADA))('$template arrives as text and as HTML', async (message) => {
    const server = await openServer()
    await openMail(clear(server)).send(message)
    expect(server.received).toHaveLength(1)
    const [mail] = server.received
    expect(mail).toMatchObject({ from: 'no-reply@example.com', to: [ADA.email] })
    expect(mail?.headers).toMatchObject({
      from: 'Tallystick <no-reply@example.com>',
      to: ADA.email,
      'auto-submitted': 'auto-generated',
      'message-id': expect.stringMatching(/^<[^>]+@example\.com>$/),
    })
    expect(mail?.headers).not.toHaveProperty('x-mailer')
    expect(mail?.text).toMatch(/^Hello(?: Ada)?,\n\n/)
    expect(mail?.html).toMatch(/^<!doctype html>/)
    expect(mail?.raw).not.toMatch(/Content-Disposition: attachment/i)
  })

  test('keeps a link and a code whole, whatever the length of a line', async () => {
    const server = await openServer()
    const notifier = openMail(clear(server))
    const link = `https://app.example.com/reset?token=${'t'.repeat(500)}&id=${'ü'.repeat(9)}`
    const values = { name: 'Ada', link, minutes: 60 }
    await notifier.send({ to: ADA, template: 'PASSWORD_RESET', values })
    await notifier.send({ to: ADA, template: 'OTP', values: { code: '123456', minutes: 5 } })
    expect(server.received[0]?.text).toContain(`\n${link}\n`)
    expect(server.received[0]?.html).toContain(`>${link.replace('&', '&amp;')}</a>`)
    expect(server.received[1]?.text).toContain('\n    123 456\n')
  })

  test('lets no name or sender add a header, a line or a recipient', async () => {
    const server = await openServer()
    const evil = 'Ada\r\nBcc: eve@example.com\r\n\r\n<h1>'
    const names = [evil, 'Ada\nX-Evil: 1', 'Ada\u2028X-Evil: 1', 'Ada\r\n.\r\nMAIL FROM:<>']
    await Promise.all(
      names.flatMap((name) => {
        const notifier = openMail(clear(server), { senderName: name })
        return messagesTo(ADA, name).map((message) => notifier.send(message))
      }),
    )
    expect(server.received).toHaveLength(20)
    for (const { to, headers } of server.received) {
      expect(to).toEqual([ADA.email])
      expect(Object.keys(headers).sort()).toEqual([
        'auto-submitted',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ])
    }
  })

  test.each(['ada@example.com\r\nBcc: eve@example.com', 'ada@example.com, eve@example.com', 'Ada'])(
    'does not even connect for the recipient %j',
    async (email) => {
      const server = await openServer()
      const fault = await faultOf(openMail(clear(server)).send(messageTo({ email }, 'OTP')))
      expect(fault.isPermanent).toBe(true)
      expect(server.connections()).toBe(0)
    },
  )
})

describe('TLS', () => {
  const secure = (options: SMTPServerOptions = {}): SMTPServerOptions => ({
    ...newCertificate('localhost'),
    disabledCommands: [],
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      password === SECRETS.smtpPassword
        ? done(null, { user: username })
        : done(smtpError(535, '5.7.8 no')),
    ...options,
  })

  async function trusting(cert: string, work: () => Promise<void>): Promise<void> {
    const before = tls.getCACertificates('default')
    tls.setDefaultCACertificates([...before, cert])
    try {
      await work()
    } finally {
      tls.setDefaultCACertificates(before)
    }
  }

  test.each([
    ['STARTTLS', 'smtp', false],
    ['TLS from the start', 'smtps', true],
  ])('is used by %s, and only then the password is said', async (_, scheme, isSecure) => {
    const options = secure({ secure: isSecure })
    const server = await openServer(options)
    await trusting(String(options.cert), async () => {
      const url = `${scheme}://mailer:${SECRETS.smtpPassword}@localhost:${server.port}`
      await openMail(url).send(messageTo(ADA, 'OTP'))
    })
    expect(server.received).toMatchObject([{ isEncrypted: true, user: 'mailer' }])
  })

  test.each(['smtp', 'smtps'])(
    'of a certificate that nobody vouches for sends nothing by %s',
    async (scheme) => {
      const server = await openServer(secure({ secure: scheme === 'smtps' }))
      const url = `${scheme}://mailer:${SECRETS.smtpPassword}@localhost:${server.port}`
      const fault = await faultOf(openMail(url).send(messageTo(ADA, 'OTP')))
      expect(fault.isPermanent).toBe(false)
      expect(fault.message).toContain('the mail server was not reached (')
      expect(server.received).toEqual([])
    },
  )

  test('that the server does not offer is missed: nothing is sent in clear', async () => {
    const server = await openServer({ authMethods: ['PLAIN'], allowInsecureAuth: true })
    const url = `smtp://mailer:${SECRETS.smtpPassword}@127.0.0.1:${server.port}`
    const fault = await faultOf(openMail(url).send(messageTo(ADA, 'OTP')))
    expect(server.received).toEqual([])
    expect(fault.message).toContain('to STARTTLS')
  })

  test('and a wrong password is told by its number alone', async () => {
    const options = secure()
    const server = await openServer(options)
    const { log, text } = newCapturedLog()
    await trusting(String(options.cert), async () => {
      const url = `smtp://mailer:wrong-password-canary@localhost:${server.port}`
      const fault = await faultOf(openMail(url, { log }).send(messageTo(ADA, 'OTP')))
      expect(fault.message).toBe('the mail server answered 535 5.7.8 to AUTH')
    })
    expect(text()).not.toContain('wrong-password-canary')
  })
})

describe('what a mail server turns down', () => {
  const refusing = (
    status: number,
    at: 'onMailFrom' | 'onRcptTo' | 'onData',
  ): SMTPServerOptions => {
    const text = `5.1.1 <${ADA.email}> ${SECRETS.code} ${SECRETS.linkToken}`
    const error = smtpError(status, status < 500 ? text.replace('5.', '4.') : text)
    return at === 'onData'
      ? {
          onData(stream, _session, done) {
            stream.on('end', () => done(error))
            stream.resume()
          },
        }
      : {
          [at]: (_address: unknown, _session: unknown, done: (error: Error) => void) => done(error),
        }
  }

  test.each([
    [421, 'onMailFrom', false, '421 4.1.1 to MAIL'],
    [450, 'onRcptTo', false, '450 4.1.1 to RCPT'],
    [499, 'onRcptTo', false, '499 4.1.1 to RCPT'],
    [500, 'onMailFrom', true, '500 5.1.1 to MAIL'],
    [550, 'onRcptTo', true, '550 5.1.1 to RCPT'],
    [452, 'onData', false, '452 4.1.1 to DATA'],
    [554, 'onData', true, '554 5.1.1 to DATA'],
    [599, 'onData', true, '599 5.1.1 to DATA'],
  ] as const)('with %d at %s: for good is %s', async (status, at, isPermanent, said) => {
    const server = await openServer(refusing(status, at))
    const { log, text, lines } = newCapturedLog()
    const fault = await faultOf(openMail(clear(server), { log }).send(messageTo(ADA, 'OTP')))
    expect(fault).toMatchObject({ isPermanent, message: `the mail server answered ${said}` })
    expect(fault.cause).toBeUndefined()
    expect(server.received).toEqual([])
    expect(lines()).toMatchObject([
      { level: 'warn', template: 'OTP', channel: 'smtp', to: 'a…@example.com', isPermanent },
    ])
    for (const secret of [ADA.email, SECRETS.code, SECRETS.linkToken])
      expect(text()).not.toContain(secret)
  })

  test('may be taken a moment later by the same notifier', async () => {
    let isBusy = true
    const server = await openServer({
      onRcptTo: (_address, _session, done) => done(isBusy ? smtpError(451, 'busy') : null),
    })
    const notifier = openMail(clear(server))
    await faultOf(notifier.send(messageTo(ADA, 'OTP')))
    isBusy = false
    await notifier.send(messageTo(ADA, 'OTP'))
    expect(server.received).toHaveLength(1)
  })

  test('is not for good when nobody is there, or the server hangs up', async () => {
    const gone = await newMailServer()
    await gone.close()
    const refused = await faultOf(openMail(clear(gone)).send(messageTo(ADA, 'OTP')))
    expect(refused.isPermanent).toBe(false)
    expect(refused.message).toBe('the mail server was not reached (ESOCKET, ECONNREFUSED)')
    const rude: MailServer = await openServer({ onRcptTo: () => rude.hangUp() })
    const hungUp = await faultOf(openMail(clear(rude)).send(messageTo(ADA, 'OTP')))
    expect(hungUp.isPermanent).toBe(false)
    expect(rude.received).toEqual([])
  })
})

describe('the deadline', () => {
  test.each([
    ['greets', 0],
    ['has the whole mail', 5],
  ])(
    'of 20 s lets a server that is silent when it %s answer until the last millisecond',
    async (_, answers) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const silent = await newSilentServer(answers)
      toClose.push(silent)
      let fault: NotifyFault | undefined
      const url = `smtp://127.0.0.1:${silent.port}?tls=off`
      const failing = faultOf(openMail(url).send(messageTo(ADA, 'OTP'))).then((found) => {
        fault = found
      })
      await silent.reached
      await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1)
      expect(fault).toBeUndefined()
      await vi.advanceTimersByTimeAsync(1)
      await failing
      expect(fault).toMatchObject({
        isPermanent: false,
        message: 'there was no answer within 20000 ms',
      })
    },
  )
})

describe('SMTP_URL', () => {
  test.each([
    'smtps://user:p%40ss@mail.example.com',
    'smtp://mail.example.com:2525',
    'smtp://mail.example.com/',
    'smtp://[::1]:2525?tls=off',
    'smtp://127.0.0.1:1025?tls=off',
  ])('may be %s', (url) => {
    expect(isSmtpUrl(url)).toBe(true)
  })

  test.each([
    '',
    'mail.example.com',
    'http://mail.example.com',
    'smtp://',
    'smtps://mail.example.com?tls=off',
    'smtp://mail.example.com?tls=of',
    'smtp://mail.example.com?tls=off&x=1',
    'smtp://mail.example.com?ignoreTLS=true',
    'smtp://mail.example.com/path',
    'smtp://mail.example.com#x',
    'smtp://user:%E0%A4%A@mail.example.com',
  ])('may not be %j', (url) => {
    expect(isSmtpUrl(url)).toBe(false)
  })
})
