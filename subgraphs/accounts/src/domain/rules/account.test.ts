import { describe, expect, it } from 'vitest'
import { mayOpen, toAccountName } from './account.ts'

const request = { type: 'WALLET', isVendor: false, accountCount: 0, maximum: 50 } as const

describe('opening an account', () => {
  it('is open to everyone for a wallet, up to the maximum', () => {
    expect(mayOpen(request)).toEqual({ ok: true, value: 'WALLET' })
    expect(mayOpen({ ...request, accountCount: 49 })).toMatchObject({ ok: true })
  })

  it('is refused to who has as many as one person may have', () => {
    expect(mayOpen({ ...request, accountCount: 50 })).toEqual({
      ok: false,
      refusal: { code: 'TOO_MANY_ACCOUNTS', maximum: 50 },
    })
  })

  it('is only for vendors when it is for takings', () => {
    expect(mayOpen({ ...request, type: 'MERCHANT' })).toEqual({
      ok: false,
      refusal: { code: 'ACCOUNT_TYPE_NOT_ALLOWED', requiredRole: 'VENDOR' },
    })
    expect(mayOpen({ ...request, type: 'MERCHANT', isVendor: true })).toMatchObject({ ok: true })
  })
})

describe('name of an account', () => {
  it.each([
    ['Savings', 'Savings'],
    ['  Savings  ', 'Savings'],
    ['Oúnjẹ 🍲', 'Oúnjẹ 🍲'],
    ['x'.repeat(100), 'x'.repeat(100)],
    ['🍲'.repeat(100), '🍲'.repeat(100)],
    ['', undefined],
    ['   ', undefined],
    ['x'.repeat(101), undefined],
    ['two\nlines', undefined],
    ['nul\u0000', undefined],
    ['half \ud83d', undefined],
  ])('of %j is %j', (text, name) => {
    expect(toAccountName(text)).toBe(name)
  })
})
