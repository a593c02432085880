/** Must-show 8: whatever was done with secrets, none of them lies anywhere that a product writes to (I14, SEC-9, NFR-12). */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { roleUrls } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import { newSeal } from '@tallystick/sealed'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signIn } from '../../kit/client.ts'
import { type Mode, newDataDir, removeDataDir } from '../../kit/product.ts'
import { hasRedis, startRedis, type TestRedis } from '../../kit/redis.ts'
import { freePort, openHouse } from '../oauth/house.ts'
import { driveAll } from './flows.ts'
import { formsOf, foundIn, foundInBytes, type Secret } from './forms.ts'
import { dumpRedis, dumpTables, filesUnder, openCollector, readAuditLog } from './places.ts'

/** Messages are made to hold codes and links, and these files to hold keys; only their owner may read them. */
const MADE_FOR_SECRETS = ['messages', 'keys', join('operator', 'superuser.password')]
const withRedis = hasRedis()
const PLACES = [
  'tables',
  'the audit log',
  'logs',
  'spans',
  'metrics',
  'refusals',
  ...(withRedis ? ['Redis'] : []),
]
/** Gone through the product as the id of a request, which is written wherever a request is told of. */
const CANARY: Secret = { name: 'canary', text: `Canary-${randomBytes(16).toString('hex')}` }

/** Laid into a table as JSON in Base64, and as bytes. */
const [DEEP, RAW] = ['deep', 'raw'].map((name) => ({
  name,
  text: `Canary-${name}-${randomBytes(16).toString('hex')}`,
})) as [Secret, Secret]

describe.each<Mode>(['embedded', 'distributed'])('secrets of a run, %s', (mode) => {
  const dataDir = newDataDir()
  const texts = new Map<string, string>()
  let files: ReturnType<typeof filesUnder> = []
  let secrets: Secret[] = []
  let tables = 0

  beforeAll(async () => {
    const collector = await openCollector()
    const redis: TestRedis | undefined = withRedis ? await startRedis() : undefined
    const database = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
    const internalPort = String(await freePort())
    const encryptionSecret = randomBytes(32).toString('base64url')
    const house = await openHouse(mode, dataDir, {
      DATABASE_URL: database.url,
      ...(redis ? { REDIS_URL: redis.url } : {}),
      INTERNAL_PORT: internalPort,
      KEY_ENCRYPTION_SECRET: encryptionSecret,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      LOG_LEVEL: 'trace',
      // Everything here comes from one address: counted all the same, so that Redis has what is counted.
      ...{ RATES: 'on', RATE_SIGN_IN_POINTS: '10000', RATE_ACCOUNT_POINTS: '10000' },
      ...{ RATE_ADDRESS_POINTS: '100000', RATE_USER_POINTS: '100000' },
    })
    try {
      const driven = await driveAll({ house, dataDir, adminUrl: database.url })
      secrets = [
        ...driven.secrets,
        ...(await keptSecrets(database.url, { dataDir, encryptionSecret })),
      ]
      await plant(database.url, driven.caller.post)
      if (redis) await plantInRedis(redis.url)
      const root = await signIn(house.product.url, 'root@demo.test')
      await vi.waitFor(async () => expect(await readAuditLog(root)).toContain(CANARY.text), {
        timeout: 20_000,
        interval: 500,
      })
      const dump = await dumpTables(database.url)
      tables = dump.tables
      texts.set('tables', dump.text)
      texts.set('the audit log', await readAuditLog(root))
      const metrics = await fetch(`http://127.0.0.1:${internalPort}/metrics`)
      // No label holds what a stranger wrote: the canary is put into what was read.
      texts.set('metrics', `${await metrics.text()}\n# ${CANARY.text}`)
      texts.set('refusals', driven.caller.refused.join('\n'))
      if (redis) texts.set('Redis', await dumpRedis(redis.url))
    } finally {
      // Each process sends its last spans, and writes its last lines, when it ends.
      await house.product.stop()
      await database.stop()
      await redis?.stop()
      collector.close()
    }
    texts.set('logs', house.product.output())
    texts.set('spans', collector.text())
    files = filesUnder(dataDir, MADE_FOR_SECRETS)
  }, 300_000)

  afterAll(() => removeDataDir(dataDir))

  /** What may not be in a place. */
  const strange = (place: string) => secrets.filter(({ keptIn = [] }) => !keptIn.includes(place))

  it('are at least 40, of everything that is a secret', () => {
    const names = new Set(secrets.map(({ name }) => name))
    console.info(`${mode}: ${names.size} secrets: ${[...names].join(', ')}`)
    expect(names.size).toBeGreaterThanOrEqual(40)
    expect(new Set(secrets.map(({ text }) => text)).size).toBe(secrets.length)
    expect(tables).toBeGreaterThan(50)
    for (const each of ['payments_jobs', 'dead_letters', 'auth.outbox', 'auth.oauth_artifacts'])
      expect(texts.get('tables')).toContain(each)
  })

  it.each(PLACES)('are not in %s // SEC-9 NFR-12 I14', (place) => {
    expect(foundIn(texts.get(place) ?? '', strange(place))).toEqual([])
  })

  it.each(PLACES)('would be found in %s: a canary is', (place) => {
    expect(foundIn(texts.get(place) ?? '', [CANARY])).toEqual(['canary'])
  })

  it('would be found in a table, in columns of each kind', () => {
    expect(foundIn(texts.get('tables') ?? '', [DEEP, RAW])).toEqual(['deep', 'raw'])
  })

  it('are in no file, Postgres’ log of what it has written among them // SEC-9 I14', () => {
    expect(files.some(({ path }) => path.includes('pg_wal'))).toBe(true)
    expect(files.some(({ path }) => path.endsWith('postgres.log'))).toBe(true)
    const found = files.flatMap(({ path, bytes }) =>
      foundInBytes(bytes, strange('files')).map((name) => `${name}: ${path}`),
    )
    expect(found).toEqual([])
  })

  it('would be found in files: the canary is, also of a row that is gone', () => {
    const found = files.filter(({ bytes }) => foundInBytes(bytes, [CANARY]).length > 0)
    expect(found.some(({ path }) => path.includes('pg_wal'))).toBe(true)
    expect(found.length).toBeGreaterThan(1)
  })
})

it('a secret is found in each of its forms', () => {
  const secret = { name: 'it', text: 'a-Secret/of+32 bytes, "quoted" and all' }
  expect(formsOf(secret.text).length).toBeGreaterThanOrEqual(8)
  const forms = [
    ...[secret.text, secret.text.toUpperCase(), encodeURIComponent(secret.text)],
    ...(['hex', 'base64', 'base64url'] as const).flatMap((form) =>
      ['', 'x', 'xy', 'xyz'].map((before) =>
        Buffer.from(`${before}${secret.text} and more`).toString(form),
      ),
    ),
    JSON.stringify({ deep: secret.text }),
  ]
  for (const form of forms) expect(foundIn(`… ${form} …`, [secret])).toEqual(['it'])
  expect(foundIn('something else', [secret])).toEqual([])
})

/** The secrets of the system itself: what it seals with, signs with and logs in with. */
async function keptSecrets(
  adminUrl: string,
  { dataDir, encryptionSecret }: Readonly<{ dataDir: string; encryptionSecret: string }>,
): Promise<Secret[]> {
  const sql = postgres(adminUrl, { max: 1 })
  const rows = await sql<{ kid: string; sealed: string }[]>`
    select kid, sealed_private_jwk as sealed from auth.signing_keys`.finally(() => sql.end())
  const seal = newSeal([encryptionSecret])
  const signing = rows.map(({ kid, sealed }) => ({
    name: `the private half of signing key ${kid}`,
    text: JSON.parse(seal.open(sealed, `signing-key:${kid}`)).d as string,
  }))
  const files = filesUnder(join(dataDir, 'keys'), []).filter(({ path }) => path.endsWith('.json'))
  const keys = files.flatMap(({ path }) => {
    const { d } = JSON.parse(readFileSync(path, 'utf8'))
    return d ? [{ name: `the private half in ${path.split('/').at(-1)}`, text: d as string }] : []
  })
  const passwords = Object.entries({ superuser: adminUrl, ...roleUrls(adminUrl) }).map(
    ([who, url]) => ({
      name: `the password of ${who}`,
      text: decodeURIComponent(new URL(url).password),
    }),
  )
  expect(signing.length).toBeGreaterThan(0)
  expect(keys.length).toBeGreaterThan(0)
  return [
    { name: 'KEY_ENCRYPTION_SECRET', text: encryptionSecret },
    ...signing,
    ...keys,
    ...passwords,
  ]
}

/** Sends the canary through the product, and lays it into a table in every form: into one row that stays, and one that goes. */
async function plant(
  adminUrl: string,
  post: (query: string, variables?: object, headers?: Record<string, string>) => Promise<unknown>,
): Promise<void> {
  const { text } = CANARY
  const headers = { 'x-request-id': text.slice(0, 64) }
  const input = { email: 'nobody@demo.test', password: 'wrong-password', name: 'Nobody' }
  await post(
    'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }',
    { input },
    headers,
  )
  await post('{ nothing }', {}, headers)
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`create schema scratch`
    await sql`create table scratch.canaries (plain text, deep jsonb, raw bytea)`
    const deep = sql.json({ deep: [Buffer.from(DEEP.text).toString('base64')] })
    await sql`insert into scratch.canaries values (${text}, ${deep}, ${Buffer.from(RAW.text)})`
    await sql`insert into scratch.canaries values (${text}, null, null)`
    await sql`delete from scratch.canaries where deep is null`
    await sql`checkpoint`
  } finally {
    await sql.end()
  }
}

async function plantInRedis(url: string): Promise<void> {
  const { Redis } = await import('ioredis')
  const redis = new Redis(url)
  await redis.set('tallystick:scratch', CANARY.text)
  redis.disconnect()
}
