/**
 * Asks a provider for what a payment needs of it: calls it at most once for each reference, and afterwards only asks what
 * became of it.
 *
 *   write the leg down (whoever does is the one who calls) → call → the word; anyone else: ask what became of it
 */
import { failpoint } from '@tallystick/failpoints'
import { money } from '@tallystick/money'
import { endLeg, findLegs, findPendingLeg } from '../db/legs.ts'
import { claimLeg } from '../db/write-payments.ts'
import {
  type ChargeOrder,
  NotSent,
  type Outcome,
  type Processor,
} from '../providers/processor/port.ts'
import type { Parts } from './parts.ts'
import { isActionOverdue, type ProviderWord } from './rules/decision.ts'
import { ended, providerLegOf } from './rules/leg.ts'
import type { Leg, Payment } from './rules/payment.ts'

/** What the provider says, and about which leg. */
export type Said = Readonly<{ word: ProviderWord; leg: Leg }>

/**
 * Asks the provider of `payment`.
 *
 * @param known the leg that was begun before, if there is one
 */
export async function askProvider(
  parts: Parts,
  payment: Payment,
  known: Leg | undefined,
): Promise<Said> {
  const leg = known ?? (await nextLeg(parts, payment))
  try {
    const isOurs = known === undefined && (await claimLeg(parts.db, leg))
    if (isOurs) return await call(parts, payment, leg)
    const standing = known ?? (await findPendingLeg(parts.db, payment.id))
    return standing ? await lookUp(parts, payment, standing) : { word: 'PROCESSING', leg }
  } catch (fault) {
    parts.log.warn({ err: fault, paymentId: payment.id }, 'the provider gave no answer')
    return { word: 'UNKNOWN', leg }
  }
}

/**
 * Gives back what a provider has taken and the ledger will not have, such as more than an account can hold. The ledger
 * remembers its refusal, so nobody can post it any more.
 *
 * @throws when the provider has not given it back, or does not say so
 */
export async function giveBackCharge(parts: Parts, payment: Payment, leg: Leg): Promise<void> {
  const processor = processorOf(parts, payment)
  const chargeReference = referenceOf(leg)
  const reference = `${chargeReference}.back`
  const amount = money(leg.amountMinor, payment.currency)
  const before = await processor.find('REFUND', reference)
  const { status } = before ?? (await processor.refund({ reference, chargeReference, amount }))
  if (status !== 'SUCCEEDED' && status !== 'PROCESSING')
    throw new Error(`the charge of ${payment.id} is not given back: ${status}`)
}

/** The next attempt: those before it have come to nothing at all. */
async function nextLeg({ db, now }: Parts, payment: Payment): Promise<Leg> {
  const before = payment.attemptCount > 0 ? await findLegs(db, [payment.id]) : []
  const attempts = before.filter(({ reference }) => reference !== null)
  return providerLegOf(payment, attempts.length + 1, now())
}

async function call(parts: Parts, payment: Payment, leg: Leg): Promise<Said> {
  try {
    await failpoint('psp.before_call')
    const outcome = await order(parts, payment, leg)
    await failpoint('psp.after_call_before_save')
    return said(payment, leg, outcome)
  } catch (fault) {
    if (!(fault instanceof NotSent)) throw fault
    // Nothing has left the house, so the next try may be a new attempt at once.
    await endLeg(parts.db, ended(leg, { status: 'FAILED', reason: 'NOT_SENT', now: parts.now() }))
    return { word: 'PROCESSING', leg }
  }
}

async function order(parts: Parts, payment: Payment, leg: Leg): Promise<Outcome> {
  const processor = processorOf(parts, payment)
  const amount = money(leg.amountMinor, payment.currency)
  const shared = { reference: referenceOf(leg), amount, metadata: { paymentId: payment.id } }
  switch (leg.type) {
    case 'CHARGE':
      return charge(parts, payment, { ...shared, cardToken: null })
    case 'REFUND': {
      const charges = await findLegs(parts.db, [payment.refundOf ?? ''])
      const charge = charges.find(({ type, status }) => type === 'CHARGE' && status === 'SUCCEEDED')
      if (!charge) throw new Error(`payment ${payment.refundOf} was not charged`)
      return processor.refund({ ...shared, chargeReference: referenceOf(charge) })
    }
    default:
      throw new TypeError(`no provider does a ${leg.type}`)
  }
}

/** The customer chooses how to pay at the provider's page; the simulator decides for them. */
async function charge(
  parts: Parts,
  payment: Payment,
  order: Omit<ChargeOrder, 'email'>,
): Promise<Outcome> {
  const processor = processorOf(parts, payment)
  if (processor.name === 'SIMULATOR') return processor.charge({ ...order, email: null })
  const { payeeUserId, id } = payment
  const email =
    payeeUserId === null
      ? undefined
      : await parts.people.findEmail(payeeUserId, id).catch((cause: unknown) => {
          throw new NotSent('Auth does not say where the customer can be reached', { cause })
        })
  return processor.initialize({ ...order, email: email ?? null })
}

/** What became of a leg that somebody has begun. */
async function lookUp(parts: Parts, payment: Payment, leg: Leg): Promise<Said> {
  if (leg.forced !== null) return { word: leg.forced, leg }
  const processor = processorOf(parts, payment)
  const reference = referenceOf(leg)
  const isCalledOff = leg.ending === 'CANCEL' || isActionOverdue(payment, parts.now())
  const outcome =
    isCalledOff && processor.can.has('CANCEL')
      ? await processor.cancel(reference)
      : await processor.find(leg.type as 'CHARGE' | 'TRANSFER' | 'REFUND', reference)
  if (outcome) return said(payment, leg, outcome)
  if (isCalledOff) return { word: 'CANCELLED', leg }
  // Some providers know nothing of a page before somebody has paid there.
  if (leg.actionUrl !== null) return { word: 'REQUIRES_ACTION', leg }
  // It may still be on its way.
  if (parts.now().getTime() - leg.createdAt.getTime() < parts.callSettledMs)
    return { word: 'UNKNOWN', leg }
  await endLeg(parts.db, ended(leg, { status: 'FAILED', reason: 'NOT_RECEIVED', now: parts.now() }))
  return askProvider(parts, payment, undefined)
}

function said(payment: Payment, leg: Leg, outcome: Outcome): Said {
  const { status, moved, providerReference, actionUrl } = outcome
  const told = {
    ...leg,
    providerReference: providerReference ?? leg.providerReference,
    actionUrl: actionUrl ?? leg.actionUrl,
  }
  const differs =
    moved !== null && (moved.minor !== leg.amountMinor || moved.currency !== payment.currency)
  return { word: status === 'SUCCEEDED' && differs ? 'DIFFERS' : status, leg: told }
}

function processorOf({ processors }: Parts, { id, provider }: Payment): Processor {
  const processor = provider === null ? undefined : processors[provider]
  if (!processor) throw new Error(`there is no provider ${provider} for ${id}`)
  return processor
}

function referenceOf({ id, reference }: Leg): string {
  if (reference === null) throw new TypeError(`${id} is no leg of a provider`)
  return reference
}
