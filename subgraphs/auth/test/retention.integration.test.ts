import { openDatabase } from '@tallystick/db'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetBefore } from '../src/db/forget.ts'
import { FORGOTTEN } from '../src/domain/forget.ts'
import { factorsOf } from './factors.ts'
import { actorOf, quickHasher } from './mailbox.ts'
import { openRoom, type Room } from './room.ts'

const DAY = 24 * 60 * 60 * 1000

let room: Room
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher() })
})
beforeEach(() => room.sql`truncate auth.users cascade`)
afterAll(() => room?.close())

const counts = async () => {
  const [row] = await room.sql`select (select count(*)::int from auth.sessions) as sessions,
    (select count(*)::int from auth.refresh_tokens) as tokens,
    (select count(*)::int from auth.mfa_challenges) as challenges`
  return row
}

describe('sessions', () => {
  it('go a day after the end that no use puts off, with their tokens and challenges // TOK-11', async () => {
    const session = await room.newSession()
    await room.refresh(session.refreshToken)
    const ended = await room.newSession({ email: 'ben@demo.test' })
    await factorsOf(room).stepUp(actorOf(ended))
    await room.sql`update auth.sessions set revoked_at = created_at, revoke_reason = 'SIGNED_OUT' where id = any(
      select id from auth.sessions order by created_at desc limit 1)`
    room.later(8 * DAY)
    expect(await room.chore('forget-sessions')).toBe(0)
    expect(await counts()).toEqual({ sessions: 2, tokens: 3, challenges: 1 })
    await room.newSession({ email: 'cyd@demo.test' })
    room.later(1)
    expect(await room.chore('forget-sessions')).toBe(2)
    expect(await counts()).toEqual({ sessions: 1, tokens: 1, challenges: 0 })
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
