import type { RequestBody } from '../document.ts'
import type { Answer } from '../error.ts'
import type { Credentials } from '../http.ts'

/** One connection's worth of a subscription. */
export type StreamRequest = Credentials &
  Readonly<{
    body: RequestBody
    signal: AbortSignal
    /** Called once the server has accepted the connection. */
    onOpen: () => void
  }>

/**
 * Opens a subscription over one transport and gives its answers until the server completes it.
 *
 * @throws StreamLost when it ends in any other way, TallystickError when the operation is refused
 */
export type OpenStream = (request: StreamRequest) => AsyncGenerator<Answer, void, void>

/**
 * Why a stream ended: the transport is not let through, the connection broke, the token has ended, or we were too slow to
 * read it.
 */
export type LostBy = 'blocked' | 'broken' | 'token' | 'slowness'

/** A stream that ended before the server completed it. */
export class StreamLost extends Error {
  override readonly name = 'StreamLost'
  readonly by: LostBy

  constructor(by: LostBy, cause?: unknown) {
    super(`the stream was lost: ${by}`, { cause })
    this.by = by
  }
}
