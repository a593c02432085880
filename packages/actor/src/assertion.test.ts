import { exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Actor,
  ANONYMOUS,
  type AssertionKey,
  type AssertionVerifier,
  assertionKeyFrom,
  hasRole,
  maySee,
  newAssertionKey,
  newAssertionSigner,
  newAssertionVerifier,
  serviceActor,
} from './index.ts'

const ADA: Actor = {
  kind: 'USER',
  id: 'usr_ada',
  roles: ['CUSTOMER', 'VENDOR'],
  scopes: ['payments:read'],
  sessionId: 'ses_1',
  keyId: null,
  expiresAt: new Date('2030-01-01T00:00:00.000Z'),
}
const CLAIMS = { kind: 'USER', roles: ['ADMIN'], scopes: [], sessionId: null, expiresAt: null }

let gateway: AssertionKey
let payments: AssertionKey
let verify: AssertionVerifier

beforeAll(async () => {
  gateway = await newAssertionKey('gateway')
  payments = await newAssertionKey('payments')
  verify = newAssertionVerifier('ledger', [gateway.publicKey, payments.publicKey])
})

type Forgery = {
  key?: AssertionKey
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  issuer?: string
  audience?: string
  expires?: number | undefined
}

/** Signs what an honest process never would; everything not named is as it should be. */
async function forge(forgery: Forgery): Promise<string> {
  const {
    key = gateway,
    claims = CLAIMS,
    header = {},
    issuer = 'gateway',
    audience = 'ledger',
  } = forgery
  const nowS = Math.floor(Date.now() / 1000)
  const expires = 'expires' in forgery ? forgery.expires : nowS + 60
  const jwt = new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: issuer, typ: 'actor+jwt', ...header })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('usr_eve')
    .setIssuedAt(nowS)
  if (expires !== undefined) jwt.setExpirationTime(expires)
  return jwt.sign(await importJWK(key.privateKey, 'EdDSA'))
}

describe('an honest assertion', () => {
  test('gives back the very actor that was signed, and who signed', async () => {
    const sign = newAssertionSigner(gateway)
    const partner = { ...ADA, kind: 'PARTNER', sessionId: null, keyId: 'key_1' } as const
    for (const actor of [
      ADA,
      partner,
      ANONYMOUS,
      { ...ADA, expiresAt: null, sessionId: null, roles: [] },
    ])
      expect(await verify(await sign(actor, 'ledger'))).toEqual({ actor, issuer: 'gateway' })
  })

  test('of a service is believed when the service speaks for itself', async () => {
    const assertion = await newAssertionSigner(payments)(serviceActor('payments'), 'ledger')
    expect(await verify(assertion)).toEqual({ actor: serviceActor('payments'), issuer: 'payments' })
  })

  test('survives the private key being stored as a JWK', async () => {
    const stored = JSON.parse(JSON.stringify(gateway.privateKey))
    const sign = newAssertionSigner(assertionKeyFrom(stored))
    expect((await verify(await sign(ADA, 'ledger'))).actor).toEqual(ADA)
    expect(assertionKeyFrom(stored).publicKey).not.toHaveProperty('d')
  })
})

describe('an assertion is refused', () => {
  test('when its forgery is undone it is accepted, so that each refusal below has one reason', async () => {
    expect((await verify(await forge({}))).actor).toMatchObject({ id: 'usr_eve', roles: ['ADMIN'] })
  })

  test('when another key signed it, though it names ours', async () => {
    const stranger = await newAssertionKey('gateway')
    await expect(verify(await forge({ key: stranger }))).rejects.toThrow()
  })

  test('when its claims were changed after the signing', async () => {
    const [header, payload = '', signature] = (await forge({})).split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'usr_ada' })).toString('base64url')
    await expect(verify([header, changed, signature].join('.'))).rejects.toThrow()
  })

  test('when the issuer is not one that may call', async () => {
    const stranger = await newAssertionKey('stranger')
    const assertion = await newAssertionSigner(stranger)(serviceActor('stranger'), 'ledger')
    await expect(verify(assertion)).rejects.toThrow('no key')
  })

  test('when it has expired, or never does', async () => {
    const nowS = Math.floor(Date.now() / 1000)
    await expect(verify(await forge({ expires: nowS - 1 }))).rejects.toThrow('exp')
    await expect(verify(await forge({ expires: undefined }))).rejects.toThrow('exp')
  })

  test('when 60 seconds have passed since its signing', async () => {
    const sign = newAssertionSigner(gateway, () => Date.now() - 61_000)
    await expect(verify(await sign(ADA, 'ledger'))).rejects.toThrow('exp')
  })

  test('when it was made for another subgraph', async () => {
    const assertion = await newAssertionSigner(gateway)(ADA, 'payments')
    await expect(verify(assertion)).rejects.toThrow('aud')
  })

  test('when it is another kind of token by the same key', async () => {
    await expect(verify(await forge({ header: { typ: 'at+jwt' } }))).rejects.toThrow('typ')
    await expect(verify(await forge({ header: { typ: undefined } }))).rejects.toThrow('typ')
  })

  test('when the algorithm is none', async () => {
    const unsigned = new UnsecuredJWT({ ...CLAIMS, sub: 'usr_eve' })
      .setIssuer('gateway')
      .setAudience('ledger')
      .setExpirationTime('1m')
      .encode()
    await expect(verify(unsigned)).rejects.toThrow()
    const header = { alg: 'none', kid: 'gateway', typ: 'actor+jwt' }
    const named = Buffer.from(JSON.stringify(header)).toString('base64url')
    await expect(verify([named, unsigned.split('.')[1], ''].join('.'))).rejects.toThrow()
  })

  test('when it is signed with the public key as a shared secret', async () => {
    const secret = Buffer.from(gateway.publicKey.x ?? '', 'base64url')
    const assertion = await new SignJWT({ ...CLAIMS, sub: 'usr_eve' })
      .setProtectedHeader({ alg: 'HS256', kid: 'gateway', typ: 'actor+jwt' })
      .setIssuer('gateway')
      .setAudience('ledger')
      .setExpirationTime('1m')
      .sign(secret)
    await expect(verify(assertion)).rejects.toThrow()
  })

  test('when a service claims to act for a person', async () => {
    const assertion = await newAssertionSigner(payments)(ADA, 'ledger')
    await expect(verify(assertion)).rejects.toThrow('only for itself')
  })

  test('when a service claims to be another service, or nobody', async () => {
    for (const actor of [serviceActor('admin'), serviceActor('gateway'), ANONYMOUS])
      await expect(verify(await newAssertionSigner(payments)(actor, 'ledger'))).rejects.toThrow(
        'only for itself',
      )
  })

  test('when a service signs in the name of the gateway', async () => {
    const header = { kid: 'payments' }
    await expect(verify(await forge({ key: payments, header }))).rejects.toThrow('not the owner')
    await expect(verify(await forge({ key: payments }))).rejects.toThrow()
  })

  test('when the kind of actor is unknown', async () => {
    const claims = { ...CLAIMS, kind: 'ROOT' }
    await expect(verify(await forge({ claims }))).rejects.toThrow('unknown kind')
  })

  test.each(['', 'x', 'a.b.c', '....', 'null'])('when it is %j', async (text) => {
    await expect(verify(text)).rejects.toThrow()
  })

  test('with roles that do not exist left out', async () => {
    const claims = { ...CLAIMS, roles: ['ROOT', 'CUSTOMER', 7], scopes: 'all' }
    const { actor } = await verify(await forge({ claims }))
    expect(actor).toMatchObject({ roles: ['CUSTOMER'], scopes: [] })
  })
})

describe('a signer', () => {
  test('signs once in 30 seconds for one actor and audience', async () => {
    let nowMs = Date.now()
    const sign = newAssertionSigner(gateway, () => nowMs)
    const first = await sign(ADA, 'ledger')
    nowMs += 29_999
    expect(await sign({ ...ADA }, 'ledger')).toBe(first)
    nowMs += 1
    expect(await sign(ADA, 'ledger')).not.toBe(first)
  })

  test('never reuses an assertion for another audience, role, session or moment of expiry', async () => {
    const sign = newAssertionSigner(gateway)
    const others: Actor[] = [
      { ...ADA, id: 'usr_ben' },
      { ...ADA, roles: ['CUSTOMER'] },
      { ...ADA, scopes: [] },
      { ...ADA, sessionId: 'ses_2' },
      { ...ADA, expiresAt: null },
    ]
    const all = [await sign(ADA, 'ledger'), await sign(ADA, 'payments')]
    for (const actor of others) all.push(await sign(actor, 'ledger'))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('assertionKeyFrom', () => {
  test('refuses a public key and a key without a name', async () => {
    expect(() => assertionKeyFrom(gateway.publicKey)).toThrow(TypeError)
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    const nameless = await exportJWK(privateKey)
    expect(() => assertionKeyFrom(nameless)).toThrow(TypeError)
  })
})

describe('what an actor may see', () => {
  const ADMIN: Actor = { ...ADA, id: 'usr_root', roles: ['ADMIN'] }

  test('is their own, everything for an administrator and for a process of ours', () => {
    expect(maySee(ADA, 'usr_ada')).toBe(true)
    expect(maySee(ADMIN, 'usr_ada')).toBe(true)
    expect(maySee(serviceActor('payments'), 'usr_ada')).toBe(true)
  })

  test('is nothing of others, and nothing that nobody owns', () => {
    expect(maySee(ADA, 'usr_ben')).toBe(false)
    expect(maySee(ADA, null)).toBe(false)
    expect(maySee(ANONYMOUS, 'usr_ada')).toBe(false)
    expect(maySee(ANONYMOUS, null)).toBe(false)
  })

  test('does not grow with a role that no person holds', () => {
    expect(hasRole({ ...ANONYMOUS, roles: ['ADMIN'] }, 'ADMIN')).toBe(false)
    expect(hasRole({ ...serviceActor('payments'), roles: ['ADMIN'] }, 'ADMIN')).toBe(false)
    expect(hasRole(ADA, 'ADMIN')).toBe(false)
  })
})
