import type { Currency } from '@tallystick/money'
import { type BalanceChange, type BalancePlace, isBeyond } from '../rules/balance-change.ts'

/** A change of what is in an account, and whose it was when it was read. */
export type AccountChange = BalanceChange &
  Readonly<{ accountId: string; currency: Currency; ownerId: string }>

/** Reads the next changes after a place, one page of them; none when there is none. */
export type ReadChanges = (from: BalancePlace) => Promise<readonly AccountChange[]>

/** What a follower is made with. `reached` is how far the account is known to have come. */
export type FollowerOptions = Readonly<{
  from: BalancePlace
  reached: BalancePlace
  read: ReadChanges
  onEnd(): void
}>

type Answer = IteratorResult<AccountChange, undefined>

/**
 * One subscriber to an account. It reads a page when it is asked for more than it has and knows that there is more.
 *
 * The iterator is written by hand, because `return()` of an async generator waits for the change that may never come.
 */
export class BalanceFollower implements AsyncIterableIterator<AccountChange> {
  readonly #options: FollowerOptions
  readonly #waiting: PromiseWithResolvers<Answer>[] = []
  #page: AccountChange[] = []
  /** Behind everything that was read. */
  #place: BalancePlace
  #reached: BalancePlace
  #isReading = false
  #isOpen = true
  #failure: { error: unknown } | undefined

  constructor(options: FollowerOptions) {
    this.#options = options
    this.#place = options.from
    this.#reached = options.reached
  }

  /** Takes note of how far the account has come. Never blocks. */
  see(reached: BalancePlace): void {
    this.#reached = reached
    this.#serve()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<Answer> {
    const failure = this.#failure
    this.#failure = undefined
    if (failure) return Promise.reject(failure.error)
    if (!this.#isOpen) return Promise.resolve({ done: true, value: undefined })
    const answer = Promise.withResolvers<Answer>()
    this.#waiting.push(answer)
    this.#serve()
    return answer.promise
  }

  async return(): Promise<Answer> {
    this.#end()
    return { done: true, value: undefined }
  }

  #serve(): void {
    while (this.#isOpen && this.#waiting.length > 0) {
      const value = this.#page.shift()
      if (!value) {
        if (!this.#isReading && isBeyond(this.#reached, this.#place)) void this.#readOn()
        return
      }
      this.#waiting.shift()?.resolve({ done: false, value })
    }
  }

  async #readOn(): Promise<void> {
    this.#isReading = true
    try {
      const page = await this.#options.read(this.#place)
      const last = page.at(-1)
      // Whatever was seen there is no longer: wait for the next look instead of asking again and again.
      if (!last) this.#reached = this.#place
      else if (this.#isOpen) {
        this.#page = [...page]
        this.#place = last.place
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isReading = false
    }
    this.#serve()
  }

  /** The subscriber gets the error, and may resume from the last cursor. */
  #fail(error: unknown): void {
    if (!this.#isOpen) return
    const next = this.#waiting.shift()
    if (next) next.reject(error)
    else this.#failure = { error }
    this.#end()
  }

  #end(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#page = []
    this.#options.onEnd()
    for (const each of this.#waiting.splice(0)) each.resolve({ done: true, value: undefined })
  }
}
