import { generateKeyPairSync, sign } from 'node:crypto'

/** How many people the load comes from: every caller of a payment system differs from the next. */
const PEOPLE = 1_000
const KEY_ID = 'bench'
const LIFETIME_S = 6 * 3_600

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Makes access tokens (RFC 9068, EdDSA) as the gateway wants them, each for somebody else, and the keys to check them by. */
export function newTokens(): { jwks: unknown; tokens: readonly string[] } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const now = Math.floor(Date.now() / 1000)
  const header = encode({ alg: 'EdDSA', typ: 'at+jwt', kid: KEY_ID })
  const tokens = Array.from({ length: PEOPLE }, (_, index) => {
    const claims = {
      iss: 'tallystick',
      aud: 'tallystick',
      sub: `usr_${String(index).padStart(26, '0')}`,
      sid: `ses_${String(index).padStart(26, '0')}`,
      roles: ['CUSTOMER'],
      scope: '',
      iat: now,
      exp: now + LIFETIME_S,
    }
    const text = `${header}.${encode(claims)}`
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`
  })
  const key = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'EdDSA', use: 'sig' }
  return { jwks: { keys: [key] }, tokens }
}
