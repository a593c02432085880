import { toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look, perform } from './acts.ts'
import { balanceOf, type House, newKey, openHouse, type Person, run, topUp } from './house.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
type Json = any

let house: House
let ada: Person
let root: Person
let ruth: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson()
  root = await house.newPerson(0n, ['ADMIN'])
  ruth = await house.newPerson(0n, ['ADMIN'])
})
afterAll(() => house.close())

const PROPOSAL = 'forcedStatus { id to reason proposedById decision decidedById payment { id } }'
const ask = async (
  person: Person,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Json> => {
  const { data, codes } = await run(house.payments.subgraph, person.facts, [query, variables])
  return codes.length > 0 ? { codes } : Object.values(data)[0]
}
const propose = (person: Person, paymentId: string, change: Record<string, unknown> = {}) =>
  ask(
    person,
    `mutation ($input: ForcePaymentStatusInput!) { forcePaymentStatus(input: $input) { __typename
      ... on ForcePaymentStatusSuccess { ${PROPOSAL} } ... on Refusal { code message } } }`,
    { input: { paymentId, status: 'COMPLETED', reason: 'Seen in the bank’s file', ...change } },
  )
const decide = (person: Person, id: string, decision = 'APPROVED') =>
  ask(
    person,
    `mutation ($input: DecideForcedStatusInput!) { decideForcedStatus(input: $input) { __typename
      ... on DecideForcedStatusSuccess { ${PROPOSAL} payment { status reason } }
      ... on Refusal { code message } } }`,
    { input: { id, decision } },
  )
/** A top-up that waits for somebody who will never come. */
const stuck = async (minor = 10_02n): Promise<string> =>
  (await topUp(house.payments.subgraph, ada, { minor })).payment.id

describe('forcePaymentStatus (PAY-13, C38)', () => {
  it('moves the money when another administrator has approved, and not before', async () => {
    const before = await balanceOf(house, ada)
    const paymentId = await stuck()
    const { forcedStatus } = await propose(root, paymentId)
    expect(forcedStatus).toMatchObject({
      to: 'COMPLETED',
      proposedById: root.id,
      decision: null,
      payment: { id: paymentId },
    })
    expect(await look(house, ada, paymentId)).toMatchObject({ status: 'REQUIRES_ACTION' })
    expect(await decide(root, forcedStatus.id)).toMatchObject({ code: 'OWN_PROPOSAL' })
    expect(await decide(ruth, forcedStatus.id)).toMatchObject({
      forcedStatus: { decision: 'APPROVED', decidedById: ruth.id },
      payment: { status: 'COMPLETED', reason: 'FORCED' },
    })
    expect(await balanceOf(house, ada)).toBe(before + 10_02n)
    expect(await decide(ruth, forcedStatus.id)).toMatchObject({ code: 'PROPOSAL_DECIDED' })
    expect(await propose(root, paymentId)).toMatchObject({ code: 'PAYMENT_NOT_READY' })
    const [event] = await house.rows(sql`select actor_id from payments.outbox
      where aggregate_id = ${paymentId} and type = 'payments:payment:completed'`)
    expect(event).toEqual({ actor_id: ruth.id })
  })

  it('fails a payment without moving anything', async () => {
    const before = await balanceOf(house, ada)
    const paymentId = await stuck()
    const { forcedStatus } = await propose(root, paymentId, { status: 'FAILED' })
    expect(await decide(ruth, forcedStatus.id)).toMatchObject({
      payment: { status: 'FAILED', reason: 'FORCED' },
    })
    expect(await balanceOf(house, ada)).toBe(before)
  })

  it('is taken back by whoever proposed it, and then something else is proposed', async () => {
    const paymentId = await stuck()
    const first = await propose(root, paymentId)
    expect(await propose(ruth, paymentId)).toMatchObject({ code: 'PROPOSAL_OPEN' })
    expect(await decide(root, first.forcedStatus.id, 'REJECTED')).toMatchObject({
      forcedStatus: { decision: 'REJECTED' },
      payment: { status: 'REQUIRES_ACTION' },
    })
    expect(await propose(ruth, paymentId, { status: 'FAILED' })).toMatchObject({
      __typename: 'ForcePaymentStatusSuccess',
    })
  })

  it('says nothing once the provider itself has spoken', async () => {
    const paymentId = await stuck()
    const { forcedStatus } = await propose(root, paymentId)
    await perform(house.payments.subgraph, ada, ['cancelPayment', { paymentId }])
    expect(await decide(ruth, forcedStatus.id)).toMatchObject({ code: 'PAYMENT_NOT_READY' })
    expect(await look(house, ada, paymentId)).toMatchObject({ status: 'CANCELLED' })
  })

  it('is decided once, by whoever is first', async () => {
    const admins = await Promise.all(
      Array.from({ length: 10 }, () => house.newPerson(0n, ['ADMIN'])),
    )
    const before = await balanceOf(house, ada)
    const { forcedStatus } = await propose(root, await stuck())
    const answers = await Promise.all(admins.map((admin) => decide(admin, forcedStatus.id)))
    expect(answers.filter(({ payment }) => payment)).toHaveLength(1)
    expect(await balanceOf(house, ada)).toBe(before + 10_02n)
  })

  it('takes a reason, a payment that waits for a provider, and an administrator', async () => {
    const paymentId = await stuck()
    for (const reason of ['', '  ', 'x'.repeat(501), '\0'])
      expect(await propose(root, paymentId, { reason })).toEqual({ codes: ['BAD_USER_INPUT'] })
    expect(await propose(ada, paymentId)).toEqual({ codes: ['FORBIDDEN'] })
    expect(await propose(root, 'pay_nothing')).toEqual({ codes: ['NOT_FOUND'] })
    const input = { accountId: ada.walletId, from: { accountId: root.walletId } }
    const asked = await perform(house.payments.subgraph, ada, [
      'requestMoney',
      { ...input, amount: { amount: '1', currency: 'USD' }, idempotencyKey: newKey() },
    ])
    expect(await propose(root, asked.payment.id)).toMatchObject({ code: 'PAYMENT_NOT_READY' })
  })

  it('is listed, newest first', async () => {
    const query = `query ($after: String) { forcedStatuses(isOpen: true, first: 1, after: $after) {
      nodes { id decision } pageInfo { hasNextPage endCursor } } }`
    const page = await ask(root, query)
    expect(page.nodes).toMatchObject([{ decision: null }])
    const next = await ask(root, query, { after: page.pageInfo.endCursor })
    expect(next.nodes[0]?.id).not.toBe(page.nodes[0].id)
    expect(await ask(ada, query)).toEqual({ codes: ['FORBIDDEN'] })
  })

  it('is written in the database as it was decided (I12)', async () => {
    const paymentId = await stuck()
    const { forcedStatus } = await propose(root, paymentId)
    const id = toUuid('fst', forcedStatus.id)
    const own = toUuid('usr', root.id)
    await expect(
      house.rows(sql`update payments.forced_statuses set decision = 'APPROVED', decided_at = now(),
        decided_by = ${own} where id = ${id}`),
    ).rejects.toMatchObject({ cause: { constraint_name: 'forced_statuses_two_people' } })
    await decide(ruth, forcedStatus.id, 'REJECTED')
    for (const change of [
      sql`update payments.forced_statuses set decision = 'APPROVED' where id = ${id}`,
      sql`delete from payments.forced_statuses where id = ${id}`,
    ])
      await expect(house.rows(change)).rejects.toMatchObject({
        cause: { constraint_name: 'forced_statuses_decided_once' },
      })
  })
})
