import type { z } from 'zod'

/** One environment variable: how to read its text, what it is when left out, and what an operator should know. */
export type Variable<Schema extends z.ZodType = z.ZodType> = Readonly<{
  /** Reads the text. A variable may be left out when it has a `default` or its schema takes `undefined`. */
  schema: Schema
  /** The text that stands in when the variable is unset or empty. */
  default?: string | undefined
  /** One sentence for `.env.example` and the reference: meaning, unit, bounds. */
  description: string
  /** May come from the file that `<NAME>_FILE` names; never shown in a message or a document. */
  secret?: boolean | undefined
}>

/** Variables by name, in the order in which documents list them. */
export type Variables = Readonly<Record<string, Variable>>

/** The values that a set of variables reads to. */
export type Values<Of extends Variables> = Readonly<{
  [Name in keyof Of]: z.output<Of[Name]['schema']>
}>

/** Declares one variable; keeps the type of its schema. */
export const variable = <Schema extends z.ZodType>(facts: Variable<Schema>): Variable<Schema> =>
  facts

/** Declares a set of variables. @throws {RangeError} for a name that is not in capitals, digits and underscores */
export function defineVariables<const Of extends Variables>(variables: Of): Of {
  for (const name of Object.keys(variables))
    if (!/^[A-Z][A-Z0-9_]*$/.test(name))
      throw new RangeError(`${name} is no name for an environment variable`)
  return variables
}
