/** Invents operations over a schema, and values for their variables: the same seed invents the same. */
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'

/** Numbers from 0 to below 1 (mulberry32). */
export function newRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Invention = {
  schema: GraphQLSchema
  random: () => number
  fragments: string[]
  variables: Map<string, string>
}

const ALIASES = ['a', 'b', 'c', 'constructor', 'toString', '__proto__', 'hasOwnProperty']

const pick = <T>(from: readonly T[], { random }: Invention): T =>
  from[Math.floor(random() * from.length)] as T

/** Invents an operation. It may be invalid: aliases may clash. */
export function inventOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  seed: number,
): string {
  const invention: Invention = {
    schema,
    random: newRandom(seed),
    fragments: [],
    variables: new Map(),
  }
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }
  const root = roots[kind]
  if (!root) throw new TypeError(`no ${kind}`)
  const body =
    kind === 'subscription'
      ? `{ ${inventField(pick(Object.values(root.getFields()), invention), 4, invention, false)} }`
      : inventSelection(root, 4, invention)
  const variables = [...invention.variables].map(([name, type]) => `$${name}: ${type}`).join(', ')
  return `${kind} Invented${variables && `(${variables})`} ${body}\n${invention.fragments.join('\n')}`
}

function inventSelection(type: GraphQLCompositeType, depth: number, invention: Invention): string {
  const { random, schema } = invention
  const parts: string[] = []
  const fields = 'getFields' in type ? Object.values(type.getFields()) : []
  const usable =
    depth > 1 ? fields : fields.filter((each) => !isCompositeType(getNamedType(each.type)))
  const count = 1 + Math.floor(random() * 4)
  for (let index = 0; index < count && usable.length > 0; index += 1)
    parts.push(inventField(pick(usable, invention), depth, invention))
  if (random() < 0.15) parts.push(random() < 0.3 ? 'kind: __typename' : '__typename')
  if (type === schema.getQueryType() && random() < 0.2)
    parts.push('__type(name: "Money") { name fields { name } } __schema { queryType { name } }')
  if (isAbstractType(type) || random() < 0.25) parts.push(inventFragment(type, depth, invention))
  if (parts.length === 0) parts.push('__typename')
  return `{ ${parts.join(' ')} }`
}

function inventFragment(type: GraphQLCompositeType, depth: number, invention: Invention): string {
  const { schema, random, fragments } = invention
  const types = isAbstractType(type)
    ? [...schema.getPossibleTypes(type), type]
    : 'getInterfaces' in type
      ? [type, ...type.getInterfaces()]
      : [type]
  const target = pick(types, invention)
  const body = inventSelection(target, depth, invention)
  if (random() < 0.3) {
    const name = `F${fragments.length}`
    fragments.push(`fragment ${name} on ${target.name} ${body}`)
    return `...${name}${inventDirective(invention)}`
  }
  const condition = random() < 0.85 || target !== type ? `on ${target.name}` : ''
  return `... ${condition}${inventDirective(invention)} ${body}`
}

function inventField(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  invention: Invention,
  mayBeConditional = true,
): string {
  const { random } = invention
  const alias = random() < 0.2 ? `${pick(ALIASES, invention)}: ` : ''
  const args = field.args
    .filter(({ type, defaultValue }) =>
      isNonNullType(type) && defaultValue === undefined ? true : random() < 0.3,
    )
    .map(({ name, type }) => `${name}: ${inventArgument(type, invention)}`)
  const named = getNamedType(field.type)
  const inner = isCompositeType(named) ? ` ${inventSelection(named, depth - 1, invention)}` : ''
  const given = args.length > 0 ? `(${args.join(', ')})` : ''
  return `${alias}${field.name}${given}${mayBeConditional ? inventDirective(invention) : ''}${inner}`
}

function inventDirective(invention: Invention): string {
  const { random, variables } = invention
  if (random() > 0.12) return ''
  const name = random() < 0.5 ? 'skip' : 'include'
  // Nothing is left out by a constant: Apollo plans for it all the same, and we do not.
  if (random() < 0.3) return ` @${name}(if: ${name === 'include'})`
  const variable = pick(['yes', 'no', 'maybe'], invention)
  variables.set(variable, variable === 'maybe' ? 'Boolean! = true' : 'Boolean!')
  return ` @${name}(if: $${variable})`
}

function inventArgument(type: GraphQLInputType, invention: Invention): string {
  const { random, variables } = invention
  if (random() < 0.3) {
    const name = `v${variables.size}`
    variables.set(name, String(type))
    return `$${name}`
  }
  return inventLiteral(type, invention)
}

function inventLiteral(type: GraphQLInputType, invention: Invention): string {
  const value = inventValue(type, invention)
  return toLiteral(value, type)
}

function toLiteral(value: unknown, type: GraphQLInputType): string {
  if (value === null) return 'null'
  if (isNonNullType(type)) return toLiteral(value, type.ofType)
  if (isListType(type))
    return `[${(value as unknown[]).map((each) => toLiteral(each, type.ofType)).join(', ')}]`
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const parts = Object.entries(value as object).map(([name, each]) => {
      const field = fields[name]
      return field ? `${name}: ${toLiteral(each, field.type)}` : ''
    })
    return `{ ${parts.join(', ')} }`
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value)
}

/** Invents a value for an input. */
function inventValue(type: GraphQLInputType, invention: Invention): unknown {
  const { random } = invention
  if (isNonNullType(type)) return inventValue(type.ofType, invention)
  if (isListType(type)) return [inventValue(type.ofType, invention)]
  if (isEnumType(type)) return pick(type.getValues(), invention).name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    const wanted = type.isOneOf
      ? fields.slice(0, 1)
      : fields.filter((each) => isNonNullType(each.type) || random() < 0.4)
    return Object.fromEntries(wanted.map((each) => [each.name, inventValue(each.type, invention)]))
  }
  const number = Math.floor(random() * 20)
  switch (type.name) {
    case 'Int':
      return number + 1
    case 'Float':
      return number / 2
    case 'Boolean':
      return number % 2 === 0
    case 'MinorUnits':
      return String(number * 100)
    case 'CurrencyCode':
      return 'USD'
    case 'DateTime':
      return new Date(number * 1e9).toISOString()
    default:
      return `text-${number}`
  }
}

/** Invents values for all variables of an operation; `$yes` and `$no` have the values of their names. */
export function inventVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  seed: number,
): Record<string, unknown> {
  const invention: Invention = {
    schema,
    random: newRandom(seed),
    fragments: [],
    variables: new Map(),
  }
  const values: Record<string, unknown> = {}
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value
    const input = typeFromAST(schema, type as never) as unknown as GraphQLInputType
    if (name === 'yes' || name === 'no') values[name] = name === 'yes'
    else if (!defaultValue || invention.random() < 0.3) values[name] = inventValue(input, invention)
  }
  return values
}
