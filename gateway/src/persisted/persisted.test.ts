import { hash } from 'node:crypto'
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { readConfig } from '@tallystick/config'
import { SILENT } from '@tallystick/telemetry'
import { buildSchema } from 'graphql'
import { beforeEach, describe, expect, test } from 'vitest'
import { type KeyGrant, NO_KEYS } from '../auth/keys.ts'
import { newAutomaticTexts } from './automatic.ts'
import { newPersisted } from './persisted.ts'
import { newRegistry, type RegisteredOperation, type Scope } from './registry.ts'
import { persistedVariables } from './variables.ts'

const schema = buildSchema('type Query { hello: String }')
const person: Actor = { ...ANONYMOUS, kind: 'USER', id: 'usr_1', sessionId: 'ses_1' }
const partner: Actor = { ...ANONYMOUS, kind: 'PARTNER', id: 'usr_1', keyId: 'key_1' }
const grant: KeyGrant = {
  keyId: 'key_1',
  clientId: 'acme',
  limits: {
    amountMax: [],
    currencies: null,
    accountIds: null,
    requestsPerMinute: null,
    spendCaps: [],
  },
}
const text = '{ hello }'
const own = { clientId: 'acme', id: 'hello', document: text }
const first = { clientId: 'web', id: hash('sha256', '{ a: hello }'), document: '{ a: hello }' }

let operations: Map<Scope, RegisteredOperation[]>
let loads: Scope[]
let isDown: boolean
let asked: string[]
let counted: string[]

beforeEach(() => {
  operations = new Map([
    ['acme', [own]],
    [null, [first]],
  ])
  loads = []
  asked = []
  counted = []
  isDown = false
})

function open(env: Record<string, string> = {}) {
  let now = 0
  const registry = newRegistry({
    async load(scope) {
      loads.push(scope)
      if (isDown) throw new Error('no admin')
      return operations.get(scope) ?? []
    },
    charsMax: 100_000,
    log: SILENT,
    now: () => now,
  })
  const persisted = newPersisted({
    config: readConfig(persistedVariables, env),
    schema: () => schema,
    registry,
    automatic: newAutomaticTexts(1_000),
    keys: { ...NO_KEYS, grantOf: (actor) => (actor.kind === 'PARTNER' ? grant : undefined) },
    spend: { reserve: async () => () => {} },
    uses: { count: ({ id }) => counted.push(id), close: async () => {} },
    log: SILENT,
    onAsked: (what) => asked.push(what),
  })
  const read = async (request: object, actor: Actor = ANONYMOUS) => {
    const facts = { actor, requestId: 'r', issuer: 'gateway' }
    try {
      return (await persisted.read(request, facts)).query
    } catch (fault) {
      const { code, http } = (fault as { extensions: { code: string; http?: { status: number } } })
        .extensions
      return [code, http?.status]
    }
  }
  const later = (ms: number) => {
    now += ms
  }
  return { read, registry, later }
}

const automatic = (of: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash('sha256', of) } },
})

describe('registered operations (PRT-1, PRT-4)', () => {
  test('are found by id, by people among those of our own clients and by a key among its own', async () => {
    const { read } = open()
    expect(await read({ documentId: 'hello' }, partner)).toBe(text)
    expect(await read({ documentId: `sha256:${first.id}` }, person)).toBe(first.document)
    expect(await read(automatic(first.document))).toBe(first.document)
    expect(await read({ documentId: 'hello' }, person)).toEqual(['PERSISTED_QUERY_NOT_FOUND', 404])
    expect(await read({ documentId: first.id }, partner)).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
      404,
    ])
    expect(counted).toEqual(['hello', first.id, first.id])
    expect(asked.slice(-2)).toEqual(['unknown', 'unknown'])
  })

  test('are all that a key may run, and by id alone', async () => {
    const { read } = open()
    const required = ['PERSISTED_QUERY_REQUIRED', 403]
    expect(await read({ query: text }, partner)).toEqual(required)
    expect(await read({ query: '{ other }' }, partner)).toEqual(required)
    expect(await read({}, partner)).toEqual(required)
    // A hash that comes with its text registers nothing for a key (PRT-4).
    expect(await read({ query: text, ...automatic(text) }, partner)).toEqual(required)
    expect(await read(automatic(text), partner)).toEqual(['PERSISTED_QUERY_NOT_FOUND', 404])
  })

  test.each([
    ['off', '{ other }', '{ other }'],
    ['log', '{ other }', '{ other }'],
    ['safelist', '{ other }', ['PERSISTED_QUERY_REQUIRED', 403]],
    ['safelist', first.document, first.document],
    ['safelist', `${first.document} `, ['PERSISTED_QUERY_REQUIRED', 403]],
    ['ids', first.document, ['PERSISTED_QUERY_REQUIRED', 403]],
  ])('in mode %s the text %s gives %j', async (mode, query, expected) => {
    const { read } = open({ PERSISTED_USER: mode, PERSISTED_ANONYMOUS: mode })
    expect(await read({ query }, person)).toEqual(expected)
    expect(await read({ query })).toEqual(expected)
  })

  test('are asked for once a client, and again when they have changed', async () => {
    const { read, registry } = open()
    await Promise.all([read({ documentId: 'hello' }, partner), read({ documentId: 'x' }, partner)])
    await read({ documentId: 'unknown' }, partner)
    expect(loads).toEqual(['acme'])
    operations.set('acme', [{ ...own, id: 'later' }])
    registry.changed('acme')
    expect(await read({ documentId: 'later' }, partner)).toBe(text)
    expect(await read({ documentId: 'hello' }, partner)).toEqual(['PERSISTED_QUERY_NOT_FOUND', 404])
    expect(loads).toEqual(['acme', 'acme'])
  })

  test('serve on while they cannot be loaded anew, and are unavailable when they never were', async () => {
    const { read, registry, later } = open()
    await read({ documentId: 'hello' }, partner)
    isDown = true
    registry.changed()
    expect(await read({ documentId: 'hello' }, partner)).toBe(text)
    expect(await read({ documentId: 'hello' }, partner)).toBe(text)
    expect(loads).toHaveLength(2)
    expect(await read({ documentId: first.id }, person)).toEqual(['SERVICE_UNAVAILABLE', 503])
    isDown = false
    later(1_000)
    expect(await read({ documentId: 'hello' }, partner)).toBe(text)
    expect(loads).toHaveLength(4)
  })
})

describe('texts by their hash (APQ)', () => {
  test('are kept once they were sent with it, and are no registration', async () => {
    const { read } = open()
    const miss = ['PERSISTED_QUERY_NOT_FOUND', 200]
    expect(await read(automatic('{ b: hello }'))).toEqual(miss)
    expect(await read({ query: '{ b: hello }', ...automatic('{ b: hello }') })).toBe('{ b: hello }')
    expect(await read(automatic('{ b: hello }'))).toBe('{ b: hello }')
    expect(await read(automatic('{ b: hello }'), partner)).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
      404,
    ])
    const held = open({ PERSISTED_ANONYMOUS: 'safelist' })
    expect(await held.read({ query: '{ b: hello }', ...automatic('{ b: hello }') })).toEqual([
      'PERSISTED_QUERY_REQUIRED',
      403,
    ])
  })

  test('are refused under the hash of another text', async () => {
    const { read } = open()
    expect(await read({ query: '{ evil }', ...automatic(text) })).toEqual(['BAD_USER_INPUT', 400])
    expect(await read(automatic(text))).toEqual(['PERSISTED_QUERY_NOT_FOUND', 200])
  })

  test('are not kept when they are switched off', async () => {
    const { read } = open({ APQ: 'off' })
    expect(await read({ query: text, ...automatic(text) })).toBe(text)
    expect(await read(automatic(text))).toEqual(['PERSISTED_QUERY_NOT_FOUND', 404])
  })
})
