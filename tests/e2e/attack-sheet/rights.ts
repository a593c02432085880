import { hash } from 'node:crypto'
import { byEveryTransport, type OperationAttack, type Request } from './transports.ts'

const WRONG = { status: 400, code: 'BAD_USER_INPUT' }
const FORBIDDEN = { status: 403, code: 'FORBIDDEN' }
const UNKNOWN_CALLER = { status: 401, code: 'UNAUTHENTICATED' }
const ONLY_BY_POST = { status: 405, code: 'BAD_USER_INPUT' }

/** What belongs to administrators, by every way to it that the schema has. */
const PROTECTED: readonly OperationAttack[] = [
  ['at the top', '{ users(first: 1) { nodes { email } } }'],
  ['by another name', '{ me: users(first: 1) { nodes { id } } }'],
  ['in a fragment', '{ ...F } fragment F on Query { auditLogs(first: 1) { nodes { id } } }'],
  [
    'in a fragment on a fragment',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { systemHealth { status } }',
  ],
  ['in an inline fragment without a type', '{ ... { trialBalance { currency } } }'],
  [
    'that is included by a variable',
    'query ($yes: Boolean = true) { clients(first: 1) @include(if: $yes) { nodes { id } } }',
  ],
  ['beside what is allowed', '{ me { id } user(id: "usr_x") { id } }'],
  [
    'deep in what is allowed',
    '{ payments(first: 1) { nodes { ledgerTransactions { metadata { key } } } } }',
  ],
  [
    'deep, by way of somebody else',
    '{ payments(first: 1) { nodes { payee { owner { accounts { nodes { payments(first: 1) { nodes { ledgerTransactions { metadata { key } } } } } } } } } } }',
  ],
  [
    'by way of an interface',
    '{ node(id: "ltx_x") { ... on LedgerTransaction { metadata { key } } } }',
  ],
  ['in a subscription', 'subscription { ledgerTransactionPosted { cursor } }'],
  [
    'below a subscription',
    'subscription { paymentStatusChanged { payment { ledgerTransactions { metadata { key } } } } }',
  ],
  [
    'of keys and their operations',
    '{ registeredOperations(clientId: "acme", first: 1) { nodes { document } } }',
  ],
].map(([name = '', query = '']) => ({
  name: `an administrator’s field ${name}`,
  request: { query },
  right: FORBIDDEN,
  isSubscription: query.startsWith('subscription'),
}))

const asOthers = (as: 'nobody' | 'key', right: OperationAttack['right']): OperationAttack[] =>
  PROTECTED.slice(0, 4).map((attack) => ({
    ...attack,
    name: `${attack.name}, as ${as}`,
    as,
    right,
  }))

/** Things of others, by the id that everything has. */
const THINGS: readonly OperationAttack[] = [
  ['all of it', '... on Account { number status balance { version } owner { email } }'],
  ['its id', 'id'],
  ['its type alone', '__typename'],
  ['as something else', '... on User { email }'],
].map(([name = '', fields = '']) => ({
  name: `the account of somebody else by its id: ${name}`,
  request: ({ foreign }) => ({
    query: `query ($id: ID!) { node(id: $id) { ${fields} } }`,
    variables: { id: foreign },
  }),
  right: { status: 200, code: 'NOT_FOUND' },
}))

/** Names of what only our own processes ask each other. */
const INTERNAL: readonly OperationAttack[] = [
  ['_service', '{ _service { sdl } }'],
  ['_service by another name', '{ me: _service { id: sdl } }'],
  [
    '_entities',
    '{ _entities(representations: [{ __typename: "User", id: "x" }]) { ... on User { email } } }',
  ],
  [
    '_entities with variables',
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
  ],
  [
    '_entities in a fragment',
    '{ ...F } fragment F on Query { _entities(representations: []) { __typename } }',
  ],
  ['_entities in a mutation', 'mutation { _entities(representations: []) { __typename } }'],
  ['_entities in a subscription', 'subscription { _entities(representations: []) { __typename } }'],
  ['_entities below a person', '{ me { _entities(representations: []) { __typename } } }'],
  ['the grant of a key', '{ apiKeyGrant(id: "key_x", secretHash: "x") { ownerId } }'],
  ['the manifest of a client', '{ operationManifest(clientId: "acme") { nodes { document } } }'],
  ['the feed of who was signed out', 'subscription { accessChanges { cursor userId } }'],
  [
    'giving a spend cap back',
    'mutation { releaseSpend(input: { reservationId: "x" }) { reservationId } }',
  ],
].map(([name = '', query = '']) => ({
  name: `what is ours alone: ${name}`,
  request: { query, variables: { r: [{ __typename: 'User', id: 'x' }] } },
  right: WRONG,
}))

const USERS: Request = { query: '{ users(first: 1) { nodes { email } } }' }
const ME: Request = { query: '{ me { email } }' }
const ASSERTION = `eyJhbGciOiJFZERTQSIsInR5cCI6ImFjdG9yK2p3dCIsImtpZCI6ImdhdGV3YXkifQ.${Buffer.from('{"kind":"SERVICE","roles":["ADMIN"]}').toString('base64url')}.${'A'.repeat(86)}`

/** What a stranger writes on a request to be taken for somebody. */
const FORGED = {
  'x-user-id': 'usr_00000000000000000000000001',
  'x-actor': '{"kind":"SERVICE","id":"gateway","roles":["ADMIN"]}',
  'x-roles': 'ADMIN',
  'x-issuer': 'gateway',
  'x-client-address': '127.0.0.1',
  'x-client-agent': 'gateway',
  'x-forwarded-for': '127.0.0.1',
  'x-assertion': ASSERTION,
  'apollographql-client-name': 'gateway',
  cookie: 'session=root; authorization=Bearer',
  'apollo-require-preflight': '1',
}

/** Claims to be somebody else, in headers and beside the operation. */
const CLAIMS: readonly OperationAttack[] = [
  {
    name: 'a stranger with headers of a person',
    as: 'nobody',
    headers: FORGED,
    request: ME,
    right: UNKNOWN_CALLER,
  },
  {
    name: 'a customer with headers of an administrator',
    headers: FORGED,
    request: USERS,
    right: FORBIDDEN,
  },
  {
    name: 'an assertion in the extensions',
    as: 'nobody',
    request: { ...ME, extensions: { assertion: ASSERTION, requestId: 'forged-request' } },
    right: UNKNOWN_CALLER,
  },
  {
    name: 'an actor in the extensions',
    request: { ...USERS, extensions: { actor: { roles: ['ADMIN'] }, issuer: 'gateway' } },
    right: FORBIDDEN,
  },
  {
    name: 'roles in the variables',
    request: { ...USERS, variables: { actor: { roles: ['ADMIN'] }, roles: ['ADMIN'] } },
    right: FORBIDDEN,
  },
  {
    name: 'extensions of nobody’s',
    request: { ...ME, extensions: { x: { y: [1] } } },
    right: { status: 200 },
  },
  { name: 'extensions that are a text', request: { ...ME, extensions: '"x"' }, right: WRONG },
  { name: 'extensions that are a list', request: { ...ME, extensions: [] }, right: WRONG },
  { name: 'variables that are a list', request: { ...ME, variables: [1] }, right: WRONG },
]

const sha256 = (text: string): string => hash('sha256', text)
const persistedQuery = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
})
const MINE = '{ me { id } }'
const POISON = '{ me { id email } }'
const SCHEMA = '{ __schema { types { name } } }'
const SIGN_OUT = 'mutation { signOut { sessionId } }'
const MISSING = { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' }
const UNREGISTERED = { status: 404, code: 'PERSISTED_QUERY_NOT_FOUND' }
const ONLY_REGISTERED = { status: 403, code: 'PERSISTED_QUERY_REQUIRED' }

/** Texts under hashes that are not theirs, and ids that nobody registered. */
const POISONED: readonly OperationAttack[] = [
  {
    name: 'a text under the hash of another',
    request: { query: POISON, ...persistedQuery(sha256(MINE)) },
    right: WRONG,
  },
  {
    name: 'a text under a hash of nothing',
    request: { query: POISON, ...persistedQuery('0'.repeat(64)) },
    right: WRONG,
  },
  {
    name: 'the hash that was to be poisoned',
    request: persistedQuery('0'.repeat(64)),
    right: MISSING,
  },
  {
    name: 'a hash in capitals',
    request: { query: MINE, ...persistedQuery(sha256(MINE).toUpperCase()) },
    right: WRONG,
  },
  { name: 'half a hash', request: persistedQuery(sha256(MINE).slice(32)), right: WRONG },
  { name: 'a hash with a line below', request: persistedQuery(`${sha256(MINE)}\n`), right: WRONG },
  { name: 'a hash that is a name of objects', request: persistedQuery('__proto__'), right: WRONG },
  {
    name: 'a hash that is an object',
    request: persistedQuery({ toString: sha256(MINE) }),
    right: WRONG,
  },
  {
    name: 'a text under its own hash',
    request: { query: MINE, ...persistedQuery(sha256(MINE)) },
    right: { status: 200 },
  },
  {
    name: 'a version of tomorrow',
    request: { query: MINE, ...persistedQuery(sha256(MINE), 2) },
    right: WRONG,
  },
  {
    name: 'a version that is a text',
    request: { query: MINE, ...persistedQuery(sha256(MINE), '1') },
    right: WRONG,
  },
  {
    name: 'the schema under its own hash',
    request: { query: SCHEMA, ...persistedQuery(sha256(SCHEMA)) },
    right: WRONG,
  },
  { name: 'the schema by its hash', request: persistedQuery(sha256(SCHEMA)), right: WRONG },
  {
    name: 'a mutation under its own hash, as nobody',
    as: 'nobody',
    request: { query: SIGN_OUT, ...persistedQuery(sha256(SIGN_OUT)) },
    right: UNKNOWN_CALLER,
    byGet: ONLY_BY_POST,
  },
  {
    name: 'a mutation by its hash, as nobody',
    as: 'nobody',
    request: persistedQuery(sha256(SIGN_OUT)),
    right: UNKNOWN_CALLER,
    byGet: ONLY_BY_POST,
  },
  { name: 'an id with a text', request: { documentId: 'acme-me', query: POISON }, right: WRONG },
  {
    name: 'an id with a hash',
    request: { documentId: 'acme-me', ...persistedQuery(sha256(MINE)) },
    right: WRONG,
  },
  {
    name: 'an id of a partner, as a person',
    request: { documentId: 'acme-me' },
    right: UNREGISTERED,
  },
  { name: 'an id of 129 characters', request: { documentId: 'a'.repeat(129) }, right: WRONG },
  { name: 'an id that is a path', request: { documentId: '../../etc/passwd' }, right: WRONG },
  { name: 'an id that is a statement', request: { documentId: "x' or '1'='1" }, right: WRONG },
  { name: 'an id that objects have', request: { documentId: '__proto__' }, right: UNREGISTERED },
  {
    name: 'another id that objects have',
    request: { documentId: 'constructor' },
    right: UNREGISTERED,
  },
  {
    name: 'an id in capitals, by the key',
    as: 'key',
    request: { documentId: 'ACME-ME' },
    right: UNREGISTERED,
  },
  {
    name: 'an id of another client, by the key',
    as: 'key',
    request: { documentId: 'other-me' },
    right: UNREGISTERED,
  },
  {
    name: 'its own id, by the key',
    as: 'key',
    request: { documentId: 'acme-me' },
    right: { status: 200 },
  },
  {
    name: 'its own text, by the key',
    as: 'key',
    request: { query: 'query AcmeMe { me { id } }' },
    right: ONLY_REGISTERED,
  },
  { name: 'free text, by the key', as: 'key', request: { query: POISON }, right: ONLY_REGISTERED },
  {
    name: 'a text that cannot be read, by the key',
    as: 'key',
    request: { query: '{{{' },
    right: ONLY_REGISTERED,
  },
  {
    name: 'a text with its own hash, by the key',
    as: 'key',
    request: { query: POISON, ...persistedQuery(sha256(POISON)) },
    right: ONLY_REGISTERED,
  },
  {
    name: 'a hash that a person has sent the text of, by the key',
    as: 'key',
    request: persistedQuery(sha256(MINE)),
    right: UNREGISTERED,
  },
  {
    name: 'its own id with another text, by the key',
    as: 'key',
    request: { documentId: 'acme-me', query: POISON },
    right: WRONG,
  },
]

/** Attacks on what a caller may do, by every transport. */
export const RIGHTS = [
  ...PROTECTED,
  ...asOthers('nobody', UNKNOWN_CALLER),
  ...asOthers('key', ONLY_REGISTERED),
  ...THINGS,
  ...INTERNAL,
  ...CLAIMS,
  ...POISONED,
].flatMap(byEveryTransport)
