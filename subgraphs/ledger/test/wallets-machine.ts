/** A few wallets in memory, written from what the Ledger promises and from none of its code: the oracle of histories. */
import type { Machine, Step } from './linearizability.ts'

/** Wallets by number; `outside` is the provider's clearing account, which has no floor. */
export type Place = number | 'outside'

/** The most entries that one call lists. */
export const ENTRIES_MAX = 5

/** One thing that someone asks of the ledger. */
export type Call =
  | Readonly<{
      kind: 'post'
      id: string
      moves: readonly Readonly<{ from: Place; to: Place; amount: bigint }>[]
      hold: string | null
      isHoldKept: boolean
    }>
  | Readonly<{ kind: 'hold'; id: string; wallet: number; amount: bigint }>
  | Readonly<{ kind: 'void'; id: string }>
  | Readonly<{ kind: 'balances' }>
  | Readonly<{ kind: 'entries'; wallet: number }>

/** What a posting or hold is told: null for done, else why not. `available` with INSUFFICIENT_FUNDS of a posting. */
export type Told = Readonly<{ refusal: string | null; available?: bigint | undefined }>
/** A wallet as a reader sees it. */
export type Seen = Readonly<{ posted: bigint; held: bigint; version: number }>
/** An entry as a reader sees it: what it added, what was there after it, and its ledger transaction. */
export type SeenEntry = Readonly<{ change: bigint; after: bigint; of: string }>

/** What came back, in the same order as was asked for. */
export type Answer = Told | readonly Seen[] | readonly SeenEntry[]

type Done = Step & Readonly<{ answer: Answer; isAstray?: boolean }>
type Wallet = { posted: bigint; held: bigint; entries: SeenEntry[] }
type Hold = {
  mark: number
  wallet: number
  left: bigint
  amount: bigint
  status: 'OPEN' | 'POSTED' | 'VOIDED'
}

/**
 * Wallets that begin empty.
 *
 * @param lists all entries of each wallet as they are in the end, the earliest first: an order of operations that leads to
 * other lists is wrong, and is known to be at once instead of at the end
 */
export function newWalletsMachine(
  count: number,
  lists?: readonly (readonly SeenEntry[])[],
): Machine<Call, Answer> & Readonly<{ perform(call: Call): Readonly<{ answer: Answer }> }> {
  const wallets = Array.from(
    { length: count },
    (): Wallet => ({ posted: 0n, held: 0n, entries: [] }),
  )
  const holds = new Map<string, Hold>()
  const answers = new Map<string, { content: string; told: Told }>()
  const open = new Set<string>()
  const marks = new Map<string, number>()
  const markOf = (id: string): number => {
    const mark = marks.get(id) ?? marks.size
    marks.set(id, mark)
    return mark
  }

  function perform(call: Call): Done {
    switch (call.kind) {
      case 'balances':
        return read(
          wallets.map(({ posted, held, entries }) => ({ posted, held, version: entries.length })),
        )
      case 'entries':
        return read(wallets[call.wallet]?.entries.slice(-ENTRIES_MAX).toReversed() ?? [])
      case 'hold':
        return placeHold(call)
      case 'void':
        return voidHold(call)
      case 'post':
        return post(call)
    }
  }

  function post(call: Call & { kind: 'post' }): Done {
    const content = textOf(call)
    const known = answers.get(call.id)
    if (known) return read(known.content === content ? known.told : { refusal: 'ID_REUSED' })
    const { told, undo, isAstray } = judge(call)
    answers.set(call.id, { content, told })
    return {
      answer: told,
      // Its answer is kept, but to ask for it again must say the same whenever it was refused.
      isChange: told.refusal === null,
      isAstray,
      undo() {
        answers.delete(call.id)
        undo()
      },
    }
  }

  function judge({ id, moves, hold: holdId, isHoldKept }: Call & { kind: 'post' }) {
    const steps = moves.flatMap(({ from, to, amount }) => [
      { place: from, change: -amount },
      { place: to, change: amount },
    ])
    const undoing: (() => void)[] = []
    let isAstray = false
    const undo = () => {
      for (const each of undoing.toReversed()) each()
    }
    const refused = (told: Told) => {
      undo()
      return { told, undo: () => {}, isAstray: false }
    }
    if (holdId !== null) {
      const hold = holds.get(holdId)
      const drawn = steps.reduce(
        (sum, { place, change }) => (place === hold?.wallet ? sum - change : sum),
        0n,
      )
      if (hold?.status !== 'OPEN' || drawn < 1n || drawn > hold.left)
        return refused({ refusal: 'HOLD_NOT_USABLE' })
      const freed = isHoldKept ? drawn : hold.left
      undoing.push(changeHold(holdId, hold, { left: hold.left - freed, ended: 'POSTED' }))
    }
    for (const { place, change } of steps) {
      const wallet = place === 'outside' ? undefined : wallets[place]
      if (!wallet) continue
      const after = wallet.posted + change
      wallet.posted = after
      isAstray ||= isOther(lists?.[place as number]?.[wallet.entries.length], id, after)
      wallet.entries.push({ change, after, of: id })
      undoing.push(() => {
        wallet.posted -= change
        wallet.entries.pop()
      })
      if (change < 0n && after < wallet.held) {
        undo()
        const available = wallet.posted - wallet.held
        return {
          told: { refusal: 'INSUFFICIENT_FUNDS', available },
          undo: () => {},
          isAstray: false,
        }
      }
    }
    return { told: { refusal: null }, undo, isAstray: isAstray && lists !== undefined }
  }

  function placeHold({ id, wallet: index, amount }: Call & { kind: 'hold' }) {
    const wallet = wallets[index] as Wallet
    const known = holds.get(id)
    if (known)
      return read({
        refusal: known.wallet === index && known.amount === amount ? null : 'ID_REUSED',
      })
    if (wallet.posted - wallet.held < amount) return read({ refusal: 'INSUFFICIENT_FUNDS' })
    holds.set(id, { mark: markOf(id), wallet: index, left: amount, amount, status: 'OPEN' })
    open.add(id)
    wallet.held += amount
    return {
      answer: { refusal: null },
      isChange: true,
      undo() {
        holds.delete(id)
        open.delete(id)
        wallet.held -= amount
      },
    }
  }

  function voidHold({ id }: Call & { kind: 'void' }) {
    const hold = holds.get(id)
    if (!hold) return read({ refusal: 'HOLD_UNKNOWN' })
    if (hold.status !== 'OPEN')
      return read({ refusal: hold.status === 'VOIDED' ? null : 'HOLD_ENDED' })
    const undo = changeHold(id, hold, { left: 0n, ended: 'VOIDED' })
    return { answer: { refusal: null }, isChange: true, undo }
  }

  /** Leaves `left` held, and ends the hold when that is nothing. @returns what takes it back */
  function changeHold(
    id: string,
    hold: Hold,
    { left, ended }: { left: bigint; ended: Hold['status'] },
  ): () => void {
    const wallet = wallets[hold.wallet] as Wallet
    const before = { ...hold }
    wallet.held -= hold.left - left
    hold.left = left
    if (left === 0n) hold.status = ended
    if (left === 0n) open.delete(id)
    return () => {
      wallet.held += before.left - left
      Object.assign(hold, before)
      open.add(id)
    }
  }

  return {
    perform,
    step(call, answer) {
      const done = perform(call)
      const isRight = answer === undefined || textOf(done.answer) === textOf(answer)
      if (isRight && !done.isAstray) return done
      done.undo()
      return undefined
    },
    fingerprint: () =>
      [
        ...wallets.map((wallet) => toMark(wallet, lists === undefined)),
        ...[...open].map((id) => `${holds.get(id)?.mark} ${holds.get(id)?.left}`).toSorted(),
      ].join(),
  }
}

const isOther = (entry: SeenEntry | undefined, of: string, after: bigint): boolean =>
  entry?.of !== of || entry.after !== after

/** What can still be read of a wallet: two that differ only in older entries are alike. */
const toMark = ({ posted, held, entries }: Wallet, isOfAnyOrder: boolean): string =>
  `${posted} ${held} ${entries.length}` +
  (isOfAnyOrder ? entries.slice(-ENTRIES_MAX).map(({ of }) => ` ${of}`) : '')

const read = <T>(answer: T) => ({ answer, isChange: false, undo: () => {} })

const texts = new WeakMap<object, string>()

/** Two that say the same have the same text. What is recorded is asked for over and over, so its text is kept. */
function textOf(value: Call | Answer): string {
  const known = texts.get(value)
  if (known !== undefined) return known
  const text = JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}` : each))
  texts.set(value, text)
  return text
}
