import { describe, expect, it } from 'vitest'
import { afterFailure, judgeTally, networkOf, type Tally } from './lockout.ts'

const MINUTE = 60_000
const limit = { max: 5, lockMs: 15 * MINUTE }
const noon = new Date('2026-01-01T12:00:00.000Z')
const after = (ms: number) => new Date(noon.getTime() + ms)

function fail(times: number, from?: Tally, at = noon): Tally | undefined {
  let tally = from
  for (let time = 0; time < times; time++) tally = afterFailure(tally, limit, at)
  return tally
}

describe('a tally of wrong passwords', () => {
  it('locks with the fifth and not with the fourth // AUT-14 NFR-4', () => {
    expect(judgeTally(undefined, limit, noon)).toBe('OPEN')
    expect(judgeTally(fail(4), limit, noon)).toBe('OPEN')
    expect(judgeTally(fail(5), limit, noon)).toBe('LOCKED')
  })

  it('opens after exactly 15 minutes, and forgets // AUT-14 NFR-4', () => {
    expect(judgeTally(fail(5), limit, after(15 * MINUTE - 1))).toBe('LOCKED')
    expect(judgeTally(fail(5), limit, after(15 * MINUTE))).toBe('OPEN')
    expect(fail(1, fail(5), after(15 * MINUTE))).toMatchObject({ failures: 1, lockedUntil: null })
  })

  it('counts together what is less than 15 minutes apart // AUT-14', () => {
    expect(fail(1, fail(4), after(15 * MINUTE - 1))?.lockedUntil).not.toBeNull()
    expect(fail(1, fail(4), after(15 * MINUTE))).toMatchObject({ failures: 1 })
  })

  it('is not locked for longer by who goes on, and tells them nothing after as many again // AUT-14', () => {
    const locked = fail(5)
    const later = fail(4, locked, after(10 * MINUTE))
    expect(later?.lockedUntil).toEqual(locked?.lockedUntil)
    expect(judgeTally(later, limit, after(10 * MINUTE))).toBe('LOCKED')
    expect(judgeTally(fail(1, later, after(10 * MINUTE)), limit, after(10 * MINUTE))).toBe('SILENT')
    expect(judgeTally(fail(1, later, after(10 * MINUTE)), limit, after(15 * MINUTE))).toBe('OPEN')
  })
})

describe('networkOf', () => {
  it.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['::ffff:203.0.113.200', '203.0.113.0/24'],
    ['2001:db8:1:22ff::1', '2001:db8:1:2200::/56'],
    ['2001:DB8:1:2200:1:2:3:4', '2001:db8:1:2200::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['1:2:3:4:5:6:7::', '1:2:3:0::/56'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network))

  it.each([
    undefined,
    null,
    '',
    'localhost',
    '1:2:3:4:5:6:7',
    '1::2::3',
    'g::1',
    '1:2:3:4:5:6:7:8:9',
    '*',
  ])('of %s is unknown', (text) => expect(networkOf(text)).toBe('unknown'))
})
