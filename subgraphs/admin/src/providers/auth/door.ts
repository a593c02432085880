import { serviceActor } from '@tallystick/actor'
import type { Cause } from '@tallystick/outbox'
import { accepted, refused } from '@tallystick/result'
import type { Door, DoorFacts } from '@tallystick/subgraph-client'
import { newRequestId } from '@tallystick/telemetry'
import type { AuthPort } from './port.ts'

const ASSIGN_ROLE = `mutation AssignRole($input: AssignRoleInput!) {
  assignRole(input: $input) {
    __typename
    ... on AssignRoleSuccess { user { id } }
  }
}`

/** Reaches Auth through its door, as the service `admin`. */
export const newAuthPort = (door: Door): AuthPort => ({
  async assignRole(input, cause) {
    const request = { query: ASSIGN_ROLE, variables: { input }, operationName: 'AssignRole' }
    const { data, errors } = await door.execute(request, factsOf(cause))
    const result = data?.['assignRole'] as { __typename: string } | null | undefined
    if (errors?.length || !result)
      throw new Error('auth did not assign the role', { cause: errors })
    switch (result.__typename) {
      case 'AssignRoleSuccess':
        return accepted({ userId: input.userId })
      case 'UserUnknown':
        return refused({ code: 'USER_NOT_FOUND' })
      case 'LastAdministrator':
        return refused({ code: 'LAST_ADMIN' })
      default:
        throw new Error(`auth answered with ${result.__typename}`)
    }
  },
})

const factsOf = ({ requestId, address, userAgent }: Cause): DoorFacts => ({
  actor: serviceActor('admin'),
  issuer: 'admin',
  requestId: requestId ?? newRequestId(),
  address,
  userAgent,
})
