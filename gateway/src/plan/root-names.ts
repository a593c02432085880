import type { DoorRequest } from '@tallystick/subgraph-client'
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { fragmentsOf, operationOf } from './fast/shape.ts'

/**
 * The names under which the root fields of a request are answered, with `@skip` and `@include` decided by its variables.
 *
 * Asked when an answer is lost. The text is read again: that is rare.
 */
export function rootNamesOf({ query, variables = {} }: DoorRequest): string[] {
  const document = parse(query)
  return rootNamesIn({ document, operation: operationOf(document) }, variables)
}

/** Like `rootNamesOf`, for a document that has been read. */
export function rootNamesIn(
  { document, operation }: { document: DocumentNode; operation: OperationDefinitionNode },
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const fragments = fragmentsOf(document)
  const standards = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.BOOLEAN && defaultValue.value,
    ]),
  )
  const isTrue = (name: string): unknown => variables[name] ?? standards.get(name)
  const names = new Set<string>()
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const each of set?.selections ?? []) {
      if (!isAsked(each, isTrue)) continue
      if (each.kind === Kind.FIELD) {
        if (each.name.value !== '__typename') names.add(each.alias?.value ?? each.name.value)
      } else if (each.kind === Kind.INLINE_FRAGMENT) collect(each.selectionSet)
      else collect(fragments.get(each.name.value)?.selectionSet)
    }
  }
  collect(operation.selectionSet)
  return [...names]
}

const isAsked = ({ directives = [] }: SelectionNode, isTrue: (name: string) => unknown): boolean =>
  directives.every(({ name, arguments: given }) => {
    const value = given?.[0]?.value
    const holds =
      value?.kind === Kind.VARIABLE
        ? isTrue(value.name.value) === true
        : value?.kind === Kind.BOOLEAN && value.value
    if (name.value === 'skip') return !holds
    return name.value !== 'include' || holds
  })
