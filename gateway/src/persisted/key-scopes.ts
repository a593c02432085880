/**
 * What a key's scopes let it do. People have no scopes: what they may do follows from their roles, and a key may do less.
 *
 * A field at the top that is not listed here is for people. What lies below is listed by its type, however it is reached.
 */
import {
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  type OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { PreparedOperation } from '../plan/operation.ts'

/** Any one of these scopes will do; none of them is needed when there are none. */
type Need = readonly string[]

const ANY_KEY: Need = []
const ACCOUNTS: Need = ['accounts:read']
const PAYMENTS: Need = ['payments:read']
/** Who sends a payment is told what became of it. */
const PAYMENT: Need = ['payments:read', 'payments:write']
const PAYING: Need = ['payments:write']

const ROOT_FIELDS: Readonly<Record<OperationTypeNode, Readonly<Record<string, Need>>>> = {
  query: {
    account: ACCOUNTS,
    accounts: ACCOUNTS,
    consistencyProof: ANY_KEY,
    ledgerProof: PAYMENTS,
    ledgerTransaction: PAYMENTS,
    liabilities: ANY_KEY,
    liabilityProof: ACCOUNTS,
    me: ANY_KEY,
    payment: PAYMENTS,
    payments: PAYMENTS,
    receipt: PAYMENTS,
    treeHead: ANY_KEY,
    treeHeadAnchors: ANY_KEY,
  },
  mutation: { sendMoney: PAYING, topUpAccount: PAYING },
  subscription: {
    accountStatement: ACCOUNTS,
    balanceChanged: ACCOUNTS,
    paymentStatusChanged: PAYMENTS,
  },
}

const TYPES: ReadonlyMap<string, Need> = new Map([
  ['AccountConnection', ACCOUNTS],
  ['Balance', ACCOUNTS],
  ['EntryConnection', ACCOUNTS],
  ['LedgerTransaction', PAYMENT],
  ['Payment', PAYMENT],
  ['PaymentConnection', PAYMENTS],
])

type Needed = Readonly<{ needs: readonly Need[]; notForKeys: string | undefined }>

const known = new WeakMap<PreparedOperation, Needed>()

/** What the operation needs that the key does not have; undefined when it has all of it. */
export function beyondScopes(
  schema: GraphQLSchema,
  prepared: PreparedOperation,
  scopes: readonly string[],
): GraphQLError | undefined {
  const needed = known.get(prepared) ?? neededBy(schema, prepared)
  known.set(prepared, needed)
  if (needed.notForKeys !== undefined)
    return notInScope(`${needed.notForKeys} is for people: no key has a scope for it.`, [])
  const missing = needed.needs.find((need) => !need.some((scope) => scopes.includes(scope)))
  return missing && notInScope(`This key needs the scope ${missing.join(' or ')}.`, missing)
}

function neededBy(
  schema: GraphQLSchema,
  { document, operation }: Pick<PreparedOperation, 'document' | 'operation'>,
): Needed {
  const types = new TypeInfo(schema)
  const needs = new Set<Need>()
  let notForKeys: string | undefined
  const atTop = new Map(Object.entries(ROOT_FIELDS[operation.operation]))
  const root = schema.getRootType(operation.operation)
  const enter = visitWithTypeInfo(types, {
    Field({ name: { value: name } }) {
      if (name.startsWith('__')) return
      const type = types.getType()
      const need = type && TYPES.get(getNamedType(type).name)
      if (need) needs.add(need)
      if (types.getParentType() !== root) return
      const own = atTop.get(name)
      if (!own) notForKeys = name
      else if (own.length > 0) needs.add(own)
    },
  })
  for (const definition of document.definitions)
    if (definition.kind !== 'OperationDefinition' || definition === operation)
      visit(definition, enter)
  return { needs: [...needs], notForKeys }
}

const notInScope = (message: string, missing: Need): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: 'FORBIDDEN',
      details: { limit: 'scopes', missing: missing.map((scope) => `scope:${scope}`) },
      http: { status: 403 },
    },
  })
