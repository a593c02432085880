import type { FetchDataRewrite } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { type Entity, isEntity, ownValue, setValue } from './entity.ts'
import { typesOf } from './types.ts'

/** Changes names or values in what is sent to a subgraph or comes from it, as a plan says. */
export type Rewrite = (value: Entity) => void

const TYPE_PREFIX = '... on '

/** Makes one rewrite of all that a plan has for one side of a fetch; undefined when there are none. */
export function newRewrite(
  rewrites: readonly FetchDataRewrite[] | undefined,
  wholeSchema: GraphQLSchema,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined
  const all = rewrites.map((each) => newSingleRewrite(each, wholeSchema))
  return (value) => {
    for (const rewrite of all) rewrite(value)
  }
}

function newSingleRewrite(rewrite: FetchDataRewrite, wholeSchema: GraphQLSchema): Rewrite {
  const last = rewrite.path.at(-1)
  if (last === undefined) return () => {}
  const parts = rewrite.path
    .slice(0, -1)
    .map((part) =>
      part.startsWith(TYPE_PREFIX)
        ? { types: typesOf(wholeSchema, part.slice(TYPE_PREFIX.length)) }
        : { name: part },
    )
  const change = newChange(rewrite, last)
  return (value) => apply(value, parts, 0, change)
}

function newChange(rewrite: FetchDataRewrite, name: string): Rewrite {
  if (rewrite.kind === 'ValueSetter')
    return (value) => setValue(value, name, rewrite.setValueTo as unknown)
  return (value) => {
    const renamed = ownValue(value, name)
    if (renamed === undefined) return
    setValue(value, rewrite.renameKeyTo, renamed)
    delete value[name]
  }
}

type Part = Readonly<{ name: string } | { types: ReadonlySet<string> }>

function apply(value: unknown, parts: readonly Part[], at: number, change: Rewrite): void {
  if (Array.isArray(value)) for (const element of value) apply(element, parts, at, change)
  else if (isEntity(value)) {
    const part = parts[at]
    if (part === undefined) change(value)
    else if ('name' in part) apply(ownValue(value, part.name), parts, at + 1, change)
    else {
      // A plan does not fetch the type of each object that it rewrites; then it means all of them.
      const type = value['__typename']
      if (typeof type !== 'string' || part.types.has(type)) apply(value, parts, at + 1, change)
    }
  }
}
