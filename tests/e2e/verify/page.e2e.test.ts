import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSample, sampleKeys } from '../../../packages/verify/test/sample.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const CHROMIUM = '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`left out: the page that verifies (no ${CHROMIUM} on this machine)`)

/** The browser's own conversations with its maker are none of ours, and there may be no internet here. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

const PROVEN = /^Proven, if the key is the ledger/
const sample = newSample()
const receipt = JSON.stringify(sample.receipt, null, 2)
const altered = receipt.replaceAll('"1250"', '"125000"')

describe.skipIf(!hasChromium)('the page that verifies', () => {
  const dataDir = newDataDir()
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-receipts-'))
  const requests: string[] = []
  const complaints: string[] = []
  let product: Product
  let browser: Browser
  let page: Page
  let url: string

  beforeAll(async () => {
    writeFileSync(join(folder, 'receipt.json'), receipt)
    writeFileSync(join(folder, 'altered.json'), altered)
    product = await startProduct({
      dataDir,
      env: { DEMO: 'off', NODE_ENV: 'production', MAIL: 'folder', SMS: 'folder', RATES: 'off' },
    })
    url = product.url.replace(/graphql$/, 'verify.html')
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
    page = await newPage()
    await page.goto(url)
    await goOffline(page)
  })

  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    removeDataDir(dataDir)
    rmSync(folder, { recursive: true })
  })

  async function newPage(): Promise<Page> {
    const context = await browser.newContext()
    const opened = await context.newPage()
    opened.on('request', (request) => requests.push(request.url()))
    opened.on('pageerror', (fault) => complaints.push(fault.message))
    opened.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text())
    })
    return opened
  }

  /** From here on the browser has no network at all, as with a cable pulled out. */
  async function goOffline(opened: Page): Promise<void> {
    const session = await opened.context().newCDPSession(opened)
    await session.send('Network.enable')
    const none = { latency: 0, downloadThroughput: 0, uploadThroughput: 0 }
    await session.send('Network.emulateNetworkConditions', { offline: true, ...none })
    expect(await opened.evaluate('navigator.onLine')).toBe(false)
  }

  const result = (opened = page) => opened.getByRole('status', { name: 'Result' })
  const heading = (opened = page) => result(opened).getByRole('heading', { level: 2 })
  const choose = (name: string, opened = page) =>
    opened.getByLabel('Drop the file here, or choose it').setInputFiles(join(folder, name))

  async function paste(text: string, opened = page): Promise<void> {
    await opened.getByLabel('Or paste its text').fill(text)
    await opened.getByRole('button', { name: 'Verify' }).click()
  }

  /** Drops a file onto an element as a person does who drags it in from the desktop. */
  async function drop(name: string, onto: string): Promise<void> {
    const transfer = await page.evaluateHandle(
      `(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([${JSON.stringify(readFileSync(join(folder, name), 'utf8'))}], ${JSON.stringify(name)}))
        return transfer
      })()`,
    )
    for (const event of ['dragover', 'drop'])
      await page.dispatchEvent(onto, event, { dataTransfer: transfer })
  }

  it('is served in production with a policy of its own that lets it call nobody', async () => {
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(
      /default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-/,
    )
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(await answer.text()).not.toMatch(/(src|href)="(?!data:)/)
  })

  it('tells in words what a receipt proves, with the network off', async () => {
    await choose('receipt.json')
    await expect.poll(() => heading().textContent()).toMatch(PROVEN)
    const told = (await result().textContent()) ?? ''
    for (const fact of [
      sample.receipt.paymentId,
      'Ledger transaction 1 of 2',
      '12.50 USD',
      '987.50 USD',
      'acc_01k3v4m5n6p7q8r9s0t1333334',
      '2026-02-03 04:05:06.789 UTC',
      'had 13 leaves',
      sample.receipt.treeHead.keyId,
      'not compared with one you trust',
    ])
      expect(told).toContain(fact)
    expect(await page.evaluate('document.activeElement.id')).toBe('result')
  })

  it('refuses an altered receipt and says where it is wrong', async () => {
    await choose('altered.json')
    await expect.poll(() => heading().textContent()).toBe('Not proven')
    const told = await result().textContent()
    expect(told).toContain('Ledger transaction 1 (ltx_')
    expect(told).toContain('is not what the log has at index 5')
  })

  it('takes a file that is dropped, on the frame or beside it', async () => {
    await drop('receipt.json', '#drop')
    await expect.poll(() => heading().textContent()).toMatch(PROVEN)
    await drop('altered.json', 'h1')
    await expect.poll(() => heading().textContent()).toBe('Not proven')
  })

  it('takes a pasted text, by keyboard alone', async () => {
    await page.getByLabel('Or paste its text').fill(receipt)
    await page.getByLabel('Or paste its text').focus()
    for (const _ of ['the key', 'the button']) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => heading().textContent()).toMatch(PROVEN)
    await paste('{"format": "tallystick-receipt/1"')
    await expect.poll(() => result().textContent()).toContain('Line 1, column 34')
  })

  it('compares the key with the one that is trusted', async () => {
    await page.getByLabel(/public key that you trust/).fill(sample.publicKey)
    await paste(receipt)
    await expect.poll(() => heading().textContent()).toBe('Proven')
    expect(await result().textContent()).toContain('is the one you trust')
    const another = Buffer.from(sampleKeys(8).publicKey).toString('base64url')
    await page.getByLabel(/public key that you trust/).fill(another)
    await paste(receipt)
    await expect.poll(() => result().textContent()).toContain('OTHER_KEY')
    await page.getByLabel(/public key that you trust/).fill('')
  })

  it('reads the other files of the log', async () => {
    for (const file of [sample.consistency, sample.liability, sample.treeHead]) {
      await paste(JSON.stringify(file))
      await expect.poll(() => heading().textContent()).toMatch(PROVEN)
    }
  })

  it('shows hostile text as text', async () => {
    const hostile = '{"format": "<img src=x onerror=alert(1)>"}'
    await paste(hostile)
    await expect.poll(() => result().textContent()).toContain('<img src=x onerror=alert(1)>')
    expect(await page.locator('#result img').count()).toBe(0)
  })

  it('has asked for itself and for nothing else, and complained of nothing', () => {
    expect(requests.filter((request) => !request.startsWith('data:'))).toEqual([url])
    expect(complaints).toEqual([])
  })

  it('works when it is saved and opened from the disk, in the dark', async () => {
    const saved = join(folder, 'saved.html')
    writeFileSync(saved, await (await fetch(url)).text())
    const opened = await newPage()
    await opened.context().setOffline(true)
    await opened.emulateMedia({ colorScheme: 'dark' })
    await opened.goto(pathToFileURL(saved).href)
    await choose('receipt.json', opened)
    await expect.poll(() => heading(opened).textContent()).toMatch(PROVEN)
    const [paper, ink] = await opened.evaluate<[string, string]>(
      '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
    )
    expect([paper, ink]).toEqual(['rgb(20, 23, 26)', 'rgb(237, 240, 242)'])
    await opened.context().close()
  })
})
