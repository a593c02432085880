import {
  coerceInputValue,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql'

/** What was sent, and why it does not fit. */
export type BadVariables = Readonly<{
  definitions: readonly VariableDefinitionNode[]
  variables: Readonly<Record<string, unknown>>
  /** As the library says them. */
  errors: readonly GraphQLError[]
}>

/** How the library begins a message that goes on with the value. */
const SHOWS_VALUE = /^Variable "\$\w+" got invalid value /

/**
 * What is wrong with the variables of an operation: where, and of which type it should be, never what was sent. A password
 * with a bracket too many belongs in no answer, which programs write to their logs.
 */
export function describeBadVariables(
  schema: GraphQLSchema,
  { definitions, variables, errors }: BadVariables,
): GraphQLError[] {
  const plain = errors.filter(({ message }) => !SHOWS_VALUE.test(message))
  const room = errors.length - plain.length
  const told = definitions.flatMap((node) => problemsOf(schema, node, variables))
  return [...told.slice(0, room), ...plain].map(
    ({ message, nodes }) =>
      new GraphQLError(message, {
        ...(nodes ? { nodes } : {}),
        extensions: { code: 'BAD_USER_INPUT', details: { reason: 'VARIABLE_INVALID' } },
      }),
  )
}

function problemsOf(
  schema: GraphQLSchema,
  node: VariableDefinitionNode,
  variables: BadVariables['variables'],
): GraphQLError[] {
  const name = node.variable.name.value
  const type = typeFromAST(schema, node.type)
  // What is left out, or null where it may not be, is said without a value already.
  if (!isInputType(type) || variables[name] === undefined || variables[name] === null) return []
  const problems: GraphQLError[] = []
  coerceInputValue(variables[name], type, (path, _value, { message }) => {
    const place = [name, ...path].map(toStep).join('')
    const text = `Variable "$${name}" got an invalid value at "${place}": ${withoutValue(message)}`
    problems.push(new GraphQLError(text, { nodes: node }))
  })
  return problems
}

const toStep = (key: string | number, index: number): string => {
  if (typeof key === 'number') return `[${key}]`
  return index === 0 ? key : `.${key}`
}

/** Of `String cannot represent a non string value: …` and `Value "…" does not exist in "Role" enum.` what is not the value. */
const withoutValue = (message: string): string =>
  /cannot represent/.test(message)
    ? message.replace(/: .*$/s, '.')
    : message.replace(/^Value ".*" does not exist in/s, 'The value does not exist in')
