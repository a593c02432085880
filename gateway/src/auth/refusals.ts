import { GraphQLError } from 'graphql'

/** The answer to a credential that proves nothing. */
export const badToken = (cause?: unknown): GraphQLError =>
  new GraphQLError('The access token is not valid (any more). Refresh the session or sign in.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: {
        status: 401,
        headers: new Map([['www-authenticate', 'Bearer error="invalid_token"']]),
      },
    },
    originalError: cause instanceof Error ? cause : undefined,
  })

/** The answer while Auth's keys cannot be had. A client that took it for a bad token would throw a good one away. */
export const noKeys = (cause: unknown): GraphQLError =>
  new GraphQLError('Access tokens cannot be checked at the moment. Try again soon.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', subgraph: 'auth', http: { status: 503 } },
    originalError: cause instanceof Error ? cause : undefined,
  })

/** What may be wrong with the signature of a request, and what to do about it. */
const SIGNATURE_FAULTS = {
  SIGNATURE_MISSING:
    'This key signs each request: send the headers x-signature, x-signature-timestamp and x-signature-nonce.',
  SIGNATURE_MALFORMED:
    'A header of the signature is not of its form, or came more than once: the signature is base64url without padding, the timestamp seconds since 1970, the nonce 16 to 64 letters, digits, - and _.',
  SIGNATURE_OUTSIDE_WINDOW:
    'The request was signed too long ago, or its clock is wrong. Sign each request when you send it, and set the clock.',
  SIGNATURE_INVALID:
    'The signature does not fit the request. details.signedText is what has to be signed, to the byte, with the key of this API key.',
  SIGNATURE_REPLAYED: 'This request has come before. Sign each one with a nonce of its own.',
  SIGNATURE_NEEDS_HTTP:
    'A key that signs its requests opens no WebSocket, whose messages would not be signed. Subscribe by server-sent events.',
} as const

/** Why a signature is not believed. */
export type SignatureFault = keyof typeof SIGNATURE_FAULTS

/** The answer to a request whose signature proves nothing. `details` are facts that its sender has, too. */
export const badSignature = (
  reason: SignatureFault,
  details: Readonly<Record<string, unknown>> = {},
): GraphQLError =>
  new GraphQLError(SIGNATURE_FAULTS[reason], {
    extensions: {
      code: 'UNAUTHENTICATED',
      details: { reason, ...details },
      http: {
        status: 401,
        headers: new Map([['www-authenticate', `Bearer error="invalid_request"`]]),
      },
    },
  })
