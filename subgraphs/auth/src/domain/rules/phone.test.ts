import { expect, it } from 'vitest'
import { isPhone, tidyPhone } from './phone.ts'

it.each(['+2348012345678', '+1 (415) 555-0100', '+44.20.7946.0000', '+12345678'])(
  'takes %s // AUT-17',
  (text) => expect(isPhone(tidyPhone(text))).toBe(true),
)

it.each(['08012345678', '+0123456789', '+1234567', '+1234567890123456', '+1415x5550100', '', '+'])(
  'does not take %j // AUT-17',
  (text) => expect(isPhone(tidyPhone(text))).toBe(false),
)
