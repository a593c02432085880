import { ConfigError, type Environment, readConfig } from '@tallystick/config'
import { describe, expect, test } from 'vitest'
import { SECRETS } from '../test/messages.ts'
import { notifyVariables, SENDER_CHARS_MAX, toNotifySettings } from './variables.ts'

const ACCOUNT = `AC${'0'.repeat(32)}`
const SMTP = {
  MAIL: 'smtp',
  SMTP_URL: `smtps://user:${SECRETS.smtpPassword}@mail.example.com`,
  MAIL_FROM: 'no-reply@example.com',
}
const TWILIO = {
  SMS: 'twilio',
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: SECRETS.authToken,
  SMS_FROM: '+15005550006',
}

const settingsOf = (env: Environment, more: { NODE_ENV?: string; DATA_DIR?: string } = {}) =>
  toNotifySettings({ ...readConfig(notifyVariables, env), NODE_ENV: 'development', ...more })

function faultsOf(env: Environment, NODE_ENV = 'development'): string[] {
  try {
    settingsOf(env, { NODE_ENV })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const secret of Object.values(SECRETS)) expect(error.message).not.toContain(secret)
    return error.faults.map(({ name }) => name)
  }
  return []
}

describe('the way that messages leave', () => {
  test('is a folder beside the data in development', () => {
    expect(settingsOf({})).toEqual({
      senderName: 'Tallystick',
      mail: 'folder',
      sms: 'folder',
      folder: { path: '.data/messages', filesMax: 500 },
    })
    expect(settingsOf({}, { DATA_DIR: '/var/bank' }).folder.path).toBe('/var/bank/messages')
    expect(settingsOf({ MESSAGES_DIR: '/m' }, { DATA_DIR: '/var/bank' }).folder.path).toBe('/m')
  })

  test('must be said in production, the folder too', () => {
    expect(faultsOf({}, 'production')).toEqual(['MAIL', 'SMS'])
    expect(faultsOf(SMTP, 'production')).toEqual(['SMS'])
    expect(faultsOf({ MAIL: 'folder', SMS: 'folder' }, 'production')).toEqual([])
    expect(faultsOf({}, 'test')).toEqual([])
  })

  test('is complete, or each thing that is missing is named at once', () => {
    expect(faultsOf({ MAIL: 'smtp', SMS: 'twilio' })).toEqual([
      'SMTP_URL',
      'MAIL_FROM',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'SMS_FROM',
    ])
    expect(settingsOf({ ...SMTP, ...TWILIO })).toMatchObject({
      mail: { url: SMTP.SMTP_URL, from: 'no-reply@example.com', deadlineMs: 20_000 },
      sms: {
        url: 'https://api.twilio.com',
        accountSid: ACCOUNT,
        authToken: SECRETS.authToken,
        from: '+15005550006',
        deadlineMs: 10_000,
      },
    })
  })

  test('does not say Twilio’s token in clear in production', () => {
    const env = { ...SMTP, ...TWILIO, TWILIO_URL: 'http://twilio.test' }
    expect(faultsOf(env, 'production')).toEqual(['TWILIO_URL'])
    expect(faultsOf(env)).toEqual([])
    expect(faultsOf({ ...env, SMS: 'folder' }, 'production')).toEqual([])
  })
})

describe('a variable', () => {
  test.each([
    ['MAIL_DEADLINE_MS', 1_000, 120_000],
    ['SMS_DEADLINE_MS', 500, 60_000],
    ['MESSAGES_MAX', 1, 10_000],
  ])('%s goes from %d to %d', (name, floor, ceiling) => {
    expect(faultsOf({ [name]: String(floor - 1) })).toEqual([name])
    expect(faultsOf({ [name]: String(floor) })).toEqual([])
    expect(faultsOf({ [name]: String(ceiling) })).toEqual([])
    expect(faultsOf({ [name]: String(ceiling + 1) })).toEqual([name])
  })

  test('SENDER_NAME has up to 30 characters and no line end', () => {
    expect(faultsOf({ SENDER_NAME: 'n'.repeat(SENDER_CHARS_MAX) })).toEqual([])
    expect(faultsOf({ SENDER_NAME: 'n'.repeat(SENDER_CHARS_MAX + 1) })).toEqual(['SENDER_NAME'])
    expect(faultsOf({ SENDER_NAME: 'A\r\nBcc: e@x.co' })).toEqual(['SENDER_NAME'])
    expect(faultsOf({ SENDER_NAME: 'A <e@x.co>' })).toEqual(['SENDER_NAME'])
  })

  test.each([
    ['MAIL', 'sendmail'],
    ['SMS', 'pigeon'],
    ['SMTP_URL', `smtp://u:${SECRETS.smtpPassword}@h?tls=maybe`],
    ['MAIL_FROM', 'Tallystick <no-reply@example.com>'],
    ['TWILIO_URL', 'ftp://x'],
    ['TWILIO_ACCOUNT_SID', 'AC0/../../x'],
    ['SMS_FROM', 'TwelveLetter'],
    ['SMS_FROM', '12345'],
    ['SMS_FROM', '+1 500 555'],
  ])('%s may not be %j', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([name])
  })

  test.each(['+15005550006', 'ElevenChars', 'My Bank 24', `MG${'0'.repeat(32)}`])(
    'SMS_FROM may be %s',
    (value) => {
      expect(faultsOf({ SMS_FROM: value })).toEqual([])
    },
  )
})
