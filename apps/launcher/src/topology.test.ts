import { expect, test } from 'vitest'
import { planTopology } from './topology.ts'

test('only Payments and the worker get what providers are called with', () => {
  const each = <Value>(value: Value) => ({
    ...{ auth: value, accounts: value, payments: value },
    ...{ ledger: value, admin: value, gateway: value },
  })
  const facts = {
    ...{ databaseUrls: each('postgres://localhost/db'), ports: each(4_000) },
    keys: { publicKeys: 'public', privateKey: each('private') },
    ...{ sealingKey: 'sealing', encryption: {}, shared: {}, ofWorker: {} },
    providers: { PAYSTACK_SECRET_KEY: 'canary' },
  }
  const plan = planTopology(facts as unknown as Parameters<typeof planTopology>[0])
  const holders = [...plan.subgraphs, plan.worker, plan.gateway]
    .filter(({ env }) => JSON.stringify(env).includes('canary'))
    .map(({ name }) => name)
  expect(holders).toEqual(['payments', 'worker'])
})
