import { expect, test } from 'vitest'
import { LINK, prepared } from '../../../test/plan/graph.ts'
import { composeSupergraph } from '../compose.ts'
import { loadSupergraph } from '../supergraph.ts'
import { compile } from './compiled.ts'
import type { FetchStep, Step } from './step.ts'

const supergraph = loadSupergraph(
  composeSupergraph({
    books: `${LINK}
      type Query { books: [Book!]! }
      type Book @key(fields: "id") { id: ID! by: Author @shareable }
      type Author @key(fields: "id") { id: ID! name: String @shareable }`,
    shops: `${LINK}
      type Book @key(fields: "id") { id: ID! by: Author @shareable price: Int }
      type Author @key(fields: "id", resolvable: false) { id: ID! shop: String }`,
    ages: `${LINK} type Author @key(fields: "id") { id: ID! age: Int }`,
  }),
  10,
)

const fetchesIn = (step: Step | undefined): FetchStep[] => {
  if (!step || step.kind === 'condition') return [...(step?.ifTrue ? fetchesIn(step.ifTrue) : [])]
  return step.kind === 'fetch' ? [step] : step.steps.flatMap(fetchesIn)
}

const marksOf = (source: string) =>
  fetchesIn(compile(supergraph, prepared(source)).step).map(({ paths, isMadeOnce }) =>
    paths.map((path, at) => [path.map(({ name }) => name ?? '@').join('.'), isMadeOnce[at]]),
  )

const AUTHORS = 'books.@.by'

test('objects that come with one answer are made once, whatever is added to them', () => {
  const marks = marksOf('{ books { by { age } price } }').flat()
  expect(marks).toContainEqual([AUTHORS, true])
  expect(marks).toContainEqual(['books.@', true])
  expect(marks).toContainEqual(['', false])
})

test('objects that a second answer speaks of, about what they are in, are not made once', () => {
  const marks = marksOf('{ books { by { name shop age } } }').flat()
  expect(marks).toContainEqual([AUTHORS, false])
  expect(marks).toContainEqual(['books.@', true])
})

test('an answer behind a condition counts, and what is fetched behind one is marked', () => {
  const given = 'query ($x: Boolean!)'
  const counted = marksOf(
    `${given} { books { by { name age } ... @include(if: $x) { by { shop } } } }`,
  )
  expect(counted.flat()).toContainEqual([AUTHORS, false])
  const marked = marksOf(`${given} { books { by { name ... @include(if: $x) { age } } } }`)
  expect(marked.flat()).toContainEqual([AUTHORS, true])
})
