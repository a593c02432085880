/**
 * A new name for one attempt at moving money.
 *
 * Make it when the person presses the button, not when the request is sent: sent again with the same key, a mutation gets
 * the answer of the first time and nothing moves twice.
 */
export const newIdempotencyKey = (): string => globalThis.crypto.randomUUID()
