/** The embedded server cannot be run. The message says what the reader can do about it. */
export class PostgresError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'PostgresError'
  }
}

/** The `code` of a system error (`EEXIST`, `ENOENT`), or undefined. */
export const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
