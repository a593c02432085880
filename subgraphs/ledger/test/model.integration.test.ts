/**
 * The oracle: SQL and the books in memory do the same, in histories drawn by chance.
 *
 * `LEDGER_MODEL=release` runs 500 instead of 100, `LEDGER_MODEL=nightly` 5,000 that are more than twice as long;
 * `LEDGER_MODEL_SEED=7` runs those of seed 7.
 */
import { Worker } from 'node:worker_threads'
import { newTestDatabase } from '@tallystick/db/testing'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { CHART } from '../src/domain/rules/ledger-account.ts'
import { CLEARING, entry, FEES, openRoom, transfer, wallet } from './room.ts'

const { LEDGER_MODEL: size, LEDGER_MODEL_SEED: seed = Date.now() % 1e6 } = process.env
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  nightly: [5_000, 500],
  release: [500, 200],
}
const [HISTORIES, LENGTH] = SIZES[size ?? ''] ?? [100, 200]

/** Each thinks on a thread of its own and has a database of its own. */
const WORKERS = 2

const ANSWERS = {
  post: [
    'done',
    'ID_REUSED',
    'LINKED_REFUSED',
    'INVALID_AMOUNT',
    'UNBALANCED',
    'CURRENCY_MISMATCH',
    'NOT_REVERSIBLE',
    'ALREADY_REVERSED',
    'HOLD_NOT_USABLE',
    'INSUFFICIENT_FUNDS',
  ],
  hold: ['done', 'ID_REUSED', 'CURRENCY_MISMATCH', 'INSUFFICIENT_FUNDS'],
  void: ['done', 'HOLD_UNKNOWN', 'HOLD_ENDED'],
  expire: ['EXPIRED'],
  floor: ['done', 'ACCOUNT_UNKNOWN', 'CURRENCY_MISMATCH', 'OVERDRAWN_FURTHER'],
  'two at once': ['in order', 'the other way round'],
}

it(`SQL and the books in memory do the same in ${HISTORIES} histories of ${LENGTH} operations, and I1 to I4 hold after each // LED-2, LED-6, LED-14, P-01`, async () => {
  console.info(`histories of LEDGER_MODEL_SEED=${seed}`)
  const seeds = Array.from({ length: HISTORIES }, (_each, index) => Number(seed) * 10_000 + index)
  const databases = await Promise.all(Array.from({ length: WORKERS }, () => newTestDatabase()))
  try {
    const said = await Promise.all(
      databases.map(({ adminUrl, urls }, index) =>
        runWorker({
          adminUrl,
          ledgerUrl: urls.ledger,
          seeds: seeds.filter((_each, at) => at % WORKERS === index),
          length: LENGTH,
        }),
      ),
    )
    // A generator that never comes to an answer proves nothing about it.
    const heard = new Set(said.flatMap((each) => [...each.keys()]))
    const answers = Object.entries(ANSWERS).flatMap(([kind, all]) =>
      all.map((answer) => `${kind} ${answer}`),
    )
    expect(answers.filter((answer) => !heard.has(answer))).toEqual([])
  } finally {
    for (const database of databases) await database.drop()
  }
}, 14_400_000)

function runWorker(workerData: object): Promise<Map<string, number>> {
  const worker = new Worker(new URL('./model-worker.ts', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)))
  })
}

it('the chart of accounts says the same in TypeScript and in SQL', async () => {
  const room = await openRoom()
  const entries = [wallet(), CLEARING, FEES].map((name) => entry(name, 'DEBIT', 1n, 'KWD'))
  await room.post(transfer(CLEARING, FEES, 1n, { entries }))
  const rows = await room.asAdmin(
    sql`select code, normal_side, floor::text from ledger.ledger_accounts`,
  )
  const stored = Object.fromEntries(
    rows.map(({ code, normal_side, floor }) => [
      code,
      { normalSide: normal_side, floor: floor === null ? null : BigInt(floor as string) },
    ]),
  )
  expect(stored).toEqual(CHART)
  await room.close()
})
