import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { type Answer, type Client, data, type Loose } from '../../kit/client.ts'
import { asking, greeting, type Sent, sendHttp, sendSocket } from '../attack-sheet/sheet.ts'
import { toSearch } from '../attack-sheet/transports.ts'

/** A partner's program: where it calls, and the text of its key. */
export type Partner = Readonly<{ url: string; key: string; keyId: string }>

/** An answer, and how HTTP said it; over WebSocket the type of the message. */
export type Told = Readonly<{
  status: number | string
  answer: Answer<Loose>
  text: string
}>

/** An operation by its id, and what fills it. */
export type Named = Readonly<{ id: string; variables?: Readonly<Record<string, unknown>> }>

/** Every way to name an operation by its id: four forms over HTTP, and both names over WebSocket and events. */
export const FORMS = [
  'documentId by POST',
  'documentId by GET',
  'persistedQuery by POST',
  'persistedQuery by GET',
  'documentId by WebSocket',
  'persistedQuery by WebSocket',
  'documentId by events',
  'persistedQuery by events',
] as const

/** One of the ways. */
export type Form = (typeof FORMS)[number]

/** The id under which tools register a document. */
export const idOf = (document: string): string => hash('sha256', document)

/** Sends a request as the partner. */
export async function sendAs(
  { url, key }: Pick<Partner, 'url' | 'key'>,
  sent: Sent,
): Promise<Told> {
  const headers = { authorization: `Bearer ${key}`, ...sent.headers }
  const { status, text } = await sendHttp({ url }, { ...sent, headers })
  return { status, answer: JSON.parse(text.slice(text.indexOf('\n'))), text }
}

/** Posts whatever is said as the body of a request. */
export const postAs = (partner: Pick<Partner, 'url' | 'key'>, body: unknown): Promise<Told> =>
  sendAs(partner, { body: JSON.stringify(body) })

/** Runs an operation by its id, in one of the forms. */
export async function run(
  partner: Pick<Partner, 'url' | 'key'>,
  { id, variables = {} }: Named,
  form: Form = 'documentId by POST',
): Promise<Told> {
  const named = form.startsWith('documentId')
    ? { documentId: id, variables }
    : { extensions: { persistedQuery: { version: 1, sha256Hash: id } }, variables }
  if (form.endsWith('GET')) {
    return sendAs(partner, { method: 'GET', path: `/graphql?${toSearch(named)}` })
  }
  if (form.endsWith('WebSocket')) {
    const { status, text } = await sendSocket(partner, {
      messages: [greeting(partner.key), asking(named)],
    })
    const { payload } = JSON.parse(text.slice(text.indexOf('{"id"')))
    return { status, answer: status === 'next' ? payload : { errors: payload }, text }
  }
  const headers = form.endsWith('events') ? { accept: 'text/event-stream' } : {}
  return sendAs(partner, { headers, body: JSON.stringify(named) })
}

/** The code of an answer: of its first error, or of the refusal that it is. */
export const codeOf = ({ answer }: Told): string | undefined =>
  answer.errors?.[0]?.extensions.code ?? Object.values<Loose>(answer.data ?? {})[0]?.code

/** Which limit an answer names. */
export const limitOf = ({ answer }: Told): unknown =>
  (answer.errors?.[0]?.extensions['details'] as { limit?: unknown } | undefined)?.limit

/** Makes a key. @throws with the refusal when there is none */
export async function newKey(
  owner: Client,
  input: Readonly<Record<string, unknown>>,
): Promise<Partner> {
  const { createApiKey } = await data(
    owner,
    `mutation ($input: CreateApiKeyInput!) {
      createApiKey(input: $input) {
        ... on CreateApiKeySuccess { secret key { id } }
        ... on Refusal { code message }
      }
    }`,
    {
      input: {
        name: 'a partner',
        clientId: 'acme',
        scopes: ['accounts:read', 'payments:read', 'payments:write'],
        ...input,
      },
    },
  )
  if (!createApiKey.secret) throw new Error(JSON.stringify(createApiKey))
  return { url: owner.url, key: createApiKey.secret, keyId: createApiKey.key.id }
}

/** Runs `npm run operations:push`. @returns its exit code and everything it printed */
export function push(
  operator: Client,
  options: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const command = ['gateway/src/manifests/push.ts', ...options]
  const child = spawn(process.execPath, command, {
    env: { ...process.env, GATEWAY_URL: operator.url, GATEWAY_TOKEN: operator.token ?? '' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output += part
    })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}

/** Sums of US dollars, in cents. */
export const usd = (amount: number | bigint): { amount: string; currency: string } => ({
  amount: String(amount),
  currency: 'USD',
})
