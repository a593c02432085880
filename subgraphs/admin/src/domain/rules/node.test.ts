import { readFileSync } from 'node:fs'
import { newId, type Prefix } from '@tallystick/ids'
import { buildSchema, type GraphQLInterfaceType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { nodeKindOf } from './node.ts'

const PREFIXES: readonly Prefix[] = [
  'usr',
  'ses',
  'acc',
  'pay',
  'ltx',
  'ent',
  'lac',
  'hld',
  'aud',
  'evt',
  'key',
  'lia',
  'stm',
  'rec',
  'brk',
]

describe('the kind of an id', () => {
  test('is one of the types that the schema calls a Node, and each of them is the kind of some id', () => {
    const schema = buildSchema(
      readFileSync(new URL('../../../../../gateway/api.graphql', import.meta.url), 'utf8'),
    )
    const types = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType)
    const kinds = PREFIXES.flatMap((prefix) => nodeKindOf(newId(prefix))?.type ?? [])
    expect(kinds.sort()).toEqual(types.map(({ name }) => name).sort())
  })

  test.each([
    '',
    '_',
    'pay',
    'pay_',
    'pay_1',
    'xyz_01j3sw59dqgk48vyyz4astanbs',
    'toString_1',
    '__proto__',
  ])('is none for %j', (id) => {
    expect(nodeKindOf(id)).toBeUndefined()
  })

  test.each(PREFIXES)('is none for another spelling of an id that starts with %s', (prefix) => {
    const id = newId(prefix)
    for (const text of [
      id.toUpperCase(),
      ` ${id}`,
      `${id}0`,
      id.slice(0, -1),
      id.replace('_', '-'),
    ])
      expect(nodeKindOf(text)).toBeUndefined()
  })
})
