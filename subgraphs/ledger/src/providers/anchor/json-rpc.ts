/** How a chain's node is asked. Its address may hold a password or a key: no error says it. */

/** The node answered, and refused. `code` is the node's own. */
export class RpcError extends Error {
  readonly code: number

  constructor(method: string, { code, message }: { code: number; message: string }) {
    super(`${method}: ${message} (${code})`)
    this.name = 'RpcError'
    this.code = code
  }
}

/** Calls a method of the node. @throws {RpcError} when it refuses, another error when it does not answer in time */
export type Rpc = <Answer>(
  method: string,
  params: readonly unknown[],
  signal?: AbortSignal,
) => Promise<Answer>

/** Milliseconds within which a node must answer. */
const DEADLINE_MS = 10_000

/** Calls the node at `url`; a name and password in it are sent as Basic authorization. */
export function newRpc(url: string, deadlineMs = DEADLINE_MS): Rpc {
  const where = new URL(url)
  const { username, password } = where
  where.username = ''
  where.password = ''
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  const headers = {
    'content-type': 'application/json',
    ...(username ? { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } : {}),
  }
  return async <Answer>(method: string, params: readonly unknown[], signal?: AbortSignal) => {
    const deadline = AbortSignal.timeout(deadlineMs)
    try {
      const response = await fetch(where, {
        method: 'POST',
        headers,
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      })
      return await answerOf<Answer>(method, response)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof RpcError) throw error
      throw new Error(`${method}: no answer (${reasonOf(error)})`)
    }
  }
}

async function answerOf<Answer>(method: string, response: Response): Promise<Answer> {
  const text = await response.text()
  let body: { result?: Answer; error?: { code?: number; message?: string } | null }
  try {
    body = JSON.parse(text)
  } catch {
    throw new Error(`status ${response.status} without JSON`)
  }
  if (body?.error)
    throw new RpcError(method, {
      code: body.error.code ?? 0,
      message: String(body.error.message ?? 'refused').slice(0, 200),
    })
  if (body?.result === undefined) throw new Error(`status ${response.status} without a result`)
  return body.result
}

/** fetch hides the reason in the cause, whose message names host and port at most. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
