/** Lets SQL and the books in memory do the same, and compares what they say and what they have written. */
import { isDeepStrictEqual } from 'node:util'
import { openDatabase, type Tx } from '@tallystick/db'
import { INVARIANTS } from '@tallystick/db/checks'
import postgres from 'postgres'
import { setFloor } from '../src/db/floors.ts'
import { expireHoldRows, insertHold, voidHoldRow } from '../src/db/holds.ts'
import { openPostingLane } from '../src/domain/post-ledger-transactions.ts'
import type { PostingLane } from '../src/domain/posting-lane.ts'
import { Books } from '../src/domain/rules/books.ts'
import type { Step, Turn } from './history.ts'
import { newWatch, type Watch } from './written.ts'

const CAUSE = { actor: { kind: 'SERVICE' as const, id: 'payments' }, requestId: null }

/** A process of the Ledger subgraph, as far as the books are concerned. */
type Process = Readonly<{ db: Tx; lane: PostingLane; close(): Promise<void> }>

/** Two processes that use one database, and a superuser who looks. */
export type Bench = Readonly<{
  /** Plays a history, beginning with empty books. @throws saying after how many operations something is wrong */
  play(name: string, turns: Iterable<Turn>): Promise<void>
  /** How often each thing was said. */
  said: ReadonlyMap<string, number>
  close(): Promise<void>
}>

/** Opens a bench on a database that nobody else uses. @param urls as a superuser, and as the role of the subgraph */
export function openBench(urls: Readonly<{ adminUrl: string; ledgerUrl: string }>): Bench {
  let moment = new Date()
  const processes = [1, 2].map((): Process => {
    // Nothing here must survive the server, so no commit waits for it.
    const settings = { synchronous_commit: 'off' }
    const { db, close } = openDatabase({ url: urls.ledgerUrl, name: 'model', poolMax: 2, settings })
    const ways = [1, 2].map(() =>
      openDatabase({ url: urls.ledgerUrl, name: 'model', poolMax: 1, settings }),
    )
    const lane = openPostingLane(db, {
      lanes: ways.map((way) => [way.db]),
      onPosted: () => {},
      clock: () => moment,
    })
    const closeAll = async () =>
      void (await Promise.all([close(), ...ways.map((way) => way.close())]))
    // One statement is one transaction: what a use case adds is the event, which is not the books' business.
    return { db: db as unknown as Tx, lane, close: closeAll }
  })
  const sql = postgres(urls.adminUrl, { max: 1, onnotice: () => {} })
  const said = new Map<string, number>()
  let played = 0

  async function turn({ steps, isOneProcess, ...at }: Turn, books: Books, watch: Watch) {
    moment = at.moment
    const [first, second] = processes as [Process, Process]
    const answers = await Promise.all(
      steps.map((step, index) => perform(step, index && !isOneProcess ? second : first, moment)),
    )
    const written = await watch.look()
    const orders =
      steps.length === 1
        ? [[0]]
        : [
            [0, 1],
            [1, 0],
          ]
    const undo = steps.length === 1 ? () => {} : books.remember()
    for (const [attempt, order] of orders.entries()) {
      const expected: string[][] = []
      for (const index of order) expected[index] = predict(steps[index] as Step, books, moment)
      const state = watch.stateOf(books)
      if (isDeepStrictEqual([answers, written], [expected, state]))
        return count(steps, answers, attempt)
      if (attempt === orders.length - 1)
        throw new Error(
          JSON.stringify(
            { steps, sql: { answers, written }, books: { expected, state } },
            toText,
            1,
          ),
        )
      undo()
    }
  }

  function count(steps: readonly Step[], answers: readonly (readonly string[])[], attempt: number) {
    const kinds = steps.map(({ kind }) => kind)
    if (steps.length > 1) add(`two at once ${attempt === 0 ? 'in order' : 'the other way round'}`)
    for (const [index, answer] of answers.entries())
      for (const one of answer) add(`${kinds[index]} ${one.split(' ')[0]}`)
  }
  const add = (key: string) => said.set(key, (said.get(key) ?? 0) + 1)

  return {
    said,
    async play(name, turns) {
      const books = new Books()
      const watch = newWatch(sql)
      let done = 0
      for (const next of turns) {
        await turn(next, books, watch).catch((fault: unknown) => {
          throw new Error(`${name}, after ${done} operations: ${fault}`, { cause: fault })
        })
        done += next.steps.length
      }
      await assertSound(sql, name)
      await sql.unsafe(EMPTY)
      played += 1
      if (played % VACUUM_EVERY === 0) await sql.unsafe('vacuum')
    },
    async close() {
      for (const { close } of processes) await close()
      await sql.end()
    },
  }
}

/** The whole of I1 to I4. What `verifyBooks` would say, on a connection that remembers its plans. */
async function assertSound(sql: postgres.Sql, name: string): Promise<void> {
  for (const { id, checks } of INVARIANTS.filter((each) => /^I[1-4]$/.test(each.id)))
    for (const check of checks) {
      if (!('sql' in check)) continue
      const rows = await sql.unsafe(check.sql, [], { prepare: true })
      if (rows.length > 0)
        throw new Error(`${name}: ${id}, ${check.message}: ${JSON.stringify(rows, toText, 1)}`)
    }
}

/** Histories after which what was deleted is cleared away, or reading would take ever longer. */
const VACUUM_EVERY = 40

/** As nobody but a superuser can: the next history begins with empty books. */
const EMPTY = `set session_replication_role = 'replica';
  ${[
    'entries',
    'ledger_transactions',
    'hold_moves',
    'holds',
    'floor_changes',
    'postings_refused',
    'ledger_accounts',
    'outbox',
  ]
    .map((table) => `delete from ledger.${table};`)
    .join(' ')}`

async function perform(step: Step, { db, lane }: Process, moment: Date): Promise<string[]> {
  switch (step.kind) {
    case 'post': {
      const outcomes = await lane.post({ postings: step.postings, cause: CAUSE })
      return outcomes.map(({ id, refusal, available }) => said(refusal, id, available?.minor))
    }
    case 'hold':
      return [said((await insertHold(db, step.request)).refusal)]
    case 'void':
      return [said((await voidHoldRow(db, step.id)).refusal)]
    case 'expire':
      return (await expireHoldRows(db, { now: moment, limit: 1_000 }))
        .sort()
        .map((id) => said('EXPIRED', id))
    case 'floor': {
      const { accountId, floor } = step
      return [said(await setFloor(db, { accountId, floor, reason: 'model', actorId: null }))]
    }
  }
}

function predict(step: Step, books: Books, moment: Date): string[] {
  switch (step.kind) {
    case 'post':
      return books
        .post(step.postings, moment)
        .map(({ id, refusal, available }) => said(refusal, id, available?.minor))
    case 'hold':
      return [said(books.placeHold(step.request))]
    case 'void':
      return [said(books.voidHold(step.id))]
    case 'expire':
      return books
        .expireHolds(moment)
        .sort()
        .map((id) => said('EXPIRED', id))
    case 'floor':
      return [said(books.setFloor(step.accountId, step.floor))]
  }
}

const said = (refusal: string | null, ...facts: readonly (string | bigint | undefined)[]): string =>
  [refusal ?? 'done', ...facts].join(' ')

const toText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}` : value
