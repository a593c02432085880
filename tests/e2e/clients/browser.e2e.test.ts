/** Three clients in a real browser, from another origin: RTM-1, RTM-2, SUP-8, SUP-21. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ExamplePage,
  exampleScript,
  hasChromium,
  launchChromium,
  openExample,
  startSite,
} from './browser.ts'
import { type House, openHouse } from './house.ts'
import { type Middlebox, type Sockets, startProxy } from './proxy.ts'

if (!hasChromium) console.warn('left out: clients in a browser (no Chromium on this machine)')

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.skipIf(!hasChromium)('in a browser', () => {
  let site: Awaited<ReturnType<typeof startSite>>
  let house: House
  let browser: Browser
  const proxies: Partial<Record<Sockets, Middlebox>> = {}

  beforeAll(async () => {
    site = await startSite()
    house = await openHouse([site.origin])
    for (const sockets of ['through', 'refused', 'unanswered'] as const)
      proxies[sockets] = await startProxy(house.url, sockets)
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await house?.close()
    for (const proxy of Object.values(proxies)) await proxy.close()
    await site?.close()
  })

  const proxyOf = (sockets: Sockets): Middlebox => proxies[sockets] ?? expect.unreachable()

  describe.each(['tallystick', 'apollo', 'urql'])('the %s client', (name) => {
    let script: string
    let page: ExamplePage

    beforeAll(async () => {
      script = await exampleScript(name)
    })

    async function open(url: string, endsInS?: number): Promise<void> {
      page = await openExample(browser, site.origin, script)
      await page.begin(url, await house.bensSession(endsInS))
    }

    async function end(): Promise<void> {
      await page.leave()
      expect(page.complaints).toEqual([])
      await page.close()
    }

    it('queries and mutates from an allowed origin, and renews a token that the server does not take (SUP-8, SUP-21)', async () => {
      const proxy = proxyOf('through')
      const streams = proxy.streams()
      await open(proxy.url, 2)
      expect(await page.myName()).toBe('Ben Okri')
      const before = await page.session()
      await sleep(3_100)
      const input = {
        fromAccountId: house.bensAccount,
        to: { email: 'nobody@demo.test' },
        amount: { amount: '100', currency: 'USD' },
        idempotencyKey: `browser-${name}`,
      } as const
      expect(await page.send(input)).toBe('INVALID_ACCOUNT')
      const after = await page.session()
      expect(after.accessToken).not.toBe(before.accessToken)
      // urql accepts a stream for every query; what gets one answer is not to hold one of a person's streams.
      expect(proxy.streams() - streams).toBe(0)
      expect(page.complaints).toEqual([])
      await page.close()
    })

    it('hears every change over WebSocket, each once and in order (RTM-2)', async () => {
      const proxy = proxyOf('through')
      const [sockets, streams] = [proxy.sockets(), proxy.streams()]
      await open(proxy.url)
      const place = await house.place()
      await page.watch(house.bensAccount, place.cursor)
      await house.pay(4)
      await house.expectNext(place, 4, page.changes)
      expect([proxy.sockets() - sockets, proxy.streams() - streams]).toEqual([1, 0])
      await end()
    })

    it.each(['refused', 'unanswered'] as const)(
      'hears every change over server-sent events where WebSockets are %s (RTM-2)',
      async (sockets) => {
        const proxy = proxyOf(sockets)
        const streams = proxy.streams()
        await open(proxy.url)
        const place = await house.place()
        await page.watch(house.bensAccount, place.cursor)
        await house.pay(4)
        await house.expectNext(place, 4, page.changes)
        expect(proxy.streams() - streams).toBe(1)
        await end()
      },
    )

    it.each([
      ['WebSocket', 'through'],
      ['server-sent events', 'refused'],
    ] as const)('loses no event when its token ends over %s (RTM-1)', async (_, sockets) => {
      await open(proxyOf(sockets).url, 3)
      const { accessToken } = await page.session()
      const place = await house.place()
      await page.watch(house.bensAccount, place.cursor)
      await house.pay(2)
      await expect.poll(async () => (await page.changes()).length).toBe(2)
      expect((await page.session()).accessToken).toBe(accessToken)
      for (let time = 0; time < 8; time++) {
        await house.pay(1)
        await sleep(500)
      }
      await house.expectNext(place, 10, page.changes)
      expect((await page.session()).accessToken).not.toBe(accessToken)
      await end()
    })

    it.each([
      ['WebSocket', 'through'],
      ['server-sent events', 'refused'],
    ] as const)('loses no event when %s breaks (RTM-1)', async (_, sockets) => {
      const proxy = proxyOf(sockets)
      await open(proxy.url)
      const place = await house.place()
      await page.watch(house.bensAccount, place.cursor)
      await house.pay(2)
      await expect.poll(async () => (await page.changes()).length).toBe(2)
      for (let time = 0; time < 3; time++) {
        proxy.cut()
        await house.pay(2)
        await sleep(300)
      }
      await house.expectNext(place, 8, page.changes)
      await end()
    })
  })

  it('from an origin that is not on the list: no client gets an answer (SUP-8)', async () => {
    const other = await startSite()
    const page = await openExample(browser, other.origin, await exampleScript('tallystick'))
    await page.begin(house.url, await house.bensSession())
    await expect(page.myName()).rejects.toThrow('The connection was lost')
    await page.close()
    await other.close()
  })
})
