import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { type Attack, type Right, type Sent, sendHttp, type Target } from './sheet.ts'

const ME = '{"query":"{ me { id } }"}'
const MEGABYTES = Buffer.alloc(20_000_000, ' ')
const WRONG = { status: 400, code: 'BAD_USER_INPUT' }
const UNREADABLE = { status: 415, code: 'BAD_USER_INPUT' }
const TOO_LARGE = { status: 413, code: 'COST_LIMIT', orCut: true }
const NOTHING_HERE = { status: 404, code: 'NOT_FOUND' }
const ANSWERED = { status: 200 }

type Row = Readonly<{ name: string; right: Right } & Sent>

/** Sends a row as the customer; its headers win. */
const asCustomer = ({ name, right, ...sent }: Row): Attack => ({
  name: `HTTP: ${name}`,
  right,
  send: (target: Target) =>
    sendHttp(target, {
      ...sent,
      headers: { authorization: `Bearer ${target.ada}`, ...sent.headers },
    }),
})

const many = (count: number): string => `[${Array(count).fill(ME).join(',')}]`

const BATCHES: readonly Row[] = [
  { name: 'a batch of none', body: '[]', right: WRONG },
  { name: 'a batch of one', body: `[${ME}]`, right: WRONG },
  { name: 'a batch of three thousand', body: many(3_000), right: WRONG },
  { name: 'a batch in a batch', body: `[[${ME}]]`, right: WRONG },
  {
    name: 'a batch for a stream',
    body: many(2),
    headers: { accept: 'text/event-stream' },
    right: WRONG,
  },
  { name: 'a batch in `query`', body: '{"query":["{ me { id } }","{ me { id } }"]}', right: WRONG },
  {
    name: 'two operations in one URL',
    method: 'GET',
    path: '/graphql?query={me{id}}&query={me{id}}',
    right: WRONG,
  },
  { name: 'a list in a URL', method: 'GET', path: '/graphql?query[]={me{id}}', right: WRONG },
  {
    name: 'variables twice in a URL',
    method: 'GET',
    path: '/graphql?query={me{id}}&variables={}&variables={}',
    right: WRONG,
  },
  {
    name: 'variables in a URL that are a list',
    method: 'GET',
    path: '/graphql?query={me{id}}&variables=[1]',
    right: WRONG,
  },
  {
    name: 'an operation in the URL of a POST',
    path: '/graphql?query={me{id}}',
    body: '{}',
    right: WRONG,
  },
]

const packed = (encoding: string, body: Buffer): Row => ({
  name: `20 MB packed as ${encoding}`,
  headers: { 'content-encoding': encoding },
  body,
  right: UNREADABLE,
})

const PACKED: readonly Row[] = [
  packed('gzip', gzipSync(MEGABYTES)),
  packed('x-gzip', gzipSync(MEGABYTES)),
  packed('deflate', deflateSync(MEGABYTES)),
  packed('br', brotliCompressSync(MEGABYTES)),
  packed('zstd', zstdCompressSync(MEGABYTES)),
  packed('gzip, gzip', gzipSync(gzipSync(MEGABYTES))),
  { ...packed('GZIP', gzipSync(ME)), name: 'a small body packed as GZIP' },
  { name: 'a packed body that does not say so', body: gzipSync(ME), right: WRONG },
  {
    name: 'a body that says it is not packed',
    headers: { 'content-encoding': 'identity' },
    body: ME,
    right: ANSWERED,
  },
]

const typed = (type: string, right: Right, body: string | Buffer = ME): Row => ({
  name: `a body of type ${type || '(none)'}`,
  headers: { 'content-type': type },
  body,
  right,
})

const TYPES: readonly Row[] = [
  typed('application/json; charset=utf-16', UNREADABLE, Buffer.from(ME, 'utf16le')),
  typed(
    'application/json; charset=utf-7',
    UNREADABLE,
    '+AHsAIgBxAHUAZQByAHkAIgA6ACIAewAgAG0AZQAgAHsAIABpAGQAIAB9ACAAfQAiAH0-',
  ),
  typed('application/json; charset=utf-32', UNREADABLE),
  typed('application/json; charset="iso-8859-1"', UNREADABLE),
  typed('application/json; charset=ibm500', UNREADABLE),
  typed('application/json; charset=utf-7; charset=utf-8', UNREADABLE),
  typed('application/json; charset="UTF-8"', ANSWERED),
  typed('text/plain', UNREADABLE),
  typed('application/x-www-form-urlencoded', UNREADABLE, 'query=%7Bme%7Bid%7D%7D'),
  typed(
    'multipart/form-data; boundary=x',
    UNREADABLE,
    '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ me { id } }"}\r\n--x--',
  ),
  typed('application/graphql', UNREADABLE, '{ me { id } }'),
  typed(
    'application/xml',
    UNREADABLE,
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
  ),
  typed('application/x-yaml', UNREADABLE, 'query: "{ me { id } }"'),
  typed('application/json, text/plain', UNREADABLE),
  typed('text/plain; application/json', UNREADABLE),
  typed('', UNREADABLE),
]

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const utf8 = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)))

const BODIES: readonly Row[] = [
  {
    name: 'UTF-16 that says it is JSON',
    body: Buffer.from(`\ufeff${ME}`, 'utf16le'),
    right: WRONG,
  },
  { name: 'UTF-16 the other way round', body: Buffer.from(ME, 'utf16le').swap16(), right: WRONG },
  { name: 'a byte order mark before JSON', body: `\ufeff${ME}`, right: ANSWERED },
  {
    name: 'bytes that are no UTF-8, in a name',
    body: utf8('{"query":"{ me { ', [0xff, 0xfe], 'id } }"}'),
    right: WRONG,
  },
  {
    name: 'an overlong quotation mark',
    body: utf8('{"query":"{ me { id } }', [0xc0, 0xa2], '}'),
    right: WRONG,
  },
  { name: 'a null byte in JSON', body: '{"query":"{ me { id } }"\u0000}', right: WRONG },
  {
    name: 'a null byte, escaped, in the query',
    body: '{"query":"{ me \\u0000 { id } }"}',
    right: WRONG,
  },
  {
    name: 'a null byte, escaped, in an id',
    body: '{"query":"{ account(id: \\"acc_\\\\u0000\\") { id } }"}',
    right: { status: 200, code: 'NOT_FOUND' },
  },
  {
    name: 'the query twice, the second one harmless',
    body: '{"query":"{ users { nodes { id } } }","query":"{ me { id } }"}',
    right: ANSWERED,
  },
  {
    name: 'the query twice, the first one harmless',
    body: '{"query":"{ me { id } }","query":"{ users(first: 1) { nodes { id } } }"}',
    right: { status: 403, code: 'FORBIDDEN' },
  },
  {
    name: 'variables twice',
    body: '{"query":"query($n:Int){ payments(first:$n) { nodes { id } } }","variables":{"n":1,"n":1000000},"variables":{"n":1000001}}',
    right: { status: 200, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a key __proto__',
    body: '{"query":"{ users(first: 1) { nodes { id } } }","__proto__":{"roles":["ADMIN"]}}',
    right: WRONG,
  },
  {
    name: 'a key __proto__, escaped',
    body: '{"query":"{ me { id } }","\\u005f_proto__":{"x":1}}',
    right: WRONG,
  },
  {
    name: 'a key constructor',
    body: '{"query":"{ me { id } }","constructor":{"prototype":{"x":1}}}',
    right: WRONG,
  },
  {
    name: '__proto__ deep in the variables',
    body: '{"query":"{ me { id } }","variables":{"a":[{"b":{"__proto__":{"x":1}}}]}}',
    right: WRONG,
  },
  {
    name: '15,000 objects in an object',
    body: `{"query":"{ me { id } }","variables":${deep(15_000)}}`,
    right: ANSWERED,
  },
  {
    name: '45,000 lists in a list',
    body: `${'['.repeat(45_000)}${']'.repeat(45_000)}`,
    right: WRONG,
  },
  { name: '90,000 open brackets', body: '['.repeat(90_000), right: WRONG },
  {
    name: 'a number of 90,000 digits',
    body: `{"query":"query($n:Int){ payments(first:$n) { nodes { id } } }","variables":{"n":${'9'.repeat(90_000)}}}`,
    right: WRONG,
  },
  {
    name: 'a number beyond all numbers',
    body: '{"query":"query($n:Int){ payments(first:$n) { nodes { id } } }","variables":{"n":1e999}}',
    right: WRONG,
  },
  {
    name: '6,000 variables that nobody declared',
    body: `{"query":"{ me { id } }","variables":{${Array.from({ length: 6_000 }, (_, i) => `"v${i}":1`).join(',')}}}`,
    right: ANSWERED,
  },
  {
    name: 'one byte more than a body may have',
    body: `{"query":"{ me { id } }"${' '.repeat(102_401 - ME.length)}}`,
    right: TOO_LARGE,
  },
  {
    name: 'as many bytes as a body may have',
    body: `{"query":"{ me { id } }"${' '.repeat(102_400 - ME.length)}}`,
    right: ANSWERED,
  },
  { name: '5 MB', body: Buffer.alloc(5_000_000, ' '), right: TOO_LARGE },
  {
    name: '5 MB in pieces of unknown number',
    headers: { 'transfer-encoding': 'chunked' },
    body: Buffer.alloc(5_000_000, ' '),
    right: TOO_LARGE,
  },
  {
    name: 'a string of 100 KB',
    body: JSON.stringify({
      query: `{ me { id } payments(after: "${'x'.repeat(100_000)}") { nodes { id } } }`,
    }),
    right: { status: 200, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a name of 100 KB',
    body: JSON.stringify({ query: `{ ${'x'.repeat(100_000)} }` }),
    right: WRONG,
  },
  {
    name: 'a comment of 100 KB',
    body: JSON.stringify({ query: `{ me { id } } #${'x'.repeat(100_000)}` }),
    right: ANSWERED,
  },
  {
    name: 'text in a block of 100 KB',
    body: JSON.stringify({
      query: `{ payments(after: """${'\n '.repeat(48_000)}""") { nodes { id } } }`,
    }),
    right: TOO_LARGE,
  },
  { name: 'nothing', body: '', right: WRONG },
  { name: 'null', body: 'null', right: WRONG },
  { name: 'a text', body: '"{ me { id } }"', right: WRONG },
  { name: 'true', body: 'true', right: WRONG },
  { name: 'half an object', body: '{"query":"{ me { id } }"', right: WRONG },
  { name: 'two objects', body: ME + ME, right: WRONG },
  { name: 'single quotes', body: "{'query':'{ me { id } }'}", right: WRONG },
  { name: 'a comment in JSON', body: `/* x */${ME}`, right: WRONG },
  { name: 'not a number', body: '{"query":"{ me { id } }","variables":{"n":NaN}}', right: WRONG },
  {
    name: 'a query that is an object',
    body: '{"query":{"toString":"{ me { id } }"}}',
    right: WRONG,
  },
  {
    name: 'an operationName that is an object',
    body: '{"query":"{ me { id } }","operationName":{"a":1}}',
    right: WRONG,
  },
]

const MUTATION = encodeURIComponent('mutation { signOut { sessionId } }')
const TWO = encodeURIComponent('query A { me { id } } mutation B { signOut { sessionId } }')
const ONLY_BY_POST = { status: 405, code: 'BAD_USER_INPUT' }

const METHODS: readonly Row[] = [
  {
    name: 'a mutation by GET',
    method: 'GET',
    path: `/graphql?query=${MUTATION}`,
    right: ONLY_BY_POST,
  },
  {
    name: 'a mutation by GET, for a stream',
    method: 'GET',
    path: `/graphql?query=${MUTATION}`,
    headers: { accept: 'text/event-stream' },
    right: ONLY_BY_POST,
  },
  {
    name: 'the mutation of two operations by GET',
    method: 'GET',
    path: `/graphql?query=${TWO}&operationName=B`,
    right: ONLY_BY_POST,
  },
  {
    name: 'a mutation by GET that says it is a POST',
    method: 'GET',
    path: `/graphql?query=${MUTATION}&_method=POST`,
    headers: { 'x-http-method-override': 'POST' },
    right: ONLY_BY_POST,
  },
  {
    name: 'a mutation in the body of a GET',
    method: 'GET',
    body: '{"query":"mutation { signOut { sessionId } }"}',
    right: { status: 400, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a GET with a cookie that a page of a stranger could send',
    method: 'GET',
    path: '/graphql?query={me{id}}',
    headers: { cookie: 'a=b', authorization: '' },
    right: WRONG,
  },
  { name: 'HEAD', method: 'HEAD', path: `/graphql?query=${MUTATION}`, right: { status: 404 } },
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'].map(
    (method): Row => ({
      name: method,
      method,
      right: NOTHING_HERE,
    }),
  ),
]

const PLACES: readonly Row[] = [
  '/metrics',
  '/graphiql',
  '/graphql/',
  '//graphql',
  '/GRAPHQL',
  '/graphql%2f',
  '/graphql;x=1',
  '/_entities',
  '/.env',
  '/package.json',
  '/health/../metrics',
  '/.well-known/../metrics',
  '/statements/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/admin/graphql',
  '/auth/graphql',
  '/debug/pprof',
  '/server-status',
].map((path) => ({ name: `a look at ${path}`, method: 'GET', path, right: NOTHING_HERE }))

const HEADERS: readonly Row[] = [
  {
    name: '20 KB of headers',
    headers: { 'x-filler': 'x'.repeat(20_000) },
    body: ME,
    right: { status: 431, code: 'BAD_USER_INPUT' },
  },
  {
    name: '900 headers',
    headers: Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`x-${i}`, '1'])),
    body: ME,
    right: ANSWERED,
  },
  {
    name: 'a token of 9 KB',
    headers: {
      authorization: `Bearer ${'a'.repeat(3_000)}.${'b'.repeat(3_000)}.${'c'.repeat(3_000)}`,
    },
    body: ME,
    right: { status: 401, code: 'UNAUTHENTICATED' },
  },
  ...[
    'Basic cm9vdDpyb290',
    'Bearer',
    'Bearer a b',
    'bearer undefined',
    'Bearer tsk_',
    `Bearer tsk_${'0'.repeat(26)}_${'A'.repeat(43)}`,
    'Digest x',
    'Bearer null',
    '*',
  ].map(
    (authorization): Row => ({
      name: `the credential ${authorization.slice(0, 30)}`,
      headers: { authorization },
      body: ME,
      right: { status: 401, code: 'UNAUTHENTICATED' },
    }),
  ),
  {
    name: 'two ways at once to say who',
    headers: {
      'x-original-url': '/metrics',
      'x-rewrite-url': '/metrics',
      'x-forwarded-host': 'evil.test',
      forwarded: 'for=127.0.0.1;host=evil.test',
    },
    body: ME,
    right: ANSWERED,
  },
  {
    name: 'a media type that nobody has',
    headers: { accept: 'image/png' },
    body: ME,
    right: { status: 406, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'an answer in UTF-16',
    headers: { accept: 'application/json; charset=utf-16' },
    body: ME,
    right: { status: 406, code: 'BAD_USER_INPUT' },
  },
  {
    name: '5,000 media types',
    headers: { accept: Array(2_000).fill('a/b').join() },
    body: ME,
    right: { status: 406, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a request id that would forge a line of a log',
    headers: { 'x-request-id': '{"level":60}' },
    body: ME,
    right: ANSWERED,
  },
  {
    name: 'an idempotency key of 8 KB',
    headers: { 'idempotency-key': 'k'.repeat(8_000) },
    body: ME,
    right: ANSWERED,
  },
]

/** Attacks that HTTP alone can carry. */
export const HTTP = [BATCHES, PACKED, TYPES, BODIES, METHODS, PLACES, HEADERS]
  .flat()
  .map(asCustomer)
