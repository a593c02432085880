/** The gateway against the contract of this house: the real supergraph, its examples and its page. */
import { readFileSync } from 'node:fs'
import { ANONYMOUS } from '@tallystick/actor'
import { readConfig } from '@tallystick/config'
import {
  costOf,
  newOperationRules,
  operationVariables,
  toOperationLimits,
} from '@tallystick/operations'
import type { Door } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readExamples } from '../src/graphiql.ts'
import { apiSdl, supergraphSdl } from '../src/plan/compose.ts'
import type { SupergraphExecutor } from '../src/plan/executor.ts'
import { newSupergraphExecutor } from '../src/plan/open-executor.ts'
import { newSupergraphGuard } from '../src/policy/guard.ts'
import { newPreparation } from '../src/prepare.ts'
import { newDoor, openRoom } from './room.ts'

const NAMES = ['auth', 'accounts', 'payments', 'ledger', 'admin']
const committed = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

describe('the supergraph of this repository', () => {
  let executor: SupergraphExecutor
  let schema: GraphQLSchema
  const asked: string[] = []
  beforeAll(async () => {
    const doors: Record<string, Door> = Object.fromEntries(
      NAMES.map((name) => [
        name,
        newDoor(name, {
          execute: async () => {
            asked.push(name)
            return { data: null }
          },
        }),
      ]),
    )
    const options = { supergraphSdl: supergraphSdl(), doors, plansMax: 100, log: SILENT }
    executor = await newSupergraphExecutor(options)
    schema = executor.apiSchema()
  })
  afterAll(() => executor.close())

  test('is the committed one, and so is the public schema; run `npm run generate` otherwise', () => {
    expect(committed('supergraph.graphql')).toBe(supergraphSdl())
    expect(committed('api.graphql')).toBe(apiSdl())
  })

  test('has an access decision for each root field', () => {
    expect(() => newSupergraphGuard(executor)).not.toThrow()
  })

  test('lets a stranger call only what says that it is public', async () => {
    const guard = newSupergraphGuard(executor)
    const open = new Set<string>()
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    for (const [index, root] of roots.entries())
      for (const field of Object.keys(root?.getFields() ?? {})) {
        const kind = ['query', 'mutation', 'subscription'][index]
        const document = parse(`${kind} { ${field} }`)
        if ((await guard({ document, actor: ANONYMOUS })).denials.length === 0) open.add(field)
      }
    const proofs = ['consistencyProof', 'liabilities', 'treeHead', 'treeHeadAnchors']
    const doors = ['refreshSession', 'signIn', 'signUp', 'verifyEmail', 'resendVerification']
    const resets = ['requestPasswordReset', 'resetPassword', 'verifyMfa']
    const passkeys = ['finishPasskeySignIn', 'startPasskeySignIn']
    const others = ['finishIdentitySignIn', 'identityProviders', 'startIdentitySignIn']
    expect([...open].sort()).toEqual(
      [...proofs, ...doors, ...resets, ...passkeys, ...others].sort(),
    )
  })

  test('keeps what is for services and for federation out of the public schema', () => {
    const text = committed('api.graphql')
    expect(text).not.toMatch(/postLedgerTransactions|placeHold|userByEmail|_entities|_service/)
    expect(Object.keys((schema.getType('Account') as GraphQLObjectType).getFields())).not.toContain(
      'ownerId',
    )
  })

  const limits = toOperationLimits(readConfig(operationVariables, {}))
  test.each(readExamples().map((example) => [example.query.split('\n')[0], example]))(
    'answers the example: %s',
    (_title, { query, variables }) => {
      const rules = [...newOperationRules(limits, { introspection: false }), ...specifiedRules]
      const document = parse(query, { maxTokens: 2_000 })
      expect(validate(schema, document, rules)).toEqual([])
      const operation = getOperationAST(document)
      if (!operation) throw new Error('an example holds one operation')
      expect(costOf(schema, { document, operation }, {})).toBeLessThan(2_000)
      expect(() => JSON.parse(variables || '{}')).not.toThrow()
    },
  )

  test('plans the subscription that joins four subgraphs', async () => {
    const source = readExamples().find(({ query }) => query.includes('subscription'))?.query ?? ''
    const prepare = newPreparation({
      schema: () => schema,
      rules: [],
      tokensMax: 2_000,
      errorsMax: 10,
      documentsMax: 10,
    })
    const prepared = prepare(source, undefined)
    if ('errors' in prepared) throw prepared.errors[0]
    const planned = executor.subscribe({
      prepared,
      variables: {},
      facts: { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' },
      eventDeadlineMs: 1_000,
      recheck: async () => [],
    })
    expect((await planned) as object).toHaveProperty('errors')
  })
})

describe('GraphiQL', () => {
  let room: Awaited<ReturnType<typeof openRoom>>
  beforeAll(async () => {
    room = await openRoom()
  })
  afterAll(() => room.close())

  test('shows the examples, allows no script but its own and names no other host', async () => {
    const answer = await fetch(`${room.gateway.url}/graphiql`)
    const page = await answer.text()
    const policy = answer.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self' 'nonce-/)
    expect(policy).not.toMatch(/https?:/)
    expect(page.match(/<script/g)?.length).toBe(
      page.match(new RegExp(`<script nonce="${nonce?.replaceAll('+', '\\+')}"`, 'g'))?.length,
    )
    expect(page).toContain('subscription PaymentStatusChanged')
    expect(page.replaceAll('http://www.w3.org', '')).not.toMatch(
      /(src|href|import)[^\n]*https?:\/\//,
    )
  })

  test('has its files from this server, whole and compressed', async () => {
    const url = `${room.gateway.url}/graphiql/static/ruru.js`
    const packed = await fetch(url, { headers: { 'accept-encoding': 'br' } })
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
    expect(packed.headers.get('content-type')).toContain('text/javascript')
    expect(await packed.text()).toBe(await plain.text())
    expect((await fetch(`${room.gateway.url}/graphiql/static/../../package.json`)).status).toBe(404)
    expect((await fetch(`${room.gateway.url}/graphiql/static/none.js`)).status).toBe(404)
  })
})
