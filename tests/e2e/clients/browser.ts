import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Session } from '@tallystick/client'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Change, SendInput } from '../../../packages/client/examples/wallet.ts'

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

/** Starts the browser. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS })

/** A web site that serves one empty page: the origin that the product is called from. */
export async function startSite(): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><title>Shop</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

/** Bundles TypeScript for a page; what it puts on `globalThis` can be called there. */
export async function bundle(source: string): Promise<string> {
  const built = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}

/** The script that runs one of the examples in a page. */
export const exampleScript = (name: string): Promise<string> =>
  bundle(`
    import { newMemorySession } from './packages/client/src/index.ts'
    import { newWallet } from './packages/client/examples/${name}.ts'
    const changes = []
    let storage, wallet, leave
    Object.assign(globalThis, {
      begin(url, session) { storage = newMemorySession(session); wallet = newWallet({ url, session: storage }) },
      myName: () => wallet.myName(),
      send: (input) => wallet.send(input),
      watch(accountId, after) { changes.length = 0; leave = wallet.watch(accountId, after, (change) => changes.push(change)) },
      leave: () => leave(),
      changes: () => changes,
      session: () => storage.get(),
    })`)

/** An example that runs in a page, and what the page has done. */
export type ExamplePage = Readonly<{
  begin(url: string, session: Session): Promise<void>
  myName(): Promise<string>
  send(input: SendInput): Promise<string>
  watch(accountId: string, after: string): Promise<void>
  leave(): Promise<void>
  changes(): Promise<Change[]>
  session(): Promise<Session>
  complaints: string[]
  close(): Promise<void>
}>

/** Opens a page of the site with an example in it. */
export async function openExample(
  browser: Browser,
  origin: string,
  script: string,
): Promise<ExamplePage> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (fault) => complaints.push(String(fault.stack)))
  await page.goto(origin)
  await page.addScriptTag({ content: script })
  const call =
    (name: string) =>
    (...given: unknown[]): Promise<never> =>
      page.evaluate(`globalThis[${JSON.stringify(name)}](...${JSON.stringify(given)})`) as never
  return {
    begin: call('begin'),
    myName: call('myName'),
    send: call('send'),
    watch: call('watch'),
    leave: call('leave'),
    changes: call('changes'),
    session: call('session'),
    complaints,
    close: () => closePage(page),
  }
}

const closePage = async (page: Page): Promise<void> => await page.context().close()
