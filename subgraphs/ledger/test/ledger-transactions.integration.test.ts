import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writePast } from './past.ts'
import { CLEARING, entry, openRoom, person, type Room, topUp, transfer, wallet } from './room.ts'

const ADMIN = person(newId('usr'), 'ADMIN')
const LIST = `query ($filter: LedgerTransactionFilter, $first: Int, $after: String) {
  ledgerTransactions(filter: $filter, first: $first, after: $after) {
    nodes { id recordedAt description entries { amount { amount } } }
    edges { cursor }
    pageInfo { hasNextPage endCursor }
  }
}`

type Node = { id: string; recordedAt: string; description: string; entries: unknown[] }
type Page = {
  nodes: Node[]
  edges: { cursor: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

let room: Room
const [ada, ben] = [wallet(), wallet()]
const [payment, other] = [newId('pay'), newId('pay')]
/** In the order of posting. */
const posted: string[] = []

beforeAll(async () => {
  room = await openRoom()
  await writePast(room.database.adminUrl, {
    from: '2024-05-01T00:00:00Z',
    everyMinutes: 30,
    count: 25,
  })
  // One batch: many ledger transactions of the same millisecond and account, one of them with two entries there.
  const batch = [
    topUp(ada, 1_000n, { paymentId: payment }),
    ...Array.from({ length: 7 }, () => transfer(ada, ben, 10n, { paymentId: other })),
    {
      id: newId('ltx'),
      description: 'split',
      entries: [entry(ada, 'DEBIT', 5n), entry(ada, 'DEBIT', 6n), entry(CLEARING, 'CREDIT', 11n)],
    },
    transfer(ben, ada, 1n, { paymentId: payment }),
    topUp(ben, 3n),
  ]
  const outcomes = await room.post(...batch)
  expect(outcomes.filter(({ refusal }) => refusal !== null)).toEqual([])
  posted.push(...batch.map(({ id }) => id))
})
afterAll(() => room.close())

async function pages(filter: object | null, first: number): Promise<Node[]> {
  const nodes: Node[] = []
  let after: string | null = null
  for (;;) {
    const { ledgerTransactions: page }: { ledgerTransactions: Page } = await room.data(
      LIST,
      { filter, first, after },
      ADMIN,
    )
    nodes.push(...page.nodes)
    expect(page.nodes.length).toBeLessThanOrEqual(first)
    if (!page.pageInfo.hasNextPage) return nodes
    after = page.pageInfo.endCursor
  }
}
const ids = async (filter: object | null, first = 100): Promise<string[]> =>
  (await pages(filter, first)).map(({ id }) => id)
const newestFirst = (list: readonly string[]): string[] => list.toReversed()
const code = async (variables: object, actor = ADMIN): Promise<unknown> =>
  (await room.run(LIST, { ...variables }, actor)).errors?.[0]?.extensions['code']

describe('the list of ledger transactions (LED-7)', () => {
  test.each([1, 4, 100])('has everything once, newest first, in pages of %i', async (first) => {
    const nodes = await pages(null, first)
    expect(nodes).toHaveLength(25 + posted.length)
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
    const times = nodes.map(({ recordedAt }) => recordedAt)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  test.each([1, 3, 100])(
    'of an account is in the order of its versions, in pages of %i',
    async (first) => {
      const touching = posted.slice(0, 10)
      expect(await ids({ accountId: ada.accountId }, first)).toEqual(newestFirst(touching))
      const [, split] = await pages({ accountId: ada.accountId }, first)
      expect(split?.entries).toHaveLength(3)
    },
  )

  test('of a payment, of a payment and an account, and within a stretch of time', async () => {
    const of = (...indexes: number[]) => indexes.map((index) => posted[index]).toSorted()
    expect((await ids({ paymentId: payment })).toSorted()).toEqual(of(0, 9))
    expect(await ids({ paymentId: payment, accountId: wallet().accountId })).toEqual([])
    expect((await ids({ paymentId: payment, accountId: ben.accountId })).toSorted()).toEqual(of(9))
    const recordedFrom = '2024-05-01T01:00:00Z'
    const recordedTo = '2024-05-01T03:00:00Z'
    const some = await pages({ recordedFrom, recordedTo }, 3)
    expect(some.map(({ recordedAt }) => recordedAt.slice(11, 16))).toEqual([
      '02:30',
      '02:00',
      '01:30',
      '01:00',
    ])
    const account = { accountId: ada.accountId }
    expect(await ids({ ...account, recordedTo })).toEqual([])
    expect(await ids({ ...account, recordedFrom }, 3)).toHaveLength(10)
    expect(await ids({ ...account, recordedFrom: '9000-01-01T00:00:00Z' })).toEqual([])
  })

  test('refuses cursors of another list, other ids, and anyone but administrators', async () => {
    const { ledgerTransactions: all }: { ledgerTransactions: Page } = await room.data(
      LIST,
      { first: 1 },
      ADMIN,
    )
    const filter = { accountId: ada.accountId }
    for (const after of [all.edges[0]?.cursor, 'x', '', 'bnVsbA'])
      expect(await code({ filter, after })).toBe('BAD_USER_INPUT')
    for (const after of ['NQ', 'bnVsbA', 'W10', 'WzEsImEiXQ'])
      expect(await code({ after })).toBe('BAD_USER_INPUT')
    expect(await code({ filter: { accountId: payment } })).toBe('BAD_USER_INPUT')
    expect(await code({ first: 101 })).toBe('BAD_USER_INPUT')
    expect(await code({}, person(ada.ownerId))).toBe('FORBIDDEN')
  })
})
