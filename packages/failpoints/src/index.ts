/** Places at which a test can make a process die, fail, hang or lose its connection. */
import { exitOnConfigError } from '@tallystick/config'
import { readOwnOrders } from './config.ts'
import { newReach, type Reach } from './reach.ts'

export { FAILPOINTS, type Failpoint } from './names.ts'
export { DroppedConnectionError, FailpointError } from './reach.ts'

const NOTHING = Promise.resolve()

/**
 * Says that the place `name` is reached: `await failpoint('psp.before_call')`.
 *
 * Without an order, so always in production, it is a constant function that does nothing. With one the process dies
 * there, or this throws `FailpointError` or `DroppedConnectionError`, or resolves late.
 */
export const failpoint: Reach = openReach()

function openReach(): Reach {
  try {
    const orders = readOwnOrders()
    return orders ? newReach(orders) : () => NOTHING
  } catch (fault) {
    // At the import of this module: the process has not begun yet, and shall not.
    return exitOnConfigError(fault)
  }
}
