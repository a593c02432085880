/** What may be given again of the supergraph of this repository. */
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import type { Door, DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { getOperationAST, parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newAnswerCache } from '../src/cache/answer-cache.ts'
import { hintsOf } from '../src/cache/hints.ts'
import { cachePolicyOf } from '../src/cache/policy.ts'
import { newMemoryStore } from '../src/cache/store.ts'
import { supergraphSdl } from '../src/plan/compose.ts'
import type { SupergraphExecutor } from '../src/plan/executor.ts'
import { newSupergraphExecutor } from '../src/plan/open-executor.ts'
import { newDoor } from './room.ts'

const NAMES = ['auth', 'accounts', 'payments', 'ledger', 'admin']
const sdl = supergraphSdl()
const HEAD = '{ treeHead { size rootHash publishedAt } }'

describe.each(['fast', 'stock'] as const)('of the public fields, by the %s executor,', (kind) => {
  let executor: SupergraphExecutor
  let asked = 0
  beforeAll(async () => {
    const answer = async (): Promise<DoorResult> => {
      const head = { size: ++asked, rootHash: '00', publishedAt: '2026-01-01T00:00:00.000Z' }
      return { data: { treeHead: head } }
    }
    const doors: Record<string, Door> = Object.fromEntries(
      NAMES.map((name) => [name, newDoor(name, { execute: answer })]),
    )
    const options = { supergraphSdl: sdl, doors, plansMax: 10, log: SILENT, executor: kind }
    executor = await newSupergraphExecutor(options)
  })
  afterAll(() => executor.close())

  const policyOf = (source: string) => {
    const document = parse(source)
    const schema = executor.apiSchema()
    const operation = getOperationAST(document)
    if (!operation || validate(schema, document).length > 0) throw new Error(`not valid: ${source}`)
    return cachePolicyOf({ document, operation }, { schema, hints: hintsOf(sdl) })
  }

  test.each([
    [HEAD, 1],
    ['{ treeHead(size: 5) { size signature } }', 1],
    ['{ consistencyProof(from: 1, to: 2) { json } }', 1],
    ['{ liabilities { currency accountCount total { amount formatted } json } }', 1],
    ['{ treeHeadAnchors { anchor size reference anchoredAt } }', 5],
    ['{ treeHeadAnchors { anchor } liabilities { total { amount } } }', 1],
  ])('%s is kept for %i s for everyone (SUP-18)', (source, maxAgeS) => {
    expect(policyOf(source)).toMatchObject({ maxAgeS, scope: 'PUBLIC' })
  })

  test.each([
    '{ me { id } }',
    '{ node(id: "x") { id } }',
    '{ account(id: "x") { balance { version posted { amount } } } }',
    '{ trialBalance { currency } }',
    `{ treeHead { size } me { id } }`,
  ])('and %s is not kept at all', (source) => {
    expect(policyOf(source)).toBeUndefined()
  })

  test('an answer is given again, and may be kept on the way for those who sent no credential alone', async () => {
    const cache = newAnswerCache({
      store: newMemoryStore(1_000_000),
      answerBytesMax: 10_000,
      ageMaxS: 300,
    })
    executor.onUpdate((state) => cache.update(state))
    const document = parse(HEAD)
    const operation = getOperationAST(document)
    if (!operation) throw new Error('no operation')
    const prepared = {
      source: HEAD,
      document,
      operation,
      operationName: undefined,
      kind: operation.operation,
      hash: HEAD,
    }
    const ask = (actor: Actor) => {
      const facts = { actor, issuer: 'gateway', requestId: 'request-1' }
      const request = { prepared, variables: {}, facts }
      return cache.answer(request, () => executor.query(request))
    }
    const before = asked
    const first = await ask(ANONYMOUS)
    const again = await ask(ANONYMOUS)
    const ada = await ask({ ...ANONYMOUS, kind: 'USER', id: 'usr_ada' })
    expect(asked - before).toBe(1)
    expect(first.executed.errors).toEqual([])
    for (const { executed } of [again, ada]) expect(executed.data).toBe(first.executed.data)
    for (const { headers } of [first, again])
      expect(headers).toMatchObject({ 'cache-control': 'public, max-age=1' })
    expect(ada.headers).toEqual({})
  })
})
