/** SHA-256 of the secret in the session cookie of the browser that asks, in hexadecimal: the gateway keeps the secret to itself. */
export const SESSION_HASH_HEADER = 'x-session-hash'
