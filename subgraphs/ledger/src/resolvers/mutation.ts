import type { Money } from '@tallystick/money'
import type { Result } from '@tallystick/result'
import { placeHold } from '../domain/place-hold.ts'
import { postLedgerTransactions } from '../domain/post-ledger-transactions.ts'
import type { Hold, HoldRefusal } from '../domain/rules/hold.ts'
import { voidHold } from '../domain/void-hold.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { notLate } from './corrections.ts'
import { toHoldRequest, toId, toPostings } from './inputs.ts'

/** What services do to the books. Nobody else reaches these. */
export const Mutation: MutationResolvers = {
  async postLedgerTransactions(_parent, { input }, { lane, cause, facts }) {
    const parts = { lane, cause, signal: facts.signal }
    const outcomes = await notLate(postLedgerTransactions(parts, toPostings(input.transactions)))
    return { outcomes: [...outcomes] }
  },

  placeHold: async (_parent, { input }, { outbox, cause, now }) =>
    toHoldResult(await placeHold({ outbox, cause }, toHoldRequest(input, now))),

  voidHold: async (_parent, { input }, { outbox, cause }) =>
    toHoldResult(await voidHold({ outbox, cause }, toId('hld', input.id, 'id'))),
}

const toHoldResult = (result: Result<Hold, { code: HoldRefusal; available?: Money | null }>) =>
  result.ok
    ? { __typename: 'HoldSuccess' as const, hold: result.value }
    : {
        __typename: 'HoldRefused' as const,
        code: result.refusal.code,
        message: MESSAGES[result.refusal.code],
        available: result.refusal.available ?? null,
      }

const MESSAGES: Readonly<Record<HoldRefusal, string>> = {
  INSUFFICIENT_FUNDS: 'The account has less than that available.',
  CURRENCY_MISMATCH: 'The account is in another currency.',
  HOLD_UNKNOWN: 'There is no hold with this id.',
  HOLD_ENDED: 'The hold was posted or ran out.',
  ID_REUSED: 'The id was used for another hold; choose a new one.',
}
