import { DoorError, type DoorRequest, type DoorResult } from '@tallystick/subgraph-client'
import { GraphQLError } from 'graphql'
import { type ResponsePath, toDoorErrors } from '../door-errors.ts'
import { rootNamesOf } from '../root-names.ts'
import type { Entity } from './entity.ts'
import type { Answered, Run } from './execution.ts'
import { placesOf } from './places.ts'
import type { Representation } from './representation.ts'
import type { FetchStep } from './step.ts'
import { addAnswers, findTargets, type Targets } from './targets.ts'

/** More errors than this are not kept: no answer shows that many. */
const ERRORS_MAX = 100

/** Asks a subgraph and adds what it answers. Undefined when there is nothing to ask. */
export function runFetch(step: FetchStep, run: Run): Promise<void> | undefined {
  const targets = findTargets(step, run)
  return targets.owners.length === 0 ? undefined : fetchFor(step, run, targets)
}

async function fetchFor(step: FetchStep, run: Run, targets: Targets): Promise<void> {
  const { subgraph } = step
  try {
    const answer = run.answered?.step === step ? known(run.answered) : await ask(step, run, targets)
    if (answer.errors) addErrors(answer, { step, run, targets })
    if (answer.data) addData(answer, { step, run, targets })
  } catch (fault) {
    // A client that did not wait is no fault of anyone's.
    const level = fault instanceof DoorError && fault.reason === 'CANCELLED' ? 'debug' : 'warn'
    run.log[level]({ err: fault, subgraph, requestId: run.facts.requestId }, 'fetch failed')
    const places = startsOf(step, run, targets).map((path) => toClientPath(path, step, run))
    run.errors.push(...toDoorErrors(fault, subgraph, places).slice(0, room(run)))
  }
}

function known(answered: Answered): DoorResult {
  if ('fault' in answered) throw answered.fault
  return answered.answer
}

function ask(step: FetchStep, run: Run, { representations }: Targets): Promise<DoorResult> {
  const door = run.doors[step.subgraph]
  if (!door) throw new TypeError(`there is no door to subgraph ${step.subgraph}`)
  return door.execute(toRequest(step, run.variables, representations), run.facts)
}

/** What a subgraph is asked. Only variables that the operation uses are sent; standard values are in its text. */
export function toRequest(
  { query, operationName, variableNames }: FetchStep,
  given: Run['variables'],
  representations?: readonly Representation[],
): DoorRequest {
  const variables: Record<string, unknown> = {}
  for (const name of variableNames)
    if (Object.hasOwn(given, name) && given[name] !== undefined) variables[name] = given[name]
  if (representations) variables['representations'] = representations
  return { query, variables, operationName }
}

function addData({ data, errors }: DoorResult, { step, run, targets }: Fetched): void {
  const { representations } = targets
  // Without representations there is one answer, for whoever asked.
  const entities = representations ? data?.['_entities'] : [data]
  if (Array.isArray(entities) && entities.length === (representations?.length ?? 1)) {
    run.found.clear()
    addAnswers(entities, targets, { step, shared: run.shared })
  } else if (!errors?.length) throw noEntities(step)
}

const noEntities = ({ subgraph }: FetchStep): DoorError =>
  new DoorError({ subgraph, outcome: 'NOT_APPLIED', reason: 'BAD_ANSWER' })

type Fetched = Readonly<{ step: FetchStep; run: Run; targets: Targets }>

function addErrors({ errors = [], data }: DoorResult, fetched: Fetched): void {
  for (const error of errors) {
    const places = clientPlaces(error.path, Boolean(data), fetched)
    for (const path of places.slice(0, room(fetched.run)))
      fetched.run.errors.push(atPlace(error, path && toClientPath(path, fetched.step, fetched.run)))
  }
}

const room = ({ errors }: Run): number => Math.max(0, ERRORS_MAX - errors.length)

const atPlace = (error: GraphQLError, path: ResponsePath | undefined): GraphQLError =>
  new GraphQLError(error.message, {
    originalError: error,
    extensions: error.extensions,
    ...(path ? { path } : {}),
  })

/**
 * Where in the client's answer an error of a subgraph belongs: in each place that the entity stands for.
 *
 * An error without a path, in an answer without data, is about all that was asked.
 */
function clientPlaces(
  path: ResponsePath | undefined,
  hasData: boolean,
  { step, run, targets }: Fetched,
): (ResponsePath | undefined)[] {
  if (!path?.length) return hasData ? [undefined] : startsOf(step, run, targets)
  const [, index] = path
  const { representations } = targets
  if (representations && typeof index !== 'number') return startsOf(step, run, targets)
  const about = representations
    ? targets.owners.filter((_owner, at) => targets.indexes[at] === index)
    : targets.owners
  const rest = representations ? path.slice(2) : path
  return placesFor(step, run, about).map((place) => [...place, ...rest])
}

const placesFor = (
  { paths }: FetchStep,
  run: Run,
  owners: readonly Entity[],
  max = room(run),
): ResponsePath[] => placesOf(new Set(owners), { root: run.root, paths }, max)

/** Names that were made up for the plan are unknown to the client. */
const toClientPath = (path: ResponsePath, { renamed }: FetchStep, { names }: Run): ResponsePath =>
  path.map((part) =>
    typeof part === 'string' ? names.clientName(renamed.get(part) ?? part) : part,
  )

/** What was asked, without what came of it: each root field, or the first place of all that an entity fetch stands for. */
function startsOf(step: FetchStep, run: Run, { owners, representations }: Targets): ResponsePath[] {
  const [place] = placesFor(step, run, owners, 1)
  if (!place) return []
  if (representations) return [place]
  const names = rootNamesOf(toRequest(step, run.variables))
  return names.map((name) => [...place, name])
}
