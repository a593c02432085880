import type { Tokens } from '../src/index.ts'

/** A `fetch` that brings the caller's token, and a new one when the server refuses it: then nothing was done yet. */
export function newAuthorizedFetch(tokens: Tokens): typeof fetch {
  const send = (input: Parameters<typeof fetch>[0], init: RequestInit = {}, token?: string) => {
    const headers = new Headers(init.headers)
    if (token) headers.set('authorization', `Bearer ${token}`)
    return fetch(input, { ...init, headers })
  }
  return async (input, init) => {
    const token = await tokens.current()
    const response = await send(input, init, token)
    if (token === undefined || response.status !== 401) return response
    const renewed = await tokens.renew(token)
    if (renewed === undefined) return response
    // Or the connection would stay taken until the answer is collected as garbage.
    await response.body?.cancel()
    return await send(input, init, renewed)
  }
}
