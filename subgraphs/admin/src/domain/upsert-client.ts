import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { insertClient, lockClient, updateClient } from '../db/clients.ts'
import type { AdminEvent } from '../events/published.ts'
import { OPERATIONS } from './operations-topic.ts'
import { type Client, isClientName, isPlainId } from './rules/client.ts'

/** Why a client is not made known. */
export type UpsertClientRefused = Readonly<{ code: 'MALFORMED'; field: 'id' | 'name' }>

/** Makes a client known, or changes what is known of it. Changing nothing is accepted and tells nobody. */
export async function upsertClient(
  { outbox, now, cause }: Readonly<{ outbox: Outbox<AdminEvent>; now: Date; cause: Cause }>,
  asked: Pick<Client, 'id' | 'name' | 'isFirstParty'>,
): Promise<Result<Client, UpsertClientRefused>> {
  const { id, name, isFirstParty } = asked
  if (!isPlainId(id)) return refused({ code: 'MALFORMED', field: 'id' })
  if (!isClientName(name)) return refused({ code: 'MALFORMED', field: 'name' })
  return outbox.transaction(async (tx, publish) => {
    const fresh: Client = { ...asked, createdAt: now }
    const isNew = await insertClient(tx, fresh)
    const before = isNew ? fresh : await lockClient(tx, id)
    if (!before) throw new Error(`the client ${id} is there and is not`)
    if (!isNew && before.name === name && before.isFirstParty === isFirstParty)
      return accepted(before)
    if (!isNew) await updateClient(tx, asked)
    await publish({
      type: 'admin:client:updated',
      body: { clientId: id, isFirstParty },
      aggregate: { type: 'client', id },
      topics: [OPERATIONS],
      cause,
    })
    return accepted({ ...before, name, isFirstParty })
  })
}
