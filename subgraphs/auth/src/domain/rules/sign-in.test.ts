import { expect, it } from 'vitest'
import { whyKeptOut } from './sign-in.ts'

const ada = { status: 'ACTIVE', emailVerified: false } as const
const off = { email: 'off' } as const

it('lets in whoever is active and not locked, verified or not // AUT-5', () => {
  expect(whyKeptOut(ada, 'OPEN', off)).toBeUndefined()
  expect(whyKeptOut({ ...ada, emailVerified: true }, 'OPEN', { email: 'required' })).toBeUndefined()
})

it.each(['LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED'] as const)(
  'keeps out whoever is %s // AUT-5',
  (status) => expect(whyKeptOut({ ...ada, status }, 'OPEN', off)?.code).toBe('ACCOUNT_LOCKED'),
)

it('tells that it is locked, until that would tell who guesses too much // AUT-14', () => {
  expect(whyKeptOut(ada, 'LOCKED', off)?.code).toBe('ACCOUNT_LOCKED')
  expect(whyKeptOut(ada, 'SILENT', off)?.code).toBe('INVALID_CREDENTIALS')
  expect(whyKeptOut({ ...ada, status: 'SUSPENDED' }, 'SILENT', off)?.code).toBe(
    'INVALID_CREDENTIALS',
  )
})

it('asks for a verified address only where it is required, and of nobody who is locked // AUT-15', () => {
  const required = { email: 'required' } as const
  expect(whyKeptOut(ada, 'OPEN', required)?.code).toBe('VERIFICATION_REQUIRED')
  expect(whyKeptOut(ada, 'LOCKED', required)?.code).toBe('ACCOUNT_LOCKED')
})
