import { createHmac, generateKeyPairSync, hash, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newSignedFetch, signRequest } from './signature.ts'

const apiKey = `tsk_${'a'.repeat(26)}_${'b'.repeat(43)}`
const signatureSecret = 'tss_secret'
const facts = { now: () => 1_700_000_000_999, nonce: () => 'nonce-0123456789' }

describe('signRequest // RBA-12', () => {
  it('signs method, path, body, time, nonce and key by HMAC', async () => {
    const body = '{"query":"{ me { id } }"}'
    const url = 'https://api.test/graphql?x=%C3%A9'
    const signed = await signRequest({ url, body }, { apiKey, signatureSecret }, facts)
    const text = [
      ...['v1', 'POST', '/graphql?x=%C3%A9', hash('sha256', body), '1700000000'],
      ...['nonce-0123456789', `key_${'a'.repeat(26)}`],
    ].join('\n')
    expect(signed).toEqual({
      authorization: `Bearer ${apiKey}`,
      'x-signature': createHmac('sha256', signatureSecret).update(text).digest('base64url'),
      'x-signature-timestamp': '1700000000',
      'x-signature-nonce': 'nonce-0123456789',
    })
  })

  it('signs by a private key of one’s own', async () => {
    const pair = generateKeyPairSync('ed25519')
    const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' })
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
    const url = '/graphql?documentId=a'
    const signed = await signRequest({ method: 'GET', url }, { apiKey, privateKey }, facts)
    const text = `v1\nGET\n${url}\n${hash('sha256', '')}\n1700000000\nnonce-0123456789\nkey_${'a'.repeat(26)}`
    const signature = Buffer.from(signed['x-signature'] ?? '', 'base64url')
    expect(verify(null, Buffer.from(text), pair.publicKey, signature)).toBe(true)
  })

  it('gives each request a nonce of its own', async () => {
    const sign = () => signRequest({ url: '/graphql' }, { apiKey, signatureSecret })
    const nonces = await Promise.all(Array.from({ length: 20 }, sign))
    expect(new Set(nonces.map((headers) => headers['x-signature-nonce'])).size).toBe(20)
  })

  it('throws for what is no API key', async () => {
    await expect(signRequest({ url: '/' }, { apiKey: 'x', signatureSecret })).rejects.toThrow(
      'tsk_',
    )
  })
})

describe('newSignedFetch', () => {
  it('signs each request, and keeps its other headers', async () => {
    const seen: Headers[] = []
    const fetch = async (_url: unknown, init?: RequestInit) => {
      seen.push(new Headers(init?.headers))
      return new Response('{}')
    }
    const signed = newSignedFetch({ apiKey, signatureSecret }, fetch)
    for (const body of ['{}', Buffer.from('{}')])
      await signed('http://x.test/graphql', { method: 'POST', headers: { accept: 'a/b' }, body })
    expect(seen.map((headers) => headers.get('accept'))).toEqual(['a/b', 'a/b'])
    expect(new Set(seen.map((headers) => headers.get('x-signature'))).size).toBe(2)
  })

  it('refuses a body that it cannot read to the byte', async () => {
    const signed = newSignedFetch({ apiKey, signatureSecret })
    const body = new URLSearchParams({ a: 'b' })
    await expect(signed('http://x.test', { method: 'POST', body })).rejects.toThrow(TypeError)
  })
})
