/**
 * Says what a provider did when it does not say so itself: one administrator proposes, with a reason, and another one
 * decides. The money follows as if the provider had said it.
 */
import { isId, newId } from '@tallystick/ids'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  decideForcedStatus,
  findForcedStatus,
  forceLeg,
  insertForcedStatus,
  listForcedStatuses,
} from '../db/forced-statuses.ts'
import { findPendingLeg } from '../db/legs.ts'
import { findPayment, lockPayments } from '../db/payments.ts'
import { advanceNow } from './act-on-payment.ts'
import type { Parts } from './parts.ts'
import type { NotFound } from './read-payments.ts'
import type { NotReady } from './rules/acts.ts'
import {
  canBeForced,
  FORCED_REASON_MAX,
  type ForcedDecision,
  type ForcedStatus,
  type ForcedStatusName,
} from './rules/forced-status.ts'
import { type FormFault, faultOfText } from './rules/form.ts'
import type { Payment } from './rules/payment.ts'

/** Somebody has proposed something for this payment already, and nobody has decided. Nothing was done. */
export type ProposalOpen = Readonly<{ code: 'PROPOSAL_OPEN' }>

/** The proposal was decided before, or is one's own. Nothing was done. */
export type DecisionRefused = Readonly<{ code: 'PROPOSAL_DECIDED' | 'OWN_PROPOSAL' }>

/** Proposes what a payment shall become whose provider does not say. Nothing happens before somebody else has decided. */
export async function proposeForcedStatus(
  { db, now }: Parts,
  asked: Readonly<{ adminId: string; paymentId: string; to: ForcedStatusName; reason: string }>,
): Promise<Result<ForcedStatus, FormFault | NotFound | NotReady | ProposalOpen>> {
  const { adminId, paymentId, to, reason } = asked
  const fault = faultOfReason(reason)
  if (fault) return refused(fault)
  const payment = isId('pay', paymentId) ? await findPayment(db, paymentId) : undefined
  if (!payment) return refused({ code: 'NOT_FOUND' })
  if (!canBeForced(payment, await findPendingLeg(db, paymentId)))
    return refused({ code: 'PAYMENT_NOT_READY', status: payment.status })
  const proposal: ForcedStatus = {
    ...{ id: newId('fst'), paymentId, to, reason },
    ...{ proposedBy: adminId, proposedAt: now() },
    ...{ decision: null, decidedBy: null, decidedAt: null },
  }
  if (await insertForcedStatus(db, proposal)) return accepted(proposal)
  return refused({ code: 'PROPOSAL_OPEN' })
}

/** A proposal that was decided, and the payment as it is afterwards. */
export type Decided = Readonly<{ proposal: ForcedStatus; payment: Payment }>

/**
 * Decides about a proposal. Only somebody else can approve it; whoever proposed it can take it back.
 *
 * @returns the payment as it is afterwards: at rest as a rule, still waiting when the ledger could not be reached
 */
export async function decideOnForcedStatus(
  parts: Parts,
  asked: Readonly<{ adminId: string; id: string; decision: ForcedDecision }>,
  cause: Cause,
): Promise<Result<Decided, NotFound | NotReady | DecisionRefused>> {
  const { adminId, id, decision } = asked
  const known = isId('fst', id) ? await findForcedStatus(parts.db, id) : undefined
  if (!known) return refused({ code: 'NOT_FOUND' })
  const decided = await parts.db.transaction(
    async (tx): Promise<Result<Decided, NotReady | DecisionRefused>> => {
      const payment = (await lockPayments(tx, [known.paymentId])).get(known.paymentId)
      const proposal = await findForcedStatus(tx, id, { isLocked: true })
      if (!payment || !proposal) throw new Error(`${id} or its payment is gone`)
      if (proposal.decision !== null) return refused({ code: 'PROPOSAL_DECIDED' })
      const isApproval = decision === 'APPROVED'
      if (isApproval && proposal.proposedBy === adminId) return refused({ code: 'OWN_PROPOSAL' })
      const leg = isApproval ? await findPendingLeg(tx, payment.id) : undefined
      // Its provider may have spoken meanwhile, and that is what counts.
      if (isApproval && !canBeForced(payment, leg))
        return refused({ code: 'PAYMENT_NOT_READY', status: payment.status })
      const done = { ...proposal, decision, decidedBy: adminId, decidedAt: parts.now() }
      await decideForcedStatus(tx, done)
      if (leg)
        await forceLeg(tx, {
          id: leg.id,
          forced: proposal.to === 'COMPLETED' ? 'SUCCEEDED' : 'DECLINED',
        })
      return accepted({ proposal: done, payment })
    },
  )
  if (!decided.ok || decision !== 'APPROVED') return decided
  const { proposal, payment } = decided.value
  return accepted({ proposal, payment: await advanceNow(parts, payment, cause) })
}

/** Lists proposals, newest first, for administrators. @param asked as `listForcedStatuses` has it */
export const listProposals = (
  { db }: Pick<Parts, 'db'>,
  asked: Parameters<typeof listForcedStatuses>[1],
): Promise<readonly ForcedStatus[]> => listForcedStatuses(db, asked)

function faultOfReason(reason: string): FormFault | undefined {
  const field = 'reason'
  if (reason.trim() === '') return { code: 'BAD_FORM', field, message: 'Say why.' }
  if ([...reason].length > FORCED_REASON_MAX) {
    const message = `A reason has at most ${FORCED_REASON_MAX} characters.`
    return { code: 'BAD_FORM', field, message }
  }
  const fault = faultOfText({ description: reason })
  return fault && { ...fault, field }
}
