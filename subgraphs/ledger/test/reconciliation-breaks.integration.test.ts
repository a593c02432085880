import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ADMIN,
  BREAK,
  compare,
  dayFromNow,
  importLines,
  lineOf,
  listBreaks,
  openRoom,
  postTopUps,
  type Room,
} from './reconciliation-room.ts'
import { PAYMENTS, person } from './room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const RESOLVE = `mutation ($input: ResolveBreakInput!) { resolveBreak(input: $input) {
  __typename ... on ResolveBreakSuccess { break { ${BREAK} resolvedBy { id } } } ... on Refusal { code } } }`
const ASSIGN = `mutation ($input: AssignBreakInput!) { assignBreak(input: $input) {
  __typename ... on AssignBreakSuccess { break { owner { id } ageDays } } ... on Refusal { code } } }`

const resolve = (breakId: string, note = 'their batch was late') =>
  room.data(RESOLVE, { input: { breakId, note } }, ADMIN)

const eventsOf = async (type: string) =>
  (
    await room.asAdmin(
      sql`select aggregate_id, actor_id, body from ledger.outbox where type = ${type} order by sequence`,
    )
  ).map((row) => row['aggregate_id'])

describe('a difference', () => {
  it('found again is the same break, told of once // REC-2', async () => {
    const statementId = await importLines(room, [lineOf(newId('pay'), 5n)])
    await compare(room, { scope: 'PROVIDER', statementId })
    const [first, ...others] = await listBreaks(room, { statementId })
    expect(others).toEqual([])
    expect(first).toMatchObject({
      kind: 'MISSING_HERE',
      expected: null,
      found: { amount: '5', currency: 'USD' },
    })
    await compare(room, { scope: 'PROVIDER', statementId })
    expect(await listBreaks(room, { statementId })).toEqual([first])
    expect(await eventsOf('ledger:break:opened')).toEqual([first?.id])
    expect(await eventsOf('ledger:reconciliation:finished')).toHaveLength(2)
    // What the first comparison made of the lines is thrown away: the second counts.
    expect(
      await room.asAdmin(
        sql`select count(distinct reconciliation_id)::int from ledger.statement_matches`,
      ),
    ).toEqual([{ count: 1 }])
  })

  it('that is gone is resolved by the comparison that no longer finds it', async () => {
    const paymentId = newId('pay')
    const statementId = await importLines(room, [lineOf(paymentId, 5n)])
    await compare(room, { scope: 'PROVIDER', statementId })
    await postTopUps(room, [5n], () => ({ paymentId }))
    expect(await compare(room, { scope: 'PROVIDER', statementId })).toMatchObject({
      breakCount: 0,
      matchedCount: 1,
    })
    expect(await listBreaks(room, { statementId, open: true })).toEqual([])
    const [gone] = await listBreaks(room, { statementId, open: false })
    expect(gone).toMatchObject({ kind: 'MISSING_HERE', resolution: 'gone' })
    expect(await eventsOf('ledger:break:resolved')).toEqual([gone?.id])
  })

  it('that a person explained stays explained while it is the same', async () => {
    const statementId = await importLines(room, [lineOf(newId('pay'), 5n)])
    await compare(room, { scope: 'PROVIDER', statementId })
    const [found] = await listBreaks(room, { statementId })
    expect(await resolve(found?.id ?? '')).toMatchObject({
      resolveBreak: {
        __typename: 'ResolveBreakSuccess',
        break: { resolution: 'their batch was late', resolvedBy: { id: ADMIN.id } },
      },
    })
    expect(await compare(room, { scope: 'PROVIDER', statementId })).toMatchObject({ breakCount: 1 })
    expect(await listBreaks(room, { statementId, open: true })).toEqual([])
    expect(await resolve(found?.id ?? '')).toMatchObject({
      resolveBreak: { code: 'BREAK_RESOLVED' },
    })
    expect(await resolve(newId('brk'))).toMatchObject({ resolveBreak: { code: 'BREAK_UNKNOWN' } })
  })

  it('is somebody’s when it is given to them', async () => {
    const statementId = await importLines(room, [lineOf(newId('pay'), 5n)])
    await compare(room, { scope: 'PROVIDER', statementId })
    const [found] = await listBreaks(room, { statementId })
    const ownerId = newId('usr')
    const assign = (to: string | null) =>
      room.data(ASSIGN, { input: { breakId: found?.id, ownerId: to } }, ADMIN)
    expect(await assign(ownerId)).toMatchObject({
      assignBreak: { break: { owner: { id: ownerId }, ageDays: 0 } },
    })
    await assign(ownerId)
    expect(await eventsOf('ledger:break:assigned')).toHaveLength(1)
    expect(await listBreaks(room, { ownerId })).toHaveLength(1)
    expect(await assign(null)).toMatchObject({ assignBreak: { break: { owner: null } } })
    expect(await listBreaks(room, { ownerId })).toEqual([])
    await resolve(found?.id ?? '')
    expect(await assign(ownerId)).toMatchObject({ assignBreak: { code: 'BREAK_RESOLVED' } })
  })

  it('of an entry ends when the next statement has it', async () => {
    const [posted] = await postTopUps(room, [5n])
    const first = await importLines(room, [], { fromDay: dayFromNow(-5), toDay: dayFromNow(0) })
    expect(await compare(room, { scope: 'PROVIDER', statementId: first })).toMatchObject({
      breakCount: 0,
      pendingCount: 1,
    })
    // Whoever allows no day finds it missing at once.
    await compare(room, { scope: 'PROVIDER', statementId: first, lateDays: 0 })
    expect(await listBreaks(room, { open: true })).toMatchObject([{ kind: 'MISSING_THERE' }])
    const bookedAt = `${dayFromNow(1)}T00:00:00.000Z`
    const lines = posted ? [{ ...posted.line, bookedAt }] : []
    const next = await importLines(room, lines, { fromDay: dayFromNow(1), toDay: dayFromNow(9) })
    expect(await compare(room, { scope: 'PROVIDER', statementId: next })).toMatchObject({
      matchedCount: 1,
      breakCount: 0,
    })
    expect(await listBreaks(room, { open: true })).toEqual([])
    // What one statement has, another cannot have again.
    expect(await compare(room, { scope: 'PROVIDER', statementId: first })).toMatchObject({
      breakCount: 0,
      pendingCount: 0,
    })
  })

  it('shows where a line of another statement is said again', async () => {
    const [posted] = await postTopUps(room, [5n])
    if (!posted) throw new Error('nothing was posted')
    const first = await importLines(room, [posted.line])
    await compare(room, { scope: 'PROVIDER', statementId: first })
    const again = { ...posted.line, bookedAt: `${dayFromNow(1)}T00:00:00.000Z` }
    const second = await importLines(room, [again], { fromDay: dayFromNow(1) })
    await compare(room, { scope: 'PROVIDER', statementId: second })
    expect(await listBreaks(room, { statementId: second })).toMatchObject([{ kind: 'DUPLICATE' }])
  })

  it('that nobody has seen is missed in the first statement that covers its days', async () => {
    await postTopUps(room, [5n])
    const statementId = await importLines(room, [], { fromDay: dayFromNow(0) })
    await compare(room, { scope: 'PROVIDER', statementId })
    expect(await listBreaks(room, { open: true, provider: 'SIMULATOR' })).toHaveLength(1)
    expect(await listBreaks(room, { open: true, provider: 'OTHER' })).toEqual([])
  })
})

describe('the list of differences', () => {
  it('pages without a gap, the oldest first', async () => {
    const lines = Array.from({ length: 23 }, () => lineOf(newId('pay'), 5n))
    const statementId = await importLines(room, lines)
    const report = await compare(room, { scope: 'PROVIDER', statementId })
    const all = await listBreaks(room, { statementId })
    expect(new Set(all.map(({ line }) => line)).size).toBe(23)
    expect(await listBreaks(room, { statementId }, 5)).toEqual(all)
    const ofReport: { reconciliation: { breaks: { nodes: unknown[]; pageInfo: object } } } =
      await room.data(
        `query ($id: ID!) { reconciliation(id: $id) { breaks(first: 20) {
          nodes { id } pageInfo { hasNextPage } } statement { reconciliation { id } } } }`,
        { id: report.id },
        ADMIN,
      )
    expect(ofReport.reconciliation).toMatchObject({
      breaks: { pageInfo: { hasNextPage: true } },
      statement: { reconciliation: { id: report.id } },
    })
  })

  it('refuses a cursor and an id that it never gave', async () => {
    const codeOf = async (args: string) => {
      const result = await room.run(`{ reconciliationBreaks(${args}) { nodes { id } } }`, {}, ADMIN)
      return result.errors?.[0]?.extensions?.['code']
    }
    expect(await codeOf('after: "x"')).toBe('BAD_USER_INPUT')
    expect(await codeOf('first: 101')).toBe('BAD_USER_INPUT')
    expect(await codeOf('filter: {ownerId: "usr_1"}')).toBe('BAD_USER_INPUT')
    expect(await codeOf(`after: "${Buffer.from('[1,"x"]').toString('base64url')}"`)).toBe(
      'BAD_USER_INPUT',
    )
  })

  it('and all of reconciliation is for administrators alone', async () => {
    const operations = [
      '{ reconciliations { nodes { id } } }',
      `{ reconciliation(id: "${newId('rec')}") { id } }`,
      '{ reconciliationBreaks { nodes { id } } }',
      '{ providerStatements { nodes { id } } }',
      `{ providerStatement(id: "${newId('stm')}") { id } }`,
      'mutation { runReconciliation(input: {scope: BOOKS}) { __typename } }',
      `mutation { resolveBreak(input: {breakId: "${newId('brk')}", note: "x"}) { __typename } }`,
      `mutation { assignBreak(input: {breakId: "${newId('brk')}"}) { __typename } }`,
      `mutation { openProviderStatement(input: {provider: "p", fromDay: "2026-11-01", toDay: "2026-11-02"}) { __typename } }`,
      `mutation { addProviderStatementLines(input: {statementId: "${newId('stm')}", after: 0, lines: []}) { __typename } }`,
      `mutation { closeProviderStatement(input: {statementId: "${newId('stm')}", lineCount: 0}) { __typename } }`,
    ]
    for (const query of operations)
      for (const actor of [person(newId('usr')), person(newId('usr'), 'VENDOR'), PAYMENTS]) {
        const { errors } = await room.run(query, {}, actor)
        expect(errors?.[0]?.extensions?.['code'], query).toBe('FORBIDDEN')
      }
  })
})
