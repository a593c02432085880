/** What is worked out once, and what is not. */
import { QueryPlanner } from '@apollo/query-planner'
import { afterEach, expect, test, vi } from 'vitest'
import { compile } from '../../src/plan/fast/compiled.ts'
import { loadSupergraph } from '../../src/plan/supergraph.ts'
import { FACTS, LINK, openGraph, prepared, toTold } from './graph.ts'

afterEach(() => vi.restoreAllMocks())

const graph = {
  one: {
    sdl: `${LINK} type Query { a: Int b: Int c: Int d: Int e: Int }`,
    resolvers: { Query: Object.fromEntries([...'abcde'].map((name, at) => [name, () => at])) },
  },
}

test('a text that was forgotten and read again is not planned again; another supergraph is', async () => {
  const plan = vi.spyOn(QueryPlanner.prototype, 'buildQueryPlan')
  const { executor, supergraphSdl } = await openGraph(graph)
  const text = 'query A { a } query B { b }'
  const run = async (name: string) => {
    const operation = { prepared: prepared(text, name), variables: {}, facts: FACTS }
    return toTold(await executor.query(operation)).data
  }
  expect([await run('A'), await run('A'), await run('B')]).toEqual([{ a: 0 }, { a: 0 }, { b: 1 }])
  expect(plan).toHaveBeenCalledTimes(2)
  executor.update(supergraphSdl)
  await run('A')
  expect(plan).toHaveBeenCalledTimes(3)
})

test('sixteen ways in which conditions stand have a writer that is kept; a seventeenth takes the place of one', async () => {
  const { executor, supergraphSdl } = await openGraph(graph)
  const names = [...'abcde']
  const source = `query (${names.map((name) => `$${name}: Boolean!`)}) {
    ${names.map((name) => `${name} @include(if: $${name})`).join(' ')}
  }`
  const operation = prepared(source)
  const variablesOf = (way: number) =>
    Object.fromEntries(names.map((name, at) => [name, (way & (1 << at)) !== 0]))
  for (let way = 0; way < 32; way += 1) {
    const variables = variablesOf(way)
    const { data } = toTold(await executor.query({ prepared: operation, variables, facts: FACTS }))
    expect(Object.keys(data as object)).toEqual(names.filter((name) => variables[name]))
  }
  const { conditionsOf, writerFor } = compile(loadSupergraph(supergraphSdl, 10), operation)
  const writersOf = (count: number) =>
    Array.from({ length: count }, (_, way) => writerFor(conditionsOf(variablesOf(way))))
  const first = writersOf(16)
  expect(new Set(first).size).toBe(16)
  expect(writersOf(16)).toEqual(first)
  const [, ...kept] = first
  writersOf(17)
  expect(new Set([...kept, ...writersOf(16)]).size).toBe(16)
})
