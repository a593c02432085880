import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fromBase64url, fromHex, keyIdOf } from '@tallystick/verify'
import { z } from 'zod'
import type { Head } from './heads.ts'
import { sha256 } from './leaves.ts'

const hex = z.string().transform((text, context) => fromHex(text) ?? refuse(context))
const base64url = z.string().transform((text, context) => fromBase64url(text) ?? refuse(context))

const line = z.object({
  size: z.int().min(0),
  rootHash: hex,
  publishedAt: z.string(),
  keyId: z.string(),
  signature: base64url,
  publicKey: base64url,
})

function refuse(context: z.core.$RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'is not bytes' })
  return z.NEVER
}

/** A tree head that was written down outside, with the key that it names. */
export type Anchor = Head & Readonly<{ publicKey: Uint8Array }>

/**
 * Reads anchors line by line, as JSON, in the order of their sizes.
 *
 * @throws {Error} naming the first line that cannot be read, names another key than its own or is out of order
 */
export async function* readAnchors(file: string): AsyncGenerator<Anchor> {
  let number = 0
  let before = -1
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    number += 1
    if (text.trim() === '') continue
    const anchor = toAnchor(text)
    if (!anchor || anchor.size < before)
      throw new Error(`line ${number} of ${file} is not the anchor that follows the one before`)
    before = anchor.size
    yield anchor
  }
}

function toAnchor(text: string): Anchor | undefined {
  try {
    const anchor = line.parse(JSON.parse(text))
    return keyIdOf(anchor.publicKey, sha256) === anchor.keyId ? anchor : undefined
  } catch {
    return undefined
  }
}
