/** Random histories of a few customers: what they ask of the ledger, one thing after the other or two at once. */
import { type Currency, type Money, money } from '@tallystick/money'
import type { HoldRequest } from '../src/domain/rules/hold.ts'
import type { LedgerAccountName } from '../src/domain/rules/ledger-account.ts'
import type { Posting, PostingEntry } from '../src/domain/rules/posting.ts'
import type { Side } from '../src/domain/rules/side.ts'
import type { Random } from './random.ts'

/** One thing that somebody asks for. */
export type Step =
  | Readonly<{ kind: 'post'; postings: readonly Posting[] }>
  | Readonly<{ kind: 'hold'; request: HoldRequest }>
  | Readonly<{ kind: 'void'; id: string }>
  | Readonly<{ kind: 'expire' }>
  | Readonly<{ kind: 'floor'; accountId: string; floor: Money }>

/** What happens at a moment: one step, or two by callers who do not wait for each other. */
export type Turn = Readonly<{ moment: Date; steps: readonly Step[]; isOneProcess: boolean }>

const OTHER: Readonly<Record<Side, Side>> = { DEBIT: 'CREDIT', CREDIT: 'DEBIT' }

/** How large amounts are in a history: cents, more than a double holds, wei, and where 78 digits end. */
const SCALES = [1n, 10n ** 16n, 10n ** 40n, 10n ** 76n]

const TOO_LARGE = 10n ** 78n

/** A history of so many operations. It has customers and ids of its own, and asks for things that it asked for before. */
export function newHistory(random: Random, length: number): Iterable<Turn> {
  const clearing = (): LedgerAccountName => ({
    code: 'PROVIDER_CLEARING',
    accountId: null,
    ownerId: null,
    provider: random.id('evt'),
  })
  const wallet = (): LedgerAccountName => ({
    code: 'CUSTOMER_WALLET',
    accountId: random.id('acc'),
    ownerId: random.id('usr'),
    provider: null,
  })
  const fees: LedgerAccountName = {
    code: 'FEE_INCOME',
    accountId: null,
    ownerId: null,
    provider: null,
  }
  const houses = [clearing(), clearing()] as const
  const wallets = [wallet(), wallet(), wallet(), wallet()]
  const foreign = [wallet(), wallet()]
  const scale = random.oneOf(SCALES)
  const calls: Posting[][] = []
  const holds: HoldRequest[] = []
  let now = Date.UTC(2026, 0, 1)

  const amount = (): bigint => {
    if (random.percent(97)) return scale * BigInt(1 + random.below(60)) + BigInt(random.below(3))
    return random.oneOf([0n, -1n, TOO_LARGE, TOO_LARGE - 1n])
  }
  const leg = (from: LedgerAccountName, to: LedgerAccountName, of: Money): PostingEntry[] => [
    { ledgerAccount: from, side: 'DEBIT', amount: of },
    { ledgerAccount: to, side: 'CREDIT', amount: of },
  ]
  const payer = () => (random.percent(40) ? random.oneOf(houses) : random.oneOf(wallets))
  const payee = () =>
    random.weighted({ wallet: 8, house: 1, fees: 1 }) === 'wallet'
      ? random.oneOf(wallets)
      : random.oneOf([...houses, fees])

  function entries(): PostingEntry[] {
    const unit: Currency = random.percent(97) ? 'USD' : 'EUR'
    const shape = random.weighted({ transfer: 60, split: 12, path: 12, exchange: 12, too: 4 })
    if (shape === 'split') {
      const parts = Array.from({ length: 2 + random.below(3) }, () => money(amount(), unit))
      const sum = parts.reduce((total, { minor }) => total + minor, 0n)
      const first = { ledgerAccount: payer(), side: 'DEBIT' as const, amount: money(sum, unit) }
      const others = parts.map((part) => ({
        ledgerAccount: payee(),
        side: 'CREDIT' as const,
        amount: part,
      }))
      return random.percent(50) ? [first, ...others] : [...others, first]
    }
    const of = money(amount(), unit)
    if (shape === 'path') {
      const [a, b] = [payer(), payee()]
      return [...leg(a, b, of), ...leg(b, payee(), of)]
    }
    if (shape === 'exchange')
      return [
        ...leg(payer(), random.oneOf(houses), of),
        ...leg(
          random.oneOf([...houses, ...foreign]),
          random.oneOf(foreign),
          money(amount(), 'EUR'),
        ),
      ]
    if (shape === 'transfer') return leg(payer(), payee(), of)
    // What is wrong in itself.
    const [debit, credit] = leg(payer(), payee(), of) as [PostingEntry, PostingEntry]
    const spoilt = { ...credit, amount: money(credit.amount.minor + 1n, unit) }
    return random.oneOf([[], [debit], [debit, spoilt], [debit, { ...credit, side: 'DEBIT' }]])
  }

  const fresh = (over: Partial<Posting> = {}): Posting => ({
    id: random.id('ltx'),
    paymentId: random.percent(30) ? random.id('pay') : null,
    reverses: null,
    effectiveAt: random.percent(10) ? new Date(now - random.below(86_400_000)) : null,
    description: random.oneOf(['', 'lunch', '{"a",NULL}\\']),
    metadata: random.percent(10) ? { invoice: String(random.below(9)), note: 'a "b"' } : null,
    holdId: null,
    holdKept: false,
    linked: random.percent(22),
    entries: entries(),
    ...over,
  })
  /** Draws on a hold, mostly as it may be done. */
  function draw(): Posting {
    const hold = random.oneOf(holds)
    const { minor, currency } = hold.amount
    const part = random.percent(25) ? minor : minor / BigInt(1 + random.below(4)) || 1n
    const from = random.percent(93) ? hold.ledgerAccount : payer()
    const of = money(random.percent(95) ? part : minor + 1n, currency)
    const holdId = random.percent(97) ? hold.id : random.id('hld')
    return fresh({ holdId, holdKept: random.percent(60), entries: leg(from, payee(), of) })
  }
  function reversal(): Posting {
    const original = random.oneOf(random.oneOf(calls))
    const mirrored = original.entries.map((entry) => ({ ...entry, side: OTHER[entry.side] }))
    const own = random.percent(94) ? mirrored : mirrored.toReversed()
    return fresh({ reverses: random.percent(97) ? original.id : random.id('ltx'), entries: own })
  }
  function posting(batch: readonly Posting[]): Posting {
    const known = calls.length > 0
    const kind = random.weighted({
      fresh: 66,
      draw: holds.length > 0 ? 14 : 0,
      reversal: known ? 10 : 0,
      again: known ? 4 : 0,
      otherwise: known ? 3 : 0,
      twin: batch.length > 0 ? 3 : 0,
    })
    if (kind === 'draw') return draw()
    if (kind === 'reversal') return reversal()
    if (kind === 'twin') return random.oneOf(batch)
    const earlier = known ? random.oneOf(random.oneOf(calls)) : undefined
    if (kind === 'again' && earlier) return earlier
    if (kind === 'otherwise' && earlier) return fresh({ id: earlier.id })
    return fresh()
  }
  function post(): Step {
    if (calls.length > 0 && random.percent(6))
      return { kind: 'post', postings: random.oneOf(calls) }
    const batch: Posting[] = []
    const size = random.percent(66) ? 1 : 1 + random.below(8)
    while (batch.length < size) batch.push(posting(batch))
    batch.push({ ...(batch.pop() as Posting), linked: false })
    calls.push(batch)
    return { kind: 'post', postings: batch }
  }
  function hold(): Step {
    const earlier = holds.length > 0 && random.percent(8) ? random.oneOf(holds) : undefined
    const currency = random.percent(95) ? 'USD' : 'EUR'
    const expiresAt = random.percent(50) ? null : new Date(now + random.below(2_400_000))
    const request = {
      id: earlier?.id ?? random.id('hld'),
      ledgerAccount: random.percent(85) ? random.oneOf(wallets) : random.oneOf(houses),
      amount: money(scale * BigInt(1 + random.below(80)), currency),
      expiresAt,
    } as const
    const asked = earlier && random.percent(50) ? earlier : request
    holds.push(asked)
    return { kind: 'hold', request: asked }
  }
  function floor(): Step {
    const { accountId } = random.oneOf([...wallets, ...wallets, ...foreign.slice(1), wallet()])
    const minor = random.percent(40) ? 0n : -scale * BigInt(random.below(90))
    return { kind: 'floor', accountId: accountId ?? '', floor: money(minor, 'USD') }
  }
  function step(): Step {
    const kind = random.weighted({ post: 46, hold: 22, void: 13, expire: 9, floor: 10 })
    if (kind === 'post') return post()
    if (kind === 'hold') return hold()
    if (kind === 'floor') return floor()
    if (kind === 'expire' || holds.length === 0) return { kind: 'expire' }
    return { kind: 'void', id: random.percent(95) ? random.oneOf(holds).id : random.id('hld') }
  }

  function turn(): Turn {
    now += random.below(120_000)
    const moment = new Date(now)
    const isOneProcess = random.percent(40)
    if (random.percent(65)) return { moment, steps: [step()], isOneProcess }
    const steps = [step(), step()]
    return { moment, steps: hasRace(steps) ? steps.slice(1) : steps, isOneProcess }
  }
  return (function* () {
    for (let done = 0; done < length; ) {
      const next = turn()
      done += next.steps.length
      yield next
    }
  })()
}

/**
 * Whether one asks for an id that the other asks for too, or undoes what the other posts. Both are answered truthfully, but
 * not as if one had come after the other; `concurrency.integration.test.ts` looks at them.
 */
function hasRace([one, other]: readonly Step[]): boolean {
  const ids = idsOf(one)
  return one !== other && [...idsOf(other), ...originalsOf(other)].some((id) => ids.includes(id))
}

const idsOf = (step: Step | undefined): string[] => {
  if (step?.kind === 'hold') return [step.request.id]
  return step?.kind === 'post' ? step.postings.map(({ id }) => id) : []
}

const originalsOf = (step: Step | undefined): string[] =>
  step?.kind === 'post' ? step.postings.flatMap(({ reverses }) => reverses ?? []) : []
