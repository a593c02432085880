import { GraphQLError, Kind, visit } from 'graphql'
import type { PreparedOperation, SupergraphOperation } from '../operation.ts'

/** How the variables stand that `@skip` and `@include` ask for. */
export type Conditions = Readonly<{
  /** Equal for equal conditions of the same operation. */
  key: string
  isTrue(variable: string): boolean
}>

type ReadConditions = (variables: SupergraphOperation['variables']) => Conditions

/** Makes the reader of an operation's conditions. It throws a GraphQLError for a null, which is neither true nor false. */
export function newConditions({ document, operation }: PreparedOperation): ReadConditions {
  const asked = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of given ?? [])
        if (value.kind === Kind.VARIABLE) asked.add(value.name.value)
    },
  })
  const standards = new Map<string, boolean | undefined>()
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const standard = defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined
    if (asked.has(variable.name.value)) standards.set(variable.name.value, standard)
  }
  if (standards.size === 0) return () => UNCONDITIONAL
  return (variables) => {
    const values = new Map<string, boolean>()
    let key = ''
    for (const [name, standard] of standards) {
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined
      const value = given === undefined ? standard : given
      if (typeof value !== 'boolean') throw notBoolean(name)
      values.set(name, value)
      key += value ? '1' : '0'
    }
    return { key, isTrue: (name) => values.get(name) ?? false }
  }
}

const UNCONDITIONAL: Conditions = { key: '', isTrue: () => false }

const notBoolean = (name: string): GraphQLError =>
  new GraphQLError(`Variable "$${name}" decides what is answered: it must be true or false.`, {
    extensions: { code: 'BAD_USER_INPUT', details: { reason: 'VARIABLE_INVALID' } },
  })
