import { describe, expect, test, vi } from 'vitest'
import { LINK, openGraph } from '../../../test/plan/graph.ts'
import { toPassed } from './pass-through.ts'

describe('toPassed', () => {
  test.each([
    ['{"data":{"a":1}}', '{"a":1}'],
    ['{"data":{"a":{"b":[]}}}\n', '{"a":{"b":[]}}'],
    ['{"data":{"a":"an \\"errors\\" of text"}}', '{"a":"an \\"errors\\" of text"}'],
  ])('hands %s through', (text, data) => {
    expect(toPassed(text, 'one')).toEqual({ data })
  })

  test.each([
    '{"data":{"a":1},"errors":[{"message":"m","path":["a"],"extensions":{"code":"X"}}]}',
    '{"data":{"a":1},"extensions":{"x":1}}',
    '{"errors":[{"message":"m"}],"data":null}',
    '{"data":null}',
    '{ "data": {"a":1}}',
    '{"data":{"a":"errors","errors":1}}',
  ])('reads %s', (text) => {
    const { errors, data } = JSON.parse(text)
    const passed = toPassed(text, 'one')
    expect(passed).toMatchObject({ answer: { data } })
    expect('answer' in passed && passed.answer.errors?.length).toBe(errors?.length)
  })

  test.each(['', 'nonsense', '[]', '{}', '{"data":7}', '{"data":{"a":1}', '{"errors":7}'])(
    'refuses %s, which is no answer',
    (text) => {
      expect(() => toPassed(text, 'one')).toThrow('BAD_ANSWER')
    },
  )
})

describe('an operation of one subgraph', () => {
  const sdl = `${LINK}
    type Query { it: It color: Color all: [Any!]! }
    type Mutation { set: It! }
    type It implements Any @key(fields: "id") { id: ID! name: String other: It }
    type Hidden implements Any @inaccessible { id: ID! }
    interface Any { id: ID! }
    enum Color { RED BLUE @inaccessible }`
  const open = async (text: string) => {
    const executeText = vi.fn(async () => text)
    const execute = vi.fn(async () => ({ data: { it: { id: 'read' } } }))
    const graph = await openGraph(
      { one: { sdl } },
      { doors: { one: () => ({ executeText, execute }) } },
    )
    return { ...graph, executeText, execute }
  }

  test.each([
    '{ it { id name other { name } } }',
    'query ($x: Boolean) { a: it { b: id } it { name } }',
    '{ ...F } fragment F on Query { it { ... on It { id } name } }',
    'mutation { set { id } }',
  ])('has its text handed through: %s', async (source) => {
    const { query, execute, executeText } = await open('{"data":{"text":"as it came"}}')
    expect(await query(source)).toMatchObject({ data: { text: 'as it came' }, errors: [] })
    expect(executeText).toHaveBeenCalledOnce()
    expect(execute).not.toHaveBeenCalled()
  })

  test.each([
    ['a root type’s name', '{ __typename it { id } }'],
    ['conditions', 'query ($x: Boolean = true) { it { id name @include(if: $x) } }'],
    ['introspection', '{ it { id } __schema { queryType { name } } }'],
    ['an enum with values that clients may not see', '{ color }'],
    ['an interface with types that clients may not see', '{ all { id } }'],
    ['an alias that a plan has for itself', '{ it { id: name } }'],
  ])('is read when there are %s', async (_what, source) => {
    const { query, execute, executeText } = await open('')
    await query(source)
    expect(execute).toHaveBeenCalledOnce()
    expect(executeText).not.toHaveBeenCalled()
  })

  test('is shaped and told of as ever when the text holds errors', async () => {
    const error = { message: 'no', path: ['it', 'name'], extensions: { code: 'FORBIDDEN' } }
    const data = { it: { name: null, id: '1' } }
    const { query, execute } = await open(JSON.stringify({ data, errors: [error] }))
    const told = await query('{ it { id name } }')
    expect(JSON.stringify(told.data)).toBe('{"it":{"id":"1","name":null}}')
    expect(told.faults).toEqual([['it.name', 'FORBIDDEN']])
    expect(execute).not.toHaveBeenCalled()
  })

  test('is lost, not asked again, when the text is none', async () => {
    const { query, execute, executeText } = await open('<html>')
    const told = await query('mutation { set { id } }')
    expect(told).toMatchObject({ data: null, faults: [['set', 'SERVICE_UNAVAILABLE']] })
    expect(executeText).toHaveBeenCalledOnce()
    expect(execute).not.toHaveBeenCalled()
  })
})
