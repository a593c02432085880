import { newId } from '@tallystick/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newRandom, type Random } from './random.ts'
import {
  type Break,
  compare,
  dayFromNow,
  importLines,
  type Line,
  lineOf,
  listBreaks,
  openRoom,
  type Posted,
  postTopUps,
  type Room,
} from './reconciliation-room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const POSTED = 1_975

const KINDS = [
  'MISSING_HERE',
  'MISSING_THERE',
  'AMOUNT_DIFFERS',
  'CURRENCY_DIFFERS',
  'DUPLICATE',
  'LATE',
]

/** The lines that a provider writes instead of one, and what is wrong with them. */
type Spoiled = { lines: Line[]; planted: string[] }

function spoil(kind: string | undefined, line: Line, random: Random): Spoiled {
  const { reference, amount } = line
  const minor = BigInt(amount.amount)
  const as = (over: Partial<Line>): Spoiled => ({
    lines: [{ ...line, ...over }],
    planted: [`${kind} ${reference}`],
  })
  switch (kind) {
    case 'MISSING_HERE': {
      const unknown = newId('pay')
      const lines = [line, lineOf(unknown, minor * 10n + 7n)]
      return { lines, planted: [`${kind} ${unknown}`] }
    }
    case 'MISSING_THERE':
      return { lines: [], planted: [`${kind} ${reference}`] }
    case 'AMOUNT_DIFFERS':
      return as({ amount: { ...amount, amount: `${random.oneOf([minor - 1n, minor + 1n])}` } })
    case 'CURRENCY_DIFFERS':
      return as({ amount: { ...amount, currency: 'EUR' } })
    case 'DUPLICATE':
      return { lines: [line, line], planted: [`${kind} ${reference}`] }
    case 'LATE':
      return as({ bookedAt: `${dayFromNow(4)}T00:00:00.000Z` })
    default:
      // Some lines come without our name, and are found by what they are.
      return {
        lines: [random.percent(10) ? { ...line, reference: `${random.next()}` } : line],
        planted: [],
      }
  }
}

/** A statement of what was posted that is wrong in `count` places, no two of them in one line. */
function plant(posted: readonly Posted[], count: number, random: Random): Spoiled {
  const places = new Set<number>()
  while (places.size < count) places.add(random.below(posted.length))
  const order = [...places]
  const parts = posted.map(({ line }, index) =>
    spoil(places.has(index) ? KINDS[order.indexOf(index) % KINDS.length] : undefined, line, random),
  )
  const lines = parts.flatMap((part) => part.lines)
  return {
    lines: lines.toSorted(() => (random.percent(50) ? 1 : -1)),
    planted: parts.flatMap((part) => part.planted),
  }
}

/** The differences in the words of `plant`: the kind, and the reference of the line or the payment of the entry. */
function named(breaks: readonly Break[], lines: readonly Line[], posted: readonly Posted[]) {
  const paymentOf = new Map(posted.map(({ id, paymentId }) => [id, paymentId]))
  return breaks
    .map(({ kind, line, ledgerTransaction }) =>
      line === null
        ? `${kind} ${paymentOf.get(ledgerTransaction?.id ?? '')}`
        : `${kind} ${lines[line - 1]?.reference}`,
    )
    .toSorted()
}

describe('a statement of some two thousand lines', () => {
  it.each([1, 2, 3])(
    'shows 50 of 50 planted differences and nothing else, seed %i // REC-2',
    async (seed) => {
      const random = newRandom(seed)
      // Every amount is another, so that a line without a name has one candidate.
      const amounts = Array.from({ length: POSTED }, (_each, index) => 1_000n + 10n * BigInt(index))
      const posted = await postTopUps(room, amounts)
      const { lines, planted } = plant(posted, 50, random)
      const statementId = await importLines(room, lines)
      const report = await compare(room, { scope: 'PROVIDER', statementId })

      const breaks = await listBreaks(room, { statementId, open: true })
      expect(named(breaks, lines, posted)).toEqual(planted.toSorted())
      expect(breaks).toHaveLength(50)
      expect(report).toMatchObject({
        status: 'FINISHED',
        comparedCount: lines.length,
        breakCount: 50,
        pendingCount: 0,
      })
      // And the comparison itself is no accident of one run.
      const again = await compare(room, { scope: 'PROVIDER', statementId })
      expect(again).toMatchObject({ breakCount: 50, matchedCount: report.matchedCount })
      expect(await listBreaks(room, { statementId })).toEqual(breaks)
    },
  )
})
