import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { verifyReceipt } from '@tallystick/verify'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
  type Client,
  data,
  type Loose,
  post,
  sendMoney,
  signIn,
  walletOf,
} from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const RECEIPT = 'query ($id: ID!) { receipt(paymentId: $id) { json } }'
const HEAD = '{ treeHead { size rootHash publicKey } }'

const CHROMIUM = '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`left out: a receipt in a browser (no ${CHROMIUM} on this machine)`)

describe('a receipt of a payment', () => {
  const dataDir = newDataDir()
  let product: Product
  let paymentId: string
  const clients: Record<string, Client> = {}

  beforeAll(async () => {
    product = await startProduct({ dataDir })
    for (const name of ['ada', 'ben', 'vera', 'root'])
      clients[name] = await signIn(product.url, `${name}@demo.test`)
    const ada = clients['ada'] as Client
    const sent = await sendMoney(ada, {
      fromAccountId: await walletOf(ada),
      to: { email: 'ben@demo.test' },
      amount: { amount: '725', currency: 'USD' },
      description: 'Lunch',
      idempotencyKey: 'receipt-1',
    })
    paymentId = sent.payment.id
  })

  afterAll(async () => {
    const code = await product?.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books.output).toMatch(/^I7 {2}holds/m)
    expect(books.code).toBe(0)
    expect(code).toBe(0)
  })

  const receiptOf = async (client: Client): Promise<string> =>
    (await data(client, RECEIPT, { id: paymentId })).receipt.json

  const balancesIn = (json: string): (string | undefined)[] =>
    JSON.parse(json).ledgerTransactions.flatMap(({ entries }: Loose) =>
      entries.map(({ balanceAfter }: Loose) => balanceAfter.value),
    )

  it('is there right after paying, and verifies without us (LED-9)', async () => {
    const json = await receiptOf(clients['ada'] as Client)
    const { treeHead } = await data({ url: product.url }, HEAD)
    const proof = await verifyReceipt(json, { publicKey: treeHead.publicKey })
    expect(proof).toMatchObject({ ok: true, paymentId, isKeyTrusted: true })
    const { treeHead: head, ledgerTransactions } = JSON.parse(json)
    for (const { inclusion } of ledgerTransactions)
      expect(inclusion.length).toBeLessThanOrEqual(Math.ceil(Math.log2(head.size)))
  })

  it('verifies on the command line, and does not when a digit of it is another', async () => {
    const json = await receiptOf(clients['ben'] as Client)
    const run = (input: string) =>
      spawnSync(process.execPath, ['packages/verify/dist/tallystick-verify.js'], {
        input,
        encoding: 'utf8',
      })
    expect(run(json)).toMatchObject({ status: 0 })
    expect(run(json.replace('"amount":"725"', '"amount":"726"')).status).not.toBe(0)
  })

  it.skipIf(!hasChromium)('verifies on the page, with the network off', async () => {
    const json = await receiptOf(clients['ada'] as Client)
    const { treeHead } = await data({ url: product.url }, HEAD)
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    })
    try {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(product.url.replace(/graphql$/, 'verify.html'))
      await context.setOffline(true)
      const heading = page.getByRole('status', { name: 'Result' }).getByRole('heading')
      const verify = async (text: string) => {
        await page.getByLabel('Or paste its text').fill(text)
        await page.getByLabel(/public key that you trust/).fill(treeHead.publicKey)
        await page.getByRole('button', { name: 'Verify' }).click()
      }
      await verify(json)
      await expect.poll(() => heading.first().textContent()).toBe('Proven')
      await verify(json.replace('"amount":"725"', '"amount":"726"'))
      await expect.poll(() => heading.first().textContent()).toBe('Not proven')
    } finally {
      await browser.close()
    }
  })

  it('opens to payer and payee their own balance, and to an administrator both', async () => {
    const [payer, payee, admin] = await Promise.all(
      ['ada', 'ben', 'root'].map((name) => receiptOf(clients[name] as Client)),
    )
    expect(balancesIn(payer ?? '')).toEqual(['99275', undefined])
    expect(balancesIn(payee ?? '')).toEqual([undefined, '100725'])
    expect(balancesIn(admin ?? '')).toEqual(['99275', '100725'])
  })

  it('is not there for a third person, nor for nobody', async () => {
    const codeFor = async (client: Client) => {
      const answer = await post(client, RECEIPT, { id: paymentId })
      return (answer as Loose).errors?.[0]?.extensions.code
    }
    expect(await codeFor(clients['vera'] as Client)).toBe('NOT_FOUND')
    expect(await codeFor({ url: product.url })).toBe('UNAUTHENTICATED')
  })
})
