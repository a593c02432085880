import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { PreparedOperation } from './plan/operation.ts'

/** An operation is known in so many forms, by what its conditions come to; one that has more is planned with them in it. */
const FORMS_MAX = 16

type Forms = Readonly<{ names: readonly string[]; byValues: Map<string, PreparedOperation> }>

/** Puts the values of `@skip(if: $x)` and `@include(if: $x)` in the place of their variables. */
export type SettleConditions = (
  prepared: PreparedOperation,
  coerced: Readonly<Record<string, unknown>>,
) => PreparedOperation

/**
 * Makes what settles conditions before an operation is planned.
 *
 * The planner may make a fetch that two fields need hang on the condition of one of them; without the fetch the other is lost.
 * An operation without conditions in it has no such plan, and its rights can be judged once for all.
 */
export function newSettleConditions(): SettleConditions {
  const known = new WeakMap<PreparedOperation, Forms>()
  return (prepared, coerced) => {
    let forms = known.get(prepared)
    if (!forms) {
      forms = { names: conditionsOf(prepared.document), byValues: new Map() }
      known.set(prepared, forms)
    }
    const { names, byValues } = forms
    if (names.length === 0) return prepared
    const values = names.map((name) => (coerced[name] === true ? '1' : '0')).join('')
    const form = byValues.get(values)
    if (form) return form
    if (byValues.size >= FORMS_MAX) return prepared
    const made = settled(prepared, values, coerced)
    byValues.set(values, made)
    return made
  }
}

/** The variables that conditions of a document hang on, each once. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const name = conditionOf(node)
      if (name !== undefined) names.add(name)
    },
  })
  return [...names]
}

function conditionOf({ name, arguments: given }: DirectiveNode): string | undefined {
  const value = given?.find((each) => each.name.value === 'if')?.value
  const isCondition = name.value === 'skip' || name.value === 'include'
  return isCondition && value?.kind === Kind.VARIABLE ? value.name.value : undefined
}

function settled(
  prepared: PreparedOperation,
  values: string,
  coerced: Readonly<Record<string, unknown>>,
): PreparedOperation {
  const document = visit(prepared.document, {
    Directive(node): DirectiveNode | undefined {
      const name = conditionOf(node)
      if (name === undefined) return undefined
      const value = { kind: Kind.BOOLEAN, value: coerced[name] === true } as const
      return { ...node, arguments: (node.arguments ?? []).map((each) => ({ ...each, value })) }
    },
  })
  const { operationName, kind, hash } = prepared
  const index = prepared.document.definitions.indexOf(prepared.operation)
  const operation = document.definitions[index] as OperationDefinitionNode
  const { source } = prepared
  // Plans are kept by the hash, and this is another plan.
  return { source, document, operation, operationName, kind, hash: `${hash}.${values}` }
}
