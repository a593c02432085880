/**
 * The floor: a process that makes the same subgraph requests as an engine, in the same order, and answers with a copy.
 *
 * It neither parses, plans nor joins, so no engine that calls subgraphs over HTTP with the same client can be faster.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { Pool } from 'undici'
import { newMessageReader } from './wire/message-reader.ts'

/** What is asked for an operation: requests of a stage go out together, one stage after the other. */
export type Replay = Readonly<{
  stages: readonly (readonly Readonly<{ url: string; body: string }>[])[]
  answer: string
}>

type Send = (body: string, authorization: string) => Promise<string>

const { PORT, CLIENT, REPLAYS_FILE } = process.env
const CONNECTIONS = 16
/** By the body of the client's request. */
const replays: Readonly<Record<string, Replay>> = JSON.parse(
  readFileSync(REPLAYS_FILE ?? '', 'utf8'),
)
const senders = new Map<string, Send>()
const senderOf = (url: string): Send => {
  const sender = senders.get(url) ?? (CLIENT === 'raw' ? newRawSender : newUndiciSender)(url)
  senders.set(url, sender)
  return sender
}

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', async () => {
    const replay = replays[Buffer.concat(chunks).toString()]
    // Whoever asks whether it serves.
    if (!replay) return response.end('{"data":{"__typename":"Query"}}')
    for (const stage of replay.stages)
      await Promise.all(
        stage.map(({ url, body }) => senderOf(url)(body, request.headers.authorization ?? '')),
      )
    const { answer } = replay
    return response
      .writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      })
      .end(answer)
  })
}).listen(Number(PORT), '127.0.0.1')

function newUndiciSender(url: string): Send {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 })
  return async (body, authorization) => {
    const answer = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    })
    return await answer.body.text()
  }
}

/** Requests follow each other on a few connections without waiting for answers, as HTTP/1.1 allows. */
function newRawSender(url: string): Send {
  const { hostname, port, host } = new URL(url)
  const connections = Array.from({ length: 4 }, () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const waiting: ((answer: string) => void)[] = []
    let out = ''
    const read = newMessageReader(({ body }) => waiting.shift()?.(body.toString('utf8')))
    socket.on('data', read)
    const flush = (): void => {
      socket.write(out)
      out = ''
    }
    return (text: string, onAnswer: (answer: string) => void): void => {
      waiting.push(onAnswer)
      // What is asked in one turn of the event loop goes out in one piece.
      if (out === '') queueMicrotask(flush)
      out += text
    }
  })
  let next = 0
  return (body, authorization) =>
    new Promise((resolve) => {
      next = (next + 1) % connections.length
      connections[next]?.(
        `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nauthorization: ${authorization}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        resolve,
      )
    })
}
