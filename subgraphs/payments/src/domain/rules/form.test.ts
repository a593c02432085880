import { money } from '@tallystick/money'
import { describe, expect, it } from 'vitest'
import { faultOfForm, faultOfSend, isAccountNumber, isEmailShaped } from './form.ts'

describe('the form of a request', () => {
  it.each([
    ['!', true],
    ['~'.repeat(255), true],
    ['', false],
    ['~'.repeat(256), false],
    ['a b', false],
    ['a\n', false],
    ['\x7f', false],
    ['é', false],
  ])('takes %j as a key: %s', (idempotencyKey, isFine) => {
    const fault = faultOfForm({ idempotencyKey, amount: money(1n, 'USD') })
    expect(fault?.field).toBe(isFine ? undefined : 'idempotencyKey')
  })

  it.each([
    [1n, true],
    [10n ** 78n - 1n, true],
    [0n, false],
    [-1n, false],
    [10n ** 78n, false],
  ])('takes %s as an amount: %s', (minor, isFine) => {
    const fault = faultOfForm({ idempotencyKey: 'k', amount: money(minor, 'USD') })
    expect(fault?.field).toBe(isFine ? undefined : 'amount')
  })

  it.each([
    [{ accountId: 'a' }, true],
    [{ accountNumber: '1', email: null }, true],
    [{ email: '' }, true],
    [{}, false],
    [{ accountId: null }, false],
    [{ accountId: 'a', email: 'b' }, false],
  ])('takes %j as a payee: %s', (to, isFine) => {
    expect(faultOfSend({ to, description: null })?.field).toBe(isFine ? undefined : 'to')
  })

  it.each([
    ['', true],
    ['🧾'.repeat(500), true],
    ['🧾'.repeat(501), false],
    ['a\0', false],
    ['\udc00', false],
  ])('counts characters and refuses what is no text', (description, isFine) => {
    const fault = faultOfSend({ to: { email: 'a@b.test' }, description })
    expect(fault?.field).toBe(isFine ? undefined : 'description')
  })

  it('asks nobody for addresses and numbers that cannot be', () => {
    expect(['a@b.test', 'A.b+c@d.test'].every(isEmailShaped)).toBe(true)
    const wrong = ['', 'a', 'a@', '@b', 'a@b@c', 'a b@c', 'a\0@b', `${'a'.repeat(320)}@b`]
    expect(wrong.filter(isEmailShaped)).toEqual([])
    expect(isAccountNumber('0123456789')).toBe(true)
    expect(
      ['', '012345678', '01234567890', '０１２３４５６７８９'].filter(isAccountNumber),
    ).toEqual([])
  })
})
