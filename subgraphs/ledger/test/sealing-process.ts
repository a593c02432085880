/** A sealer that ends as if by kill -9 before its n-th statement: `node sealing-process.ts <database> <n>`. */
import { openDatabase } from '@tallystick/db'
import { newOutbox } from '@tallystick/outbox'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { ledgerSchema } from '../src/db/tables.ts'
import { newSealer } from '../src/domain/tally/seal.ts'
import { newSealingKey, openSealingKey } from '../src/domain/tally/sealing-key.ts'
import type { LedgerEvent } from '../src/events/published.ts'
import { sabotaged } from './sabotage.ts'

const [url = '', fatal = ''] = process.argv.slice(2)
const { db, close } = openDatabase({ url, name: 'sealing-process', poolMax: 1 })
const outbox = newOutbox<LedgerEvent>({
  db,
  schema: ledgerSchema,
  name: 'ledger',
  wake: newMemoryWake(),
  log: SILENT,
})
const dying = sabotaged(outbox, async (statement, when) => {
  if (when === 'before' && statement === Number(fatal)) process.kill(process.pid, 'SIGKILL')
})
await newSealer({ outbox: dying, key: openSealingKey(newSealingKey()) }).seal()
await close()
