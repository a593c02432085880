import { type Actor, ANONYMOUS, maySee, serviceActor } from '@tallystick/actor'
import { describe, expect, test } from 'vitest'
import { newIsVisible, toViewer } from './visibility.ts'

const ada: Actor = { ...ANONYMOUS, kind: 'USER', id: 'usr_ada', roles: ['CUSTOMER'] }
const context = {} as never

describe('a viewer', () => {
  const cases: readonly (readonly [string, Actor, boolean])[] = [
    ['a person', ada, false],
    ['an administrator', { ...ada, id: 'usr_root', roles: ['ADMIN', 'CUSTOMER'] }, true],
    ['a key of hers', { ...ada, kind: 'PARTNER', keyId: 'key_1' }, false],
    [
      'a key of an administrator',
      { ...ada, id: 'usr_root', kind: 'PARTNER', roles: ['ADMIN'] },
      false,
    ],
  ]
  test.each(cases)(
    'who is %s sees on the other side what they see on this one',
    async (_who, actor, seesAll) => {
      const viewer = toViewer(actor)
      if (!viewer) throw new Error('a person can be described')
      const seen: Actor[] = []
      const rule = async (id: string, described: Actor) => {
        seen.push(described)
        return maySee(described, id.slice(4))
      }
      const isVisible = newIsVisible({ own: rule })
      expect(await isVisible(null, { id: `own_${actor.id}`, viewer }, context)).toBe(true)
      expect(await isVisible(null, { id: 'own_usr_ben', viewer }, context)).toBe(seesAll)
      expect(seen[0]).toMatchObject({ kind: actor.kind, id: actor.id })
    },
  )

  test('is never nobody, nor a process of ours', () => {
    expect(toViewer(ANONYMOUS)).toBeUndefined()
    expect(toViewer(serviceActor('payments'))).toBeUndefined()
  })
})

describe('isVisible', () => {
  const isVisible = newIsVisible({ pay: async () => true })
  const viewer = { personId: 'usr_ada', isAdministrator: true, byKey: false }

  test.each([
    '',
    '_',
    'pay',
    'PAY_1',
    'acc_1',
    '__proto___1',
    'constructor_1',
    'toString_',
    ' pay_1',
  ])('is false for what the subgraph does not own: %j', async (id) => {
    expect(await isVisible(null, { id, viewer }, context)).toBe(false)
  })
})
