import { FAILPOINTS } from '@tallystick/failpoints'
import { expect, it } from 'vitest'
import { sources, textOf } from './tree.ts'

/** Names whose rooms are being built. Whoever places one takes it off this list; the list only shrinks. */
const AWAITED: readonly string[] = [
  'risk.decided',
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
