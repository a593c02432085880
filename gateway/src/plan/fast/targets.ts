/**
 * The objects that a fetch is for: found, told apart by the entities that they stand for, and given what was answered.
 *
 * Lists are full of repetition: fifty payments have ten payers. An entity is asked for once, and what is answered of it is
 * copied once for each path of the plan at which it stands; its objects at that path share the copy, because whatever is
 * fetched later is fetched for all of them alike. At another path the client may have asked for other fields under the same
 * names, so nothing is shared between paths.
 */
import { type Entity, isEntity } from './entity.ts'
import { adopt, copyOf, merge } from './merge.ts'
import { gather } from './places.ts'
import type { NewRepresentation, Representation } from './representation.ts'
import type { FetchStep } from './step.ts'

/** Objects at one path that stand for one entity. */
export type Target = Readonly<{
  owners: Entity[]
  /** Which element of the subgraph's answer is about it. */
  index: number
}>

/** What a fetch is for. */
export type Targets = Readonly<{
  targets: readonly Target[]
  /** Each entity once; undefined when root fields are asked for. */
  representations: Representation[] | undefined
}>

/** What is known so far, and which parts of it stand in several places. */
export type Known = Readonly<{ root: Entity; shared: Set<unknown> }>

/** Finds what a fetch is for; there may be nothing. */
export function findTargets({ paths, represent }: FetchStep, known: Known): Targets {
  const targets: Target[] = []
  const representations: Representation[] = []
  const indexes = new Map<string, number>()
  for (const path of paths) {
    const found: Entity[] = []
    gather({ value: known.root, shared: known.shared }, path, found)
    if (represent) {
      for (const target of groupByEntity(found, represent, { representations, indexes }))
        targets.push(target)
    } else for (const owner of found) targets.push({ owners: [owner], index: 0 })
  }
  return { targets, representations: represent ? representations : undefined }
}

type Asked = Readonly<{ representations: Representation[]; indexes: Map<string, number> }>

function groupByEntity(
  found: readonly Entity[],
  { identify, represent }: NewRepresentation,
  asked: Asked,
): Iterable<Target> {
  const byKey = new Map<string, Target | undefined>()
  const byText = new Map<string, Target>()
  for (const entity of found) {
    const key = identify?.(entity)
    const same = key === undefined ? undefined : byKey.get(key)
    if (same) {
      same.owners.push(entity)
      continue
    }
    const representation = represent(entity)
    if (!representation) continue
    const text = JSON.stringify(representation)
    // Types that look alike to this subgraph do not to others.
    const identity = `${String(entity['__typename'])} ${text}`
    const target = byText.get(identity)
    if (target) target.owners.push(entity)
    const next = target ?? { owners: [entity], index: indexOf(representation, text, asked) }
    byText.set(identity, next)
    if (key !== undefined) byKey.set(key, next)
  }
  return byText.values()
}

function indexOf(
  representation: Representation,
  text: string,
  { representations, indexes }: Asked,
): number {
  const known = indexes.get(text)
  if (known !== undefined) return known
  const index = representations.push(representation) - 1
  indexes.set(text, index)
  return index
}

/** Adds what a subgraph answered to the objects. @param entities the answers, one for each representation */
export function addAnswers(
  entities: readonly unknown[],
  { targets }: Targets,
  { step, shared }: { step: FetchStep; shared: Set<unknown> },
): void {
  for (const { owners, index } of targets) {
    const [first] = owners
    const entity = entities[index]
    if (!first || !isEntity(entity)) continue
    const answer = step.rewrite ? rewritten(entity, first, step) : entity
    if (owners.length === 1) merge(first, answer, step.shape)
    else {
      const copy = copyOf(answer, step.shape)
      for (const owner of owners) adopt(owner, copy, { shape: step.shape, shared })
    }
  }
}

/** Rewrites ask for the type, which a subgraph is not asked again when it is known. */
function rewritten(answer: Entity, owner: Entity, { shape, rewrite }: FetchStep): Entity {
  const copy = copyOf(answer, shape)
  copy['__typename'] ??= owner['__typename']
  rewrite?.(copy)
  return copy
}
