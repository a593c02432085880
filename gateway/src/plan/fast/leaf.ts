import {
  type GraphQLLeafType,
  type GraphQLNullableType,
  isEnumType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql'

/** Writes a leaf as JSON; undefined when the value is not one of the type. */
export type WriteLeaf = (value: unknown) => string | undefined

/** What JSON writes in another way than it is. Lone halves of surrogate pairs count, whole pairs are not worth telling apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those must be written as escapes.
const NEEDS_ESCAPES = /["\\\u0000-\u001f\ud800-\udfff]/
/** Above this length one native call is faster than looking at each character first. */
const LONG = 1_000

/** Whether a text is written as it is, between quotation marks; in doubt it is not. */
export const isPlain = (text: string): boolean => text.length <= LONG && !NEEDS_ESCAPES.test(text)

/** Writes text as JSON. */
export const quote = (text: string): string => (isPlain(text) ? `"${text}"` : JSON.stringify(text))

/** Whether any text is a value of the type, and written as such. */
export const isTextType = (type: GraphQLNullableType): boolean =>
  isScalarType(type) &&
  (type.name === 'String' || type.name === 'ID' || !isSpecifiedScalarType(type))

/**
 * Makes the writer of a leaf type. Subgraphs serialise; here only what cannot be of the type is refused, and enum values
 * that clients may not see. A scalar of our own may be anything.
 */
export function newLeafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const written = new Map(type.getValues().map(({ name }) => [name, quote(name)]))
    return (value) => (typeof value === 'string' ? written.get(value) : undefined)
  }
  if (!isSpecifiedScalarType(type)) return writeAny
  return STANDARD[type.name] ?? writeAny
}

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21

const STANDARD: Readonly<Record<string, WriteLeaf>> = {
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  Int: (value) => (isWhole(value) ? String(value) : undefined),
  Float: (value) =>
    typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined,
  String: (value) => (typeof value === 'string' ? quote(value) : undefined),
  ID: (value) =>
    typeof value === 'string' ? quote(value) : isWhole(value) ? String(value) : undefined,
}

function writeAny(value: unknown): string | undefined {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value)
}
