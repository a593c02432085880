import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import {
  type Attack,
  asking,
  greeting,
  type Right,
  type Seen,
  sendSocket,
  type Target,
} from './sheet.ts'

type Said = Omit<Parameters<typeof sendSocket>[1], 'messages'> & {
  messages?: readonly (string | Buffer)[] | ((target: Target) => readonly (string | Buffer)[])
}

const says = (name: string, right: Right, { messages = [], ...rest }: Said): Attack => ({
  name: `socket: ${name}`,
  right,
  send: (target) =>
    sendSocket(target, {
      ...rest,
      messages: typeof messages === 'function' ? messages(target) : messages,
    }),
})

const ME = { query: '{ me { id } }' }
const USERS = { query: '{ users(first: 1) { nodes { email } } }' }
const FOLLOW = { query: 'subscription { paymentStatusChanged { cursor } }' }
const CLOSED = (status: number): Right => ({ status })

/** Pages of strangers: a browser says where a page is from, and sends cookies along. */
const ORIGINS: readonly Attack[] = [
  'https://evil.test',
  'null',
  'http://127.0.0.1',
  'http://127.0.0.1.evil.test',
  'https://127.0.0.1:4000@evil.test',
  'file://',
  'chrome-extension://abcdef',
  'data:text/html,x',
].map((origin) =>
  says(`a page of ${origin}`, CLOSED(403), {
    headers: { origin, cookie: 'session=ada' },
    messages: [greeting()],
  }),
)

const params = (payload: unknown): string => JSON.stringify({ type: 'connection_init', payload })

const GREETINGS: readonly Attack[] = [
  says('an operation before the greeting', CLOSED(4401), { messages: [asking(ME)] }),
  says('two greetings', CLOSED(4429), { messages: [greeting(), greeting()] }),
  says('a greeting that is a list', CLOSED(4400), { messages: ['[{"type":"connection_init"}]'] }),
  says('a greeting with a list', CLOSED(4400), { messages: [params([])] }),
  says('a greeting with a text', CLOSED(4400), { messages: [params('Bearer x')] }),
  says('a token that is none', CLOSED(4401), { messages: [greeting('x.y.z')] }),
  says('a token that is an object', CLOSED(4401), {
    messages: [params({ authorization: { roles: ['ADMIN'] } })],
  }),
  says('a key that there is not', CLOSED(4401), {
    messages: [greeting(`tsk_${'0'.repeat(26)}_${'A'.repeat(43)}`)],
  }),
  says(
    'an assertion in the greeting',
    { status: 'error', code: 'UNAUTHENTICATED' },
    {
      messages: [
        params({
          assertion: 'x.y.z',
          actor: { roles: ['ADMIN'] },
          headers: { 'x-user-id': 'root' },
        }),
        asking(ME),
      ],
    },
  ),
  says(
    'a greeting with __proto__',
    { status: 'error', code: 'UNAUTHENTICATED' },
    {
      messages: [
        '{"type":"connection_init","payload":{"__proto__":{"authorization":"x","roles":["ADMIN"]}}}',
        asking(USERS),
      ],
    },
  ),
  says(
    'headers of somebody else',
    { status: 'error', code: 'UNAUTHENTICATED' },
    {
      headers: { 'x-user-id': 'usr_x', 'x-actor': '{"roles":["ADMIN"]}' },
      messages: [greeting(), asking(ME)],
    },
  ),
  says('a valid token in the header and another in the greeting', CLOSED(4401), {
    messages: [greeting('x.y.z')],
  }),
]

const PROTOCOLS: readonly Attack[] = [
  says(
    'the protocol of yesterday',
    { status: 'Server sent no subprotocol' },
    { protocols: ['graphql-ws'] },
  ),
  says('no protocol', CLOSED(4406), { protocols: [] }),
  says(
    'a protocol that objects have',
    { status: 'Server sent no subprotocol' },
    { protocols: ['constructor'] },
  ),
]

const as = (target: Target, ...messages: (string | Buffer)[]) => [greeting(target.ada), ...messages]
const subscribing = (id: unknown): string => JSON.stringify({ type: 'subscribe', id, payload: ME })

const MESSAGES: readonly Attack[] = [
  says('a batch', CLOSED(4400), { messages: (to) => as(to, `[${asking(ME)},${asking(ME, '2')}]`) }),
  says('a batch as the operation', CLOSED(4400), { messages: (to) => as(to, asking([ME, ME])) }),
  says('no JSON', CLOSED(4400), { messages: (to) => as(to, '{') }),
  says('bytes', CLOSED(4400), { messages: (to) => as(to, Buffer.from(asking(ME))) }),
  says('a message of nobody', CLOSED(4400), { messages: (to) => as(to, '{"type":"shutdown"}') }),
  says('a message of type __proto__', CLOSED(4400), {
    messages: (to) => as(to, '{"type":"__proto__"}'),
  }),
  says('a message of the server', CLOSED(4400), {
    messages: (to) => as(to, '{"type":"next","id":"1","payload":{}}'),
  }),
  says('an id of 129 characters', CLOSED(4400), {
    messages: (to) => as(to, subscribing('x'.repeat(129))),
  }),
  says('an id that is empty', CLOSED(4400), { messages: (to) => as(to, subscribing('')) }),
  says('an id that is an object', CLOSED(4400), {
    messages: (to) => as(to, subscribing({ toString: 1 })),
  }),
  says(
    'an id that objects have',
    { status: 'next' },
    { messages: (to) => as(to, subscribing('__proto__')) },
  ),
  says('an operation without a payload', CLOSED(4400), {
    messages: (to) => as(to, '{"type":"subscribe","id":"1"}'),
  }),
  says('an operation that is a text', CLOSED(4400), {
    messages: (to) => as(to, '{"type":"subscribe","id":"1","payload":"{ me { id } }"}'),
  }),
  says('one id twice', CLOSED(4409), { messages: (to) => as(to, asking(FOLLOW), asking(FOLLOW)) }),
  says('a frame of 65 KB', CLOSED(1009), { messages: (to) => as(to, 'x'.repeat(65_600)) }),
  says('a frame of 20 MB', CLOSED(1009), { messages: (to) => as(to, 'x'.repeat(20_000_000)) }),
  says(
    'fifty-one subscriptions',
    { status: 'error', code: 'COST_LIMIT' },
    {
      messages: (to) => as(to, ...Array.from({ length: 51 }, (_, i) => asking(FOLLOW, `s${i}`))),
      until: ({ id }) => id === 's50',
    },
  ),
  says(
    'a thousand pings with a load',
    { status: 'next' },
    {
      messages: (to) =>
        as(to, ...Array<string>(1_000).fill('{"type":"ping","payload":{"a":[1,2,3]}}'), asking(ME)),
    },
  ),
  says(
    'a thousand operations at once',
    { status: 'next' },
    {
      messages: (to) =>
        as(
          to,
          ...Array.from({ length: 300 }, (_, i) => asking(ME, `q${i}`)),
          ...Array.from({ length: 300 }, (_, i) => `{"type":"complete","id":"q${i}"}`),
          asking(ME, 'last'),
        ),
      until: ({ id }) => id === 'last',
    },
  ),
  says(
    'the end of what never began',
    { status: 'next' },
    {
      messages: (to) => as(to, '{"type":"complete","id":"nothing"}', asking(ME)),
    },
  ),
]

const mask = (payload: Buffer): Buffer => {
  const key = randomBytes(4)
  return Buffer.concat([key, payload.map((byte, index) => byte ^ (key[index % 4] ?? 0))])
}
const frame = (head: number, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([head, 0x80 | payload.length]), mask(payload)])
const GREETING = Buffer.from('{"type":"connection_init"}')

/** Frames that no library writes. */
const FRAMES: readonly (readonly [string, Buffer, number])[] = [
  ['text that is no UTF-8', frame(0x81, Buffer.from([0xff, 0xfe, 0xc0])), 1007],
  [
    'a frame that is not masked',
    Buffer.concat([Buffer.from([0x81, GREETING.length]), GREETING]),
    1002,
  ],
  ['a frame that says it is packed', frame(0xc1, GREETING), 1002],
  ['a frame of a kind that there is not', frame(0x83, GREETING), 1002],
  ['a ping in two parts', frame(0x09, GREETING), 1002],
  ['a part of nothing', frame(0x80, GREETING), 1002],
  ['a length of 2^63', Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]), 1009],
  ['a code of closing that is nobody’s', frame(0x88, Buffer.from([0x03, 0xe7])), 1002],
  [
    '9,000 parts of one message',
    Buffer.concat([
      frame(0x01, Buffer.alloc(100, 'x')),
      ...Array<Buffer>(9_000).fill(frame(0x00, Buffer.alloc(100, 'x'))),
    ]),
    1009,
  ],
]

/** Upgrades by hand, then writes bytes. @returns the code of the frame that closes the socket */
function sendFrames({ url }: Target, bytes: Buffer): Promise<Seen> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const key = randomBytes(16).toString('base64')
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`,
      ),
    )
    let came = Buffer.alloc(0)
    let isOpen = false
    const end = (): void => {
      socket.destroy()
      const at = came.indexOf(0x88, came.indexOf('\r\n\r\n') + 4)
      const status = at < 0 ? 'cut' : came.readUInt16BE(at + 2)
      resolve({ status, code: undefined, text: came.toString('latin1') })
    }
    const late = setTimeout(end, 4_000)
    socket.on('data', (part) => {
      came = Buffer.concat([came, Buffer.from(part)])
      if (!isOpen && came.includes('\r\n\r\n')) {
        isOpen = true
        socket.write(bytes)
      } else if (isOpen) setTimeout(end, 50)
    })
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(late)
      end()
    })
  })
}

/** Attacks that WebSockets alone can carry. */
export const SOCKETS: readonly Attack[] = [
  ...ORIGINS,
  ...GREETINGS,
  ...PROTOCOLS,
  ...MESSAGES,
  ...FRAMES.map(([name, bytes, code]) => ({
    name: `socket: ${name}`,
    right: CLOSED(code),
    send: (target: Target) => sendFrames(target, bytes),
  })),
]
