import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Step, Turn } from './history.ts'
import { type Bench, openBench } from './model.ts'
import { CLEARING, named, posting, wallet } from './room.ts'

let database: TestDatabase
let bench: Bench
beforeAll(async () => {
  database = await newTestDatabase()
  bench = openBench({ adminUrl: database.adminUrl, ledgerUrl: database.urls.ledger })
})
afterAll(async () => {
  await bench.close()
  await database.drop()
})

const EVENTS = ['draw', 'void', 'expire'] as const
const LENGTH = 6
const START = Date.UTC(2026, 0, 1)
const TICK_MS = 60_000

/** A hold of 30 that ends with the third event, and what happens to it, one event each minute. */
function* play(events: readonly (typeof EVENTS)[number][]): Iterable<Turn> {
  const [ada, ben] = [named(wallet()), named(wallet())]
  const usd = (minor: bigint) => money(minor, 'USD')
  const id = newId('hld')
  const pay = (from: typeof ada, to: typeof ada, minor: bigint, over = {}): Step => ({
    kind: 'post',
    postings: [
      posting({
        entries: [
          { ledgerAccount: from, side: 'DEBIT', amount: usd(minor) },
          { ledgerAccount: to, side: 'CREDIT', amount: usd(minor) },
        ],
        ...over,
      }),
    ],
  })
  const at = (minute: number, step: Step): Turn => ({
    moment: new Date(START + minute * TICK_MS),
    steps: [step],
    isOneProcess: true,
  })
  const expiresAt = new Date(START + 3 * TICK_MS)
  yield at(0, pay(named(CLEARING), ada, 100n))
  yield at(0, { kind: 'hold', request: { id, ledgerAccount: ada, amount: usd(30n), expiresAt } })
  for (const [index, event] of events.entries()) {
    const minute = index + 1
    if (event === 'draw')
      yield at(minute, pay(ada, ben, 20n, { holdId: id, holdKept: minute % 2 === 1 }))
    else yield at(minute, event === 'void' ? { kind: 'void', id } : { kind: 'expire' })
  }
}

it('a hold is drawn on, voided and expired in every order, at moments before its end, at it and after // P-11', async () => {
  const count = EVENTS.length ** LENGTH
  for (let order = 0; order < count; order++) {
    const events = Array.from(
      { length: LENGTH },
      (_each, index) =>
        EVENTS[Math.floor(order / EVENTS.length ** index) % EVENTS.length] ?? 'draw',
    )
    await bench.play(events.join(' '), play(events))
  }
  // What must have been said somewhere, and how often at least.
  for (const answer of [
    'post done',
    'post HOLD_NOT_USABLE',
    'void done',
    'void HOLD_ENDED',
    'expire EXPIRED',
  ])
    expect([answer, (bench.said.get(answer) ?? 0) > 50]).toEqual([answer, true])
}, 600_000)
