import {
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './tree.ts'

const COMMON = 'packages/subgraph-server/src/common.graphql'
const schemas = projectFiles.filter((path) =>
  /^subgraphs\/[^/]+\/src\/schema\/.*\.graphql$/.test(path),
)
const definitions = [COMMON, ...schemas].flatMap((path) => parse(textOf(path)).definitions)
const objects = definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
const extensions = definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_EXTENSION)
const rootFields = [...objects, ...extensions]
  .filter(({ name }) => ['Query', 'Mutation', 'Subscription'].includes(name.value))
  .flatMap((type) => (type.fields ?? []).map((field) => ({ type, field })))

describe('the schema', () => {
  it('is not empty', () => {
    expect(schemas.length).toBeGreaterThanOrEqual(5)
    expect(rootFields.length).toBeGreaterThan(10)
  })

  it('describes every type, field, argument and enum value', () => {
    expect(definitions.flatMap(undescribed)).toEqual([])
  })

  it('decides for every root field who may ask it', () => {
    const undecided = rootFields.filter(
      ({ field }) =>
        !field.directives?.some(({ name }) =>
          ['authenticated', 'policy', 'requiresScopes'].includes(name.value),
        ),
    )
    expect(undecided.map(({ type, field }) => `${type.name.value}.${field.name.value}`)).toEqual([])
  })

  it('answers every mutation with a success type of its own or a union that has one', () => {
    const mutations = rootFields.filter(({ type }) => type.name.value === 'Mutation')
    const wrong = mutations.filter(({ field }) => !membersOf(field).includes(successOf(field)))
    expect(wrong.map(({ field }) => field.name.value)).toEqual([])
  })

  it('makes every other member of a mutation union a Refusal', () => {
    const mutations = rootFields.filter(({ type }) => type.name.value === 'Mutation')
    const wrong = mutations.flatMap(({ field }) =>
      membersOf(field)
        .filter((member) => !member.endsWith('Success') && !isRefusal(member))
        .map((member) => `${field.name.value}: ${member}`),
    )
    expect(wrong).toEqual([])
  })

  it('knows no Float', () => {
    expect([COMMON, ...schemas].filter((path) => /:\s*\[?Float/.test(textOf(path)))).toEqual([])
  })
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const named = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type)

/** `sendMoney` succeeds with `SendMoneySuccess`; holds are placed and voided with one `HoldSuccess`. */
function successOf(field: FieldDefinitionNode): string {
  const own = `${capital(field.name.value)}Success`
  return membersOf(field).includes(own) ? own : 'HoldSuccess'
}

function membersOf(field: FieldDefinitionNode): string[] {
  const result = named(field.type)
  const union = definitions.find(
    (node) => node.kind === Kind.UNION_TYPE_DEFINITION && node.name.value === result,
  )
  if (union?.kind !== Kind.UNION_TYPE_DEFINITION) return [result]
  return (union.types ?? []).map(({ name }) => name.value)
}

function isRefusal(name: string): boolean {
  const type = objects.find((each) => each.name.value === name)
  return type?.interfaces?.some((each) => each.name.value === 'Refusal') ?? false
}

function undescribed(node: DefinitionNode): string[] {
  if (!('name' in node) || !node.name || node.kind === Kind.OPERATION_DEFINITION) return []
  const name = node.name.value
  // Types of other subgraphs that this one only adds fields to are described by their owner.
  const isOwn = node.kind !== Kind.OBJECT_TYPE_EXTENSION && !isExtensionOfAnEntity(node)
  const own = isOwn && !isRoot(name) && !('description' in node && node.description) ? [name] : []
  const parts = 'fields' in node ? (node.fields ?? []) : 'values' in node ? (node.values ?? []) : []
  const inner = parts.flatMap((part) => {
    const path = `${name}.${part.name.value}`
    const args = 'arguments' in part ? (part.arguments ?? []) : []
    const missing = args
      .filter((argument) => !('description' in argument && argument.description))
      .map((argument) => `${path}(${'name' in argument ? argument.name.value : ''})`)
    return part.description ? missing : [path, ...missing]
  })
  return [...own, ...inner]
}

const isRoot = (name: string): boolean => ['Query', 'Mutation', 'Subscription'].includes(name)

function isExtensionOfAnEntity(node: DefinitionNode): boolean {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return false
  const same = objects.filter(
    (each) => each.name.value === (node as ObjectTypeDefinitionNode).name.value,
  )
  return same.some((each) => each.description) && same.length > 1
}
