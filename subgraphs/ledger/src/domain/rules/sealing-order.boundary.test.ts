import { describe, expect, it } from 'vitest'
import { inSealingOrder, type Place, placesBefore } from './sealing-order.ts'

type Item = Readonly<{ name: string; places: readonly Place[] }>

const places = (text: string): Place[] =>
  text
    .split(' ')
    .filter((place) => place !== '')
    .map((place) => ({ ledgerAccountId: place.slice(0, 1), version: Number(place.slice(1)) }))

/** `a1 b2`: an item that made version 1 of ledger account a and version 2 of b. */
const items = (...texts: string[]): Item[] =>
  texts.map((text) => ({ name: text, places: places(text) }))

const order = (chunk: readonly Item[], unsealed = ''): string[] =>
  inSealingOrder(chunk, places(unsealed)).map(({ name }) => name)

describe('the places before a chunk', () => {
  it('are the versions that its entries follow and that are not in it', () => {
    expect(placesBefore(items('a1 b3', 'a2 c2'))).toEqual(places('b2 c1'))
    expect(placesBefore(items('a1', 'b1'))).toEqual([])
    expect(placesBefore(items('a2', 'a1'))).toEqual([])
    expect(placesBefore(items('a2'))).toEqual(places('a1'))
    expect(placesBefore(items(''))).toEqual([])
  })
})

describe('the sealing order', () => {
  it('is that of the outbox when versions come in order', () => {
    expect(order(items('a1 b1', '', 'a2', 'b2'))).toEqual(['a1 b1', '', 'a2', 'b2'])
    expect(order([])).toEqual([])
  })

  it('puts an earlier version first that the outbox tells of later', () => {
    expect(order(items('a2', 'a1'))).toEqual(['a1', 'a2'])
    expect(order(items('a3', 'b1', 'a2', 'a1'))).toEqual(['b1', 'a1', 'a2', 'a3'])
    expect(order(items('a2 b2', 'b1', 'a1', 'c1'))).toEqual(['b1', 'a1', 'a2 b2', 'c1'])
  })

  it('takes what has become possible in the order in which it came', () => {
    expect(order(items('a2', 'b2', 'a1 b1'))).toEqual(['a1 b1', 'a2', 'b2'])
    expect(order(items('c2', 'b2', 'a2', 'a1 b1 c1'))).toEqual(['a1 b1 c1', 'c2', 'b2', 'a2'])
    expect(order(items('b2', 'a3', 'a2', 'a1 b1'))).toEqual(['a1 b1', 'b2', 'a2', 'a3'])
    expect(order(items('a3', 'a2', 'b2', 'a1 b1'))).toEqual(['a1 b1', 'a2', 'a3', 'b2'])
  })

  it('counts versions within one item as made by it', () => {
    expect(order(items('a1 a2', 'a3'))).toEqual(['a1 a2', 'a3'])
    expect(order(items('a2 a3', 'a1'))).toEqual(['a1', 'a2 a3'])
  })

  it('goes on from what is sealed, and stops before what needs something unsealed', () => {
    expect(order(items('a5', 'b7'))).toEqual(['a5', 'b7'])
    expect(order(items('a5', 'b7'), 'b6')).toEqual(['a5'])
    expect(order(items('a5', 'b7', 'c1'), 'a4')).toEqual([])
    expect(order(items('c1', 'a6', 'a5', 'd1'), 'a4')).toEqual(['c1'])
  })

  it('names its bug: versions that follow each other in a circle', () => {
    expect(() => order(items('a1 b2', 'a2 b1'))).toThrow(
      new Error('versions of ledger accounts follow each other in a circle'),
    )
  })
})
