import { refuse } from './verdict.ts'

/**
 * Whether the owner of an Ed25519 key signed the message, by the platform's WebCrypto.
 *
 * Refuses with `NO_CRYPTO` where there is none: on a page that was opened over plain HTTP, and in browsers of before 2025.
 */
export async function isSignedBy(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const subtle = subtleOf(globalThis)
  if (!subtle) refuse('NO_CRYPTO', NO_CRYPTO)
  try {
    const key = await subtle.importKey('raw', publicKey.slice(), { name: 'Ed25519' }, false, [
      'verify',
    ])
    return await subtle.verify('Ed25519', key, signature.slice(), message.slice())
  } catch (cause) {
    // A key that is no point of the curve is refused as it is imported; nobody can have signed with it.
    if (nameOf(cause) === 'DataError') return false
    return refuse('NO_CRYPTO', NO_ED25519)
  }
}

/** Typed as always there, it is missing where a page was not opened securely. */
const subtleOf = ({ crypto }: { crypto?: { subtle?: SubtleCrypto } }): SubtleCrypto | undefined =>
  crypto?.subtle

type SubtleCrypto = typeof globalThis.crypto.subtle

const nameOf = (cause: unknown): unknown => (cause instanceof Error ? cause.name : undefined)

const NO_CRYPTO =
  'Signatures cannot be verified here, because this page was not opened securely: open it over https, from localhost, or save it and open the file.'
const NO_ED25519 =
  'Signatures cannot be verified here, because this browser or Node does not know Ed25519: use a newer one.'
