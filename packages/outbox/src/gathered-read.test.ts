import { expect, it } from 'vitest'
import { newGatheredRead } from './gathering.ts'

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)

/** Reads that double, and the statements that they were. */
function open() {
  const statements: (readonly number[])[] = []
  const read = newGatheredRead<number, number>(async (keys) => {
    statements.push(keys)
    return keys.map((key) => key * 2)
  })
  return { read, statements }
}

it('reads what one call asks for in one statement, so that it is of one moment', async () => {
  const { read, statements } = open()
  const calls = upTo(10).map((call) => upTo(30, call * 100))
  const answers = await Promise.all(calls.map((keys) => read(keys)))
  expect(answers).toEqual(calls.map((keys) => keys.map((key) => key * 2)))
  for (const keys of calls)
    expect(
      statements.filter((statement) => keys.some((key) => statement.includes(key))),
    ).toHaveLength(1)
  expect(statements).toHaveLength(2)
})

it('gives a call for more than fits a statement of its own', async () => {
  const { read, statements } = open()
  const [few, many] = await Promise.all([read([1, 2]), read(upTo(1_000))])
  expect(few).toEqual([2, 4])
  expect(many).toHaveLength(1_000)
  expect(statements.map(({ length }) => length)).toEqual([2, 1_000])
})

it('fails rather than to answer for other keys', async () => {
  const read = newGatheredRead<number, number>(async (keys) => [...keys, 0])
  await expect(read([1])).rejects.toThrow(TypeError)
})
