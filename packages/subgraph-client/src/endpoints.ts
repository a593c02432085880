/**
 * Where one subgraph is served: round robin over the addresses that are well.
 *
 * An address that refuses connections, fails several calls in a row or says that it is not ready is left out and asked
 * until it is back. When all of them are out they are tried all the same: a wrong guess must not make an outage.
 */
import type { Logger } from '@tallystick/telemetry'
import { Lifetime } from './lifetime.ts'
import { newTransport, type Transport, type TransportFault } from './transport.ts'

/** Calls in a row that an address may fail before it is left out. */
const FAULTS_MAX = 3
/** The time between two questions whether an address is ready. */
const PROBE_EVERY_MS = 2_000
const PROBE_DEADLINE_MS = 1_000
const READY_PATH = '/health/ready'

/** One address of a subgraph. */
export type Endpoint = Readonly<{ url: URL; transport: Transport }>

/** The addresses of a subgraph. */
export type Endpoints = Readonly<{
  /** The next one that is well and not among `tried`; one that is not well rather than none. */
  pick(tried?: ReadonlySet<Endpoint>): Endpoint
  /** Takes note of an answer. 5xx counts as a failed call. */
  answered(endpoint: Endpoint, status: number): void
  /** Takes note of a call without an answer. */
  failed(endpoint: Endpoint, fault: TransportFault): void
  urls(): string[]
  healthy(): string[]
  close(): Promise<void>
}>

/** What the addresses are made from. */
export type EndpointsOptions = Readonly<{
  name: string
  /** With the path of the operations. */
  urls: readonly URL[]
  connectionsMax: number
  probeEveryMs?: number | undefined
  log: Logger
}>

/** Makes them known. Nothing is connected before the first call. */
export function newEndpoints(options: EndpointsOptions): Endpoints {
  const { urls, connectionsMax } = options
  const all: readonly Endpoint[] = urls.map((url) => ({
    url,
    transport: newTransport(url.origin, connectionsMax),
  }))
  const health = newHealth(all, options)
  let next = 0
  return {
    pick(tried) {
      if (all.length > 1) health.watch()
      let found: Endpoint | undefined
      for (let step = 0; step < all.length; step += 1) {
        const each = all[(next + step) % all.length] as Endpoint
        if (tried?.has(each)) continue
        found ??= each
        if (health.isOut(each)) continue
        found = each
        break
      }
      found ??= all[next] as Endpoint
      next = (all.indexOf(found) + 1) % all.length
      return found
    },
    answered: (endpoint, status) => health.note(endpoint, status < 500 ? 'well' : 'failed'),
    failed: (endpoint, { wasSent }) => health.note(endpoint, wasSent ? 'failed' : 'away'),
    urls: () => all.map(({ url }) => url.origin),
    healthy: () => all.filter((each) => !health.isOut(each)).map(({ url }) => url.origin),
    async close() {
      health.close()
      await Promise.all(all.map(({ transport }) => transport.close()))
    },
  }
}

type Condition = { faults: number; isOut: boolean; isProbing: boolean }

/** Keeps who is out, and asks those who are whether they are back. */
function newHealth(
  all: readonly Endpoint[],
  { name, log, probeEveryMs = PROBE_EVERY_MS }: EndpointsOptions,
) {
  const conditions = new Map<Endpoint, Condition>(
    all.map((each) => [each, { faults: 0, isOut: false, isProbing: false }]),
  )
  const conditionOf = (endpoint: Endpoint): Condition => conditions.get(endpoint) as Condition
  let timer: NodeJS.Timeout | undefined

  const setOut = (endpoint: Endpoint, isOut: boolean): void => {
    const condition = conditionOf(endpoint)
    if (condition.isOut === isOut) return
    condition.isOut = isOut
    condition.faults = 0
    const facts = { subgraph: name, url: endpoint.url.origin }
    if (isOut) log.warn(facts, 'left out until it is ready again')
    else log.info(facts, 'takes calls again')
    watch()
  }
  const probe = async (endpoint: Endpoint): Promise<void> => {
    const condition = conditionOf(endpoint)
    if (condition.isProbing) return
    condition.isProbing = true
    const isReady = await answersReady(endpoint)
    condition.isProbing = false
    setOut(endpoint, !isReady)
  }
  /** With one address there is no choice, so it is asked only while it is out. */
  const watch = (): void => {
    timer ??= setInterval(() => {
      for (const endpoint of all)
        if (all.length > 1 || conditionOf(endpoint).isOut) void probe(endpoint)
    }, probeEveryMs).unref()
  }
  return {
    watch,
    isOut: (endpoint: Endpoint): boolean => conditionOf(endpoint).isOut,
    note(endpoint: Endpoint, how: 'well' | 'failed' | 'away'): void {
      const condition = conditionOf(endpoint)
      condition.faults = how === 'well' ? 0 : condition.faults + 1
      if (how === 'away' || condition.faults >= FAULTS_MAX) setOut(endpoint, true)
    },
    close: (): void => clearInterval(timer),
  }
}

/** Somebody who has no such path is ready as far as anyone can tell. */
async function answersReady({ transport }: Endpoint): Promise<boolean> {
  const lifetime = new Lifetime(PROBE_DEADLINE_MS, {})
  try {
    const message = { method: 'GET', path: READY_PATH, headers: [], body: null } as const
    return (await transport.send({ ...message, headers: [] }, lifetime)).status < 500
  } catch {
    return false
  } finally {
    lifetime.release()
  }
}

/**
 * Reads where a subgraph is served: one URL or several separated by commas, each without the path of the operations.
 *
 * @throws {TypeError} for what is no http or https URL, or none at all
 */
export function parseUrls(text: string): readonly string[] {
  const urls = text.split(',').flatMap((each) => each.trim() || [])
  if (urls.length === 0) throw new TypeError('at least one URL is needed')
  for (const url of urls)
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new TypeError(`${url} is not an http or https URL`)
  return [...new Set(urls.map((url) => url.replace(/\/+$/, '')))]
}
