/**
 * What a signed request's body was, to the byte: its SHA-256, taken on the way to the parser. What the parser makes of it could
 * be written in many ways. A request without a signature is not looked at.
 */
import { createHash, hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, Transform } from 'node:stream'

const digests = new WeakMap<IncomingMessage, () => string>()
const NOTHING = hash('sha256', '')

/** Whether a request may be a signed one that has a body: what comes with a GET is not read, and is nothing. */
export const hasSignedBody = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'GET' && headers['x-signature'] !== undefined

/** Passes a body on, and takes its digest meanwhile. */
export function digested(request: IncomingMessage, body: Readable): Readable {
  const sha256 = createHash('sha256')
  let digest: string | undefined
  digests.set(request, () => {
    digest ??= sha256.digest('hex')
    return digest
  })
  const tap = new Transform({
    transform(chunk, _encoding, done) {
      // What comes after the parser had enough is no part of what was read.
      if (digest === undefined) sha256.update(chunk)
      done(null, chunk)
    },
  })
  // A body that breaks off breaks the parser's, too.
  return pipeline(body, tap, () => {})
}

/** The SHA-256 of a body that was read, in lower-case hexadecimal; that of nothing where there was none, as by GET. */
export const bodyDigestOf = (request: IncomingMessage): string =>
  digests.get(request)?.() ?? NOTHING
