/**
 * Statements of account as downloads: `GET /statements/acc_…/2026-11.csv` (or `.pdf`) runs the subscription
 * `accountStatement` as the caller, through the same gates as any operation, and answers with the file.
 *
 * An error before the first piece is an answer with its own status. After it the connection is broken, so that nobody takes
 * part of a file for all of it.
 */
import type { ServerResponse } from 'node:http'
import type { DoorFacts } from '@tallystick/subgraph-client'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import type { Answer } from './answer.ts'
import type { RunOperation } from './operations.ts'
import type { TakeStream } from './subscriptions/allowance.ts'
import { drained } from './subscriptions/drained.ts'
import type { Stream } from './subscriptions/stream.ts'
import { whoOf } from './subscriptions/who.ts'

/** What statements are served with. */
export type StatementsOptions = Readonly<{
  run: RunOperation
  factsOf(request: FastifyRequest): Promise<DoorFacts>
  takeStream: TakeStream
}>

/** Serves downloads. Closing breaks those under way. */
export type Downloads = Readonly<{ close(): void }>

const STATEMENT = `subscription AccountStatement($accountId: ID!, $month: String!, $format: StatementFormat!) {
  accountStatement(accountId: $accountId, month: $month, format: $format) { data totalEntries isLast }
}`

const FILES = {
  csv: { format: 'CSV', type: 'text/csv; charset=utf-8; header=present' },
  pdf: { format: 'PDF', type: 'application/pdf' },
} as const
const FILE = /^(\d{4}-\d{2})\.(csv|pdf)$/

const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  REQUIRES_STEP_UP: 403,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
}

type Chunk = Readonly<{ data: string; totalEntries: number; isLast: boolean }>
type File = Readonly<{ accountId: string; month: string; extension: keyof typeof FILES }>

/** Adds the route of statements. */
export function addStatements(app: FastifyInstance, options: StatementsOptions): Downloads {
  const open = new Set<Stream<Answer>>()
  app.get('/statements/:accountId/:file', async (request, reply) => {
    const facts = await options.factsOf(request)
    const file = fileOf(request)
    const giveBack = options.takeStream(whoOf(facts.actor, facts.address))
    if (giveBack instanceof GraphQLError) throw giveBack
    try {
      const outcome = await options.run(toOperation(file), facts, { isOurs: true })
      if (outcome.kind === 'answer') return await refuse(reply, outcome.answer, outcome.status)
      open.add(outcome.stream)
      try {
        await download(reply, outcome.stream, file)
      } finally {
        open.delete(outcome.stream)
        await outcome.stream.return?.()
      }
    } finally {
      giveBack()
    }
    return reply
  })
  return {
    close() {
      for (const stream of open) void stream.return?.()
    },
  }
}

function fileOf({ params }: FastifyRequest): File {
  const { accountId, file } = params as Record<'accountId' | 'file', string>
  const [, month, extension] = FILE.exec(file) ?? []
  if (month === undefined || (extension !== 'csv' && extension !== 'pdf')) throw noSuchFile()
  return { accountId, month, extension }
}

const noSuchFile = (): GraphQLError =>
  new GraphQLError('Ask for a month and a kind of file, such as 2026-11.csv or 2026-11.pdf.', {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  })

const notNow = (): GraphQLError =>
  new GraphQLError('The server is stopping. Ask again.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
  })

const toOperation = ({ accountId, month, extension }: File) => ({
  query: STATEMENT,
  variables: { accountId, month, format: FILES[extension].format },
})

/** @param status of the operation; a refusal by the subgraph has 200 there, and the status of its code here */
async function refuse(
  reply: FastifyReply,
  { errors }: Answer,
  status = 200,
): Promise<FastifyReply> {
  const code = errors?.[0]?.extensions?.['code']
  return reply
    .code(status === 200 ? (STATUS[String(code)] ?? 500) : status)
    .type('application/json; charset=utf-8')
    .send({ errors })
}

async function download(reply: FastifyReply, stream: Stream<Answer>, file: File): Promise<void> {
  const { raw } = reply
  const onClose = (): void => void stream.return?.()
  raw.once('close', onClose)
  // Whoever left while the statement was being started has been heard by nobody.
  if (raw.destroyed) onClose()
  try {
    const first = await stream.next()
    if (first.done) throw notNow()
    if (first.value.errors) {
      await refuse(reply, first.value)
      return
    }
    openReply(reply, file, chunkOf(first.value))
    await send(raw, stream, first.value)
  } finally {
    raw.off('close', onClose)
  }
}

function openReply(reply: FastifyReply, file: File, first: Chunk | undefined): void {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  const name = `statement-${file.accountId}-${file.month}.${file.extension}`
  reply.raw.writeHead(200, {
    'content-type': FILES[file.extension].type,
    'content-disposition': `attachment; filename="${name}"`,
    'x-total-entries': String(first?.totalEntries ?? 0),
    'cache-control': 'no-store, no-transform',
  })
}

/** Writes pieces as fast as the client takes them; what it has not asked for is not made. */
async function send(raw: ServerResponse, stream: Stream<Answer>, first: Answer): Promise<void> {
  let answer: Answer | undefined = first
  while (answer) {
    const chunk = chunkOf(answer)
    if (!chunk) break
    if (!raw.write(Buffer.from(chunk.data, 'base64'))) await drained(raw)
    if (chunk.isLast) {
      raw.end()
      return
    }
    const next: IteratorResult<Answer> = await stream.next().catch(() => OVER)
    answer = next.done ? undefined : next.value
  }
  raw.destroy()
}

const OVER: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** The piece in an answer; undefined for an answer that tells of an error. */
function chunkOf({ data, errors }: Answer): Chunk | undefined {
  if (errors) return undefined
  const parsed = JSON.parse(data ?? 'null') as { accountStatement?: Chunk } | null
  return parsed?.accountStatement ?? undefined
}
