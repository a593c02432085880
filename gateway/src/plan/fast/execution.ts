import type { Door, DoorFacts, DoorResult } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { GraphQLError } from 'graphql'
import type { ClientNames } from '../client-names.ts'
import type { SupergraphOperation } from '../operation.ts'
import type { Conditions } from './conditions.ts'
import type { Entity } from './entity.ts'
import type { FetchStep } from './step.ts'
import type { Targets } from './targets.ts'

/** One execution of an operation. */
export type Run = Readonly<{
  /** What is known so far. It belongs to this run alone: no subgraph's answer becomes part of it. */
  root: Entity
  /** Parts of it that stand in several places. */
  shared: Set<unknown>
  /** What fetches are for, for as long as what is known has not changed. */
  found: Map<string, Targets>
  /** What clients are told, with paths of the client's answer. */
  errors: GraphQLError[]
  variables: SupergraphOperation['variables']
  conditions: Conditions
  names: ClientNames
  facts: DoorFacts
  doors: Readonly<Record<string, Door>>
  log: Logger
  answered?: Answered | undefined
}>

/** A fetch that was made already: an event, or a text that could not be handed through, or the loss of either. */
export type Answered = Readonly<{ step: FetchStep }> &
  (Readonly<{ answer: DoorResult }> | Readonly<{ fault: unknown }>)
