/** Sends operations, and keeps what was refused: an error may show no secret, not even to whoever sent it. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Loose } from '../../kit/client.ts'

/** Who calls. */
export type Caller = Readonly<{
  url: string
  /** Every answer with an error or a refusal, headers included. */
  refused: string[]
  /** Posts an operation, whatever it comes to. */
  post(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<Loose>>
  /** Posts an operation that must come to a member of this name. @throws with the answer when it does not */
  get(query: string, variables?: object, token?: string): Promise<Loose>
}>

/** A caller who keeps what is refused. */
export function newCaller(url: string): Caller {
  const refused: string[] = []
  const post: Caller['post'] = async (query, variables = {}, headers = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    const text = await response.text()
    const answer = JSON.parse(text) as Answer<Loose>
    const [member] = Object.values<Loose>(answer.data ?? {})
    // A challenge is handed out by a refusal, to whoever has given the right password.
    const isRefusal = member?.code !== undefined && member.code !== 'MFA_REQUIRED'
    if (answer.errors || isRefusal)
      refused.push(`${JSON.stringify([...response.headers])}\n${text}`)
    return answer
  }
  return {
    ...{ url, refused, post },
    async get(query, variables = {}, token) {
      const answer = await post(query, variables, token ? { authorization: `Bearer ${token}` } : {})
      const [member] = Object.values<Loose>(answer.data ?? {})
      if (answer.errors || !member) throw new Error(`${query}: ${JSON.stringify(answer)}`)
      return member
    },
  }
}

/** Waits for the newest message of a template in the folder. */
export async function messageOf(dataDir: string, template: string): Promise<string> {
  const folder = join(dataDir, 'messages')
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      const names = readdirSync(folder).filter((name) => name.endsWith(`${template}.txt`))
      const newest = names.sort().at(-1)
      const message = newest ? readFileSync(join(folder, newest), 'utf8') : ''
      // Its name is there a moment before its text.
      if (message !== '') return message
    } catch {
      // The folder is made with the first message.
    }
    await pause(100)
  }
  throw new Error(`no message ${template} has come`)
}

/** What stands behind `#token=` in a message. */
export function tokenIn(message: string): string {
  const [, token] = /#token=([\w-]+)/.exec(message.replaceAll('=\n', '')) ?? []
  if (!token) throw new Error(`there is no token in ${message}`)
  return token
}
