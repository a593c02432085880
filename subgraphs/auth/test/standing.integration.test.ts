import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { factorsOf } from './factors.ts'
import { newMailbox, quickHasher } from './mailbox.ts'
import { codesOf, only, openRoom, type Room, type Session, userActor } from './room.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let room: Room
let factors: ReturnType<typeof factorsOf>
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: newMailbox().notifier })
  factors = factorsOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.outbox cascade`
  room.later(MINUTE)
})
afterAll(() => room.close())

const ask = (
  { userId, sessionId }: { userId: string; sessionId?: string | null },
  actor: Actor = serviceActor('gateway'),
) => {
  const named = [userId, sessionId].map((id) => JSON.stringify(id ?? null))
  return room.send(
    `{ standing(userId: ${named[0]}, sessionId: ${named[1]}) { status roles rightsVersion isSessionLive
      provedAt provedBy hasSecondFactor stepUpMethods stepUpMinutes } }`,
    undefined,
    actor,
  )
}
const standingOf = async ({ id, user }: Session) =>
  only(await ask({ userId: user.id, sessionId: id }))
const nothingLive = { isSessionLive: false, provedAt: null, provedBy: null }

describe('standing', () => {
  it('says who somebody is, and how they have proved it in their session // RBA-9', async () => {
    const session = await room.newSession()
    expect(await standingOf(session)).toEqual({
      status: 'ACTIVE',
      roles: ['CUSTOMER'],
      rightsVersion: 0,
      isSessionLive: true,
      provedAt: room.clock.now.toISOString(),
      provedBy: 'PASSWORD',
      hasSecondFactor: false,
      stepUpMethods: ['PASSWORD'],
      stepUpMinutes: 15,
    })
  })

  it('says at once what has changed: role, status, session // AUT-5 RBA-8', async () => {
    const session = await room.newSession()
    const userId = session.user.id
    await room.assignRole({ userId, role: 'VENDOR' })
    expect(await standingOf(session)).toMatchObject({ roles: ['VENDOR'], rightsVersion: 1 })
    const other = only<{ session: Session }>(await room.signIn()).session
    const actor = userActor(userId, { sessionId: session.id })
    await room.send('mutation { signOut { sessionId } }', undefined, actor)
    expect(await standingOf(session)).toMatchObject(nothingLive)
    expect(await standingOf(other)).toMatchObject({ isSessionLive: true })
    await room.send(
      'mutation ($input: AssignStatusInput!) { assignStatus(input: $input) { __typename } }',
      { userId, status: 'SUSPENDED', reason: 'Asked for it' },
      serviceActor('admin'),
    )
    const stopped = { ...nothingLive, status: 'SUSPENDED', rightsVersion: 2 }
    expect(await standingOf(other)).toMatchObject(stopped)
  })

  it('ends with the session, on its instant', async () => {
    const session = await room.newSession()
    room.later(7 * DAY - 1)
    expect(await standingOf(session)).toMatchObject({ isSessionLive: true })
    room.later(1)
    expect(await standingOf(session)).toMatchObject(nothingLive)
  })

  it('knows a second factor, and a session that was proved by it // MFA-3', async () => {
    const session = await room.newSession()
    const bystander = only<{ session: Session }>(await room.signIn()).session
    await factors.addApp(session)
    const has = { hasSecondFactor: true, stepUpMethods: ['TOTP', 'RECOVERY_CODE'] }
    expect(await standingOf(session)).toMatchObject({ ...has, provedBy: 'SECOND_FACTOR' })
    expect(await standingOf(bystander)).toMatchObject({ ...has, provedBy: 'PASSWORD' })
  })

  it('is of nobody’s session but their own, of none when none is named, and null of nobody', async () => {
    const { user } = await room.newSession()
    const other = await room.newSession({ email: 'ben@demo.test' })
    for (const sessionId of [other.id, 'nonsense', 'ses_0000000000000000000000000a', null])
      expect(only(await ask({ userId: user.id, sessionId }))).toMatchObject({
        ...nothingLive,
        status: 'ACTIVE',
      })
    for (const userId of ['usr_0000000000000000000000000a', 'nonsense'])
      expect(only(await ask({ userId, sessionId: other.id }))).toBeNull()
  })

  it('is for services only', async () => {
    const { id: sessionId, user } = await room.newSession()
    const named = { userId: user.id, sessionId }
    expect(codesOf(await ask(named, userActor(user.id, { roles: ['ADMIN'] })))).toEqual([
      'FORBIDDEN',
    ])
    expect(codesOf(await ask(named, ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
  })
})
