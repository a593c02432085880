/** The doors of clients and their operations: for administrators, and for the gateway. */
import type { StoredEvent } from '@tallystick/outbox'
import { badInput, forbidden } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  pageOf,
  toConnection,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { countOperationUses, USES_PER_CALL_MAX } from '../domain/count-operation-uses.ts'
import {
  readClients,
  readLiveOperation,
  readManifest,
  readOperations,
} from '../domain/read-operations.ts'
import { registerOperations } from '../domain/register-operations.ts'
import { retireOperations } from '../domain/retire-operations.ts'
import { upsertClient } from '../domain/upsert-client.ts'
import { watchOperations } from '../domain/watch-operations.ts'
import type { AdminEvent } from '../events/published.ts'
import type {
  MutationResolvers,
  QueryResolvers,
  RegisteredOperationResolvers,
  SubscriptionOperationChangesArgs,
} from '../schema/resolvers.generated.ts'

/** The queries of clients and operations. */
export const OperationQuery = {
  async clients(_parent, page, { db }) {
    const { limit, after } = pageOf(page, (cursor) => textsOf(cursor, 1)?.[0])
    const clients = await readClients(db, { after, limit })
    return toConnection(clients, { limit, after }, ({ id }) => encodeCursor([id]))
  },

  async registeredOperations(_parent, { clientId, ...page }, { db }) {
    const { limit, after } = pageOf(page, toPosition)
    const operations = await readOperations(db, { clientId, after, limit })
    return toConnection(operations, { limit, after }, ({ registeredAt, id }) =>
      encodeCursor([registeredAt.getTime(), id]),
    )
  },

  async operationManifest(_parent, { clientId = null, ...page }, { db }) {
    const { limit, after } = pageOf({ ...page, first: page.first ?? MANIFEST_PAGE }, (cursor) => {
      const [client, id] = textsOf(cursor, 2) ?? []
      return client === undefined || id === undefined ? undefined : { clientId: client, id }
    })
    const operations = await readManifest(db, { clientId, after, limit })
    return toConnection(operations, { limit, after }, (each) =>
      encodeCursor([each.clientId, each.id]),
    )
  },

  async operationById(_parent, { clientId = null, id }, { db }) {
    return (await readLiveOperation(db, { clientId, id })) ?? null
  },
} satisfies QueryResolvers

/** The mutations of clients and operations. */
export const OperationMutation = {
  async upsertClient(_parent, { input }, context) {
    assertPerson(context)
    const result = await upsertClient(context, input)
    if (result.ok) return { client: result.value }
    const { field } = result.refusal
    const forms = {
      id: 'id is 1 to 128 letters, digits and any of _ . : -',
      name: 'A name has 1 to 100 characters, none of them control characters.',
    }
    throw badInput(forms[field], { field })
  },

  async registerOperations(_parent, { input }, context) {
    assertPerson(context)
    const operations = input.operations.map(({ id, document, name = null }) => ({
      id,
      document,
      name,
    }))
    const result = await registerOperations(context, { clientId: input.clientId, operations })
    if (result.ok)
      return {
        __typename: 'RegisterOperationsSuccess',
        ...result.value,
        operations: [...result.value.operations],
      }
    const { refusal } = result
    switch (refusal.code) {
      case 'BAD_COUNT':
        throw badCount('operations', refusal.max)
      case 'CLIENT_NOT_FOUND':
        return CLIENT_NOT_FOUND
      case 'TOO_MANY_OPERATIONS':
        return {
          __typename: 'TooManyOperations',
          code: refusal.code,
          message: `A client may have ${refusal.max} operations. Retire some first.`,
          max: refusal.max,
        }
      case 'INVALID_OPERATIONS':
        return {
          __typename: 'InvalidOperations',
          code: refusal.code,
          message: 'None was registered. Mend what is wrong and send all of them again.',
          faults: refusal.faults.map(({ id, message }) => ({
            id: clip(id),
            message: clip(message),
          })),
        }
    }
  },

  async retireOperations(_parent, { input }, context) {
    assertPerson(context)
    const { clientId } = input
    const result = await retireOperations(context, input)
    if (result.ok)
      return { __typename: 'RetireOperationsSuccess', clientId, operations: [...result.value] }
    if (result.refusal.code === 'BAD_COUNT') throw badCount('ids', result.refusal.max)
    return CLIENT_NOT_FOUND
  },

  async countOperationUses(_parent, { input }, { db }) {
    const result = await countOperationUses(db, input)
    if (result.ok) return { counted: result.value }
    throw badInput(`At most ${USES_PER_CALL_MAX} operations, each used once or more.`, {
      field: 'input',
    })
  },
} satisfies MutationResolvers

/** What gateways follow. */
export const Subscription = {
  operationChanges: {
    async subscribe(
      _parent: unknown,
      { after }: Partial<SubscriptionOperationChangesArgs>,
      { outbox }: Context,
    ) {
      const result = await watchOperations(outbox, after ?? undefined)
      if (result.ok) return result.value
      throw badInput('after is not a cursor of this subscription.', { field: 'after' })
    },
    resolve: ({ cursor, aggregate }: StoredEvent<AdminEvent>) => ({
      cursor,
      clientId: aggregate.id,
    }),
  },
}

/** An operation: its count as far as GraphQL's whole numbers go. */
export const RegisteredOperation: RegisteredOperationResolvers = {
  rootFields: ({ rootFields }) => [...rootFields],
  uses: ({ uses }) => Number(uses < INT_MAX ? uses : INT_MAX),
}

const INT_MAX = 2_147_483_647n
/** As the SDL says, for a caller who sends null. */
const MANIFEST_PAGE = 100
/** What is wrong with a document may quote much of it. In characters. */
const MESSAGE_MAX = 500

const CLIENT_NOT_FOUND = {
  __typename: 'ClientNotFound',
  code: 'CLIENT_NOT_FOUND',
  message: 'There is no such client. Make it known first, with upsertClient.',
} as const

const badCount = (field: string, max: number) => badInput(`${field}: 1 to ${max}.`, { field })

const clip = (text: string): string =>
  text.length > MESSAGE_MAX ? `${text.slice(0, MESSAGE_MAX)}…` : text

/** The policy has let only administrators in; the audit log needs the name of the person. */
function assertPerson({ actor }: Context): void {
  if (actor.kind !== 'USER' || !actor.id) throw forbidden()
}

function textsOf(cursor: string, count: number): string[] | undefined {
  const value = decodeCursor(cursor)
  const isFit =
    Array.isArray(value) &&
    value.length === count &&
    value.every((each) => typeof each === 'string' && !each.includes('\0') && each.isWellFormed())
  return isFit ? (value as string[]) : undefined
}

function toPosition(cursor: string): { at: Date; id: string } | undefined {
  const value = decodeCursor(cursor)
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [time, id]: unknown[] = value
  const at = toMoment(time)
  return at && typeof id === 'string' && !id.includes('\0') ? { at, id } : undefined
}
