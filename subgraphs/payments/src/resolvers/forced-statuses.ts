import type { Actor } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { badInput, forbidden, notFound } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  pageOf,
  toConnection,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import { decideOnForcedStatus, listProposals, proposeForcedStatus } from '../domain/force-status.ts'
import type { ForcedStatus as Proposal } from '../domain/rules/forced-status.ts'
import type {
  ForcedStatusResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../schema/resolvers.generated.ts'
import { showNotReady } from './refusals.ts'

/** What administrators read of proposals to say what a provider did. */
export const forcedStatusQueries = {
  async forcedStatuses(_parent, args, { parts }) {
    const page = pageOf(args, placeOf)
    const asked = { isOpen: args.isOpen ?? false, after: page.after, limit: page.limit + 1 }
    return toConnection(await listProposals(parts, asked), page, cursorOf)
  },
} satisfies QueryResolvers

/** How administrators say what a provider did. */
export const forcedStatusMutations = {
  async forcePaymentStatus(_parent, { input }, { parts, actor }) {
    const { paymentId, status, reason } = input
    const asked = { adminId: personIn(actor), paymentId, to: status, reason }
    const result = await proposeForcedStatus(parts, asked)
    if (result.ok) return { __typename: 'ForcePaymentStatusSuccess', forcedStatus: result.value }
    const { refusal } = result
    switch (refusal.code) {
      case 'BAD_FORM':
        throw badInput(refusal.message, { field: refusal.field })
      case 'NOT_FOUND':
        throw notFound()
      case 'PAYMENT_NOT_READY':
        return showNotReady(refusal)
      case 'PROPOSAL_OPEN':
        return {
          __typename: 'ProposalOpen',
          code: refusal.code,
          message: 'Something is proposed for this payment already. Decide about that first.',
        }
    }
  },

  async decideForcedStatus(_parent, { input }, { parts, actor, cause }) {
    const { id, decision } = input
    const result = await decideOnForcedStatus(
      parts,
      { adminId: personIn(actor), id, decision },
      cause,
    )
    if (result.ok) {
      const { proposal, payment } = result.value
      return { __typename: 'DecideForcedStatusSuccess', forcedStatus: proposal, payment }
    }
    const { refusal } = result
    switch (refusal.code) {
      case 'NOT_FOUND':
        throw notFound()
      case 'PAYMENT_NOT_READY':
        return showNotReady(refusal)
      case 'PROPOSAL_DECIDED':
        return {
          __typename: 'ProposalDecided',
          code: refusal.code,
          message: 'Somebody has decided about this before. Read it again.',
        }
      case 'OWN_PROPOSAL':
        return {
          __typename: 'OwnProposal',
          code: refusal.code,
          message: 'You have proposed this: another administrator has to approve it.',
        }
    }
  },
} satisfies MutationResolvers

/** A proposal's fields that are not columns of its row. */
export const ForcedStatus = {
  async payment({ paymentId }, _args, { loaders }) {
    const payment = await loaders.payment.load(paymentId)
    if (!payment) throw new Error(`payment ${paymentId} is gone`)
    return payment
  },
  proposedById: ({ proposedBy }) => proposedBy,
  decidedById: ({ decidedBy }) => decidedBy,
} satisfies ForcedStatusResolvers

/** An administrator is a person: what is said of a provider has two names under it. */
function personIn({ kind, id }: Actor): string {
  if (kind !== 'USER' || id === null) throw forbidden()
  return id
}

const cursorOf = ({ proposedAt, id }: Proposal): string => encodeCursor([proposedAt.getTime(), id])

function placeOf(cursor: string): { proposedAt: Date; id: string } | undefined {
  const decoded = decodeCursor(cursor)
  if (!Array.isArray(decoded) || decoded.length !== 2) return undefined
  const [time, id] = decoded as unknown[]
  const proposedAt = toMoment(time)
  return proposedAt && typeof id === 'string' && isId('fst', id) ? { proposedAt, id } : undefined
}
