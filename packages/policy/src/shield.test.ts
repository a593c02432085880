import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { buildSchema, GraphQLError, graphql, parse, subscribe } from 'graphql'
import { describe, expect, test } from 'vitest'
import { type PolicyContext, protectSubgraph, requirementsOf } from './index.ts'

const DIRECTIVES = `
  directive @authenticated on FIELD_DEFINITION | OBJECT
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
`
const SDL = `${DIRECTIVES}
  type Query {
    public: Int @policy(policies: [["public"]])
    authenticated: Int @authenticated
    admin: Int @policy(policies: [["admin"]])
    vendor: Int @policy(policies: [["vendor"]])
    customer: Int @policy(policies: [["customer"]])
    service: Int @policy(policies: [["service"]])
    either: Int @policy(policies: [["admin"], ["vendor"]])
    both: Int @policy(policies: [["admin", "vendor"]])
    scoped: Int @requiresScopes(scopes: [["pay:read", "pay:write"], ["all"]])
    thing: Thing @policy(policies: [["public"]])
    broken: Int @policy(policies: [["public"]])
    coded: Int @policy(policies: [["public"]])
  }
  type Mutation { change: Int @authenticated }
  type Subscription {
    plain: Int @authenticated
    mapped: Int @authenticated
  }
  type Thing { open: Int closed: Int @policy(policies: [["admin"]]) }
`

const person = (role: Actor['roles'][number], scopes: string[] = []): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id: 'usr_1',
  roles: [role],
  scopes,
})
const ACTORS = {
  nobody: ANONYMOUS,
  admin: person('ADMIN'),
  vendor: person('VENDOR'),
  customer: person('CUSTOMER'),
  service: serviceActor('payments'),
} as const

let resolved: string[] = []
let subscribed: string[] = []

function newProtected() {
  const schema = buildSchema(SDL)
  const fieldsOf = (type: string) =>
    (schema.getType(type) as ReturnType<typeof schema.getQueryType>)?.getFields() ?? {}
  for (const field of Object.values(fieldsOf('Query')))
    field.resolve = () => {
      resolved.push(field.name)
      return field.name === 'thing' ? {} : 1
    }
  for (const type of ['Mutation', 'Thing'])
    for (const field of Object.values(fieldsOf(type))) field.resolve = () => 1
  const { broken, coded } = fieldsOf('Query')
  if (broken)
    broken.resolve = () => {
      throw new RangeError('a bug')
    }
  if (coded)
    coded.resolve = async () => {
      throw new GraphQLError('ours', { extensions: { code: 'NOT_FOUND' } })
    }
  for (const field of Object.values(fieldsOf('Subscription'))) {
    field.subscribe = () => {
      subscribed.push(field.name)
      return { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: 0 }) }) }
    }
    if (field.name === 'mapped') field.resolve = () => 1
  }
  return protectSubgraph(schema, requirementsOf(SDL))
}

const schema = newProtected()

const ask = (source: string, actor: Actor) => {
  resolved = []
  return graphql({ schema, source, contextValue: { actor } satisfies PolicyContext })
}

describe('lets in whom the directive names, and nobody else', () => {
  const all = ['nobody', 'admin', 'vendor', 'customer', 'service']
  const matrix: [string, string[]][] = [
    ['public', all],
    ['authenticated', ['admin', 'vendor', 'customer', 'service']],
    ['admin', ['admin']],
    ['vendor', ['vendor']],
    ['customer', ['customer']],
    ['service', ['service']],
    ['either', ['admin', 'vendor']],
    ['both', []],
    ['scoped', ['service']],
  ]
  const cases = matrix.flatMap(([field, granted]) =>
    all.map((who) => [field, who, granted.includes(who)] as const),
  )
  test.each(cases)('%s for %s: %s', async (field, who, isGranted) => {
    const { data, errors } = await ask(`{ ${field} }`, ACTORS[who as keyof typeof ACTORS])
    expect(data?.[field]).toBe(isGranted ? 1 : null)
    expect(resolved).toEqual(isGranted ? [field] : [])
    const code = who === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
    expect(errors?.[0]?.extensions['code']).toBe(isGranted ? undefined : code)
  })

  test('a holder of both roles passes what asks for both', async () => {
    const both: Actor = { ...person('ADMIN'), roles: ['ADMIN', 'VENDOR'] }
    expect((await ask('{ both }', both)).data).toEqual({ both: 1 })
  })

  test.each([
    [['pay:read', 'pay:write'], undefined],
    [['all'], undefined],
    [['pay:read'], ['scope:pay:write']],
    [[], ['scope:all']],
  ])('scopes %j leave out %j', async (scopes, missing) => {
    const { errors } = await ask('{ scoped }', person('CUSTOMER', scopes))
    expect(errors?.[0]?.extensions['details']).toEqual(missing && { missing })
  })

  test('a role without being a person opens nothing', async () => {
    const impostor: Actor = { ...serviceActor('payments'), roles: ['ADMIN'] }
    expect((await ask('{ admin }', impostor)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })
})

test('a denial says what is missing to a caller it knows, and nothing to one it does not', async () => {
  const known = (await ask('{ admin }', ACTORS.customer)).errors?.[0]
  expect(known?.extensions).toEqual({ code: 'FORBIDDEN', details: { missing: ['policy:admin'] } })
  const unknown = (await ask('{ admin }', ANONYMOUS)).errors?.[0]
  expect(unknown?.extensions).toEqual({ code: 'UNAUTHENTICATED' })
})

test('a field of an open type is guarded for itself', async () => {
  const { data, errors } = await ask('{ thing { open closed } }', ACTORS.customer)
  expect(data).toEqual({ thing: { open: 1, closed: null } })
  expect(errors?.[0]?.path).toEqual(['thing', 'closed'])
})

test('an error of a resolver comes through as it is, ours or not', async () => {
  const { errors } = await ask('{ broken coded }', ANONYMOUS)
  expect(errors?.find((each) => each.path?.[0] === 'broken')?.originalError).toBeInstanceOf(
    RangeError,
  )
  expect(errors?.find((each) => each.path?.[0] === 'coded')?.extensions['code']).toBe('NOT_FOUND')
})

test('a mutation is guarded', async () => {
  const { data, errors } = await ask('mutation { change }', ANONYMOUS)
  expect([data, errors?.[0]?.extensions['code']]).toEqual([{ change: null }, 'UNAUTHENTICATED'])
})

describe('a subscription is refused before its source is asked', () => {
  test.each(['plain', 'mapped'])('%s', async (field) => {
    subscribed = []
    const start = (actor: Actor) =>
      subscribe({
        schema,
        document: parse(`subscription { ${field} }`),
        contextValue: { actor },
      })
    const refused = await start(ANONYMOUS)
    expect('errors' in refused && refused.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED')
    expect(subscribed).toEqual([])
    expect(Symbol.asyncIterator in (await start(ACTORS.customer))).toBe(true)
    expect(subscribed).toEqual([field])
  })
})

test('a root field without a decision fails the boot', () => {
  const sdl = `${DIRECTIVES} type Query { open: Int }`
  expect(() => protectSubgraph(buildSchema(sdl), requirementsOf(sdl))).toThrow('Query.open')
})

test('a root field that the SDL does not know is denied to everybody', async () => {
  const known = `${DIRECTIVES} type Query { a: Int @authenticated }`
  const grown = buildSchema(`${DIRECTIVES} type Query { a: Int  added: Int }`)
  const guarded = protectSubgraph(grown, requirementsOf(known))
  const { errors } = await graphql({
    schema: guarded,
    source: '{ added }',
    rootValue: { added: 1 },
    contextValue: { actor: ACTORS.admin },
  })
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
})

describe('_entities and _service answer the gateway alone', () => {
  const sdl = `${DIRECTIVES} type Query { a: Int @authenticated }`
  const federated = buildSchema(`${DIRECTIVES} type Query { a: Int _entities: Int _service: Int }`)
  const guarded = protectSubgraph(federated, requirementsOf(sdl))
  const everyone = Object.entries(ACTORS)
  test.each(
    everyone.flatMap(([who, actor]) => [
      [who, 'gateway', actor] as const,
      [who, 'payments', actor] as const,
      [who, undefined, actor] as const,
    ]),
  )('%s by way of %s', async (_who, issuer, actor) => {
    const contextValue = issuer ? { actor, facts: { issuer } } : { actor }
    const { data } = await graphql({
      schema: guarded,
      source: '{ _entities _service }',
      rootValue: { _entities: 1, _service: 1 },
      contextValue,
    })
    const value = issuer === 'gateway' ? 1 : null
    expect(data).toEqual({ _entities: value, _service: value })
  })
})
