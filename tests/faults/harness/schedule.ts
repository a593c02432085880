/** What goes wrong and when: drawn from the seed before anything begins, so the same seed draws the same. */
import type { Dice } from '../../kit/dice.ts'
import type { Direction, Toxic } from './chaos-proxy.ts'
import type { ProxyName } from './topology.ts'

/** One thing that goes wrong, so many milliseconds after the load began. */
export type Fault = Readonly<{ atMs: number }> &
  (
    | Readonly<{ kind: 'KILL'; victim: string }>
    | Readonly<{
        kind: 'POISON'
        proxy: ProxyName
        toxic: Toxic
        direction: Direction
        probability: number
        forMs: number
      }>
    | Readonly<{ kind: 'DOWN'; proxy: ProxyName; forMs: number }>
  )

const SECOND = 1_000

/** From one fault to the next, in milliseconds. */
const GAP_MS = [5 * SECOND, 15 * SECOND] as const

/** The last fault is so long before the end of the load, so that its recovery is seen, in milliseconds. */
const TAIL_MS = 10 * SECOND

const TOXICS: readonly Readonly<{ toxic: Toxic; direction: Direction; probability: number }>[] = [
  { toxic: { kind: 'latency', ms: 200, jitterMs: 200 }, direction: 'DOWN', probability: 1 },
  { toxic: { kind: 'bandwidth', bytesPerS: 20_000 }, direction: 'DOWN', probability: 0.5 },
  { toxic: { kind: 'slicer', bytes: 64, gapMs: 2 }, direction: 'DOWN', probability: 0.5 },
  { toxic: { kind: 'reset' }, direction: 'UP', probability: 0.5 },
  { toxic: { kind: 'black-hole' }, direction: 'DOWN', probability: 0.3 },
  { toxic: { kind: 'limit-data', bytes: 2_000 }, direction: 'DOWN', probability: 0.3 },
  { toxic: { kind: 'drop-after-upstream', bytes: 1 }, direction: 'DOWN', probability: 0.5 },
]

function moments(dice: Dice, lastsMs: number): number[] {
  const [least, most] = GAP_MS
  const gap = (): number => least + dice.roll(most - least)
  const found: number[] = []
  for (let atMs = gap(); atMs < lastsMs - TAIL_MS; atMs += gap()) found.push(atMs)
  return found
}

/** A `kill -9` of one of `victims` every 5 to 15 seconds. */
export function drawKills(dice: Dice, victims: readonly string[], lastsMs: number): Fault[] {
  return moments(dice, lastsMs).map((atMs) => ({ kind: 'KILL', atMs, victim: dice.pick(victims) }))
}

/** A sick network for 2 to 5 seconds, in front of one of `proxies`, every 5 to 15 seconds. */
export function drawPoisons(dice: Dice, proxies: readonly ProxyName[], lastsMs: number): Fault[] {
  return moments(dice, lastsMs).map((atMs): Fault => {
    const [proxy, forMs] = [dice.pick(proxies), (2 + dice.roll(4)) * SECOND]
    return dice.roll(TOXICS.length + 1) === 0
      ? { kind: 'DOWN', atMs, proxy, forMs }
      : { kind: 'POISON', atMs, proxy, forMs, ...dice.pick(TOXICS) }
  })
}
