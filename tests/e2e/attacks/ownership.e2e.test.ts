import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
  availableIn,
  type Client,
  data,
  type Loose,
  post,
  sendMoney,
  signIn,
  subscribe,
  walletOf,
} from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { ask, codeOf, GIVEAWAY, TRANSPORTS } from './transports.ts'

/** Ada pays Ben. Vera is party to nothing of theirs; Ben is party to one payment and to nothing else of Ada's. */
const dataDir = newDataDir()
let product: Product
let ada: Client
let ben: Client
let vera: Client
let root: Client
let adasWallet: string
let bensWallet: string
let adasId: string
let shared: { payment: string; ledgerTransaction: string }
let own: { payment: string; ledgerTransaction: string }
const nowhere = (id: string): string => id.replace(/_.*/, '_00000000000000000000000000')

beforeAll(async () => {
  product = await startProduct({ dataDir })
  ada = await signIn(product.url, 'ada@demo.test')
  ben = await signIn(product.url, 'ben@demo.test')
  vera = await signIn(product.url, 'vera@demo.test')
  root = await signIn(product.url, 'root@demo.test')
  adasWallet = await walletOf(ada)
  bensWallet = await walletOf(ben)
  adasId = (await data(ada, '{ me { id } }')).me.id
  const sent = await sendMoney(ada, {
    fromAccountId: adasWallet,
    to: { accountId: bensWallet },
    amount: { amount: '500', currency: 'USD' },
    idempotencyKey: 'shared',
  })
  shared = await traceOf(sent.payment.id)
  const { topUpAccount } = await data(
    ada,
    `mutation ($input: TopUpAccountInput!) {
      topUpAccount(input: $input) { ... on TopUpAccountSuccess { payment { id } } } }`,
    {
      input: {
        accountId: adasWallet,
        amount: { amount: '500', currency: 'USD' },
        idempotencyKey: 'own',
      },
    },
  )
  own = await traceOf(topUpAccount.payment.id)
})

afterAll(async () => {
  await product?.stop()
  const books = verifyBooks(dataDir)
  removeDataDir(dataDir)
  expect(books).toMatchObject({ code: 0 })
})

async function traceOf(payment: string): Promise<{ payment: string; ledgerTransaction: string }> {
  const found = await data(
    ada,
    'query ($id: ID!) { payment(id: $id) { ledgerTransactions { id } } }',
    { id: payment },
  )
  return { payment, ledgerTransaction: found.payment.ledgerTransactions[0].id }
}

const cursorFor = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')

describe('what is somebody else’s', () => {
  it.each(TRANSPORTS)('is NOT_FOUND, as what does not exist, by %s (RBA-13)', async (transport) => {
    const cases: [Client, string, string][] = [
      [ben, 'account', adasWallet],
      [ben, 'payment', own.payment],
      [ben, 'ledgerTransaction', own.ledgerTransaction],
      [vera, 'account', adasWallet],
      [vera, 'payment', shared.payment],
      [vera, 'ledgerTransaction', shared.ledgerTransaction],
    ]
    for (const [client, field, id] of cases) {
      const query = `query ($id: ID!) { found: ${field}(id: $id) { id } }`
      const [theirs, none] = [
        await ask(client, transport, { query, variables: { id } }),
        await ask(client, transport, { query, variables: { id: nowhere(id) } }),
      ]
      const bare = ({ errors, data }: Loose) => [data, errors[0].message, errors[0].path]
      expect(codeOf(theirs)).toBe('NOT_FOUND')
      expect(bare(theirs)).toEqual(bare(none))
    }
  })

  it('is not told apart from what does not exist by ids of another kind, spelling or length', async () => {
    const strange = [
      adasWallet.toUpperCase(),
      ` ${adasWallet}`,
      `${adasWallet}\u0000`,
      adasWallet.replace('acc_', 'pay_'),
      "acc_' or '1'='1",
      'acc_',
      '__proto__',
      'a'.repeat(50_000),
    ]
    for (const field of ['account', 'payment', 'ledgerTransaction'])
      for (const id of strange) {
        const answer = await post(ben, `query ($id: ID!) { found: ${field}(id: $id) { id } }`, {
          id,
        })
        expect(codeOf(answer)).toBe('NOT_FOUND')
        expect(JSON.stringify(answer)).not.toMatch(GIVEAWAY)
      }
  })

  it('cannot pay, be topped up or be followed (RBA-13)', async () => {
    const before = await availableIn(ada, adasWallet)
    const amount = { amount: '100', currency: 'USD' }
    const to = { accountId: bensWallet }
    expect(
      await sendMoney(ben, { fromAccountId: adasWallet, to, amount, idempotencyKey: 'theft' }),
    ).toMatchObject({ __typename: 'InvalidAccount', reason: 'PAYER_NOT_FOUND' })
    const topUp = await post(
      ben,
      `mutation ($input: TopUpAccountInput!) {
        topUpAccount(input: $input) { __typename ... on InvalidAccount { code reason } } }`,
      { input: { accountId: adasWallet, amount, idempotencyKey: 'theft' } },
    )
    expect(topUp.data.topUpAccount).toMatchObject({ reason: 'PAYEE_NOT_FOUND' })
    expect(await availableIn(ada, adasWallet)).toBe(before)
  })

  it('is not replayed to whoever guesses the idempotency key (PAY-4)', async () => {
    const input = {
      fromAccountId: adasWallet,
      to: { accountId: bensWallet },
      amount: { amount: '500', currency: 'USD' },
      idempotencyKey: 'shared',
    }
    expect(await sendMoney(ben, input)).toMatchObject({ reason: 'PAYER_NOT_FOUND' })
    expect(await sendMoney(ada, input)).toMatchObject({ payment: { id: shared.payment } })
  })

  it.each(['ws', 'sse'] as const)('is not pushed over %s', async (transport) => {
    const watch = `subscription ($paymentId: ID, $accountId: ID, $after: String) {
      paymentStatusChanged(paymentId: $paymentId, accountId: $accountId, after: $after) { cursor payment { id } } }`
    for (const [client, variables] of [
      [ben, { paymentId: own.payment }],
      [ben, { accountId: adasWallet }],
      [vera, { paymentId: shared.payment }],
      [vera, { accountId: bensWallet, after: cursorFor('0.0') }],
      [vera, { paymentId: nowhere(own.payment) }],
    ] as const) {
      const stream = subscribe(client, transport, { query: watch, variables })
      const [answer] = await stream.take(1)
      expect(codeOf(answer as Loose)).toBe('NOT_FOUND')
      await stream.stop()
    }
  })

  it('is not pushed for a cursor that was forged or taken from somebody else', async () => {
    const follow = `subscription ($after: String) {
      paymentStatusChanged(after: $after) { cursor payment { id } } }`
    const start = Buffer.from('0.0').toString('base64url')
    const hers = subscribe(ada, 'sse', { query: follow, variables: { after: start } })
    const [first] = await hers.take(1)
    await hers.stop()
    for (const after of [start, first?.data.paymentStatusChanged.cursor]) {
      const stream = subscribe(vera, 'ws', { query: follow, variables: { after } })
      await new Promise((resolve) => setTimeout(resolve, 700))
      expect(stream.events).toEqual([])
      await stream.stop()
    }
    for (const after of ['', 'x', '0.0', cursorFor([0, 0]), `${start}=`]) {
      const stream = subscribe(vera, 'ws', { query: follow, variables: { after } })
      expect(codeOf((await stream.take(1))[0] as Loose)).toBe('BAD_USER_INPUT')
      await stream.stop()
    }
  })
})

describe('the other side of a payment', () => {
  /** All that Ada has and Ben has no part in; the entry of hers that they share hangs below no account of his. */
  async function adasIds(): Promise<string[]> {
    const { account } = await data(
      ada,
      'query ($id: ID!) { account(id: $id) { id entries { nodes { id } } payments { nodes { id } } } }',
      { id: adasWallet },
    )
    const { entries, payments } = account
    const ids = [...entries.nodes, ...payments.nodes].map(({ id }: Loose) => id)
    const { payments: bens } = await data(ben, '{ payments(first: 100) { nodes { id } } }')
    const known = bens.nodes.map(({ id }: Loose) => id)
    return [account.id, ...ids].filter((id) => !known.includes(id))
  }

  const sides = `query ($id: ID!) { payment(id: $id) {
    payer { id number name currency status createdAt balance { posted { amount } } BALANCE: balance(asOf: "2020-01-01T00:00:00Z") { version }
      owner { id name email roles status emailVerified createdAt } }
    payee { id owner { id name email } balance { available { amount } } }
    ledgerTransactions { entries { balanceAfter { amount } ledgerAccount { account { id balance { version } owner { email } } } } } } }`

  it('shows whom one pays, and neither balance, state nor address (RBA-13)', async () => {
    const { payment } = await data(ben, sides, { id: shared.payment })
    expect(payment.payer).toMatchObject({ id: adasWallet, owner: { name: 'Ada Lovelace' } })
    expect(payment.payer).toMatchObject({
      status: null,
      createdAt: null,
      balance: null,
      BALANCE: null,
    })
    const hidden = { email: null, roles: null, status: null, emailVerified: null, createdAt: null }
    expect(payment.payer.owner).toMatchObject(hidden)
    expect(payment.payee.owner.email).toBe('ben@demo.test')
    expect(payment.payee.balance).not.toBeNull()
    const { entries } = payment.ledgerTransactions[0]
    expect(entries).toHaveLength(2)
    for (const { balanceAfter, ledgerAccount } of entries) {
      const isOwn = ledgerAccount.account.id === bensWallet
      expect([balanceAfter, ledgerAccount.account.balance].map((each) => each !== null)).toEqual([
        isOwn,
        isOwn,
      ])
      expect(ledgerAccount.account.owner.email !== null).toBe(isOwn)
    }
  })

  it.each([
    'payer { payments { nodes { id } } }',
    'payer { entries { nodes { id amount { amount } } } }',
    'payer { owner { accounts { nodes { id } } } }',
    'payer { owner { profile { phone address } } }',
    'ledgerTransactions { entries { ledgerAccount { account { payments { nodes { id } } } } } }',
    'ledgerTransactions { entries { ledgerAccount { account { entries { nodes { id } } } } } }',
    'ledgerTransactions { entries { ledgerAccount { account { owner { accounts { nodes { id } } } } } } }',
  ])('is no way into the rest of what is theirs: %s', async (path) => {
    const answer = await post(ben, `query ($id: ID!) { payment(id: $id) { ${path} } }`, {
      id: shared.payment,
    })
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toContain('NOT_FOUND')
    for (const id of await adasIds()) expect(JSON.stringify(answer.data)).not.toContain(id)
  })

  it('is no way in over a subscription either', async () => {
    const stream = subscribe(ben, 'sse', {
      query: `subscription ($id: ID!) { paymentStatusChanged(paymentId: $id, after: "${Buffer.from('0.0').toString('base64url')}") {
        payment { payer { owner { email profile { phone } } balance { version } } } } }`,
      variables: { id: shared.payment },
    })
    const [answer] = await stream.take(1)
    await stream.stop()
    expect(answer?.errors?.map(({ extensions }) => extensions.code)).toContain('NOT_FOUND')
    expect(JSON.stringify(answer)).not.toContain('ada@demo.test')
  })
})

describe('a list', () => {
  const lists = [
    [
      'payments',
      'query ($after: String) { list: payments(first: 100, after: $after) { nodes { id } edges { cursor } } }',
    ],
    [
      'accounts',
      'query ($after: String) { list: accounts(first: 100, after: $after) { nodes { id } edges { cursor } } }',
    ],
  ] as const

  it.each(lists)(
    'of %s holds the caller’s own, whoever’s cursor is given (RBA-6)',
    async (_name, query) => {
      const idsFor = async (client: Client, after?: string): Promise<string[]> => {
        const { list } = await data(client, query, after ? { after } : {})
        return list.nodes.map(({ id }: Loose) => id)
      }
      const mine = await idsFor(ben)
      const { list: hers } = await data(ada, query)
      expect(hers.edges).not.toHaveLength(0)
      for (const { cursor } of hers.edges)
        for (const id of await idsFor(ben, cursor)) expect(mine).toContain(id)
    },
  )

  it.each([8.64e15, -8.64e15, -62_135_596_800_001, 253_402_300_800_000, 1.5, '1', null])(
    'refuses a cursor whose time cannot be: %s (SEC-5)',
    async (time) => {
      const id = (prefix: string): string => shared.payment.replace('pay', prefix)
      for (const [client, field, prefix] of [
        [ada, 'payments', 'pay'],
        [ada, 'accounts', 'acc'],
        [root, 'users', 'usr'],
        [root, 'auditLogs', 'aud'],
      ] as const) {
        const query = `query ($after: String) { ${field}(after: $after) { nodes { id } } }`
        const answer = await post(client, query, { after: cursorFor([time, id(prefix)]) })
        expect([field, codeOf(answer)]).toEqual([field, 'BAD_USER_INPUT'])
      }
    },
  )

  it.each([
    "0'; drop table payments.payments; --",
    cursorFor([0, "pay_' or 1=1 --"]),
    cursorFor([{ $gt: 0 }, { toString: 1 }]),
    cursorFor({ __proto__: null, length: 2, 0: 0, 1: 'x' }),
    cursorFor([[0], ['pay_00000000000000000000000000']]),
    cursorFor(Number.MAX_SAFE_INTEGER),
    'a'.repeat(10_000),
  ])('takes no statement, object or nonsense for a cursor: %#', async (after) => {
    for (const field of ['payments', 'accounts']) {
      const answer = await post(
        ada,
        `query ($after: String) { ${field}(after: $after) { nodes { id } } }`,
        { after },
      )
      expect(codeOf(answer)).toBe('BAD_USER_INPUT')
      expect(JSON.stringify(answer)).not.toMatch(GIVEAWAY)
    }
  })

  it('takes filters for values, never for statements', async () => {
    const logs = (filter: Record<string, unknown>) =>
      post(
        root,
        'query ($filter: AuditLogFilter) { auditLogs(filter: $filter) { nodes { id } } }',
        { filter },
      )
    for (const name of ['action', 'resourceId', 'requestId'])
      expect((await logs({ [name]: "' or '1'='1" })).data.auditLogs.nodes).toEqual([])
    for (const filter of [
      { action: 'a\u0000' },
      { actorId: "' or 1=1" },
      { actorId: '', resourceId: '\u0000' },
    ])
      expect(codeOf(await logs(filter))).toBe('BAD_USER_INPUT')
    for (const status of ["COMPLETED' or '1'='1", '', 'completed'])
      expect(
        codeOf(
          await post(
            ada,
            'query ($s: [PaymentStatus!]) { payments(filter: { status: $s }) { nodes { id } } }',
            { s: [status] },
          ),
        ),
      ).toBe('BAD_USER_INPUT')
    expect(
      (await data(root, '{ users { nodes { id } } }')).users.nodes.map(({ id }: Loose) => id),
    ).toContain(adasId)
  })

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01'])(
    'and a balance take no moment that the books cannot name: %s',
    async (asOf) => {
      for (const clock of ['RECORDED', 'EFFECTIVE'])
        expect(
          codeOf(
            await post(
              ada,
              `query ($id: ID!, $asOf: DateTime) { account(id: $id) { balance(asOf: $asOf, clock: ${clock}) { version } } }`,
              { id: adasWallet, asOf },
            ),
          ),
        ).toBe('BAD_USER_INPUT')
      expect(
        codeOf(
          await post(root, 'query ($asOf: DateTime) { trialBalance(asOf: $asOf) { currency } }', {
            asOf,
          }),
        ),
      ).toBe('BAD_USER_INPUT')
    },
  )
})

it('lets each administrator’s field be used by no one else, by whatever name it is asked for (RBA-9)', async () => {
  for (const query of [
    '{ me: auditLogs { nodes { id details } } }',
    'query ($no: Boolean = false) { users @skip(if: $no) { nodes { email } } }',
    '{ ...F } fragment F on Query { ... { ... on Query { x: trialBalance { currency } } } }',
    'mutation { signOut: setUserRole(input: { userId: "x", role: ADMIN }) { __typename } }',
  ])
    for (const client of [ada, vera]) expect(codeOf(await post(client, query))).toBe('FORBIDDEN')
})
