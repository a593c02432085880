/** Cookie mode in a real browser: the pages that may, and pages of strangers in the same browser that may not. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { availableIn, DEMO_PASSWORD, data, type Loose, signIn, walletOf } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { hasChromium, launchChromium, startSite } from '../clients/browser.ts'
import { ATTACKS, walletScript } from './pages.ts'

if (!hasChromium) console.warn('left out: cookie mode in a browser (no Chromium on this machine)')

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  ... on SignInSuccess { session { id accessToken refreshToken user { name } } } } }`
const ME = '{ me { name email } }'
const CHANGES = 'subscription { paymentStatusChanged { cursor to } }'
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/

/** A page that calls what its scripts have put there. */
type Called = Readonly<{ page: Page; call(name: string, ...given: unknown[]): Promise<Loose> }>

async function openPage(context: BrowserContext, url: string, script: string): Promise<Called> {
  const page = await context.newPage()
  await page.goto(url)
  // As the page's own script would run: its policy is not what is tried here.
  await page.evaluate(script)
  const call = (name: string, ...given: unknown[]): Promise<Loose> =>
    page.evaluate(`globalThis[${JSON.stringify(name)}](...${JSON.stringify(given)})`)
  return { page, call }
}

describe.skipIf(!hasChromium).each([
  ['tallystick', {}, ['a socket']],
  // The browser comes by http all the same, so that the origin of a socket is not the one that is looked for.
  ['__Host-tallystick', { PUBLIC_URL: 'https://bank.test' }, []],
])('a browser with the cookie %s', (cookieName, env, ways) => {
  const dataDir = newDataDir()
  let product: Product
  let browser: Browser
  let context: BrowserContext
  let site: Awaited<ReturnType<typeof startSite>>
  let script: string
  const answers: string[] = []

  beforeAll(async () => {
    site = await startSite()
    product = await startProduct({
      dataDir,
      env: { CORS_ORIGINS: site.origin, RATES: 'off', ...env },
    })
    browser = await launchChromium()
    context = await browser.newContext()
    context.on('response', async (response) => {
      const parts = [response.allHeaders().then(JSON.stringify), response.text()]
      answers.push((await Promise.all(parts.map((part) => part.catch(() => '')))).join('\n'))
    })
    script = await walletScript()
  })
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    await site?.close()
    removeDataDir(dataDir)
  })

  const openWallet = async (): Promise<Called> => {
    const wallet = await openPage(context, site.origin, script)
    await wallet.call('begin', product.url)
    return wallet
  }
  const signInAs = async (wallet: Called, name: string) => {
    const input = { email: `${name}@demo.test`, password: DEMO_PASSWORD }
    return (await wallet.call('signIn', SIGN_IN, input)).session
  }
  const heldCookies = async () => (await context.cookies(product.url)).map(({ name }) => name)

  it('signs in, asks, pays and listens over socket and events, and no script of it ever sees a token (TOK-12)', async () => {
    const wallet = await openWallet()
    expect(await signInAs(wallet, 'ben')).toMatchObject({ accessToken: null, refreshToken: null })
    expect(await context.cookies(product.url)).toEqual([
      expect.objectContaining({
        name: cookieName,
        value: expect.stringMatching(/^[\w-]{43}$/),
        httpOnly: true,
        secure: cookieName.startsWith('__Host-'),
        sameSite: 'Strict',
        expires: -1,
        path: '/',
      }),
    ])
    expect(await wallet.call('ask', ME)).toMatchObject({ me: { email: 'ben@demo.test' } })
    for (const means of ['ws', 'sse']) await wallet.call('listen', means, CHANGES)
    await wallet.page.waitForTimeout(1_000)
    const ben = await signIn(product.url, 'ben@demo.test')
    const input = {
      fromAccountId: await walletOf(ben),
      to: { email: 'ada@demo.test' },
      amount: { amount: '1', currency: 'USD' },
      idempotencyKey: `pages-${cookieName}`,
    }
    const pay = `mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { __typename } }`
    expect(await wallet.call('change', pay, { input })).toEqual({
      sendMoney: { __typename: 'SendMoneySuccess' },
    })
    for (const means of ['ws', 'sse'])
      await expect.poll(async () => (await wallet.call('told', means)).length).toBeGreaterThan(0)
    await wallet.page.reload()
    await wallet.page.evaluate(script)
    await wallet.call('begin', product.url)
    expect(await wallet.call('ask', ME)).toMatchObject({ me: { email: 'ben@demo.test' } })
    expect(await wallet.call('held')).toBe('["",{},{}]')
    expect(answers.length).toBeGreaterThan(3)
    expect(answers.join('\n')).not.toMatch(TOKEN)
    const [{ value = '' } = {}] = await context.cookies(product.url)
    expect(value).not.toBe('')
    for (const answer of answers) expect(answer.split('\n').slice(1).join()).not.toContain(value)
    await wallet.page.close()
  })

  it('lets a page of the server’s own do what strangers try, by EventSource and links too, which send no header (SEC-9)', async () => {
    const { origin } = new URL(product.url)
    const own = await openPage(context, `${origin}/graphiql`, ATTACKS)
    const wallet = await openWallet()
    for (const way of ['events', 'fetch by GET', 'fetch with our header', ...ways])
      expect(await own.call('attack', way, product.url, ME), way).toContain('"ben@demo.test"')
    expect(await own.call('attack', 'fetch as JSON', product.url, ME)).not.toContain('ben@')
    for (const way of ['events', 'fetch by GET', 'an image'])
      await own.call('attack', way, product.url, 'mutation { signOut { sessionId } }')
    expect(await wallet.call('ask', ME)).toMatchObject({ me: { email: 'ben@demo.test' } })
    const account = await walletOf(await signIn(product.url, 'ben@demo.test'))
    const month = new Date().toISOString().slice(0, 7)
    const statement = await own.page.evaluate(
      (path) => fetch(path).then((answer) => answer.status),
      `/statements/${account}/${month}.csv`,
    )
    expect(statement).toBe(200)
    await own.page.close()
    await wallet.page.close()
  })

  // SEC-9, SAFETY: another port is our site, so its requests carry the cookie; another name is another site.
  it.each([
    ['another port', '127.0.0.1'],
    ['another site', 'localhost'],
  ])(
    'lets a page of %s neither change, nor read, nor sign anybody in or out (SEC-9)',
    async (_title, host) => {
      const evil = await startSite()
      const stranger = await openPage(context, evil.origin.replace('127.0.0.1', host), ATTACKS)
      const wallet = await openWallet()
      const ben = await signIn(product.url, 'ben@demo.test')
      const account = await walletOf(ben)
      const before = [await availableIn(ben, account), await heldCookies()]
      const steal = `mutation { sendMoney(input: { fromAccountId: "${account}", to: { email: "ada@demo.test" },
      amount: { amount: "100", currency: "USD" }, idempotencyKey: "stolen" }) { __typename } }`
      const queries = [
        ME,
        steal,
        'mutation { signOut { sessionId } }',
        `mutation { signIn(input: { email: "ada@demo.test", password: "${DEMO_PASSWORD}" }) { __typename } }`,
        'mutation { revokeOtherSessions { count } }',
      ]
      const names: string[] = await stranger.call('attackNames')
      expect(names.length).toBeGreaterThan(15)
      for (const name of names)
        for (const query of queries)
          expect
            .soft(await stranger.call('attack', name, product.url, query), name)
            .not.toMatch(/"data":\{/)
      expect(await wallet.call('ask', ME)).toMatchObject({ me: { email: 'ben@demo.test' } })
      expect([await availableIn(ben, account), await heldCookies()]).toEqual(before)
      const { sessions } = await wallet.call('ask', '{ sessions { id } }')
      expect(sessions.length).toBeGreaterThan(1)
      await stranger.page.close()
      await wallet.page.close()
      await evil.close()
    },
  )

  it('signs out: the cookie is gone, and whoever comes back is nobody until they sign in (TOK-8)', async () => {
    const wallet = await openWallet()
    await wallet.call('listen', 'ws', CHANGES)
    await wallet.call('change', 'mutation { signOut { sessionId } }')
    expect(await heldCookies()).toEqual([])
    expect(await wallet.call('ask', ME)).toEqual({ code: 'UNAUTHENTICATED' })
    const { id } = await signInAs(wallet, 'ben')
    const ben = await signIn(product.url, 'ben@demo.test')
    await data(ben, `mutation { revokeSession(input: { id: "${id}" }) { sessionId } }`)
    expect(await heldCookies()).toEqual([cookieName])
    // A cookie that is dead is no hindrance: the client asks again once it is cleared.
    expect(await signInAs(wallet, 'ada')).toMatchObject({ accessToken: null })
    expect(await wallet.call('ask', ME)).toMatchObject({ me: { email: 'ada@demo.test' } })
  })
})
