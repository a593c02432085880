import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Sleeper, setAlarm, stopAlarm } from './alarm.ts'

const woken: string[] = []

function newSleeper(name: string, ms: number): Sleeper & { lateMs: number } {
  const sleeper = {
    endsAt: performance.now() + ms,
    place: -1,
    lateMs: Number.NaN,
    wake() {
      woken.push(name)
      sleeper.lateMs = performance.now() - sleeper.endsAt
    },
  }
  setAlarm(sleeper)
  return sleeper
}

test('wakes each at its moment and never before, whoever was set first', async () => {
  const sleepers = [newSleeper('long', 90), newSleeper('short', 20), newSleeper('middle', 50)]
  await expect.poll(() => woken, { interval: 5 }).toEqual(['short', 'middle', 'long'])
  for (const { lateMs, place } of sleepers) {
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(place).toBe(-1)
  }
})

test('leaves alone who was stopped, also by another that was late at the same time', async () => {
  woken.length = 0
  const [first, ...others] = ['a', 'b', 'c', 'd'].map((name) => newSleeper(name, 20))
  if (first) stopAlarm(first)
  if (first) stopAlarm(first)
  const [b, c] = others
  if (b && c)
    b.wake = () => {
      woken.push('b stops c')
      stopAlarm(c)
    }
  await sleep(60)
  expect(woken).toEqual(expect.arrayContaining(['b stops c', 'd']))
  expect(woken).not.toContain('a')
  expect(woken).not.toContain('c')
  newSleeper('after all that', 10)
  await expect.poll(() => woken.at(-1)).toBe('after all that')
})
