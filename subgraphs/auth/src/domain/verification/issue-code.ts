import { randomUUID } from 'node:crypto'
import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Message } from '@tallystick/notify'
import type { Publish } from '@tallystick/outbox'
import { countCodes, endCodes, insertCode } from '../../db/one-time-codes.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import type { CodePurpose, OneTimeCode } from '../rules/one-time-code.ts'
import type { User } from '../rules/user.ts'
import { type CodeSecrets, hashOfLinkToken, newCodeSecrets, sealDigits } from './code-secrets.ts'

/** A code to be sent. */
export type CodeRequest = Readonly<{
  purpose: CodePurpose
  /** How the person may show it: six digits, a link, both, or neither for a notice. */
  by: Readonly<{ digits: boolean; link: boolean }>
  to: Message['to']
  minutes: number
  compose(secrets: CodeSecrets): Message
}>

type Facts = Pick<Means, 'seal' | 'post' | 'settings' | 'now' | 'cause'>

/** The time within which messages to one person are counted. */
const HOUR_MS = 60 * 60 * 1000

/**
 * Makes a code, ends the one before, and leaves the message that carries it. The person's row must be locked.
 *
 * For nobody, and for a person who was sent enough within the hour, the same statements run: a row that nobody can use and
 * a message that is thrown away. Neither the answer nor its time tells which it was.
 *
 * @param user whom it is for; undefined for nobody
 * @returns whether the person is sent something
 */
export async function issueCode(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  user: User | undefined,
  { request, facts }: Readonly<{ request: CodeRequest; facts: Facts }>,
): Promise<boolean> {
  const { seal, post, settings, now, cause } = facts
  const { purpose } = request
  const nobody = newId('usr')
  const asked = { userId: user?.id ?? nobody, purpose }
  const recent = await countCodes(tx, asked, new Date(now.getTime() - HOUR_MS))
  const isSent = user !== undefined && recent < settings.verification.perHourMax
  await endCodes(tx, isSent ? asked : { userId: nobody, purpose }, now)

  const secrets = newCodeSecrets()
  const code = newCode(request, { userId: isSent ? user.id : null, now })
  await insertCode(tx, code, {
    tokenHash: request.by.link ? hashOfLinkToken(secrets.token) : null,
    sealedDigits: request.by.digits ? sealDigits(seal, code.id, secrets.digits) : null,
  })
  const message = request.compose(secrets)
  await post.write(tx, { message, until: code.expiresAt, isDecoy: !isSent }, now)
  await publish({
    type: 'auth:code:requested',
    body: { userId: user?.id ?? null, purpose, channel: code.channel, isSent },
    aggregate: { type: 'oneTimeCode', id: code.id },
    cause,
  })
  return isSent
}

function newCode(
  { purpose, to, minutes }: CodeRequest,
  { userId, now }: Readonly<{ userId: string | null; now: Date }>,
): OneTimeCode {
  const target = 'email' in to ? to.email : to.phone
  return {
    id: randomUUID(),
    userId,
    purpose,
    channel: 'email' in to ? 'EMAIL' : 'SMS',
    target: userId === null ? null : target,
    createdAt: now,
    expiresAt: new Date(now.getTime() + minutes * 60_000),
    usedAt: null,
    // A notice is over once it is written: there is nothing to use.
    endedAt: purpose === 'NOTICE' ? now : null,
    tries: 0,
  }
}
