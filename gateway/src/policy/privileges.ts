/** Whether an administrator may do now what only administrators may: by how they stand, not by what their token says. */
import type { DoorFacts } from '@tallystick/subgraph-client'
import { GraphQLError, OperationTypeNode } from 'graphql'
import { badToken } from '../auth/refusals.ts'
import type { AskStanding, Standing } from '../auth/standing.ts'

/** What is asked of administrators. */
export type PrivilegeRules = Readonly<{
  /** Whether they must have proved themselves by more than a password. */
  isSecondFactorRequired: boolean
}>

/** Asks about people whose token says that they are administrators. */
export type Privileges = Readonly<{
  /** Checks whoever runs a privileged operation. @throws {GraphQLError} why they may not */
  check(facts: DoorFacts, kind: OperationTypeNode): Promise<void>
  /**
   * Whether somebody stands as an administrator: an operation that is not privileged may still show an administrator more, or
   * let them act for others. Whoever does not, or cannot be asked about, goes on as an ordinary person.
   */
  holds(facts: DoorFacts): Promise<boolean>
}>

/** For a gateway without our Auth behind it. */
export const UNCHECKED: Privileges = { check: async () => {}, holds: async () => true }

/** Makes what asks, over the door to Auth. */
export function newPrivileges(
  ask: AskStanding,
  rules: PrivilegeRules,
  now: () => Date = () => new Date(),
): Privileges {
  const refusalOf = async ({ actor, requestId }: DoorFacts, kind: OperationTypeNode) => {
    const standing = await ask(actor, requestId)
    return whyRefused(standing, { ...rules, kind, now: now() })
  }
  return {
    async check(facts, kind) {
      const refusal = await refusalOf(facts, kind)
      if (refusal) throw refusal
    },
    holds: async (facts) =>
      (await refusalOf(facts, OperationTypeNode.QUERY).catch((fault) => fault)) === undefined,
  }
}

/** By what a person proves more than that they know a password. */
const STRONG = new Set<string | null>(['SECOND_FACTOR', 'PASSKEY'])

/**
 * Why a privileged operation is refused; undefined when it may run.
 *
 * What changes something asks besides for a proof that is recent, and by the second factor where there is one.
 *
 * @param now a proof that is exactly as old as it may be is too old
 */
export function whyRefused(
  standing: Standing | undefined,
  {
    isSecondFactorRequired,
    kind,
    now,
  }: PrivilegeRules & Readonly<{ kind: OperationTypeNode; now: Date }>,
): GraphQLError | undefined {
  if (standing?.status !== 'ACTIVE' || !standing.isSessionLive) return badToken()
  if (!standing.roles.includes('ADMIN')) return noAdministrator()
  const isStrong = STRONG.has(standing.provedBy)
  if (isSecondFactorRequired && !isStrong) return needsFactor(standing)
  if (kind !== OperationTypeNode.MUTATION) return undefined
  const isRecent = ageMs(standing, now) < standing.stepUpMinutes * 60_000
  return isRecent && (isStrong || !standing.hasSecondFactor) ? undefined : stepUp(standing)
}

const noAdministrator = (): GraphQLError =>
  new GraphQLError('You may not do this any more.', {
    extensions: {
      code: 'FORBIDDEN',
      details: { missing: ['policy:admin'] },
      http: { status: 403 },
    },
  })

const ageMs = ({ provedAt }: Standing, now: Date): number =>
  provedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - provedAt.getTime()

function needsFactor(standing: Standing): GraphQLError {
  const methods = standing.stepUpMethods.filter((method) => method !== 'PASSWORD')
  return stepUp(
    { ...standing, stepUpMethods: methods },
    methods.length > 0
      ? 'Administrators prove themselves by a second factor here: prove it with startStepUp and verifyMfa.'
      : 'Administrators prove themselves by a second factor here, and you have none: add one, then sign in with it.',
  )
}

const stepUp = (
  { stepUpMethods: methods, stepUpMinutes: minutes }: Standing,
  message = 'Prove anew who you are, with startStepUp and verifyMfa, and send this again.',
): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: 'REQUIRES_STEP_UP',
      details: { methods, minutes },
      http: { status: 403 },
    },
  })
