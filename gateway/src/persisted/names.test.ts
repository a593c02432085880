import { hash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { nameOf } from './names.ts'

const text = '{ hello }'
const sha256Hash = hash('sha256', text)

describe('what a request names (PRT-1)', () => {
  test.each([
    ['a text', { query: text }, { text, isAutomatic: false }],
    ['an id', { documentId: 'send-money.v1' }, { id: 'send-money.v1', isAutomatic: false }],
    [
      'a hash as id',
      { documentId: `sha256:${sha256Hash}` },
      { id: sha256Hash, isAutomatic: false },
    ],
    [
      'a hash alone',
      { extensions: { persistedQuery: { version: 1, sha256Hash } } },
      { id: sha256Hash, isAutomatic: true },
    ],
    [
      'a hash with its text',
      { query: text, extensions: { persistedQuery: { version: 1, sha256Hash } } },
      { id: sha256Hash, text, isAutomatic: true },
    ],
    ['nothing', {}, { isAutomatic: false }],
    [
      'an empty query beside an id',
      { query: '', documentId: 'a' },
      { id: 'a', isAutomatic: false },
    ],
  ])('%s', (_what, request, named) => {
    expect(nameOf(request)).toEqual(named)
  })

  test.each([
    ['an id of 129 characters', { documentId: 'x'.repeat(129) }],
    ['an id with a line break', { documentId: 'a\nb' }],
    ['an empty id', { documentId: '' }],
    ['an id that is a number', { documentId: 7 }],
    ['an id and a text', { documentId: 'a', query: text }],
    ['two ids', { documentId: 'a', extensions: { persistedQuery: { version: 1, sha256Hash } } }],
    [
      'another text’s hash',
      { query: '{ a }', extensions: { persistedQuery: { version: 1, sha256Hash } } },
    ],
    ['a hash of another version', { extensions: { persistedQuery: { version: 2, sha256Hash } } }],
    [
      'a hash in capitals',
      { extensions: { persistedQuery: { version: 1, sha256Hash: sha256Hash.toUpperCase() } } },
    ],
    ['a hash that is none', { extensions: { persistedQuery: 'x' } }],
  ])('refuses %s', (_what, request) => {
    const refused = nameOf(request)
    expect(refused).toBeInstanceOf(GraphQLError)
    expect((refused as GraphQLError).extensions['code']).toBe('BAD_USER_INPUT')
  })

  test('takes an id of 128 characters', () => {
    expect(nameOf({ documentId: 'x'.repeat(128) })).toMatchObject({ id: 'x'.repeat(128) })
  })
})
