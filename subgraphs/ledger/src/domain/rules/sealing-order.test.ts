import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inSealingOrder, type Place, placesBefore } from './sealing-order.ts'

const at = (ledgerAccountId: string, version: number): Place => ({ ledgerAccountId, version })
const item = (name: string, ...places: Place[]) => ({ name, places })
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name).join('')

describe('the order of sealing', () => {
  it('is the order of the outbox where versions grow in it', () => {
    const chunk = [item('a', at('x', 1)), item('b'), item('c', at('y', 1), at('x', 2))]
    expect(placesBefore(chunk)).toEqual([])
    expect(names(inSealingOrder(chunk, []))).toBe('abc')
  })

  it('puts a version before the next one, and is otherwise that of the outbox', () => {
    const chunk = [
      item('a', at('x', 3)),
      item('b', at('y', 1)),
      item('c', at('x', 2)),
      item('d', at('x', 1), at('y', 2)),
      item('e'),
    ]
    expect(names(inSealingOrder(chunk, []))).toBe('bdcae')
  })

  it('stops before what needs an entry that is not there yet, and goes on when it is sealed', () => {
    const chunk = [item('a', at('x', 7)), item('b', at('y', 4)), item('c', at('x', 8))]
    expect(placesBefore(chunk)).toEqual([at('x', 6), at('y', 3)])
    expect(names(inSealingOrder(chunk, []))).toBe('abc')
    expect(names(inSealingOrder(chunk, [at('y', 3)]))).toBe('a')
    expect(names(inSealingOrder(chunk, [at('x', 6)]))).toBe('')
  })

  it('takes nothing of a chunk that is cut within a knot', () => {
    expect(names(inSealingOrder([item('a', at('x', 2)), item('b')], [at('x', 1)]))).toBe('')
  })

  it('refuses versions in a circle', () => {
    const chunk = [item('a', at('x', 1), at('y', 2)), item('b', at('x', 2), at('y', 1))]
    expect(() => inSealingOrder(chunk, [])).toThrow('circle')
  })

  it('makes every beginning a cut of the books, whatever the outbox tells first', () => {
    const history = fc.array(
      fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(4)), fc.nat(30), (drawn, jumps, cut) => {
        const next = new Map<string, number>()
        const booked = drawn.map((accounts, index) =>
          item(
            `${index}`,
            ...accounts.map((account) => {
              const version = (next.get(account) ?? 0) + 1
              next.set(account, version)
              return at(account, version)
            }),
          ),
        )
        // As transactions do that took their number before they waited for a lock.
        const told = booked
          .map((each, index) => ({ each, key: index - (jumps.next().value ?? 0) }))
          .sort((one, other) => one.key - other.key)
          .map(({ each }) => each)
          .slice(0, cut)
        const order = inSealingOrder(told, placesBefore(told))
        const last = new Map<string, number>()
        for (const { places } of order)
          for (const { ledgerAccountId, version } of places) {
            expect(version).toBe((last.get(ledgerAccountId) ?? 0) + 1)
            last.set(ledgerAccountId, version)
          }
        expect(new Set(order)).toEqual(new Set(told.slice(0, order.length)))
      }),
      { numRuns: 500 },
    )
  })
})
