/**
 * Messages as files, for development: a person opens the newest and reads the code in it.
 *
 * A file appears whole or not at all, only its owner may read it, and the oldest go when there are too many.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { NotifyFault } from '../fault.ts'
import type { Channel, Mail, Sms } from './channel.ts'

/** Where messages are kept, and how many. */
export type FolderSettings = Readonly<{ path: string; filesMax: number }>

/** Only a full disk or a broken one is that slow. */
const DEADLINE_MS = 10_000

/** What we write ourselves; other files in the folder are let be. The first part is the time, so that names sort by it. */
const OURS = /^\.?\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{8}-(?:mail|sms)-[A-Z_]+\.txt$/

/** A file that was begun this long ago, in milliseconds, is one that a crash has left. */
const ABANDONED_MS = 60_000

type Writer = (kind: 'mail' | 'sms', message: Mail | Sms, text: string) => Promise<void>

/** Opens the folder, which is made with the first message. @param senderName stands as the sender of a mail */
export function newFolder(
  settings: FolderSettings,
  senderName: string,
): Readonly<{ mail: Channel<Mail>; sms: Channel<Sms> }> {
  const write = newWriter(settings)
  const way = { name: 'folder', deadlineMs: DEADLINE_MS, close: () => {} } as const
  return {
    mail: {
      ...way,
      send: (mail) =>
        write(
          'mail',
          mail,
          `From: ${senderName}\nTo: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`,
        ),
    },
    sms: { ...way, send: (sms) => write('sms', sms, `To: ${sms.to}\n\n${sms.text}\n`) },
  }
}

function newWriter({ path, filesMax }: FolderSettings): Writer {
  let lastMs = 0
  return async (kind, { template }, text) => {
    // Never twice the same, nor before the last when the clock is set back.
    lastMs = Math.max(Date.now(), lastMs + 1)
    const name = `${toStamp(lastMs)}-${randomBytes(4).toString('hex')}-${kind}-${template}.txt`
    // A name with a dot in front is not shown, and not counted, until the file is whole.
    const begun = join(path, `.${name}`)
    try {
      await mkdir(dirname(path), { recursive: true })
      await mkdir(path, { mode: 0o700 }).catch(unlessItIsThere)
      await writeFile(begun, text, { mode: 0o600, flag: 'wx' })
      await rename(begun, join(path, name))
    } catch (cause) {
      await rm(begun, { force: true }).catch(() => {})
      throw new NotifyFault('the message cannot be written to MESSAGES_DIR', {
        isPermanent: false,
        cause,
      })
    }
    await removeOldest(path, { filesMax, nowMs: lastMs })
  }
}

const toStamp = (ms: number): string => new Date(ms).toISOString().replace(/[:.]/g, '-')

function unlessItIsThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

/** Another process may remove the same files, and one that cannot be removed now will be with the next message. */
async function removeOldest(
  path: string,
  { filesMax, nowMs }: { filesMax: number; nowMs: number },
): Promise<void> {
  const ours = (await readdir(path).catch(() => [])).filter((name) => OURS.test(name)).sort()
  const whole = ours.filter((name) => !name.startsWith('.'))
  const abandoned = ours.filter(
    (name) => name.startsWith('.') && name < `.${toStamp(nowMs - ABANDONED_MS)}`,
  )
  const spare = whole.slice(0, Math.max(0, whole.length - filesMax))
  await Promise.allSettled([...abandoned, ...spare].map((name) => rm(join(path, name))))
}
