import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import { data } from '../../kit/client.ts'
import { newDataDir, removeDataDir } from '../../kit/product.ts'
import { type House, openHouse } from './house.ts'
import { IDS } from './operations.ts'
import { codeOf, FORMS, newKey, type Partner, postAs, run, usd } from './partner.ts'

/** The gateway asks Auth and Admin over HTTP here: what holds in one process must hold between processes. */
describe('a partner’s key, with a process for each part', () => {
  const dataDir = newDataDir()
  let house: House
  let acme: Partner

  beforeAll(async () => {
    house = await openHouse('distributed', dataDir)
    acme = await newKey(house.ada, {
      limits: { spendCaps: [{ amount: usd(500), hours: 24 }], accountIds: [house.wallet] },
    })
  })

  afterAll(async () => {
    await house?.product.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books).toMatchObject({ code: 0 })
  })

  it('gives equal answers to its own operation in every form (PRT-1)', async () => {
    const named = { id: IDS.account, variables: { id: house.wallet } }
    const { answer } = await run(acme, named)
    expect(answer.data.account.id).toBe(house.wallet)
    for (const form of FORMS) expect((await run(acme, named, form)).answer).toEqual(answer)
  })

  it('is refused text, the id of another and the account of another (PRT-3)', async () => {
    const told = [
      await postAs(acme, { query: '{ me { id } }' }),
      await run(acme, { id: 'other-me' }),
      await run(acme, { id: IDS.account, variables: { id: house.bensWallet } }),
    ]
    expect(told.map((each) => [each.status, codeOf(each)])).toEqual([
      [403, 'PERSISTED_QUERY_REQUIRED'],
      [404, 'PERSISTED_QUERY_NOT_FOUND'],
      [403, 'FORBIDDEN'],
    ])
  })

  it('spends five of thirty at once under a cap with room for five (PRT-4)', async () => {
    const before = await house.available()
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        run(acme, { id: IDS.send, variables: house.toBen(100, `at-once-${index}`) }),
      ),
    )
    const codes = all.map(codeOf)
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(25)
    expect(codes.filter((code) => code === undefined)).toHaveLength(5)
    expect(await house.available()).toBe(before - 500n)
  })

  it('ends within a second of being revoked', async () => {
    await data(
      house.ada,
      'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { key { revokedAt } } }',
      { id: acme.keyId },
    )
    const since = performance.now()
    const ask = async () => (await run(acme, { id: IDS.counted })).status
    await expect.poll(ask, { interval: 25, timeout: 5_000 }).toBe(401)
    const ms = performance.now() - since
    console.info(`revoked: refused after ${ms.toFixed(0)} ms`)
    expect(ms).toBeLessThan(1_000)
  })
})
