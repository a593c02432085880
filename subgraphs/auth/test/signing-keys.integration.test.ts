import { openDatabase } from '@tallystick/db'
import { newOutbox } from '@tallystick/outbox'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { newSeal } from '@tallystick/sealed'
import { SILENT } from '@tallystick/telemetry'
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authSchema } from '../src/db/tables.ts'
import { rotateSigningKey } from '../src/domain/signing-keys/rotate-signing-key.ts'
import { forgetRetiredKeys } from '../src/domain/signing-keys/signing-keys.ts'
import type { AuthEvent } from '../src/events/published.ts'
import { codesOf, only, openRoom, PASSWORD, type Room, SEAL, SECRET, type Session } from './room.ts'

const S = 1_000
const MINUTE = 60 * S
const LEAD_S = 15 * 60
const LOOK_MS = 10 * S
/** A gateway keeps the keys a minute, and who asks it keeps them for five more. */
const VERIFIER_MS = 6 * MINUTE

let room: Room
let operator: ReturnType<typeof newOperator>
beforeEach(async () => {
  room = await openRoom()
  operator = newOperator(room)
})
afterEach(async () => {
  await operator.close()
  await room.close()
})

/** What `npm run keys:rotate` does, by the clock of the room. */
function newOperator({ databaseUrl, clock }: Room) {
  const { db, close } = openDatabase({ url: databaseUrl, name: 'operator', poolMax: 1 })
  const wake = newMemoryWake()
  const outbox = newOutbox<AuthEvent>({ db, schema: authSchema, name: 'auth', wake, log: SILENT })
  const cause = { actor: { kind: 'SERVICE', id: 'operator' }, requestId: null } as const
  return {
    db,
    rotate: (isLeaked = false, seal = SEAL) =>
      rotateSigningKey({ outbox, seal, cause, now: clock.now }, { leadS: LEAD_S, isLeaked }),
    async close() {
      await outbox.close()
      await wake.close()
      await close()
    },
  }
}

const tokenOf = async (from: { signIn: Room['signIn'] } = room) =>
  only<{ session: Session }>(await from.signIn()).session.accessToken
const kidOf = (token: string) => decodeProtectedHeader(token).kid ?? ''
const kidsShown = async () => (await room.auth.jwks()).keys.map(({ kid }) => kid)
const verifies = (token: string, keys: JSONWebKeySet): Promise<boolean> =>
  jwtVerify(token, createLocalJWKSet(keys), { currentDate: room.clock.now }).then(
    () => true,
    () => false,
  )

describe('the signing keys', () => {
  it('are one for all instances, started at once or later (TOK-2)', async () => {
    await room.sql`truncate auth.signing_keys`
    const others = await Promise.all(Array.from({ length: 4 }, () => room.open()))
    const sets = await Promise.all(others.map((each) => each.jwks()))
    await Promise.all(others.map((each) => each.close()))
    expect(sets[0]?.keys).toHaveLength(1)
    for (const set of sets) expect(set).toEqual(sets[0])
  })

  it('rotate: shown first, then signing, then shown until the last token has ended (TOK-2)', async () => {
    await room.newSession()
    const [first] = await kidsShown()
    const rotated = await operator.rotate()
    if (!rotated.ok) throw new Error(rotated.refusal.code)
    const { kid, signsFrom } = rotated.value
    expect(await kidsShown()).toEqual([kid, first])
    room.later(LEAD_S * S - 1)
    expect(kidOf(await tokenOf())).toBe(first)
    room.later(1)
    expect(room.clock.now).toEqual(signsFrom)
    expect(kidOf(await tokenOf())).toBe(kid)
    room.later(16 * MINUTE - 1)
    expect(await kidsShown()).toEqual([kid, first])
    room.later(1)
    expect(await kidsShown()).toEqual([kid])
  })

  it('rotate one at a time, however many ask at once, and tell it (TOK-2)', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => operator.rotate()))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const refused = results.filter((each) => !each.ok).map(({ refusal }) => refusal.code)
    expect(new Set(refused)).toEqual(new Set(['ROTATION_UNDER_WAY']))
    expect(await kidsShown()).toHaveLength(2)
    expect(
      await room.sql`select actor_id, topics, body ->> 'kid' as kid from auth.outbox
        where type = 'auth:signing_key:rotated'`,
    ).toEqual([{ actor_id: 'operator', topics: [], kid: (await kidsShown())[0] }])
  })

  it('rotate under load: no good token is refused, and nothing is signed that a verifier may not know (TOK-2)', async () => {
    await room.newSession()
    const processes = [room, await room.another(), await room.another()]
    // A verifier looks as seldom as any may: for six minutes it knows nothing newer.
    let known = { set: await room.auth.jwks(), at: room.clock.now.getTime() }
    const live: { token: string; endsAt: number }[] = []
    const signedBy = new Set<string>()
    for (let step = 0; step < 90; step += 1) {
      if (step === 5 || step === 50) expect(await operator.rotate()).toMatchObject({ ok: true })
      const signer = processes[step % processes.length] ?? room
      const token = await tokenOf(signer)
      signedBy.add(kidOf(token))
      live.push({ token, endsAt: room.clock.now.getTime() + 15 * MINUTE })
      const now = room.clock.now.getTime()
      if (now - known.at >= VERIFIER_MS) known = { set: await room.auth.jwks(), at: now }
      const isGood = await Promise.all(
        live.filter(({ endsAt }) => now < endsAt).map((each) => verifies(each.token, known.set)),
      )
      expect(isGood.every(Boolean)).toBe(true)
      room.later(47 * S)
    }
    expect(signedBy.size).toBe(3)
    for (const each of processes.slice(1)) await each.close()
  }, 60_000)

  it('are looked at again by a running process before what it knows is too old (TOK-2)', async () => {
    await room.newSession()
    const [first] = await kidsShown()
    const token = await tokenOf()
    const result = await operator.rotate(true)
    room.later(LOOK_MS - 1)
    expect(kidOf(await tokenOf())).toBe(first)
    room.later(1)
    const next = await tokenOf()
    expect(kidOf(next)).toBe(result.ok && result.value.kid)
    const shown = await room.auth.jwks()
    expect([await verifies(token, shown), await verifies(next, shown)]).toEqual([false, true])
  })

  it('that leaked are taken back at once, all of them, the one that is on its way too', async () => {
    const { refreshToken } = await room.newSession()
    await operator.rotate()
    const before = await kidsShown()
    const result = await operator.rotate(true)
    expect(result).toMatchObject({ ok: true, value: { signsFrom: room.clock.now } })
    expect(result.ok && [...result.value.withdrawnKids].sort()).toEqual([...before].sort())
    expect(await kidsShown()).toEqual([result.ok && result.value.kid])
    expect(
      await room.sql`select count(*)::int as n from auth.signing_keys where sealed_private_jwk is not null`,
    ).toEqual([{ n: 1 }])
    // Nobody is signed out by it.
    room.later(LOOK_MS)
    expect(only(await room.refresh(refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
  })

  it('lose their private part once nothing is signed with them (TOK-2)', async () => {
    await operator.rotate()
    room.later(LEAD_S * S + MINUTE)
    expect(await forgetRetiredKeys(operator.db, room.clock.now)).toBe(0)
    room.later(1)
    expect(await forgetRetiredKeys(operator.db, room.clock.now)).toBe(1)
    expect(await kidsShown()).toHaveLength(2)
  })

  it('are never exchanged in the table by our own role', async () => {
    for (const change of ["kid = 'x'", "public_jwk = '{}'", 'signs_from = now()'])
      await expect(operator.db.execute(`update auth.signing_keys set ${change}`)).rejects.toThrow()
    await expect(operator.db.execute('delete from auth.signing_keys')).rejects.toThrow()
  })
})

describe('the secret that keys are sealed with', () => {
  const NEW = 'another secret of the tests, and not another’s'

  it('can be replaced: the first start with both seals anew, the next needs the new one alone (TOK-17)', async () => {
    await operator.rotate()
    const before = await kidsShown()
    await expect(room.open({ seal: newSeal([NEW]) })).rejects.toThrow(/KEY_ENCRYPTION_SECRET/)
    await (await room.open({ seal: newSeal([NEW, SECRET]) })).close()
    const next = await room.another({ seal: newSeal([NEW]) })
    await room.newSession()
    expect(before).toContain(kidOf(await tokenOf(next)))
    expect(await kidsShown()).toEqual(before)
    await next.close()
    await expect(room.open()).rejects.toThrow(/does not open/)
  })

  it('must be Auth’s own for a rotation; when it is lost, another key is made with --now', async () => {
    const stranger = newSeal([NEW])
    await expect(operator.rotate(false, stranger)).rejects.toThrow(/does not open/)
    expect(await kidsShown()).toHaveLength(1)
    expect(await operator.rotate(true, stranger)).toMatchObject({ ok: true })
    await (await room.open({ seal: stranger })).close()
  })

  it('is not needed by a process that signs nobody in, such as admin:grant', async () => {
    await room.newSession()
    const other = await room.another({ seal: undefined })
    const { user } = only<{ session: Session }>(await room.signIn()).session
    expect(only(await other.assignRole({ userId: user.id, role: 'VENDOR' }))).toMatchObject({
      __typename: 'AssignRoleSuccess',
    })
    expect(codesOf(await other.signIn())).toEqual(['INTERNAL'])
    await other.close()
  })

  it('opens no key that was moved to another row', async () => {
    await operator.rotate()
    await room.sql`update auth.signing_keys as one set sealed_private_jwk = other.sealed_private_jwk
      from auth.signing_keys as other where other.kid <> one.kid`
    await expect(room.open()).rejects.toThrow(/does not open/)
  })
})

describe('a dump of the tables (I13, I14, C41, DAT-5)', () => {
  it('holds no refresh token, access token, password or private key in clear', async () => {
    const session = await room.newSession()
    await operator.rotate()
    const next = only<{ session: Session }>(await room.refresh(session.refreshToken)).session
    const tables = await room.sql`select table_name as name from information_schema.tables
      where table_schema = 'auth'`
    const rows = await Promise.all(
      tables.map(({ name }) =>
        operator.db.execute<{ row: string }>(`select t::text as row from auth."${name}" as t`),
      ),
    )
    const dump = rows.flatMap((each) => each.map(({ row }) => row)).join('\n')
    const sealed = await room.sql`select kid, sealed_private_jwk from auth.signing_keys`
    const keys = sealed.map(({ kid, sealed_private_jwk: text }) =>
      JSON.parse(SEAL.open(String(text), `signing-key:${kid}`)),
    )
    expect(keys).toHaveLength(2)
    const secrets = [session, next].flatMap((each) => [each.refreshToken, each.accessToken])
    for (const secret of [...secrets, ...keys.map(({ d }) => d), PASSWORD]) {
      expect(secret.length).toBeGreaterThan(20)
      for (const form of formsOf(secret)) expect(dump).not.toContain(form)
    }
    // The dump does hold what it should.
    expect(dump).toContain(keys[0].x)
  })
})

const formsOf = (secret: string): string[] => {
  const bytes = Buffer.from(secret)
  const meant = Buffer.from(secret, 'base64url')
  return [
    secret,
    ...[bytes, meant].flatMap((each) => [each.toString('hex'), each.toString('base64')]),
  ]
}
