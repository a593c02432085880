import type { Door, DoorRequest } from '@tallystick/subgraph-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { greetSocket } from './raw-socket.ts'
import { newDoor, openRoom } from './room.ts'

const ROOT = {
  status: 'ACTIVE',
  roles: ['ADMIN'],
  isSessionLive: true,
  provedAt: new Date().toISOString(),
  provedBy: 'PASSWORD',
  hasSecondFactor: false,
  stepUpMethods: ['PASSWORD'],
  stepUpMinutes: 15,
}

/** A gateway whose Auth says of everybody what the test says. */
async function openWithAuth(env: Record<string, string> = {}) {
  const asked: DoorRequest[] = []
  const auth = { standing: ROOT as object | null, isAway: false, asked }
  const door = newDoor('auth', {
    async execute(request) {
      asked.push(request)
      if (auth.isAway) throw new Error('connect ECONNREFUSED')
      return { data: { standing: auth.standing } }
    },
    // A feed that tells nothing.
    subscribe: async (_request, { signal }) => {
      const ended = new Promise<IteratorResult<never>>((resolve) =>
        signal?.addEventListener('abort', () => resolve({ done: true, value: undefined })),
      )
      const stream = { next: () => ended, [Symbol.asyncIterator]: () => stream }
      return stream
    },
  })
  const seen: (readonly string[])[] = []
  const room = await openRoom({
    env,
    doors: ({ people, ...doors }) => ({
      ...doors,
      auth: door,
      people: {
        ...(people as Door),
        execute(request, facts) {
          seen.push(facts.actor.roles)
          return (people as Door).execute(request, facts)
        },
      },
    }),
  })
  const token = await room.tokens.issue('usr_root', { roles: ['ADMIN'] })
  const codeOf = async (query: string, as = token) => {
    const { status, errors } = await room.post(query, { token: as })
    return [status, errors?.[0]?.extensions['code']]
  }
  return { ...room, auth, token, codeOf, seen }
}

describe('what only an administrator may do', () => {
  let room: Awaited<ReturnType<typeof openWithAuth>>
  beforeEach(async () => {
    room = await openWithAuth()
  })
  afterEach(() => room.close())

  test('is asked about each time, by person and session, and by nobody else’s account (RBA-9)', async () => {
    for (let time = 0; time < 3; time += 1)
      expect(await room.codeOf('{ secret }')).toEqual([200, undefined])
    const variables = { userId: 'usr_root', sessionId: 'ses_1' }
    expect(room.auth.asked.map((request) => request.variables)).toEqual([
      variables,
      variables,
      variables,
    ])
  })

  test('is asked of nobody who is no administrator by their token', async () => {
    const customer = await room.tokens.issue('usr_ada')
    expect(await room.codeOf('{ me { id } }', customer)).toEqual([200, undefined])
    expect(await room.codeOf('{ hello }', '')).toEqual([200, undefined])
    expect(await room.codeOf('{ secret }', customer)).toEqual([403, 'FORBIDDEN'])
    expect(await room.codeOf('mutation { sweep }', customer)).toEqual([403, 'FORBIDDEN'])
    expect(room.auth.asked).toEqual([])
  })

  test.each<[string, object | null, unknown[]]>([
    ['has lost the role', { ...ROOT, roles: ['CUSTOMER'] }, [403, 'FORBIDDEN']],
    ['is suspended', { ...ROOT, status: 'SUSPENDED' }, [401, 'UNAUTHENTICATED']],
    ['has signed out', { ...ROOT, isSessionLive: false }, [401, 'UNAUTHENTICATED']],
    ['is gone', null, [401, 'UNAUTHENTICATED']],
  ])(
    'is refused to one who %s, at once and by a token that is still good (AUT-5)',
    async (_what, standing, told) => {
      expect(await room.codeOf('{ secret }')).toEqual([200, undefined])
      room.auth.standing = standing
      for (const query of ['{ secret }', '{ me { mood } }', 'mutation { sweep }'])
        expect(await room.codeOf(query)).toEqual(told)
      // What anybody may do is not: tokens end by the changes of access, within a second. Until then they are anybody.
      expect(await room.codeOf('{ me { id } }')).toEqual([200, undefined])
      expect(room.seen.at(-1)).toEqual([])
    },
  )

  test('is refused while Auth cannot be asked', async () => {
    room.auth.isAway = true
    expect(await room.codeOf('{ secret }')).toEqual([503, 'SERVICE_UNAVAILABLE'])
    expect(await room.codeOf('{ me { id } }')).toEqual([200, undefined])
    expect(room.seen.at(-1)).toEqual([])
  })

  test('asks for a new proof when the last one is old, and says how', async () => {
    const provedAt = new Date(Date.now() - 15 * 60_000).toISOString()
    room.auth.standing = { ...ROOT, provedAt }
    expect(await room.codeOf('{ secret }')).toEqual([200, undefined])
    const { status, errors } = await room.post('mutation { sweep }', { token: room.token })
    expect(status).toBe(403)
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'REQUIRES_STEP_UP',
      details: { methods: ['PASSWORD'], minutes: 15 },
      outcome: 'NOT_APPLIED',
    })
  })

  test('holds over WebSocket, too', async () => {
    room.auth.standing = { ...ROOT, roles: [] }
    const socket = await greetSocket(room.wsUrl, room.token)
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ secret }' } })
    await expect.poll(() => JSON.stringify(socket.received)).toContain('FORBIDDEN')
    socket.close()
  })
})

describe('ADMIN_SECOND_FACTOR (MFA-3)', () => {
  test.each([
    [{ NODE_ENV: 'production' }, 403],
    [{ NODE_ENV: 'production', ADMIN_SECOND_FACTOR: 'off' }, 200],
    [{ NODE_ENV: 'development' }, 200],
    [{ NODE_ENV: 'development', ADMIN_SECOND_FACTOR: 'required' }, 403],
  ])('%j answers an administrator with a password alone with %d', async (env, status) => {
    const room = await openWithAuth(env)
    expect((await room.codeOf('{ secret }'))[0]).toBe(status)
    room.auth.standing = { ...ROOT, provedBy: 'PASSKEY', hasSecondFactor: true }
    expect((await room.codeOf('{ secret }'))[0]).toBe(200)
    await room.close()
  })

  test('holds where an administrator would be shown more than others, too, or act for them (RBA-9)', async () => {
    const room = await openWithAuth({ ADMIN_SECOND_FACTOR: 'required' })
    expect(await room.codeOf('{ me { id } }')).toEqual([200, undefined])
    room.auth.standing = { ...ROOT, provedBy: 'SECOND_FACTOR', hasSecondFactor: true }
    expect(await room.codeOf('{ me { id } }')).toEqual([200, undefined])
    expect(room.seen).toEqual([[], ['ADMIN']])
    await room.close()
  })
})
