import { randomUUID } from 'node:crypto'

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/

/** Makes the id that one request carries through logs, events and answers. */
export const newRequestId = (): string => randomUUID()

/**
 * The request id that a caller sent, or a new one when there is none or it is not fit for a log line.
 *
 * @param header the value of `x-request-id`: 8 to 64 characters of `A-Z a-z 0-9 . _ -`
 */
export const toRequestId = (header: string | undefined): string =>
  header !== undefined && REQUEST_ID.test(header) ? header : newRequestId()
