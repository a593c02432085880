import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

/** A request as the emulator got it. */
export type ReceivedSms = Readonly<{
  method: string | undefined
  path: string | undefined
  headers: IncomingHttpHeaders
  form: Readonly<Record<string, string>>
}>

/** What it answers: a status with a body, or nothing ever. */
export type TwilioAnswer =
  | Readonly<{ status: number; body: string; headers?: Readonly<Record<string, string>> }>
  | 'never'

/** Speaks Twilio's `Messages.json` as documented, on a free port of this machine. */
export type TwilioServer = Readonly<{
  url: string
  received: ReceivedSms[]
  answer: (next: TwilioAnswer) => void
  close(): Promise<void>
}>

/** A message that Twilio has queued. */
export const QUEUED: TwilioAnswer = {
  status: 201,
  body: JSON.stringify({ sid: `SM${'0'.repeat(32)}`, status: 'queued', error_code: null }),
}

/** An error as Twilio gives it: its text quotes what was sent. */
export const twilioError = (status: number, code: number, message: string): TwilioAnswer => ({
  status,
  body: JSON.stringify({
    code,
    message,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  }),
})

/** Starts one that takes everything until `answer` says otherwise. */
export async function newTwilioServer(): Promise<TwilioServer> {
  const received: ReceivedSms[] = []
  let next: TwilioAnswer = QUEUED
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method, url: path, headers } = request
    received.push({ method, path, headers, form: Object.fromEntries(new URLSearchParams(body)) })
    if (next === 'never') return
    response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers })
    response.end(next.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    received,
    answer: (answer) => {
      next = answer
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
