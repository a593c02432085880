/** The providers of the world, each against an emulator that speaks its HTTP and keeps a book of its own. */
import { newId } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Emulator, Misbehaviour } from '../../../tests/kit/providers/emulator.ts'
import {
  FLUTTERWAVE_HASH,
  FLUTTERWAVE_SECRET,
  startFlutterwave,
} from '../../../tests/kit/providers/flutterwave.ts'
import { PAYSTACK_SECRET, startPaystack } from '../../../tests/kit/providers/paystack.ts'
import {
  STRIPE_SECRET,
  STRIPE_WEBHOOK_SECRET,
  startStripe,
} from '../../../tests/kit/providers/stripe.ts'
import { newFlutterwave } from '../src/providers/processor/flutterwave.ts'
import {
  CALL_STANDARD,
  newProviderHttp,
  type ProviderHttp,
} from '../src/providers/processor/http.ts'
import { newPaystack } from '../src/providers/processor/paystack.ts'
import { NotSent, type Processor } from '../src/providers/processor/port.ts'
import { newStripe } from '../src/providers/processor/stripe.ts'
import { describeProcessor } from './processor-contract.ts'

const PROVIDERS = {
  PAYSTACK: {
    start: startPaystack,
    open: (http: ProviderHttp) => newPaystack(http, { secret: PAYSTACK_SECRET }),
    secret: PAYSTACK_SECRET,
    currency: 'NGN',
    notTaken: 'KWD',
    // Charges are known to it with `=` for an underscore.
    known: (reference: string) => reference.replaceAll('_', '='),
  },
  FLUTTERWAVE: {
    start: startFlutterwave,
    open: (http: ProviderHttp) => newFlutterwave(http, { webhookHash: FLUTTERWAVE_HASH }),
    secret: FLUTTERWAVE_SECRET,
    currency: 'NGN',
    notTaken: 'JPY',
    known: (reference: string) => reference,
  },
  STRIPE: {
    start: startStripe,
    open: (http: ProviderHttp, url: string) =>
      newStripe(http, { secret: STRIPE_SECRET, webhookSecret: STRIPE_WEBHOOK_SECRET, url }),
    secret: STRIPE_SECRET,
    currency: 'USD',
    notTaken: 'BTC',
    known: (reference: string) => reference,
  },
} as const satisfies Record<
  string,
  { currency: Currency; notTaken: Currency; [key: string]: unknown }
>

/** Short, so that silence is soon over, and a breaker that stays out of the way. */
const PATIENT = { ...CALL_STANDARD, deadlineMs: 1_500, breakerFailures: 1_000 }

const MISBEHAVIOURS: readonly Misbehaviour[] = [
  ...(['SILENT_AFTER', 'ERROR_AFTER', 'ERROR_BEFORE', 'TOO_MANY'] as const),
  ...(['MALFORMED_AFTER', 'HUGE_AFTER', 'SLOW_AFTER'] as const),
]

for (const [name, { start, open, secret, currency, notTaken, known }] of Object.entries(
  PROVIDERS,
)) {
  let emulator: Emulator
  let http: ProviderHttp
  let processor: Processor
  const newOrder = (minor = 10_00n) => ({
    ...{ reference: newId('pay'), amount: money(minor, currency), metadata: {} },
    ...{ cardToken: 'token-of-a-card', email: 'ada@example.com' },
  })
  const countCharges = (reference: string) =>
    emulator.book.filter((each) => each.act === 'CHARGE' && each.reference === known(reference))
      .length
  beforeAll(async () => {
    emulator = await start()
    http = newProviderHttp({ url: emulator.url, secret }, PATIENT)
    processor = open(http, emulator.url)
  })
  afterAll(async () => {
    await http.close()
    await emulator.close()
  })

  // PSP-2, PSP-3, PSP-10, PSP-12, MTH-5
  describeProcessor(name, {
    processor: () => processor,
    newReference: () => newId('pay'),
    amounts: {
      succeeds: money(10_00n, currency),
      declines: money(10_01n, currency),
      requiresAction: money(10_02n, currency),
      timesOut: money(10_00n, currency),
      succeedsLate: money(10_04n, currency),
    },
    beforeTimeout: () => emulator.script.push('SILENT_AFTER'),
    countCharges: async (reference) => countCharges(reference),
  })

  describe(`${name} that misbehaves (F-33)`, () => {
    test.each(MISBEHAVIOURS)(
      '%s is no answer, and what it did is found afterwards',
      async (wrong) => {
        const order = newOrder()
        emulator.script.push(wrong)
        await expect(processor.charge(order)).rejects.not.toBeInstanceOf(NotSent)
        const isDone = wrong.endsWith('_AFTER')
        expect((await processor.find('CHARGE', order.reference))?.status).toBe(
          isDone ? 'SUCCEEDED' : undefined,
        )
        expect(countCharges(order.reference)).toBe(isDone ? 1 : 0)
      },
    )

    test.each(['OTHER_AMOUNT', 'OTHER_CURRENCY', 'OTHER_REFERENCE'] as const)(
      '%s is never taken for what was ordered',
      async (wrong) => {
        const order = newOrder()
        emulator.script.push(wrong)
        const said = await processor.charge(order).catch(() => undefined)
        expect(said?.moved).not.toEqual(order.amount)
      },
    )

    test('what it does not take is not sent', async () => {
      const before = emulator.asked.length
      const amount = money(10_00n, notTaken)
      await expect(processor.charge({ ...newOrder(), amount })).rejects.toBeInstanceOf(NotSent)
      const huge = { ...newOrder(), amount: money(10n ** 30n, currency) }
      await expect(processor.charge(huge)).rejects.toBeInstanceOf(NotSent)
      expect(emulator.asked).toHaveLength(before)
    })

    test('after five failures in a row nothing is sent, until one call finds out', async () => {
      const settings = { deadlineMs: 1_500, breakerFailures: 5, breakerResetMs: 300 }
      const own = newProviderHttp({ url: emulator.url, secret }, settings)
      const guarded = open(own, emulator.url)
      emulator.script.push(...Array.from({ length: 5 }, () => 'ERROR_BEFORE' as const))
      for (let count = 0; count < 5; count++)
        await expect(guarded.charge(newOrder())).rejects.not.toBeInstanceOf(NotSent)
      const before = emulator.asked.length
      await expect(guarded.charge(newOrder())).rejects.toBeInstanceOf(NotSent)
      expect(emulator.asked).toHaveLength(before)
      await expect
        .poll(() =>
          guarded.charge(newOrder()).then(
            ({ status }) => status,
            () => 'not sent',
          ),
        )
        .toBe('SUCCEEDED')
      await own.close()
    })

    test('where nobody listens nothing is sent', async () => {
      const gone = await start()
      await gone.close()
      const nowhere = newProviderHttp({ url: gone.url, secret }, PATIENT)
      await expect(open(nowhere, gone.url).charge(newOrder())).rejects.toBeInstanceOf(NotSent)
      await nowhere.close()
    })
  })
}
