import { describe, expect, it, test } from 'vitest'
import { findAnomaly, type Operation } from './linearizability.ts'
import { newRandom } from './random.ts'
import {
  type Answer,
  type Call,
  newWalletsMachine,
  type Seen,
  type Told,
} from './wallets-machine.ts'

type Step = Operation<Call, Answer>

const step = (call: Call, answer: Answer | undefined, [begun, ended]: number[]): Step => ({
  call,
  answer,
  begun: begun ?? 0,
  ended: ended ?? null,
})
const DONE: Told = { refusal: null }
const short = (available: bigint): Told => ({ refusal: 'INSUFFICIENT_FUNDS', available })

const move = (id: string, from: number | 'outside', to: number, amount: bigint): Call => ({
  kind: 'post',
  id,
  moves: [{ from, to, amount }],
  hold: null,
  isHoldKept: false,
})
const topUp = (id: string, to: number, amount: bigint) => move(id, 'outside', to, amount)
const balances: Call = { kind: 'balances' }
const entries: Call = { kind: 'entries', wallet: 0 }
const seen = (posted: bigint, version: number, held = 0n): Seen => ({ posted, held, version })
const nobody = seen(0n, 0)

const anomalyIn = (...history: Step[]): Call | undefined =>
  findAnomaly(history, newWalletsMachine(2))?.operation.call

describe('a history is in order', () => {
  it('when nothing overlaps and every answer follows from what came before', () => {
    expect(
      anomalyIn(
        step(balances, [nobody, nobody], [0, 1]),
        step(topUp('a', 0, 10n), DONE, [2, 3]),
        step(move('b', 0, 1, 11n), short(10n), [4, 5]),
        step(move('c', 0, 1, 4n), DONE, [6, 7]),
        step(balances, [seen(6n, 2), seen(4n, 1)], [8, 9]),
        step(
          entries,
          [
            { change: -4n, after: 6n, of: 'c' },
            { change: 10n, after: 10n, of: 'a' },
          ],
          [10, 11],
        ),
      ),
    ).toBeUndefined()
  })

  test.each([[nobody], [seen(10n, 1)]])(
    'when a read beside a posting sees the time before it or after it: %o',
    (first) => {
      expect(
        anomalyIn(step(topUp('a', 0, 10n), DONE, [0, 10]), step(balances, [first, nobody], [1, 9])),
      ).toBeUndefined()
    },
  )

  it('when what nobody answered took effect, much later, or never', () => {
    const lost = step(topUp('a', 0, 10n), undefined, [0])
    const before = step(balances, [nobody, nobody], [1, 2])
    const after = step(balances, [seen(10n, 1), nobody], [3, 4])
    expect(anomalyIn(lost, before)).toBeUndefined()
    expect(anomalyIn(lost, before, after)).toBeUndefined()
    expect(anomalyIn(lost, after, step(balances, [nobody, nobody], [5, 6]))).toEqual(balances)
  })

  it('when the same posting is asked for again and gets the same answer', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 10n), DONE, [0, 1]),
        step(topUp('a', 0, 10n), DONE, [2, 3]),
        step(topUp('a', 0, 11n), { refusal: 'ID_REUSED' }, [4, 5]),
        step(balances, [seen(10n, 1), nobody], [6, 7]),
      ),
    ).toBeUndefined()
  })
})

describe('a planted anomaly is found:', () => {
  it('a stale read', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 10n), DONE, [0, 1]),
        step(balances, [nobody, nobody], [2, 3]),
        step(topUp('b', 0, 10n), DONE, [2, 4]),
      ),
    ).toEqual(balances)
  })

  it('a lost update', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 10n), DONE, [0, 5]),
        step(topUp('b', 0, 20n), DONE, [1, 4]),
        step(balances, [seen(20n, 1), nobody], [6, 7]),
      ),
    ).toEqual(balances)
  })

  it('a posting that took effect twice', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 10n), DONE, [0, 5]),
        step(topUp('a', 0, 10n), DONE, [1, 4]),
        step(balances, [seen(20n, 2), nobody], [6, 7]),
      ),
    ).toEqual(balances)
  })

  it('a refusal for which there was no reason, or for another', () => {
    const rich = step(topUp('a', 0, 10n), DONE, [0, 1])
    const paid = move('b', 0, 1, 10n)
    expect(anomalyIn(rich, step(paid, short(10n), [2, 3]))).toEqual(paid)
    expect(anomalyIn(rich, step(paid, { refusal: 'HOLD_NOT_USABLE' }, [2, 3]))).toEqual(paid)
    expect(anomalyIn(rich, step(move('b', 0, 1, 11n), short(9n), [2, 3]))).toBeDefined()
  })

  it('money spent twice', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 10n), DONE, [0, 1]),
        step(move('b', 0, 1, 10n), DONE, [2, 5]),
        step(move('c', 0, 1, 10n), DONE, [3, 4]),
      ),
    ).toBeDefined()
  })

  it('a hold drawn twice, or spent by a posting that does not name it', () => {
    const rich = step(topUp('a', 0, 10n), DONE, [0, 1])
    const hold = step({ kind: 'hold', id: 'h', wallet: 0, amount: 10n }, DONE, [2, 3])
    const draw = { ...move('b', 0, 1, 4n), hold: 'h' } as Call
    const again = { ...move('c', 0, 1, 4n), hold: 'h' } as Call
    const drawn = step(draw, DONE, [4, 7])
    const unusable: Told = { refusal: 'HOLD_NOT_USABLE' }
    expect(anomalyIn(rich, hold, drawn, step(again, unusable, [5, 6]))).toBeUndefined()
    expect(anomalyIn(rich, hold, drawn, step(again, DONE, [5, 6]))).toBeDefined()
    expect(anomalyIn(rich, hold, step(move('d', 0, 1, 1n), DONE, [4, 5]))).toBeDefined()
    const voided = step({ kind: 'void', id: 'h' }, DONE, [8, 9])
    expect(anomalyIn(rich, hold, drawn, voided)).toEqual(voided.call)
    expect(
      anomalyIn(rich, hold, voided, step(balances, [seen(10n, 1, 10n), nobody], [10, 11])),
    ).toEqual(balances)
  })

  it('a read torn between two moments', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 10n), DONE, [0, 1]),
        step(move('b', 0, 1, 10n), DONE, [2, 9]),
        step(balances, [seen(10n, 1), seen(10n, 1)], [3, 8]),
      ),
    ).toEqual(balances)
  })

  it('two readers who see two postings in opposite orders', () => {
    expect(
      anomalyIn(
        step(topUp('a', 0, 1n), DONE, [0, 9]),
        step(topUp('b', 1, 1n), DONE, [0, 9]),
        step(balances, [seen(1n, 1), nobody], [1, 8]),
        step(balances, [nobody, seen(1n, 1)], [1, 8]),
      ),
    ).toEqual(balances)
  })

  it('a list that lacks an entry, or has one out of order', () => {
    const first = { change: 10n, after: 10n, of: 'a' }
    const posted = step(topUp('a', 0, 10n), DONE, [0, 1])
    expect(anomalyIn(posted, step(entries, [], [2, 3]))).toEqual(entries)
    expect(anomalyIn(posted, step(entries, [{ ...first, after: 9n }], [2, 3]))).toEqual(entries)
    expect(anomalyIn(posted, step(entries, [first, first], [2, 3]))).toEqual(entries)
  })
})

describe('random histories of six callers', () => {
  it('are in order, and not when one balance, version, refusal or entry in them is altered', () => {
    let planted = 0
    for (let seed = 1; seed <= 20; seed++) {
      const history = randomHistory(seed, 60)
      expect(findAnomaly(history, newWalletsMachine(2))).toBeNull()
      for (const [index, each] of history.entries()) {
        const altered = alter(each)
        if (!altered || index % 7 !== seed % 7) continue
        planted += 1
        const spoilt = history.with(index, altered)
        expect(findAnomaly(spoilt, newWalletsMachine(2)), `seed ${seed}, ${index}`).not.toBeNull()
      }
    }
    expect(planted).toBeGreaterThan(100)
  })
})

/** A history that is in order by its making: operations done one after the other, each said to have lasted longer. */
function randomHistory(seed: number, length: number): Step[] {
  const random = newRandom(seed)
  const machine = newWalletsMachine(2)
  const ids = Array.from({ length: length / 3 }, (_, index) => `${index}`)
  const amount = () => 10n * BigInt(1 + random.below(9))
  const newCall = (): Call => {
    switch (random.weighted({ post: 6, hold: 2, void: 1, balances: 3, entries: 2 })) {
      case 'hold':
        return { kind: 'hold', id: random.oneOf(ids), wallet: random.below(2), amount: amount() }
      case 'void':
        return { kind: 'void', id: random.oneOf(ids) }
      case 'balances':
        return balances
      case 'entries':
        return { kind: 'entries', wallet: random.below(2) }
      default: {
        const from = random.oneOf(['outside', 0, 1] as const)
        const hold = from !== 'outside' && random.percent(40) ? random.oneOf(ids) : null
        const to = from === 0 ? 1 : 0
        const moves = [{ from, to, amount: amount() }]
        return { kind: 'post', id: random.oneOf(ids), moves, hold, isHoldKept: random.percent(50) }
      }
    }
  }
  return Array.from({ length }, (_, index) => {
    const call = newCall()
    const { answer } = machine.perform(call)
    return step(call, answer, [index - random.below(300) / 100, index + random.below(300) / 100])
  })
}

/** All amounts are tens, so that a unit more is never right. */
function alter(one: Step): Step | undefined {
  const { answer } = one
  if (!answer) return undefined
  if (!('refusal' in answer)) {
    const [first, ...rest] = answer
    if (!first) return undefined
    const spoilt =
      'posted' in first
        ? { ...first, posted: first.posted + 1n }
        : { ...first, after: first.after + 1n }
    return { ...one, answer: [spoilt, ...rest] as Answer }
  }
  return answer.available === undefined
    ? { ...one, answer: { refusal: 'UNBALANCED' } }
    : { ...one, answer: { ...answer, available: answer.available + 1n } }
}
