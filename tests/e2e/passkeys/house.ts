/** The product on a port of its own, and Chromium in front of it with an authenticator that a test holds. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const CHROMIUM = '/usr/bin/chromium'

/** Whether this machine has a browser to test with. */
export const hasChromium = existsSync(CHROMIUM)

/** The browser's own conversations with its maker are none of ours, and there may be no internet here. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

export const PASSWORD = 'correct-horse-battery'

/** What a page shows once it has got there: on a busy machine that takes its time. */
export const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: 15_000 })

export type House = Awaited<ReturnType<typeof openHouse>>

/** Passkeys belong to one origin, so the port is known before the product starts. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts the product as in production, and the browser. @param env what is set besides */
export async function openHouse(env: Readonly<Record<string, string>> = {}) {
  const dataDir = newDataDir()
  const port = await freePort()
  const product: Product = await startProduct({
    dataDir,
    env: {
      PORT: String(port),
      NODE_ENV: 'production',
      DEMO: 'off',
      RATES: 'off',
      MAIL: 'folder',
      SMS: 'folder',
      EMAIL_VERIFICATION: 'off',
      ...env,
    },
  })
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const origin = `http://localhost:${port}`
  return {
    origin,
    product,
    signUp: (email: string) => signUp(`${origin}/graphql`, email),
    openPerson: () => openPerson(browser, origin),
    async close() {
      await browser.close()
      await product.stop()
      removeDataDir(dataDir)
    },
  }
}

async function signUp(url: string, email: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }`,
      variables: { input: { email, password: PASSWORD, name: 'Ada' } },
    }),
  })
  expect(await response.json()).toMatchObject({ data: { signUp: { __typename: 'SignUpSuccess' } } })
}

/** One person's browser: its page, what it complained of and asked for, and what scripts of ours could have read. */
async function openPerson(browser: Browser, origin: string) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 480, height: 900 },
    deviceScaleFactor: 2,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  const answers: Promise<string>[] = []
  page.on('pageerror', (fault) => complaints.push(fault.message))
  page.on('console', (line) => {
    // The browser itself says so of a status that the page understands.
    const isStatus = /status of 401/.test(line.text())
    if (['error', 'warning'].includes(line.type()) && !isStatus) complaints.push(line.text())
  })
  page.on('request', (request) => requests.push(request.url()))
  page.on('response', (response) => {
    if (response.url().endsWith('/graphql'))
      answers.push(
        response.text().then(
          (text) => text,
          () => '',
        ),
      )
  })
  return {
    ...{ context, page, complaints, requests },
    answers: () => Promise.all(answers),
    heading: () => page.getByRole('heading', { level: 1 }).textContent(),
    open: (path: string) => page.goto(origin + path),
    async signIn(email: string, password = PASSWORD) {
      await page.getByLabel('E-mail address').fill(email)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    },
    async signOut() {
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL('**/sign-in')
    },
    authenticator: () => addAuthenticator(page),
    close: () => context.close(),
  }
}

/** Gives the page an authenticator that says yes, and how to say no. */
async function addAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    credentials: async () =>
      (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Whether whoever holds the device is the one that it knows. */
    setVerified: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}
