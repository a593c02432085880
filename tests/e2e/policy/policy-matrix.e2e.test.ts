import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type Loose, post, signIn } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

/** The committed table: run the tests with `-u` to write it anew after a rule was changed on purpose. */
const MATRIX = '../../../docs/reference/policy-matrix.txt'
const schema = buildSchema(readFileSync('gateway/api.graphql', 'utf8'))
const dataDir = newDataDir()
const callers: Record<string, Client> = {}
let product: Product

beforeAll(async () => {
  product = await startProduct({ dataDir })
  callers['ANONYMOUS'] = { url: product.url }
  for (const [role, email] of [
    ['CUSTOMER', 'ada@demo.test'],
    ['VENDOR', 'vera@demo.test'],
    ['ADMIN', 'root@demo.test'],
  ] as const)
    callers[role] = await signIn(product.url, email)
})

afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

type Field = GraphQLField<unknown, unknown>

/** An argument that passes the schema and means nothing: no rule may hide behind an input that is refused first. */
function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType)
  if (isListType(type)) return []
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, sampleOf(field.type)]),
    )
  return (
    {
      MinorUnits: '1',
      CurrencyCode: 'USD',
      DateTime: '2026-01-01T00:00:00Z',
      Int: 1,
      Boolean: false,
    }[type.name] ?? 'nothing'
  )
}

function operationOf(
  kind: string,
  field: Field,
): { query: string; variables: Record<string, unknown> } {
  const needed = field.args.filter(isRequiredArgument)
  const declared = needed.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const passed = needed.map(({ name }) => `${name}: $${name}`).join(', ')
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'
  return {
    query: `${kind}${declared ? `(${declared})` : ''} { ${field.name}${passed ? `(${passed})` : ''}${selection} }`,
    variables: Object.fromEntries(needed.map(({ name, type }) => [name, sampleOf(type)])),
  }
}

/** Whether the policy let the caller in. What became of the nonsense afterwards is not the policy's business. */
async function decisionFor(client: Client, kind: string, field: Field): Promise<string> {
  const operation = operationOf(kind, field)
  const answers: Loose[] =
    kind === 'subscription'
      ? await firstOf(client, operation)
      : [await post(client, operation.query, operation.variables)]
  const code = JSON.stringify(answers).match(/code\\?":\\?"(UNAUTHENTICATED|FORBIDDEN)/)?.[1]
  return code ?? 'allowed'
}

/** A refused stream is an answer at once; a granted one stays open, so a moment of silence says enough. */
async function firstOf(
  { url, token }: Client,
  { query, variables }: { query: string; variables: Record<string, unknown> },
): Promise<Loose[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  })
  if (response.headers.get('content-type')?.includes('json')) return [await response.json()]
  const reader = response.body?.getReader()
  const first = await Promise.race([
    reader?.read(),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 300)),
  ])
  await reader?.cancel()
  return [new TextDecoder().decode(first?.value)]
}

const ROOTS: readonly (readonly [string, GraphQLObjectType | null | undefined])[] = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
]

describe('the policy matrix', () => {
  it('is what HTTP says for every role and every root field (RBA-5, RBA-7, RBA-9)', async () => {
    const roles = ['ANONYMOUS', 'CUSTOMER', 'VENDOR', 'ADMIN']
    const rows: string[][] = [['field', ...roles]]
    for (const [kind, type] of ROOTS)
      for (const field of Object.values(type?.getFields() ?? {})) {
        // Signing out would end the very session that the next row needs.
        if (field.name === 'signOut') continue
        const decisions: string[] = []
        for (const role of roles)
          decisions.push(await decisionFor(callers[role] as Client, kind, field))
        rows.push([`${type?.name}.${field.name}`, ...decisions])
      }
    const signOut = schema.getMutationType()?.getFields()['signOut'] as Field
    const fresh = async (email: string): Promise<string> =>
      decisionFor(await signIn(product.url, email), 'mutation', signOut)
    rows.push([
      'Mutation.signOut',
      await decisionFor(callers['ANONYMOUS'] as Client, 'mutation', signOut),
      await fresh('ada@demo.test'),
      await fresh('vera@demo.test'),
      await fresh('root@demo.test'),
    ])
    const [head, ...body] = rows
    const sorted = [
      head as string[],
      ...body.sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? '')),
    ]
    const widths = roles
      .concat('')
      .map((_, column) => Math.max(...sorted.map((row) => row[column]?.length ?? 0)))
    const table = sorted
      .map((row) =>
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n')
    await expect(`${table}\n`).toMatchFileSnapshot(MATRIX)
  })

  it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
    'has no way to %s',
    async (query) => {
      for (const client of Object.values(callers)) {
        const answer = await post(client, query)
        expect(answer.data ?? null).toBeNull()
        expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      }
    },
  )
})
