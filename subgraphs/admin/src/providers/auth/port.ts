import type { Cause } from '@tallystick/outbox'
import type { Result } from '@tallystick/result'
import type { Role, UserStatus } from '../../domain/rules/user.ts'

/** Why Auth does not assign a role. */
export type AssignRoleRefused = Readonly<{ code: 'USER_NOT_FOUND' | 'LAST_ADMIN' }>

/** Why Auth does not assign a status. */
export type AssignStatusRefused = Readonly<{
  code: 'USER_NOT_FOUND' | 'USER_ARCHIVED' | 'OWN_STATUS' | 'LAST_ADMIN'
}>

/** Why Auth does not take somebody's second factors away. */
export type ClearFactorsRefused = Readonly<{ code: 'USER_NOT_FOUND' | 'OWN_FACTORS' }>

/** What Admin asks of Auth. */
export type AuthPort = Readonly<{
  /**
   * Gives a user exactly one role; asking for the role they have is granted.
   *
   * @param cause the request that asks, for Auth's own records
   * @throws when Auth cannot be reached or fails: whether the role was assigned is then unknown
   */
  assignRole(
    request: { userId: string; role: Role; assignedBy: string },
    cause: Cause,
  ): Promise<Result<{ userId: string }, AssignRoleRefused>>
  /**
   * Gives a user a status; asking for the status they have is granted.
   *
   * @param cause the request that asks, for Auth's own records
   * @throws when Auth cannot be reached or fails: whether the status was assigned is then unknown
   */
  assignStatus(
    request: { userId: string; status: UserStatus; reason: string; assignedBy: string },
    cause: Cause,
  ): Promise<Result<{ userId: string }, AssignStatusRefused>>
  /**
   * Takes every second factor of a user away; asking for one who has none is granted.
   *
   * @param cause the request that asks, for Auth's own records
   * @throws when Auth cannot be reached or fails: whether they were taken away is then unknown
   */
  clearFactors(
    request: { userId: string; reason: string; removedBy: string },
    cause: Cause,
  ): Promise<Result<{ userId: string }, ClearFactorsRefused>>
}>
