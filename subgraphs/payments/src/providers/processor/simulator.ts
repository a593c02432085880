/**
 * The built-in provider: no network, and the amount decides.
 *
 * The last two digits of the minor units: 01 declines; 02 waits for the customer, or for nobody when money goes out; 03 does
 * it, but its answer never arrives; 04 takes its time and has succeeded when asked later; 05 sends its webhook twice;
 * everything else succeeds. It keeps its own book, as a provider does, so that a repeated call is done once and our records
 * can be compared with it.
 */
import type { Db } from '@tallystick/db'
import { type Money, money } from '@tallystick/money'
import { findAct, moveAct, recordAct, type SimulatorAct } from '../../db/simulator-book.ts'
import type { Outcome, Processor, ProviderAct, ProviderStatus } from './port.ts'
import { readSimulatorWebhook, type SignedWebhook, signAsSimulator } from './simulator-webhook.ts'

/** What the simulator is opened with beside its book. */
export type SimulatorOptions = Readonly<{
  /** Signs its webhooks; without it none is sent, and none is taken. */
  secret?: string | undefined
  /** Hands a webhook to the world. One that fails is not sent again. */
  deliver?: ((webhook: SignedWebhook) => Promise<void>) | undefined
  now?: (() => Date) | undefined
}>

/** Opens the simulator on its book. */
export const newSimulator = (db: Db, options: SimulatorOptions = {}): Processor => {
  const perform = async (
    act: ProviderAct,
    {
      reference,
      amount,
      of = null,
      status = firstStatus(act, amount),
    }: { reference: string; amount: Money; of?: string | null; status?: ProviderStatus },
  ): Promise<Outcome> => {
    const recorded = await recordAct(db, {
      act,
      reference,
      amount,
      of,
      status,
    })
    if (recorded.amountMinor !== amount.minor || recorded.currency !== amount.currency)
      throw new RangeError(`${reference} was used before with another amount`)
    await tell(recorded, options)
    if (recorded.status === 'SUCCEEDED' && lastDigits(amount) === 3n)
      throw new Error(`the simulator did not answer about ${reference} in time`)
    return toOutcome(recorded)
  }
  const find = async (act: ProviderAct, reference: string): Promise<Outcome | undefined> => {
    const recorded = await findAct(db, act, reference)
    return recorded && toOutcome(recorded)
  }
  return {
    name: 'SIMULATOR',
    can: new Set(['INITIALIZE', 'CHARGE', 'TRANSFER', 'REFUND', 'CANCEL']),
    initialize: ({ reference, amount }) =>
      perform('CHARGE', { reference, amount, status: 'REQUIRES_ACTION' }),
    charge: ({ reference, amount }) => perform('CHARGE', { reference, amount }),
    transfer: ({ reference, amount }) => perform('TRANSFER', { reference, amount }),
    async refund({ chargeReference, ...order }) {
      const charge = await findAct(db, 'CHARGE', chargeReference)
      if (charge?.status !== 'SUCCEEDED')
        throw new RangeError(`${chargeReference} is no charge that anything could go back of`)
      return perform('REFUND', { ...order, of: chargeReference })
    },
    async find(act, reference) {
      await moveAct(db, { act, reference, from: ['PROCESSING'], to: 'SUCCEEDED' })
      return find(act, reference)
    },
    async cancel(reference) {
      await moveAct(db, { act: 'CHARGE', reference, from: NOT_TAKEN, to: 'CANCELLED' })
      return find('CHARGE', reference)
    },
    readWebhook: (raw) => readSimulatorWebhook(raw, options.secret),
  }
}

/** Sends the webhook of what has ended: twice for 05. */
async function tell(recorded: SimulatorAct, options: SimulatorOptions): Promise<void> {
  const { secret, deliver, now = () => new Date() } = options
  if (!deliver || secret === undefined || NOT_TAKEN.includes(recorded.status)) return
  const webhook = signAsSimulator(recorded, { secret, at: now() })
  const times = recorded.amountMinor % 100n === 5n ? 2 : 1
  for (let time = 0; time < times; time++) await deliver(webhook).catch(() => undefined)
}

/** Where a charge may still be called off without giving anything back. */
const NOT_TAKEN: readonly ProviderStatus[] = ['REQUIRES_ACTION', 'PROCESSING']

const toOutcome = ({ id, status, amountMinor, currency }: SimulatorAct): Outcome => ({
  status,
  moved: money(amountMinor, currency),
  providerReference: `sim_${id}`,
})

const lastDigits = ({ minor }: Money): bigint => minor % 100n

function firstStatus(act: ProviderAct, amount: Money): ProviderStatus {
  switch (lastDigits(amount)) {
    case 1n:
      return 'DECLINED'
    case 2n:
      return act === 'CHARGE' ? 'REQUIRES_ACTION' : 'SUCCEEDED'
    case 4n:
      return 'PROCESSING'
    default:
      return 'SUCCEEDED'
  }
}
