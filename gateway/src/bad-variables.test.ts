import { buildSchema, getVariableValues, Kind, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { describeBadVariables } from './bad-variables.ts'

const schema = buildSchema(`
  type Query { a: Int }
  enum Role { ADMIN CUSTOMER }
  input Inner { password: String! role: Role count: Int list: [Int!] }
  input Outer { inner: Inner! }
`)

/** What is said of variables. */
function tell(declared: string, variables: Record<string, unknown>, maxErrors = 10): string[] {
  const [operation] = parse(`query (${declared}) { a }`).definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
  const definitions = operation.variableDefinitions ?? []
  const { errors = [] } = getVariableValues(schema, definitions, variables, { maxErrors })
  const told = describeBadVariables(schema, { definitions, variables, errors })
  for (const { extensions, locations } of told) {
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', details: { reason: 'VARIABLE_INVALID' } })
    expect(locations ?? [{}]).toHaveLength(1)
  }
  return told.map(({ message }) => message)
}

const said = (place: string, problem: string): string =>
  `Variable "$it" got an invalid value at "${place}": ${problem}`

describe('bad variables', () => {
  test.each([
    ['Int', 'secret', 'it', 'Int cannot represent non-integer value.'],
    ['Int', 1e20, 'it', 'Int cannot represent non 32-bit signed integer value.'],
    ['String', { secret: 'secret: "at"; x' }, 'it', 'String cannot represent a non string value.'],
    ['Role', 'secret" does not exist in "x', 'it', 'The value does not exist in "Role" enum.'],
    ['Role', ['secret'], 'it', 'Enum "Role" cannot represent non-string value.'],
    ['Outer', 'secret', 'it', 'Expected type "Outer" to be an object.'],
    [
      'Outer',
      { inner: { password: 5 } },
      'it.inner.password',
      'String cannot represent a non string value.',
    ],
    [
      'Outer',
      { inner: { password: null } },
      'it.inner.password',
      'Expected non-nullable type "String!" not to be null.',
    ],
    [
      '[Inner!]',
      [{ password: '', list: [1, 'secret'] }],
      'it[0].list[1]',
      'Int cannot represent non-integer value.',
    ],
  ])(
    'of type %s with %j are told by place and type, without what was sent',
    (type, value, place, problem) => {
      expect(tell(`$it: ${type}`, { it: value })).toEqual([said(place, problem)])
    },
  )

  test('that are missing are told as ever', () => {
    expect(tell('$it: Int!', {})).toEqual([
      'Variable "$it" of required type "Int!" was not provided.',
    ])
    expect(tell('$it: Int!', { it: null })).toEqual([
      'Variable "$it" of non-null type "Int!" must not be null.',
    ])
  })

  test('are all told, up to as many as an answer may hold', () => {
    const value = { inner: { password: 1, role: 'secret', count: 'secret', unknown: 1 } }
    const all = tell('$it: Outer, $other: Int!', { it: value })
    expect(all).toHaveLength(5)
    expect(all.join()).not.toContain('secret')
    const some = tell('$it: Outer, $other: Int!', { it: value }, 2)
    expect(some).toHaveLength(3)
    expect(some[2]).toContain('Too many errors')
  })
})
