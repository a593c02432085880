/** A change that no test can notice: which one, and why what it changes makes no difference. */
export type EquivalentMutant = Readonly<{
  file: string
  /** The whole line of code, so that the entry ends with it. */
  line: string
  replacement: string
  reason: string
}>

/** Every change that `npm run mutate` may leave unnoticed on a comparison. */
export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [
  {
    file: 'packages/money/src/money.ts',
    line: 'return a.minor < b.minor ? -1 : 1',
    replacement: 'a.minor <= b.minor',
    reason: 'equal amounts are answered in the line before',
  },
  {
    file: 'packages/money/src/money.ts',
    line: 'const sign = amount.minor < 0n ? -1n : 1n',
    replacement: 'amount.minor <= 0n',
    reason: 'the opposite of nothing is nothing, and so are its parts',
  },
  {
    file: 'packages/money/src/money.ts',
    line: 'return a.remainder > b.remainder ? -1 : 1',
    replacement: 'a.remainder >= b.remainder',
    reason: 'equal remainders are answered in the line before',
  },
  {
    file: 'packages/money/src/text.ts',
    line: 'const digits = (amount.minor < 0n ? -amount.minor : amount.minor).toString()',
    replacement: 'amount.minor <= 0n',
    reason: 'a bigint has no negative zero',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/financial-report.ts',
    line: 'const sorted = [...places].toSorted(([one], [other]) => (one < other ? -1 : 1))',
    replacement: 'one <= other',
    reason: 'the keys of a map are all different',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/liability.ts',
    line: 'return next > now ? next : now',
    replacement: 'next >= now',
    reason: 'two equal moments are the same answer',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/posting.ts',
    line: "const change = side === 'DEBIT' ? amount.minor : -amount.minor",
    replacement: "side !== 'DEBIT'",
    reason: 'every sum becomes its opposite, and is nothing when it was nothing before',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/posting.ts',
    line: 'metadata && Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1)),',
    replacement: 'a <= b',
    reason: 'the names of an object are all different',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/sealing-order.ts',
    line: 'version > 1 ? { ledgerAccountId, version: version - 1 } : undefined',
    replacement: 'version >= 1',
    reason: 'no item has a version 0, so nothing is found to wait for',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/sealing-order.ts',
    line: 'return previous === undefined || version === previous + 1',
    replacement: 'previous !== undefined',
    reason: 'nothing is in order then, and the long way comes to the same as the short one',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/balance-change.ts',
    line: "(one.kind === 'MOVE' ? one.heldVersion : 0) - (other.kind === 'MOVE' ? other.heldVersion : 0),",
    replacement: "other.kind !== 'MOVE'",
    reason: 'moves are sorted before, and the later one is still said to come later',
  },
  {
    file: 'subgraphs/ledger/src/domain/rules/reconciliation.ts',
    line: 'return ms < 0n ? 0 : Number(ms / DAY_MS)',
    replacement: 'ms <= 0n',
    reason: 'no time at all is no day, by either branch',
  },
]
