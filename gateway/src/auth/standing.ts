/**
 * How an administrator stands at this moment, asked of Auth before each operation that only an administrator may run.
 *
 * A token says who somebody was when it was signed, and changes of access arrive within a second: for what is for few that
 * is a second too long, so nothing is remembered here.
 */
import { type Actor, ROLES, type Role } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { GraphQLError } from 'graphql'
import { askAuth } from './ask-auth.ts'

/** How somebody stands, as Auth says. */
export type Standing = Readonly<{
  /** ACTIVE, or why they may not sign in. */
  status: string
  roles: readonly Role[]
  /** Whether their session has neither ended nor run out. */
  isSessionLive: boolean
  /** When they last proved who they are in that session; null when it is not live. */
  provedAt: Date | null
  /** PASSWORD, SECOND_FACTOR, PASSKEY or IDENTITY; null when the session is not live. */
  provedBy: string | null
  hasSecondFactor: boolean
  /** What they can prove themselves by anew. */
  stepUpMethods: readonly string[]
  /** For how long a proof is enough for what is sensitive, in minutes. */
  stepUpMinutes: number
}>

/**
 * Asks how the person who acts stands; undefined when there is no such person.
 *
 * @throws {GraphQLError} SERVICE_UNAVAILABLE while Auth cannot be asked: then nobody is let in on the word of their token
 */
export type AskStanding = (actor: Actor, requestId: string) => Promise<Standing | undefined>

const STANDING = `query Standing($userId: ID!, $sessionId: ID) {
  standing(userId: $userId, sessionId: $sessionId) {
    status roles isSessionLive provedAt provedBy hasSecondFactor stepUpMethods stepUpMinutes
  }
}`

type Told = Omit<Standing, 'roles' | 'provedAt'> &
  Readonly<{ roles: readonly string[]; provedAt: string | null }>

/** Makes what asks, over the door to Auth. */
export const newAskStanding =
  (auth: Door): AskStanding =>
  async ({ id, sessionId }, requestId) => {
    const variables = { userId: id, sessionId }
    const question = { field: 'standing', query: STANDING, variables, requestId }
    const told = await askAuth<Told>(auth, question, unanswered)
    if (!told) return undefined
    return {
      ...told,
      roles: ROLES.filter((role) => told.roles.includes(role)),
      provedAt: told.provedAt === null ? null : new Date(told.provedAt),
    }
  }

const unanswered = (cause: unknown): GraphQLError =>
  new GraphQLError('Whether you may do this cannot be checked at the moment. Try again soon.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', subgraph: 'auth', http: { status: 503 } },
    originalError: cause instanceof Error ? cause : undefined,
  })
