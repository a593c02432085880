import { readConfig } from '@tallystick/config'
import { operationVariables, toOperationLimits } from '@tallystick/operations'
import { buildSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { findBreaks, toReport } from './breaks.ts'
import { ManifestFault, parseManifest } from './manifest.ts'

const document = 'query Hello { hello }'

describe('a manifest (PRT-1)', () => {
  const operations = [{ id: 'a1', document }]
  test.each([
    ['of the code generator', { a1: document }],
    ['by documentId', [{ documentId: 'a1', document }]],
    ['by documentId under operations', { operations: [{ documentId: 'a1', query: document }] }],
    [
      'of Apollo',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'a1', type: 'query', body: document }],
      },
    ],
  ])('%s is read', (_what, manifest) => {
    expect(parseManifest(JSON.stringify(manifest))).toEqual(operations)
  })

  test.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a number', '7'],
    ['no operations', '{}'],
    ['an operation without a document', '[{"id":"a"}]'],
    ['an operation without an id', '[{"document":"{ a }"}]'],
    ['an id without a text', '{"a":7}'],
    ['an id that is there twice', '[{"id":"a","document":"{ a }"},{"id":"a","document":"{ b }"}]'],
  ])('with %s is refused', (_what, text) => {
    expect(() => parseManifest(text)).toThrow(ManifestFault)
  })
})

describe('no deploy breaks a client (TST-7)', () => {
  const config = readConfig(operationVariables, {})
  const contract = (sdl: string) => ({
    schema: buildSchema(sdl),
    limits: toOperationLimits(config),
    tokensMax: 100,
    costMax: 50,
  })
  const now =
    'type Query { hello(loud: Boolean): String list(first: Int): ListConnection } type ListConnection { nodes: [Item!]! } type Item { id: ID }'
  const client = [
    { id: 'h1', document },
    { id: 'l1', document: 'query List($n: Int) { list(first: $n) { nodes { id } } }' },
  ]
  const breaksOf = (sdl: string, costMax = 1_000) =>
    findBreaks({ ...contract(sdl), costMax }, 'acme', client).map(({ name }) => name)

  test('as long as its operations are valid and within the limits', () => {
    expect(breaksOf(now)).toEqual([])
  })

  test.each([
    ['a removed field', now.replace('hello(loud: Boolean)', 'goodbye'), ['Hello']],
    ['a field that became an object', now.replace('): String', '): Item'), ['Hello']],
    ['an argument that became required', now.replace('loud: Boolean', 'loud: Boolean!'), ['Hello']],
    ['an argument of another type', now.replace('first: Int', 'first: String'), ['List']],
    ['a removed type', now.replace('nodes: [Item!]!', 'items: [Item!]!'), ['List']],
  ])('%s is told, with the operation that it breaks', (_what, sdl, names) => {
    expect(breaksOf(sdl)).toEqual(names)
  })

  test('a lower limit of cost is told, too', () => {
    expect(breaksOf(now, 50)).toEqual(['List'])
  })

  test('names the client and the reason', () => {
    const breaks = findBreaks(contract(now.replace('hello', 'helo')), 'acme', client.slice(0, 1))
    expect(toReport(breaks)).toMatch(/^acme: Hello \(h1\)\n {2}Cannot query field "hello"/)
  })

  test('a document that is none, or more than one, is told', () => {
    const bad = [
      { id: 'x', document: '{' },
      { id: 'y', document: 'query a { hello } query b { hello }' },
    ]
    expect(findBreaks(contract(now), 'acme', bad).map(({ id }) => id)).toEqual(['x', 'y'])
  })
})
