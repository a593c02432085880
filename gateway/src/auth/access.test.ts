import { type Actor, ANONYMOUS } from '@tallystick/actor'
import type { DoorResult } from '@tallystick/subgraph-client'
import { newLogger, SILENT } from '@tallystick/telemetry'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { newBus, newDoor } from '../../test/room.ts'
import { newAccess, UNWATCHED, withAccess } from './access.ts'
import type { AccessChange } from './recent-changes.ts'

const NOW = Date.parse('2026-11-22T10:00:00.000Z')
const ADA: Actor = {
  ...ANONYMOUS,
  kind: 'USER',
  id: 'usr_ada',
  roles: ['CUSTOMER'],
  sessionId: 'ses_1',
}
const KEY: Actor = { ...ADA, kind: 'PARTNER', sessionId: null, keyId: 'key_1' }
const issued = (atMs: number, actor = ADA) => ({ ...actor, issuedAt: new Date(NOW + atMs) })
const change = (kind: AccessChange['kind'], atMs = 0, more: Partial<AccessChange> = {}) => ({
  cursor: `c${atMs}`,
  kind,
  userId: 'usr_ada',
  sessionId: kind === 'SESSION_ENDED' ? 'ses_1' : null,
  keyId: kind === 'KEY_CHANGED' ? 'key_1' : null,
  at: new Date(NOW + atMs),
  ...more,
})
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('access', () => {
  const closers: (() => void)[] = []
  afterEach(() => {
    for (const close of closers.splice(0)) close()
  })
  const follow = (options: Partial<Parameters<typeof newAccess>[0]> = {}) => {
    const answers = newBus<DoorResult>()
    const asked: unknown[] = []
    let isDown = false
    const auth = newDoor('auth', {
      subscribe: async ({ variables }, { actor, issuer, signal }) => {
        asked.push([variables?.['after'], actor.kind, actor.id, issuer])
        if (isDown) throw new Error('auth is away')
        const stream = answers.subscribe()
        signal?.addEventListener('abort', () => void stream.return?.())
        streams.push(stream)
        return stream
      },
    })
    const streams: AsyncIterator<DoorResult>[] = []
    const access = newAccess({ auth, log: SILENT, now: () => NOW, ...options })
    closers.push(access.close)
    return {
      access,
      asked,
      count: answers.count,
      lose: async () => {
        isDown = true
        for (const stream of streams.splice(0)) await stream.return?.()
      },
      find: () => {
        isDown = false
      },
      bus: {
        emit: ({ at, ...change }: AccessChange) =>
          answers.emit({ data: { accessChanges: { ...change, at: at.toISOString() } } }),
      },
    }
  }

  test('of a session that has ended is refused, whenever its token was issued; other sessions go on', async () => {
    const { bus, access } = follow()
    await settled()
    expect(access.isRevoked(issued(-5))).toBe(false)
    bus.emit(change('SESSION_ENDED'))
    await settled()
    expect(access.endOf(issued(-5))).toBe('SESSION_ENDED')
    expect(access.isRevoked(issued(60_000))).toBe(true)
    expect(access.isRevoked({ ...issued(-5), sessionId: 'ses_2' })).toBe(false)
    expect(access.isRevoked(ANONYMOUS)).toBe(false)
  })

  test('of a person whose role changed is refused by a token from before, and at the very moment, not after', async () => {
    const { bus, access } = follow()
    await settled()
    bus.emit(change('USER_CHANGED', 0))
    await settled()
    expect([-1, 0, 1].map((ms) => access.endOf(issued(ms)))).toEqual([
      'USER_CHANGED',
      'USER_CHANGED',
      undefined,
    ])
    expect(access.isRevoked({ ...issued(-1), id: 'usr_ben' })).toBe(false)
  })

  test('is refused to tokens issued until the change was heard of, or a second after one of long ago', async () => {
    let now = NOW + 300
    const { bus, access } = follow({ now: () => now })
    await settled()
    bus.emit(change('USER_CHANGED', 0))
    await settled()
    expect([300, 301].map((ms) => access.isRevoked(issued(ms)))).toEqual([true, false])
    now = NOW + 60_000
    bus.emit(change('USER_CHANGED', 0, { userId: 'usr_ben' }))
    await settled()
    const ben = { ...ADA, id: 'usr_ben', sessionId: 'ses_2' }
    expect([1_000, 1_001].map((ms) => access.isRevoked(issued(ms, ben)))).toEqual([true, false])
  })

  test('is refused by the version of the rights where the token says it, whenever it was issued', async () => {
    const { bus, access } = follow()
    await settled()
    bus.emit(change('USER_CHANGED', 0, { rightsVersion: 3 }))
    await settled()
    const versions = [2, 3, 4].map((rightsVersion) => ({ ...issued(0), rightsVersion }))
    expect(versions.map(access.isRevoked)).toEqual([true, false, false])
    expect(access.isRevoked(issued(0))).toBe(true)
  })

  test('of a key ends with a change of the key or of its owner', async () => {
    const { bus, access } = follow()
    await settled()
    bus.emit(change('KEY_CHANGED'))
    await settled()
    expect(access.endOf(issued(-1, KEY))).toBe('KEY_CHANGED')
    expect(access.isRevoked(issued(-1))).toBe(false)
    bus.emit(change('USER_CHANGED', 5))
    await settled()
    expect(access.endOf(issued(2, KEY))).toBe('USER_CHANGED')
  })

  test('the end of all sessions of a person, which names none, refuses every token from before', async () => {
    const { bus, access } = follow()
    await settled()
    bus.emit(change('SESSION_ENDED', 0, { sessionId: null }))
    await settled()
    expect([issued(-1), issued(1)].map(access.isRevoked)).toEqual([true, false])
  })

  test('is watched: who is concerned is told once, also without a time of issue, and no one else', async () => {
    const { bus, access } = follow()
    await settled()
    const told: string[] = []
    access.watch(ADA, (reason) => told.push(`undated ${reason}`))
    access.watch(issued(-1), (reason) => told.push(`old ${reason}`))
    access.watch(issued(1), (reason) => told.push(`new ${reason}`))
    access.watch({ ...ADA, id: 'usr_ben' }, (reason) => told.push(`ben ${reason}`))
    const callOff = access.watch(issued(-2), (reason) => told.push(`gone ${reason}`))
    callOff()
    bus.emit(change('USER_CHANGED'))
    bus.emit(change('USER_CHANGED'))
    await settled()
    expect(told).toEqual(['undated USER_CHANGED', 'old USER_CHANGED'])
    access.watch(issued(-3), (reason) => told.push(`late ${reason}`))
    expect(told.at(-1)).toBe('late USER_CHANGED')
  })

  test('tells listeners each change once, although a feed that begins anew replays them', async () => {
    const { bus, access } = follow()
    const heard: string[] = []
    access.onChange(({ cursor }) => heard.push(cursor))
    await settled()
    for (const ms of [1, 2, 1, 2, 3]) bus.emit(change('USER_CHANGED', ms))
    await settled()
    expect(heard).toEqual(['c1', 'c2', 'c3'])
  })

  test('remembers as long as a token can live, and so many of each kind', async () => {
    let now = NOW
    const { bus, access } = follow({ keepMs: 1_000, entriesMax: 2, now: () => now })
    await settled()
    const session = (sessionId: string) => ({ ...ADA, sessionId })
    for (const [index, sessionId] of ['a', 'b', 'c'].entries())
      bus.emit(change('SESSION_ENDED', index, { sessionId }))
    await settled()
    expect(['a', 'b', 'c'].map((id) => access.isRevoked(session(id)))).toEqual([false, true, true])
    now += 2_000
    bus.emit(change('SESSION_ENDED', 2_000, { sessionId: 'd' }))
    bus.emit(change('SESSION_ENDED', 900, { sessionId: 'too-old' }))
    await settled()
    expect(['b', 'c', 'd', 'too-old'].map((id) => access.isRevoked(session(id)))).toEqual([
      false,
      false,
      true,
      false,
    ])
  })

  test('goes on after the last change when the feed breaks, within a second, and says so', async () => {
    const lines: string[] = []
    const write = (line: string) => void lines.push(line)
    const log = newLogger({ name: 'test', destination: { write } })
    const { access, bus, asked, lose, find } = follow({ log })
    await settled()
    bus.emit(change('USER_CHANGED', 1))
    await settled()
    expect(access.isLive()).toBe(true)
    await lose()
    await settled()
    expect(access.isLive()).toBe(false)
    expect(access.isRevoked(issued(0))).toBe(true)
    find()
    await vi.waitFor(() => expect(access.isLive()).toBe(true), { timeout: 1_500 })
    expect([asked[0], asked.at(-1)]).toEqual([
      [undefined, 'SERVICE', 'gateway', 'gateway'],
      ['c1', 'SERVICE', 'gateway', 'gateway'],
    ])
    expect(lines.filter((line) => line.includes('are not told'))).toHaveLength(1)
  })

  test('lets go of the feed when it is closed', async () => {
    const { access, count } = follow()
    await settled()
    expect(count()).toBe(1)
    access.close()
    await settled()
    expect(count()).toBe(0)
  })

  test('is checked with each credential', async () => {
    const { bus, access } = follow()
    await settled()
    const authenticate = withAccess(access, async () => issued(-1))
    expect(await authenticate('Bearer x')).toMatchObject({ id: 'usr_ada' })
    bus.emit(change('USER_CHANGED'))
    await settled()
    await expect(authenticate('Bearer x')).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    })
    expect(await withAccess(UNWATCHED, async () => issued(-1))('Bearer x')).toBeTruthy()
  })
})
