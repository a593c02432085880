import { SILENT } from '@tallystick/telemetry'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { toClientError } from './errors.ts'
import { newPreparation, type Unprepared } from './prepare.ts'

const schema = buildSchema('type Query { me(x: [Int]): Int }')

const options = {
  schema: () => schema,
  rules: [],
  tokensMax: 1_000_000,
  errorsMax: 10,
  documentsMax: 10,
}

describe('the reader of documents', () => {
  it('answers a document that nests beyond its own stack, and goes on reading (SEC-18)', () => {
    const read = newPreparation(options)
    const nested = read(`{ me(x: ${'['.repeat(200_000)}`, undefined) as Unprepared
    const context = { requestId: 'r', log: SILENT, isMutating: false, hidesSchema: false }
    expect(nested.errors.map((error) => toClientError(error, context).extensions)).toMatchObject([
      { code: 'COST_LIMIT', details: { limit: 'nesting' } },
    ])
    expect(read('{ me }', undefined)).toHaveProperty('document')
  })

  it('gives the same object for the same text and name, so that a plan can hang on it', () => {
    const read = newPreparation({ ...options, documentsMax: 1 })
    const two = 'query a { me } query b { me }'
    expect(read(two, 'a')).toBe(read(two, 'a'))
    expect(read(two, 'a')).not.toBe(read(two, 'b'))
    expect(read(two, undefined)).toMatchObject({ status: 422 })
    expect(read(two, 'c')).toMatchObject({ status: 422 })
    const before = read(two, 'a')
    read('{ me }', undefined)
    expect(read(two, 'a')).not.toBe(before)
  })
})
