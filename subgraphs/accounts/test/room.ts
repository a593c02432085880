/** The Accounts subgraph on a database of its own, and the people who call it. */
import { type Actor, ANONYMOUS, type Role, serviceActor } from '@tallystick/actor'
import { newTestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { type AccountsOptions, openAccounts } from '../src/server.ts'

/** A person with a session. */
export const person = (id = newId('usr'), roles: readonly Role[] = ['CUSTOMER']): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id,
  roles,
  sessionId: newId('ses'),
})

/** Opens the room. `ask` runs an operation as the gateway does for its caller; `askAs` as a process of ours. */
export async function newRoom(over: Partial<AccountsOptions> = {}) {
  const database = await newTestDatabase()
  const wake = newMemoryWake()
  const options = { databaseUrl: database.urls.accounts, wake, log: SILENT, ...over }
  const room = await openAccounts(options)
  const run = async (
    query: string,
    { variables = {}, actor = ANONYMOUS, issuer = 'gateway' }: Partial<Asking>,
  ) => {
    const facts = { actor, issuer, requestId: 'request-1' }
    const { data, errors } = await room.subgraph.execute({ query, variables }, facts)
    const codes = (errors ?? []).map(({ extensions }) => extensions['code'])
    // biome-ignore lint/suspicious/noExplicitAny: answers have the form of whatever a test asked.
    return { data: data as any, codes, errors }
  }
  return {
    ...room,
    database,
    wake,
    run,
    /** As Payments. */
    runAsService: (query: string, variables: Asking['variables']) =>
      run(query, { variables, actor: serviceActor('payments'), issuer: 'payments' }),
    async close() {
      await room.close()
      await wake.close()
      await database.drop()
    },
  }
}

type Asking = Readonly<{ variables: Record<string, unknown>; actor: Actor; issuer: string }>

export type Room = Awaited<ReturnType<typeof newRoom>>
