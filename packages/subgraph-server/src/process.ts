/**
 * A subgraph as a process of its own: its environment, its way to its neighbours, and its HTTP door.
 *
 * In one process with everything else none of this runs: `apps/launcher` opens the same subgraph and hands it doors.
 */
import {
  type AssertionSigner,
  assertionKeyFrom,
  newAssertionSigner,
  newAssertionVerifier,
} from '@tallystick/actor'
import {
  defineVariables,
  type Environment,
  readConfig,
  type Values,
  type Variables,
  variable,
  whole,
} from '@tallystick/config'
import { newStack, type Running, runProcess } from '@tallystick/lifecycle'
import { newPostgresWake, newRedisWake, type Wake } from '@tallystick/outbox/wake'
import { type Door, newRemoteDoor } from '@tallystick/subgraph-client'
import { type Logger, newLogger, startTracing, tracingVariables } from '@tallystick/telemetry'
import type { JWK } from 'jose'
import { z } from 'zod'
import { type ServeOptions, serveSubgraph } from './serve.ts'
import type { Subgraph } from './subgraph.ts'

/** How long a subgraph waits for a neighbour, in milliseconds: reads, and writes that move money. */
const NEIGHBOUR_DEADLINE_MS = { query: 3_000, mutation: 10_000 } as const

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
})

/** What every subgraph process reads from its environment, beside its own `<NAME>_DATABASE_URL`. */
export const processVariables = defineVariables({
  HOST: variable({
    schema: z.string(),
    default: '127.0.0.1',
    description: 'The address to listen on; 0.0.0.0 in a container.',
  }),
  PORT: variable({
    schema: whole(0, 65_535),
    default: '4000',
    description: 'The port to listen on; 0 takes any free one.',
  }),
  REDIS_URL: variable({
    schema: z.url({ protocol: /^rediss?$/ }).optional(),
    secret: true,
    description: 'Redis for wake-ups between processes; PostgreSQL NOTIFY when left out.',
  }),
  ASSERTION_KEYS: variable({
    schema: jsonText.pipe(z.object({ keys: z.array(z.looseObject({ kid: z.string() })) })),
    secret: true,
    description: 'The public keys (JWK set) of the processes that may call this one.',
  }),
  ASSERTION_KEY: variable({
    schema: jsonText.pipe(z.looseObject({ kid: z.string(), d: z.string() })).optional(),
    secret: true,
    description: 'This process’s own private key (JWK), for subgraphs that call others.',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'The least important log lines to write.',
  }),
  ...tracingVariables,
})

/** What a subgraph process reads from its environment beside its own variables. */
export type ProcessConfig = Values<typeof processVariables>

/** What `open` is given to build the subgraph from. */
export type ProcessParts = Readonly<{
  wake: Wake
  log: Logger
  /** Signs calls to neighbours; undefined for a subgraph that makes none. */
  sign: AssertionSigner | undefined
  /** Keeps a part to be stopped when the process stops, after the subgraph itself. */
  add: <Part extends Running>(part: Part) => Part
}>

/** A subgraph that is ready to be served. */
export type OpenedSubgraph = Running &
  Readonly<{
    subgraph: Subgraph
    outbox: { waiting(): Promise<number> }
    routes?: ServeOptions['routes']
    ready?: ServeOptions['ready']
  }>

/** Where a subgraph process says how many of its events wait for a reader: `{ waiting }`. */
export const OUTBOX_HEALTH_PATH = '/health/outbox'

/** Wakes through Redis when there is one, else through the database. */
export const newProcessWake = (redisUrl: string | undefined, databaseUrl: string): Wake =>
  redisUrl ? newRedisWake(redisUrl) : newPostgresWake(databaseUrl)

/** Makes the door to the neighbour `name` at `url` for a process that holds a signing key. */
export function newNeighbourDoor(
  name: string,
  url: string,
  { sign, log }: Pick<ProcessParts, 'sign' | 'log'>,
): Door & Running {
  if (!sign) throw new TypeError(`ASSERTION_KEY is required to call ${name}`)
  return newRemoteDoor({ name, url, sign, deadlineMs: NEIGHBOUR_DEADLINE_MS, log })
}

/** What a subgraph says to become a process. */
export type SubgraphProcess<Own extends Variables> = Readonly<{
  name: string
  /** The subgraph's own variables. */
  variables: Own
  env: Environment
  databaseUrl: (config: Values<Own>) => string
  open: (config: Values<Own>, parts: ProcessParts) => Promise<OpenedSubgraph>
}>

/** Runs one subgraph as a process until a signal ends it. */
export function runSubgraph<Own extends Variables>(plan: SubgraphProcess<Own>): Promise<void> {
  const { name, variables, env, databaseUrl, open } = plan
  const log = newLogger({ name })
  return runProcess(log, async () => {
    // Both at once, so that one start names every fault.
    const config = readConfig({ ...variables, ...processVariables }, env)
    log.level = config.LOG_LEVEL
    const stack = newStack()
    try {
      const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config
      stack.add(await startTracing({ endpoint, ratio, service: name, log }))
      const wake = stack.add(newProcessWake(config.REDIS_URL, databaseUrl(config)))
      const parts = { wake, log, sign: signerOf(config), add: stack.add }
      const { subgraph, outbox, routes, ready } = stack.add(await open(config, parts))
      const verify = newAssertionVerifier(name, config.ASSERTION_KEYS.keys as JWK[])
      const where = { host: config.HOST, port: config.PORT }
      const doors: Pick<ServeOptions, 'routes' | 'ready'> = {
        ...(ready ? { ready } : {}),
        routes: (app, guard) => {
          routes?.(app, guard)
          app.get(OUTBOX_HEALTH_PATH, async () => ({ waiting: await outbox.waiting() }))
        },
      }
      const served = stack.add(await serveSubgraph(subgraph, { ...where, verify, log, ...doors }))
      log.info({ url: served.url }, 'serving')
      return stack
    } catch (fault) {
      await stack.close()
      throw fault
    }
  })
}

function signerOf({ ASSERTION_KEY }: ProcessConfig): AssertionSigner | undefined {
  return ASSERTION_KEY ? newAssertionSigner(assertionKeyFrom(ASSERTION_KEY as JWK)) : undefined
}
