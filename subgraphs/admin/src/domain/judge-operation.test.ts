import { createHash } from 'node:crypto'
import { readConfig } from '@tallystick/config'
import { operationVariables, toOperationLimits } from '@tallystick/operations'
import { describe, expect, test } from 'vitest'
import { newOperationJudge } from './judge-operation.ts'

const SDL = `
  type Query { me: Person people(first: Int = 20): PersonConnection secret: Int @deprecated }
  type Mutation { send(amount: Int!): Person }
  type Subscription { changed: Person }
  type PersonConnection { nodes: [Person!]! }
  type Person { id: ID! friends(first: Int = 20): PersonConnection }
`
const limits = toOperationLimits(readConfig(operationVariables, {}))
const judge = newOperationJudge(SDL, { tokensMax: 60, limits })
const ask = (document: string, over: object = {}) =>
  judge({ id: 'op-1', document, name: null, ...over })
const problem = (document: string, over: object = {}) => {
  const result = ask(document, over)
  return result.ok ? undefined : result.refusal
}
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

describe('the judge of operations // PRT-4', () => {
  test.each([
    ['query Me { me { id } }', { name: 'Me', kind: 'QUERY', cost: 1, rootFields: ['me'] }],
    ['{ me { id } }', { name: null, kind: 'QUERY' }],
    [
      'mutation Send($n: Int!) { a: send(amount: $n) { id } b: send(amount: 1) { id } }',
      { name: 'Send', kind: 'MUTATION', cost: 2, rootFields: ['send'] },
    ],
    ['subscription { changed { id } }', { kind: 'SUBSCRIPTION', rootFields: ['changed'] }],
    [
      'query Q($n: Int) { ...F __typename } fragment F on Query { people(first: $n) { nodes { id } } ... { me { id } } }',
      { cost: 102, rootFields: ['people', 'me'] },
    ],
  ])('knows what %s is', (document, expected) => {
    expect(ask(document)).toMatchObject({ ok: true, value: expected })
  })

  test.each([
    ['text that does not parse', '{ me {', /Syntax Error/],
    ['a field that clients do not see', '{ hidden }', /Cannot query field "hidden"/],
    ['two operations', 'query A { me { id } } query B { me { id } }', /2 operations/],
    ['no operation', 'fragment F on Person { id }', /0 operations/],
    ['a definition that is not executable', '{ me { id } } type X { id: ID }', /not executable/],
    ['introspection', '{ __schema { types { name } } }', /introspection/],
    ['more tokens than there may be', `{ ${'a: me { id } '.repeat(12)} me { id } }`, /tokens/],
    ['brackets without end', '{ me '.repeat(20_000).slice(0, 32_000), /./],
    [
      'a fragment that spreads itself',
      '{ me { ...F } } fragment F on Person { id ...F }',
      /itself/,
    ],
    ['text that is none', '{ me { id } } # \u0000', /not text/],
  ])('refuses %s', (_title, document, message) => {
    expect(problem(document)).toMatch(message)
  })

  test('refuses what is larger than the gateway would run', () => {
    const deep = newOperationJudge(SDL, { tokensMax: 2_000, limits: { ...limits, depth: 3 } })
    const document = (levels: number) =>
      `{ me { ${'friends { nodes { '.repeat(levels)} id ${'} } '.repeat(levels)} } }`
    expect(deep({ id: 'a', name: null, document: '{ people { nodes { id } } }' }).ok).toBe(true)
    expect(deep({ id: 'a', name: null, document: document(1) })).toMatchObject({
      refusal: expect.stringContaining('deeper than 3'),
    })
  })

  test('takes a document of 32,768 characters and not one more', () => {
    const document = (length: number) => `{ me { id } } #${'x'.repeat(length - 15)}`
    expect(document(20)).toHaveLength(20)
    expect(problem(document(32_768))).toBeUndefined()
    expect(problem(document(32_769))).toMatch(/32768/)
  })

  test('holds an id that looks like a SHA-256 to it', () => {
    const document = '{ me { id } }'
    for (const id of [hash(document), `sha256:${hash(document)}`, 'Me.v1', 'a'.repeat(63)])
      expect(problem(document, { id })).toBeUndefined()
    for (const id of [hash('other'), `sha256:${hash('other')}`])
      expect(problem(document, { id })).toMatch(/SHA-256/)
    for (const id of ['', 'a b', 'ä', 'x'.repeat(129)])
      expect(problem(document, { id })).toMatch(/An id is/)
  })

  test('holds a name to the one in the document', () => {
    expect(problem('query Me { me { id } }', { name: 'Me' })).toBeUndefined()
    expect(problem('query Me { me { id } }', { name: 'You' })).toMatch(/called Me/)
    expect(ask('{ me { id } }', { name: 'Me' })).toMatchObject({ value: { name: 'Me' } })
    expect(problem('{ me { id } }', { name: 'a b' })).toMatch(/not that of an operation/)
  })
})
