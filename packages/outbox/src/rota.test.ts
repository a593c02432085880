import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Batch, Rota } from './rota.ts'

type Turn = Readonly<{ name: string; weight: number; keys: readonly string[] }>

const turn = (name: string, ...keys: string[]): Turn => ({ name, weight: 1, keys })
const names = (batch: Batch<Turn> | undefined) => batch?.turns.map(({ name }) => name)
const wanted = () => true

function open(lanes: number, ...turns: readonly Turn[]) {
  const rota = new Rota<Turn>({ lanes, batchMax: 500 })
  for (const each of turns) rota.add(each)
  return { rota, take: () => rota.take(wanted) }
}

describe('a rota of two lanes', () => {
  it('shares what waits equally between them', () => {
    const { take } = open(2, ...Array.from({ length: 100 }, (_, at) => turn(`${at}`, `key ${at}`)))
    const batches = [take(), take(), take()]
    expect(batches.map((batch) => batch?.turns.length)).toEqual([50, 50, undefined])
    expect(batches.map((batch) => batch?.lane)).toEqual([0, 1, undefined])
  })

  it('keeps few together, because a batch costs something by itself', () => {
    const { take } = open(2, turn('a', 'x'), turn('b', 'y'))
    expect(names(take())).toEqual(['a', 'b'])
  })

  it('gives a free lane only what touches nothing under way', () => {
    const { rota, take } = open(2, turn('a', 'x', 'y'))
    const first = take() as Batch<Turn>
    rota.add(turn('b', 'y', 'z'))
    for (const name of ['c', 'd']) rota.add(turn(name, name))
    expect(take()).toMatchObject({ lane: 1, turns: [{ name: 'c' }, { name: 'd' }] })
    rota.finish(first)
    expect(take()).toMatchObject({ lane: 0, turns: [{ name: 'b' }] })
  })

  it('lets nobody overtake who waits for the same', () => {
    const { rota, take } = open(2, turn('a', 'x'))
    const first = take() as Batch<Turn>
    // The second waits for the first, and the third for the second, though nothing that it touches is under way.
    for (const each of [turn('b', 'x', 'z'), turn('c', 'z'), turn('d', 'w')]) rota.add(each)
    const second = take() as Batch<Turn>
    expect(names(second)).toEqual(['d'])
    rota.finish(first)
    expect(names(take())).toEqual(['b', 'c'])
  })

  it('lets what all want follow in the lane where it is, and the few others with it', () => {
    const { rota, take } = open(2, turn('first', 'hot'))
    expect(take()?.lane).toBe(0)
    for (let at = 0; at < 20; at++) rota.add(turn(`${at}`, 'hot', `${at}`))
    rota.add(turn('other', 'x'))
    const batch = take()
    expect(batch?.lane).toBe(0)
    expect(batch?.turns).toHaveLength(21)
  })

  it('forgets who is not wanted any more', () => {
    const { rota } = open(2, turn('a', 'x'), turn('b', 'y'))
    expect(names(rota.take(({ name }) => name !== 'a'))).toEqual(['b'])
    expect(rota.waiting).toBe(0)
  })
})

it('answers everyone once, in the order of each key, and never two lanes for one key', () => {
  const anyTurns = fc.array(
    fc.record({
      weight: fc.integer({ min: 1, max: 5 }),
      keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(
      anyTurns,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(), { minLength: 1 }),
      (kinds, lanes, dice) => {
        const turns = kinds.map((kind, at) => ({ ...kind, name: `${at}` }))
        const rota = new Rota<Turn>({ lanes, batchMax: 10 })
        const running: Batch<Turn>[] = []
        const taken: Turn[] = []
        const waiting = [...turns]
        for (let step = 0; taken.length < turns.length || running.length > 0; step++) {
          const die = dice[step % dice.length] as number
          for (const each of waiting.splice(0, 1 + (die % 20))) rota.add(each)
          for (let batch = rota.take(wanted); batch; batch = rota.take(wanted)) {
            expect(batch.turns.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(10)
            const keysOf = ({ turns }: Batch<Turn>) => new Set(turns.flatMap(({ keys }) => keys))
            for (const other of running)
              if (other.lane !== batch.lane)
                expect(keysOf(other).intersection(keysOf(batch)).size).toBe(0)
            running.push(batch)
            taken.push(...batch.turns)
          }
          expect(running.length).toBeLessThanOrEqual(lanes)
          // A lane does one batch after the other: only the oldest of a lane can be over.
          const lane = running[die % Math.max(running.length, 1)]?.lane
          const over = running.findIndex((batch) => batch.lane === lane)
          if (over >= 0) for (const batch of running.splice(over, 1)) rota.finish(batch)
        }
        expect(taken.toSorted((a, b) => Number(a.name) - Number(b.name))).toEqual(turns)
        for (const key of 'abcdefgh') {
          const own = taken.filter(({ keys }) => keys.includes(key)).map(({ name }) => Number(name))
          expect(own).toEqual(own.toSorted((a, b) => a - b))
        }
        expect(rota.waiting).toBe(0)
      },
    ),
    { numRuns: 500 },
  )
})
