import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, sendMoney, signIn, walletOf } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const CHROMIUM = '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`left out: GraphiQL in a browser (no ${CHROMIUM} on this machine)`)

/** The browser's own conversations with its maker are none of ours, and there may be no internet here. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

describe.skipIf(!hasChromium)('GraphiQL in a browser', () => {
  const dataDir = newDataDir()
  const origins = new Set<string>()
  const complaints: string[] = []
  let product: Product
  let browser: Browser
  let page: Page
  let ada: Client

  beforeAll(async () => {
    product = await startProduct({ dataDir })
    ada = await signIn(product.url, 'ada@demo.test')
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    page = await context.newPage()
    page.on('request', (request) => origins.add(new URL(request.url()).origin))
    page.on('pageerror', (fault) => complaints.push(fault.message))
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text())
    })
    await page.goto(product.url.replace(/graphql$/, 'graphiql'))
  })

  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    removeDataDir(dataDir)
  })

  /** Shows the example of this name. */
  const show = (name: string) =>
    page
      .getByRole('tab', { name })
      .or(page.getByRole('button', { name, exact: true }))
      .first()
      .click()

  /** Writes into an editor below the operation, over what stands there. */
  async function fill(editor: 'Headers', text: string): Promise<void> {
    await page.getByRole('button', { name: editor, exact: true }).click()
    const area = page.locator(`.graphiql-editor-tool .graphiql-editor:not(.hidden)`).first()
    await area.click()
    await page.keyboard.press('Control+a')
    // Pasted, because the editor adds brackets and quotes to what is typed.
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
    await page.keyboard.press('Control+v')
  }

  const execute = () => page.getByRole('button', { name: /^Execute query/ }).click()
  const answer = () => page.locator('.graphiql-response')

  it('signs Ada in when a stranger loads the page and presses play', async () => {
    await page.locator('.graphiql-query-editor').getByText('signIn').first().waitFor()
    await execute()
    await expect.poll(() => answer().textContent(), { timeout: 10_000 }).toContain('SignInSuccess')
  })

  it('runs an example as the person whose token stands in the headers', async () => {
    await show('Me')
    await fill('Headers', JSON.stringify({ authorization: `Bearer ${ada.token}` }))
    await execute()
    await expect.poll(() => answer().textContent(), { timeout: 10_000 }).toContain('ada@demo.test')
  })

  it('shows a payment live, over WebSocket', async () => {
    await show('PaymentStatusChanged')
    await fill('Headers', JSON.stringify({ authorization: `Bearer ${ada.token}` }))
    await execute()
    await page.waitForTimeout(1_000)
    const { payment } = await sendMoney(ada, {
      fromAccountId: await walletOf(ada),
      to: { email: 'ben@demo.test' },
      amount: { amount: '100', currency: 'USD' },
      idempotencyKey: 'seen-in-graphiql',
    })
    expect(payment.status).toBe('COMPLETED')
    await expect.poll(() => answer().textContent(), { timeout: 10_000 }).toContain('COMPLETED')
  })

  it('has loaded nothing from anywhere else, and complained of nothing', () => {
    expect([...origins].filter((origin) => !/^(data|blob):/.test(origin))).toEqual([
      new URL(product.url).origin,
    ])
    expect(complaints).toEqual([])
  })
})
