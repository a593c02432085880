import { sendMoney } from '../domain/send-money.ts'
import { topUpAccount } from '../domain/top-up-account.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { payerOf, toFacts, toMoney } from './inputs.ts'
import { isOfQuote, showLimitExceeded, showQuoteRefusal } from './price-refusals.ts'
import { showDeclined, showInsufficientFunds, showNotEnabled, showRefusal } from './refusals.ts'

/** The mutations of Payments. */
export const Mutation = {
  async sendMoney(_parent, { input }, { parts, actor, cause }) {
    const { fromAccountId, to, description, priority, idempotencyKey } = input
    const request = {
      callerId: payerOf(actor),
      fromAccountId,
      to,
      amount: toMoney(input.amount),
      description: description ?? null,
      metadata: toFacts(input.metadata),
      priority: priority ?? 'STANDARD',
      needsAcceptance: input.needsAcceptance ?? false,
      quoteId: input.quoteId ?? null,
      idempotencyKey,
    }
    const result = await sendMoney(parts, request, cause)
    if (result.ok) return { __typename: 'SendMoneySuccess', ...result.value }
    const { refusal } = result
    if (refusal.code === 'INSUFFICIENT_FUNDS') return showInsufficientFunds(refusal.available)
    if (refusal.code === 'LIMIT_EXCEEDED') return showLimitExceeded(refusal)
    return isOfQuote(refusal) ? showQuoteRefusal(refusal) : showRefusal(refusal)
  },

  async topUpAccount(_parent, { input }, { parts, actor, cause }) {
    const { accountId, provider, idempotencyKey } = input
    const request = {
      callerId: payerOf(actor),
      accountId,
      amount: toMoney(input.amount),
      provider: provider ?? 'SIMULATOR',
      idempotencyKey,
    }
    const result = await topUpAccount(parts, request, cause)
    if (result.ok) return { __typename: 'TopUpAccountSuccess', ...result.value }
    const { refusal } = result
    if (refusal.code === 'PAYMENT_DECLINED') return showDeclined(refusal.payment)
    if (refusal.code === 'LIMIT_EXCEEDED') return showLimitExceeded(refusal)
    if (isOfQuote(refusal)) throw new Error('a top-up has no quote')
    return refusal.code === 'PROVIDER_NOT_ENABLED' ? showNotEnabled() : showRefusal(refusal)
  },
} satisfies MutationResolvers
