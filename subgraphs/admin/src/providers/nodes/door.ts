import { serviceActor } from '@tallystick/actor'
import { type Door, DoorError } from '@tallystick/subgraph-client'
import { toViewer } from '@tallystick/subgraph-server'
import { type NodeNeighbour, type NodesPort, NodesUnreachable } from './port.ts'

const QUERY =
  'query IsVisible($id: ID!, $viewer: ViewerInput!) { isVisible(id: $id, viewer: $viewer) }'

/** Asks the owners through their doors, as the service `admin`: who wants to see is part of the question. */
export const newNodesPort = (doors: Readonly<Partial<Record<NodeNeighbour, Door>>>): NodesPort => ({
  async isVisible(owner, { id, viewer: actor, requestId, signal }) {
    const viewer = toViewer(actor)
    if (!viewer) return false
    const request = { query: QUERY, variables: { id, viewer } }
    const facts = { actor: serviceActor('admin'), issuer: 'admin', requestId, signal }
    const door = doors[owner]
    if (!door) throw new TypeError(`there is no door to ${owner}`)
    const { data, errors } = await door.execute(request, facts).catch((fault: unknown) => {
      throw new NodesUnreachable(owner, isLate(fault), fault)
    })
    const answer = data?.['isVisible']
    if (errors?.length || typeof answer !== 'boolean')
      throw new Error(`${owner} did not say whether it is visible`, { cause: errors })
    return answer
  },
})

const isLate = (fault: unknown): boolean =>
  fault instanceof DoorError && (fault.reason === 'DEADLINE' || fault.reason === 'CANCELLED')
