/** A process that dies is a Payments whose door to the ledger breaks; the next one is a second Payments with whole doors. */
import type { Door } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  balanceOf,
  type House,
  later,
  newKey,
  openHouse,
  type Person,
  send,
  showPayment,
  sweep,
  topUp,
} from './house.ts'

let house: House
let ada: Person
let ben: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_00n)
  ben = await house.newPerson()
})
afterAll(() => house.close())

/** A ledger that does its work, or not, and whose answer is lost. */
const losing = (when: 'before' | 'after'): Door => ({
  ...house.neighbours.ledger,
  async execute(request, facts) {
    if (when === 'after') await house.neighbours.ledger.execute(request, facts)
    throw new Error('the connection is gone')
  },
})

const openLosing = (when: 'before' | 'after') =>
  house.open({ doors: { ...house.neighbours, ledger: losing(when) } })

/** Runs the job of one payment as the worker does, which may be more than once. */
const runJob = async (paymentId: string): Promise<void> =>
  house.payments.tasks['advance-payment']?.(
    { paymentId, requestId: null },
    { attempt: 1, log: SILENT, signal: undefined },
  )

const jobsOf = (paymentId: string) =>
  house.rows(sql`select max_attempts from payments_jobs.jobs where key = ${paymentId}`)

describe('a payment whose process dies', () => {
  it.each(['before', 'after'] as const)(
    '%s the ledger posted is accepted, and its job ends it, once (P-12, I5, I6)',
    async (when) => {
      const { subgraph } = await openLosing(when)
      const before = await balanceOf(house, ben)
      const idempotencyKey = newKey()
      const { payment } = await send(subgraph, [ada, ben], { minor: 9n, idempotencyKey })
      expect(payment.status).toBe('PROCESSING')
      expect(await jobsOf(payment.id)).toHaveLength(1)

      await runJob(payment.id)
      expect(await showPayment(house, ada, payment.id)).toMatchObject({ status: 'COMPLETED' })
      expect(await balanceOf(house, ben)).toBe(before + 9n)
      expect(await jobsOf(payment.id)).toEqual([])

      const again = await send(house.payments.subgraph, [ada, ben], { minor: 9n, idempotencyKey })
      expect(again).toMatchObject({ replayed: true, payment: { status: 'COMPLETED' } })
      await runJob(payment.id)
      await sweep(house, later({ minutes: 10 }))
      expect(await balanceOf(house, ben)).toBe(before + 9n)
    },
  )

  it('is ended by the next request with the same key as well', async () => {
    const { subgraph } = await openLosing('after')
    const before = await balanceOf(house, ben)
    const idempotencyKey = newKey()
    await send(subgraph, [ada, ben], { minor: 8n, idempotencyKey })
    const again = await send(house.payments.subgraph, [ada, ben], { minor: 8n, idempotencyKey })
    expect(again).toMatchObject({ replayed: true, payment: { status: 'COMPLETED' } })
    expect(await balanceOf(house, ben)).toBe(before + 8n)
  })

  it('after the ledger refused fails with that refusal, even if money has come since', async () => {
    const { subgraph } = await openLosing('after')
    const cleo = await house.newPerson(1_00n)
    const idempotencyKey = newKey()
    const { payment } = await send(subgraph, [cleo, ben], { minor: 2_00n, idempotencyKey })
    expect(payment.status).toBe('PROCESSING')
    await send(house.payments.subgraph, [ada, cleo], { minor: 50_00n })
    await runJob(payment.id)
    expect(await showPayment(house, cleo, payment.id)).toMatchObject({
      status: 'FAILED',
      reason: 'INSUFFICIENT_FUNDS',
    })
    const request = [cleo, ben] as const
    expect(
      await send(house.payments.subgraph, request, { minor: 2_00n, idempotencyKey }),
    ).toMatchObject({ __typename: 'InsufficientFunds', available: { amount: '100' } })
    expect(await balanceOf(house, cleo)).toBe(51_00n)
  })

  it('between charge and posting is posted later and charged once (I5)', async () => {
    const { subgraph } = await openLosing('before')
    const before = await balanceOf(house, ada)
    const { payment } = await topUp(subgraph, ada, { minor: 4_44n })
    expect(payment.status).toBe('PROCESSING')
    await runJob(payment.id)
    expect(await showPayment(house, ada, payment.id)).toMatchObject({ status: 'COMPLETED' })
    expect(await balanceOf(house, ada)).toBe(before + 4_44n)
    const [charge] = await house.rows(
      sql`select call_count from payments.simulator_acts where reference = ${payment.id}`,
    )
    expect(charge).toEqual({ call_count: 1 })
  })

  it('while its first process still runs gets one end and one answer from both (F-04)', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow: Door = {
      ...house.neighbours.ledger,
      execute: async (request, facts) => {
        await held
        return house.neighbours.ledger.execute(request, facts)
      },
    }
    const { subgraph } = await house.open({ doors: { ...house.neighbours, ledger: slow } })
    const before = await balanceOf(house, ben)
    const zombie = send(subgraph, [ada, ben], { minor: 6n })
    await vi.waitFor(async () => {
      expect(await sweep(house, later({ minutes: 1 }))).toMatchObject({ resumed: 1 })
    })
    release()
    expect((await zombie)['payment']).toMatchObject({
      status: 'COMPLETED',
      transitions: { length: 3 },
    })
    expect(await balanceOf(house, ben)).toBe(before + 6n)
  })
})

describe('the sweep', () => {
  it('moves on what has no job, and only when its time has come (P-12, I6)', async () => {
    const { subgraph } = await openLosing('before')
    const { payment } = await send(subgraph, [ada, ben])
    await house.rows(sql`select payments_jobs.remove_job(${payment.id})`)
    expect(await sweep(house)).toEqual({ resumed: 0, failed: 0 })
    expect(await sweep(house, later({ minutes: 1 }))).toEqual({ resumed: 1, failed: 0 })
    expect(await showPayment(house, ada, payment.id)).toMatchObject({ status: 'COMPLETED' })
  })

  it('never gives a payment up, and one that fails does not hold up the others (P-12)', async () => {
    const broken = await openLosing('before')
    const ids: string[] = []
    for (let count = 0; count < 12; count++)
      ids.push((await send(broken.subgraph, [ada, ben], { minor: 1n }))['payment'].id)
    for (let minutes = 1; minutes <= 6; minutes++)
      expect(await sweep(house, { ...later({ minutes }), ledger: losing('before') })).toEqual({
        resumed: 0,
        failed: 12,
      })
    expect(await sweep(house, later({ minutes: 7 }))).toEqual({ resumed: 12, failed: 0 })
    for (const id of ids)
      expect(await showPayment(house, ada, id)).toMatchObject({ status: 'COMPLETED' })
  })

  it('run twice at once takes every payment once', async () => {
    const { subgraph } = await openLosing('before')
    for (let count = 0; count < 10; count++) await send(subgraph, [ada, ben], { minor: 1n })
    const both = await Promise.all([1, 2].map(() => sweep(house, later({ minutes: 1 }))))
    expect(both.reduce((sum, { resumed }) => sum + resumed, 0)).toBe(10)
  })
})

describe('the worker', () => {
  it('runs the job that a dead process left, and tells who did it for which request (I12)', async () => {
    const { subgraph } = await openLosing('before')
    const { payment } = await send(subgraph, [ada, ben])
    await house.rows(
      sql`update payments_jobs._private_jobs set run_at = now() where key = ${payment.id}`,
    )
    const { jobs, tasks, crontab } = house.payments
    const running = await jobs.run({ tasks, crontab })
    await vi.waitFor(
      async () =>
        expect(await showPayment(house, ada, payment.id)).toMatchObject({ status: 'COMPLETED' }),
      { timeout: 10_000 },
    )
    await running.stop()
    const events = await house.rows(sql`
      select type, actor_kind, actor_id, request_id from payments.outbox
      where aggregate_id = ${payment.id} order by sequence`)
    const requestId = ada.facts.requestId
    expect(events).toMatchObject([
      {
        type: 'payments:payment:created',
        actor_kind: 'USER',
        actor_id: ada.id,
        request_id: requestId,
      },
      { type: 'payments:payment:updated', actor_kind: 'USER', actor_id: ada.id },
      {
        type: 'payments:payment:completed',
        actor_kind: 'SERVICE',
        actor_id: 'payments',
        request_id: requestId,
      },
    ])
  })
})
