/** Questions to the gateway, in cookie mode: the browser holds the session, and nothing in this page can read it. */
import { type AnswerError, Denied, toDenied } from './faults.ts'

const HEADERS = { 'content-type': 'application/json', 'x-session-mode': 'cookie' }

/** Runs an operation. @throws {Denied} when it was not done */
export async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ query, variables }),
  })
  const answer = await readJson<{ data?: Data | null; errors?: AnswerError[] }>(response)
  if (answer.errors || !answer.data)
    throw toDenied(answer.errors ?? [], response.headers.get('retry-after'))
  return answer.data
}

/** The outcome of a mutation that may be refused. */
export type Outcome<Facts = object> = Facts | Readonly<{ code: string; message: string }>

/** The facts of a success. @throws {Denied} with the words of a refusal */
export function taken<Facts extends object>(outcome: Outcome<Facts>): Facts {
  if ('code' in outcome && 'message' in outcome) throw new Denied(outcome.code, outcome.message)
  return outcome as Facts
}

/** Reads or sends JSON beside GraphQL. @throws {Denied} for any status but 200 */
export async function fetchJson<Data>(path: string, body?: object): Promise<Data> {
  const request = body
    ? { method: 'POST', headers: HEADERS, body: JSON.stringify(body) }
    : { headers: HEADERS }
  const response = await send(path, request)
  if (response.ok) return readJson<Data>(response)
  throw new Denied(
    response.status === 404 ? 'NOT_FOUND' : 'REFUSED',
    'This request is over, or was answered elsewhere. Go back to the program that sent you here and begin again.',
  )
}

type Answer = Readonly<{
  ok: boolean
  status: number
  headers: Readonly<{ get(name: string): string | null }>
  json(): Promise<unknown>
}>

const send = (path: string, request: object): Promise<Answer> =>
  fetch(path, { ...request, credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw new Denied(
      'OFFLINE',
      'The system cannot be reached. Check your connection, then try again.',
    )
  })

const readJson = async <Data>(response: Answer): Promise<Data> =>
  (await response.json().catch(() => {
    throw new Denied(
      'OFFLINE',
      'The system gave no answer that can be read. Try again in a moment.',
    )
  })) as Data
