/**
 * The operation on whose behalf code runs, without handing its signal through every call.
 *
 * `packages/subgraph-server` opens a scope around a query or the start of a subscription; `db/` asks for it with each
 * statement. Work that many callers share steps out of it, or the first of them would take it along when it leaves.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

type Scope = { signal: AbortSignal | undefined }

const scopes = new AsyncLocalStorage<Scope | undefined>()

/**
 * Runs `work` as an operation that ends with `signal`.
 *
 * The scope ends when the work has settled, so that what it started and left running is nobody's operation any more.
 */
export function withinOperation<Value>(
  signal: AbortSignal,
  work: () => Value | Promise<Value>,
): Value | Promise<Value> {
  const scope: Scope = { signal }
  const end = (): void => {
    scope.signal = undefined
  }
  const value = scopes.run(scope, work)
  if (value instanceof Promise) value.then(end, end)
  else end()
  return value
}

/** Runs work that belongs to no single caller. */
export const outsideOperations = <Value>(work: () => Value): Value => scopes.run(undefined, work)

/** The signal of the operation on whose behalf this runs, if there is one and it is still under way. */
export const operationSignal = (): AbortSignal | undefined => scopes.getStore()?.signal
