import { buildSchema, print } from 'graphql'
import { describe, expect, test } from 'vitest'
import { newSettleConditions } from './conditions.ts'
import { newPreparation } from './prepare.ts'

const schema = buildSchema('type Query { a: Int b: Int }')
const prepare = newPreparation({
  schema: () => schema,
  rules: [],
  tokensMax: 1_000,
  errorsMax: 10,
  documentsMax: 10,
})
const prepared = (source: string) => {
  const made = prepare(source, undefined)
  if ('errors' in made) throw made.errors[0]
  return made
}

describe('conditions', () => {
  test('are settled by the values of their variables, in fragments as well, and each form is made once', () => {
    const settle = newSettleConditions()
    const source =
      'query ($x: Boolean!) { a @skip(if: $x) ...F @include(if: true) } fragment F on Query { b @include(if: $x) }'
    const operation = prepared(source)
    const yes = settle(operation, { x: true })
    expect(print(yes.document)).toContain('a @skip(if: true)')
    expect(print(yes.document)).toContain('b @include(if: true)')
    expect(settle(operation, { x: true })).toBe(yes)
    const no = settle(operation, { x: false })
    expect(print(no.document)).toContain('b @include(if: false)')
    expect(new Set([yes.hash, no.hash, operation.hash]).size).toBe(3)
    expect(yes.document.definitions).toContain(yes.operation)
  })

  test('leave an operation without variables in them as it is', () => {
    const operation = prepared('{ a @skip(if: true) b }')
    expect(newSettleConditions()(operation, {})).toBe(operation)
  })

  test('make at most sixteen forms of an operation', () => {
    const settle = newSettleConditions()
    const names = ['p', 'q', 'r', 's', 't']
    const source = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { ${names
      .map((name) => `${name}: a @skip(if: $${name})`)
      .join(' ')} }`
    const operation = prepared(source)
    const forms = Array.from({ length: 32 }, (_each, mask) =>
      settle(
        operation,
        Object.fromEntries(names.map((name, bit) => [name, ((mask >> bit) & 1) === 1])),
      ),
    )
    expect(new Set(forms).size).toBe(17)
    expect(forms.at(-1)).toBe(operation)
  })
})
