import { describe, expect, test } from 'vitest'
import { NotifyFault } from './fault.ts'
import { assertRecipient, isEmail, isPhone, redactRecipient } from './recipient.ts'

const domainOf = (chars: number): string => `${'d'.repeat(chars - 4)}.com`

describe('an address', () => {
  test.each([
    'a@b.co',
    'ada.lovelace+bank@example.com',
    'ädä@bücher.example',
    'root@localhost',
    `${'l'.repeat(64)}@example.com`,
    `${'l'.repeat(64)}@${domainOf(189)}`,
  ])('may be %s', (email) => {
    expect(isEmail(email)).toBe(true)
  })

  test.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'a@b@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\nRCPT TO:<eve@example.com>',
    'ada@example.com, eve@example.com',
    'ada@example.com;eve@example.com',
    'Ada <ada@example.com>',
    '<ada@example.com>',
    '"ada eve"@example.com',
    'a\u0000da@example.com',
    'ada@example.com ',
    'ada@exa_mple.com',
    `${'l'.repeat(65)}@example.com`,
    `${'l'.repeat(64)}@${domainOf(190)}`,
  ])('may not be %j', (email) => {
    expect(isEmail(email)).toBe(false)
  })
})

describe('a number', () => {
  test.each(['+1234567', '+4915112345678', '+123456789012345'])('may be %s', (phone) => {
    expect(isPhone(phone)).toBe(true)
  })

  test.each([
    '+123456',
    '+1234567890123456',
    '4915112345678',
    '+0123456789',
    '+49 151 123',
    '+49151x12345',
    '+4915112345678\n',
  ])('may not be %j', (phone) => {
    expect(isPhone(phone)).toBe(false)
  })
})

test('what is no recipient is turned down for good, without being quoted', () => {
  for (const to of [{ email: 'canary@@' }, { phone: '+canary' }]) {
    let fault: unknown
    try {
      assertRecipient(to)
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(NotifyFault)
    expect(fault).toMatchObject({ isPermanent: true })
    expect(String(fault)).not.toContain('canary')
  }
})

test.each([
  [{ email: 'ada.lovelace@example.com' }, 'a…@example.com'],
  [{ email: '😀x@example.com' }, '😀…@example.com'],
  [{ email: 'no address' }, '…'],
  [{ phone: '+4915112345678' }, '+49…78'],
  [{ phone: '12345678' }, '…'],
])('the log shows %j as %s', (to, shown) => {
  expect(redactRecipient(to)).toBe(shown)
})
