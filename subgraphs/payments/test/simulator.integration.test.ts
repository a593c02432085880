import { openDatabase } from '@tallystick/db'
import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { afterAll, beforeAll } from 'vitest'
import { findAct } from '../src/db/simulator-book.ts'
import { newSimulator } from '../src/providers/processor/simulator.ts'
import { describeProcessor } from './processor-contract.ts'

let database: TestDatabase
let own: ReturnType<typeof openDatabase>
beforeAll(async () => {
  database = await newTestDatabase()
  own = openDatabase({ url: database.urls.payments, name: 'test' })
})
afterAll(async () => {
  await own.close()
  await database.drop()
})

const usd = (minor: bigint) => money(minor, 'USD')

// PSP-9, PAY-20
describeProcessor('SIMULATOR', {
  processor: () => newSimulator(own.db),
  newReference: () => newId('pay'),
  amounts: {
    succeeds: usd(10_00n),
    declines: usd(10_01n),
    requiresAction: usd(10_02n),
    timesOut: usd(10_03n),
    succeedsLate: usd(10_04n),
  },
  countCharges: async (reference) => ((await findAct(own.db, 'CHARGE', reference)) ? 1 : 0),
})
