import { ANONYMOUS } from '@tallystick/actor'
import { expect, test } from 'vitest'
import { type Door, type DoorCall, DoorError, type DoorFacts, withBulkhead } from './index.ts'

const facts: DoorFacts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
const query = { query: '{ a }' }

function newHeldDoor() {
  const held: ((answer: { data: null } | Error) => void)[] = []
  const door: Door = {
    name: 'ledger',
    execute: () =>
      new Promise((resolve, reject) => {
        held.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
      }),
    subscribe: async () => ({ data: null }),
  }
  return { door, held }
}

test('a door in this process takes so many calls at a time and keeps so many waiting // SUP-19', async () => {
  const { door, held } = newHeldDoor()
  const calls: DoorCall[] = []
  const limited = withBulkhead(door, {
    concurrencyMax: 1,
    queueMax: 1,
    onCall: (call) => calls.push(call),
  })
  const [first, second] = [limited.execute(query, facts), limited.execute(query, facts)]
  expect(limited.state?.()).toMatchObject({ inFlight: 1, waiting: 1, breaker: 'CLOSED', urls: [] })
  const refused = { reason: 'OVERLOADED', outcome: 'NOT_APPLIED', subgraph: 'ledger' }
  await expect(limited.execute(query, facts)).rejects.toMatchObject(refused)
  expect(await limited.subscribe(query, facts)).toEqual({ data: null })
  held[0]?.({ data: null })
  expect(await first).toEqual({ data: null })
  await expect.poll(() => held.length).toBe(2)
  const late = new DoorError({ subgraph: 'ledger', outcome: 'UNKNOWN', reason: 'DEADLINE' })
  held[1]?.(late)
  await expect(second).rejects.toBe(late)
  expect(calls.map(({ ok, reason }) => [ok, reason])).toEqual([
    [false, 'OVERLOADED'],
    [true, undefined],
    [false, 'DEADLINE'],
  ])
})

test('who waits in front of it leaves at once, and the door is not called for them', async () => {
  const { door, held } = newHeldDoor()
  const limited = withBulkhead(door, { concurrencyMax: 1 })
  const first = limited.execute(query, facts)
  const controller = new AbortController()
  const left = limited.execute(query, { ...facts, signal: controller.signal })
  const late = limited.execute(query, { ...facts, deadlineAt: performance.now() + 20 })
  controller.abort()
  const failed = { outcome: 'NOT_APPLIED', subgraph: 'ledger' }
  await expect(left).rejects.toMatchObject({ ...failed, reason: 'CANCELLED' })
  await expect(late).rejects.toMatchObject({ ...failed, reason: 'DEADLINE' })
  held[0]?.({ data: null })
  await first
  await expect.poll(() => limited.state?.()).toMatchObject({ inFlight: 0, waiting: 0 })
  expect(held).toHaveLength(1)
})

test('an answer as text is there only where the door gives one', () => {
  const { door } = newHeldDoor()
  expect(withBulkhead(door, {}).executeText).toBeUndefined()
  expect(withBulkhead({ ...door, executeText: async () => '{}' }, {}).executeText).toBeDefined()
})
