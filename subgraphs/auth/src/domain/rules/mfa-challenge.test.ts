import { describe, expect, it } from 'vitest'
import {
  type Factors,
  hasFactor,
  isOpen,
  isProvedEnough,
  type MfaChallenge,
  methodsOf,
  proofOf,
} from './mfa-challenge.ts'

const noon = new Date('2026-01-01T12:00:00Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const MINUTE = 60_000
const none: Factors = { totpSince: null, recoveryCodesLeft: 0, passkeys: 0, hasPassword: true }

describe('what a person is asked for', () => {
  it('is nothing at sign-in without a factor, and the password for a step-up // MFA-5', () => {
    expect(methodsOf(none, 'SIGN_IN')).toEqual([])
    expect(methodsOf(none, 'STEP_UP')).toEqual(['PASSWORD'])
    expect(methodsOf({ ...none, hasPassword: false }, 'STEP_UP')).toEqual([])
  })

  it('is every factor that they have, and then never the password // MFA-1 MFA-5', () => {
    const all = { totpSince: noon, recoveryCodesLeft: 3, passkeys: 2, hasPassword: true }
    expect(methodsOf(all, 'SIGN_IN')).toEqual(['PASSKEY', 'TOTP', 'RECOVERY_CODE'])
    expect(methodsOf(all, 'STEP_UP')).toEqual(['PASSKEY', 'TOTP', 'RECOVERY_CODE'])
    expect(methodsOf({ ...none, totpSince: noon }, 'STEP_UP')).toEqual(['TOTP'])
    expect(methodsOf({ ...none, passkeys: 1 }, 'SIGN_IN')).toEqual(['PASSKEY'])
  })

  it('is no recovery code alone: it stands in for a factor', () => {
    const left = { ...none, recoveryCodesLeft: 1 }
    expect(hasFactor(left)).toBe(false)
    expect(methodsOf(left, 'SIGN_IN')).toEqual([])
  })
})

describe('a challenge', () => {
  const challenge: MfaChallenge = {
    userId: 'usr_1',
    purpose: 'STEP_UP',
    sessionId: 'ses_1',
    identityId: null,
    createdAt: noon,
    expiresAt: after(5 * MINUTE),
    usedAt: null,
    tries: 0,
  }
  const asked = { sessionId: 'ses_1', triesMax: 5, now: noon }

  it('is open until its last millisecond and not in the one after // MFA-1', () => {
    expect(isOpen(challenge, { ...asked, now: after(5 * MINUTE - 1) })).toBe(true)
    expect(isOpen(challenge, { ...asked, now: after(5 * MINUTE) })).toBe(false)
  })

  it('is over after so many wrong answers, and after the right one // MFA-1', () => {
    expect(isOpen({ ...challenge, tries: 4 }, asked)).toBe(true)
    expect(isOpen({ ...challenge, tries: 5 }, asked)).toBe(false)
    expect(isOpen({ ...challenge, usedAt: noon }, asked)).toBe(false)
  })

  it('of a step-up is answered in its own session alone // MFA-5', () => {
    expect(isOpen(challenge, { ...asked, sessionId: 'ses_2' })).toBe(false)
    expect(isOpen(challenge, { ...asked, sessionId: null })).toBe(false)
    const signIn: MfaChallenge = { ...challenge, purpose: 'SIGN_IN', sessionId: null }
    expect(isOpen(signIn, { ...asked, sessionId: null })).toBe(true)
    expect(isOpen(signIn, { ...asked, sessionId: 'ses_2' })).toBe(true)
  })
})

describe('a proof', () => {
  const session = { provedAt: noon, provedBy: 'PASSWORD' } as const
  const asked = { hasFactor: false, minutes: 15, now: noon }

  it('is enough for so many minutes, to the millisecond // MFA-5', () => {
    expect(isProvedEnough(session, { ...asked, now: after(15 * MINUTE - 1) })).toBe(true)
    expect(isProvedEnough(session, { ...asked, now: after(15 * MINUTE) })).toBe(false)
  })

  it.each([
    ['PASSWORD', false],
    ['IDENTITY', false],
    ['SECOND_FACTOR', true],
    ['PASSKEY', true],
  ] as const)('by %s is enough for who has a second factor: %s // MFA-5', (provedBy, isEnough) => {
    expect(isProvedEnough({ ...session, provedBy }, { ...asked, hasFactor: true })).toBe(isEnough)
    expect(isProvedEnough({ ...session, provedBy }, asked)).toBe(true)
  })

  it('by a passkey beside a password is a second factor, and by itself a passkey', () => {
    expect(proofOf('PASSKEY', 'SIGN_IN')).toBe('SECOND_FACTOR')
    expect(proofOf('PASSKEY', 'STEP_UP')).toBe('PASSKEY')
    expect(proofOf('TOTP', 'STEP_UP')).toBe('SECOND_FACTOR')
    expect(proofOf('RECOVERY_CODE', 'SIGN_IN')).toBe('SECOND_FACTOR')
    expect(proofOf('PASSWORD', 'STEP_UP')).toBe('PASSWORD')
  })
})
