import { type Guard, newGuard, requirementsOf } from '@tallystick/policy'
import type { SupergraphExecutor } from '../plan/executor.ts'

export type { Guard } from '@tallystick/policy'

/**
 * Makes the guard that judges each operation before it is planned, and keeps it in step with the supergraph.
 *
 * The rules come from the SDL before anything was stripped from it. Fields that clients cannot see need no decision here.
 * @throws {TypeError} naming the root fields that nobody has decided on: the gateway does not start with one
 */
export function newSupergraphGuard(executor: SupergraphExecutor): Guard {
  let guard: Guard | undefined
  executor.onUpdate(({ apiSchema, supergraphSdl }) => {
    guard = newGuard(apiSchema, requirementsOf(supergraphSdl))
  })
  return (request) => {
    if (!guard) throw new TypeError('there is no supergraph to guard')
    return guard(request)
  }
}
