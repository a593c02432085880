/** Keys whose requests are signed: what is stored, what is shown, what rotation does, and that a nonce works once. */
import { generateKeyPairSync } from 'node:crypto'
import { newId } from '@tallystick/ids'
import { newSeal } from '@tallystick/sealed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GATEWAY, type Key, keysOf, readKey } from './keys.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room, SECRET, userActor } from './room.ts'

const MINUTE = 60_000
const HMAC = { signature: { algorithm: 'HMAC_SHA256' } }
const newPublicKey = () => generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
const ed25519 = (jwk: object) => ({
  signature: { algorithm: 'ED25519', publicKey: JSON.stringify(jwk) },
})

let room: Room
let keys: ReturnType<typeof keysOf>
beforeAll(async () => {
  room = await openRoom()
  keys = keysOf(room)
})
afterAll(() => room.close())

const rowOf = async (secretHash: string) =>
  (
    await room.sql`select row_to_json(k)::text as text, signature_key, previous_signature_key
      from auth.api_keys k where secret_hash = ${secretHash}`
  )[0]
type Rotated = { key: Key; secret: string; signatureSecret: string | null }

describe('a key that signs by HMAC // RBA-12 PRT-3', () => {
  it('shows its secret once, stores it sealed, and tells it to the gateway alone', async () => {
    const { id, secretHash, key, signatureSecret, owner } = await keys.newKey(HMAC)
    expect(signatureSecret).toMatch(/^tss_[A-Za-z0-9_-]{43}$/)
    expect(key.signature).toEqual({ algorithm: 'HMAC_SHA256', publicKey: null })
    const row = await rowOf(secretHash)
    expect(row?.['signature_key']).toMatch(/^v1\./)
    expect(row?.['text']).not.toContain(signatureSecret)
    const told =
      await room.sql`select coalesce(string_agg(body::text, ''), '') as text from auth.outbox`
    expect(told[0]?.['text']).not.toContain(signatureSecret)
    const { nodes } = only<{ nodes: Key[] }>(await keys.list(owner))
    expect(nodes[0]?.signature).toEqual({ algorithm: 'HMAC_SHA256', publicKey: null })
    expect((await keys.grant({ id, secretHash }))?.signature).toEqual({
      algorithm: 'HMAC_SHA256',
      key: signatureSecret,
    })
    await expect(keys.grant({ id, secretHash }, owner)).rejects.toThrow('FORBIDDEN')
  })

  it('gets another secret with each rotation; in the overlap each text goes with its own // RBA-11', async () => {
    const one = await keys.newKey(HMAC)
    const rotate = async () =>
      only<Rotated>(await keys.rotate(one.owner, { id: one.id, overlapMinutes: 60 }))
    const two = await rotate()
    expect(two.signatureSecret).toMatch(/^tss_/)
    expect(two.signatureSecret).not.toBe(one.signatureSecret)
    const keyOf = async (text: string) => (await keys.grant(readKey(text)))?.signature?.key
    expect(await keyOf(one.secret)).toBe(one.signatureSecret)
    expect(await keyOf(two.secret)).toBe(two.signatureSecret)
    const three = await rotate()
    expect(await keyOf(one.secret)).toBeUndefined()
    expect(await keyOf(two.secret)).toBe(two.signatureSecret)
    expect(await keyOf(three.secret)).toBe(three.signatureSecret)
    room.later(60 * MINUTE)
    expect(await keyOf(two.secret)).toBeUndefined()
    await keys.rotate(one.owner, { id: one.id, overlapMinutes: 0 })
    const left = await room.sql`select count(*)::int as n from auth.api_keys
      where previous_signature_key is not null and previous_secret_hash is null`
    expect(left[0]?.['n']).toBe(0)
  })

  it('opens under no other secret, and is sealed anew where that is replaced', async () => {
    const { id, secretHash, signatureSecret } = await keys.newKey(HMAC)
    const before = await rowOf(secretHash)
    const next = newSeal(['the next secret of the tests, not of anyone', SECRET])
    const other = await room.another({ seal: next })
    const after = await rowOf(secretHash)
    expect(after?.['signature_key']).not.toBe(before?.['signature_key'])
    expect((await keysOf({ ...room, ...other }).grant({ id, secretHash }))?.signature?.key).toBe(
      signatureSecret,
    )
    expect(codesOf(await grantOf(room, { id, secretHash }))).toEqual(['INTERNAL'])
    await other.close()
    await (
      await room.another({ seal: newSeal([SECRET, 'the next secret of the tests, not of anyone']) })
    ).close()
  })
})

const grantOf = ({ auth }: Room, shown: { id: string; secretHash: string }) =>
  auth.subgraph.execute(
    {
      query: `query ($id: ID!, $secretHash: String!) { apiKeyGrant(id: $id, secretHash: $secretHash) { signature { key } } }`,
      variables: shown,
    },
    { actor: GATEWAY, issuer: 'gateway', requestId: 'r', address: undefined, userAgent: undefined },
  )

describe('a key that signs by Ed25519 // RBA-12 PRT-3', () => {
  it('has no secret of ours to sign with, and shows its public key', async () => {
    const jwk = newPublicKey()
    const { id, secretHash, key, signatureSecret } = await keys.newKey(ed25519(jwk))
    expect(signatureSecret).toBeNull()
    expect(key.signature).toEqual({ algorithm: 'ED25519', publicKey: jwk.x })
    const signature = { algorithm: 'ED25519', key: jwk.x }
    expect((await keys.grant({ id, secretHash }))?.signature).toEqual(signature)
  })

  it('keeps its public key when it is rotated, or takes another, each with its own text', async () => {
    const [first, second] = [newPublicKey(), newPublicKey()]
    const one = await keys.newKey(ed25519(first))
    const keyOf = async (text: string) => (await keys.grant(readKey(text)))?.signature?.key
    const two = only<Rotated>(await keys.rotate(one.owner, { id: one.id }))
    expect([await keyOf(one.secret), await keyOf(two.secret)]).toEqual([first.x, first.x])
    const publicKey = second.x
    const three = only<Rotated>(await keys.rotate(one.owner, { id: one.id, publicKey }))
    expect(three.key.signature).toEqual({ algorithm: 'ED25519', publicKey: second.x })
    expect([await keyOf(two.secret), await keyOf(three.secret)]).toEqual([first.x, second.x])
  })

  it.each([
    ['no public key', { algorithm: 'ED25519' }, 'MISSING'],
    ['nonsense', { algorithm: 'ED25519', publicKey: 'x' }, 'UNREADABLE'],
    [
      'a private key',
      {
        algorithm: 'ED25519',
        publicKey: JSON.stringify(
          generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
        ),
      },
      'PRIVATE',
    ],
    [
      'a point of small order',
      { algorithm: 'ED25519', publicKey: Buffer.alloc(32).toString('base64url') },
      'WEAK',
    ],
    ['a public key for HMAC', { algorithm: 'HMAC_SHA256', publicKey: newPublicKey().x }, 'UNUSED'],
  ])('is not made with %s', async (_what, signature, problem) => {
    const { id, user } = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
    const { errors } = await keys.create(userActor(user.id, { sessionId: id }), { signature })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'signature.publicKey', problem },
    })
    expect(JSON.stringify(errors)).not.toContain('"d"')
  })

  it('is the only one that takes a public key when it is rotated', async () => {
    const { x: publicKey } = newPublicKey()
    for (const input of [{}, HMAC]) {
      const { id, owner } = await keys.newKey(input)
      expect(codesOf(await keys.rotate(owner, { id, publicKey }))).toEqual(['BAD_USER_INPUT'])
    }
  })
})

it('what a key must sign is never changed by our own role in the database', async () => {
  const { id } = await keys.newKey(HMAC)
  const [{ may } = { may: true }] = (await room.sql`select
    has_column_privilege('tallystick_auth', 'auth.api_keys', 'signature_algorithm', 'update') as may`) as {
    may: boolean
  }[]
  expect([id.startsWith('key_'), may]).toEqual([true, false])
})

describe('a nonce // RBA-12 PRT-3', () => {
  const soon = () => new Date(room.clock.now.getTime() + 10 * MINUTE).toISOString()

  it('of a key works once, of fifty gateways at once for one // RBA-12', async () => {
    const keyId = newId('key')
    const rounds = await raceOf(50, 20, async (round) => {
      const input = { keyId, nonce: `nonce-of-round-${round}`, expiresAt: soon() }
      return async () => only<{ __typename: string }>(await keys.useNonce(input)).__typename
    })
    for (const outcomes of rounds) {
      expect(outcomes.filter((name) => name === 'UseNonceSuccess')).toHaveLength(1)
      expect(outcomes.filter((name) => name === 'NonceUsed')).toHaveLength(49)
    }
  }, 60_000)

  it('of one key is free for another', async () => {
    for (const keyId of [newId('key'), newId('key')])
      expect(
        only(await keys.useNonce({ keyId, nonce: 'the-same-nonce-1', expiresAt: soon() })),
      ).toMatchObject({ nonce: 'the-same-nonce-1' })
  })

  it.each([
    ['keyId', { keyId: 'nonsense' }],
    ['nonce', { nonce: 'n'.repeat(15) }],
    ['nonce', { nonce: 'n'.repeat(65) }],
    ['nonce', { nonce: `${'n'.repeat(16)}'` }],
    ['expiresAt', { expiresAt: '2099-01-01T00:00:00.000Z' }],
  ])('of another form is bad input: %s', async (field, change) => {
    const input = { keyId: newId('key'), nonce: 'n'.repeat(16), expiresAt: soon(), ...change }
    const { errors } = await keys.useNonce(input)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } })
  })

  it('is used by the gateway alone', async () => {
    const { owner, id } = await keys.newKey()
    const input = { keyId: id, nonce: 'n'.repeat(16), expiresAt: soon() }
    expect(codesOf(await keys.useNonce(input, owner))).toEqual(['FORBIDDEN'])
  })

  it('is kept until ten minutes after its request is too old, and then forgotten', async () => {
    await room.sql`truncate auth.request_nonces`
    await keys.useNonce({ keyId: newId('key'), nonce: 'n'.repeat(16), expiresAt: soon() })
    room.later(20 * MINUTE)
    expect(await room.chore('forget-nonces')).toBe(0)
    room.later(1)
    expect(await room.chore('forget-nonces')).toBe(1)
  })
})
