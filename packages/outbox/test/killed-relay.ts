/** A process with a relay that dies at the worst moment: everything is applied, nothing of it noted. */
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { pgSchema } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { newInbox, newOutbox, type StoredEvent, startRelay, type Tx } from '../src/index.ts'
import { newMemoryWake } from '../src/wake.ts'

const [, , url = ''] = process.argv
const db = drizzle({ client: postgres(url, { onnotice: () => {} }), casing: 'snake_case' })
const [till, desk] = [pgSchema('till'), pgSchema('desk')]
const wake = newMemoryWake()
const options = { db, wake, log: SILENT }
const producer = newOutbox({ ...options, schema: till, name: 'till' })
const store = {
  ...producer.store,
  saveReader: async () => void process.kill(process.pid, 'SIGKILL'),
}
const outbox = newOutbox({ ...options, schema: desk, name: 'desk' })
startRelay({
  producer: { ...producer, store },
  consumer: {
    name: 'desk',
    inbox: newInbox({ outbox, schema: desk, name: 'desk' }),
    handlers: {
      async '*'({ body }: StoredEvent<{ type: string; body: { n: number } }>, tx: Tx) {
        await tx.execute(sql`insert into desk.takings values (${body.n}, 0)`)
      },
    },
  },
  log: SILENT,
  wake,
})
