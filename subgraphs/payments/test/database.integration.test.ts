import { constraintOf, openDatabase } from '@tallystick/db'
import { fromUuid, newId, toUuid } from '@tallystick/ids'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAYMENT_STATUSES, STATUS_MOVES } from '../src/domain/rules/payment.ts'
import { type House, openHouse, type Person, send } from './house.ts'

let house: House
let own: ReturnType<typeof openDatabase>
let ada: Person
let ben: Person
let id: string
beforeAll(async () => {
  house = await openHouse()
  own = openDatabase({ url: house.url, name: 'test' })
  ada = await house.newPerson(10_00n)
  ben = await house.newPerson()
  id = (await send(house.payments.subgraph, [ada, ben]))['payment'].id
})
afterAll(async () => {
  await own.close()
  await house.close()
})

/** The constraint that statements of one transaction break, run as the role of Payments. */
const broken = (...statements: SQL[]): Promise<string | undefined> =>
  own.db
    .transaction(async (tx) => {
      for (const statement of statements) await tx.execute(statement)
      return undefined
    })
    .catch(constraintOf)

const row = (change: Record<string, unknown> = {}) => {
  const columns: Record<string, unknown> = {
    id: toUuid('pay', newId('pay')),
    kind: 'SEND',
    status: 'INITIATED',
    payer_account_id: toUuid('acc', ada.walletId),
    payer_user_id: toUuid('usr', ada.id),
    payee_account_id: toUuid('acc', ben.walletId),
    payee_user_id: toUuid('usr', ben.id),
    amount_minor: '1',
    fee_minor: '0',
    currency: 'USD',
    priority: 'STANDARD',
    sequence: 1,
    attempt_count: 0,
    next_attempt_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...change,
  }
  const names = sql.raw(Object.keys(columns).join(', '))
  const values = Object.values(columns).map((value) => sql`${value}`)
  return {
    id: columns['id'],
    insert: sql`insert into payments.payments (${names}) values (${sql.join(values, sql`, `)})`,
  }
}

const step = (paymentId: unknown, sequence: number, [from, to]: readonly [string | null, string]) =>
  sql`insert into payments.payment_transitions (payment_id, sequence, from_status, to_status, at)
      values (${paymentId}, ${sequence}, ${from}, ${to}, now())`

describe('the database', () => {
  it('knows the same moves as the rule (PAY-14)', async () => {
    const stored = await own.db.execute<{ from: string; to: string }>(
      sql`select from_status as from, to_status as to from payments.payment_status_moves`,
    )
    const ruled = PAYMENT_STATUSES.flatMap((from) => STATUS_MOVES[from].map((to) => ({ from, to })))
    const sorted = (moves: Iterable<{ from: string; to: string }>) =>
      [...moves].map(({ from, to }) => `${from} → ${to}`).sort()
    expect(sorted(stored)).toEqual(sorted(ruled))
  })

  it('refuses every move that the rule does not know (PAY-14)', async () => {
    for (const to of PAYMENT_STATUSES.filter((status) => !STATUS_MOVES.COMPLETED.includes(status)))
      if (to !== 'COMPLETED')
        expect(
          await broken(
            sql`update payments.payments set status = ${to} where id = ${toUuid('pay', id)}`,
          ),
        ).toBe('payments_legal_move')
    expect(await broken(step(toUuid('pay', id), 4, ['COMPLETED', 'FAILED']))).toBe(
      'payment_transitions_legal_move',
    )
  })

  it('refuses a legal move that leaves no transition, or one out of order', async () => {
    const change = sql`update payments.payments set status = 'REFUNDED', sequence = 4
      where id = ${toUuid('pay', id)}`
    expect(await broken(change)).toBe('payments_status_in_history')
    expect(await broken(step(toUuid('pay', id), 5, ['COMPLETED', 'REFUNDED']))).toBe(
      'payment_transitions_legal_move',
    )
    expect(await broken(step(toUuid('pay', id), 4, ['PROCESSING', 'COMPLETED']))).toBe(
      'payment_transitions_legal_move',
    )
    expect(await broken(step(toUuid('pay', id), 3, ['PROCESSING', 'COMPLETED']))).toBe(
      'payment_transitions_once',
    )
  })

  it('refuses a payment that begins in the middle', async () => {
    const { id: paymentId, insert } = row({ status: 'COMPLETED', next_attempt_at: null })
    expect(await broken(insert, step(paymentId, 1, [null, 'COMPLETED']))).toBe(
      'payment_transitions_begin',
    )
  })

  it.each([
    ['no amount', { amount_minor: '0' }, 'payments_amount_positive'],
    ['a negative fee', { fee_minor: '-1' }, 'payments_fee_not_negative'],
    ['no payer', { payer_account_id: null }, 'payments_payer_before_money'],
    ['a provider for SEND', { provider: 'SIMULATOR' }, 'payments_shape_of_kind'],
    ['a payer for TOP_UP', { kind: 'TOP_UP', provider: 'SIMULATOR' }, 'payments_shape_of_kind'],
    ['an unknown status', { status: 'DONE' }, 'payments_status_known'],
    ['no timer before it is at rest', { next_attempt_at: null }, 'payments_timer_until_rest'],
    ['a long description', { description: 'd'.repeat(501) }, 'payments_description_length'],
  ])('refuses a payment with %s', async (_what, change, constraint) => {
    expect(await broken(row(change).insert)).toBe(constraint)
  })

  it('lets nobody change history: not the role, and not the owner (I12)', async () => {
    for (const statement of [
      sql`update payments.payment_transitions set reason = 'x'`,
      sql`delete from payments.payment_transitions`,
      sql`truncate payments.payment_transitions`,
    ]) {
      await expect(own.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
      await expect(house.rows(statement)).rejects.toMatchObject({
        cause: { constraint_name: 'payment_transitions_append_only' },
      })
    }
  })

  it('holds a transition, an event and a timer or an end for every payment (I6, I8)', async () => {
    const [payment] = await house.rows(sql`select id, sequence from payments.payments limit 1`)
    const shown = fromUuid('pay', payment?.['id'])
    const [counts] = await house.rows(sql`select
      (select count(*)::int from payments.payment_transitions where payment_id = ${payment?.['id']}) as transitions,
      (select count(*)::int from payments.outbox where aggregate_id = ${shown}) as events`)
    expect(counts).toEqual({ transitions: payment?.['sequence'], events: payment?.['sequence'] })
  })
})
