import { byEveryTransport, type OperationAttack } from './transports.ts'

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ')

const TOO_MUCH = { status: 400, code: 'COST_LIMIT' }
const WRONG = { status: 400, code: 'BAD_USER_INPUT' }
/** Longer than a request line may be. */
const LINE_TOO_LONG = { status: 431, code: 'BAD_USER_INPUT' }
const ANSWERED = { status: 200 }

/** Fragments that spread each other twice: 2^40 of what is in the last one, in 3 KB. */
const fanOut = (on: string, last: string): string =>
  `${times(40, (i) => `fragment F${i} on ${on} { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on ${on} { ${last} }`
const inline = (wide: number, deep: number): string =>
  times(wide, () => `${'...on User{'.repeat(deep)}id${'}'.repeat(deep)}`)

/** Many of one thing. */
const FLOODS: readonly OperationAttack[] = [
  {
    name: '500 aliases of a list',
    request: {
      query: `{ me { ${times(500, (i) => `a${i}:accounts(first:9){nodes{id}}`)} } }`,
    },
    right: TOO_MUCH,
    byGet: LINE_TOO_LONG,
  },
  {
    name: '90 sign-ins by alias, to guess a password',
    as: 'nobody',
    request: {
      query: `mutation { ${times(90, (i) => `a${i}:signIn(input:{email:"root@demo.test",password:"guess ${i}"}){__typename}`)} }`,
    },
    right: TOO_MUCH,
  },
  {
    name: 'aliases that fragments in fragments multiply',
    request: {
      query: `{ me { ...A ...A ...A ...A } } fragment A on User { ${'...B '.repeat(8)} } fragment B on User { a: id }`,
    },
    right: TOO_MUCH,
  },
  {
    name: '300 directives on one field',
    request: { query: `{ me { id ${'@skip(if:false)'.repeat(300)} } }` },
    right: TOO_MUCH,
  },
  {
    name: '600 directives that there are not',
    request: { query: `{ me { id ${'@a '.repeat(600)} } }` },
    right: TOO_MUCH,
  },
  {
    name: '200 directives on an operation and its variables',
    request: {
      query: `query ($a: Int ${'@x '.repeat(100)}) ${'@y '.repeat(100)} { me { id } }`,
    },
    right: TOO_MUCH,
  },
  {
    name: '2^40 fields in a list',
    request: {
      query: `{ accounts { nodes { owner { ...F0 } } } } ${fanOut('User', 'id name username')}`,
    },
    right: TOO_MUCH,
  },
  {
    name: '2^40 pages',
    request: {
      query: `{ me { ...F0 } } ${fanOut('User', 'accounts(first: 100) { nodes { id } }')}`,
    },
    right: TOO_MUCH,
  },
  {
    name: '2^40 mutations',
    request: {
      query: `mutation { ...F0 } ${fanOut('Mutation', 'signOut { sessionId }')}`,
    },
    right: TOO_MUCH,
    byGet: TOO_MUCH,
  },
  {
    name: '57 KB of inline fragments in inline fragments',
    request: { query: `{ me { ${inline(95, 50)} } }` },
    right: TOO_MUCH,
    byGet: LINE_TOO_LONG,
  },
  {
    name: 'as many inline fragments as the tokens allow',
    request: { query: `{ me { ${inline(6, 60)} } }` },
    right: ANSWERED,
  },
  {
    name: 'as many fields of one name as the tokens allow',
    request: { query: `{ me { ${'id '.repeat(1_990)} } }` },
    right: TOO_MUCH,
  },
  {
    name: 'fields of one name to be compared with each other, each with each',
    request: { query: `{ me { ${times(30, (i) => `x${i}: id`)} ${'id '.repeat(900)} } }` },
    right: WRONG,
  },
  {
    name: '2,400 brackets',
    request: { query: `{ me${'{a'.repeat(1_200)}${'}'.repeat(1_200)} }` },
    right: TOO_MUCH,
  },
  {
    name: '900 lists in a list',
    request: {
      query: `{ payments(first: ${'['.repeat(900)}1${']'.repeat(900)}) { nodes { id } } }`,
    },
    right: WRONG,
  },
  {
    name: '200 operations, none of them named',
    request: { query: times(200, (i) => `query Q${i} { me { id } }`) },
    right: WRONG,
  },
  {
    name: '200 operations, one of them meant',
    request: { query: times(200, (i) => `query Q${i} { me { id } }`), operationName: 'Q199' },
    right: ANSWERED,
  },
  {
    name: '250 fragments that nobody uses',
    request: { query: `{ me { id } } ${times(250, (i) => `fragment F${i} on User { id }`)}` },
    right: WRONG,
  },
  {
    name: '400 variables that nobody uses',
    request: { query: `query (${times(400, (i) => `$v${i}: Int`)}) { me { id } }` },
    right: WRONG,
  },
]

/** Fragments that have no end, and documents that are not what they seem. */
const SHAPES: readonly OperationAttack[] = [
  {
    name: 'fragments in a ring of three, through lists',
    request: {
      query:
        '{ me { ...A } } fragment A on User { accounts { nodes { ...B } } } fragment B on Account { owner { ...C } } fragment C on User { ...A }',
    },
    right: WRONG,
  },
  {
    name: 'a ring that nobody enters',
    request: { query: '{ me { id } } fragment A on User { ...B } fragment B on User { ...A }' },
    right: WRONG,
  },
  {
    name: 'a fragment in itself, on the root',
    request: { query: '{ ...R } fragment R on Query { me { id } ...R }' },
    right: WRONG,
  },
  { name: 'a null byte', request: { query: '{ me \u0000 { id } }' }, right: WRONG },
  { name: 'a byte order mark', request: { query: '\ufeff{ me { id } }' }, right: ANSWERED },
  {
    name: 'half a character',
    request: { query: '{ me { id } } # \ud800' },
    right: WRONG,
    // A URL has no way to write it: there it is the sign for what cannot be read.
    byGet: ANSWERED,
  },
  {
    name: 'letters that only look like letters',
    request: { query: '{ m\u0435 { id } }' },
    right: WRONG,
  },
  { name: 'text that runs backwards', request: { query: '{ \u202eem { id } }' }, right: WRONG },
  { name: 'nothing', request: { query: '' }, right: WRONG },
  { name: 'commas', request: { query: ','.repeat(4_000) }, right: WRONG },
  { name: 'a comment', request: { query: `#${'x'.repeat(9_000)}` }, right: WRONG },
  { name: 'a schema', request: { query: 'type Query { me: String }' }, right: WRONG },
  {
    name: 'a schema beside an operation',
    request: { query: '{ me { id } } extend type User { email: String }' },
    right: WRONG,
  },
]

/** The schema is not for reading in production. */
const INTROSPECTION: readonly OperationAttack[] = [
  ['the schema', '{ __schema { queryType { name } } }'],
  ['the schema by another name', '{ me: __schema { id: types { name } } }'],
  ['one type', '{ __type(name: "User") { fields { name } } }'],
  ['two types by alias', '{ a: __type(name: "User") { name } b: __type(name: "Query") { name } }'],
  [
    'the schema in a fragment on a fragment',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { __schema { types { name } } }',
  ],
  [
    'the schema in an inline fragment that is left out',
    '{ ... @include(if: false) { __schema { types { name } } } }',
  ],
  ['the schema beside what is allowed', '{ me { id } __schema { directives { name } } }'],
  [
    'the schema in another operation',
    'query A { me { id } } query B { __schema { types { name } } }',
  ],
  ['the schema from a mutation', 'mutation { __schema { types { name } } }'],
].map(([name = '', query]) => ({
  name: `introspection: ${name}`,
  as: 'nobody' as const,
  request: { query, operationName: query?.startsWith('query A') ? 'A' : undefined },
  right: WRONG,
}))

const page = (argument: string, variables = ''): string =>
  `query ${variables} { payments(first: ${argument}) { nodes { id } } }`
const nested = (argument: string, variables: string): string =>
  `query ${variables} { payments(first: ${argument}) { nodes { payer { payments(first: ${argument}) { nodes { id } } } } } }`

/** Pages of a million, and numbers that are none. */
const NUMBERS: readonly OperationAttack[] = [
  {
    name: 'a page of a million',
    request: { query: page('1000000') },
    right: { status: 200, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a page of a million in a variable',
    request: { query: page('$n', '($n: Int)'), variables: { n: 1_000_000 } },
    right: { status: 200, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a page of a million by default',
    request: { query: page('$n', '($n: Int = 1000000)') },
    right: { status: 200, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'pages of a million in pages of a million',
    request: { query: nested('$n', '($n: Int)'), variables: { n: 1_000_000 } },
    right: TOO_MUCH,
  },
  {
    name: 'pages of a million in pages of a million, by default',
    request: { query: nested('$n', '($n: Int = 1000000)') },
    right: TOO_MUCH,
  },
  { name: 'a page of 2^31', request: { query: page('2147483648') }, right: WRONG },
  { name: 'a page of 40 digits', request: { query: page('9'.repeat(40)) }, right: WRONG },
  { name: 'a page of 9,000 digits', request: { query: page('9'.repeat(9_000)) }, right: WRONG },
  { name: 'a page of infinity', request: { query: page('1e309') }, right: WRONG },
  {
    name: 'a page of 1e308 in a variable',
    request: { query: page('$n', '($n: Int)'), variables: { n: 1e308 } },
    right: WRONG,
  },
  {
    name: 'a page of less than nothing',
    request: { query: page('-1') },
    right: { status: 200, code: 'BAD_USER_INPUT' },
  },
  {
    name: 'a list of a list of a list for a number',
    request: {
      query: page('$n', '($n: Int)'),
      variables: { n: JSON.parse(`${'['.repeat(2_000)}1${']'.repeat(2_000)}`) },
    },
    right: WRONG,
  },
  {
    name: 'two thousand values for one',
    request: { query: page('$n', '($n: Int)'), variables: { n: Array(2_000).fill(1) } },
    right: WRONG,
  },
]

const INHERITED = ['__proto__', 'constructor']

/** Names that every object of JavaScript has. */
const NAMES: readonly OperationAttack[] = INHERITED.flatMap((name): OperationAttack[] => [
  {
    name: `an alias ${name}`,
    request: {
      query: `{ ${name}: me { ${name}: id } accounts { ${name}: nodes { ${name}: balance { ${name}: version } } } }`,
    },
    right: ANSWERED,
  },
  {
    name: `an operation ${name}`,
    request: { query: `query ${name} { me { id } }`, operationName: name },
    right: ANSWERED,
  },
  {
    name: `an operation ${name} that there is not`,
    request: { query: 'query A { me { id } }', operationName: name },
    right: WRONG,
  },
  { name: `a field ${name}`, request: { query: `{ me { ${name} } }` }, right: WRONG },
  { name: `a fragment ${name}`, request: { query: `{ me { ...${name} } }` }, right: WRONG },
  { name: `a type ${name}`, request: { query: `{ me { ... on ${name} { id } } }` }, right: WRONG },
  { name: `a directive ${name}`, request: { query: `{ me { id @${name} } }` }, right: WRONG },
])

/** Whoever guesses at names is not helped. */
const HINTS: readonly OperationAttack[] = [
  ['a field', '{ me { emial } }'],
  ['a field at the top', '{ usrs { nodes { id } } }'],
  ['an argument', '{ payments(frist: 1) { nodes { id } } }'],
  ['a type', '{ me { ... on Usr { id } } }'],
  ['the type of a variable', 'query ($x: SendMonyInput) { me { id } }'],
  ['a variable', 'query ($first: Int) { payments(first: $frist) { nodes { id } } }'],
  ['a directive', '{ me { id @incude(if: true) } }'],
  ['a fragment', '{ me { ...Fil } } fragment File on User { id }'],
  ['a value of an enum', '{ users(filter: { roles: [ADMN] }) { nodes { id } } }'],
  ['a field of an interface', 'mutation { signOut { ... on Refusal { cod } } }'],
  ['a field of a union', '{ me { id } } fragment F on SignInResult { sesion }'],
].map(([name = '', query]) => ({
  name: `a name nearly right: ${name}`,
  request: { query },
  right: WRONG,
}))

/** Documents that are attacks themselves, by every transport. */
export const DOCUMENTS = [
  ...FLOODS,
  ...SHAPES,
  ...INTROSPECTION,
  ...NUMBERS,
  ...NAMES,
  ...HINTS,
].flatMap(byEveryTransport)
