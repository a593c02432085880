import { hash } from 'node:crypto'
import type { Db } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { sql } from 'drizzle-orm'
import type { LedgerAccountName } from '../domain/rules/ledger-account.ts'
import {
  contentsOf,
  flawOf,
  type Posting,
  type PostingOutcome,
  type PostingRefusal,
} from '../domain/rules/posting.ts'

/** What one caller asks to post, and within which request. */
export type PostingRequest = Readonly<{ postings: readonly Posting[]; cause: Cause }>

/** What became of one caller's postings, in order; or that someone else has locked `busy`, and nothing was done. */
export type PostingAnswer = readonly PostingOutcome[] | Readonly<{ busy: true }>

/** How a batch is posted. */
export type PostingTerms = Readonly<{
  /** Wait for ledger accounts that someone else has locked. Otherwise whoever needs them is told that they are busy. */
  patient: boolean
  /** By which it is decided whether a hold has run out; null for the clock of the database. */
  moment: Date | null
}>

/**
 * Posts a batch by the SQL function of the migration `posting`: one statement, one commit, one answer each, in order.
 *
 * @param requests at most 500 postings; amounts, balance and funds are judged by the function, names and ids must be sound
 */
export async function postBatch(
  db: Db,
  requests: readonly PostingRequest[],
  { patient, moment }: PostingTerms,
): Promise<PostingAnswer[]> {
  const { a, t, e } = toBatch(requests)
  const rows = await db.execute<OutcomeRow>(sql`
    select refusal, available::text, currency
      from ledger.post_ledger_transactions(
        ${patient}, ${moment?.toISOString() ?? null}::timestamptz,
        ${list(a.code)}::text[], ${list(a.account)}::uuid[], ${list(a.owner)}::uuid[], ${list(a.provider)}::text[],
        ${list(a.currency)}::text[],
        ${list(t.id)}::uuid[], ${list(t.hash)}::text[], ${list(t.caller)}::integer[], ${maybeList(t.linked)}::boolean[],
        ${maybeList(t.twin)}::integer[], ${maybeList(t.flaw)}::text[], ${list(t.first)}::integer[], ${list(t.last)}::integer[],
        ${maybeList(t.payment)}::uuid[], ${maybeList(t.reverses)}::uuid[], ${maybeList(t.effectiveAt)}::timestamptz[],
        ${list(t.description)}::text[], ${maybeList(t.metadata)}::text[], ${maybeList(t.hold)}::uuid[],
        ${maybeList(t.holdKept)}::boolean[], ${list(t.name)}::text[], ${maybeList(t.paymentName)}::text[],
        ${list(t.actorKind)}::text[], ${maybeList(t.actorId)}::text[], ${maybeList(t.requestId)}::text[],
        ${maybeList(t.address)}::text[], ${maybeList(t.userAgent)}::text[],
        ${list(e.transaction)}::integer[], ${list(e.account)}::integer[], ${list(e.side)}::text[],
        ${list(e.amount)}::numeric[])
      with ordinality order by ordinality`)
  if (rows.length !== t.id.length) throw new Error('posting answered for another batch')
  let from = 0
  return requests.map(({ postings }) => {
    const own = rows.slice(from, from + postings.length)
    from += postings.length
    if (own.some(({ refusal }) => refusal === 'BUSY')) return { busy: true }
    return postings.map(({ id }, index) => toOutcome(id, own[index]))
  })
}

type OutcomeRow = {
  refusal: PostingRefusal | 'BUSY' | null
  available: string | null
  currency: Currency | null
}

function toOutcome(id: string, row: OutcomeRow | undefined): PostingOutcome {
  if (!row || row.refusal === 'BUSY') throw new Error(`no outcome for ${id}`)
  const { refusal, available, currency } = row
  const hasAmount = available !== null && currency !== null
  return { id, refusal, available: hasAmount ? money(BigInt(available), currency) : null }
}

/** The parameters of the SQL function, by position: ledger accounts (`a`), postings (`t`) and all their entries (`e`). */
function toBatch(requests: readonly PostingRequest[]) {
  const all = requests.flatMap(toRows)
  const named = newNames()
  const firsts = new Map<string, number>()
  for (const [index, { posting }] of all.entries())
    if (!firsts.has(posting.id)) firsts.set(posting.id, index + 1)
  const hasTwins = firsts.size < all.length
  const column = <T>(of: (row: (typeof all)[number], position: number) => T): T[] =>
    all.map((row, index) => of(row, index + 1))
  const entries = all.flatMap(({ posting }, index) =>
    posting.entries.map((entry) => ({ ...entry, transaction: index + 1 })),
  )
  const ends = runningTotals(all.map(({ posting }) => posting.entries.length))
  const e = {
    transaction: entries.map(({ transaction }) => transaction),
    account: entries.map(({ ledgerAccount, amount }) =>
      named.positionOf(ledgerAccount, amount.currency),
    ),
    side: entries.map(({ side }) => side),
    amount: entries.map(({ amount }) => amount.minor.toString()),
  }
  const t = {
    id: column(({ posting }) => toUuid('ltx', posting.id)),
    hash: column(({ content }) => hash('sha256', content)),
    caller: column(({ caller }) => caller),
    linked: column(({ posting }) => posting.linked),
    twin: hasTwins ? column(({ posting }) => firsts.get(posting.id) ?? null) : [],
    flaw: column(({ posting }) => flawOf(posting.entries)),
    first: column(
      ({ posting }, position) => (ends[position - 1] ?? 0) - posting.entries.length + 1,
    ),
    last: ends,
    payment: column(({ posting }) => posting.paymentId && toUuid('pay', posting.paymentId)),
    reverses: column(({ posting }) => posting.reverses && toUuid('ltx', posting.reverses)),
    effectiveAt: column(({ posting }) => posting.effectiveAt?.toISOString() ?? null),
    description: column(({ posting }) => posting.description),
    metadata: column(({ posting }) => posting.metadata && JSON.stringify(posting.metadata)),
    hold: column(({ posting }) => posting.holdId && toUuid('hld', posting.holdId)),
    holdKept: column(({ posting }) => posting.holdKept),
    name: column(({ posting }) => posting.id),
    paymentName: column(({ posting }) => posting.paymentId),
    actorKind: column(({ cause }) => cause.actor.kind),
    actorId: column(({ cause }) => cause.actor.id),
    requestId: column(({ cause }) => cause.requestId),
    address: column(({ cause }) => cause.address ?? null),
    userAgent: column(({ cause }) => cause.userAgent ?? null),
  }
  return { a: named.columns(), t, e }
}

function toRows({ postings, cause }: PostingRequest, caller: number) {
  const contents = contentsOf(postings)
  return postings.map((posting, index) => ({
    posting,
    cause,
    caller,
    content: contents[index] ?? '',
  }))
}

function runningTotals(counts: readonly number[]): number[] {
  let total = 0
  return counts.map((count) => {
    total += count
    return total
  })
}

/** The distinct ledger accounts of a batch, in the order in which they are first named. */
function newNames() {
  const positions = new Map<string, number>()
  const named: ReturnType<typeof toNamed>[] = []
  return {
    positionOf(name: LedgerAccountName, currency: Currency): number {
      const key = `${name.code} ${name.accountId} ${currency} ${name.provider}`
      const known = positions.get(key)
      if (known !== undefined) return known
      named.push(recallNamed(`${key} ${name.ownerId}`, name, currency))
      positions.set(key, named.length)
      return named.length
    },
    columns: () => ({
      code: named.map(({ code }) => code),
      account: named.map(({ account }) => account),
      owner: named.map(({ owner }) => owner),
      provider: named.map(({ provider }) => provider),
      currency: named.map(({ currency }) => currency),
    }),
  }
}

/** Names in the form of SQL, by what they consist of: who is busy is named again and again. */
const remembered = new Map<string, ReturnType<typeof toNamed>>()
const REMEMBERED_MAX = 20_000

function recallNamed(key: string, ...name: Parameters<typeof toNamed>) {
  const known = remembered.get(key)
  if (known) return known
  if (remembered.size >= REMEMBERED_MAX) remembered.clear()
  const named = toNamed(...name)
  remembered.set(key, named)
  return named
}

/** A ledger account's name in the form in which the SQL functions take it. */
export const toNamed = (name: LedgerAccountName, currency: Currency) => ({
  code: name.code,
  account: name.accountId && toUuid('acc', name.accountId),
  owner: name.ownerId && toUuid('usr', name.ownerId),
  provider: name.provider,
  currency,
})

/**
 * An array as Postgres reads it (section 8.15.6 of its manual). One parameter, whatever its length: the statement stays
 * the same and stays prepared.
 */
const list = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map(toElement).join(',')}}`

/** Null when there is nothing in it, which saves the SQL function a look. */
const maybeList = (values: readonly (string | number | boolean | null)[]): string | null =>
  values.some((value) => value !== null && value !== false) ? list(values) : null

const PLAIN = /^(?!null$)[\w.:-]+$/i

function toElement(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value)
  return PLAIN.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
}
