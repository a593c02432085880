import { hash } from 'node:crypto'
import type { Door, DoorRequest } from '@tallystick/subgraph-client'
import { describe, expect, test } from 'vitest'
import { NO_KEYS } from './keys.ts'
import { withOAuthTokens } from './oauth-tokens.ts'

const TOKEN = `tso_${'a'.repeat(43)}`
const GRANT = {
  id: 'oag_1',
  ownerId: 'usr_ada',
  clientId: 'oac_1',
  roles: ['ADMIN', 'CUSTOMER'],
  scopes: ['payments:read'],
  expiresAt: '2026-01-01T12:15:00.000Z',
}

function open(grant: object | null = GRANT) {
  const clock = { now: new Date('2026-01-01T12:00:00.000Z').getTime() }
  const asked: DoorRequest[] = []
  const told = { grant, waits: Promise.resolve() }
  const auth = {
    name: 'auth',
    execute: async (request: DoorRequest) => {
      asked.push(request)
      const { grant: answer } = told
      await told.waits
      return { data: { oauthGrant: answer } }
    },
    subscribe: async () => ({ data: null }),
  } satisfies Door
  return { clock, asked, told, keys: withOAuthTokens(NO_KEYS, { auth, now: () => clock.now }) }
}

const refusal = { extensions: { code: 'UNAUTHENTICATED' } }

describe('an access token of OAuth', () => {
  test('is a partner who acts for the person, never as an administrator', async () => {
    const { keys, asked } = open()
    const actor = await keys.authenticate(TOKEN)
    expect(actor).toMatchObject({
      kind: 'PARTNER',
      id: 'usr_ada',
      roles: ['CUSTOMER'],
      scopes: ['payments:read'],
      keyId: 'oag_1',
    })
    expect(keys.grantOf(actor)).toMatchObject({ clientId: 'oac_1', isOAuth: true })
    expect(asked[0]?.variables).toEqual({ tokenHash: hash('sha256', TOKEN) })
  })

  test('is asked about once in half a minute', async () => {
    const { keys, asked, clock } = open()
    await keys.authenticate(TOKEN)
    clock.now += 29_999
    await keys.authenticate(TOKEN)
    expect(asked).toHaveLength(1)
    clock.now += 1
    await keys.authenticate(TOKEN)
    expect(asked).toHaveLength(2)
  })

  test.each(['oag_1', 'oac_1', undefined])('is forgotten when %s has changed', async (name) => {
    const { keys, told } = open()
    await keys.authenticate(TOKEN)
    told.grant = null
    keys.forget(name)
    await expect(keys.authenticate(TOKEN)).rejects.toMatchObject(refusal)
  })

  test('that ended while it was asked about is not remembered', async () => {
    const { keys, told } = open()
    let answer = (): void => {}
    told.waits = new Promise((resolve) => {
      answer = resolve
    })
    const first = keys.authenticate(TOKEN)
    keys.forget('oag_1')
    told.grant = null
    answer()
    await first
    await expect(keys.authenticate(TOKEN)).rejects.toMatchObject(refusal)
  })

  test('ends to the millisecond, also when Auth was not asked again', async () => {
    const { keys, clock, told } = open({ ...GRANT, expiresAt: '2026-01-01T12:00:10.000Z' })
    await keys.authenticate(TOKEN)
    told.grant = null
    clock.now += 9_999
    await keys.authenticate(TOKEN)
    clock.now += 1
    await expect(keys.authenticate(TOKEN)).rejects.toMatchObject(refusal)
  })

  test.each(['tso_', `${TOKEN}x`, TOKEN.slice(0, -1), `tso_${'!'.repeat(43)}`])(
    'of another form is refused without a question: %s',
    async (text) => {
      const { keys, asked } = open()
      await expect(keys.authenticate(text)).rejects.toMatchObject(refusal)
      expect(asked).toEqual([])
    },
  )
})
