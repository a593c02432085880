import { describe, expect, it } from 'vitest'
import { mayUnlink, nameOfAddress, provedAtOf } from './identity.ts'

describe('unlinking (TOK-16)', () => {
  const own = [
    { id: 'a', issuer: 'https://house.test' },
    { id: 'b', issuer: 'https://gone.test' },
    { id: 'c', issuer: 'https://other.test' },
  ]
  const issuers = ['https://house.test', 'https://other.test']

  it('leaves a password, or another identity whose provider is still one', () => {
    expect(mayUnlink({ id: 'a', hasPassword: false }, own, issuers)).toBe(true)
    expect(mayUnlink({ id: 'a', hasPassword: true }, own.slice(0, 1), issuers)).toBe(true)
    expect(mayUnlink({ id: 'a', hasPassword: false }, own.slice(0, 1), issuers)).toBe(false)
  })

  it('does not count a provider that is none any more', () => {
    const two = own.slice(0, 2)
    expect(mayUnlink({ id: 'a', hasPassword: false }, two, issuers)).toBe(false)
    expect(mayUnlink({ id: 'b', hasPassword: false }, two, issuers)).toBe(true)
  })
})

it('somebody without a name is called by what is before the @', () => {
  expect(nameOfAddress('grace@demo.test')).toBe('grace')
})

describe('a proof by another provider (TOK-16)', () => {
  const now = new Date('2026-01-01T12:00:00Z')
  const ago = (ms: number) => new Date(now.getTime() - ms)
  it.each<[string, Date | null, Date]>([
    ['unknown', null, new Date(0)],
    ['now', now, now],
    ['as old as a session but for a moment', ago(59_999), ago(59_999)],
    ['as old as a session', ago(60_000), new Date(0)],
    ['by a clock that is half a minute ahead', ago(-30_000), now],
    ['by a clock that is wrong', ago(-30_001), new Date(0)],
    ['of no time', new Date(Number.NaN), new Date(0)],
  ])('is as old as it is said to be: %s', (_what, provedAt, expected) => {
    expect(provedAtOf({ provedAt }, { now, sessionS: 60 })).toEqual(expected)
  })
})
