/**
 * The objects that a fetch is for: found, told apart by the entities that they stand for, and given what was answered.
 *
 * Lists are full of repetition: fifty payments have ten payers. An entity is asked for once, and what is answered of it is
 * copied once for each path of the plan at which it stands; its objects at that path share the copy, because whatever is
 * fetched later is fetched for all of them alike. At another path the client may have asked for other fields under the same
 * names, so nothing is shared between paths.
 *
 * PERFORMANCE: objects at one path that stand for one entity and hold the same become one object, which is looked through,
 * added to and written once. Only where nothing speaks of them from outside: an answer about one of the objects that they
 * are in would be about all of those.
 */
import { isAlike } from './alike.ts'
import { type Entity, isEntity } from './entity.ts'
import { adopt, copyOf, merge } from './merge.ts'
import { gather, visitAll } from './places.ts'
import type { Representation } from './representation.ts'
import type { FetchStep } from './step.ts'

/**
 * What a fetch is for.
 *
 * PERFORMANCE: lists beside each other, because they live for as long as the fetch takes: each object more that is alive
 * when garbage is collected is copied by that.
 */
export type Targets = Readonly<{
  /** The objects at the paths of the fetch, path by path. */
  owners: readonly Entity[]
  /** For each of them, which element of the subgraph's answer is about it. */
  indexes: readonly number[]
  /** For each path, where its objects end. */
  ends: readonly number[]
  /** Each entity once; undefined when root fields are asked for. */
  representations: readonly Representation[] | undefined
}>

/** What is known so far. */
export type Known = Readonly<{
  root: Entity
  /** Parts of it that stand in several places. */
  shared: Set<unknown>
  /** What was found in it since it last changed, by `targetsAs` of the steps: neighbours look for the same. */
  found: Map<string, Targets>
}>

/** Finds what a fetch is for; there may be nothing. */
export function findTargets(step: FetchStep, known: Known): Targets {
  const { targetsAs } = step
  if (targetsAs === undefined) return findOwners(step, known)
  const same = known.found.get(targetsAs)
  if (same) return same
  const targets = findEntities(step, known)
  known.found.set(targetsAs, targets)
  return targets
}

/** Finds those that root fields are asked for; mostly the answer itself. */
function findOwners({ paths }: FetchStep, { root, shared }: Known): Targets {
  const owners: Entity[] = []
  const ends = paths.map((path) => {
    gather({ value: root, shared }, path, owners)
    return owners.length
  })
  return { owners, indexes: owners.map(() => 0), ends, representations: undefined }
}

function findEntities(step: FetchStep, { root, shared }: Known): Targets {
  const owners: Entity[] = []
  const indexes: number[] = []
  const representations: Representation[] = []
  const indexOf = newIndexOf(step, representations)
  const ends = step.paths.map((path, at) => {
    const newest = step.isMadeOnce[at] ? new Map<number, Entity>() : undefined
    visitAll({ value: root, shared }, path, (entity) => {
      const index = indexOf(entity)
      if (index === undefined) return entity
      const twin = newest?.get(index)
      if (twin && isAlike(twin, entity)) {
        shared.add(twin)
        return twin
      }
      newest?.set(index, entity)
      owners.push(entity)
      indexes.push(index)
      return entity
    })
    return owners.length
  })
  return { owners, indexes, ends, representations }
}

/** Makes what tells the place of an entity among the representations, and puts it there when it is a new one. */
function newIndexOf({ represent: maker }: FetchStep, representations: Representation[]) {
  const byKey = new Map<unknown, number>()
  const byText = new Map<string, number>()
  return (entity: Entity): number | undefined => {
    const key = maker?.identify?.(entity)
    const same = key === undefined ? undefined : byKey.get(key)
    if (same !== undefined) return same
    const representation = maker?.represent(entity)
    if (!representation) return undefined
    if (key !== undefined) return put(byKey, key, representations.push(representation) - 1)
    const text = JSON.stringify(representation)
    return byText.get(text) ?? put(byText, text, representations.push(representation) - 1)
  }
}

function put<Key>(map: Map<Key, number>, key: Key, index: number): number {
  map.set(key, index)
  return index
}

type Answered = Readonly<{ step: FetchStep; shared: Set<unknown> }>

/** Adds what a subgraph answered to the objects. @param entities the answers, one for each representation */
export function addAnswers(
  entities: readonly unknown[],
  { owners, indexes, ends }: Targets,
  answered: Answered,
): void {
  const { step } = answered
  const isSimple = step.hasLeavesOnly && !step.rewrite
  let start = 0
  for (const end of ends) {
    const add = isSimple ? undefined : newAdder(entities, answered)
    for (let at = start; at < end; at += 1) {
      const owner = owners[at] as Entity
      const index = indexes[at] as number
      const entity = entities[index]
      if (!isEntity(entity)) continue
      if (add) add(owner, index, entity)
      else merge(owner, entity, step.shape)
    }
    start = end
  }
}

type Copied = Readonly<{ type: unknown; copy: Entity }>

/** Adds answers to the objects at one path. Objects of one entity get the same copy of what is more than a leaf. */
function newAdder(entities: readonly unknown[], { step, shared }: Answered) {
  const { shape } = step
  const copies = new Array<Copied | undefined>(entities.length)
  return (owner: Entity, index: number, entity: Entity): void => {
    const type = owner['__typename']
    const known = copies[index]
    // Types that look alike to this subgraph do not to others.
    if (known && known.type === type) {
      adopt(owner, known.copy, { shape, shared })
      return
    }
    const copy = copyOf(entity, shape)
    if (step.rewrite) rewrite(copy, owner, step)
    if (known === undefined) copies[index] = { type, copy }
    adopt(owner, copy, { shape, shared: undefined })
  }
}

/** Rewrites ask for the type, which a subgraph is not asked again when it is known. */
function rewrite(copy: Entity, owner: Entity, step: FetchStep): void {
  copy['__typename'] ??= owner['__typename']
  step.rewrite?.(copy)
}
