/** Every provider, as far as it is configured. */
import type { Db } from '@tallystick/db'
import type { ProviderConfig } from '../../config.ts'
import type { ProviderName } from '../../domain/rules/payment.ts'
import { newAbsentProcessor } from './absent.ts'
import { newFlutterwave } from './flutterwave.ts'
import { newProviderHttp, type ProviderHttp } from './http.ts'
import { newPaystack } from './paystack.ts'
import type { Processor } from './port.ts'
import { newSimulator, type SimulatorOptions } from './simulator.ts'
import { newStripe } from './stripe.ts'

/** Where version 3 of Flutterwave's API begins. */
const FLUTTERWAVE_VERSION = '/v3'

/** The providers. */
export type OpenProcessors = Readonly<{
  processors: Readonly<Record<ProviderName, Processor>>
  /** Those whose secret is set. The simulator is not among them: it is switched on by itself. */
  configured: readonly ProviderName[]
  close(): Promise<void>
}>

/** Opens the providers. @param config without it there is only the simulator */
export function openProcessors(
  db: Db,
  config: ProviderConfig | undefined,
  simulator: Omit<SimulatorOptions, 'secret'> = {},
): OpenProcessors {
  const ways: ProviderHttp[] = []
  const wayTo = (url: string, secret: string): ProviderHttp => {
    const way = newProviderHttp({ url, secret }, callSettings(config))
    ways.push(way)
    return way
  }
  const opened = config ? openConfigured(config, wayTo) : []
  const byName = Object.fromEntries(opened.map((processor) => [processor.name, processor]))
  const of = (name: ProviderName) => byName[name] ?? newAbsentProcessor(name)
  return {
    processors: {
      SIMULATOR: newSimulator(db, { ...simulator, secret: config?.SIMULATOR_WEBHOOK_SECRET }),
      PAYSTACK: of('PAYSTACK'),
      FLUTTERWAVE: of('FLUTTERWAVE'),
      STRIPE: of('STRIPE'),
    },
    configured: opened.map(({ name }) => name),
    close: async () => void (await Promise.all(ways.map((way) => way.close()))),
  }
}

const callSettings = (config: ProviderConfig | undefined) =>
  config && {
    deadlineMs: config.PROVIDER_DEADLINE_MS,
    breakerFailures: config.PROVIDER_BREAKER_FAILURES,
    breakerResetMs: config.PROVIDER_BREAKER_RESET_MS,
  }

function openConfigured(
  config: ProviderConfig,
  wayTo: (url: string, secret: string) => ProviderHttp,
): Processor[] {
  const opened: Processor[] = []
  const { PAYSTACK_SECRET_KEY, FLUTTERWAVE_SECRET_KEY, STRIPE_SECRET_KEY: secret } = config
  if (PAYSTACK_SECRET_KEY !== undefined) {
    const way = wayTo(config.PAYSTACK_URL, PAYSTACK_SECRET_KEY)
    opened.push(newPaystack(way, { secret: PAYSTACK_SECRET_KEY }))
  }
  if (FLUTTERWAVE_SECRET_KEY !== undefined) {
    const way = wayTo(config.FLUTTERWAVE_URL + FLUTTERWAVE_VERSION, FLUTTERWAVE_SECRET_KEY)
    opened.push(newFlutterwave(way, { webhookHash: config.FLUTTERWAVE_WEBHOOK_HASH }))
  }
  if (secret !== undefined) {
    const { STRIPE_URL: url, STRIPE_WEBHOOK_SECRET: webhookSecret } = config
    opened.push(newStripe(wayTo(url, secret), { secret, webhookSecret, url }))
  }
  return opened
}
