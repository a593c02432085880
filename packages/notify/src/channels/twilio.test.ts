import { SILENT } from '@tallystick/telemetry'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  faultOf,
  messageTo,
  newCapturedLog,
  PHONE,
  SECRETS,
  settingsIn,
} from '../../test/messages.ts'
import {
  newTwilioServer,
  QUEUED,
  type TwilioServer,
  twilioError,
} from '../../test/twilio-server.ts'
import type { NotifyFault } from '../fault.ts'
import { type Notifier, openNotifier } from '../notifier.ts'
import { ANSWER_BYTES_MAX, newTwilio } from './twilio.ts'

const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`
const DEADLINE_MS = 10_000

let twilio: TwilioServer
let opened: Notifier[]
beforeEach(async () => {
  twilio = await newTwilioServer()
  opened = []
})
afterEach(async () => {
  vi.useRealTimers()
  await twilio.close()
  for (const each of opened) await each.close()
})

function openSms({ from = '+15005550006', url = twilio.url, log = SILENT } = {}): Notifier {
  const sms = {
    url,
    accountSid: ACCOUNT,
    authToken: SECRETS.authToken,
    from,
    deadlineMs: DEADLINE_MS,
  }
  const notifier = openNotifier(settingsIn('/nonexistent', { sms }), log)
  opened.push(notifier)
  return notifier
}

/** By turns of the event loop, since a faked clock stands still. */
async function arrived(): Promise<void> {
  while (twilio.received.length === 0) await new Promise((resolve) => setImmediate(resolve))
}

describe('a short message by Twilio (NOT-2)', () => {
  test('is one POST with a form, as the API has it', async () => {
    await openSms().send({ to: PHONE, template: 'OTP', values: { code: '123456', minutes: 5 } })
    expect(twilio.received).toMatchObject([
      {
        method: 'POST',
        path: `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
        headers: {
          authorization: `Basic ${Buffer.from(`${ACCOUNT}:${SECRETS.authToken}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        },
        form: {
          To: PHONE.phone,
          From: '+15005550006',
          Body: expect.stringMatching(/^Tallystick: 123 456 is your code/),
        },
      },
    ])
  })

  test.each([
    ['Tallystick', { From: 'Tallystick' }],
    [`MG${'a'.repeat(32)}`, { MessagingServiceSid: `MG${'a'.repeat(32)}` }],
  ])('may come from %s', async (from, form) => {
    await openSms({ from, url: `${twilio.url}/` }).send(messageTo(PHONE, 'OTP'))
    expect(twilio.received[0]?.form).toEqual({ ...form, To: PHONE.phone, Body: expect.any(String) })
    expect(twilio.received[0]?.path).toBe(`/2010-04-01/Accounts/${ACCOUNT}/Messages.json`)
  })

  test('asks nothing for what is no number', async () => {
    const fault = await faultOf(openSms().send(messageTo({ phone: '+49151&From=+1' }, 'OTP')))
    expect(fault.isPermanent).toBe(true)
    expect(twilio.received).toEqual([])
  })
})

describe('what Twilio turns down', () => {
  const said = `The 'To' number ${PHONE.phone} is not valid: ${SECRETS.code}`

  test.each([
    [399, false],
    [400, true],
    [401, true],
    [403, true],
    [404, true],
    [408, false],
    [409, true],
    [428, true],
    [429, false],
    [430, true],
    [499, true],
    [500, false],
    [503, false],
    [599, false],
  ])('with %d is for good: %s', async (status, isPermanent) => {
    twilio.answer(twilioError(status, 21211, said))
    const { log, text, lines } = newCapturedLog()
    const fault = await faultOf(openSms({ log }).send(messageTo(PHONE, 'OTP')))
    expect(fault).toMatchObject({
      isPermanent,
      message: `Twilio answered ${status}, code 21211`,
    })
    expect(fault.cause).toBeUndefined()
    expect(lines()).toMatchObject([
      { level: 'warn', template: 'OTP', channel: 'twilio', to: '+49…78', isPermanent },
    ])
    for (const secret of [PHONE.phone, SECRETS.code, 'CAN ARY', SECRETS.authToken])
      expect(text()).not.toContain(secret)
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>Bad gateway</html>'],
    ['JSON without a code', '{"status":400}'],
    ['a code that is none', `{"code":"${SECRETS.code}"}`],
    ['null', 'null'],
  ])('with %s is told by its status', async (_, body) => {
    twilio.answer({ status: 400, body })
    const fault = await faultOf(openSms().send(messageTo(PHONE, 'OTP')))
    expect(fault.message).toBe('Twilio answered 400')
  })

  test('is read up to 16,384 bytes and no further', async () => {
    const body = (bytes: number): string => `{"code":21211,"message":"${'x'.repeat(bytes - 27)}"}`
    const messages: string[] = []
    for (const bytes of [ANSWER_BYTES_MAX, ANSWER_BYTES_MAX + 1]) {
      expect(Buffer.byteLength(body(bytes))).toBe(bytes)
      twilio.answer({ status: 400, body: body(bytes) })
      messages.push((await faultOf(openSms().send(messageTo(PHONE, 'OTP')))).message)
    }
    expect(messages).toEqual(['Twilio answered 400, code 21211', 'Twilio answered 400'])
  })

  test('by sending us elsewhere does not get our credentials there', async () => {
    const elsewhere = await newTwilioServer()
    twilio.answer({ status: 307, body: '', headers: { location: elsewhere.url } })
    const fault = await faultOf(openSms().send(messageTo(PHONE, 'OTP')))
    await elsewhere.close()
    expect(fault.isPermanent).toBe(false)
    expect(elsewhere.received).toEqual([])
  })

  test('is not for good when nobody is there', async () => {
    const gone = await newTwilioServer()
    await gone.close()
    const fault = await faultOf(openSms({ url: gone.url }).send(messageTo(PHONE, 'OTP')))
    expect(fault).toMatchObject({
      isPermanent: false,
      message: 'Twilio was not reached (ECONNREFUSED)',
    })
  })

  test('may be taken a moment later', async () => {
    const notifier = openSms()
    twilio.answer(twilioError(429, 20429, 'Too many requests'))
    await faultOf(notifier.send(messageTo(PHONE, 'OTP')))
    twilio.answer(QUEUED)
    await notifier.send(messageTo(PHONE, 'OTP'))
    expect(twilio.received).toHaveLength(2)
  })
})

describe('the deadline', () => {
  test('of 10 s lets Twilio answer until its last millisecond', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    twilio.answer('never')
    let fault: NotifyFault | undefined
    const failing = faultOf(openSms().send(messageTo(PHONE, 'OTP'))).then((found) => {
      fault = found
    })
    await arrived()
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1)
    expect(fault).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    await failing
    expect(fault).toMatchObject({
      isPermanent: false,
      message: 'there was no answer within 10000 ms',
    })
  })

  test('ends the request, too', async () => {
    twilio.answer('never')
    const sms = { url: twilio.url, accountSid: ACCOUNT, authToken: 't', from: 'x', deadlineMs: 1 }
    const abort = new AbortController()
    const sending = newTwilio(sms).send(
      { template: 'OTP', to: PHONE.phone, text: 'x' },
      abort.signal,
    )
    await arrived()
    abort.abort(new Error('enough'))
    await expect(sending).rejects.toThrow('enough')
  })
})
