import { hash } from 'node:crypto'
import type { Door, DoorFacts } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { GraphQLError } from 'graphql'
import type { Answer } from '../answer.ts'
import type { KeyGrant } from '../auth/keys.ts'
import { newBoundedMap } from '../bounded-map.ts'
import type { Candidate } from '../judge.ts'
import { ownFacts } from '../request.ts'
import type { Named } from './key-limits.ts'

/** Sets money aside under the spend caps of a key before it is spent. */
export type Spend = Readonly<{
  /**
   * @returns what is to be told the answer, so that what was not applied is given back
   * @throws {GraphQLError} RATE_LIMITED when a cap has no room; SERVICE_UNAVAILABLE when Auth cannot be asked
   */
  reserve(candidate: Candidate, named: Named, grant: KeyGrant): Promise<Settle>
}>

/** Hears, once, the answer to the operation that money was set aside for; undefined when nobody knows what became of it. */
export type Settle = (answer: Answer | undefined) => void

/** How often the same operation may have been tried in vain before its next try has a name of its own. */
const TRIES_MAX = 8

const RESERVE = `mutation ReserveSpend($input: ReserveSpendInput!) {
  reserveSpend(input: $input) {
    __typename
    ... on SpendCapReached { message remaining { amount currency } hours resetsAt }
  }
}`
const RELEASE = `mutation ReleaseSpend($input: ReleaseSpendInput!) {
  releaseSpend(input: $input) { reservationId }
}`

type Reserved = Readonly<{
  __typename: string
  message: string
  remaining: Readonly<{ amount: string; currency: string }>
  hours: number
  resetsAt: string
}>

/** Makes what reserves, over the door to Auth. */
export function newSpend(auth: Door, log: Logger): Spend {
  const ask = (query: string, input: object, { requestId, signal }: DoorFacts) =>
    auth.execute({ query, variables: { input } }, ownFacts(signal, requestId))
  const release = async (reservationId: string, facts: DoorFacts): Promise<void> => {
    const { errors } = await ask(RELEASE, { reservationId }, { ...facts, signal: undefined })
    if (errors) throw errors[0]
  }
  const tries = newTries((reservationId, facts) =>
    release(reservationId, facts).catch((fault: unknown) =>
      log.warn({ err: fault, reservationId }, 'reservation not released'),
    ),
  )
  const set = async (base: string, input: object, facts: DoorFacts): Promise<string> => {
    for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
      const reservationId = `${base}:${attempt}`
      const { data, errors } = await ask(RESERVE, { ...input, reservationId }, facts).catch(
        (cause: unknown) => {
          throw notReserved(cause)
        },
      )
      // That try was given back: it did not move money, and this one may.
      if (errors?.[0]?.extensions['code'] === 'BAD_USER_INPUT') continue
      if (errors) throw notReserved(errors[0])
      const reserved = data?.['reserveSpend'] as Reserved
      if (reserved.__typename !== 'ReserveSpendSuccess') throw capReached(reserved)
      return reservationId
    }
    throw notReserved(new Error(`${TRIES_MAX} tries in vain`))
  }
  return {
    async reserve({ prepared, variables, facts }, { amounts, idempotencyKeys }, { keyId }) {
      const sums = amounts.map(({ minor, currency }) => ({ amount: String(minor), currency }))
      // What a client sends again under its idempotency key moves money once, so it is set aside once.
      const name = idempotencyKeys.length > 0 ? JSON.stringify(variables) : facts.requestId
      const base = hash('sha256', `${keyId}\0${prepared.hash}\0${name}`)
      const leave = await tries.enter(base)
      try {
        const reservationId = await set(base, { keyId, amounts: sums }, facts)
        return (answer) =>
          leave({ reservationId, isKept: answer === undefined || mayBeApplied(answer), facts })
      } catch (fault) {
        leave(undefined)
        throw fault
      }
    },
  }
}

type Try = Readonly<{ reservationId: string; isKept: boolean; facts: DoorFacts }>
type Trying = { holders: number; isKept: boolean; refused: Map<string, DoorFacts> }

/** How many operations are remembered as having moved money, so that no later try of theirs gives it back. */
const KEPT_MAX = 10_000

/**
 * Several tries of one operation share what was set aside for it: it is given back when all of them have ended and none may
 * have moved money. A try that was refused while another one went through would otherwise give back what that one spent.
 */
function newTries(release: (reservationId: string, facts: DoorFacts) => Promise<void>) {
  const open = new Map<string, Trying>()
  const releasing = new Map<string, Promise<void>>()
  const kept = newBoundedMap<true>(KEPT_MAX)
  const giveBack = (base: string, { refused }: Trying): void => {
    const work = Promise.all([...refused].map(([id, facts]) => release(id, facts)))
      .then(() => {})
      .finally(() => releasing.delete(base))
    releasing.set(base, work)
  }
  return {
    /** @returns what must be called once when the try has ended, without a value when nothing was set aside for it */
    async enter(base: string): Promise<(ended: Try | undefined) => void> {
      // Who did not wait would find the old reservation good, and lose it while it spends.
      while (releasing.has(base)) await releasing.get(base)
      const trying = open.get(base) ?? { holders: 0, isKept: false, refused: new Map() }
      open.set(base, trying)
      trying.holders += 1
      return (ended) => {
        trying.holders -= 1
        if (ended?.isKept) trying.isKept = true
        else if (ended) trying.refused.set(ended.reservationId, ended.facts)
        if (trying.holders > 0) return
        open.delete(base)
        if (trying.isKept) kept.set(base, true)
        else if (!kept.get(base) && trying.refused.size > 0) giveBack(base, trying)
      }
    },
  }
}

/**
 * Whether a mutation may have moved money. It has not when every field at its top says so: by an error with the outcome
 * NOT_APPLIED, or by being a refusal, which shows in its `__typename`; without one it may be anything.
 */
export function mayBeApplied({ data, errors = [] }: Answer): boolean {
  if (data === undefined) return errors.some(({ extensions }) => isUnknown(extensions))
  const fields = JSON.parse(data) as Record<string, { __typename?: unknown } | null> | null
  if (fields === null) return errors.some(({ extensions }) => isUnknown(extensions))
  return Object.entries(fields).some(([name, value]) => {
    if (value === null)
      return errors.some(({ path, extensions }) => path?.[0] === name && isUnknown(extensions))
    const { __typename: type } = value
    return typeof type !== 'string' || type.endsWith('Success')
  })
}

const isUnknown = (extensions: Readonly<Record<string, unknown>> | undefined): boolean =>
  extensions?.['outcome'] !== 'NOT_APPLIED'

const capReached = ({ message, remaining, hours, resetsAt }: Reserved): GraphQLError => {
  const seconds = Math.max(1, Math.ceil((Date.parse(resetsAt) - Date.now()) / 1_000))
  return new GraphQLError(message, {
    extensions: {
      code: 'RATE_LIMITED',
      details: { limit: 'spendCap', hours, remaining, resetsAt },
      http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
    },
  })
}

const notReserved = (cause: unknown): GraphQLError =>
  new GraphQLError('The spend cap of this key cannot be checked at the moment. Try again soon.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', subgraph: 'auth', http: { status: 503 } },
    originalError: cause instanceof Error ? cause : undefined,
  })
