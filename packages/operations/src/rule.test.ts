import { readConfig } from '@tallystick/config'
import {
  buildSchema,
  GraphQLError,
  getIntrospectionQuery,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { newOperationRules } from './rule.ts'
import { operationVariables, toOperationLimits } from './variables.ts'

const schema = buildSchema(`
  type Query { a: Node hello: String }
  type Mutation { go: String }
  type Node { id: ID a: Node }
`)
const limits = toOperationLimits(readConfig(operationVariables, {}))
const rules = newOperationRules(limits, { introspection: true })
const exceeded = (text: string) =>
  validate(schema, parse(text), [...rules]).map(({ extensions }) => extensions)
const nested = (levels: number) => `{ ${'a { '.repeat(levels - 1)} id ${'}'.repeat(levels - 1)} }`
const overLimit = (limit: string, max: number) => [{ code: 'COST_LIMIT', details: { limit, max } }]

describe('limits of an operation', () => {
  test.each([
    ['12 levels', nested(12)],
    ['30 aliases', `{ a { ${Array.from({ length: 30 }, (_, i) => `x${i}: id`)} } }`],
    ['10 root fields', `{ ${'hello '.repeat(10)} }`],
    ['5 mutations', `mutation { ${'go '.repeat(5)} }`],
    ['20 directives', `{ a { ${'id @skip(if: false) '.repeat(20)} } }`],
    ['the standard introspection query', getIntrospectionQuery()],
  ])('admit %s', (_title, text) => {
    expect(exceeded(text)).toEqual([])
  })

  test.each([
    ['13 levels', nested(13), overLimit('depth', 12)],
    [
      'levels inside fragments',
      `{ ...F } fragment F on Query ${nested(13)}`,
      overLimit('depth', 12),
    ],
    [
      '31 aliases',
      `{ a { ${Array.from({ length: 31 }, (_, i) => `x${i}: id`)} } }`,
      overLimit('aliases', 30),
    ],
    [
      'aliases that a fragment multiplies',
      `{ a { ${Array.from({ length: 16 }, () => '...F')} } } fragment F on Node { b: id c: id }`,
      overLimit('aliases', 30),
    ],
    ['11 root fields', `{ ${'hello '.repeat(11)} }`, overLimit('rootFields', 10)],
    ['6 mutations', `mutation { ${'go '.repeat(6)} }`, overLimit('mutations', 5)],
    [
      '21 directives',
      `{ a { ${'id @skip(if: false) '.repeat(21)} } }`,
      overLimit('directives', 20),
    ],
    ['1001 fields', `{ a { ${'id '.repeat(1000)} } }`, overLimit('fields', 1000)],
  ])('refuse %s', (_title, text, expected) => {
    expect(exceeded(text)).toEqual(expected)
  })

  test('judge fragments that fan out to 2^40 fields without going through them', () => {
    const parts = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Node { ...F${i + 1} ...F${i + 1} }`,
    )
    const document = parse(`{ a { ...F0 } } ${parts.join(' ')} fragment F40 on Node { id }`)
    const started = performance.now()
    const [error] = validate(schema, document, [...rules])
    // Milliseconds. Each field by itself would take days; a busy machine does not come near this bound.
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(error?.extensions['details']).toEqual({ limit: 'fields', max: 1000 })
  })

  test('end on fragments that spread each other', () => {
    const text = '{ a { ...A } } fragment A on Node { ...B } fragment B on Node { ...A }'
    const errors = validate(schema, parse(text), [...rules, ...specifiedRules])
    expect(errors.map(({ message }) => message)).toEqual([
      'Cannot spread fragment "A" within itself via "B".',
    ])
  })

  test('refuse introspection where it is switched off, but not __typename', () => {
    const strict = newOperationRules(limits, { introspection: false })
    const refused = validate(schema, parse('{ __schema { types { name } } }'), [...strict])
    expect(refused[0]).toBeInstanceOf(GraphQLError)
    expect(validate(schema, parse('{ __typename }'), [...strict])).toEqual([])
  })
})
