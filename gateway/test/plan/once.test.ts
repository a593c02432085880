/** What is worked out once, and what is not. */
import { QueryPlanner } from '@apollo/query-planner'
import { afterEach, expect, test, vi } from 'vitest'
import { newAnswerWriter } from '../../src/plan/fast/writer.ts'
import { FACTS, LINK, openGraph, prepared, toTold } from './graph.ts'

vi.mock(import('../../src/plan/fast/writer.ts'), { spy: true })
afterEach(() => vi.clearAllMocks())

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
  const { executor } = await openGraph(graph)
  const names = [...'abcde']
  const source = `query (${names.map((name) => `$${name}: Boolean!`)}) {
    ${names.map((name) => `${name} @include(if: $${name})`).join(' ')}
  }`
  const operation = prepared(source)
  const run = async (way: number) => {
    const variables = Object.fromEntries(names.map((name, at) => [name, (way & (1 << at)) !== 0]))
    const { data } = toTold(await executor.query({ prepared: operation, variables, facts: FACTS }))
    expect(Object.keys(data as object)).toEqual(names.filter((name) => variables[name]))
  }
  const runAll = async (count: number) => {
    for (let way = 0; way < count; way += 1) await run(way)
    return vi.mocked(newAnswerWriter).mock.calls.length
  }
  expect(await runAll(16)).toBe(16)
  expect(await runAll(16)).toBe(16)
  expect(await runAll(17)).toBe(17)
  expect(await runAll(1)).toBe(18)
})
