import type { Actor } from '@tallystick/actor'
import type { NodeOwner } from '../../domain/rules/node.ts'

/** A subgraph that owns nodes and is not this one. */
export type NodeNeighbour = Exclude<NodeOwner, 'admin'>

/** Who wants to see what, and within which request. */
export type VisibilityQuestion = Readonly<{
  id: string
  viewer: Actor
  requestId: string
  /** Aborts the question: nobody waits for the answer any more. */
  signal?: AbortSignal | undefined
}>

/** What Admin needs to know of things that others own. */
export type NodesPort = Readonly<{
  /**
   * Whether there is a thing with this id that the viewer may see.
   *
   * @throws {NodesUnreachable} when the owner gave no answer
   */
  isVisible(owner: NodeNeighbour, question: VisibilityQuestion): Promise<boolean>
}>

/** The owner of a thing gave no answer, so nobody knows whether it is there. */
export class NodesUnreachable extends Error {
  readonly owner: NodeNeighbour
  /** Whether it took too long. */
  readonly isLate: boolean
  constructor(owner: NodeNeighbour, isLate: boolean, cause: unknown) {
    super(`${owner} gave no answer`, { cause })
    this.name = 'NodesUnreachable'
    this.owner = owner
    this.isLate = isLate
  }
}
