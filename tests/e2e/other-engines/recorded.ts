import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql'
import type { Dice } from '../../kit/dice.ts'
import type { Operation } from './generator.ts'
import { type Pools, pickId } from './pools.ts'

const EXAMPLES = 'gateway/examples'
/** Answers that tell the time of the question, and those about the schema, whose types every engine lists in its own order. */
const LEFT_OUT = /\bsystemHealth\b|\b__schema\b|\b__type\b/

/** The queries of `gateway/examples` and those that the end-to-end tests send, with variables that exist here. */
export function recordedQueries(
  schema: GraphQLSchema,
  { dice, pools }: { dice: Dice; pools: Pools },
): Operation[] {
  const texts = new Set([...exampleTexts(), ...testTexts()])
  return [...texts].flatMap((query) => {
    const operation = queryOf(query, schema)
    if (!operation || LEFT_OUT.test(query)) return []
    const variables = variablesOf(operation, { dice, pools })
    return variables ? [{ query, variables }] : []
  })
}

function exampleTexts(): string[] {
  return readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(join(EXAMPLES, name), 'utf8'))
}

/** Operations in tests are string literals that begin as one. */
function testTexts(): string[] {
  return ['tests/e2e', 'tests/kit', 'tests/faults']
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(
        /`\s*((?:query\b|\{)[^`$]*)`|'((?:query\b|\{)[^'\n]*)'/g,
      ),
    ])
    .map(([, long, short]) => long ?? short ?? '')
}

function queryOf(text: string, schema: GraphQLSchema): OperationDefinitionNode | undefined {
  try {
    const document = parse(text)
    const [operation] = document.definitions
    if (document.definitions.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION)
      return undefined
    if (operation.operation !== 'query' || validate(schema, document).length > 0) return undefined
    return operation
  } catch {
    return undefined
  }
}

/** Only ids and numbers can be filled in; what wants anything else is left out. */
function variablesOf(
  operation: OperationDefinitionNode,
  ground: { dice: Dice; pools: Pools },
): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {}
  const [root] = operation.selectionSet.selections
  const field = root?.kind === Kind.FIELD ? root.name.value : ''
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const isRequired = type.kind === Kind.NON_NULL_TYPE
    const named = isRequired ? type.type : type
    const name = named.kind === Kind.NAMED_TYPE ? named.name.value : ''
    if (name === 'ID') values[variable.name.value] = pickId(ground, variable.name.value, field)
    else if (name === 'Int') values[variable.name.value] = 2
    else if (isRequired) return undefined
  }
  return values
}
