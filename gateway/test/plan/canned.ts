/**
 * Subgraphs that make up their answers: the same question gets the same answer, whoever asks, whatever else is asked with it.
 * Some values are null, some fields fail, as told.
 */
import { createHash } from 'node:crypto'
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { TestSubgraph } from './graph.ts'

/** Of how many values one is null, and of how many fields one fails; never when left out. */
export type Mood = Readonly<{ nullOneIn?: number; failOneIn?: number }>

/** A number that depends on a text alone. */
export const numberOf = (text: string): number =>
  createHash('md5').update(text).digest().readUInt32BE(0)

const chance = (oneIn: number | undefined, text: string): boolean =>
  oneIn !== undefined && numberOf(text) % oneIn === 0

/** Text with all that JSON writes in a special way. */
const TEXTS = [
  'plain',
  'quote " quote',
  'back\\slash',
  'line\nbreak',
  'päy 支付 💸',
  'half \ud83d',
  '',
]

/** Makes a subgraph of an SDL. Objects with an `id` are the same wherever they are met. */
export const newCannedSubgraph = (sdl: string, mood: () => Mood): TestSubgraph => ({
  sdl,
  run: (): Partial<ExecutionArgs> => ({
    fieldResolver: (source: unknown, args, _context, info) =>
      resolve(source as Source, args, info, mood()),
  }),
})

type Source = Record<string, unknown> | undefined

function resolve(
  source: Source,
  args: Record<string, unknown>,
  info: GraphQLResolveInfo,
  mood: Mood,
): unknown {
  const { fieldName, returnType, schema } = info
  if (source && Object.hasOwn(source, fieldName)) return source[fieldName]
  const seed = `${seedOf(source, info.parentType.name)}.${fieldName}(${JSON.stringify(args)})`
  if (chance(mood.failOneIn, `fail ${seed}`))
    throw new GraphQLError(`no ${fieldName}`, { extensions: { code: 'NOT_FOUND' } })
  return madeUp(returnType, seed, { schema, mood })
}

const seedOf = (source: Source, type: string): string =>
  source?.['id'] === undefined
    ? String(source?.['seed'] ?? type)
    : `${String(source['__typename'] ?? type)}:${String(source['id'])}`

function madeUp(
  type: GraphQLOutputType,
  seed: string,
  facts: { schema: GraphQLSchema; mood: Mood },
): unknown {
  if (isNonNullType(type)) return presentMadeUp(type.ofType, seed, facts)
  if (chance(facts.mood.nullOneIn, `null ${seed}`)) return null
  return presentMadeUp(type, seed, facts)
}

function presentMadeUp(
  type: GraphQLOutputType,
  seed: string,
  facts: { schema: GraphQLSchema; mood: Mood },
): unknown {
  const number = numberOf(seed)
  if (isNonNullType(type)) return presentMadeUp(type.ofType, seed, facts)
  if (isListType(type))
    return Array.from({ length: number % 4 }, (_none, index) =>
      madeUp(type.ofType, `${seed}[${index}]`, facts),
    )
  if (isLeafType(type)) return leafOf(type, number)
  const types = isAbstractType(type) ? facts.schema.getPossibleTypes(type) : [type]
  const actual = types[number % types.length]
  if (!actual) return null
  const { name } = actual
  return 'id' in actual.getFields()
    ? { __typename: name, id: `${name}-${number % 7}` }
    : { __typename: name, seed }
}

function leafOf(type: GraphQLNamedType, number: number): unknown {
  if (isEnumType(type)) {
    const values = type.getValues()
    return values[number % values.length]?.value
  }
  switch (type.name) {
    case 'Int':
      return number % 1_000
    case 'Float':
      return number / 1_000
    case 'Boolean':
      return number % 2 === 0
    case 'ID':
      return `id-${number % 100}`
    case 'MinorUnits':
      return String(number)
    case 'CurrencyCode':
      return 'USD'
    case 'DateTime':
      return new Date(number * 1_000).toISOString()
    default:
      return `${TEXTS[number % TEXTS.length]} ${number % 1_000}`
  }
}
