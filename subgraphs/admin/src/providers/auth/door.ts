import { serviceActor } from '@tallystick/actor'
import type { Cause } from '@tallystick/outbox'
import { accepted, refused } from '@tallystick/result'
import type { Door, DoorFacts, DoorRequest } from '@tallystick/subgraph-client'
import { newRequestId } from '@tallystick/telemetry'
import type { AuthPort } from './port.ts'

const ASSIGN_ROLE = `mutation AssignRole($input: AssignRoleInput!) {
  assignRole(input: $input) {
    __typename
    ... on AssignRoleSuccess { user { id } }
  }
}`

const ASSIGN_STATUS = `mutation AssignStatus($input: AssignStatusInput!) {
  assignStatus(input: $input) {
    __typename
    ... on AssignStatusSuccess { user { id } }
  }
}`

const CLEAR_FACTORS = `mutation ClearFactors($input: ClearSecondFactorsInput!) {
  clearSecondFactors(input: $input) {
    __typename
    ... on ClearSecondFactorsSuccess { user { id } }
  }
}`

/** Reaches Auth through its door, as the service `admin`. */
export const newAuthPort = (door: Door): AuthPort => ({
  async assignRole(input, cause) {
    const request = { query: ASSIGN_ROLE, variables: { input }, operationName: 'AssignRole' }
    const answer = await ask(door, request, cause)
    switch (answer) {
      case 'AssignRoleSuccess':
        return accepted({ userId: input.userId })
      case 'UserUnknown':
        return refused({ code: 'USER_NOT_FOUND' })
      case 'LastAdministrator':
        return refused({ code: 'LAST_ADMIN' })
      default:
        throw new Error(`auth answered with ${answer}`)
    }
  },

  async assignStatus(input, cause) {
    const request = { query: ASSIGN_STATUS, variables: { input }, operationName: 'AssignStatus' }
    const answer = await ask(door, request, cause)
    switch (answer) {
      case 'AssignStatusSuccess':
        return accepted({ userId: input.userId })
      case 'UserUnknown':
        return refused({ code: 'USER_NOT_FOUND' })
      case 'StatusFinal':
        return refused({ code: 'USER_ARCHIVED' })
      case 'StatusOwn':
        return refused({ code: 'OWN_STATUS' })
      case 'LastAdministrator':
        return refused({ code: 'LAST_ADMIN' })
      default:
        throw new Error(`auth answered with ${answer}`)
    }
  },

  async clearFactors(input, cause) {
    const request = { query: CLEAR_FACTORS, variables: { input }, operationName: 'ClearFactors' }
    const answer = await ask(door, request, cause)
    switch (answer) {
      case 'ClearSecondFactorsSuccess':
        return accepted({ userId: input.userId })
      case 'UserUnknown':
        return refused({ code: 'USER_NOT_FOUND' })
      case 'FactorsOwn':
        return refused({ code: 'OWN_FACTORS' })
      default:
        throw new Error(`auth answered with ${answer}`)
    }
  },
})

/** Asks Auth to change something. @returns the name of what its only field answers with */
async function ask(door: Door, request: DoorRequest, cause: Cause): Promise<string> {
  const { data, errors } = await door.execute(request, factsOf(cause))
  const [result] = Object.values(data ?? {}) as ({ __typename: string } | null)[]
  if (errors?.length || !result)
    throw new Error(`auth did not ${request.operationName}`, { cause: errors })
  return result.__typename
}

const factsOf = ({ requestId, address, userAgent }: Cause): DoorFacts => ({
  actor: serviceActor('admin'),
  issuer: 'admin',
  requestId: requestId ?? newRequestId(),
  address,
  userAgent,
})
