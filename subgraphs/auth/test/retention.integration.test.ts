import { openDatabase } from '@tallystick/db'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetBefore } from '../src/db/forget.ts'
import { FORGOTTEN } from '../src/domain/forget.ts'
import { AUTH_SETTINGS } from '../src/server.ts'
import { factorsOf } from './factors.ts'
import { actorOf, quickHasher } from './mailbox.ts'
import { only, openRoom, type Room } from './room.ts'

const DAY = 24 * 60 * 60 * 1000

let room: Room
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher() })
})
beforeEach(() => room.sql`truncate auth.users, auth.outbox cascade`)
afterAll(() => room?.close())

const counts = async () => {
  const [row] = await room.sql`select (select count(*)::int from auth.sessions) as sessions,
    (select count(*)::int from auth.refresh_tokens) as tokens,
    (select count(*)::int from auth.mfa_challenges) as challenges`
  return row
}

describe('refresh tokens', () => {
  it('go a day after their end // TOK-11', async () => {
    const { refreshToken } = await room.newSession()
    await room.refresh(refreshToken)
    room.later(8 * DAY)
    expect(await room.chore('forget-refresh-tokens')).toBe(0)
    await room.newSession({ email: 'ben@demo.test' })
    room.later(1)
    expect(await room.chore('forget-refresh-tokens')).toBe(2)
    expect(await counts()).toEqual({ sessions: 2, tokens: 1, challenges: 0 })
  })
})

describe('sessions', () => {
  it('go 90 days after the end that no use puts off, with what is left of them // TOK-11', async () => {
    const session = await room.newSession()
    await factorsOf(room).stepUp(actorOf(session))
    room.later(97 * DAY)
    expect(await room.chore('forget-sessions')).toBe(0)
    await room.newSession({ email: 'ben@demo.test' })
    room.later(1)
    expect(await room.chore('forget-sessions')).toBe(1)
    expect(await counts()).toEqual({ sessions: 1, tokens: 1, challenges: 0 })
  })

  it('leave it known that their person was signed in: no stranger takes an address over that was never verified', async () => {
    const { user } = await room.newSession()
    room.later(98 * DAY)
    await room.chore('forget-sessions')
    const verification = { ...AUTH_SETTINGS.verification, email: 'required' } as const
    const later = await room.another({ settings: { verification } })
    try {
      const taken = await later.signUp({ password: 'of-somebody-else-now' })
      expect(only(taken)).toMatchObject({ code: 'VERIFICATION_REQUIRED' })
      expect(only(await room.signIn())).toMatchObject({ session: { user: { id: user.id } } })
      expect(await counts()).toMatchObject({ sessions: 1 })
    } finally {
      await later.close()
    }
  })

  it('that are gone do not make a new device one that is known', async () => {
    await room.newSession()
    room.later(98 * DAY)
    await room.chore('forget-sessions')
    await room.signIn()
    const [told] = await room.sql`select type from auth.outbox where type = 'auth:device:new'`
    expect(told).toBeDefined()
  })

  it('go however many there are, a few at a time, but not while somebody holds them', async () => {
    await room.newSession()
    await room.sql`truncate auth.sessions cascade`
    await room.sql`insert into auth.sessions (id, user_id, mode, created_at, last_used_at, proved_at, proved_by, expires_at, refresh_count)
      select gen_random_uuid(), id, 'BEARER', now() - interval '90 days', now(), now(), 'PASSWORD', now() - interval '83 days', 0
        from auth.users, generate_series(1, 25)`
    const { db, close } = openDatabase({ url: room.databaseUrl, name: 'test', poolMax: 2 })
    try {
      const before = new Date(Date.now() - 80 * DAY)
      await db.transaction(async (tx) => {
        const held = 'select 1 from auth.sessions where expires_at < now() limit 3 for update'
        await tx.execute(held)
        expect(await forgetBefore(db, 'sessions', { before, batch: 10 })).toBe(22)
      })
      expect(await forgetBefore(db, 'sessions', { before, batch: 10 })).toBe(3)
      expect(await counts()).toMatchObject({ sessions: 0 })
    } finally {
      await close()
    }
  })
})

it.each(FORGOTTEN)('of %s nothing goes before its time', async (what) => {
  const { db, close } = openDatabase({ url: room.databaseUrl, name: 'test', poolMax: 1 })
  try {
    await room.newSession()
    expect(await forgetBefore(db, what, { before: new Date(0) })).toBe(0)
    expect(await counts()).toMatchObject({ sessions: 1, tokens: 1 })
  } finally {
    await close()
  }
})
