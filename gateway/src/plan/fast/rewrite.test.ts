import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import type { Entity } from './entity.ts'
import { newRewrite } from './rewrite.ts'
import { operationOf, toShape, withLeaf, withRenamed } from './shape.ts'

const schema = buildSchema(
  'type Query { a: A } interface N { x: Int } type A implements N { x: Int } type B { x: Int }',
)
const renamed = (path: string[], renameKeyTo: string) => ({
  kind: 'KeyRenamer' as const,
  path,
  renameKeyTo,
})
const rewrittenBy = (rewrites: Parameters<typeof newRewrite>[0], value: Entity): Entity => {
  newRewrite(rewrites, schema)?.(value)
  return value
}

test('no rewrites are no rewrite', () => {
  expect(newRewrite(undefined, schema)).toBeUndefined()
  expect(newRewrite([], schema)).toBeUndefined()
})

test('a name is changed on objects of the type, through lists, whatever the value', () => {
  const value = {
    list: [
      { __typename: 'A', alias: 0 },
      { __typename: 'B', alias: 1 },
      { __typename: 'A', alias: null },
      { alias: '' },
      null,
      [{ __typename: 'A', alias: false }],
    ],
  }
  expect(rewrittenBy([renamed(['list', '... on N', 'alias'], 'name')], value)).toEqual({
    list: [
      { __typename: 'A', name: 0 },
      { __typename: 'B', alias: 1 },
      { __typename: 'A', name: null },
      { name: '' },
      null,
      [{ __typename: 'A', name: false }],
    ],
  })
})

test('a value is set, also under a name that objects inherit', () => {
  const set = { kind: 'ValueSetter' as const, path: ['... on A', '__typename'], setValueTo: 'N' }
  expect(rewrittenBy([set], { __typename: 'A' })).toEqual({ __typename: 'N' })
  expect(rewrittenBy([set], { __typename: 'B' })).toEqual({ __typename: 'B' })
  const odd = rewrittenBy([renamed(['alias'], '__proto__')], { alias: 1 })
  expect(JSON.stringify(odd)).toBe('{"__proto__":1}')
  expect(rewrittenBy([renamed(['toString'], 'x')], {})).toEqual({})
})

test('a shape knows the names after a rewrite', () => {
  const set = operationOf(parse('{ a { x y: z { one } z { two } } }')).selectionSet
  const shape = toShape([set], new Map())
  const names = (each = shape): unknown =>
    each.map(({ name, shape: inner }) => (inner ? { [name]: names(inner) } : name))
  expect(names(withRenamed(shape, ['a', '... on T', 'y'], 'z'))).toEqual([
    { a: ['x', { y: ['one'] }, { z: ['two', 'one'] }] },
  ])
  expect(names(withLeaf(shape, ['a', 'new']))).toEqual([
    { a: ['x', { y: ['one'] }, { z: ['two'] }, 'new'] },
  ])
  expect(names(withRenamed(shape, ['absent', 'y'], 'z'))).toEqual(names())
})
