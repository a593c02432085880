/** An authenticator and the browser in front of it, in software: makes passkeys and signs with them as devices do. */
import {
  createHash,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/** The keys that authenticators make. */
export type Algorithm = 'ES256' | 'EdDSA' | 'RS256'

/** How one answer differs from an honest one. */
export type Lie = Readonly<{
  origin?: string
  rpId?: string
  type?: string
  challenge?: string
  crossOrigin?: boolean
  isVerified?: boolean
  isPresent?: boolean
  counter?: number
  userHandle?: string | null
  /** Signed by another key than the passkey's. */
  key?: KeyObject
  /** What the authenticator says of its maker. */
  attestation?: readonly [format: string, statement: Cbor]
}>

/** A credential on the authenticator. */
export type Credential = {
  id: string
  userHandle: string
  privateKey: KeyObject
  counter: number
}

type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<Cbor, Cbor>

/** CBOR (RFC 8949) of the few things that WebAuthn needs, in its canonical form. */
export function cborOf(value: Cbor): Buffer {
  const head = (major: number, size: number): Buffer => {
    const first = major << 5
    if (size < 24) return Buffer.from([first | size])
    if (size < 256) return Buffer.from([first | 24, size])
    return Buffer.from([first | 25, size >> 8, size & 255])
  }
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cborOf)])
  const pairs = [...(value as ReadonlyMap<Cbor, Cbor>)]
  return Buffer.concat([head(5, pairs.length), ...pairs.flat().map(cborOf)])
}

const bytes = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')
const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest()

/** A public key as COSE (RFC 9053) writes it. */
function coseOf(key: KeyObject, algorithm: Algorithm): Buffer {
  const { x, y, n, e }: JsonWebKey = key.export({ format: 'jwk' })
  const entries: Record<Algorithm, [number, Cbor][]> = {
    ES256: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ],
    EdDSA: [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ],
    RS256: [
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ],
  }
  return cborOf(new Map(entries[algorithm]))
}

/** A new pair of keys of one kind. */
export function newKeys(algorithm: Algorithm) {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

type Facts = Readonly<{ rpId: string; lie: Lie; counter: number; attested?: Buffer }>

function authenticatorData({ rpId, lie, counter, attested }: Facts): Buffer {
  const { isPresent = true, isVerified = true } = lie
  const flags = (isPresent ? 1 : 0) | (isVerified ? 4 : 0) | (attested ? 64 : 0)
  const rest = Buffer.alloc(5)
  rest[0] = flags
  rest.writeUInt32BE(lie.counter ?? counter, 1)
  return Buffer.concat([sha256(lie.rpId ?? rpId), rest, attested ?? Buffer.alloc(0)])
}

const clientData = (type: string, challenge: string, { lie, origin }: Page & { lie: Lie }) =>
  Buffer.from(
    JSON.stringify({
      type: lie.type ?? type,
      challenge: lie.challenge ?? challenge,
      origin: lie.origin ?? origin,
      crossOrigin: lie.crossOrigin ?? false,
    }),
  )

type Page = Readonly<{ origin: string }>

/** Opens an authenticator behind a page of this origin. `counts` is whether it counts its signatures. */
export function newAuthenticator({
  origin = 'http://localhost:4000',
  algorithm = 'ES256' as Algorithm,
  counts = true,
} = {}) {
  const credentials: Credential[] = []
  return {
    credentials,
    /** `navigator.credentials.create` with options as JSON, and what it gives, as JSON. */
    create(options: string, lie: Lie = {}): string {
      const asked = JSON.parse(options) as {
        challenge: string
        rp: { id: string }
        user: { id: string }
      }
      const { publicKey, privateKey } = newKeys(algorithm)
      const id = randomBytes(32)
      const credential: Credential = {
        id: id.toString('base64url'),
        userHandle: asked.user.id,
        privateKey,
        counter: counts ? 1 : 0,
      }
      credentials.push(credential)
      const length = Buffer.from([0, id.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey, algorithm)])
      const { counter } = credential
      const [format, statement] = lie.attestation ?? ['none', new Map()]
      const attestationObject = cborOf(
        new Map<Cbor, Cbor>([
          ['fmt', format],
          ['attStmt', statement],
          ['authData', authenticatorData({ rpId: asked.rp.id, lie, counter, attested })],
        ]),
      )
      return JSON.stringify({
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', asked.challenge, { origin, lie }).toString(
            'base64url',
          ),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal', 'carrier-pigeon'],
        },
      })
    },
    /** `navigator.credentials.get` with options as JSON, and what it gives, as JSON; by the newest passkey unless told. */
    get(options: string, lie: Lie = {}, credential = credentials.at(-1)): string {
      if (!credential) throw new Error('the authenticator has no passkey')
      const asked = JSON.parse(options) as { challenge: string; rpId: string }
      if (counts) credential.counter += 1
      const data = authenticatorData({ rpId: asked.rpId, lie, counter: credential.counter })
      const client = clientData('webauthn.get', asked.challenge, { origin, lie })
      const key = lie.key ?? credential.privateKey
      const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
      const signature = sign(hash, Buffer.concat([data, sha256(client)]), key)
      const handle = lie.userHandle === undefined ? credential.userHandle : lie.userHandle
      return JSON.stringify({
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: handle,
        },
      })
    },
  }
}
