/**
 * Messages on their way out.
 *
 * A message is written, sealed, in the transaction of the change that it tells of: it is sent if that is committed and
 * never otherwise. Whoever has a notifier sends what is due: this process right after the commit, and the worker what is
 * left over.
 */
import { randomUUID } from 'node:crypto'
import type { Database, Tx } from '@tallystick/db'
import { type Message, type Notifier, NotifyFault } from '@tallystick/notify'
import { type Seal, SealBroken } from '@tallystick/sealed'
import type { Logger } from '@tallystick/telemetry'
import {
  claimMessages,
  type DueMessage,
  deleteMessage,
  giveUpMessage,
  insertMessage,
} from '../../db/outgoing-messages.ts'
import type { MessageSettings } from './message-settings.ts'

/** A message that is to leave: until when it is worth sending, and whether anybody is to get it. */
export type Outgoing = Readonly<{
  message: Message
  until: Date
  /** It is thrown away instead of sent: written so that an unknown address costs the same work. */
  isDecoy: boolean
}>

/** Where messages are left, and who sends them. */
export type Post = Readonly<{
  /** Writes a message in the caller's transaction. Call `sendSoon` after the commit. */
  write(tx: Tx, outgoing: Outgoing, now: Date): Promise<void>
  /** Begins to send what is due, without keeping anyone waiting. */
  sendSoon(): void
  /** Sends what is due. @returns how many messages left */
  sendDue(): Promise<number>
  /** Lets what is being sent finish. */
  close(): Promise<void>
}>

/** What a post works with. Without a notifier it only writes: another process sends. */
export type PostOptions = Readonly<{
  db: Database
  seal: Seal
  notifier: Notifier | undefined
  settings: MessageSettings
  now: () => Date
  log: Logger
}>

/** Seconds until the next try, after each. Longer than any channel may take: or a slow one would be asked twice at once. */
const BACKOFF_S = [150, 150, 300, 600, 1200, 2400, 3600] as const
/** Messages sent at once: few, so that several processes share the work. */
const BATCH = 4

/** Opens the post of one process. */
export function newPost(options: PostOptions): Post {
  const { db, seal, notifier, now, log } = options
  let sending: Promise<unknown> = Promise.resolve()
  let isAsked = false
  const sendDue = async (): Promise<number> => {
    let sent = 0
    for (;;) {
      if (!notifier) return sent
      const due = await claimMessages(db, { now: now(), limit: BATCH, backoff: BACKOFF_S })
      const left = await Promise.all(due.map((each) => deliver(each, notifier, options)))
      sent += left.filter(Boolean).length
      if (due.length < BATCH) return sent
    }
  }
  return {
    async write(tx, { message, until, isDecoy }, at) {
      const id = randomUUID()
      const sealed = seal.seal(JSON.stringify({ message, isDecoy }), aboutOf(id))
      await insertMessage(tx, { id, sealed, createdAt: at, expiresAt: until })
    },
    sendSoon() {
      // Whoever asks while others are being sent was committed before the next look.
      if (isAsked || !notifier) return
      isAsked = true
      sending = sending
        .then(() => {
          isAsked = false
          return sendDue()
        })
        .catch((fault: unknown) => log.error({ err: fault }, 'messages stay until the next look'))
    },
    sendDue,
    async close() {
      await sending
    },
  }
}

const aboutOf = (id: string): string => `outgoing_message:${id}`

async function deliver(
  due: DueMessage,
  notifier: Notifier,
  { db, seal, settings, now, log }: PostOptions,
): Promise<boolean> {
  const facts = { messageId: due.id, attempts: due.attempts }
  if (due.expiresAt <= now()) {
    log.warn(facts, 'a message was not sent in time')
    await deleteMessage(db, due.id)
    return false
  }
  try {
    const { message, isDecoy } = open(due, seal)
    if (!isDecoy) await notifier.send(message)
    await deleteMessage(db, due.id)
    return !isDecoy
  } catch (fault) {
    const isHopeless =
      fault instanceof SealBroken || (fault instanceof NotifyFault && fault.isPermanent)
    const isLast = isHopeless || due.attempts >= settings.attemptsMax
    if (isLast) await giveUpMessage(db, due.id, now())
    // Neither the message nor whom it is to is in the log.
    log[isLast ? 'error' : 'warn'](
      { err: fault, ...facts },
      isLast ? 'a message was given up' : 'a message could not be sent and is tried again',
    )
    return false
  }
}

function open({ id, sealed }: DueMessage, seal: Seal): { message: Message; isDecoy: boolean } {
  if (sealed === null) throw new SealBroken()
  return JSON.parse(seal.open(sealed, aboutOf(id)))
}
