/** An array parameter as Postgres reads it, for values that need no quoting: UUIDs, integers, NULL. */
export const toArray = (values: readonly string[]): string => `{${values.join(',')}}`

/** An array of byte strings. */
export const toByteaArray = (values: readonly Uint8Array[]): string =>
  toArray(values.map((bytes) => `"\\\\x${Buffer.from(bytes).toString('hex')}"`))
