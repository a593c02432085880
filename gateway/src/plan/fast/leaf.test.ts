import { buildSchema, type GraphQLLeafType } from 'graphql'
import { expect, test } from 'vitest'
import { newLeafWriter, quote } from './leaf.ts'

const schema = buildSchema(
  'scalar Any enum Colour { RED } type Query { a: Any c: Colour f: Float i: Int d: ID }',
)
const write = (type: string, value: unknown) =>
  newLeafWriter((schema.getType(type) ?? {}) as GraphQLLeafType)(value)

test.each([
  ['Int', 7, '7'],
  ['Int', -0, '0'],
  ['Int', 2 ** 40, '1099511627776'],
  ['Int', 1.5, undefined],
  ['Int', 1e21, undefined],
  ['Int', '7', undefined],
  ['Float', 1e21, '1e+21'],
  ['Float', Number.NaN, undefined],
  ['Float', Number.POSITIVE_INFINITY, undefined],
  ['Boolean', false, 'false'],
  ['Boolean', 0, undefined],
  ['String', 'a "b"', '"a \\"b\\""'],
  ['String', 7, undefined],
  ['ID', 'x', '"x"'],
  ['ID', 7, '7'],
  ['ID', 7.5, undefined],
  ['Colour', 'RED', '"RED"'],
  ['Colour', 'BLUE', undefined],
  ['Colour', 'toString', undefined],
  ['Any', { a: [1, null] }, '{"a":[1,null]}'],
  ['Any', 'text', '"text"'],
  ['Any', 1.5, '1.5'],
  ['Any', true, 'true'],
] as const)('writes %s %j as %s', (type, value, text) => {
  expect(write(type, value)).toBe(text)
})

test('quotes every text as JSON does', () => {
  const units = Array.from({ length: 0x100 }, (_none, unit) => String.fromCharCode(unit))
  const odd = [
    '',
    '\ud800',
    'a\udfff',
    '💸',
    '\u2028',
    '\uffff',
    'x'.repeat(5_000),
    '"'.repeat(2_000),
  ]
  for (const text of [...units, ...odd]) expect(quote(text)).toBe(JSON.stringify(text))
})
