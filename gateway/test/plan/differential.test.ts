/** Our executor against Apollo's: the same operations, the same subgraphs, the same answers. */
import { beforeAll, describe, expect, test } from 'vitest'
import { prepared } from './graph.ts'
import { harvest, invent } from './operations.ts'
import {
  type Comparison,
  compare,
  losing,
  NAMES,
  openPair,
  spoiling,
  type Weather,
} from './pair.ts'

const INVENTED = 400
const TIMEOUT_MS = 240_000

const WEATHERS: Readonly<Record<string, Weather>> = {
  'all goes well': {},
  'values are null': { mood: { nullOneIn: 4 } },
  'fields fail': { mood: { nullOneIn: 9, failOneIn: 12 } },
  ...Object.fromEntries(
    NAMES.map((name) => [`${name} is lost`, { mood: { nullOneIn: 9 }, change: losing(name) }]),
  ),
  'subgraphs break their word': { change: spoiling },
}

describe('our executor and Apollo’s', () => {
  let texts: string[]
  const comparisons = new Map<string, Comparison>()
  beforeAll(async () => {
    const pair = await openPair()
    texts = [...harvest(pair.fast.apiSchema()), ...invent(pair.fast.apiSchema(), INVENTED)]
    for (const name of Object.keys(WEATHERS))
      comparisons.set(name, { differences: [], failures: [], known: 0 })
    // One operation after the other, each in every weather: it is planned once.
    for (const operation of texts.map((text) => prepared(text)))
      for (const [name, comparison] of comparisons) {
        pair.setWeather(WEATHERS[name] ?? {})
        await compare(pair, operation, comparison)
      }
  }, TIMEOUT_MS)

  test('are compared on more than four hundred operations of every kind', () => {
    expect(texts.length).toBeGreaterThan(INVENTED + 30)
    for (const kind of ['mutation', 'subscription', 'query'])
      expect(texts.filter((text) => text.includes(kind)).length).toBeGreaterThan(20)
  })

  test.each(Object.keys(WEATHERS))('answer alike when %s', (name) => {
    const { differences, known } = comparisons.get(name) ?? {}
    expect(differences).toEqual([])
    expect(known).toBeLessThan(INVENTED / 20)
  })

  test('fail when something fails, and only then', () => {
    const failuresOf = (name: string) => comparisons.get(name)?.failures
    expect(failuresOf('all goes well')).toEqual([])
    for (const name of ['fields fail', 'ledger is lost', 'subgraphs break their word'])
      expect(failuresOf(name)?.length).toBeGreaterThan(50)
  })
})
