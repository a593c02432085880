/** What a process is told to do at its failpoints: `FAILPOINT=name:action[:nth]`, several separated by commas. */
import { FAILPOINTS, type Failpoint } from './names.ts'

/** What happens at a failpoint. `hang` waits so many milliseconds and then goes on. */
export type Action =
  | Readonly<{ kind: 'kill9' | 'throw' | 'drop-connection' }>
  | Readonly<{ kind: 'hang'; ms: number }>

/** One order: what happens at which visit to a failpoint, counted from 1. At every other visit nothing does. */
export type Order = Readonly<{ name: Failpoint; action: Action; nth: number }>

/** The longest that a failpoint hangs, in milliseconds: ten minutes. */
export const HANG_MS_MAX = 600_000

const FORM = /^([a-z_.]+):(kill9|throw|drop-connection|hang\((\d{1,6})\))(?::([1-9]\d{0,6}))?$/

/**
 * Reads orders.
 *
 * @throws {RangeError} for an unknown name or action, a visit that is no whole number from 1, a longer hang, or two
 *   orders for one name
 */
export function parseOrders(text: string): Order[] {
  const orders = text.split(',').map((part) => parseOrder(part.trim()))
  const names = new Set(orders.map(({ name }) => name))
  if (names.size < orders.length) throw new RangeError('names a failpoint twice')
  return orders
}

function parseOrder(part: string): Order {
  const [, name, action, ms, nth = '1'] = FORM.exec(part) ?? []
  if (name === undefined || action === undefined)
    throw new RangeError(`is not name:action[:nth] with kill9, throw, hang(ms) or drop-connection`)
  if (!isFailpoint(name)) throw new RangeError(`names no failpoint: ${name}`)
  if (ms === undefined)
    return { name, action: { kind: action as 'kill9' | 'throw' | 'drop-connection' }, nth: +nth }
  if (Number(ms) > HANG_MS_MAX) throw new RangeError(`hangs for longer than ${HANG_MS_MAX} ms`)
  return { name, action: { kind: 'hang', ms: Number(ms) }, nth: +nth }
}

const isFailpoint = (name: string): name is Failpoint =>
  (FAILPOINTS as readonly string[]).includes(name)
