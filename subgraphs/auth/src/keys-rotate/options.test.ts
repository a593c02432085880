import { describe, expect, it } from 'vitest'
import { readOptions, UsageFault } from './options.ts'

describe('the arguments of keys:rotate', () => {
  it('are none, or that the key leaked', () => {
    expect(readOptions([])).toEqual({ isLeaked: false })
    expect(readOptions(['--now'])).toEqual({ isLeaked: true })
  })

  it.each([[['now']], [['--force']], [['--now=yes']], [['--now', 'x']]])(
    'are refused when they are %j',
    (args) => {
      expect(() => readOptions(args)).toThrow(UsageFault)
    },
  )
})
