import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { startPostgres } from '@tallystick/db/postgres'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, data, sendMoney, signIn, subscribe, walletOf } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { hasRedis, startRedis, type TestRedis } from '../../kit/redis.ts'

const WATCH = 'subscription ($accountId: ID) { paymentStatusChanged(accountId: $accountId) { to } }'

describe.skipIf(!hasRedis())('on the operator’s own PostgreSQL and Redis', () => {
  const dataDir = newDataDir()
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let redis: TestRedis
  let product: Product
  let ada: Client
  let wallet: string

  beforeAll(async () => {
    postgres = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
    redis = await startRedis()
    product = await startProduct({
      mode: 'distributed',
      dataDir: join(dataDir, 'product'),
      env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url },
    })
    ada = await signIn(product.url, 'ada@demo.test')
    wallet = await walletOf(ada)
  })

  afterAll(async () => {
    await product?.stop()
    const env = { ...process.env, DATABASE_URL: postgres.url }
    const books = spawnSync(process.execPath, ['db/checks/main.ts'], { env, encoding: 'utf8' })
    await redis?.stop()
    await postgres?.stop()
    removeDataDir(dataDir)
    expect(books.status, books.stdout + books.stderr).toBe(0)
  })

  const pay = (idempotencyKey: string) =>
    sendMoney(ada, {
      fromAccountId: wallet,
      to: { email: 'ben@demo.test' },
      amount: { amount: '100', currency: 'USD' },
      idempotencyKey,
    })

  it('wakes readers through Redis (DAT-11)', async () => {
    const watching = new Redis(redis.url)
    const channels = (await watching.pubsub('CHANNELS')) as string[]
    watching.disconnect()
    expect(channels.filter((name) => name.includes('payments'))).not.toEqual([])
  })

  it('pushes a payment that another process made', async () => {
    const stream = subscribe(ada, 'ws', { query: WATCH, variables: { accountId: wallet } })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await pay('with-redis')).toMatchObject({ payment: { status: 'COMPLETED' } })
    const events = await stream.take(3)
    await stream.stop()
    expect(events.map(({ data: event }) => event.paymentStatusChanged.to)).toEqual([
      'INITIATED',
      'PROCESSING',
      'COMPLETED',
    ])
  })

  it('moves money and pushes it while Redis is dead: nothing depends on it (F-20)', async () => {
    const stream = subscribe(ada, 'sse', { query: WATCH, variables: { accountId: wallet } })
    await new Promise((resolve) => setTimeout(resolve, 500))
    await redis.stop()
    expect(await pay('without-redis')).toMatchObject({ payment: { status: 'COMPLETED' } })
    const events = await stream.take(3)
    await stream.stop()
    expect(events).toHaveLength(3)
    const { payments } = await data(ada, '{ payments(first: 1) { nodes { status } } }')
    expect(payments.nodes).toEqual([{ status: 'COMPLETED' }])
    redis = await startRedis()
  })
})
