import type { ProviderName } from '../../domain/rules/payment.ts'
import { refusedAs } from './outcome.ts'
import { NotSent, type Processor } from './port.ts'

/** A provider whose secret is not set: it is not asked for anything, and nobody speaks for it. */
export function newAbsentProcessor(name: ProviderName): Processor {
  const refuse = async () => {
    throw new NotSent(`${name} is not configured`)
  }
  return {
    name,
    can: new Set(),
    ...{ initialize: refuse, charge: refuse, transfer: refuse, refund: refuse },
    ...{ find: refuse, cancel: refuse },
    readWebhook: () => refusedAs('BAD_SIGNATURE'),
  }
}
