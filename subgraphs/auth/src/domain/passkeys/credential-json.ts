/** What a browser answers as JSON (`credential.toJSON()`), checked for its form before anything looks into it. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { toTransports } from '../rules/passkey.ts'

/** Longer texts are not looked at, in characters: no authenticator answers half as much. */
const TEXT_MAX = 20_000
const bytes = z.base64url()

const credential = { id: bytes.min(1).max(1366), rawId: bytes, type: z.literal('public-key') }

const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string()).max(20).optional(),
  }),
})

const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish(),
  }),
})

/** Reads what `navigator.credentials.create` gave. @returns undefined for anything else */
export function readRegistration(text: string): RegistrationResponseJSON | undefined {
  const read = registration.safeParse(toJson(text))
  if (!read.success) return undefined
  const { id, rawId, type, response } = read.data
  const { transports, ...made } = response
  const said = { transports: toTransports(transports) }
  return { id, rawId, type, response: { ...made, ...said }, ...EXTENSIONS }
}

/** Reads what `navigator.credentials.get` gave. @returns undefined for anything else */
export function readAssertion(text: string): AuthenticationResponseJSON | undefined {
  const read = assertion.safeParse(toJson(text))
  if (!read.success) return undefined
  const { id, rawId, type, response } = read.data
  const { userHandle, ...signed } = response
  const handle = userHandle ? { userHandle } : {}
  return { id, rawId, type, response: { ...signed, ...handle }, ...EXTENSIONS }
}

/** None are asked for. */
const EXTENSIONS = { clientExtensionResults: {} }

function toJson(text: string): unknown {
  if (text.length > TEXT_MAX) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
