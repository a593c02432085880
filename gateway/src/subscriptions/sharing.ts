/**
 * Which subscriptions may share one stream of joined events.
 *
 * Only those of one person with one credential: same session or key, same roles and scopes, same operation, same
 * variables. What they get is equal by construction, so nobody sees what they would not have got alone.
 *
 * And only where it does not matter when one begins. A stream that tells a history (`after`, or a payment from its
 * beginning) has told some of it when a second subscriber comes. A stream that begins now is joined without loss: whatever
 * is committed after the second has come is read after that, and handed to both. What was committed just before, and is
 * still on its way, the second gets as well; it is doubled for nobody.
 */
import type { Actor } from '@tallystick/actor'
import {
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Candidate } from '../judge.ts'
import type { PreparedOperation } from '../plan/operation.ts'
import type { SubscriptionConfig } from './variables.ts'

/** The argument that says where a stream begins, by the custom of this API. */
const START = 'after'

/** The one field at the top of a subscription, through its fragments. */
export function rootFieldOf({ operation, document }: PreparedOperation): FieldNode | undefined {
  const inside = ({ selections }: SelectionSetNode): FieldNode | undefined => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) return selection
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : document.definitions.find(
              (each) =>
                each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
            )
      const found = fragment && 'selectionSet' in fragment && fragment.selectionSet
      const field = found ? inside(found) : undefined
      if (field) return field
    }
    return undefined
  }
  return inside(operation.selectionSet)
}

/** What equal subscriptions have in common; undefined for one that must have a stream of its own. */
export function sharingKey(
  { prepared, variables, facts: { actor } }: Candidate,
  schema: GraphQLSchema,
  { SUBSCRIPTIONS_SHARED: shared }: Pick<SubscriptionConfig, 'SUBSCRIPTIONS_SHARED'>,
): string | undefined {
  const field = rootFieldOf(prepared)
  const starts = field && shared.get(field.name.value)
  const definition = field && schema.getSubscriptionType()?.getFields()[field.name.value]
  if (!starts || !definition) return undefined
  const definitions = prepared.operation.variableDefinitions ?? []
  const { coerced } = getVariableValues(schema, definitions, { ...variables })
  if (!coerced) return undefined
  const given = getArgumentValues(definition, field, coerced)
  if ([START, ...starts].some((name) => given[name] !== undefined && given[name] !== null))
    return undefined
  return JSON.stringify([
    prepared.hash,
    prepared.operationName ?? null,
    identityOf(actor),
    inOrder(coerced),
  ])
}

const identityOf = ({ kind, id, sessionId, keyId, roles, scopes }: Actor) => [
  kind,
  id,
  sessionId,
  keyId ?? null,
  [...roles].sort(),
  [...scopes].sort(),
]

/** The same value with its names in order, so that equal variables make equal text. */
function inOrder(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, each]) => [name, inOrder(each)]))
}
