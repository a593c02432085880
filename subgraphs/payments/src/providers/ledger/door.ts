import { failpoint } from '@tallystick/failpoints'
import { type Currency, isCurrency, type Money, money, parseMinorUnits } from '@tallystick/money'
import type { Door } from '@tallystick/subgraph-client'
import { z } from 'zod'
import type { PostingOutcome } from '../../domain/rules/decision.ts'
import type { Posting } from '../../domain/rules/posting.ts'
import { ask } from '../ask.ts'
import type { Ledger } from './port.ts'

const MUTATION = `mutation MoveMoney($input: PostLedgerTransactionsInput!) {
  postLedgerTransactions(input: $input) {
    outcomes { id refusal available { amount currency } }
  }
}`

const available = z
  .object({
    amount: z.string().transform((text, context) => {
      const minor = parseMinorUnits(text)
      if (minor !== undefined) return minor
      context.addIssue({ code: 'custom', message: 'is no amount of minor units' })
      return z.NEVER
    }),
    currency: z.custom<Currency>((value) => typeof value === 'string' && isCurrency(value)),
  })
  .transform(({ amount, currency }) => money(amount, currency))

const answer = z.object({
  postLedgerTransactions: z.object({
    outcomes: z.array(
      z.object({
        id: z.string(),
        refusal: z
          .enum([
            'INSUFFICIENT_FUNDS',
            'UNBALANCED',
            'CURRENCY_MISMATCH',
            'INVALID_AMOUNT',
            'ID_REUSED',
            'HOLD_NOT_USABLE',
          ])
          .nullable(),
        available: available.nullable(),
      }),
    ),
  }),
})

const HOLD = `mutation ReserveMoney($input: PlaceHoldInput!) {
  placeHold(input: $input) { __typename ... on HoldRefused { code available { amount currency } } }
}`

const VOID = `mutation GiveBackHold($input: VoidHoldInput!) {
  voidHold(input: $input) { __typename ... on HoldRefused { code } }
}`

const held = z.object({
  placeHold: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('HoldSuccess') }),
    z.object({
      __typename: z.literal('HoldRefused'),
      code: z.enum(['INSUFFICIENT_FUNDS', 'ID_REUSED', 'CURRENCY_MISMATCH']),
      available: available.nullable(),
    }),
  ]),
})

const voided = z.object({
  voidHold: z.object({
    __typename: z.enum(['HoldSuccess', 'HoldRefused']),
    code: z.string().optional(),
  }),
})

/** Reaches the Ledger through its own door, which gathers the postings of many callers into one batch. */
export const newLedger = (door: Door): Ledger => ({
  async post(posting, requestId) {
    const variables = { input: { transactions: [toInput(posting)] } }
    const data = await ask(door, { query: MUTATION, variables, answer, requestId })
    const outcome = data.postLedgerTransactions.outcomes.find(({ id }) => id === posting.id)
    if (!outcome) throw new Error(`the ledger said nothing about ${posting.id}`)
    return toOutcome(outcome)
  },
  async hold({ amount, ...order }, requestId) {
    const input = { ...order, amount: toMoneyInput(amount) }
    const variables = { input }
    const { placeHold } = await ask(door, { query: HOLD, variables, answer: held, requestId })
    await failpoint('hold.posted.before_commit')
    if (placeHold.__typename === 'HoldSuccess') return { posted: true }
    return { posted: false, refusal: placeHold.code, available: placeHold.available }
  },
  async voidHold(id, requestId) {
    const variables = { input: { id } }
    const { voidHold } = await ask(door, { query: VOID, variables, answer: voided, requestId })
    // One that has ended reserves nothing any more, however it ended.
    if (voidHold.__typename === 'HoldRefused' && voidHold.code !== 'HOLD_ENDED')
      throw new Error(`the ledger did not give back ${id}: ${voidHold.code}`)
  },
})

function toOutcome({
  refusal,
  available,
}: z.output<typeof answer>['postLedgerTransactions']['outcomes'][number]): PostingOutcome {
  return refusal === null ? { posted: true } : { posted: false, refusal, available }
}

const toInput = ({ entries, ...rest }: Posting) => ({
  ...rest,
  entries: entries.map(({ amount, ...entry }) => ({
    ...entry,
    amount: toMoneyInput(amount),
  })),
})

const toMoneyInput = ({ minor, currency }: Money) => ({ amount: minor.toString(), currency })
