/** Trouble around the statements of a sealer. */
import type { Outbox } from '@tallystick/outbox'
import type { LedgerEvent } from '../src/events/published.ts'

/** An outbox whose transactions have something happen around their n-th statement, counted over all of them. */
export function sabotaged(
  outbox: Outbox<LedgerEvent>,
  around: (statement: number, when: 'before' | 'after') => Promise<void>,
): Outbox<LedgerEvent> {
  let statement = 0
  return {
    ...outbox,
    transaction: (work) =>
      outbox.transaction((tx, publish) => {
        const step = async <T>(run: () => Promise<T>): Promise<T> => {
          const number = ++statement
          await around(number, 'before')
          const done = await run()
          await around(number, 'after')
          return done
        }
        const watched = new Proxy(tx, {
          get: (target, name) =>
            name === 'execute'
              ? (query: never) => step(() => Promise.resolve(target.execute(query)))
              : Reflect.get(target, name),
        })
        return work(watched, (...events) => step(() => publish(...events)))
      }),
  }
}
