/** A name for one request, which the server takes over into its log and its errors. */
export const newRequestId = (): string => globalThis.crypto.randomUUID()
