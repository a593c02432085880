/**
 * Reads HTTP/1.1 messages from a socket: heads and bodies, with a length or in chunks.
 *
 * The load, the subgraphs and the lower floor speak HTTP through this instead of through Node's own, so that the bench takes
 * as little as it can of the core that it shares with them. It believes what engines on loopback send and is no server
 * for strangers.
 */

/** A message as it came. The body's bytes are another message's later: copy what is to last. */
export type Message = Readonly<{ head: string; body: Buffer }>

const NOTHING = Buffer.alloc(0)
const CRLF = '\r\n'
const HEAD_END = '\r\n\r\n'

/** @returns what takes the bytes of a socket as they come and calls `onMessage` for each whole message */
export function newMessageReader(onMessage: (message: Message) => void): (bytes: Buffer) => void {
  let held: Buffer = NOTHING
  return (bytes) => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    while (held.length > 0) {
      const found = readMessage(held)
      if (!found) return
      held = held.subarray(found.end)
      onMessage(found)
    }
  }
}

function readMessage(bytes: Buffer): (Message & { end: number }) | undefined {
  const headEnd = bytes.indexOf(HEAD_END)
  if (headEnd < 0) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const start = headEnd + HEAD_END.length
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    const end = start + Number(length)
    return end > bytes.length ? undefined : { head, body: bytes.subarray(start, end), end }
  }
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return readChunks(bytes, head, start)
  return { head, body: NOTHING, end: start }
}

function readChunks(bytes: Buffer, head: string, start: number) {
  const chunks: Buffer[] = []
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf(CRLF, at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const from = lineEnd + CRLF.length
    const end = from + size + CRLF.length
    if (Number.isNaN(size)) throw new TypeError('a chunk without a size')
    if (end > bytes.length) return undefined
    if (size === 0) return { head, body: Buffer.concat(chunks), end }
    chunks.push(bytes.subarray(from, from + size))
    at = end
  }
}
