/** Random histories of a few customers: what they draw, and what it asks of the ledger. */
import { newId } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import fc from 'fast-check'
import type { LedgerAccountName } from '../src/domain/rules/ledger-account.ts'
import type { Posting } from '../src/domain/rules/posting.ts'

/** Ids of one history: few enough to be used again now and then. */
const IDS = 90

/** Every index below picks from the names and ids of one history, so that they collide often. */
const index = fc.nat(7)
const amount = fc.oneof(
  { weight: 20, arbitrary: fc.bigInt(1n, 60n) },
  { weight: 1, arbitrary: fc.bigInt(-1n, 0n) },
  { weight: 1, arbitrary: fc.constantFrom(10n ** 78n, 10n ** 78n - 1n) },
)
const currency = fc.oneof(
  { weight: 30, arbitrary: fc.constant<Currency>('USD') },
  { weight: 1, arbitrary: fc.constant<Currency>('EUR') },
)
const legs = fc.record({
  /** Money goes around: from each named account to the next. */
  path: fc.array(index, { minLength: 2, maxLength: 4 }),
  amount,
  currency,
  spoil: fc.oneof(
    { weight: 15, arbitrary: fc.constant(0n) },
    { weight: 1, arbitrary: fc.constant(1n) },
  ),
})
/** One thing that happens. */
export const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      batch: fc.array(
        fc.record({ id: fc.nat(IDS - 1), hold: fc.option(index, { freq: 2 }), legs }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      at: index,
      minor: fc.bigInt(1n, 60n),
      currency,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), hold: index }) },
)

export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Customers, providers and ids that no other history has. */
export function newHistory() {
  const provider = newId('evt')
  const clearing: LedgerAccountName = {
    code: 'PROVIDER_CLEARING',
    accountId: null,
    ownerId: null,
    provider,
  }
  const wallets = Array.from(
    { length: 4 },
    (): LedgerAccountName => ({
      code: 'CUSTOMER_WALLET',
      accountId: newId('acc'),
      ownerId: newId('usr'),
      provider: null,
    }),
  )
  const names = [
    clearing,
    clearing,
    clearing,
    ...wallets,
    { ...clearing, provider: `${provider}2` },
  ]
  const ids = Array.from({ length: IDS }, () => newId('ltx'))
  return { names, ids, holds: [] as { id: string; at: number }[] }
}

export type History = ReturnType<typeof newHistory>
type Legs = typeof legs extends fc.Arbitrary<infer T> ? T : never

/** The posting that a draw stands for. */
export function toPosting(
  { names, ids, holds }: History,
  drawn: { id: number; hold: number | null; legs: Legs },
): Posting {
  const { amount: minor, currency: unit, spoil } = drawn.legs
  const hold = drawn.hold === null ? undefined : holds[drawn.hold % holds.length]
  // Whoever names a hold mostly pays from its account: a hold that never fits is soon tested.
  const path = hold && drawn.hold !== 0 ? [hold.at, ...drawn.legs.path.slice(1)] : drawn.legs.path
  const entries = path.slice(1).flatMap((to, at) => [
    {
      ledgerAccount: names[path[at] ?? 0] as LedgerAccountName,
      side: 'DEBIT' as const,
      amount: money(minor, unit),
    },
    {
      ledgerAccount: names[to] as LedgerAccountName,
      side: 'CREDIT' as const,
      amount: money(minor + spoil, unit),
    },
  ])
  const holdId = hold?.id ?? null
  return {
    id: ids[drawn.id] ?? '',
    paymentId: null,
    effectiveAt: null,
    description: '',
    holdId,
    entries,
  }
}
