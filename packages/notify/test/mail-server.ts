import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as the server got it: envelope, headers and bodies decoded. */
export type ReceivedMail = Readonly<{
  from: string
  to: readonly string[]
  isEncrypted: boolean
  user: string | undefined
  raw: string
  headers: Readonly<Record<string, string>>
  text: string
  html: string
}>

/** A server that speaks SMTP on a free port of this machine. */
export type MailServer = Readonly<{
  port: number
  received: ReceivedMail[]
  /** How many connections were opened. */
  connections(): number
  /** Ends every connection without a word. */
  hangUp(): void
  close(): Promise<void>
}>

/** Starts one. @param options what it does otherwise than to take everything without TLS */
export async function newMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onConnect(_session, done) {
      connections += 1
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const raw = Buffer.concat(chunks).toString('utf8')
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          isEncrypted: session.secure === true,
          user: session.user === undefined ? undefined : String(session.user),
          raw,
          ...parse(raw),
        })
        done()
      })
    },
    ...options,
  })
  // A client that breaks off is an error to the server, and what some tests are about.
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    received,
    connections: () => connections,
    hangUp: () => {
      for (const { _socket: socket } of server.connections) socket.destroy()
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

/** What a server says in turn: greeting, then to EHLO, MAIL, RCPT and DATA. */
const ANSWERS = ['220 here', '250 here', '250 ok', '250 ok', '354 go on']

/** A server that gives as many answers as it is told, and then says nothing more. It needs no clock. */
export async function newSilentServer(answers: number): Promise<{
  port: number
  /** Resolves when it was asked for what it does not say. */
  reached: Promise<void>
  close(): Promise<void>
}> {
  const { promise: reached, resolve } = Promise.withResolvers<void>()
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    const left = ANSWERS.slice(0, answers)
    const answer = (): void => {
      const next = left.shift()
      if (next === undefined) resolve()
      else socket.write(`${next}\r\n`)
    }
    let heard = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heard += chunk
      if (left.length === 0 ? !heard.endsWith('\r\n.\r\n') : !heard.endsWith('\r\n')) return
      heard = ''
      answer()
    })
    answer()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    reached,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Turns a command down as a mail server does. */
export const smtpError = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode })

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> {
  const { headers, body } = split(raw)
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1]
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).map((part) => split(part))
  const bodyOf = (type: string): string => {
    const part = parts.find((each) => each.headers['content-type']?.startsWith(type))
    return part ? decode(part.body, part.headers['content-transfer-encoding']) : ''
  }
  return { headers, text: bodyOf('text/plain'), html: bodyOf('text/html') }
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const text = raw.replace(/^\r?\n/, '')
  const end = text.search(/\r?\n\r?\n/)
  const lines = text
    .slice(0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
    }),
  )
  return { headers, body: text.slice(end).replace(/^\r?\n\r?\n/, '') }
}

function decode(body: string, encoding = '7bit'): string {
  const text = body.replaceAll('\r\n', '\n').replace(/\n$/, '')
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return text
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
