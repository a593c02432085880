import { join } from 'node:path'
import { startPostgres } from '@tallystick/db/postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Client, DEMO_PASSWORD, data, type Loose, post, signIn } from '../../kit/client.ts'
import {
  type Mode,
  newDataDir,
  type Product,
  removeDataDir,
  startProduct,
} from '../../kit/product.ts'
import { newBrowserSession } from '../cookie-mode/browser-session.ts'
import { codeOf } from './totp.ts'

const ADA = { email: 'ada@demo.test', password: DEMO_PASSWORD }
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on MfaRequired { challengeId methods passkeyOptions } ... on Refusal { code } } }`
const VERIFY = `mutation ($input: VerifyMfaInput!) { verifyMfa(input: $input) { __typename
  ... on VerifyMfaSuccess { session { id accessToken } } ... on Refusal { code } } }`
const STEP_UP = 'mutation { startStepUp { challengeId methods } }'
const ENROLL = 'mutation { enrollTotp { ... on EnrollTotpSuccess { secret uri } } }'
const CONFIRM = `mutation ($code: String!) { confirmTotp(input: { code: $code }) {
  ... on ConfirmTotpSuccess { recoveryCodes } } }`
const MAKE_KEY = `mutation { createApiKey(input: { name: "Shop", clientId: "shop", scopes: ["payments:read"] }) {
  ... on CreateApiKeySuccess { key { id } } } }`
const LOG = '{ auditLogs(first: 100) { nodes { action actor { id } details address } } }'

describe.each<Mode>(['embedded', 'distributed'])('second factors, %s', (mode) => {
  const dataDir = newDataDir()
  let database: Awaited<ReturnType<typeof startPostgres>>
  let product: Product
  /** Signed in with the password alone, before there was a factor. */
  let before: Client
  let secret: string
  let recoveryCodes: string[]

  beforeAll(async () => {
    database = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
    const env = { DATABASE_URL: database.url, LOG_LEVEL: 'trace', RATES: 'off' }
    product = await startProduct({ mode, dataDir, env })
    before = await signIn(product.url, ADA.email)
    const ada = await signIn(product.url, ADA.email)
    secret = (await data(ada, ENROLL)).enrollTotp.secret
    // The code before this one, so that this one is still to be used.
    recoveryCodes = (await data(ada, CONFIRM, { code: codeOf(secret, -1) })).confirmTotp
      .recoveryCodes
  })
  afterAll(async () => {
    await product?.stop()
    await database?.stop()
    removeDataDir(dataDir)
  })

  const ask = async (): Promise<Loose> =>
    (await data({ url: product.url }, SIGN_IN, { input: ADA })).signIn

  it('are asked for after the password, and complete the sign-in (AUT-4, MFA-1)', async () => {
    const asked = await ask()
    expect(asked).toMatchObject({ __typename: 'MfaRequired', methods: ['TOTP', 'RECOVERY_CODE'] })
    const input = { challengeId: asked.challengeId, code: codeOf(secret) }
    const { verifyMfa } = await data({ url: product.url }, VERIFY, { input })
    const token = verifyMfa.session.accessToken
    expect(await data({ url: product.url, token }, '{ me { email } }')).toEqual({
      me: { email: ADA.email },
    })
    const again = await data({ url: product.url }, VERIFY, { input })
    expect(again.verifyMfa).toMatchObject({ code: 'CHALLENGE_ENDED' })
  })

  it('are asked for before what is sensitive, and a step-up is enough (MFA-5)', async () => {
    const denied = await post(before, MAKE_KEY)
    expect(denied.errors?.[0]?.extensions).toMatchObject({
      code: 'REQUIRES_STEP_UP',
      outcome: 'NOT_APPLIED',
      details: { methods: ['TOTP', 'RECOVERY_CODE'], minutes: 15 },
    })
    const { challengeId } = (await data(before, STEP_UP)).startStepUp
    const input = { challengeId, recoveryCode: recoveryCodes[0] }
    const stranger = await data({ url: product.url }, VERIFY, { input })
    expect(stranger.verifyMfa).toMatchObject({ code: 'CHALLENGE_ENDED' })
    const { verifyMfa } = await data(before, VERIFY, { input })
    expect(verifyMfa).toEqual({ __typename: 'VerifyMfaSuccess', session: null })
    expect((await data(before, MAKE_KEY)).createApiKey.key.id).toMatch(/^key_/)
  })

  it('begin a session in cookie mode, too, and a step-up leaves its cookie (MFA-1, TOK-12)', async () => {
    const browser = newBrowserSession(product.url)
    const asked = (await browser.post(SIGN_IN, { input: ADA })).data.signIn
    expect(browser.cookie()).toBeUndefined()
    const input = { challengeId: asked.challengeId, recoveryCode: recoveryCodes[1] }
    const { verifyMfa } = (await browser.post(VERIFY, { input })).data
    expect(verifyMfa.session).toMatchObject({ accessToken: null })
    const cookie = browser.cookie()
    expect(cookie).toBeDefined()
    const { challengeId } = (await browser.post(STEP_UP)).data.startStepUp
    const next = { challengeId, recoveryCode: recoveryCodes[2] }
    expect((await browser.post(VERIFY, { input: next })).data.verifyMfa).toMatchObject({
      session: null,
    })
    expect(browser.cookie()).toBe(cookie)
    expect((await browser.post('{ me { email } }')).data).toEqual({ me: { email: ADA.email } })
  })

  it('are in the audit log with who and where, and their secrets nowhere (EVT-1, SEC-9)', async () => {
    const wrong = { challengeId: (await ask()).challengeId, code: 'abcdef' }
    await data({ url: product.url }, VERIFY, { input: wrong })
    const root = await signIn(product.url, 'root@demo.test')
    const actions = [
      'auth:mfa:enrolled',
      'auth:mfa:required',
      'auth:mfa:verified',
      'auth:mfa:failed',
      'auth:recovery_codes:made',
      'auth:session:proved',
    ]
    const logged = await vi.waitFor(
      async () => {
        const { nodes } = (await data(root, LOG)).auditLogs
        expect(nodes.map(({ action }: Loose) => action)).toEqual(expect.arrayContaining(actions))
        return nodes as Loose[]
      },
      { timeout: 20_000, interval: 500 },
    )
    const enrolled = logged.find(({ action }) => action === 'auth:mfa:enrolled')
    expect(enrolled).toMatchObject({ actor: { id: expect.stringMatching(/^usr_/) } })
    expect(enrolled.address).toMatch(/127\.0\.0\.1|::1/)
    const seen = `${JSON.stringify(logged)}${product.output()}`
    for (const each of [secret, wrong.challengeId, ...recoveryCodes])
      expect(seen).not.toContain(each)
  })
})
