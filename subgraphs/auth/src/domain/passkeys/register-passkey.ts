import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { constraintOf } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { takeChallenge } from '../../db/passkey-challenges.ts'
import { countPasskeys, insertPasskey, listPasskeys } from '../../db/passkeys.ts'
import { getUser, lockUser } from '../../db/users.ts'
import { markProved } from '../factors/mark-proved.ts'
import { makeFirstRecoveryCodes } from '../factors/recovery-codes.ts'
import type { SecondFactorsOff } from '../factors/totp-enrollment.ts'
import type { Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import { deviceOf } from '../rules/device.ts'
import { isPasskeyName, type Passkey } from '../rules/passkey.ts'
import { challengeOf, hashOfChallenge, issueChallenge } from './challenge.ts'
import { readRegistration } from './credential-json.ts'
import { isFramed } from './judge-assertion.ts'
import { userHandleOf } from './verify-passkey.ts'
import { webauthn } from './webauthn.ts'

/** One passkey too many. */
export type TooManyPasskeys = Readonly<{ code: 'TOO_MANY_PASSKEYS'; max: number }>

/** Why no passkey is added. */
export type RegisterPasskeyRefused =
  | TooManyPasskeys
  | SecondFactorsOff
  | Readonly<{ code: 'INVALID_PASSKEY' | 'MALFORMED_NAME' }>

/** A challenge, and what the browser is to do with it, as JSON. */
export type PasskeyChallenge = Readonly<{ challengeId: string; options: string }>

const purpose = 'REGISTRATION'
/** EdDSA, ES256, RS256, as COSE numbers them: what authenticators have. */
const ALGORITHMS = [-8, -7, -257]

/** Begins to add a passkey: one that its authenticator keeps, and uses only for whom it knows. */
export async function startPasskeyRegistration(
  means: Means,
  userId: string,
): Promise<Result<PasskeyChallenge, TooManyPasskeys | SecondFactorsOff>> {
  const { db, settings } = means
  if (!settings.factors.enabled) return refused({ code: 'SECOND_FACTORS_OFF' })
  const { rpId: rpID, rpName, challengeMinutes, perPersonMax: max } = settings.passkeys
  const [user, own] = [await getUser(db, userId), await listPasskeys(db, userId)]
  if (own.length >= max) return refused({ code: 'TOO_MANY_PASSKEYS', max })
  const challengeId = await issueChallenge(means, { purpose, userId })
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    ...{ rpName, rpID, userName: user.email, userDisplayName: user.name },
    userID: Uint8Array.from(Buffer.from(userHandleOf(userId), 'base64url')),
    challenge: Uint8Array.from(Buffer.from(challengeOf(challengeId), 'base64url')),
    timeout: challengeMinutes * 60_000,
    attestationType: 'none',
    excludeCredentials: own.map(({ credentialId: id, transports }) => ({
      id,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
  return accepted({ challengeId, options: JSON.stringify(options) })
}

/** A passkey that an authenticator has just made. */
export type FinishPasskeyRegistration = Readonly<{
  userId: string
  sessionId: string
  challengeId: string
  /** `credential.toJSON()` as text. */
  response: string
  /** Null names it after the device that it was made on. */
  name: string | null
}>

/** A new passkey, and recovery codes, which are nowhere else; none when the person has some already. */
export type AddedPasskey = Readonly<{ passkey: Passkey; recoveryCodes: string[] }>

/**
 * Adds the passkey that an authenticator made for a challenge, and tells its person by mail. It shows that they are there:
 * else their own session would at once be worth less than before.
 */
export async function finishPasskeyRegistration(
  means: Means,
  input: FinishPasskeyRegistration,
): Promise<Result<AddedPasskey, RegisterPasskeyRefused>> {
  if (!means.settings.factors.enabled) return refused({ code: 'SECOND_FACTORS_OFF' })
  const name = input.name ?? deviceOf(means.cause.userAgent ?? null)
  if (!isPasskeyName(name)) return refused({ code: 'MALFORMED_NAME' })
  const made = await readMade(means, input)
  try {
    const result = await store(means, { ...input, name }, made)
    means.post.sendSoon()
    return result
  } catch (fault) {
    // Only the index can tell. Whose it is already is not said.
    if (constraintOf(fault) === 'passkeys_credential') return refused({ code: 'INVALID_PASSKEY' })
    throw fault
  }
}

const store = (
  means: Means,
  { userId, sessionId, challengeId, name }: FinishPasskeyRegistration & { name: string },
  made: Made | undefined,
): Promise<Result<AddedPasskey, RegisterPasskeyRefused>> =>
  means.outbox.transaction(async (tx, publish) => {
    const { now, cause, settings } = means
    const { perPersonMax: max } = settings.passkeys
    const user = await lockUser(tx, userId)
    const hash = hashOfChallenge(challengeId)
    const isTaken = await takeChallenge(tx, { hash, purpose, userId }, now)
    if (!isTaken || !made || user.status !== 'ACTIVE') return refused({ code: 'INVALID_PASSKEY' })
    if ((await countPasskeys(tx, userId)) >= max) return refused({ code: 'TOO_MANY_PASSKEYS', max })
    const id = newId('pky')
    const passkey = { ...made, id, userId, name, createdAt: now, lastUsedAt: null }
    await insertPasskey(tx, passkey)
    await writeNotice(tx, { user, what: 'FACTOR_ADDED' }, means)
    const aggregate = { type: 'user', id: userId }
    await publish({ type: 'auth:passkey:added', body: { userId, passkeyId: id }, aggregate, cause })
    await markProved({ tx, publish }, { userId, sessionId, provedBy: 'PASSKEY' }, means)
    const recoveryCodes = await makeFirstRecoveryCodes({ tx, publish }, userId, means)
    return accepted({ passkey, recoveryCodes })
  })

type Made = Omit<Passkey, 'id' | 'userId' | 'name' | 'createdAt' | 'lastUsedAt'>

async function readMade(
  { settings: { passkeys: settings } }: Means,
  { challengeId, response: text }: FinishPasskeyRegistration,
): Promise<Made | undefined> {
  const response = readRegistration(text)
  if (!response) return undefined
  const { isoBase64URL, ...library } = await webauthn()
  const verify = async () =>
    library.verifyRegistrationResponse({
      response: await withoutAttestation(response),
      expectedChallenge: challengeOf(challengeId),
      expectedOrigin: [...settings.origins],
      expectedRPID: settings.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
  const made = await verify().catch(() => undefined)
  if (!made?.verified || isFramed(response)) return undefined
  const { credential, aaguid, credentialBackedUp: isBackedUp } = made.registrationInfo
  const { id: credentialId, counter, transports = [] } = credential
  if (credentialId !== response.id) return undefined
  const publicKey = isoBase64URL.fromBuffer(credential.publicKey)
  return { credentialId, publicKey, counter, transports, aaguid, isBackedUp }
}

/** Without what an authenticator says of its maker: nobody asked, and certificates are not to be followed anywhere. */
async function withoutAttestation(
  response: RegistrationResponseJSON,
): Promise<RegistrationResponseJSON> {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } = await webauthn()
  const said = decodeAttestationObject(isoBase64URL.toBuffer(response.response.attestationObject))
  const plain = new Map<string, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', said.get('authData')],
  ])
  const attestationObject = isoBase64URL.fromBuffer(isoCBOR.encode(plain as never))
  return { ...response, response: { ...response.response, attestationObject } }
}
