import { FAILPOINTS } from '@tallystick/failpoints'
import { expect, it } from 'vitest'
import { sources, textOf } from './tree.ts'

/** Names whose rooms are being built. Whoever places one takes it off this list; the list only shrinks. */
const AWAITED: readonly string[] = [
  'idem.reserved',
  'risk.decided',
  'hold.posted.before_commit',
  'hold.posted.after_commit',
  'psp.before_call',
  'psp.after_call_before_save',
  'capture.before_commit',
  'capture.after_commit_before_reply',
  'webhook_in.stored_before_ack',
  'webhook_in.applied_before_mark',
  'webhook_out.sent_before_mark',
]

const placed = sources.flatMap((path) =>
  [...textOf(path).matchAll(/\bfailpoint\('([^']+)'\)/g)]
    // The package explains itself by an example.
    .filter(() => !path.startsWith('packages/failpoints/'))
    .map(([, name]) => name),
)

it('places each failpoint exactly once', () => {
  const counts = FAILPOINTS.map((name) => [name, placed.filter((each) => each === name).length])
  expect(counts).toEqual(FAILPOINTS.map((name) => [name, AWAITED.includes(name) ? 0 : 1]))
})
