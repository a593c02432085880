import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newClient, newMemorySession, newSignedFetch, persisted } from '@tallystick/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import { data } from '../../kit/client.ts'
import { newDataDir, removeDataDir } from '../../kit/product.ts'
import { greeting, type Sent, sendSocket } from '../attack-sheet/sheet.ts'
import { toSearch } from '../attack-sheet/transports.ts'
import { type House, openHouse } from '../partner-keys/house.ts'
import { IDS } from '../partner-keys/operations.ts'
import { codeOf, newKey, type Partner, sendAs, type Told } from '../partner-keys/partner.ts'
import {
  byEd25519,
  byHmac,
  type Lie,
  newSigningKey,
  reasonOf,
  type SigningPartner,
  sendSigned,
  signed,
} from './signer.ts'

const dataDir = newDataDir()
let house: House
let hmac: SigningPartner & { publicKey: string }
let ed25519: SigningPartner & { publicKey: string }
let unsigned: Partner

beforeAll(async () => {
  house = await openHouse('embedded', dataDir)
  hmac = await newSigningKey(house.ada, 'HMAC_SHA256')
  ed25519 = await newSigningKey(house.ada, 'ED25519')
  unsigned = await newKey(house.ada, {})
})

afterAll(async () => {
  await house?.product.stop()
  const books = verifyBooks(dataDir)
  removeDataDir(dataDir)
  expect(books).toMatchObject({ code: 0 })
})

let count = 0
const paying = (): Sent => ({
  body: JSON.stringify({ documentId: IDS.send, variables: house.toBen(1, `signed-${++count}`) }),
})
const asking: Sent = { body: JSON.stringify({ documentId: IDS.counted }) }
const reading = (): Sent => ({
  method: 'GET',
  path: `/graphql?${toSearch({ documentId: IDS.account, variables: { id: house.wallet } })}`,
})
const S = () => Math.floor(Date.now() / 1000)
const isPaid = ({ answer }: Told): boolean =>
  answer.data?.sendMoney?.__typename === 'SendMoneySuccess'

describe('a signed request // RBA-12 PRT-3', () => {
  it.each(['HMAC_SHA256', 'ED25519'] as const)('moves money, by %s', async (algorithm) => {
    const before = await house.available()
    const told = await sendSigned(algorithm === 'ED25519' ? ed25519 : hmac, paying())
    expect([told.status, isPaid(told)]).toEqual([200, true])
    expect(await house.available()).toBe(before - 1n)
  })

  it('reads by GET, follows by events, and downloads a statement', async () => {
    const { answer } = await sendSigned(hmac, reading())
    expect(answer.data.account.id).toBe(house.wallet)
    const headers = { accept: 'text/event-stream' }
    const following = sendSigned(ed25519, {
      headers,
      body: JSON.stringify({ documentId: IDS.follow }),
    })
    const moving = setInterval(() => void sendSigned(hmac, paying()), 300)
    expect((await following).answer.data.paymentStatusChanged.cursor).toBeTypeOf('string')
    clearInterval(moving)
    const path = `/statements/${house.wallet}/${new Date().toISOString().slice(0, 7)}.csv`
    const send = (sent: Sent) =>
      fetch(new URL(path, house.product.url), {
        headers: {
          ...(sent.headers as Record<string, string>),
          authorization: `Bearer ${hmac.key}`,
        },
      })
    expect((await send(signed(hmac, { method: 'GET', path }))).status).toBe(200)
    expect((await send({ method: 'GET', path })).status).toBe(401)
  })

  it('is made by our client, also again after a refusal', async () => {
    const { key: apiKey, secret: signatureSecret, url } = hmac
    const client = newClient({
      ...{ url, webSocket: null, fetch: newSignedFetch({ apiKey, signatureSecret }) },
      session: newMemorySession({ accessToken: apiKey }),
    })
    const me = persisted<{ me: { id: string } }, Record<string, never>>(IDS.counted)
    for (let time = 0; time < 3; time++) expect((await client.query(me, {})).me.id).toMatch(/^usr_/)
  })

  it('asks nothing of a key that signs nothing, whatever its headers say', async () => {
    const lie = signed({ ...unsigned, sign: () => 'x', secret: '' }, asking)
    expect((await sendAs(unsigned, lie)).answer.data.me.id).toMatch(/^usr_/)
  })
})

type Attack = readonly [what: string, reason: string, () => Promise<Told>]
const lying = (what: string, lie: () => Lie, reason = 'SIGNATURE_INVALID'): Attack => [
  what,
  reason,
  () => sendSigned(hmac, paying(), lie()),
]
const malformed = (
  what: string,
  header: string,
  value: (good: string) => string | string[],
): Attack => [
  what,
  'SIGNATURE_MALFORMED',
  () => {
    const sent = signed(hmac, paying())
    const good = String(sent.headers?.[header])
    return sendAs(hmac, { ...sent, headers: { ...sent.headers, [header]: value(good) } })
  },
]

const ATTACKS: readonly Attack[] = [
  ['without a signature', 'SIGNATURE_MISSING', () => sendAs(hmac, paying())],
  ...['x-signature', 'x-signature-timestamp', 'x-signature-nonce'].map((header) =>
    lying(`without ${header}`, () => ({ headers: { [header]: undefined } }), 'SIGNATURE_MISSING'),
  ),
  lying('signed for another body', () => ({ body: '{"documentId":"x"}' })),
  lying('signed for no body', () => ({ body: '' })),
  [
    'whose body says the same in other bytes',
    'SIGNATURE_INVALID',
    () => {
      const sent = paying()
      const { headers } = signed(hmac, sent)
      return sendAs(hmac, { ...(headers ? { headers } : {}), body: ` ${sent.body}` })
    },
  ],
  lying('signed for another path', () => ({ path: '/graphql?' })),
  lying('signed for a whole URL', () => ({ path: hmac.url })),
  lying('signed for another method', () => ({ method: 'GET' })),
  lying('signed in small letters', () => ({ method: 'post' })),
  lying('signed for another key', () => ({ keyId: ed25519.keyId })),
  lying('signed for another time', () => {
    const timestamp = S() - 1
    return { timestamp, headers: { 'x-signature-timestamp': String(S() + 2) } }
  }),
  lying('signed for another nonce', () => ({ headers: { 'x-signature-nonce': randomUUID() } })),
  lying('signed with the secret of nobody', () => ({ sign: byHmac(`tss_${'a'.repeat(43)}`) })),
  lying('signed with the text of the key', () => ({ sign: byHmac(hmac.key) })),
  lying('signed with no secret', () => ({ sign: byHmac('') })),
  lying('signed with two fields run together', () => ({
    path: `/graphql\n${'0'.repeat(64)}`,
  })),
  [
    'of one key with the signature of another',
    'SIGNATURE_MALFORMED',
    () => sendSigned({ ...hmac, sign: ed25519.sign }, paying()),
  ],
  [
    'whose public key is taken for a secret',
    'SIGNATURE_MALFORMED',
    () => sendSigned({ ...ed25519, sign: byHmac(ed25519.publicKey) }, paying()),
  ],
  [
    'by a private key of one’s own',
    'SIGNATURE_INVALID',
    () => {
      const { privateKey } = generateKeyPairSync('ed25519')
      return sendSigned(ed25519, paying(), { sign: byEd25519(privateKey) })
    },
  ],
  [
    'with a signature of zeros',
    'SIGNATURE_INVALID',
    () => sendSigned(ed25519, paying(), { sign: () => 'A'.repeat(86) }),
  ],
  lying('from 302 seconds ago', () => ({ timestamp: S() - 302 }), 'SIGNATURE_OUTSIDE_WINDOW'),
  lying('from 302 seconds ahead', () => ({ timestamp: S() + 302 }), 'SIGNATURE_OUTSIDE_WINDOW'),
  lying('from 1970', () => ({ timestamp: 1 }), 'SIGNATURE_OUTSIDE_WINDOW'),
  malformed('with two signatures', 'x-signature', (good) => [good, good]),
  malformed('with two times', 'x-signature-timestamp', (good) => [good, good]),
  malformed('with two nonces', 'x-signature-nonce', (good) => [good, good]),
  malformed('with a padded signature', 'x-signature', (good) => `${good}=`),
  malformed('with a hexadecimal signature', 'x-signature', (good) =>
    Buffer.from(good, 'base64url').toString('hex'),
  ),
  lying('with a time in words', () => ({ timestamp: 'now' }), 'SIGNATURE_MALFORMED'),
  lying('with a time in milliseconds', () => ({ timestamp: Date.now() }), 'SIGNATURE_MALFORMED'),
  lying('with a nonce of 15 characters', () => ({ nonce: 'n'.repeat(15) }), 'SIGNATURE_MALFORMED'),
  lying('with a nonce of 65 characters', () => ({ nonce: 'n'.repeat(65) }), 'SIGNATURE_MALFORMED'),
  lying(
    'with a nonce that is a statement',
    () => ({ nonce: "'; drop table x; --" }),
    'SIGNATURE_MALFORMED',
  ),
  ['that reads by GET unsigned', 'SIGNATURE_MISSING', () => sendAs(hmac, reading())],
  [
    'that reads by GET with another query than was signed',
    'SIGNATURE_INVALID',
    () => {
      const sent = reading()
      return sendAs(hmac, { ...signed(hmac, sent), path: `${sent.path}&extensions=%7B%7D` })
    },
  ],
  [
    'for events unsigned',
    'SIGNATURE_MISSING',
    () =>
      sendAs(hmac, {
        headers: { accept: 'text/event-stream' },
        body: JSON.stringify({ documentId: IDS.follow }),
      }),
  ],
]
describe('a request of a key that signs // RBA-12 PRT-3', () => {
  it.each(ATTACKS)('%s is refused: %s; nothing moves', async (_what, reason, attack) => {
    const before = await house.available()
    const told = await attack()
    expect([told.status, codeOf(told), reasonOf(told)]).toEqual([401, 'UNAUTHENTICATED', reason])
    expect(told.answer.data ?? null).toBeNull()
    expect(await house.available()).toBe(before)
  })

  it('is refused when it comes again, whatever came first', async () => {
    const sent = signed(hmac, paying())
    expect(isPaid(await sendAs(hmac, sent))).toBe(true)
    for (let time = 0; time < 3; time++) {
      const told = await sendAs(hmac, sent)
      expect([told.status, reasonOf(told)]).toEqual([401, 'SIGNATURE_REPLAYED'])
    }
    const nonce = randomUUID()
    expect((await sendSigned(hmac, asking, { nonce })).status).toBe(200)
    expect(reasonOf(await sendSigned(hmac, paying(), { nonce }))).toBe('SIGNATURE_REPLAYED')
    expect((await sendSigned(ed25519, asking, { nonce })).status).toBe(200)
  })

  it('runs once, of fifty at once', async () => {
    const [sent, before] = [signed(hmac, paying()), await house.available()]
    const all = await Promise.all(Array.from({ length: 50 }, () => sendAs(hmac, sent)))
    expect(all.filter(isPaid)).toHaveLength(1)
    expect(all.filter((told) => reasonOf(told) === 'SIGNATURE_REPLAYED')).toHaveLength(49)
    expect(await house.available()).toBe(before - 1n)
  })

  it('does not use its nonce up while its signature is bad', async () => {
    const nonce = randomUUID()
    expect(reasonOf(await sendSigned(hmac, paying(), { nonce, sign: byHmac('x') }))).toBe(
      'SIGNATURE_INVALID',
    )
    expect(isPaid(await sendSigned(hmac, paying(), { nonce }))).toBe(true)
  })

  it('is told what has to be signed, and the time of the server', async () => {
    const told = await sendSigned(hmac, asking, { path: '/elsewhere' })
    const { signedText } = Object(told.answer.errors?.[0]?.extensions['details'])
    expect(signedText.split('\n').slice(0, 3)).toEqual(['v1', 'POST', '/graphql'])
    const late = await sendSigned(hmac, asking, { timestamp: S() - 999 })
    const { serverTime } = Object(late.answer.errors?.[0]?.extensions['details'])
    expect(Math.abs(serverTime - S())).toBeLessThan(5)
  })

  it('is no socket: it is closed with 4401, by its key and by its header', async () => {
    const { status } = await sendSocket(hmac, { messages: [greeting(hmac.key)] })
    expect(status).toBe(4401)
  })

  it('ends its old secret with a rotation, and in the overlap each text goes with its own', async () => {
    const one = await newSigningKey(house.ada, 'HMAC_SHA256')
    const rotate = async (overlapMinutes: number): Promise<SigningPartner> => {
      const { rotateApiKey } = await data(
        house.ada,
        `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
          ... on RotateApiKeySuccess { secret signatureSecret } } }`,
        { input: { id: one.keyId, overlapMinutes } },
      )
      const { secret: key, signatureSecret: secret } = rotateApiKey
      return { ...one, key, secret, sign: byHmac(secret) }
    }
    const two = await rotate(60)
    expect((await sendSigned(two, asking)).status).toBe(200)
    await expect.poll(async () => (await sendSigned(one, asking)).status).toBe(200)
    expect(reasonOf(await sendSigned({ ...two, sign: one.sign }, asking))).toBe('SIGNATURE_INVALID')
    expect(reasonOf(await sendSigned({ ...one, sign: two.sign }, asking))).toBe('SIGNATURE_INVALID')
    const three = await rotate(0)
    expect((await sendSigned(three, asking)).status).toBe(200)
    await expect.poll(async () => (await sendSigned(two, asking)).status).toBe(401)
  })
})

describe('the guide', () => {
  const page = readFileSync('docs/how-to/sign-partner-requests.md', 'utf8')
  const [program = '', line = ''] = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(
    ([, block]) => block ?? '',
  )
  const [, pair = ''] = /^```sh\n([\s\S]*?)^```/m.exec(page) ?? []
  const run = (text: string, env: Record<string, string>) => {
    const folder = join(dataDir, 'partner')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'sign.mjs'), text.replace('http://127.0.0.1:4000/graphql', hmac.url))
    return spawnSync(process.execPath, ['sign.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    })
  }

  it('has a program of about 20 lines that signs by HMAC', () => {
    const env = { TALLYSTICK_KEY: hmac.key, TALLYSTICK_SIGNATURE_SECRET: hmac.secret }
    const { stdout, stderr } = run(program, env)
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringContaining(house.wallet),
      stderr: '',
    })
    expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(22)
  })

  it('makes a pair by its commands, and signs by it with one line changed', async () => {
    const folder = join(dataDir, 'partner')
    mkdirSync(folder, { recursive: true })
    const made = spawnSync('bash', ['-c', pair], { cwd: folder, encoding: 'utf8' })
    const { createApiKey } = await data(
      house.ada,
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
        ... on CreateApiKeySuccess { secret } } }`,
      {
        input: {
          ...{ name: 'the guide', clientId: 'acme', scopes: ['accounts:read'] },
          signature: { algorithm: 'ED25519', publicKey: made.stdout.trim() },
        },
      },
    )
    const imports = "import { sign } from 'node:crypto'\nimport { readFileSync } from 'node:fs'\n"
    const changed = imports + program.replace(/^ {2}'x-signature':.*\n/m, line)
    const { stdout, stderr } = run(changed, { TALLYSTICK_KEY: createApiKey.secret })
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringContaining(house.wallet),
      stderr: '',
    })
  })
})

it('no secret that signs is in a line of the log', () => {
  expect(house.product.output()).not.toContain(hmac.secret)
  expect(house.product.output()).not.toContain('tss_')
})
