import { describe, expect, test } from 'vitest'
import { changeStatus, isReason } from './status.ts'
import { newUser, type User, type UserStatus } from './user.ts'

const identity = { email: 'ada@demo.test', name: 'Ada', username: null }
const ada = newUser(identity, { id: 'usr_ada', now: new Date('2026-01-01') })
const root: User = { ...ada, id: 'usr_root', roles: ['ADMIN'] }
const other: User = { ...root, id: 'usr_other' }
const change = (user: User, status: UserStatus, administrators = [root, other], by = 'usr_root') =>
  changeStatus(user, { status, decidedBy: by }, administrators)

describe('a change of status (AUT-5)', () => {
  test.each(['SUSPENDED', 'LOCKED', 'EXPIRED', 'ARCHIVED'] as const)(
    'to %s counts the person’s rights on, and back again',
    (status) => {
      const stopped = change(ada, status)
      expect(stopped).toMatchObject({ ok: true, value: { status, rightsVersion: 1 } })
      const back = stopped.ok && change(stopped.value, 'ACTIVE')
      const expected =
        status === 'ARCHIVED'
          ? { ok: false, refusal: { code: 'STATUS_FINAL' } }
          : { ok: true, value: { status: 'ACTIVE', rightsVersion: 2 } }
      expect(back).toMatchObject(expected)
    },
  )

  test('to what it is changes nothing, not even for the archived', () => {
    for (const status of ['ACTIVE', 'ARCHIVED'] as const) {
      const user = { ...ada, status }
      const decided = change(user, status)
      expect(decided.ok && decided.value).toBe(user)
    }
  })

  test('of oneself is refused, whoever else is left, and to go on is not', () => {
    expect(change(root, 'SUSPENDED')).toMatchObject({ refusal: { code: 'STATUS_OWN' } })
    expect(change({ ...root, status: 'LOCKED' }, 'ACTIVE')).toMatchObject({ ok: true })
  })

  test('leaves an administrator who may sign in', () => {
    const stop = (administrators: User[]) => change(root, 'SUSPENDED', administrators, 'usr_x')
    const last = { refusal: { code: 'LAST_ADMINISTRATOR' } }
    expect(stop([root, other])).toMatchObject({ ok: true })
    expect(stop([root])).toMatchObject(last)
    expect(stop([root, { ...other, status: 'SUSPENDED' }])).toMatchObject(last)
    // One who is stopped already is not the one who is left.
    const stopped: User = { ...root, status: 'LOCKED' }
    expect(change(stopped, 'SUSPENDED', [stopped], 'usr_x')).toMatchObject({ ok: true })
  })
})

test.each([
  ['Asked for it', true],
  ['x'.repeat(500), true],
  ['x'.repeat(501), false],
  ['', false],
  ['  ', false],
  ['a\nb', false],
  ['a\ud800', false],
])('%j is a reason: %s', (text, expected) => {
  expect(isReason(text)).toBe(expected)
})
