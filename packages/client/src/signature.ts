/**
 * Signatures of requests, for API keys that have to sign each one.
 *
 * Only Web Crypto is used, which Node, browsers and the edge have. A signing key belongs on a server all the same.
 */

/** A private key as Web Crypto has it. */
export type PrivateKey = Parameters<typeof globalThis.crypto.subtle.sign>[1]

/** What signs: the secret that was shown with the key (HMAC_SHA256), or a private key of one's own (ED25519). */
export type RequestSigner = Readonly<
  { apiKey: string } & ({ signatureSecret: string } | { privateKey: PrivateKey })
>

/** What is signed of a request. */
export type RequestToSign = Readonly<{
  /** `POST` when left out. */
  method?: string
  /** The path with its query as it is sent, or the whole URL. */
  url: string
  /** To the byte as it is sent; left out where there is none. */
  body?: string | Uint8Array
}>

/** Where the time and the nonce come from; the clock and chance unless told. */
export type SignatureFacts = Readonly<{ now?: () => number; nonce?: () => string }>

/** Makes the headers of one request; they work once, within five minutes. @throws {TypeError} for text that is no API key */
export async function signRequest(
  { method = 'POST', url, body = '' }: RequestToSign,
  signer: RequestSigner,
  { now = Date.now, nonce: newNonce = () => globalThis.crypto.randomUUID() }: SignatureFacts = {},
): Promise<Record<string, string>> {
  const [, id] = /^tsk_([0-9a-z]{26})_/.exec(signer.apiKey) ?? []
  if (id === undefined) throw new TypeError('an API key begins with tsk_')
  const timestamp = String(Math.floor(now() / 1000))
  const nonce = newNonce()
  const { pathname, search } = new URL(url, 'http://path.only')
  const lines = [method.toUpperCase(), pathname + search, await digestOf(body), timestamp, nonce]
  const signature = await sign(['v1', ...lines, `key_${id}`].join('\n'), signer)
  return {
    authorization: `Bearer ${signer.apiKey}`,
    'x-signature': signature,
    'x-signature-timestamp': timestamp,
    'x-signature-nonce': nonce,
  }
}

/** Makes a `fetch` that signs each request that goes through it, for `newClient({ fetch })`. Bodies are text or bytes. */
export function newSignedFetch(
  signer: RequestSigner,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { method = 'GET', body } = init
    if (input instanceof Request || (body && typeof body !== 'string' && !isBytes(body)))
      throw new TypeError('a signed request is a URL, and a body of text or bytes')
    const url = String(input)
    const signed = await signRequest({ method, url, ...(body ? { body } : {}) }, signer)
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries(signed)) headers.set(name, value)
    return fetch(input, { ...init, headers })
  }
}

const isBytes = (body: unknown): body is Uint8Array => body instanceof Uint8Array

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

async function digestOf(body: string | Uint8Array): Promise<string> {
  const bytes = typeof body === 'string' ? bytesOf(body) : Uint8Array.from(body)
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function sign(text: string, signer: RequestSigner): Promise<string> {
  const { subtle } = globalThis.crypto
  if ('privateKey' in signer)
    return toBase64url(await subtle.sign('Ed25519', signer.privateKey, bytesOf(text)))
  const secret = bytesOf(signer.signatureSecret)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await subtle.importKey('raw', secret, hmac, false, ['sign'])
  return toBase64url(await subtle.sign('HMAC', key, bytesOf(text)))
}

const toBase64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
