import {
  createHmac,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'
import { type Client, data } from '../../kit/client.ts'
import type { Sent } from '../attack-sheet/sheet.ts'
import { type Partner, sendAs, type Told } from '../partner-keys/partner.ts'

/** A partner whose requests are signed. */
export type SigningPartner = Partner & Readonly<{ sign: (text: string) => string; secret: string }>

/** What of a signed request is said otherwise than it is. */
export type Lie = Readonly<{
  method?: string
  path?: string
  body?: string
  timestamp?: number | string
  nonce?: string
  keyId?: string
  sign?: (text: string) => string
  /** Headers in the place of those that were made. */
  headers?: Readonly<Record<string, string | string[] | undefined>>
}>

/** Signs by HMAC. */
export const byHmac =
  (secret: string) =>
  (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url')

/** Signs by Ed25519. */
export const byEd25519 =
  (key: KeyObject) =>
  (text: string): string =>
    sign(null, Buffer.from(text), key).toString('base64url')

/** Makes a key that signs. */
export async function newSigningKey(
  owner: Client,
  algorithm: 'HMAC_SHA256' | 'ED25519',
): Promise<SigningPartner & { publicKey: string }> {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'jwk' }).x ?? ''
  const { createApiKey } = await data(
    owner,
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
      ... on CreateApiKeySuccess { secret signatureSecret key { id } } ... on Refusal { code message }
    } }`,
    {
      input: {
        name: 'a partner that signs',
        clientId: 'acme',
        scopes: ['accounts:read', 'payments:read', 'payments:write'],
        signature: { algorithm, ...(algorithm === 'ED25519' ? { publicKey } : {}) },
      },
    },
  )
  if (!createApiKey.secret) throw new Error(JSON.stringify(createApiKey))
  const { secret: key, signatureSecret } = createApiKey
  return {
    ...{ url: owner.url, key, keyId: createApiKey.key.id, publicKey },
    secret: signatureSecret ?? '',
    sign: algorithm === 'ED25519' ? byEd25519(pair.privateKey) : byHmac(signatureSecret),
  }
}

/** The headers of a signed request, with the lies that are told. */
export function signed(partner: SigningPartner, sent: Sent, lie: Lie = {}): Sent {
  const timestamp = String(lie.timestamp ?? Math.floor(Date.now() / 1000))
  const nonce = lie.nonce ?? randomUUID()
  const text = [
    'v1',
    lie.method ?? sent.method ?? 'POST',
    lie.path ?? sent.path ?? '/graphql',
    hash('sha256', lie.body ?? String(sent.body ?? '')),
    timestamp,
    nonce,
    lie.keyId ?? partner.keyId,
  ].join('\n')
  const headers = {
    'x-signature': (lie.sign ?? partner.sign)(text),
    'x-signature-timestamp': timestamp,
    'x-signature-nonce': nonce,
    ...lie.headers,
  }
  const sentOnes = Object.entries({ ...sent.headers, ...headers }).filter(([, value]) => value)
  return { ...sent, headers: Object.fromEntries(sentOnes) }
}

/** Signs a request and sends it. */
export const sendSigned = (partner: SigningPartner, sent: Sent, lie?: Lie): Promise<Told> =>
  sendAs(partner, signed(partner, sent, lie))

/** Why a signature was not believed. */
export const reasonOf = ({ answer }: Told): unknown =>
  Object(answer.errors?.[0]?.extensions['details']).reason
