import { defineVariables, readConfig, variable } from '@tallystick/config'
import { expect, test } from 'vitest'
import { doorVariables, subgraphUrls, toDoorLimits } from './config.ts'

test('limits have a standard, and do not leave their bounds', () => {
  expect(toDoorLimits(readConfig(doorVariables, {}))).toEqual({
    breaker: { failures: 5, resetMs: 1_000 },
    bulkhead: { concurrencyMax: 256, queueMax: 1_000 },
  })
  const bounds: [string, number, number][] = [
    ['DOOR_BREAKER_FAILURES', 1, 1_000],
    ['DOOR_BREAKER_RESET_MS', 100, 300_000],
    ['DOOR_CONCURRENCY_MAX', 1, 10_000],
    ['DOOR_QUEUE_MAX', 0, 100_000],
  ]
  for (const [name, floor, ceiling] of bounds) {
    for (const fits of [floor, ceiling])
      expect(readConfig(doorVariables, { [name]: String(fits) })).toHaveProperty(name, fits)
    for (const beyond of [floor - 1, ceiling + 1, 1.5, Number.NaN])
      expect(() => readConfig(doorVariables, { [name]: String(beyond) })).toThrow(name)
  }
})

test('a subgraph has one URL or several // SUP-4', () => {
  const variables = defineVariables({
    AUTH_URL: variable({ schema: subgraphUrls, description: 'Where Auth listens.' }),
  })
  const read = (AUTH_URL: string) => readConfig(variables, { AUTH_URL }).AUTH_URL
  expect(read('http://a:4001, http://b:4001/')).toEqual(['http://a:4001', 'http://b:4001'])
  for (const text of ['a:4001', 'http://a:4001,b']) expect(() => read(text)).toThrow('AUTH_URL')
})
