import { expect, it } from 'vitest'
import { judgeCode, type OneTimeCode } from './one-time-code.ts'

const now = new Date('2026-01-01T12:00:00.000Z')
const code: OneTimeCode = {
  id: 'c',
  userId: 'usr_1',
  purpose: 'EMAIL_VERIFICATION',
  channel: 'EMAIL',
  target: 'ada@demo.test',
  createdAt: now,
  expiresAt: new Date(now.getTime() + 1),
  usedAt: null,
  endedAt: null,
  tries: 4,
}
const digits = { by: 'DIGITS', isRight: true, triesMax: 5 } as const
const token = { ...digits, by: 'TOKEN' } as const

it('takes what is right, in its last millisecond and on its last try // MFA-4', () => {
  expect(judgeCode(code, digits, now)).toBe('TAKE')
  expect(judgeCode(code, token, now)).toBe('TAKE')
  expect(judgeCode(code, { ...digits, isRight: false }, now)).toBe('COUNT')
})

it.each([
  ['has expired on this instant', { expiresAt: now }],
  ['was used', { usedAt: now }],
  ['was replaced', { endedAt: now }],
  ['is nobody’s', { userId: null }],
])('refuses even the right one when it %s // MFA-4', (_what, over) => {
  expect(judgeCode({ ...code, ...over }, digits, now)).toBe('REFUSE')
  expect(judgeCode({ ...code, ...over }, token, now)).toBe('REFUSE')
})

it('ends six digits with the fifth wrong try, and leaves the link beside them // MFA-4', () => {
  expect(judgeCode({ ...code, tries: 5 }, digits, now)).toBe('REFUSE')
  expect(judgeCode({ ...code, tries: 5 }, token, now)).toBe('TAKE')
})
