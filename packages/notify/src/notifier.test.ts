import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SILENT } from '@tallystick/telemetry'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newMailServer } from '../test/mail-server.ts'
import {
  ADA,
  messagesTo,
  messageTo,
  newCapturedLog,
  PHONE,
  SECRETS,
  settingsIn,
} from '../test/messages.ts'
import { newTwilioServer, twilioError } from '../test/twilio-server.ts'
import { NotifyFault, openNotifier } from './index.ts'
import { CLOSE_MS } from './notifier.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notify-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

const twilioAt = (url: string) => ({
  url,
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: SECRETS.authToken,
  from: '+15005550006',
  deadlineMs: 10_000,
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the log', () => {
  test('says of each message its template, channel, part of the recipient and how it ended', async () => {
    const { log, lines } = newCapturedLog()
    const notifier = openNotifier(settingsIn(folder), log)
    await notifier.send(messageTo(ADA, 'WELCOME'))
    await notifier.send(messageTo(PHONE, 'OTP')).catch(() => {})
    const common = { level: 'info', msg: 'message sent', channel: 'folder' }
    expect(lines()).toMatchObject([
      { ...common, template: 'WELCOME', to: 'a…@example.com', tookMs: expect.any(Number) },
      { ...common, template: 'OTP', to: '+49…78', tookMs: expect.any(Number) },
    ])
  })

  test('and every fault are without codes, links, names, recipients and passwords (SEC-9)', async () => {
    const { log, text, lines } = newCapturedLog()
    const said: string[] = []
    const mails = await newMailServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error(`${ADA.email} ${SECRETS.code}`), { responseCode: 550 })),
    })
    const twilio = await newTwilioServer()
    twilio.answer(twilioError(400, 21211, `${PHONE.phone} ${SECRETS.code} ${SECRETS.authToken}`))
    const gone = await newMailServer()
    await gone.close()
    const mailAt = (port: number) => ({
      url: `smtp://user:${SECRETS.smtpPassword}@127.0.0.1:${port}?tls=off`,
      from: 'no-reply@example.com',
      deadlineMs: 10_000,
    })
    const ways = [
      settingsIn(folder),
      settingsIn(folder, { mail: mailAt(mails.port), sms: twilioAt(twilio.url) }),
      settingsIn(folder, { mail: mailAt(gone.port), sms: twilioAt('http://127.0.0.1:1') }),
      settingsIn('/dev/null/messages'),
    ]
    const name = 'Zenobia-canary'
    for (const way of ways) {
      const notifier = openNotifier(way, log)
      for (const message of [...messagesTo(ADA, name), ...messagesTo(PHONE, name)])
        await notifier.send(message).catch((fault: Error) => {
          expect(fault).toBeInstanceOf(NotifyFault)
          said.push(`${fault.stack} ${String(fault.cause)} ${JSON.stringify(fault)}`)
        })
      await notifier.close()
    }
    await mails.close()
    await twilio.close()
    expect(lines()).toHaveLength(40)
    expect(said).toHaveLength(30)
    const secrets = [...Object.values(SECRETS), 'CAN ARY', name, 'lovelace', PHONE.phone]
    const all = text() + said.join('')
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
  })
})

describe('close', () => {
  test('waits for what is on its way, and takes nothing after it', async () => {
    const notifier = openNotifier(settingsIn(folder), SILENT)
    const sending = notifier.send(messageTo(ADA, 'OTP'))
    await notifier.close()
    expect(readdirSync(folder)).toHaveLength(1)
    await sending
    const late: unknown = await notifier.send(messageTo(ADA, 'OTP')).catch((error) => error)
    expect(late).toMatchObject({ name: 'NotifyFault', isPermanent: false })
    expect(readdirSync(folder)).toHaveLength(1)
    await notifier.close()
  })

  test('stops after 5 s what nobody answers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const twilio = await newTwilioServer()
    twilio.answer('never')
    const notifier = openNotifier(settingsIn(folder, { sms: twilioAt(twilio.url) }), SILENT)
    const ended: unknown[] = []
    const sending = notifier.send(messageTo(PHONE, 'OTP')).catch((error) => ended.push(error))
    while (twilio.received.length === 0) await turn()
    const closing = notifier.close().then(() => ended.push('closed'))
    await vi.advanceTimersByTimeAsync(CLOSE_MS - 1)
    expect(ended).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await Promise.all([sending, closing])
    expect(ended).toHaveLength(2)
    expect(ended).toContainEqual(
      expect.objectContaining({
        isPermanent: false,
        message: 'the process stopped before there was an answer',
      }),
    )
    await twilio.close()
  })
})

test('one slow channel does not hold up another', async () => {
  const twilio = await newTwilioServer()
  twilio.answer('never')
  const notifier = openNotifier(settingsIn(folder, { sms: twilioAt(twilio.url) }), SILENT)
  const sms = notifier.send(messageTo(PHONE, 'OTP')).catch(() => 'failed')
  await notifier.send(messageTo(ADA, 'OTP'))
  expect(readdirSync(folder)).toHaveLength(1)
  await twilio.close()
  expect(await sms).toBe('failed')
  await notifier.close()
})
