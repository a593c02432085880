import { describe, expect, it } from 'vitest'
import { isShown, type KeyTimes, planRotation, signingAt, stateOf } from './signing-key.ts'

const noon = new Date('2026-01-01T12:00:00Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const MINUTE = 60_000

/** Shown at noon, signs from a quarter past to one o'clock. */
const key: KeyTimes = {
  createdAt: noon,
  signsFrom: after(15 * MINUTE),
  retiredAt: after(60 * MINUTE),
  withdrawnAt: null,
}
const next: KeyTimes = { ...key, signsFrom: after(60 * MINUTE), retiredAt: null }

describe('a signing key', () => {
  it.each([
    [0, 'PUBLISHED'],
    [15 * MINUTE - 1, 'PUBLISHED'],
    [15 * MINUTE, 'SIGNING'],
    [60 * MINUTE - 1, 'SIGNING'],
    [60 * MINUTE, 'RETIRED'],
  ] as const)('is, %i ms after it was made, %s (TOK-2)', (ms, state) => {
    expect(stateOf(key, after(ms))).toBe(state)
  })

  it('that was withdrawn before it signed is retired', () => {
    const withdrawn = { ...key, retiredAt: after(1), withdrawnAt: after(1) }
    expect(stateOf(withdrawn, after(1))).toBe('RETIRED')
    expect(stateOf(withdrawn, after(20 * MINUTE))).toBe('RETIRED')
  })

  it.each([
    [0, true],
    [60 * MINUTE, true],
    // A token of 15 minutes that was signed just before, and a minute for clocks that differ.
    [76 * MINUTE - 1, true],
    [76 * MINUTE, false],
  ])('is shown at %i ms: %s (TOK-2)', (ms, shown) => {
    expect(isShown(key, { now: after(ms), accessTokenS: 15 * 60 })).toBe(shown)
  })

  it('that was withdrawn is shown no more', () => {
    const withdrawn = { ...key, retiredAt: after(1), withdrawnAt: after(1) }
    expect(isShown(withdrawn, { now: after(1), accessTokenS: 900 })).toBe(false)
  })
})

describe('the key that signs', () => {
  it.each([
    [15 * MINUTE, key],
    [60 * MINUTE - 1, key],
    [60 * MINUTE, next],
  ])('changes at the moment that was planned, without a gap (%i ms) (TOK-2)', (ms, signs) => {
    expect(signingAt([next, key], after(ms))).toBe(signs)
    expect(signingAt([key, next], after(ms))).toBe(signs)
  })
})

it('is the next one where a clock is so far behind that none has begun', () => {
  expect(signingAt([next, key], after(-MINUTE))).toBe(key)
  expect(signingAt([], noon)).toBeUndefined()
})

describe('planning a rotation', () => {
  it('shows the next key for the whole lead before it signs', () => {
    const { retiredAt: _, ...rest } = key
    const plan = planRotation([{ ...rest, retiredAt: null }], {
      now: after(20 * MINUTE),
      leadS: 600,
    })
    expect(plan).toEqual({ ok: true, value: { signsFrom: after(30 * MINUTE) } })
  })

  it('is refused while a next key is shown, and possible the moment that it signs', () => {
    const facts = (ms: number) => ({ now: after(ms), leadS: 600 })
    expect(planRotation([key, next], facts(60 * MINUTE - 1))).toEqual({
      ok: false,
      refusal: { code: 'ROTATION_UNDER_WAY', signsFrom: after(60 * MINUTE) },
    })
    expect(planRotation([key, next], facts(60 * MINUTE)).ok).toBe(true)
  })
})
