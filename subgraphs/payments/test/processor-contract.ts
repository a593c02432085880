/** What every adapter of the processor's port must keep. Run it from a test of the adapter. */
import type { Money } from '@tallystick/money'
import { describe, expect, it } from 'vitest'
import { NotSent, type Processor } from '../src/providers/processor/port.ts'

/** An adapter, and amounts that bring about each course of events. */
export type ProcessorUnderTest = Readonly<{
  processor: () => Processor
  newReference: () => string
  amounts: Readonly<{
    succeeds: Money
    declines: Money
    requiresAction: Money
    timesOut: Money
    succeedsLate: Money
  }>
  /** Makes the next call stay without an answer although it is done, where the amount does not. */
  beforeTimeout?: () => void
  /** How many charges the processor's own book holds under a reference. */
  countCharges: (reference: string) => Promise<number>
}>

const BANK = {
  type: 'BANK_ACCOUNT',
  country: 'NG',
  bankCode: '058',
  accountNumber: '0123456789',
  holderName: 'Ada Lovelace',
} as const

const order = (reference: string, amount: Money) => ({
  ...{ reference, amount, metadata: {} },
  ...{ cardToken: 'token-of-a-card', email: 'ada@example.com' },
})

/** Runs the suite. */
export function describeProcessor(name: string, under: ProcessorUnderTest): void {
  const { processor, newReference, amounts, countCharges, beforeTimeout } = under
  const can = (act: 'TRANSFER' | 'CANCEL') => processor().can.has(act)
  describe(`the processor ${name}`, () => {
    it('charges once for each reference, however often it is called (I5)', async () => {
      const reference = newReference()
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => processor().charge(order(reference, amounts.succeeds))),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']))
      expect(answers[0]?.moved).toEqual(amounts.succeeds)
      expect(await countCharges(reference)).toBe(1)
    })

    it.each([
      ['succeeds', 'SUCCEEDED'],
      ['declines', 'DECLINED'],
      ['requiresAction', 'REQUIRES_ACTION'],
    ] as const)('%s with %s, and says so again when asked', async (course, status) => {
      const reference = newReference()
      expect(await processor().charge(order(reference, amounts[course]))).toMatchObject({
        status,
      })
      const later = await processor().find('CHARGE', reference)
      // Some keep to themselves that the customer has to act once they have said so.
      const mayWait = status === 'REQUIRES_ACTION' && later?.status === 'PROCESSING'
      expect(mayWait ? status : later?.status).toBe(status)
    })

    it('refuses another amount under the same reference by throwing', async () => {
      const reference = newReference()
      await processor().charge(order(reference, amounts.succeeds))
      const other = { ...amounts.succeeds, minor: amounts.succeeds.minor + 100n }
      await expect(processor().charge(order(reference, other))).rejects.toThrow()
    })

    it('throws when it gives no answer, and knows afterwards whether it charged', async () => {
      const reference = newReference()
      beforeTimeout?.()
      await expect(processor().charge(order(reference, amounts.timesOut))).rejects.toThrow()
      expect(await processor().find('CHARGE', reference)).toMatchObject({ status: 'SUCCEEDED' })
      expect(await countCharges(reference)).toBe(1)
    })

    it('says PROCESSING while it takes its time', async () => {
      const reference = newReference()
      const late = order(reference, amounts.succeedsLate)
      expect(await processor().charge(late)).toMatchObject({ status: 'PROCESSING' })
      expect(await processor().find('CHARGE', reference)).toMatchObject({ status: 'SUCCEEDED' })
    })

    it('knows nothing of a reference that it was never given', async () => {
      expect(await processor().find('CHARGE', newReference())).toBeUndefined()
      if (can('CANCEL')) expect(await processor().cancel(newReference())).toBeUndefined()
    })

    it('gives back part of a charge, once for each reference (PAY-4)', async () => {
      const [chargeReference, reference] = [newReference(), newReference()]
      await processor().charge(order(chargeReference, amounts.succeeds))
      const amount = { ...amounts.succeeds, minor: amounts.succeeds.minor / 2n }
      for (let count = 0; count < 2; count++)
        expect(await processor().refund({ reference, chargeReference, amount })).toMatchObject({
          status: 'SUCCEEDED',
        })
      expect(await processor().find('REFUND', reference)).toMatchObject({ status: 'SUCCEEDED' })
      expect(await processor().find('CHARGE', reference)).toBeUndefined()
    })

    it('gives nothing back of a charge that did not succeed', async () => {
      const [chargeReference, reference] = [newReference(), newReference()]
      const amount = amounts.declines
      await processor().charge(order(chargeReference, amount))
      const said = await processor()
        .refund({ reference, chargeReference, amount })
        .catch(() => undefined)
      expect(said?.status ?? 'DECLINED').toBe('DECLINED')
    })

    it('pays out once for each reference, or sends nothing', async () => {
      const reference = newReference()
      const transfer = { reference, amount: amounts.succeeds, metadata: {}, destination: BANK }
      if (!can('TRANSFER')) {
        await expect(processor().transfer(transfer)).rejects.toBeInstanceOf(NotSent)
        return
      }
      for (let count = 0; count < 2; count++)
        expect(await processor().transfer(transfer)).toMatchObject({
          status: 'SUCCEEDED',
          moved: amounts.succeeds,
        })
      expect(await processor().find('TRANSFER', reference)).toMatchObject({ status: 'SUCCEEDED' })
    })

    it('calls off what nothing was taken for', async () => {
      if (!can('CANCEL')) {
        await expect(processor().cancel(newReference())).rejects.toBeInstanceOf(NotSent)
        return
      }
      const reference = newReference()
      await processor().charge(order(reference, amounts.requiresAction))
      expect(await processor().cancel(reference)).toMatchObject({ status: 'CANCELLED' })
      expect(await processor().find('CHARGE', reference)).toMatchObject({ status: 'CANCELLED' })
    })

    it('does not call off what has succeeded: somebody may be posting it', async () => {
      if (!can('CANCEL')) {
        await expect(processor().cancel(newReference())).rejects.toBeInstanceOf(NotSent)
        return
      }
      const reference = newReference()
      await processor().charge(order(reference, amounts.succeeds))
      expect(await processor().cancel(reference)).toMatchObject({ status: 'SUCCEEDED' })
      expect(await processor().find('CHARGE', reference)).toMatchObject({ status: 'SUCCEEDED' })
    })

    it('leaves a declined charge declined', async () => {
      if (!can('CANCEL')) {
        await expect(processor().cancel(newReference())).rejects.toBeInstanceOf(NotSent)
        return
      }
      const reference = newReference()
      await processor().charge(order(reference, amounts.declines))
      expect(await processor().cancel(reference)).toMatchObject({ status: 'DECLINED' })
    })
  })
}
