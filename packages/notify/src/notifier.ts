import type { Logger } from '@tallystick/telemetry'
import { newFolder } from './channels/folder.ts'
import { newSmtp } from './channels/smtp.ts'
import { newTwilio } from './channels/twilio.ts'
import { NotifyFault } from './fault.ts'
import type { Message } from './message.ts'
import { assertRecipient, redactRecipient } from './recipient.ts'
import { writeMail, writeSms } from './templates/write.ts'
import type { NotifySettings } from './variables.ts'

/** Sends mails and short messages. */
export type Notifier = Readonly<{
  /**
   * Resolves when the channel has taken the message. Sending is at least once: after a temporary fault nobody knows
   * whether it went out, and whoever tries again may send it twice.
   * @throws {NotifyFault} always this one; `isPermanent` says whether to give up
   */
  send(message: Message): Promise<void>
  /** Takes no more messages, waits up to CLOSE_MS for those on their way, and stops the rest. */
  close(): Promise<void>
}>

/** How long `close` waits for what is on its way, in milliseconds: less than a process is given to stop. */
export const CLOSE_MS = 5_000

type Sending = Readonly<{ done: Promise<void>; stop: () => void }>

/** Opens the ways that the settings name. Nothing is connected before the first message. */
export function openNotifier(settings: NotifySettings, log: Logger): Notifier {
  const { mail, sms } = openChannels(settings)
  const { senderName } = settings
  const sendings = new Set<Sending>()
  let isClosed = false

  async function deliver(message: Message, signal: AbortSignal): Promise<void> {
    const { to, template } = message
    if ('email' in to)
      await mail.send({ template, to: to.email, ...writeMail(message, senderName) }, signal)
    else await sms.send({ template, to: to.phone, text: writeSms(message, senderName) }, signal)
  }

  async function send(message: Message): Promise<void> {
    const channel = 'email' in message.to ? mail : sms
    const startedAt = performance.now()
    const facts = () => ({
      template: message.template,
      channel: channel.name,
      to: redactRecipient(message.to),
      tookMs: Math.round(performance.now() - startedAt),
    })
    try {
      if (isClosed) throw new NotifyFault('no message is sent any more', { isPermanent: false })
      assertRecipient(message.to)
      const work = (signal: AbortSignal) => deliver(message, signal)
      await withDeadline(channel.deadlineMs, { sendings, work })
      log.info(facts(), 'message sent')
    } catch (error) {
      const fault = toNotifyFault(error)
      const { isPermanent, message: reason, cause } = fault
      const err = cause instanceof Error ? { err: cause } : {}
      log.warn({ ...facts(), isPermanent, reason, ...err }, 'message not sent')
      throw fault
    }
  }

  return {
    send,
    async close() {
      isClosed = true
      const timer = setTimeout(() => {
        for (const { stop } of sendings) stop()
      }, CLOSE_MS)
      await Promise.all([...sendings].map(({ done }) => done))
      clearTimeout(timer)
      mail.close()
      sms.close()
    },
  }
}

function openChannels({ senderName, mail, sms, folder }: NotifySettings) {
  const files = newFolder(folder, senderName)
  return {
    mail: mail === 'folder' ? files.mail : newSmtp({ ...mail, senderName }),
    sms: sms === 'folder' ? files.sms : newTwilio(sms),
  }
}

/** Stops the work at its deadline, or when the notifier is closed. */
async function withDeadline(
  deadlineMs: number,
  { sendings, work }: { sendings: Set<Sending>; work: (signal: AbortSignal) => Promise<void> },
): Promise<void> {
  const abort = new AbortController()
  const stop = (message: string) => abort.abort(new NotifyFault(message, { isPermanent: false }))
  const timer = setTimeout(() => stop(`there was no answer within ${deadlineMs} ms`), deadlineMs)
  const running = work(abort.signal)
  const sending = {
    done: running.catch(() => {}),
    stop: () => stop('the process stopped before there was an answer'),
  }
  sendings.add(sending)
  try {
    await running
  } catch (error) {
    throw error instanceof NotifyFault || !abort.signal.aborted ? error : abort.signal.reason
  } finally {
    clearTimeout(timer)
    sendings.delete(sending)
  }
}

/** What nobody expected, without its text: it may quote the message. */
const toNotifyFault = (error: unknown): NotifyFault =>
  error instanceof NotifyFault
    ? error
    : new NotifyFault(`the message failed (${error instanceof Error ? error.name : 'unknown'})`, {
        isPermanent: false,
      })
