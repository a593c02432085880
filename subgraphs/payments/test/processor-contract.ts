/** What every adapter of the processor's port must keep. Run it from a test of the adapter. */
import type { Money } from '@tallystick/money'
import { describe, expect, it } from 'vitest'
import type { Processor } from '../src/providers/processor/port.ts'

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
  /** How many charges the processor's own book holds under a reference. */
  countCharges: (reference: string) => Promise<number>
}>

/** Runs the suite. */
export function describeProcessor(name: string, under: ProcessorUnderTest): void {
  const { processor, newReference, amounts, countCharges } = under
  describe(`the processor ${name}`, () => {
    it('charges once for each reference, however often it is called (I5)', async () => {
      const order = { reference: newReference(), amount: amounts.succeeds }
      const answers = await Promise.all(Array.from({ length: 5 }, () => processor().charge(order)))
      expect(new Set(answers)).toEqual(new Set(['SUCCEEDED']))
      expect(await countCharges(order.reference)).toBe(1)
    })

    it.each([
      ['succeeds', 'SUCCEEDED'],
      ['declines', 'DECLINED'],
      ['requiresAction', 'REQUIRES_ACTION'],
    ] as const)('%s with %s, and says so again when asked', async (course, status) => {
      const reference = newReference()
      expect(await processor().charge({ reference, amount: amounts[course] })).toBe(status)
      expect(await processor().find(reference)).toBe(status)
    })

    it('refuses another amount under the same reference by throwing', async () => {
      const reference = newReference()
      await processor().charge({ reference, amount: amounts.succeeds })
      const other = { ...amounts.succeeds, minor: amounts.succeeds.minor + 100n }
      await expect(processor().charge({ reference, amount: other })).rejects.toThrow()
    })

    it('throws when it gives no answer, and knows afterwards whether it charged', async () => {
      const reference = newReference()
      await expect(processor().charge({ reference, amount: amounts.timesOut })).rejects.toThrow()
      expect(await processor().find(reference)).toBe('SUCCEEDED')
      expect(await countCharges(reference)).toBe(1)
    })

    it('says PROCESSING while it takes its time', async () => {
      const reference = newReference()
      const order = { reference, amount: amounts.succeedsLate }
      expect(await processor().charge(order)).toBe('PROCESSING')
      expect(await processor().find(reference)).toBe('SUCCEEDED')
    })

    it('knows nothing of a reference that it was never given', async () => {
      expect(await processor().find(newReference())).toBeUndefined()
      expect(await processor().cancel(newReference())).toBeUndefined()
    })

    it.each(['requiresAction', 'succeeds'] as const)('gives back what %s', async (course) => {
      const reference = newReference()
      await processor().charge({ reference, amount: amounts[course] })
      expect(await processor().giveBack(reference)).toBe('CANCELLED')
      expect(await processor().giveBack(reference)).toBe('CANCELLED')
      expect(await processor().find(reference)).toBe('CANCELLED')
    })

    it('calls off what nothing was taken for', async () => {
      const reference = newReference()
      await processor().charge({ reference, amount: amounts.requiresAction })
      expect(await processor().cancel(reference)).toBe('CANCELLED')
      expect(await processor().find(reference)).toBe('CANCELLED')
    })

    it('does not call off what has succeeded: somebody may be posting it', async () => {
      const reference = newReference()
      await processor().charge({ reference, amount: amounts.succeeds })
      expect(await processor().cancel(reference)).toBe('SUCCEEDED')
      expect(await processor().find(reference)).toBe('SUCCEEDED')
    })

    it('leaves a declined charge declined', async () => {
      const reference = newReference()
      await processor().charge({ reference, amount: amounts.declines })
      expect(await processor().cancel(reference)).toBe('DECLINED')
    })
  })
}
