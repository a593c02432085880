import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import { data, type Loose, signIn } from '../../kit/client.ts'
import { newDataDir, removeDataDir } from '../../kit/product.ts'
import { asking, greeting, sendSocket } from '../attack-sheet/sheet.ts'
import { type House, openHouse, usesOf } from './house.ts'
import { DOCUMENTS, IDS } from './operations.ts'
import {
  codeOf,
  FORMS,
  idOf,
  limitOf,
  newKey,
  type Partner,
  postAs,
  push,
  run,
  type Told,
  usd,
} from './partner.ts'

const dataDir = newDataDir()
let house: House
let acme: Partner

beforeAll(async () => {
  house = await openHouse('embedded', dataDir)
  acme = await newKey(house.ada, {
    limits: { amountMax: [usd(5_000)], accountIds: [house.wallet] },
  })
})

afterAll(async () => {
  await house?.product.stop()
  const books = verifyBooks(dataDir)
  removeDataDir(dataDir)
  expect(books).toMatchObject({ code: 0 })
})

const successes = (all: readonly Told[]): Told[] =>
  all.filter(({ answer }) => answer.data?.sendMoney?.__typename === 'SendMoneySuccess')

describe('an operation of one’s own', () => {
  it.each(FORMS)('is run by its id, as %s, with the same answer (PRT-1)', async (form) => {
    const named = { id: IDS.account, variables: { id: house.wallet } }
    const [first, told] = [await run(acme, named), await run(acme, named, form)]
    expect(first.answer.data.account).toMatchObject({ id: house.wallet, currency: 'USD' })
    expect(told.answer).toEqual(first.answer)
  })

  it('is run by the ids of the guide, too, and with sha256: in front (PRT-1)', async () => {
    const balance = await run(acme, { id: 'acme-balance.v1' })
    expect(balance.answer.data.accounts.nodes[0]).toMatchObject({ id: house.wallet })
    expect((await run(acme, { id: `sha256:${IDS.counted}` })).answer.data.me.id).toMatch(/^usr_/)
  })

  it('follows what happens, over WebSocket and events', async () => {
    const payload = { documentId: IDS.follow }
    const messages = [greeting(acme.key), asking(payload)]
    const event = sendSocket(acme, { messages })
    const stream = run(acme, { id: IDS.follow }, 'documentId by events')
    const paying = setInterval(() => void run(acme, sending(1)), 300)
    expect(await event).toMatchObject({ status: 'next', code: undefined })
    expect((await stream).answer.data.paymentStatusChanged.cursor).toBeTypeOf('string')
    clearInterval(paying)
  })
})

let count = 0
const sending = (amount: number, change: object = {}) => ({
  id: IDS.send,
  variables: house.toBen(amount, `payment-${++count}`, change),
})

type Refused = readonly [
  what: string,
  status: number,
  code: string,
  limit: string | undefined,
  () => Promise<Told>,
]

const REFUSED: readonly Refused[] = [
  [
    'free text',
    403,
    'PERSISTED_QUERY_REQUIRED',
    undefined,
    () => postAs(acme, { query: '{ me { id } }' }),
  ],
  [
    'its own text without the id',
    403,
    'PERSISTED_QUERY_REQUIRED',
    undefined,
    () => postAs(acme, { query: DOCUMENTS.counted }),
  ],
  [
    'a text under its own hash',
    403,
    'PERSISTED_QUERY_REQUIRED',
    undefined,
    () => postAs(acme, byHash('{ me { email } }')),
  ],
  [
    'an edited text under a registered id',
    400,
    'BAD_USER_INPUT',
    undefined,
    () => postAs(acme, { documentId: IDS.send, query: `${DOCUMENTS.send} `, ...sending(1) }),
  ],
  [
    'an edited text under a registered hash',
    400,
    'BAD_USER_INPUT',
    undefined,
    () => postAs(acme, { ...byHash(DOCUMENTS.send), query: `${DOCUMENTS.send} `, ...sending(1) }),
  ],
  [
    'the id of another client',
    404,
    'PERSISTED_QUERY_NOT_FOUND',
    undefined,
    () => run(acme, { id: 'other-me' }),
  ],
  [
    'an id that nobody registered',
    404,
    'PERSISTED_QUERY_NOT_FOUND',
    undefined,
    () => run(acme, { id: idOf('{ me { id } }') }),
  ],
  ['a cent above its most', 403, 'FORBIDDEN', 'amountMax', () => run(acme, sending(5_001))],
  [
    'another currency',
    403,
    'FORBIDDEN',
    'amountMax',
    () => run(acme, sending(1, { amount: { amount: '1', currency: 'EUR' } })),
  ],
  [
    'the account of somebody else',
    403,
    'FORBIDDEN',
    'accountIds',
    () => run(acme, sending(1, { fromAccountId: house.bensWallet })),
  ],
  [
    'to read the account of somebody else',
    403,
    'FORBIDDEN',
    'accountIds',
    () => run(acme, { id: IDS.account, variables: { id: house.bensWallet } }),
  ],
  [
    'too much by the default of a variable',
    403,
    'FORBIDDEN',
    'amountMax',
    () => run(acme, { id: IDS.sendByDefault, variables: { from: house.wallet } }),
  ],
  [
    'too much in the second of two payments',
    403,
    'FORBIDDEN',
    'amountMax',
    () =>
      run(acme, {
        id: IDS.sendTwice,
        variables: { one: house.toBen(1, 'one').input, two: house.toBen(5_001, 'two').input },
      }),
  ],
  [
    'a mutation by GET',
    405,
    'BAD_USER_INPUT',
    undefined,
    () => run(acme, sending(1), 'documentId by GET'),
  ],
  ['what is for administrators', 403, 'FORBIDDEN', undefined, () => run(acme, { id: IDS.users })],
  [
    'what is for administrators, deep inside',
    403,
    'FORBIDDEN',
    undefined,
    () => run(acme, { id: IDS.metadata }),
  ],
]

const byHash = (query: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: idOf(query) } },
})

describe('a key is refused', () => {
  it.each(REFUSED)(
    '%s, and nothing moves (PRT-3, PRT-4)',
    async (_what, status, code, limit, ask) => {
      const before = await house.available()
      const told = await ask()
      expect({ status: told.status, code: codeOf(told), limit: limitOf(told) }).toEqual({
        status,
        code,
        limit,
      })
      expect(told.answer.data ?? null).toBeNull()
      expect(await house.available()).toBe(before)
    },
  )

  it('nothing that is just within its limits', async () => {
    const before = await house.available()
    expect(successes([await run(acme, sending(5_000))])).toHaveLength(1)
    expect(await house.available()).toBe(before - 5_000n)
  })

  it('keys of its own: a key makes no keys', async () => {
    const input = { name: 'more', clientId: 'acme', scopes: ['payments:write'] }
    const told = await run(acme, { id: IDS.newKey, variables: { input } })
    expect(codeOf(told)).toBe('FORBIDDEN')
  })

  it('the rights of its owner as an administrator (RBA-2)', async () => {
    const key = await newKey(house.ben, {})
    const ownerId = (await data(house.ben, '{ me { id } }')).me.id
    const { setUserRole } = await data(
      house.root,
      `mutation ($input: SetUserRoleInput!) {
        setUserRole(input: $input) { ... on SetUserRoleSuccess { user { roles } } }
      }`,
      { input: { userId: ownerId, role: 'ADMIN' } },
    )
    expect(setUserRole.user.roles).toContain('ADMIN')
    for (const id of [IDS.users, IDS.metadata]) {
      const told = await run(key, { id })
      expect([told.status, codeOf(told)]).toEqual([403, 'FORBIDDEN'])
    }
    await expect(newKey(house.root, { ownerId })).rejects.toThrow('SCOPE_NOT_ALLOWED')
  })

  it('what its scopes leave out, though its owner may do it', async () => {
    const reader = await newKey(house.ada, { scopes: ['accounts:read'] })
    const before = await house.available()
    expect(codeOf(await run(reader, sending(1)))).toBe('FORBIDDEN')
    expect(await house.available()).toBe(before)
  })
})

describe('a spend cap', () => {
  const capped = (cents: number) =>
    newKey(house.ada, { limits: { spendCaps: [{ amount: usd(cents), hours: 24 }] } })

  it('with room for ten lets ten of a hundred at once through, to the cent (PRT-4)', async () => {
    const [key, before] = [await capped(1_009), await house.available()]
    const named = Array.from({ length: 100 }, () => sending(100))
    const all = await Promise.all(named.map((each) => run(key, each)))
    expect(successes(all)).toHaveLength(10)
    expect(await house.available()).toBe(before - 1_000n)
    const refused = all.filter((told) => codeOf(told) === 'RATE_LIMITED')
    expect(refused).toHaveLength(90)
    expect([...new Set(refused.map(({ status }) => status))]).toEqual([429])
    expect([...new Set(refused.map(limitOf))]).toEqual(['spendCap'])
    expect(refused[0]?.text).toMatch(/retry-after \d+/i)
    expect(successes([await run(key, sending(10))])).toHaveLength(0)
    expect(successes([await run(key, sending(9))])).toHaveLength(1)
  })

  it('counts a payment once, however often it is sent under its idempotency key', async () => {
    const [key, before, named] = [await capped(300), await house.available(), sending(100)]
    const tries = await Promise.all(Array.from({ length: 20 }, () => run(key, named)))
    expect(successes(tries)).toHaveLength(20)
    expect(successes([await run(key, sending(100)), await run(key, sending(100))])).toHaveLength(2)
    expect(codeOf(await run(key, sending(1)))).toBe('RATE_LIMITED')
    expect(successes([await run(key, named)])).toHaveLength(1)
    expect(await house.available()).toBe(before - 300n)
  })

  it('counts what two payments of one operation spend together', async () => {
    const [key, before] = [await capped(300), await house.available()]
    const both = (one: number, two: number) => ({
      id: IDS.sendTwice,
      variables: { one: sending(one).variables.input, two: sending(two).variables.input },
    })
    expect(codeOf(await run(key, both(200, 101)))).toBe('RATE_LIMITED')
    expect(await house.available()).toBe(before)
    expect((await run(key, both(200, 100))).answer.data.two.__typename).toBe('SendMoneySuccess')
  })

  it('is given back what a refused payment would have spent (PRT-4)', async () => {
    const available = await house.available()
    const tooMuch = available + 1n
    const key = await capped(Number(tooMuch))
    const refused = await Promise.all(
      Array.from({ length: 10 }, () =>
        run(key, { id: IDS.send, variables: house.toBen(tooMuch, 'too-much') }),
      ),
    )
    for (const told of refused) expect(codeOf(told)).toBe('INSUFFICIENT_FUNDS')
    expect(await house.available()).toBe(available)
    // Given back after the answer has gone out: the next one may come before.
    const again = () => run(key, sending(100))
    await expect.poll(async () => successes([await again()]).length, { timeout: 3_000 }).toBe(1)
  })
})

describe('a key', () => {
  const isRefused = async (partner: Partner): Promise<boolean> =>
    (await run(partner, { id: IDS.counted })).status === 401

  it('ends within a second of being revoked, and its socket with it (RTM-2)', async () => {
    const key = await newKey(house.ada, {})
    expect(await isRefused(key)).toBe(false)
    const socket = sendSocket(key, {
      messages: [greeting(key.key), asking({ documentId: IDS.follow })],
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await data(
      house.ada,
      'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { key { revokedAt } } }',
      { id: key.keyId },
    )
    const since = performance.now()
    await expect.poll(() => isRefused(key), { interval: 25, timeout: 5_000 }).toBe(true)
    const refusedMs = performance.now() - since
    expect((await socket).status).toBe(4403)
    const closedMs = performance.now() - since
    console.info(
      `revoked: refused after ${refusedMs.toFixed(0)} ms, its socket closed after ${closedMs.toFixed(0)} ms`,
    )
    expect(refusedMs).toBeLessThan(1_000)
    expect(closedMs).toBeLessThan(1_500)
  })

  it('is refused within a second while its owner is suspended, and works again afterwards (AUT-5)', async () => {
    const vera = await signIn(house.product.url, 'vera@demo.test')
    const [{ me }, key] = [await data(vera, '{ me { id } }'), await newKey(vera, {})]
    const set = (status: string) =>
      data(
        house.root,
        `mutation ($input: SetUserStatusInput!) { setUserStatus(input: $input) { __typename } }`,
        { input: { userId: me.id, status, reason: 'Asked for it' } },
      )
    expect(await isRefused(key)).toBe(false)
    await set('SUSPENDED')
    await expect.poll(() => isRefused(key), { interval: 25, timeout: 1_000 }).toBe(true)
    await set('ACTIVE')
    // What was said of a refused key is believed for five seconds, or until something changes.
    await expect.poll(() => isRefused(key), { interval: 25, timeout: 2_000 }).toBe(false)
  })

  it('has two secrets for the overlap of a rotation, and then one', async () => {
    const first = await newKey(house.ada, {})
    const rotate = async (overlapMinutes: number): Promise<Partner> => {
      const { rotateApiKey } = await data(
        house.ada,
        'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { ... on RotateApiKeySuccess { secret key { id } } } }',
        { input: { id: first.keyId, overlapMinutes } },
      )
      return { ...first, key: rotateApiKey.secret }
    }
    expect(await isRefused(first)).toBe(false)
    const second = await rotate(60)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect([await isRefused(first), await isRefused(second)]).toEqual([false, false])
    const third = await rotate(0)
    await expect.poll(() => isRefused(second), { timeout: 2_000 }).toBe(true)
    expect([await isRefused(first), await isRefused(third)]).toEqual([true, false])
  })

  it('ends by itself at its time', async () => {
    const key = await newKey(house.ada, { expiresAt: new Date(Date.now() + 2_000).toISOString() })
    expect(await isRefused(key)).toBe(false)
    await expect.poll(() => isRefused(key), { timeout: 4_000 }).toBe(true)
  })

  it('is asked to wait for more requests in a minute than it may send (SEC-15)', async () => {
    const key = await newKey(house.ada, { limits: { requestsPerMinute: 7 } })
    const told: Told[] = []
    for (let n = 0; n < 8; n++) told.push(await run(key, { id: IDS.counted }))
    expect(told.map(({ status }) => status)).toEqual([...Array(7).fill(200), 429])
    expect(told.map(limitOf).at(-1)).toBe('key')
    expect(told.at(-1)?.text).toMatch(/retry-after \d+/i)
    expect((await run(acme, { id: IDS.counted })).status).toBe(200)
  })

  it('tells nobody whether its id or its secret is wrong', async () => {
    const [, id, secret] = /^tsk_(.{26})_(.{43})$/.exec(acme.key) ?? []
    const other = await newKey(house.ada, {})
    const answers = await Promise.all(
      [
        `tsk_${id}_${'A'.repeat(43)}`,
        `tsk_${'0'.repeat(26)}_${secret}`,
        `tsk_${other.keyId.slice(4)}_${secret}`,
        acme.key.toUpperCase(),
      ].map((key) => run({ ...acme, key }, { id: IDS.counted })),
    )
    const said = answers.map(({ status, answer }) => [status, answer.errors?.[0]?.message])
    expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(said[0]?.[0]).toBe(401)
  })
})

describe('registered operations', () => {
  it('are counted, and the counts can be read soon (PRT-1)', async () => {
    const before = await usesOf(house.root, 'retired')
    await Promise.all(Array.from({ length: 7 }, () => run(acme, { id: IDS.retired })))
    await expect
      .poll(() => usesOf(house.root, 'retired'), { interval: 500, timeout: 20_000 })
      .toBe(before + 7)
  })

  it('can be retired, and cannot be run from then on', async () => {
    await data(
      house.root,
      'mutation ($input: RetireOperationsInput!) { retireOperations(input: $input) { __typename } }',
      { input: { clientId: 'acme', ids: [IDS.retired] } },
    )
    const ask = async () => codeOf(await run(acme, { id: IDS.retired }))
    await expect.poll(ask, { timeout: 3_000 }).toBe('PERSISTED_QUERY_NOT_FOUND')
  })

  const file = (name: string, content: unknown): string => {
    const path = join(dataDir, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const PUSHED: readonly (readonly [string, number, RegExp, () => Promise<Loose>])[] = [
    [
      'again',
      0,
      /acme: 0 new, 2 as before/,
      () => push(house.root, ['--client', 'acme', 'gateway/manifests/acme.json']),
    ],
    [
      'with another document under an id',
      1,
      /acme-balance\.v1/,
      () =>
        push(house.root, [
          '--client',
          'acme',
          file('edited.json', { 'acme-balance.v1': 'query AcmeBalance { me { id } }' }),
        ]),
    ],
    [
      'with a field that there is not',
      1,
      /x1: .*salary/s,
      () => push(house.root, ['--client', 'acme', file('wrong.json', { x1: '{ me { salary } }' })]),
    ],
    [
      'with a hash that is not its document’s',
      1,
      new RegExp(IDS.send),
      () =>
        push(house.root, ['--client', 'acme', file('hash.json', { [IDS.send]: DOCUMENTS.users })]),
    ],
    [
      'for a client that nobody knows',
      1,
      /client/i,
      () => push(house.root, ['--client', 'nobody', 'gateway/manifests/acme.json']),
    ],
    [
      'by a customer',
      1,
      /./,
      () => push(house.ada, ['--client', 'acme', 'gateway/manifests/acme.json']),
    ],
    [
      'without a manifest in it',
      64,
      /manifest/i,
      () => push(house.root, ['--client', 'acme', file('none.json', '[]')]),
    ],
    ['without a client', 64, /--client/, () => push(house.root, ['gateway/manifests/acme.json'])],
  ]

  it.each(PUSHED)('pushed %s: exit code %i', async (_what, code, says, pushed) => {
    const { code: exit, output } = await pushed()
    expect(output).toMatch(says)
    expect(output).not.toMatch(/\bat \S+ \(/)
    expect(exit).toBe(code)
  })
})
