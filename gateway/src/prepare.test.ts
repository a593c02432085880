import { SILENT } from '@tallystick/telemetry'
import { buildSchema, type GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { toClientError } from './errors.ts'
import { newPreparation } from './prepare.ts'

const schema = buildSchema('type Query { me(x: [Int]): Int }')

describe('the reader of documents', () => {
  it('answers a document that nests beyond its own stack, and goes on reading (SEC-18)', () => {
    const read = newPreparation({
      schema: () => schema,
      rules: [],
      tokensMax: 1_000_000,
      errorsMax: 10,
      documentsMax: 10,
    })
    const nested = read(`{ me(x: ${'['.repeat(200_000)}`) as { errors: GraphQLError[] }
    const context = { requestId: 'r', log: SILENT, isMutating: false, hidesSchema: false }
    expect(nested.errors.map((error) => toClientError(error, context).extensions)).toMatchObject([
      { code: 'COST_LIMIT', details: { limit: 'nesting' } },
    ])
    expect(read('{ me }')).toHaveProperty('document')
  })
})
