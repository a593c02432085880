import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { isInherited } from './entity.ts'

/** The names that an object of an answer may have, over all types that it may be of. */
export type Shape = readonly ShapeField[]

/** One of them. Without a shape of its own it is a leaf: a scalar, which is taken over as it is. */
export type ShapeField = Readonly<{ name: string; isInherited: boolean; shape: Shape | undefined }>

/** The parts of a document that selections are read with. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** The fragments of a document, by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return new Map(fragments.map((each) => [each.name.value, each]))
}

/** The one operation of a document that a plan sends to a subgraph. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new TypeError('a plan sends a document without an operation')
  return operation
}

/** The shape of what selection sets select. */
export function toShape(sets: readonly SelectionSetNode[], fragments: Fragments): Shape {
  const inner = new Map<string, SelectionSetNode[]>()
  const seen = new Set<string>()
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value
        const known = inner.get(name) ?? []
        inner.set(name, known)
        if (selection.selectionSet) known.push(selection.selectionSet)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet)
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value)
        const fragment = fragments.get(selection.name.value)
        if (fragment) collect(fragment.selectionSet)
      }
    }
  }
  for (const set of sets) collect(set)
  return [...inner].map(([name, each]) => ({
    name,
    isInherited: isInherited(name),
    shape: each.length > 0 ? toShape(each, fragments) : undefined,
  }))
}

/** The shape after the field at the end of a path has got another name. The old name stays: some types may have it. */
export const withRenamed = (shape: Shape, path: readonly string[], newName: string): Shape =>
  changedAt(shape, path, (inner, oldName) => {
    const field = inner.find(({ name }) => name === oldName)
    return field
      ? united(inner, [{ ...field, name: newName, isInherited: isInherited(newName) }])
      : inner
  })

/** The shape after a leaf was put at the end of a path. */
export const withLeaf = (shape: Shape, path: readonly string[]): Shape =>
  changedAt(shape, path, (inner, name) =>
    united(inner, [{ name, isInherited: isInherited(name), shape: undefined }]),
  )

type Change = (shape: Shape, lastName: string) => Shape

/** A shape is one over all types, so conditions on types in the path do not matter. */
function changedAt(shape: Shape, path: readonly string[], change: Change): Shape {
  const [first, ...rest] = path.filter((part) => !part.startsWith('... on '))
  if (first === undefined) return shape
  if (rest.length === 0) return change(shape, first)
  return shape.map((each) =>
    each.name === first && each.shape
      ? { ...each, shape: changedAt(each.shape, rest, change) }
      : each,
  )
}

function united(one: Shape, other: Shape): Shape {
  const fields = new Map(one.map((each) => [each.name, each]))
  for (const each of other) {
    const known = fields.get(each.name)
    const shape =
      known?.shape && each.shape ? united(known.shape, each.shape) : (each.shape ?? known?.shape)
    fields.set(each.name, { ...each, shape })
  }
  return [...fields.values()]
}
