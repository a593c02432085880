import { buildSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { newDocuments } from './documents.ts'

const schema = buildSchema('type Query { me: User } type User { id: ID friend: User }')

test('each text is parsed and validated once', () => {
  const parsed = newDocuments(schema)
  const verdicts = ['{ me { id } }', '{ nothing }', '{'].map((text) => [parsed(text), parsed(text)])
  for (const [first, second] of verdicts) expect(second).toBe(first)
})

test('an endless stream of different texts is forgotten from its beginning', () => {
  const parsed = newDocuments(schema)
  const first = parsed('{ me { id } }')
  for (let i = 0; i < 1_000; i += 1) parsed(`{ a${i}: me { id } }`)
  expect(parsed('{ me { id } }')).not.toBe(first)
})

describe('a hostile document is refused in a moment', () => {
  const inline = Array.from(
    { length: 100 },
    () => `${'... on Query { '.repeat(50)} me { id } ${'}'.repeat(50)}`,
  ).join(' ')
  test.each([
    ['nested inline fragments', `{ ${inline} }`],
    ['more tokens than anyone needs', `{ ${'me { id } '.repeat(50_000)} }`],
    ['depth', `{ me ${'{ friend '.repeat(3_000)} { id } ${'}'.repeat(3_000)} }`],
    ['a directive many times over', `{ me { id ${'@skip(if: true) '.repeat(5_000)} } }`],
  ])('%s', (_what, text) => {
    const begin = performance.now()
    newDocuments(schema)(text)
    expect(performance.now() - begin).toBeLessThan(1_000)
  })
})
