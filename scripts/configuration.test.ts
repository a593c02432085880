import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, type Variable } from '../packages/config/src/index.ts'
import { configurationGroups } from './configuration.ts'

/** What is looked for in a schema, whatever is wrapped around it. */
type Looked = Readonly<{
  def: Readonly<{ type: string; innerType?: Looked; in?: Looked; out?: Looked }>
  minValue?: number | null
  maxValue?: number | null
}>

/** The number that a schema reads; undefined when it reads none. */
const numberIn = (schema: Looked): Looked | undefined => {
  const { type, innerType, in: before, out: after } = schema.def
  if (type === 'number') return schema
  for (const inner of [innerType, before, after]) {
    const found = inner && numberIn(inner)
    if (found) return found
  }
  return undefined
}

type Found = Readonly<{ title: string; name: string; facts: Variable; number: Looked }>

/** Every variable of every process that is a number: whoever adds one is held to this without a word. */
const found: readonly Found[] = configurationGroups.flatMap(({ title, variables }) =>
  Object.entries(variables).flatMap(([name, facts]) => {
    const number = numberIn(facts.schema as unknown as Looked)
    return number ? [{ title, name, facts, number }] : []
  }),
)

/** What the variable reads to. @throws {ConfigError} */
const read = ({ name, facts }: Found, text: number | string): unknown =>
  readConfig({ [name]: facts }, { [name]: String(text) })[name]

function problemOf(variable: Found, text: number | string): string {
  try {
    return `was taken for ${read(variable, text)}`
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ problem }) => problem).join()
    throw error
  }
}

describe('every limit of the configuration', () => {
  test('is found by itself', () => {
    const names = new Set(found.map(({ name }) => name))
    for (const name of 'PASSKEYS_PER_PERSON_MAX MFA_TRIES_MAX STEP_UP_MINUTES OAUTH_CODE_S'.split(
      ' ',
    ))
      expect(names).toContain(name)
    for (const name of 'SESSION_IDLE_MINUTES REFRESH_RACE_S SIGNATURE_WINDOW_S ANSWER_EVEN_MS'.split(
      ' ',
    ))
      expect(names).toContain(name)
    expect(names).toContain('ABUSE_WINDOW_MINUTES')
    expect(names.size).toBeGreaterThan(90)
  })

  test.each(found)('$name ($title) is taken at its floor and its ceiling', (variable) => {
    const { minValue, maxValue } = variable.number
    const bounds = [minValue, maxValue].map(Number)
    expect(bounds.every(Number.isSafeInteger)).toBe(true)
    for (const bound of bounds) expect(read(variable, bound)).toBe(bound)
    expect(problemOf(variable, Number(minValue) - 1)).toBe(`is at least ${minValue}`)
    expect(problemOf(variable, Number(maxValue) + 1)).toBe(`is at most ${maxValue}`)
  })

  test.each(found)('$name ($title) is a number, and so is what stands in for it', (variable) => {
    const { minValue, maxValue } = variable.number
    for (const text of ['many', '1O', 'NaN', 'Infinity', '1,5'])
      expect(problemOf(variable, text)).toMatch(/^is a (whole )?number from -?\d+ to \d+$/)
    const standard = read(variable, '')
    expect(standard).toBeGreaterThanOrEqual(Number(minValue))
    expect(standard).toBeLessThanOrEqual(Number(maxValue))
  })

  test.each(found.filter(({ facts }) => / to [\d,]+\.$/.test(facts.description)))(
    '$name ($title) is described by the bounds that it has',
    ({ facts, number: { minValue, maxValue } }) => {
      const said = / (\d[\d,]*) to (\d[\d,]*)\.$/.exec(facts.description)
      const bounds = said?.slice(1).map((each) => Number(each.replaceAll(',', '')))
      expect(bounds).toEqual([minValue, maxValue])
    },
  )
})

test('every limit that Auth or the gateway declares is read by a process that is listed', () => {
  const listed = new Set(configurationGroups.flatMap(({ variables }) => Object.keys(variables)))
  const declared = ['subgraphs/auth/src', 'gateway/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .flatMap((text) => [...text.matchAll(/^ {2}([A-Z][A-Z0-9_]+): limit\(/gm)])
      .map(([, name = '']) => name),
  )
  expect(declared.length).toBeGreaterThan(60)
  expect(declared.filter((name) => !listed.has(name))).toEqual([])
})
