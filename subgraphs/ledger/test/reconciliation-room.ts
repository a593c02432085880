/** What tests of reconciliation say over and over: statements, comparisons, differences. */

import type { Actor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import { CLEARING, openRoom, person, type Room, topUp, wallet } from './room.ts'

export const ADMIN: Actor = person(newId('usr'), 'ADMIN')

/** A line of a statement, as the API takes it. */
export type Line = {
  reference: string
  side: 'DEBIT' | 'CREDIT'
  amount: { amount: string; currency: string }
  bookedAt: string
}

export type Break = {
  id: string
  kind: string
  subject: string
  line: number | null
  expected: { amount: string; currency: string } | null
  found: { amount: string; currency: string } | null
  resolvedAt: string | null
  resolution: string | null
  openedAt: string
  ledgerTransaction: { id: string } | null
}

export type Report = {
  id: string
  status: string
  comparedCount: number
  matchedCount: number
  breakCount: number
  pendingCount: number
}

export const BREAK = `id kind subject line expected { amount currency } found { amount currency }
  resolvedAt resolution openedAt ledgerTransaction { id }`

const DAY_MS = 86_400_000

/** The day that is `days` from today, in UTC. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

/** Imports a statement through the API and answers its id. */
export async function importLines(
  room: Room,
  lines: readonly Line[],
  period: object = {},
): Promise<string> {
  const {
    openProviderStatement: opened,
  }: { openProviderStatement: { statement: { id: string } } } = await room.data(
    `mutation ($input: OpenProviderStatementInput!) { openProviderStatement(input: $input) {
        ... on OpenProviderStatementSuccess { statement { id } } ... on StatementKnown { code statementId } } }`,
    {
      input: {
        provider: CLEARING.provider,
        fromDay: dayFromNow(-10),
        toDay: dayFromNow(10),
        ...period,
      },
    },
    ADMIN,
  )
  const { id } = opened.statement
  for (let at = 0; at < lines.length; at += 500)
    await room.data(
      `mutation ($input: AddProviderStatementLinesInput!) { addProviderStatementLines(input: $input) {
        ... on AddProviderStatementLinesSuccess { statement { lineCount } } } }`,
      { input: { statementId: id, after: at, lines: lines.slice(at, at + 500) } },
      ADMIN,
    )
  await room.data(CLOSE, { input: { statementId: id, lineCount: lines.length } }, ADMIN)
  return id
}

export const CLOSE = `mutation ($input: CloseProviderStatementInput!) { closeProviderStatement(input: $input) {
  __typename ... on CloseProviderStatementSuccess { statement { id importedAt } }
  ... on StatementKnown { code statementId } ... on StatementLinesOutOfOrder { code lineCount } } }`

/** Runs a comparison and answers its report; it must be finished. */
export async function compare(room: Room, input: object): Promise<Report> {
  const answer: { runReconciliation: { reconciliation: Report } } = await room.data(
    `mutation ($input: RunReconciliationInput!) { runReconciliation(input: $input) {
      ... on RunReconciliationSuccess { reconciliation {
        id status comparedCount matchedCount breakCount pendingCount } } } }`,
    { input },
    ADMIN,
  )
  return answer.runReconciliation.reconciliation
}

/** Every difference that fits the filter, page after page. */
export async function listBreaks(room: Room, filter: object, first = 100): Promise<Break[]> {
  const all: Break[] = []
  for (let after: string | null = null; ; ) {
    const answer: {
      reconciliationBreaks: {
        nodes: Break[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
    } = await room.data(
      `query ($filter: ReconciliationBreakFilter, $first: Int, $after: String) {
        reconciliationBreaks(filter: $filter, first: $first, after: $after) {
          nodes { ${BREAK} } pageInfo { hasNextPage endCursor } } }`,
      { filter, first, after },
      ADMIN,
    )
    const { nodes, pageInfo } = answer.reconciliationBreaks
    all.push(...nodes)
    if (!pageInfo.hasNextPage) return all
    after = pageInfo.endCursor
  }
}

/** A top-up that was posted, as the provider would book it. */
export type Posted = { id: string; paymentId: string; line: Line }

/** Posts top-ups of the amounts, each for a payment of its own. */
export async function postTopUps(
  room: Room,
  amounts: readonly bigint[],
  over: (index: number) => object = () => ({}),
): Promise<Posted[]> {
  const to = wallet()
  const posted: Posted[] = []
  for (let at = 0; at < amounts.length; at += 500) {
    const page = amounts.slice(at, at + 500).map((amount, index) => ({
      amount,
      paymentId: newId('pay'),
      posting: topUp(to, amount, over(at + index)),
    }))
    const outcomes = await room.post(
      ...page.map(({ posting, paymentId }) => ({ paymentId, ...posting })),
    )
    const refused = outcomes.find(({ refusal }) => refusal !== null)
    if (refused) throw new Error(`not posted: ${refused.refusal}`)
    for (const { amount, paymentId, posting } of page)
      posted.push({ id: posting.id, paymentId, line: lineOf(paymentId, amount) })
  }
  return posted
}

/** A line as the provider would write it today. */
export const lineOf = (reference: string, amount: bigint, over: Partial<Line> = {}): Line => ({
  reference,
  side: 'DEBIT',
  amount: { amount: amount.toString(), currency: 'USD' },
  bookedAt: `${dayFromNow(0)}T12:00:00.000Z`,
  ...over,
})

export { openRoom, type Room }
