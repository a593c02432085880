import { afterAll, expect, it } from 'vitest'
import { verifyBooks } from '../kit/books.ts'
import { availableIn, data, post, signIn, walletOf } from '../kit/client.ts'
import { newDataDir, removeDataDir, startProduct } from '../kit/product.ts'

const PAYMENTS = 200
const SETTLE_MS = 60_000
const dataDir = newDataDir()

afterAll(() => removeDataDir(dataDir))

const SEND = `mutation ($input: SendMoneyInput!) {
  sendMoney(input: $input) { ... on SendMoneySuccess { payment { id status } } }
}`

const ALL = `query ($after: String) {
  payments(first: 100, after: $after, filter: { kind: [SEND] }) {
    nodes { id status description }
    pageInfo { hasNextPage endCursor }
  }
}`

type Payment = Readonly<{ id: string; status: string; description: string }>

async function allPayments(client: Parameters<typeof data>[0]): Promise<Payment[]> {
  const found: Payment[] = []
  for (let after: string | null = null; ; ) {
    const { payments } = await data(client, ALL, { after })
    found.push(...payments.nodes)
    if (!payments.pageInfo.hasNextPage) return found
    after = payments.pageInfo.endCursor
  }
}

it('ends every accepted payment once after kill -9 in the middle of 200, without help (P-12)', async () => {
  const first = await startProduct({ dataDir })
  const ada = await signIn(first.url, 'ada@demo.test')
  const fromAccountId = await walletOf(ada)
  const acknowledged = new Map<string, string>()
  const sends = Array.from({ length: PAYMENTS }, async (_, index) => {
    const input = {
      fromAccountId,
      to: { email: 'ben@demo.test' },
      amount: { amount: '10', currency: 'USD' },
      description: `crash-${index}`,
      idempotencyKey: `crash-${index}`,
    }
    const answer = await post(ada, SEND, { input }).catch(() => undefined)
    const payment = answer?.data?.sendMoney?.payment
    if (payment) acknowledged.set(payment.id, payment.status)
    if (acknowledged.size === 60) await first.kill()
  })
  await Promise.all(sends)
  expect(acknowledged.size).toBeGreaterThanOrEqual(60)

  const second = await startProduct({ dataDir })
  const again = await signIn(second.url, 'ada@demo.test')
  const isOver = ({ status }: Payment): boolean => ['COMPLETED', 'FAILED'].includes(status)
  const deadline = Date.now() + SETTLE_MS
  let payments = await allPayments(again)
  while (!payments.every(isOver) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    payments = await allPayments(again)
  }
  const crashed = payments.filter(({ description }) => description?.startsWith('crash-'))
  console.log(
    `${acknowledged.size} acknowledged before the kill, ${crashed.length} accepted, ${PAYMENTS} sent`,
  )
  expect(crashed.filter((payment) => !isOver(payment))).toEqual([])
  const ids = new Set(crashed.map(({ id }) => id))
  expect([...acknowledged.keys()].filter((id) => !ids.has(id))).toEqual([])
  expect(new Set(crashed.map(({ description }) => description)).size).toBe(crashed.length)
  const completed = crashed.filter(({ status }) => status === 'COMPLETED').length
  expect(await availableIn(again, fromAccountId)).toBe(1_000_00n - BigInt(completed) * 10n)
  await second.stop()
  expect(verifyBooks(dataDir)).toMatchObject({ code: 0 })
}, 180_000)
