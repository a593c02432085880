import { describe, expect, it } from 'vitest'
import { FAILPOINTS } from './names.ts'
import { HANG_MS_MAX, parseOrders } from './order.ts'

describe('orders', () => {
  it('are read with their action and their visit, the first unless told', () => {
    expect(
      parseOrders('psp.before_call:kill9, outbox.claimed:throw:3,idem.reserved:hang(250)'),
    ).toEqual([
      { name: 'psp.before_call', action: { kind: 'kill9' }, nth: 1 },
      { name: 'outbox.claimed', action: { kind: 'throw' }, nth: 3 },
      { name: 'idem.reserved', action: { kind: 'hang', ms: 250 }, nth: 1 },
    ])
  })

  it.each(FAILPOINTS)('are read for %s', (name) => {
    expect(parseOrders(`${name}:drop-connection:12`)).toEqual([
      { name, action: { kind: 'drop-connection' }, nth: 12 },
    ])
  })

  it.each([
    ['nothing', '', 'is not name:action'],
    ['an unknown place', 'psp.after_lunch:kill9', 'names no failpoint: psp.after_lunch'],
    ['an unknown action', 'psp.before_call:explode', 'is not name:action'],
    ['a place alone', 'psp.before_call', 'is not name:action'],
    ['the visit before the first', 'psp.before_call:kill9:0', 'is not name:action'],
    ['a hang without a time', 'psp.before_call:hang', 'is not name:action'],
    ['a comma too many', 'psp.before_call:kill9,', 'is not name:action'],
    ['a place twice', 'psp.before_call:kill9,psp.before_call:throw:2', 'twice'],
    ['a hang over the longest', `psp.before_call:hang(${HANG_MS_MAX + 1})`, 'hangs for longer'],
  ])('are refused for %s', (_what, text, reason) => {
    expect(() => parseOrders(text)).toThrow(reason)
  })

  it('may hang as long as the longest', () => {
    expect(parseOrders(`psp.before_call:hang(${HANG_MS_MAX})`)).toMatchObject([
      { action: { ms: HANG_MS_MAX } },
    ])
  })
})
