/**
 * Everything that people and programs do with a secret, once each, right and wrong. Codes of six digits are left out: a million
 * texts cannot be told from the numbers of a dump.
 */
import { randomBytes } from 'node:crypto'
import * as client from 'openid-client'
import postgres from 'postgres'
import { DEMO_PASSWORD, type Loose, subscribe } from '../../kit/client.ts'
import { newBrowserSession } from '../cookie-mode/browser-session.ts'
import { type House, libraryOf, newApp, newBrowser, newRequest } from '../oauth/house.ts'
import { sendAs } from '../partner-keys/partner.ts'
import { codeOf } from '../second-factors/totp.ts'
import { byHmac, signed } from '../signed-requests/signer.ts'
import { type Caller, messageOf, newCaller, tokenIn } from './caller.ts'
import type { Secret } from './forms.ts'

/** What a flow works with. */
export type Flow = Readonly<{
  house: House
  caller: Caller
  dataDir: string
  adminUrl: string
  /** Notes a secret. */
  keep(name: string, text: unknown, keptIn?: readonly string[]): void
}>

/** A text that nobody has written before, in the place of one that a person would choose. */
const planted = (what: string): string => `Planted-${what}-${randomBytes(12).toString('hex')}`

const EMAIL = 'eve@demo.test'
const SESSION = 'session { id accessToken refreshToken }'
const REFUSAL = '... on Refusal { code message }'
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  ... on SignUpSuccess { ${SESSION} user { id } } ${REFUSAL} } }`
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  ... on SignInSuccess { ${SESSION} } ... on MfaRequired { challengeId code } ${REFUSAL} } }`
const REFRESH = `mutation ($refreshToken: String!) { refreshSession(input: { refreshToken: $refreshToken }) {
  ... on RefreshSessionSuccess { ${SESSION} } ${REFUSAL} } }`
const VERIFY = `mutation ($input: VerifyMfaInput!) { verifyMfa(input: $input) {
  ... on VerifyMfaSuccess { ${SESSION} } ${REFUSAL} } }`

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** The signature of a JWT, without which the rest is worth nothing. */
const signatureOf = (token: string): string => token.split('.').at(-1) ?? ''

/** The secret of an API key, behind the name of the key. */
const secretOf = (key: string): string => key.slice(-43)

/** Signing up and in, wrong and right, by variables, by literals and in a browser; tokens used, used again, and invented. */
export async function passwordFlow({ caller, house, keep }: Flow): Promise<Loose> {
  const [password, wrong, literal] = [planted('sign-up'), planted('wrong'), planted('literal')]
  keep('the password at sign-up', password)
  keep('a wrong password', wrong)
  keep('a password in the text of an operation', literal)
  const person = { email: EMAIL, password, name: 'Eve' }
  const { session, user } = await caller.get(SIGN_UP, { input: person })
  await caller.post(SIGN_UP, { input: { ...person, password: 'short', name: 'x'.repeat(300) } })
  await caller.post(SIGN_IN, { input: { email: EMAIL, password: wrong } })
  await caller.post(SIGN_IN, { input: { email: EMAIL, password: { wrong } } })
  await caller.post(SIGN_IN, { input: [wrong] })
  await caller.post(
    `mutation { signIn(input: { email: "${EMAIL}", password: "${literal}" }) { ${REFUSAL} } }`,
  )
  await caller.post(`mutation { signIn(input: { email: "${EMAIL}", password: "${literal}`)
  await fetch(`${house.product.url}?query=%7Bme%7Bid%7D%7D&password=${wrong}`)

  const { session: second } = await caller.get(SIGN_IN, { input: { email: EMAIL, password } })
  const { session: third } = await caller.get(REFRESH, { refreshToken: second.refreshToken })
  await caller.post(REFRESH, { refreshToken: second.refreshToken })
  const invented = randomBytes(32).toString('base64url')
  await caller.post(REFRESH, { refreshToken: invented })
  await caller.post('{ me { id } }', {}, bearer(`${third.accessToken}x`))
  await caller.post('{ me { id } }', {}, bearer(invented))
  await caller.post('{ me { nothing } }', {}, bearer(third.accessToken))
  const stream = subscribe({ url: house.product.url, token: third.accessToken }, 'ws', {
    query: 'subscription { paymentStatusChanged { cursor } }',
  })
  await caller.get('{ me { id } }', {}, third.accessToken)
  await stream.stop()
  keep('an access token', signatureOf(third.accessToken))
  keep('a refresh token that was used', second.refreshToken)
  keep('a refresh token', third.refreshToken)
  keep('a token that somebody invented', invented)

  const browser = newBrowserSession(house.product.url)
  await browser.signIn('ben')
  await browser.post('{ me { id } }')
  keep('the secret of a cookie', browser.secret())
  return { ...session, password, userId: user.id }
}

/** A new password by the old one and by a link, and an address that is verified. */
export async function resetFlow({ caller, dataDir, keep }: Flow, person: Loose): Promise<string> {
  const [changed, reset] = [planted('changed'), planted('reset')]
  const input = { email: EMAIL }
  await caller.get(
    'mutation ($input: ResendVerificationInput!) { resendVerification(input: $input) { minutes } }',
    { input },
  )
  const shown = tokenIn(await messageOf(dataDir, 'EMAIL_VERIFICATION'))
  keep('the token of a link that verifies an address', shown)
  const VERIFY_EMAIL = `mutation ($token: String!) { verifyEmail(input: { token: $token }) {
    ... on VerifyEmailSuccess { user { id } } ${REFUSAL} } }`
  await caller.get(VERIFY_EMAIL, { token: shown })
  await caller.post(VERIFY_EMAIL, { token: shown })

  keep('a new password', changed)
  keep('a password that was set by a link', reset)
  const change = { currentPassword: person.password, newPassword: changed }
  await caller.get(
    `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
      ... on ChangePasswordSuccess { user { id } } ${REFUSAL} } }`,
    { input: change },
    person.accessToken,
  )
  await caller.get(
    'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { minutes } }',
    { input },
  )
  const token = tokenIn(await messageOf(dataDir, 'PASSWORD_RESET'))
  keep('the token of a link to a new password', token)
  const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) {
    ... on ResetPasswordSuccess { user { id } } ${REFUSAL} } }`
  await caller.get(RESET, { input: { token, password: reset } })
  await caller.post(RESET, { input: { token, password: reset } })
  return reset
}

/** Second factors: an app, recovery codes, challenges, a step-up, and a passkey that is none. */
export async function factorFlow({ caller, keep }: Flow, password: string): Promise<string> {
  const { session } = await caller.get(SIGN_IN, { input: { email: EMAIL, password } })
  const phone = { phone: '+2348012345678' }
  await caller.get(
    'mutation ($input: RequestPhoneVerificationInput!) { requestPhoneVerification(input: $input) { minutes } }',
    { input: phone },
    session.accessToken,
  )
  const { secret } = await caller.get(
    'mutation { enrollTotp { ... on EnrollTotpSuccess { secret } } }',
    {},
    session.accessToken,
  )
  keep('the secret of an authenticator app', secret)
  const { recoveryCodes } = await caller.get(
    'mutation ($code: String!) { confirmTotp(input: { code: $code }) { ... on ConfirmTotpSuccess { recoveryCodes } } }',
    { code: codeOf(secret, -1) },
    session.accessToken,
  )
  keep('a recovery code that was used', recoveryCodes[0])
  keep('a recovery code', recoveryCodes[1])
  const { challengeId } = await caller.get(SIGN_IN, { input: { email: EMAIL, password } })
  keep('the id of a challenge', challengeId)
  await caller.post(VERIFY, { input: { challengeId, recoveryCode: 'AAAA-BBBB-CCCC-DDDD' } })
  const input = { challengeId, recoveryCode: recoveryCodes[0] }
  const { session: proved } = await caller.get(VERIFY, { input })
  await caller.post(VERIFY, { input })
  const stepUp = await caller.get(
    'mutation { startStepUp { challengeId } }',
    {},
    proved.accessToken,
  )
  keep('the id of a step-up', stepUp.challengeId)
  const answer = { challengeId: stepUp.challengeId, code: codeOf(secret) }
  await caller.post(VERIFY, { input: answer }, bearer(proved.accessToken))
  const passkey = await caller.get('mutation { startPasskeySignIn { challengeId options } }')
  keep('the id of a passkey’s challenge', passkey.challengeId)
  keep('the challenge of a passkey', JSON.parse(passkey.options).challenge)
  await caller.post(
    `mutation ($input: FinishPasskeySignInInput!) { finishPasskeySignIn(input: $input) { ${REFUSAL} } }`,
    { input: { challengeId: passkey.challengeId, response: '{}' } },
  )
  return proved.accessToken
}

/** API keys: made, used, rotated, signed with, revoked. */
export async function keyFlow({ caller, keep }: Flow, token: string): Promise<void> {
  const input = {
    ...{ name: 'a shop', clientId: 'acme', scopes: ['accounts:read'] },
    signature: { algorithm: 'HMAC_SHA256' },
  }
  const made = await caller.get(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
      ... on CreateApiKeySuccess { secret signatureSecret key { id } } ${REFUSAL} } }`,
    { input },
    token,
  )
  const partner = {
    ...{ url: caller.url, key: made.secret, keyId: made.key.id, secret: made.signatureSecret },
    sign: byHmac(made.signatureSecret),
  }
  const asking = signed(partner, { body: JSON.stringify({ documentId: 'nothing' }) })
  for (let time = 0; time < 2; time += 1) caller.refused.push((await sendAs(partner, asking)).text)
  const forged = signed(partner, { body: '{}' }, { sign: () => 'x'.repeat(43) })
  caller.refused.push((await sendAs(partner, forged)).text)
  await caller.post('{ me { id } }', {}, bearer(`${made.secret.slice(0, -4)}AAAA`))
  const rotated = await caller.get(
    `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
      ... on RotateApiKeySuccess { secret signatureSecret } ${REFUSAL} } }`,
    { input: { id: made.key.id, overlapMinutes: 60 } },
    token,
  )
  await caller.post('{ me { id } }', {}, bearer(rotated.secret))
  keep('an API key', secretOf(made.secret))
  keep('an API key after its rotation', secretOf(rotated.secret))
  keep('a secret that requests are signed with', made.signatureSecret)
  keep('such a secret after its rotation', rotated.signatureSecret)
  keep('a signature', String(Object(asking.headers)['x-signature']))
}

/** OAuth: a program with a secret, a code and its proof key, tokens used, refreshed, introspected and revoked. */
export async function oauthFlow({ caller, house, keep }: Flow): Promise<void> {
  const refused = (fault: Error): void => {
    caller.refused.push(JSON.stringify([fault.message, fault.cause, fault]))
  }
  const browser = newBrowser(house)
  await browser.signIn('ada@demo.test')
  const app = await newApp(house)
  const config = await libraryOf(house, app)
  const { url, checks } = await newRequest(config)
  const back = await browser.allow(url)
  const tokens = await client.authorizationCodeGrant(config, back, checks)
  await client.authorizationCodeGrant(config, back, checks).catch(refused)
  const again = await newRequest(config)
  const live = await client.authorizationCodeGrant(
    config,
    await browser.allow(again.url),
    again.checks,
  )
  const next = await client.refreshTokenGrant(config, live.refresh_token ?? '')
  await client.tokenIntrospection(config, next.access_token)
  await caller.get('{ me { id } }', {}, next.access_token)
  await client.tokenRevocation(config, next.refresh_token ?? '')
  await caller.post('{ me { id } }', {}, bearer(next.access_token))
  const wrong = { ...app, secret: planted('client-secret') }
  await client.clientCredentialsGrant(await libraryOf(house, wrong)).catch(refused)
  const rotated = await caller.get(
    `mutation ($input: RotateOAuthClientSecretInput!) { rotateOAuthClientSecret(input: $input) {
      ... on RotateOAuthClientSecretSuccess { secret } ${REFUSAL} } }`,
    { input: { id: app.id, overlapMinutes: 60 } },
    house.ben.token,
  )
  keep('the secret of a program', app.secret)
  keep('a wrong secret of a program', wrong.secret)
  keep('the secret of a program after its rotation', rotated.secret)
  keep('a code of OAuth', back.searchParams.get('code'))
  keep('a proof key', checks.pkceCodeVerifier)
  keep('an access token of OAuth', tokens.access_token)
  keep('a refresh token of OAuth that was used', live.refresh_token)
  keep('a refresh token of OAuth', next.refresh_token)
  keep('an access token of OAuth that was refreshed', next.access_token)
  keep('an id token', signatureOf(tokens.id_token ?? ''))
}

/** What is stored of passwords may be in its table, and nowhere else. A hash of another system is tried, too. */
export async function hashFlow({ adminUrl, caller, keep }: Flow): Promise<void> {
  const other = `$2b$12$${randomBytes(40).toString('hex').slice(0, 53)}`
  const sql = postgres(adminUrl, { max: 1 })
  try {
    await sql`update auth.users set password_hash = ${other} where email = 'vera@demo.test'`
    await caller.post(SIGN_IN, { input: { email: 'vera@demo.test', password: DEMO_PASSWORD } })
    const [row] = await sql`select password_hash from auth.users where email = ${EMAIL}`
    keep('a hash of bcrypt', other, ['tables', 'files'])
    keep('a hash of argon2id', row?.['password_hash'], ['tables', 'files'])
  } finally {
    await sql.end()
  }
}

/** Does all of it. @returns every secret that there was */
export async function driveAll(
  facts: Omit<Flow, 'keep' | 'caller'>,
): Promise<{ secrets: Secret[]; caller: Caller }> {
  const secrets: Secret[] = []
  const caller = newCaller(facts.house.product.url)
  const flow: Flow = {
    ...facts,
    caller,
    keep(name, text, keptIn = []) {
      if (typeof text !== 'string' || text.length < 16)
        throw new Error(`${name} is ${JSON.stringify(text)}`)
      secrets.push({ name, text, keptIn })
    },
  }
  const person = await passwordFlow(flow)
  const password = await resetFlow(flow, person)
  const token = await factorFlow(flow, password)
  await keyFlow(flow, token)
  await oauthFlow(flow)
  await hashFlow(flow)
  return { secrets, caller }
}
