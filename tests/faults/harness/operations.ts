/**
 * What clients do: the table that new kinds of payments are added to.
 *
 * An operation names its mutation and makes its input. Every one has an idempotency key and answers with a union whose good
 * member has `payment`.
 */

import type { Loose } from '../../kit/client.ts'
import type { Dice } from '../../kit/dice.ts'

/** Somebody with an account and a session. */
export type Person = Readonly<{ token: string; accountId: string; email: string }>

/** A payment that somebody was told is COMPLETED, for operations that go on with one. */
export type PaymentDone = Readonly<{ id: string; kind: string; amount: number; person: Person }>

/** What an operation is made from. */
export type Circumstances = Readonly<{
  dice: Dice
  people: readonly Person[]
  /** The newest payments that clients saw completed. */
  done: readonly PaymentDone[]
  /** Unique to this request; it is the idempotency key and, where there is one, the description. */
  key: string
}>

/** One request of one client. */
export type Request = Readonly<{
  person: Person
  input: Record<string, unknown>
  amount: number
}>

/** A kind of request. */
export type Operation = Readonly<{
  name: string
  /** As `Payment.kind` has it. */
  kind: string
  /** How often it is drawn, beside the others. */
  weight: number
  query: string
  /** @returns undefined when there is nothing to do it with yet */
  make(circumstances: Circumstances): Request | undefined
}>

const mutation = (name: string): string => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Success { payment { id status } } ... on Refusal { code message } } }`
}

const usd = (amount: number): object => ({ amount: String(amount), currency: 'USD' })

const send: Operation = {
  name: 'sendMoney',
  kind: 'SEND',
  weight: 70,
  query: mutation('sendMoney'),
  make({ dice, people, key }) {
    const [person, payee] = dice.draw(people, 2)
    if (!person || !payee) return undefined
    // One in twenty asks for more than anybody has.
    const amount = dice.roll(20) === 0 ? 900_000_000 : 1 + dice.roll(500)
    const to = dice.roll(2) === 0 ? { email: payee.email } : { accountId: payee.accountId }
    const input = {
      fromAccountId: person.accountId,
      to,
      amount: usd(amount),
      description: key,
      idempotencyKey: key,
    }
    return { person, input, amount }
  },
}

/** A top-up whose amount makes the simulator do what `digits` stand for. */
const topUp = (what: string, digits: number, weight: number): Operation => ({
  name: `topUpAccount ${what}`,
  kind: 'TOP_UP',
  weight,
  query: mutation('topUpAccount'),
  make({ dice, people, key }) {
    const person = dice.pick(people)
    const amount = 100 * (1 + dice.roll(50)) + digits
    return {
      person,
      input: { accountId: person.accountId, amount: usd(amount), idempotencyKey: key },
      amount,
    }
  },
})

/** Part of a top-up goes back through the simulator, which does by the amount's last digits what it does. */
const refund = (what: string, digits: number, weight: number): Operation => ({
  name: `refundPayment ${what}`,
  kind: 'REFUND',
  weight,
  query: mutation('refundPayment'),
  make({ dice, done, key }) {
    const toppedUp = done.filter(({ kind, amount }) => kind === 'TOP_UP' && amount > 200)
    if (toppedUp.length === 0) return undefined
    const { id, person } = dice.pick(toppedUp)
    const amount = 100 + digits
    const input = { paymentId: id, amount: String(amount), reason: key, idempotencyKey: key }
    return { person, input, amount }
  },
})

/** All of them. A capture would take one that was told to be AUTHORIZED, and a payout a payment method. */
export const OPERATIONS: readonly Operation[] = [
  send,
  topUp('that succeeds', 10, 18),
  topUp('that is declined', 1, 3),
  topUp('that waits for its payer', 2, 1),
  topUp('that is not answered', 3, 4),
  topUp('that succeeds late', 4, 4),
  topUp('that is told twice', 5, 2),
  refund('that succeeds', 10, 6),
  refund('that is not answered', 3, 2),
]

/** Draws one by weight. */
export function drawOperation(dice: Dice, from: readonly Operation[] = OPERATIONS): Operation {
  const total = from.reduce((sum, { weight }) => sum + weight, 0)
  let left = dice.roll(total)
  for (const each of from) {
    left -= each.weight
    if (left < 0) return each
  }
  throw new RangeError('there is no operation to draw')
}

/** What an answer means to a client that must not pay twice. */
export type Verdict =
  | Readonly<{ kind: 'ACCEPTED'; paymentId: string; status: string }>
  | Readonly<{ kind: 'REFUSED'; code: string }>
  /** Nothing was done, and asking again may help. */
  | Readonly<{ kind: 'NOT_APPLIED'; code: string }>
  /** It may have been done or not: ask again with the same key. */
  | Readonly<{ kind: 'UNKNOWN'; code: string }>

/** Reads an answer to a money mutation. */
export function judge(answer: Loose): Verdict {
  const [error] = answer?.errors ?? []
  if (error) {
    const { code = 'NO_CODE', outcome } = error.extensions ?? {}
    return { kind: outcome === 'NOT_APPLIED' ? 'NOT_APPLIED' : 'UNKNOWN', code }
  }
  const [result] = Object.values(answer?.data ?? {}) as Loose[]
  if (result?.payment)
    return { kind: 'ACCEPTED', paymentId: result.payment.id, status: result.payment.status }
  if (result?.code) return { kind: 'REFUSED', code: result.code }
  return { kind: 'UNKNOWN', code: 'UNREADABLE' }
}
