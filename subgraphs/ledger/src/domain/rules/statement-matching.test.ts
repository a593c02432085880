import { describe, expect, it } from 'vitest'
import {
  type MatchingEntry,
  type MatchingFrame,
  type MatchingLine,
  matchStatement,
} from './statement-matching.ts'

const FRAME: MatchingFrame = { fromDay: 100, toDay: 130, lateDays: 3, currency: null }

const line = (number: number, over: Partial<MatchingLine> = {}): MatchingLine => ({
  line: number,
  reference: 'pay_1',
  isPayment: true,
  side: 'DEBIT',
  amount: 100n,
  currency: 'USD',
  day: 110,
  ...over,
})

const entry = (key: number, over: Partial<MatchingEntry> = {}): MatchingEntry => ({
  key,
  payment: 'pay_1',
  reference: null,
  side: 'DEBIT',
  amount: 100n,
  currency: 'USD',
  day: 110,
  ...over,
})

const verdicts = (lines: MatchingLine[], entries: MatchingEntry[], frame = FRAME) => {
  const found = matchStatement(lines, entries, frame)
  return {
    lines: found.lines.map(({ verdict, entry: key }) =>
      key === null ? verdict : `${verdict} ${key}`,
    ),
    missingThere: found.missingThere,
    pending: found.pending,
  }
}

const none = { missingThere: [], pending: [] }

describe('matching by reference', () => {
  it('matches what is the same', () => {
    expect(verdicts([line(1)], [entry(1)])).toEqual({ lines: ['MATCHED 1'], ...none })
  })

  it.each([
    [113, 'MATCHED 1'],
    [114, 'LATE 1'],
    [107, 'MATCHED 1'],
    [106, 'LATE 1'],
  ])('counts a booking on day %i of a recording on day 110 as %s', (day, verdict) => {
    expect(verdicts([line(1, { day })], [entry(1)]).lines).toEqual([verdict])
  })

  it('finds an entry however long ago it was recorded', () => {
    expect(verdicts([line(1)], [entry(1, { day: 2 })])).toEqual({ lines: ['LATE 1'], ...none })
  })

  it('tells one minor unit apart', () => {
    expect(verdicts([line(1, { amount: 101n })], [entry(1)])).toEqual({
      lines: ['AMOUNT_DIFFERS 1'],
      ...none,
    })
  })

  it('tells currencies apart, whatever the amount', () => {
    expect(verdicts([line(1, { currency: 'EUR', amount: 7n })], [entry(1)]).lines).toEqual([
      'CURRENCY_DIFFERS 1',
    ])
  })

  it('takes the other side for another movement', () => {
    expect(verdicts([line(1, { side: 'CREDIT' })], [entry(1)])).toEqual({
      lines: ['MISSING_HERE'],
      missingThere: [1],
      pending: [],
    })
  })

  it('finds a line that comes twice, and gives two entries a line each', () => {
    expect(verdicts([line(1), line(2)], [entry(1)]).lines).toEqual(['MATCHED 1', 'DUPLICATE'])
    expect(verdicts([line(1), line(2)], [entry(1), entry(2)]).lines).toEqual([
      'MATCHED 1',
      'MATCHED 2',
    ])
  })

  it('takes a repeated line for a duplicate rather than for another entry with another amount', () => {
    const entries = [entry(1), entry(2, { amount: 40n })]
    expect(verdicts([line(1), line(2)], entries)).toEqual({
      lines: ['MATCHED 1', 'DUPLICATE'],
      missingThere: [2],
      pending: [],
    })
  })

  it('knows an entry by the name that the provider gave it, too', () => {
    const named = entry(1, { reference: 'ch_1' })
    expect(verdicts([line(1, { reference: 'ch_1', isPayment: false })], [named]).lines).toEqual([
      'MATCHED 1',
    ])
  })

  it('takes nothing for a reference that says the same of a thousand lines', () => {
    const lines = Array.from({ length: 1_001 }, (_each, index) =>
      line(index + 1, { reference: 'TRANSFER', isPayment: false, amount: BigInt(index + 1) }),
    )
    const named = entry(1, { payment: null, reference: 'TRANSFER', amount: 5n })
    const found = matchStatement(lines, [named], FRAME)
    expect(found.lines[4]).toEqual({
      line: 5,
      verdict: 'MATCHED',
      rule: 'ONLY_CANDIDATE',
      entry: 1,
    })
  })
})

describe('matching without a reference', () => {
  const nameless = { reference: '', isPayment: false } as const

  it('matches the only candidate', () => {
    expect(verdicts([line(1, nameless)], [entry(1)]).lines).toEqual(['MATCHED 1'])
    expect(verdicts([line(1, { reference: 'x', isPayment: false })], [entry(1)]).lines).toEqual([
      'MATCHED 1',
    ])
  })

  it('never chooses: two candidates on either side match nothing', () => {
    expect(verdicts([line(1, nameless)], [entry(1), entry(2)]).lines).toEqual(['MISSING_HERE'])
    expect(verdicts([line(1, nameless), line(2, nameless)], [entry(1)]).lines).toEqual([
      'MISSING_HERE',
      'MISSING_HERE',
    ])
  })

  it.each([
    ['amount', { amount: 101n }],
    ['currency', { currency: 'EUR' as const }],
    ['side', { side: 'CREDIT' as const }],
    ['day', { day: 114 }],
  ])('takes no entry of another %s', (_name, over) => {
    expect(verdicts([line(1, { ...nameless, ...over })], [entry(1)]).lines).toEqual([
      'MISSING_HERE',
    ])
  })

  it('leaves to references what they can settle', () => {
    expect(verdicts([line(1, nameless), line(2)], [entry(1)]).lines).toEqual([
      'MISSING_HERE',
      'MATCHED 1',
    ])
  })

  it('does not match a payment that has its entry already with another of the same amount', () => {
    const lines = [line(1), line(2, { side: 'CREDIT' })]
    const entries = [entry(1), entry(2, { payment: 'pay_2', side: 'CREDIT' })]
    expect(verdicts(lines, entries)).toEqual({
      lines: ['MATCHED 1', 'MISSING_HERE'],
      missingThere: [2],
      pending: [],
    })
  })
})

describe('what the statement lacks', () => {
  it.each([
    [99, none],
    [100, { missingThere: [1], pending: [] }],
    [127, { missingThere: [1], pending: [] }],
    [128, { missingThere: [], pending: [1] }],
    [130, { missingThere: [], pending: [1] }],
    [131, none],
  ])('is missing once the provider has had its days: recorded on day %i', (day, expected) => {
    expect(verdicts([], [entry(1, { day })])).toEqual({ lines: [], ...expected })
  })

  it('is only of the currency that the statement is about', () => {
    expect(verdicts([], [entry(1)], { ...FRAME, currency: 'EUR' })).toEqual({ lines: [], ...none })
  })
})
