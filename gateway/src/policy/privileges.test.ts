import { OperationTypeNode } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { Standing } from '../auth/standing.ts'
import { whyRefused } from './privileges.ts'

const NOON = new Date('2026-01-01T12:00:00.000Z')
const { QUERY, MUTATION, SUBSCRIPTION } = OperationTypeNode
const ROOT: Standing = {
  status: 'ACTIVE',
  roles: ['ADMIN'],
  isSessionLive: true,
  provedAt: NOON,
  provedBy: 'PASSWORD',
  hasSecondFactor: false,
  stepUpMethods: ['PASSWORD'],
  stepUpMinutes: 15,
}
const STRONG = { hasSecondFactor: true, stepUpMethods: ['TOTP', 'RECOVERY_CODE'] }
const judge = (
  standing: Partial<Standing> | undefined,
  { kind = MUTATION, isSecondFactorRequired = false, afterMs = 0 } = {},
) => {
  const now = new Date(NOON.getTime() + afterMs)
  const whole = standing && { ...ROOT, ...standing }
  return whyRefused(whole, { kind, isSecondFactorRequired, now })?.extensions
}
const stepUp = (...methods: string[]) => ({
  code: 'REQUIRES_STEP_UP',
  details: { methods, minutes: 15 },
})

describe('what only administrators may do (RBA-2, RBA-9)', () => {
  test('is open to one who is one, and was there lately', () => {
    for (const kind of [QUERY, MUTATION, SUBSCRIPTION]) expect(judge({}, { kind })).toBeUndefined()
  })

  test.each<[string, Partial<Standing> | undefined, string]>([
    ['who is not there any more', undefined, 'UNAUTHENTICATED'],
    ['whose session has ended', { isSessionLive: false }, 'UNAUTHENTICATED'],
    ['who is suspended', { status: 'SUSPENDED' }, 'UNAUTHENTICATED'],
    ['who is locked', { status: 'LOCKED' }, 'UNAUTHENTICATED'],
    ['who is an administrator no more', { roles: ['CUSTOMER'] }, 'FORBIDDEN'],
    ['who has no role', { roles: [] }, 'FORBIDDEN'],
  ])('is refused to one %s, whatever their token says (AUT-5)', (_who, standing, code) => {
    for (const kind of [QUERY, MUTATION, SUBSCRIPTION])
      expect(judge(standing, { kind })).toMatchObject({ code })
  })

  test('asks for a proof younger than 15 minutes to change something, and not to look', () => {
    const minutes = 15 * 60_000
    expect(judge({}, { afterMs: minutes - 1 })).toBeUndefined()
    expect(judge({}, { afterMs: minutes })).toMatchObject(stepUp('PASSWORD'))
    expect(judge({ provedAt: null })).toMatchObject(stepUp('PASSWORD'))
    for (const kind of [QUERY, SUBSCRIPTION])
      expect(judge({}, { kind, afterMs: 10 * minutes })).toBeUndefined()
  })

  test('asks whoever has a second factor for it, to change something', () => {
    expect(judge(STRONG)).toMatchObject(stepUp('TOTP', 'RECOVERY_CODE'))
    expect(judge(STRONG, { kind: QUERY })).toBeUndefined()
    for (const provedBy of ['SECOND_FACTOR', 'PASSKEY'])
      expect(judge({ ...STRONG, provedBy })).toBeUndefined()
  })
})

describe('where administrators must have a second factor (MFA-3)', () => {
  const isSecondFactorRequired = true
  test.each(['PASSWORD', 'IDENTITY'])('%s is not enough for anything', (provedBy) => {
    for (const kind of [QUERY, MUTATION, SUBSCRIPTION]) {
      const asked = { kind, isSecondFactorRequired }
      expect(judge({ ...STRONG, provedBy }, asked)).toMatchObject(stepUp('TOTP', 'RECOVERY_CODE'))
      // With none there is nothing to prove: the empty list says that one has to be added first.
      expect(judge({ provedBy }, asked)).toMatchObject(stepUp())
    }
  })

  test.each(['SECOND_FACTOR', 'PASSKEY'])('%s is', (provedBy) => {
    for (const kind of [QUERY, MUTATION, SUBSCRIPTION])
      expect(judge({ ...STRONG, provedBy }, { kind, isSecondFactorRequired })).toBeUndefined()
  })

  test('it does not make up for a proof that is old', () => {
    const old = { isSecondFactorRequired, afterMs: 15 * 60_000 }
    expect(judge({ ...STRONG, provedBy: 'PASSKEY' }, old)).toMatchObject({
      code: 'REQUIRES_STEP_UP',
    })
  })
})
