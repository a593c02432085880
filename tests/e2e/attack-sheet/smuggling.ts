import { type Attack, sendRaw, type Target } from './sheet.ts'

const ME = '{"query":"{ me { id } }"}'
/** What a second request would look like if somebody took the rest of the first one for it. */
const HIDDEN = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'

type Lines = Readonly<{ first?: string; headers: readonly string[]; body?: string | Buffer }>

const written = ({ first = 'POST /graphql HTTP/1.1', headers, body = '' }: Lines): Buffer =>
  Buffer.concat([
    Buffer.from(`${[first, 'host: x', ...headers].join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(body),
  ])

const JSON_TYPE = 'content-type: application/json'
const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`

/** Two ways to say where a body ends: whoever stands in front of us may believe the other one. */
const LENGTHS: readonly (readonly [string, Lines, string?, string?])[] = [
  [
    'a length and pieces',
    {
      headers: [JSON_TYPE, 'content-length: 4', 'transfer-encoding: chunked'],
      body: chunked(ME) + HIDDEN,
    },
  ],
  [
    'pieces and a length',
    {
      headers: [JSON_TYPE, 'transfer-encoding: chunked', `content-length: ${ME.length}`],
      body: ME + HIDDEN,
    },
  ],
  [
    'two lengths',
    {
      headers: [JSON_TYPE, `content-length: ${ME.length}`, 'content-length: 0'],
      body: ME + HIDDEN,
    },
  ],
  [
    'one length twice',
    {
      headers: [JSON_TYPE, `content-length: ${ME.length}`, `content-length: ${ME.length}`],
      body: ME,
    },
  ],
  [
    'two lengths in one line',
    { headers: [JSON_TYPE, `content-length: ${ME.length}, 0`], body: ME + HIDDEN },
  ],
  ['a length with a sign', { headers: [JSON_TYPE, `content-length: +${ME.length}`], body: ME }],
  ['a length below nothing', { headers: [JSON_TYPE, 'content-length: -1'], body: ME }],
  ['a length in hexadecimal', { headers: [JSON_TYPE, 'content-length: 0x19'], body: ME }],
  [
    'a length beyond all numbers',
    { headers: [JSON_TYPE, 'content-length: 99999999999999999999'], body: ME },
  ],
  [
    'a space before the colon',
    {
      headers: [JSON_TYPE, 'transfer-encoding : chunked', `content-length: ${ME.length}`],
      body: ME,
    },
  ],
  [
    'a header that goes on in the next line',
    {
      headers: [JSON_TYPE, 'transfer-encoding:\r\n chunked', 'content-length: 3'],
      body: chunked(ME),
    },
  ],
  [
    'an encoding that nobody has',
    { headers: [JSON_TYPE, 'transfer-encoding: xchunked'], body: chunked(ME) },
  ],
  [
    'pieces that are not the last encoding',
    { headers: [JSON_TYPE, 'transfer-encoding: chunked, gzip'], body: chunked(ME) },
  ],
  [
    'pieces of pieces',
    {
      headers: [JSON_TYPE, 'transfer-encoding: chunked', 'transfer-encoding: identity'],
      body: chunked(ME),
    },
  ],
  [
    'a vertical tab in the encoding',
    {
      headers: [JSON_TYPE, 'transfer-encoding: \x0bchunked', 'content-length: 3'],
      body: chunked(ME),
    },
  ],
  [
    'a piece of a negative length',
    { headers: [JSON_TYPE, 'transfer-encoding: chunked'], body: `-19\r\n${ME}\r\n0\r\n\r\n` },
  ],
  [
    'a piece of an endless length',
    {
      headers: [JSON_TYPE, 'transfer-encoding: chunked'],
      body: `ffffffffffffffffff\r\n${ME}\r\n0\r\n\r\n`,
    },
  ],
  [
    'a piece longer than it says',
    { headers: [JSON_TYPE, 'transfer-encoding: chunked'], body: `2\r\n${ME}\r\n0\r\n\r\n` },
  ],
  [
    'a piece with 20 KB of extensions',
    {
      headers: [JSON_TYPE, 'transfer-encoding: chunked'],
      body: `19;${'x'.repeat(20_000)}\r\n${ME}\r\n0\r\n\r\n`,
    },
  ],
  ['a null byte in a header', { headers: [JSON_TYPE, 'x-a: b\0c'], body: '' }],
  [
    'a line that ends with CR alone',
    { headers: [JSON_TYPE, `x-a: b\rcontent-length: ${ME.length}`], body: ME },
  ],
  [
    'two hosts',
    { headers: ['host: evil.test', JSON_TYPE, `content-length: ${ME.length}`], body: ME },
    '401',
    'UNAUTHENTICATED',
  ],
  ['a name with a space', { headers: ['x a: b'], body: '' }],
  ['a method of the proxy', { first: 'CONNECT 127.0.0.1:22 HTTP/1.1', headers: [] }, 'closed'],
  ['a version of tomorrow', { first: 'POST /graphql HTTP/9.9', headers: [] }],
  [
    'a version of yesterday',
    { first: 'GET /graphql?query={__schema{types{name}}}', headers: [] },
    '400 closed',
    'BAD_USER_INPUT',
  ],
  ['the greeting of HTTP/2', { first: 'PRI * HTTP/2.0', headers: ['', 'SM'] }],
  ['a method of nobody', { first: 'FROBNICATE /graphql HTTP/1.1', headers: [] }],
  ['a line of 20 KB', { first: `GET /${'a'.repeat(20_000)} HTTP/1.1`, headers: [] }, '431 closed'],
]

/** Shapes of HTTP that two readers read differently: refused, and what came after on the connection is not looked at. */
export const SMUGGLED: readonly Attack[] = LENGTHS.map(
  ([
    name,
    lines,
    status = '400 closed',
    code = status === 'closed' ? undefined : 'BAD_USER_INPUT',
  ]) => ({
    name: `smuggling: ${name}`,
    right: { status, code },
    send: (target: Target) => sendRaw(target, written(lines)),
  }),
)
