import { describe, expect, it } from 'vitest'
import { changeRole } from './role.ts'
import type { Role, User } from './user.ts'

const person = (id: string, role: Role, status: User['status'] = 'ACTIVE'): User => ({
  id,
  email: `${id}@demo.test`,
  emailVerified: true,
  phone: null,
  phoneVerified: false,
  name: id,
  username: null,
  roles: [role],
  status,
  rightsVersion: 0,
  createdAt: new Date(0),
})
const root = person('root', 'ADMIN')

describe('changeRole', () => {
  it('gives exactly one role', () => {
    expect(changeRole(person('ada', 'CUSTOMER'), 'VENDOR', [root])).toMatchObject({
      value: { roles: ['VENDOR'] },
    })
  })

  it('lets an administrator go while another one may sign in', () => {
    const other = person('other', 'ADMIN')
    expect(changeRole(root, 'CUSTOMER', [root, other]).ok).toBe(true)
  })

  it.each([
    ['the only administrator', [root]],
    ['an administrator when the others may not sign in', [root, person('x', 'ADMIN', 'SUSPENDED')]],
  ])('keeps %s', (_what, administrators) => {
    expect(changeRole(root, 'CUSTOMER', administrators)).toMatchObject({
      refusal: { code: 'LAST_ADMINISTRATOR' },
    })
  })

  it('changes nothing when the role is the same, even for the only administrator', () => {
    expect(changeRole(root, 'ADMIN', [root])).toEqual({ ok: true, value: root })
  })
})
