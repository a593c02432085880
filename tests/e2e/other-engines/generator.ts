import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import type { Dice } from '../../kit/dice.ts'
import { type Pools, pickId } from './pools.ts'

/** An operation with its variables. */
export type Operation = Readonly<{ query: string; variables: Readonly<Record<string, unknown>> }>

/** What the generator draws from. `moment` is where questions about the past ask. */
export type Ground = Readonly<{ schema: GraphQLSchema; dice: Dice; pools: Pools; moment: string }>

const DEPTH_MAX = 7
const FIELDS_MAX = 60
const PAGE_MAX = 4
/** Answers that tell the time of the question, or are made anew for each. */
const VOLATILE = new Set(['systemHealth'])
/** Any other is refused with an error; Hive Gateway shortens the paths of errors that lie in lists. */
const LOCALES = ['en', 'de', 'fr']

type Run = Ground & {
  variables: Map<string, { type: string; value: unknown }>
  fields: number
}

/** Makes a query: one to three root fields with whatever lies below them, arguments as literals of variables. */
export function generateQuery(ground: Ground): Operation {
  const { dice } = ground
  const run: Run = { ...ground, variables: new Map(), fields: 0 }
  const roots = Object.values(ground.schema.getQueryType()?.getFields() ?? {}).filter(
    ({ name }) => !VOLATILE.has(name),
  )
  const chosen = dice.draw(roots, 1 + dice.roll(3))
  const body = chosen.map((field, index) =>
    writeField(run, field, { depth: 1, alias: `r${index}` }),
  )
  const declared = [...run.variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ')
  return {
    query: `query Generated${declared ? `(${declared})` : ''} { ${body.join(' ')} }`,
    variables: Object.fromEntries([...run.variables].map(([name, { value }]) => [name, value])),
  }
}

type Place = Readonly<{ depth: number; alias?: string; above?: readonly string[] }>

/**
 * Fields whose `@requires` Hive Gateway forgets below a type of the same subgraph: it asks for them without the owner of the
 * account, and the subgraph refuses. There is nothing to compare.
 */
const MISPLANNED: Readonly<Record<string, readonly string[]>> = {
  Payment: ['payments'],
  LedgerAccount: ['balance', 'entries'],
}
const isMisplanned = (type: GraphQLNamedOutputType, field: string, { above = [] }: Place) =>
  type.name === 'Account' && above.some((each) => MISPLANNED[each]?.includes(field))

function writeField(run: Run, field: GraphQLField<unknown, unknown>, place: Place): string {
  run.fields++
  const type = getNamedType(field.type)
  const inner = { depth: place.depth + 1, above: [...(place.above ?? []), type.name] }
  const below = isCompositeType(type) ? ` { ${writeSelections(run, type, inner)} }` : ''
  const alias = place.alias ? `${place.alias}: ` : ''
  return `${alias}${field.name}${writeArguments(run, field)}${writeCondition(run, field.name, place)}${below}`
}

/**
 * Now and then a field stands under a condition; never all of a selection set, which `__typename` keeps from being empty, and
 * never a key: Hive Gateway takes a key that a client skips away from itself, too.
 */
function writeCondition({ dice, variables }: Run, field: string, { depth }: Place): string {
  if (depth === 1 || field === 'id' || dice.roll(12) > 0) return ''
  const name = dice.pick(['yes', 'no'])
  variables.set(name, { type: 'Boolean!', value: name === 'yes' })
  return ` ${dice.pick(['@include', '@skip'])}(if: $${name})`
}

function writeSelections(run: Run, type: GraphQLNamedOutputType, place: Place): string {
  const { dice, schema } = run
  const parts = ['__typename']
  if (isAbstractType(type)) {
    for (const member of dice.draw(schema.getPossibleTypes(type), 3))
      parts.push(`... on ${member.name} { ${writeFields(run, member, place)} }`)
    return parts.join(' ')
  }
  if (isObjectType(type)) parts.push(writeFields(run, type, place))
  return parts.join(' ')
}

function writeFields(run: Run, type: GraphQLObjectType, place: Place): string {
  const { dice } = run
  const hasRoom = place.depth < DEPTH_MAX && run.fields < FIELDS_MAX
  const possible = Object.values(type.getFields()).filter(
    ({ name, type: given }) =>
      (hasRoom || !isCompositeType(getNamedType(given))) && !isMisplanned(type, name, place),
  )
  const chosen = dice.draw(possible, Math.min(possible.length, 1 + dice.roll(5)))
  if (chosen.length === 0) return '__typename'
  return chosen
    .map((field) => {
      // Two fields of one name and different arguments do not merge; an alias of its own for each keeps them apart.
      const isNamed = field.args.length > 0 || dice.roll(8) === 0
      return writeField(run, field, {
        ...place,
        ...(isNamed ? { alias: `${field.name}${run.fields}` } : {}),
      })
    })
    .join(' ')
}

function writeArguments(run: Run, field: GraphQLField<unknown, unknown>): string {
  const written = field.args.flatMap((argument) => {
    if (!isRequiredArgument(argument) && argument.name !== 'first' && run.dice.roll(4) > 0)
      return []
    if (argument.name === 'after') return []
    return [`${argument.name}: ${writeArgument(run, argument, field.name)}`]
  })
  return written.length > 0 ? `(${written.join(', ')})` : ''
}

function writeArgument(run: Run, argument: GraphQLArgument, field: string): string {
  const name = `v${run.variables.size}`
  const value = newValue(run, argument.type, { argument: argument.name, field })
  run.variables.set(name, { type: String(argument.type), value })
  return `$${name}`
}

function newValue(
  run: Run,
  type: GraphQLInputType,
  place: Readonly<{ argument: string; field: string }>,
): unknown {
  if (isNonNullType(type)) return newValue(run, type.ofType, place)
  if (isListType(type)) return [newValue(run, type.ofType, place)]
  if (isEnumType(type)) return run.dice.pick(type.getValues()).name
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field) || run.dice.roll(4) === 0)
        .map(({ name, type: inner }) => [name, newValue(run, inner, { ...place, argument: name })]),
    )
  switch (type.name) {
    case 'ID':
      return pickId(run, place.argument, place.field)
    case 'Int':
      return 1 + run.dice.roll(PAGE_MAX)
    case 'Boolean':
      return run.dice.roll(2) === 0
    case 'DateTime':
      return run.moment
    case 'CurrencyCode':
      return 'USD'
    case 'MinorUnits':
      return '1'
    default:
      if (place.argument === 'locale') return run.dice.pick(LOCALES)
      return place.argument === 'date' ? run.moment.slice(0, 10) : 'demo'
  }
}
