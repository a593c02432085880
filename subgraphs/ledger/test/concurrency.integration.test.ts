import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postBatch } from '../src/db/postings.ts'
import type { LedgerAccountName } from '../src/domain/rules/ledger-account.ts'
import type { Posting } from '../src/domain/rules/posting.ts'
import { type OpenLedger, openLedger } from '../src/server.ts'
import {
  named,
  openRoom,
  posting,
  type Room,
  SEALING_KEY,
  topUp,
  transfer,
  wallet,
} from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const cause = { actor: { kind: 'SERVICE' as const, id: 'payments' }, requestId: null }

/** Pays from one to the other, in a batch of its own: straight into the function, past the lane. */
const payment = (from: LedgerAccountName, to: LedgerAccountName, minor: bigint): Posting =>
  posting({
    description: 'race',
    entries: [
      { ledgerAccount: from, side: 'DEBIT', amount: money(minor, 'USD') },
      { ledgerAccount: to, side: 'CREDIT', amount: money(minor, 'USD') },
    ],
  })

describe('postings at the same time', () => {
  it('lets one of fifty have the whole balance // LED-12', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 5_000n))
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => room.post(transfer(ada, ben, 5_000n))),
    )
    const refusals = answers.map(([outcome]) => outcome?.refusal)
    expect(refusals.filter((refusal) => refusal === null)).toHaveLength(1)
    expect(refusals.filter((refusal) => refusal === 'INSUFFICIENT_FUNDS')).toHaveLength(49)
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '0' }, version: 2 })
  })

  it('applies an id once when fifty send it', async () => {
    const ada = wallet()
    const one = topUp(ada, 7n)
    const answers = await Promise.all(Array.from({ length: 50 }, () => room.post(one)))
    expect(answers.flat().map(({ refusal }) => refusal)).toEqual(Array(50).fill(null))
    expect(await room.balance(ada)).toMatchObject({ posted: { amount: '7' }, version: 1 })
  })

  it('never ends in a deadlock, though 32 callers take and open accounts in every order // LED-12', async () => {
    const pool = openDatabase({ url: room.database.urls.ledger, name: 'race', poolMax: 32 })
    const wallets = Array.from({ length: 6 }, wallet)
    await room.post(...wallets.slice(0, 3).map((each) => topUp(each, 1_000_000n)))
    const callers = Array.from({ length: 32 }, async (_each, caller) => {
      for (let round = 0; round < 12; round++) {
        const turned = wallets.map((_one, index) => wallets[(index + caller + round) % 6])
        const order = (caller % 2 ? turned.toReversed() : turned).map((one) => named(one as never))
        // Every second round meets accounts that nobody has opened yet, in both orders.
        const fresh = [round * 2, round * 2 + 1].map((n) => freshAccount(n))
        const pair = caller % 2 ? fresh.toReversed() : fresh
        const batch = [...order, ...pair].map((to, index) =>
          payment(order[(index + 1) % 6] as LedgerAccountName, to, 1n),
        )
        await postBatch(
          pool.db,
          batch.map((each) => ({ postings: [each], cause })),
          { patient: caller % 3 > 0, moment: null },
        )
      }
    })
    try {
      const results = await Promise.allSettled(callers)
      expect(results.filter(({ status }) => status === 'rejected')).toEqual([])
    } finally {
      await pool.close()
    }
    await expectSoundBooks()
  })

  it('gives one id to one of two processes that use it for different accounts', async () => {
    const second: OpenLedger = await openLedger({
      databaseUrl: room.database.urls.ledger,
      sealingKey: SEALING_KEY,
      wake: newMemoryWake(),
      log: SILENT,
    })
    const other: Room = { ...room, ledger: second }
    for (let round = 0; round < 20; round++) {
      const id = newId('ltx')
      const post = (of: Room) => of.ledger.subgraph
      const answers = await Promise.all(
        [post(room), post(other)].map((subgraph) =>
          subgraph.execute(
            {
              query:
                'mutation ($i: PostLedgerTransactionsInput!) { postLedgerTransactions(input: $i) { outcomes { refusal } } }',
              variables: { i: { transactions: [topUp(wallet(), 1n, { id, entries: swap() })] } },
            },
            { actor: PAYMENTS_ACTOR, issuer: 'payments', requestId: 'r' },
          ),
        ),
      )
      const refusals = answers.map(
        ({ data }) => (data as never as Outcomes).postLedgerTransactions.outcomes[0]?.refusal,
      )
      expect(refusals.sort()).toEqual(['ID_REUSED', null].sort())
    }
    await second.close()
  })
})

type Outcomes = { postLedgerTransactions: { outcomes: { refusal: string | null }[] } }
const PAYMENTS_ACTOR = {
  kind: 'SERVICE',
  id: 'payments',
  roles: [],
  scopes: [],
  sessionId: null,
  keyId: null,
  expiresAt: null,
} as const

/** Two entries between accounts that nobody else touches. */
const swap = () => {
  const amount = { amount: '1', currency: 'USD' }
  return [
    { ledgerAccount: { code: 'PROVIDER_CLEARING', provider: newId('evt') }, side: 'DEBIT', amount },
    { ledgerAccount: wallet(), side: 'CREDIT', amount },
  ]
}

const freshIds = new Map<number, LedgerAccountName>()
function freshAccount(n: number): LedgerAccountName {
  const known = freshIds.get(n) ?? named(wallet())
  freshIds.set(n, known)
  return known
}

async function expectSoundBooks() {
  const [row] = await room.asAdmin(sql`
    select count(*) filter (where a.posted <> coalesce(e.sum, 0) or a.version <> coalesce(e.count, 0)) as wrong,
           sum(case a.normal_side when 'DEBIT' then a.posted else -a.posted end)::text as total
      from ledger.ledger_accounts a left join (
        select e.ledger_account_id, count(*), sum(case e.side when a.normal_side then e.amount else -e.amount end)
          from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id group by 1) e
        on e.ledger_account_id = a.id`)
  expect(row).toEqual({ wrong: '0', total: '0' })
}
