import { describe, expect, test } from 'vitest'
import { claimedHash, planRegistration, type RegisteredOperation } from './operation.ts'

const known = (id: string, document: string, retiredAt: Date | null = null) =>
  ({ id, document, retiredAt }) as RegisteredOperation

describe('a registration // PRT-4', () => {
  test('adds what is new or was retired, and leaves the rest as it is', () => {
    const asked = ['a', 'b', 'c'].map((id) => ({ id, document: '{ me { id } }' }))
    const before = [known('b', '{ me { id } }'), known('c', '{ me { id } }', new Date(0))]
    expect(planRegistration(asked, before)).toEqual({
      added: ['a', 'c'],
      unchanged: ['b'],
      rebound: [],
    })
  })

  test('never binds an id to another document, retired or not', () => {
    const asked = ['a', 'b'].map((id) => ({ id, document: '{ me { name } }' }))
    const before = [known('a', '{ me { id } }'), known('b', '{ me { id } }', new Date(0))]
    expect(planRegistration(asked, before).rebound).toEqual(['a', 'b'])
  })
})

test.each([
  ['a'.repeat(64), 'a'.repeat(64)],
  [`sha256:${'0'.repeat(64)}`, '0'.repeat(64)],
  ['A'.repeat(64), undefined],
  ['a'.repeat(63), undefined],
  ['sendMoney.v1', undefined],
])('%s claims the hash %s', (id, hash) => {
  expect(claimedHash(id)).toBe(hash)
})
