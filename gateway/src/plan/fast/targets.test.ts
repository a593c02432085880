import type { QueryPlanSelectionNode } from '@apollo/query-planner'
import { buildSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { Entity } from './entity.ts'
import { toPlanPath } from './places.ts'
import { newRepresentations } from './representation.ts'
import type { Shape } from './shape.ts'
import type { FetchStep } from './step.ts'
import { addAnswers, findTargets, type Known } from './targets.ts'

const schema = buildSchema('type Query { its: [It] } type It { id: ID part: ID any: ID }')
const field = (name: string): QueryPlanSelectionNode => ({ kind: 'Field', name })
const leaf = (name: string) => ({ name, isInherited: false, shape: undefined })

/** Makes a fetch for `its` and other paths. */
function newStep(names: string[], change: Partial<FetchStep> = {}): FetchStep {
  const selections = ['__typename', ...names].map(field)
  const requires = [{ kind: 'InlineFragment' as const, typeCondition: 'It', selections }]
  const shape: Shape = change.shape ?? [leaf('any')]
  return {
    kind: 'fetch',
    subgraph: 'one',
    query: '',
    operationName: undefined,
    variableNames: [],
    paths: [toPlanPath(['its', '@'])],
    isMadeOnce: [true],
    represent: newRepresentations(requires, schema, undefined),
    rewrite: undefined,
    renamed: new Map(),
    shape,
    hasLeavesOnly: shape.every((each) => each.shape === undefined),
    targetsAs: names.join(),
    ...change,
  }
}

const it = (fields: Entity): Entity => ({ __typename: 'It', ...fields })
const knowing = (root: Entity): Known => ({ root, shared: new Set(), found: new Map() })
const representationsOf = (names: string[], its: unknown[]) =>
  findTargets(newStep(names), knowing({ its })).representations

describe('entities are told apart', () => {
  test.each([
    ['text from a number', [{ id: '1' }, { id: 1 }]],
    ['a null from its name', [{ id: null }, { id: 'null' }]],
    ['true from its name', [{ id: true }, { id: 'true' }]],
    [
      'a key from the text of another representation',
      [{ id: { a: 1 } }, { id: '{"__typename":"It","id":{"a":1}}' }],
    ],
  ])('by a key of one field: %s', (_what, keys) => {
    const its = keys.map((key) => it(key))
    expect(representationsOf(['id'], [...its, ...structuredClone(its)])).toEqual(its)
  })

  test.each([
    [
      [
        { id: '1', part: '23' },
        { id: '12', part: '3' },
      ],
    ],
    [
      [
        { id: '1', part: 23 },
        { id: '1', part: '23' },
      ],
    ],
    [
      [
        { id: 1, part: 23 },
        { id: 12, part: 3 },
      ],
    ],
    [
      [
        { id: 'a', part: null },
        { id: 'a', part: 'null,' },
      ],
    ],
    [
      [
        { id: '1:', part: '' },
        { id: '', part: '1:' },
      ],
    ],
  ])('by a key of several: %j', (keys) => {
    const its = keys.map((key) => it(key))
    expect(representationsOf(['id', 'part'], [...its, ...structuredClone(its)])).toEqual(its)
  })

  test('and left out when part of the key is missing, or they are of another type', () => {
    const its = [it({}), { __typename: 'Other', id: '1' }, { id: '1' }, it({ id: '2' })]
    expect(representationsOf(['id'], its)).toEqual([it({ id: '2' })])
  })
})

describe('objects of one entity', () => {
  const answerTo = (step: FetchStep, known: Known, answers: readonly unknown[]) =>
    addAnswers(answers, findTargets(step, known), { step, shared: known.shared })

  test('become one when they hold the same, and each place gets what is answered', () => {
    const its = ['1', '2', '1', '1'].map((id) => it({ id }))
    const known = knowing({ its })
    answerTo(newStep(['id']), known, [{ any: 'a' }, { any: 'b' }])
    expect(its.map(({ any }) => any)).toEqual(['a', 'b', 'a', 'a'])
    expect(its[2]).toBe(its[0])
    expect([...known.shared]).toEqual([its[0]])
  })

  test('stay two when one holds more, and each gets what is answered', () => {
    const its = [it({ id: '1', part: 'p' }), it({ id: '1' }), it({ id: '1', part: 'p' })]
    answerTo(newStep(['id']), knowing({ its }), [{ any: 'a' }])
    expect(its.map(({ any, part }) => [any, part])).toEqual([
      ['a', 'p'],
      ['a', undefined],
      ['a', 'p'],
    ])
    expect(new Set(its).size).toBe(3)
  })

  test('stay two where another fetch speaks of what they are in', () => {
    const its = [it({ id: '1' }), it({ id: '1' })]
    answerTo(newStep(['id'], { isMadeOnce: [false] }), knowing({ its }), [{ any: 'a' }])
    expect(its[0]).not.toBe(its[1])
    expect(its.map(({ any }) => any)).toEqual(['a', 'a'])
  })

  test('stay two at two paths, also in what they are given', () => {
    const root = { its: [it({ id: '1' })], other: it({ id: '1' }) }
    const shape = [{ name: 'inner', isInherited: false, shape: [leaf('x')] }]
    const paths = [toPlanPath(['its', '@']), toPlanPath(['other'])]
    const step = newStep(['id'], { paths, isMadeOnce: [true, true], shape })
    const answer = { inner: { x: 1, unasked: 2 } }
    answerTo(step, knowing(root), [answer])
    expect(root.its[0]?.['inner']).toEqual({ x: 1 })
    expect(root.other['inner']).toEqual({ x: 1 })
    expect(root.other['inner']).not.toBe(root.its[0]?.['inner'])
    expect(answer).toEqual({ inner: { x: 1, unasked: 2 } })
  })
})

test('what was found is kept for neighbours that look for the same', () => {
  const known = knowing({ its: [it({ id: '1' })] })
  const found = findTargets(newStep(['id']), known)
  expect(findTargets(newStep(['id'], { subgraph: 'two' }), known)).toBe(found)
  expect(findTargets(newStep(['id', 'part']), known)).not.toBe(found)
})
