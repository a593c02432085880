import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { buildSchema, GraphQLError, getOperationAST, parse } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import type { Executed } from '../plan/executor.ts'
import type { SupergraphOperation } from '../plan/operation.ts'
import { type CacheResult, newAnswerCache } from './answer-cache.ts'
import { newMemoryStore } from './store.ts'

const SDL = `
  directive @cacheControl(maxAge: Int, scope: S) on FIELD_DEFINITION | OBJECT
  enum S { PUBLIC PRIVATE }
  type Query { head(size: Int, filter: F): Head! @cacheControl(maxAge: 5)  mine: Head! @cacheControl(maxAge: 5, scope: PRIVATE) }
  type Mutation { publish: Head!  send: Int }
  input F { a: Int b: Int }
  type Head { size: Int }
`
const ada: Actor = { ...ANONYMOUS, kind: 'USER', id: 'usr_ada', roles: ['CUSTOMER'] }
const ben: Actor = { ...ada, id: 'usr_ben' }

const prepared = new Map<string, SupergraphOperation['prepared']>()
function operationOf(source: string, actor = ANONYMOUS, variables = {}): SupergraphOperation {
  const document = parse(source)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  const { operation: kind } = operation
  const known = prepared.get(source) ?? {
    source,
    document,
    operation,
    operationName: undefined,
    kind,
    hash: source,
  }
  prepared.set(source, known)
  return { prepared: known, variables, facts: { actor, issuer: 'gateway', requestId: 'request-1' } }
}

function room({ bytesMax = 1_000_000, answerBytesMax = 10_000 } = {}) {
  let now = Date.now()
  const results: CacheResult[] = []
  const store = newMemoryStore(bytesMax, () => now)
  const onRead = (result: CacheResult) => results.push(result)
  const cache = newAnswerCache({ store, answerBytesMax, ageMaxS: 300, onRead })
  cache.update({ apiSchema: buildSchema(SDL), supergraphSdl: SDL })
  let count = 0
  const execute = vi.fn(async (): Promise<Executed> => ({ data: `{"n":${++count}}`, errors: [] }))
  const ask = async (...parts: Parameters<typeof operationOf>) =>
    (await cache.answer(operationOf(...parts), execute)).executed.data
  const pass = (ms: number) => {
    now += ms
  }
  return { cache, store, results, execute, ask, pass }
}

describe('the answer cache', () => {
  test('gives an answer again until its age, and not a millisecond longer (SUP-18)', async () => {
    const { ask, pass, results } = room()
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
    pass(4_999)
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
    pass(1)
    expect(await ask('{ head { size } }')).toBe('{"n":2}')
    expect(results).toEqual(['miss', 'hit', 'miss'])
  })

  test('gives what is public to everyone, and what is private to the same caller alone', async () => {
    const { ask } = room()
    expect(await ask('{ head { size } }', ada)).toBe('{"n":1}')
    expect(await ask('{ head { size } }', ben)).toBe('{"n":1}')
    expect(await ask('{ mine { size } }', ada)).toBe('{"n":2}')
    expect(await ask('{ mine { size } }', ben)).toBe('{"n":3}')
    expect(await ask('{ mine { size } }', ada)).toBe('{"n":2}')
    expect(await ask('{ mine { size } }', { ...ada, roles: ['ADMIN'] })).toBe('{"n":4}')
    expect(await ask('{ mine { size } }', { ...ada, keyId: 'key_1' } as Actor)).toBe('{"n":5}')
  })

  test('knows the same variables in any order, and only those that the operation has', async () => {
    const { ask } = room()
    const text = 'query ($size: Int, $filter: F) { head(size: $size, filter: $filter) { size } }'
    expect(await ask(text, ada, { size: 1, filter: { a: 1, b: 2 } })).toBe('{"n":1}')
    expect(await ask(text, ada, { filter: { b: 2, a: 1 }, size: 1, more: 'x' })).toBe('{"n":1}')
    expect(await ask(text, ada, { size: 2, filter: { a: 1, b: 2 } })).toBe('{"n":2}')
    expect(await ask(text, ada, {})).toBe('{"n":3}')
  })

  test('never keeps an answer with an error, nor what says nothing of being kept', async () => {
    const { cache, ask, execute, results } = room()
    execute.mockResolvedValueOnce({ data: '{"n":0}', errors: [new GraphQLError('lost')] })
    expect(await ask('{ head { size } }')).toBe('{"n":0}')
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
    cache.update({ apiSchema: buildSchema(SDL), supergraphSdl: 'type Query { a: Int }' })
    expect([await ask('{ head { size } }'), await ask('{ head { size } }')]).toEqual([
      '{"n":2}',
      '{"n":3}',
    ])
    expect(results.slice(2)).toEqual(['uncacheable', 'uncacheable'])
  })

  test('makes an answer once, however many ask for it at a time', async () => {
    const { cache, results } = room()
    let finish = (_executed: Executed): void => {}
    const execute = vi.fn(() => new Promise<Executed>((resolve) => (finish = resolve)))
    const asking = Array.from({ length: 100 }, () =>
      cache.answer(operationOf('{ head { size } }'), execute),
    )
    await vi.waitFor(() => expect(execute).toHaveBeenCalled())
    finish({ data: '{}', errors: [] })
    expect((await Promise.all(asking)).every(({ executed }) => executed.data === '{}')).toBe(true)
    expect(execute).toHaveBeenCalledTimes(1)
    expect(results.filter((result) => result === 'joined')).toHaveLength(99)
  })

  test('makes it anew for those who waited for one that failed', async () => {
    const { cache, ask, execute } = room()
    const failing = cache.answer(operationOf('{ head { size } }'), async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return { data: undefined, errors: [new GraphQLError('left')] }
    })
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
    expect((await failing).executed.errors).toHaveLength(1)
    expect(execute).toHaveBeenCalledTimes(1)
    const rejecting = cache.answer(operationOf('{ mine { size } }'), async () => {
      throw new Error('fault')
    })
    await expect(rejecting).rejects.toThrow('fault')
    expect(await ask('{ mine { size } }')).toBe('{"n":2}')
  })

  test('forgets by type, by field and by viewer', async () => {
    const { cache, ask } = room()
    const all = async () => [
      await ask('{ head { size } }'),
      await ask('{ mine { size } }', ada),
      await ask('{ mine { size } }', ben),
    ]
    expect(await all()).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
    await cache.invalidate('viewer:usr_ada')
    expect(await all()).toEqual(['{"n":1}', '{"n":4}', '{"n":3}'])
    await cache.invalidate('Query.head')
    expect(await all()).toEqual(['{"n":5}', '{"n":4}', '{"n":3}'])
    await cache.invalidate('Head', 'Other')
    expect(await all()).toEqual(['{"n":6}', '{"n":7}', '{"n":8}'])
  })

  test('forgets what a mutation may have changed, also when it failed, and nothing else', async () => {
    const { cache, ask } = room()
    await ask('{ head { size } }')
    await ask('mutation { send }')
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
    await ask('mutation { publish { size } }')
    expect(await ask('{ head { size } }')).toBe('{"n":4}')
    const failing = cache.answer(operationOf('mutation { publish { size } }'), () =>
      Promise.reject(new Error('timed out')),
    )
    await expect(failing).rejects.toThrow('timed out')
    expect(await ask('{ head { size } }')).toBe('{"n":5}')
  })

  test('does not keep what was made while its type changed', async () => {
    const { cache, ask } = room()
    await cache.answer(operationOf('{ head { size } }'), async () => {
      await cache.invalidate('Head')
      return { data: '"old"', errors: [] }
    })
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
  })

  test('gives nobody who asks after a change what was begun before it', async () => {
    const { cache, ask } = room()
    let finish = (_executed: Executed): void => {}
    const slow = cache.answer(
      operationOf('{ head { size } }'),
      () => new Promise<Executed>((resolve) => (finish = resolve)),
    )
    await new Promise((resolve) => setTimeout(resolve, 1))
    await cache.invalidate('Head')
    expect(await ask('{ head { size } }')).toBe('{"n":1}')
    finish({ data: '"old"', errors: [] })
    await slow
    expect(await ask('{ head { size } }')).not.toBe('"old"')
  })

  test('forgets everything with another supergraph', async () => {
    const { cache, ask } = room()
    await ask('{ head { size } }')
    cache.update({ apiSchema: buildSchema(SDL), supergraphSdl: `${SDL}\n` })
    expect(await ask('{ head { size } }')).toBe('{"n":2}')
  })

  test('keeps as many bytes as it may, and no answer that is too large alone', async () => {
    const { cache, store } = room({ bytesMax: 100_000, answerBytesMax: 10_000 })
    const text = 'query ($size: Int) { head(size: $size) { size } }'
    const keep = (size: number, length: number) =>
      cache.answer(operationOf(text, ada, { size }), async () => ({
        data: 'x'.repeat(length),
        errors: [],
      }))
    await keep(0, 10_001)
    expect(store.size()).toBe(0)
    await keep(0, 10_000)
    expect(store.size()).toBe(1)
    for (let size = 1; size <= 50; size++) await keep(size, 10_000)
    expect(store.size()).toBe(4)
  })

  test('lets browsers and proxies keep only what nobody needs a credential for', async () => {
    const { cache, execute } = room()
    const headers = async (...parts: Parameters<typeof operationOf>) =>
      (await cache.answer(operationOf(...parts), execute)).headers
    expect(await headers('{ head { size } }')).toEqual({
      'cache-control': 'public, max-age=5',
      age: '0',
      vary: 'authorization, cookie, origin',
    })
    expect(await headers('{ head { size } }', ada)).toEqual({})
    expect(await headers('{ mine { size } }')).toEqual({})
    expect(await headers('mutation { send }')).toEqual({})
  })
})
