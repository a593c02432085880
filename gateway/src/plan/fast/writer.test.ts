import { buildSchema, parse } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { PLAIN_NAMES } from '../client-names.ts'
import type { Entity } from './entity.ts'
import { fragmentsOf, operationOf } from './shape.ts'
import { newAnswerWriter, type WrittenAnswer } from './writer.ts'

const schema = buildSchema(`
  scalar Any
  enum Colour { RED }
  type Query { it: It must: It! its: [It!] all: [It]! texts: [String!] any: Any }
  type It { id: ID! name: String count: Int colour: Colour isNew: Boolean any: Any it: It must: It! }`)

/** Makes the writer of an operation, and what runs it. */
function writing(source: string): (data: Entity, shared?: unknown[]) => WrittenAnswer {
  const document = parse(source)
  const facts = {
    schema,
    fragments: fragmentsOf(document),
    conditions: { key: '', isTrue: () => false },
    names: PLAIN_NAMES,
  }
  const root = schema.getQueryType()
  if (!root) throw new TypeError('no query')
  const write = newAnswerWriter(facts, root, operationOf(document).selectionSet)
  const introspect = vi.fn(() => '{}')
  return (data, shared = []) => write(data, { shared: new Set(shared), introspect })
}

describe('a text beside other values', () => {
  const fields = ['id', 'name', 'count', 'colour', 'isNew', 'any', 'it { id }', '__typename']
  const inner = { id: 'i' }
  const it: Entity = {
    __typename: 'It',
    id: '1',
    name: 'n',
    count: 2,
    colour: 'RED',
    isNew: true,
    any: 'a',
    it: inner,
  }
  const orders = fields.flatMap((one) =>
    fields.filter((other) => other !== one).map((other) => [one, other]),
  )

  test.each(orders)('is closed and opened as JSON has it: %s, %s', (...order) => {
    const names = order.map((field) => field.split(' ')[0] ?? '')
    const { data, faults } = writing(`{ it { ${order.join(' ')} } }`)({ it })
    const expected = { it: Object.fromEntries(names.map((name) => [name, it[name]])) }
    expect(data).toBe(JSON.stringify(expected))
    expect(faults).toEqual([])
  })

  test.each(['', 'a"b', 'a\\b', 'line\n', '\ud800', 'päy 💸', 'x'.repeat(5_000), null])(
    'is written as JSON whatever is in it: %j',
    (name) => {
      const { data } = writing('{ it { name any id } texts any }')({
        it: { name, any: name, id: '1' },
        texts: [name ?? ''],
        any: [name],
      })
      const it = { name, any: name, id: '1' }
      expect(data).toBe(JSON.stringify({ it, texts: [name ?? ''], any: [name] }))
    },
  )
})

describe('a value that is missing', () => {
  test('takes back what was written of its object, and nothing before it', () => {
    const write = writing('{ before: any it { name it { name must { id } } count } after: any }')
    const it = { name: 'outer', it: { name: 'inner', must: { id: null } }, count: 1 }
    const { data, faults } = write({ before: 'b', it, after: 'a' })
    expect(data).toBe('{"before":"b","it":{"name":"outer","it":null,"count":1},"after":"a"}')
    expect(faults).toEqual([['it', 'it', 'must', 'id']])
  })

  test('takes a list along that has no place for it, after all of the list was looked at', () => {
    const its = [{ id: '1' }, { id: null }, { id: '3' }, null]
    const { data, faults } = writing('{ any its { id } all { id } }')({ any: 'a', its, all: its })
    expect(data).toBe('{"any":"a","its":null,"all":[{"id":"1"},null,{"id":"3"},null]}')
    expect(faults).toEqual([
      ['its', 1, 'id'],
      ['its', 3],
      ['all', 1, 'id'],
    ])
  })

  test('takes all of the answer along when nothing on the way may be null', () => {
    const write = writing('{ any must { id } }')
    expect(write({ any: 'a', must: {} })).toEqual({ data: 'null', faults: [['must', 'id']] })
    expect(write({ any: 'a', must: { id: '1' } }).data).toBe('{"any":"a","must":{"id":"1"}}')
  })
})

describe('what stands in several places', () => {
  test('is read once', () => {
    const name = vi.fn(() => 'n')
    const it = Object.defineProperty({ id: '1' }, 'name', { get: name })
    const { data } = writing('{ all { name id } }')({ all: [it, it, it] }, [it])
    expect(data).toBe(JSON.stringify({ all: [it, it, it].map(() => ({ name: 'n', id: '1' })) }))
    expect(name).toHaveBeenCalledOnce()
  })

  test('is written for each selection anew', () => {
    const it = { id: '1', name: 'n' }
    const { data } = writing('{ a: it { id } b: it { name } c: all { id } d: all { id } }')(
      { a: it, b: it, c: [it, it], d: [it] },
      [it],
    )
    expect(data).toBe(
      '{"a":{"id":"1"},"b":{"name":"n"},"c":[{"id":"1"},{"id":"1"}],"d":[{"id":"1"}]}',
    )
  })

  test('is told of in each place when something in it is missing, whether or not that takes it along', () => {
    const whole = { id: '1', it: { id: null } }
    const lost = { id: null, it: null }
    const all = [whole, lost, whole, lost]
    const { data, faults } = writing('{ all { it { id } id } }')({ all }, [whole, lost])
    expect(data).toBe('{"all":[{"it":null,"id":"1"},null,{"it":null,"id":"1"},null]}')
    expect(faults.map((path) => path.join('.'))).toEqual([
      'all.0.it.id',
      'all.1.id',
      'all.2.it.id',
      'all.3.id',
    ])
  })

  test('does not keep parts of an answer for the next one', () => {
    const write = writing('{ all { id name } }')
    const long = { all: Array.from({ length: 50 }, (_none, id) => ({ id, name: `n${id}` })) }
    const short = { all: [{ id: 'x', name: null }] }
    for (const data of [long, short, { all: [] }, long])
      expect(write(data).data).toBe(JSON.stringify(data))
  })
})
