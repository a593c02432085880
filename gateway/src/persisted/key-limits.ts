/**
 * What a partner's key may do with the operations that are registered for it: amounts, currencies and accounts, read from the
 * arguments as the schema has them, whether they came as variables or stand in the document.
 */
import {
  type GraphQLArgument,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getArgumentValues,
  getNullableType,
  isInputObjectType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { KeyLimits } from '../auth/keys.ts'
import type { PreparedOperation } from '../plan/operation.ts'

/** An amount in an argument, in minor units of its currency. */
export type Amount = Readonly<{ minor: bigint; currency: string }>

/** What the arguments of an operation name. */
export type Named = Readonly<{
  /** Sums to move: one for each `amount` that a root field of a mutation is given. */
  amounts: readonly Amount[]
  currencies: ReadonlySet<string>
  /** Accounts that the operation reads or draws on; not the ones that it pays to. */
  accountIds: ReadonlySet<string>
  idempotencyKeys: readonly string[]
}>

type Found = {
  amounts: Amount[]
  currencies: Set<string>
  accountIds: Set<string>
  idempotencyKeys: string[]
}

/** Where the account of somebody else stands: it is being paid. */
const PAYEE = 'to'
const DIGITS = /^\d+$/

/** Reads everything that limits may speak of from the arguments of an operation, at every depth. */
export function namedBy(
  schema: GraphQLSchema,
  { document, operation }: PreparedOperation,
  coerced: Readonly<Record<string, unknown>>,
): Named {
  const found: Found = {
    amounts: [],
    currencies: new Set(),
    accountIds: new Set(),
    idempotencyKeys: [],
  }
  const types = new TypeInfo(schema)
  const enter = visitWithTypeInfo(types, {
    Field(node) {
      const field = types.getFieldDef()
      if (!field || !node.arguments?.length) return
      const values = getArgumentValues(field, node, coerced)
      for (const { name, type } of field.args) collect(found, { name, type }, values[name])
    },
  })
  for (const definition of document.definitions)
    if (definition.kind !== 'OperationDefinition' || definition === operation)
      visit(definition, enter)
  return found
}

function collect(
  found: Found,
  { name, type }: Pick<GraphQLArgument, 'name'> & { type: GraphQLInputType },
  value: unknown,
): void {
  if (value === undefined || value === null) return
  const bare = getNullableType(type)
  if (isListType(bare)) {
    for (const each of value as readonly unknown[])
      collect(found, { name, type: bare.ofType }, each)
    return
  }
  if (isInputObjectType(bare)) {
    const fields = value as Record<string, unknown>
    if (bare.name === 'MoneyInput') found.amounts.push(toAmount(fields))
    if (name === PAYEE) return
    for (const field of Object.values(bare.getFields())) collect(found, field, fields[field.name])
  }
  if (name === 'idempotencyKey') found.idempotencyKeys.push(String(value))
  if (bare.name === 'CurrencyCode') found.currencies.add(String(value))
  if (bare.name === 'ID' && String(value).startsWith('acc_')) found.accountIds.add(String(value))
}

function toAmount({ amount, currency }: Record<string, unknown>): Amount {
  const digits = String(amount)
  // The scalar has let it through; a sum that is none of ours must not count as nothing.
  if (!DIGITS.test(digits)) throw notForThisKey('amount', 'A sum below zero is not for a key.')
  return { minor: BigInt(digits), currency: String(currency) }
}

/** What the operation asks for beyond the limits of its key; undefined when it keeps within them. */
export function beyondLimits(
  { amounts, currencies, accountIds }: Named,
  limits: KeyLimits,
): GraphQLError | undefined {
  for (const { minor, currency } of limits.amountMax.length > 0 ? amounts : []) {
    const max = limits.amountMax.find((each) => each.currency === currency)
    if (!max) return notForThisKey('amountMax', `This key moves no ${currency}.`)
    if (minor > max.minor)
      return notForThisKey(
        'amountMax',
        `This key moves at most ${max.minor} minor units of ${currency} at once.`,
        {
          max: String(max.minor),
          currency,
        },
      )
  }
  const foreign =
    limits.currencies && [...currencies].find((each) => !limits.currencies?.includes(each))
  if (foreign) return notForThisKey('currencies', `This key has nothing to do with ${foreign}.`)
  const other =
    limits.accountIds && [...accountIds].find((each) => !limits.accountIds?.includes(each))
  if (other) return notForThisKey('accountIds', 'This key may not use the account.')
  return undefined
}

const notForThisKey = (limit: string, message: string, facts: object = {}): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'FORBIDDEN', details: { limit, ...facts }, http: { status: 403 } },
  })
