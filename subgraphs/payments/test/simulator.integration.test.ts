import { openDatabase } from '@tallystick/db'
import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAct } from '../src/db/simulator-book.ts'
import { newSimulator } from '../src/providers/processor/simulator.ts'
import type { SignedWebhook } from '../src/providers/processor/simulator-webhook.ts'
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

test.each([
  [10_00n, 1],
  [10_01n, 1],
  [10_04n, 0],
  [10_05n, 2],
] as const)(
  'of %s it sends its webhook %i times, each of them genuine (PSP-9)',
  async (minor, times) => {
    const sent: SignedWebhook[] = []
    const simulator = newSimulator(own.db, {
      secret: 'a secret of the tests',
      deliver: async (webhook) => void sent.push(webhook),
    })
    const reference = newId('pay')
    await simulator.transfer({
      reference,
      amount: usd(minor),
      destination: { type: 'CRYPTO_WALLET', chain: 'ethereum', address: '0x0' },
      metadata: {},
    })
    expect(sent).toHaveLength(times)
    for (const webhook of sent)
      expect(simulator.readWebhook({ ...webhook, now: new Date() })).toMatchObject({
        ok: true,
        event: { act: 'TRANSFER', reference, moved: usd(minor) },
      })
  },
)

test('a webhook that does not arrive changes nothing for the simulator', async () => {
  const simulator = newSimulator(own.db, {
    secret: 'a secret of the tests',
    deliver: async () => {
      throw new Error('nobody listens')
    },
  })
  const order = { reference: newId('pay'), amount: usd(10_00n), metadata: {} }
  const charged = await simulator.charge({ ...order, cardToken: null, email: null })
  expect(charged.status).toBe('SUCCEEDED')
})
