import { setTimeout as pause } from 'node:timers/promises'
import { derivedId, newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAnomaly, type Operation } from './linearizability.ts'
import { newRandom, type Random } from './random.ts'
import { CLEARING, entities, entry, openRoom, type Room, wallet } from './room.ts'
import {
  type Answer,
  type Call,
  ENTRIES_MAX,
  newWalletsMachine,
  type Place,
  type SeenEntry,
} from './wallets-machine.ts'

const OPERATIONS = Number(process.env['LEDGER_HISTORY_OPERATIONS'] ?? 10_000)
const SEED = Number(process.env['LEDGER_HISTORY_SEED'] ?? Date.now() % 2 ** 31)
/** Each has two wallets of its own, so that the search for an order looks at one group at a time. */
const GROUPS = 2
/** Of each group: so many operations are under way at once on two wallets. */
const CLIENTS = 6
const CUT_EVERY_MS = 300
/**
 * Postings of each group that nobody asks for again: the lists tell in the end which of them have happened. Holds, of which
 * no list tells, are asked for until there is an answer.
 */
const UNANSWERED_MAX = 4

type Group = Readonly<{
  wallets: readonly ReturnType<typeof wallet>[]
  history: Operation<Call, Answer>[]
  /** What others may ask for again, or draw on. */
  posts: Extract<Call, { kind: 'post' }>[]
  holds: Extract<Call, { kind: 'hold' }>[]
  /** What was asked once only, though nobody answered. */
  unanswered: Call[]
}>

let room: Room
const groups = Array.from({ length: GROUPS }, (): Group => {
  return { wallets: [wallet(), wallet()], history: [], posts: [], holds: [], unanswered: [] }
})

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

function newCall(random: Random, { posts, holds }: Group): Call {
  const amount = (most: number) => BigInt(1 + random.below(most))
  const kind = random.weighted({
    post: 50,
    again: 6,
    other: 2,
    hold: 12,
    void: 6,
    read: 16,
    list: 8,
  })
  const known = random.oneOf(posts.slice(-20))
  if (kind === 'read') return { kind: 'balances' }
  if (kind === 'list') return { kind: 'entries', wallet: random.below(2) }
  if (kind === 'again' && known) return known
  if (kind === 'other' && known)
    return { ...known, moves: known.moves.map((each) => ({ ...each, amount: each.amount + 1n })) }
  const hold = random.oneOf(holds.slice(-8))
  if (kind === 'void' && hold) return { kind: 'void', id: hold.id }
  if (kind === 'hold')
    return { kind: 'hold', id: newId('hld'), wallet: random.below(2), amount: amount(40) }
  const from: Place = random.percent(8) ? 'outside' : random.below(2)
  const to = from === 0 ? 1 : 0
  const drawn = hold && random.percent(25) ? hold : null
  const moves = drawn
    ? [{ from: drawn.wallet, to: 1 - drawn.wallet, amount: amount(Number(drawn.amount)) }]
    : [{ from, to, amount: amount(from === 'outside' ? 300 : 60) }]
  // Back again, in part: two entries of one ledger transaction in one wallet.
  if (random.percent(20) && from !== 'outside')
    moves.push({ from: to, to: from, amount: amount(30) })
  return {
    kind: 'post',
    id: newId('ltx'),
    moves,
    hold: drawn?.id ?? null,
    isHoldKept: random.percent(50),
  }
}

async function ask(call: Call, { wallets }: Group): Promise<Answer> {
  const at = (place: Place) => (place === 'outside' ? CLEARING : (wallets[place] ?? CLEARING))
  const references = wallets.map(({ accountId: id, ownerId }) => ({
    ...{ __typename: 'Account', id, ownerId, currency: 'USD' },
  }))
  switch (call.kind) {
    case 'post': {
      const [outcome] = await room.post({
        id: call.id,
        description: 'history',
        holdId: call.hold,
        keepHold: call.isHoldKept,
        entries: call.moves.flatMap(({ from, to, amount }) => [
          entry(at(from), 'DEBIT', amount),
          entry(at(to), 'CREDIT', amount),
        ]),
      })
      const available = outcome?.available ? BigInt(outcome.available.amount) : undefined
      return { refusal: outcome?.refusal ?? null, available }
    }
    case 'hold': {
      const amount = { amount: `${call.amount}`, currency: 'USD' }
      const input = { id: call.id, ledgerAccount: at(call.wallet), amount }
      return { refusal: (await mutate('placeHold', input)).code ?? null }
    }
    case 'void':
      return { refusal: (await mutate('voidHold', { id: call.id })).code ?? null }
    case 'balances': {
      const found = await entities(room, references, BALANCES)
      return (found as { balance: Balance }[]).map(({ balance }) => ({
        posted: BigInt(balance.posted.amount),
        held: BigInt(balance.held.amount),
        version: balance.version,
      }))
    }
    case 'entries': {
      const found = await entities(room, references.slice(call.wallet, call.wallet + 1), ENTRIES)
      return (found as { entries: { nodes: Node[] } }[])[0]?.entries.nodes.map(toSeen) ?? []
    }
  }
}

const mutate = async (name: string, input: object): Promise<{ code?: string }> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ... on HoldRefused { code } } }`
  return (await room.data(query, { input }))[name]
}

type Amount = { amount: string }
type Balance = { posted: Amount; held: Amount; version: number }
type Node = { id: string; side: string; amount: Amount; balanceAfter: Amount }

const BALANCES = '... on Account { balance { posted { amount } held { amount } version } }'
const NODE = 'id side amount { amount } balanceAfter { amount }'
const ENTRIES = `... on Account { entries(first: ${ENTRIES_MAX}) { nodes { ${NODE} } } }`

const toSeen = ({ id, side, amount, balanceAfter }: Node): SeenEntry => ({
  change: BigInt(side === 'CREDIT' ? amount.amount : `-${amount.amount}`),
  after: BigInt(balanceAfter.amount),
  of: transactions.get(id) ?? id,
})

/** Ledger transactions by the ids of their entries, which follow from theirs. */
const transactions = new Map<string, string>()
const know = ({ id, moves }: Extract<Call, { kind: 'post' }>) => {
  for (let ordinal = 1; ordinal <= moves.length * 2; ordinal++)
    transactions.set(derivedId('ent', `${ordinal}`, id), id)
}

async function beClient(number: number, group: Group): Promise<void> {
  const random = newRandom(SEED + number)
  for (let done = 0; done < OPERATIONS / (GROUPS * CLIENTS); done++) {
    const call = newCall(random, group)
    if (call.kind === 'post') {
      group.posts.push(call)
      know(call)
    }
    if (call.kind === 'hold') group.holds.push(call)
    const begun = performance.now()
    const answer = await askUntilClear(call, group)
    // A read that failed says nothing.
    if (answer === undefined && (call.kind === 'balances' || call.kind === 'entries')) continue
    const ended = answer === undefined ? null : performance.now()
    group.history.push({ call, begun, ended, answer })
  }
}

/** Asks again for what was left unclear, or leaves it so. */
async function askUntilClear(call: Call, group: Group): Promise<Answer | undefined> {
  for (;;) {
    try {
      return await ask(call, group)
    } catch (fault) {
      if (!/"code":"(INTERNAL|SERVICE_UNAVAILABLE)"/.test(`${fault}`)) throw fault
      if (call.kind === 'post' && group.unanswered.length < UNANSWERED_MAX) {
        group.unanswered.push(call)
        // Whether it was refused would be told by whoever asks for the same again.
        const at = group.posts.indexOf(call)
        if (at !== -1) group.posts.splice(at, 1)
        return undefined
      }
      await pause(20)
    }
  }
}

/** Cuts connections of the ledger, in whatever they are doing. */
async function cutConnections(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(CUT_EVERY_MS, undefined, { signal }).catch(() => undefined)
    await room.asAdmin(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'ledger' and state <> 'idle' limit 3`)
  }
}

describe(`${OPERATIONS} operations of ${GROUPS * CLIENTS} clients`, () => {
  it('were answered as if they had come one after the other (P-02)', {
    timeout: 240_000,
  }, async () => {
    console.log(`LEDGER_HISTORY_SEED=${SEED}`)
    const stopping = new AbortController()
    const cutting = cutConnections(stopping.signal)
    const since = performance.now()
    const clients = groups.flatMap((group, index) =>
      Array.from({ length: CLIENTS }, (_, client) => beClient(index * CLIENTS + client, group)),
    )
    await Promise.all(clients).finally(() => stopping.abort())
    await cutting
    const askedMs = performance.now() - since
    const all = groups.flatMap(({ history }) => history)
    console.log(`${all.length} operations in ${askedMs.toFixed(0)} ms`)

    const anomalies = []
    for (const { history, wallets } of groups) {
      const lists = await Promise.all(wallets.map(listAll))
      anomalies.push(findAnomaly(history, newWalletsMachine(wallets.length, lists)))
    }
    const refusals = all.flatMap(({ answer }) => (answer && 'refusal' in answer ? answer : []))
    const unclear = all.filter(({ ended }) => ended === null).length
    console.log(
      `${unclear} of them never answered, an order found in ${(performance.now() - since - askedMs).toFixed(0)} ms;`,
      Object.entries(Object.groupBy(refusals, ({ refusal }) => refusal ?? 'done'))
        .map(([said, each]) => `${said} ${each?.length}`)
        .join(', '),
    )
    expect(anomalies).toEqual(groups.map(() => null))
    expect(all.length).toBeGreaterThan(OPERATIONS * 0.99)
  })

  it('left lists, balances and sums that say the same', async () => {
    for (const { accountId, ownerId } of groups.flatMap(({ wallets }) => wallets)) {
      const listed = await listAll({ accountId, ownerId })
      const { posted, version } = (await room.balance({ accountId, ownerId })) as Balance
      expect(listed).toHaveLength(version)
      let sum = 0n
      for (const { change, after } of listed) {
        sum += change
        expect(after).toBe(sum)
      }
      expect(sum).toBe(BigInt(posted.amount))
    }
  })
})

/** All entries of a wallet, the earliest first. */
async function listAll({
  accountId: id,
  ownerId,
}: ReturnType<typeof wallet> | { accountId: string; ownerId: string }) {
  const listed: SeenEntry[] = []
  const references = [{ __typename: 'Account', id, ownerId, currency: 'USD' }]
  for (let after: string | null = null; ; ) {
    const page = `... on Account { entries(first: 100, after: ${JSON.stringify(after)}) {
      nodes { ${NODE} } pageInfo { hasNextPage endCursor }
    } }`
    const [account] = (await entities(room, references, page)) as [
      { entries: { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string } } },
    ]
    listed.push(...account.entries.nodes.map(toSeen))
    if (!account.entries.pageInfo.hasNextPage) return listed.toReversed()
    after = account.entries.pageInfo.endCursor
  }
}
