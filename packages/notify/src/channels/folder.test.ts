import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SILENT } from '@tallystick/telemetry'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  ADA,
  messagesTo,
  messageTo,
  newCapturedLog,
  PHONE,
  SECRETS,
  settingsIn,
} from '../../test/messages.ts'
import { NotifyFault } from '../fault.ts'
import { openNotifier } from '../notifier.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'messages-'))
  folder = join(root, 'data', 'messages')
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(root, { recursive: true })
})

const open = (filesMax = 100, log = SILENT) =>
  openNotifier({ ...settingsIn(folder), folder: { path: folder, filesMax } }, log)
const read = (name: string | undefined): string => readFileSync(join(folder, name ?? ''), 'utf8')
const otp = (code: string) => ({ to: ADA, template: 'OTP', values: { code, minutes: 5 } }) as const
const codesIn = (names: readonly string[]): string[] =>
  names.map((name) => /^ {4}(.*)$/m.exec(read(name))?.[1]?.replaceAll(' ', '') ?? '')

describe('the folder', () => {
  test('gets a file for each message that a person can read', async () => {
    const notifier = open()
    await notifier.send(otp('123456'))
    await notifier.send({ ...otp('654321'), to: PHONE })
    const [mail, sms] = readdirSync(folder)
    expect(mail).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+Z-[0-9a-f]{8}-mail-OTP\.txt$/)
    expect(sms).toMatch(/-sms-OTP\.txt$/)
    expect(read(mail)).toMatch(
      /^From: Tallystick\nTo: ada\.lovelace@example\.com\nSubject: Your code\n\nHello,\n/,
    )
    expect(codesIn([mail ?? ''])).toEqual(['123456'])
    expect(read(sms)).toBe(
      'To: +4915112345678\n\nTallystick: 654 321 is your code, for 5 minutes. Give it to nobody. Did not ask for it? Ignore this message.\n',
    )
  })

  test('takes every template, by mail and by phone', async () => {
    const notifier = open()
    for (const message of [...messagesTo(ADA), ...messagesTo(PHONE)]) await notifier.send(message)
    expect(readdirSync(folder)).toHaveLength(10)
  })

  test('is its owner’s alone, and so is each file', async () => {
    await open().send(otp('1'))
    const [name] = readdirSync(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, name ?? '')).mode & 0o777).toBe(0o600)
  })

  test('sorts the newest last, also within a millisecond and with a clock that is set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2, 3, 4, 5, 6) })
    const notifier = open()
    for (const code of ['1', '2', '3']) await notifier.send(otp(code))
    vi.setSystemTime(Date.UTC(2025, 0, 1))
    await notifier.send(otp('4'))
    const names = readdirSync(folder).sort()
    expect(codesIn(names)).toEqual(['1', '2', '3', '4'])
    expect(names[0]).toMatch(/^2026-01-02T03-04-05-006Z-/)
  })

  test('loses none of many that come at once', async () => {
    const notifier = open()
    const codes = Array.from({ length: 50 }, (_, at) => String(at + 1000))
    await Promise.all(codes.map((code) => notifier.send(otp(code))))
    expect(codesIn(readdirSync(folder)).sort()).toEqual(codes)
  })

  test('keeps as many as it is told, and of one more the oldest goes', async () => {
    const notifier = open(3)
    for (const code of ['1', '2', '3']) await notifier.send(otp(code))
    expect(codesIn(readdirSync(folder).sort())).toEqual(['1', '2', '3'])
    await notifier.send(otp('4'))
    expect(codesIn(readdirSync(folder).sort())).toEqual(['2', '3', '4'])
  })

  test('removes nothing that it has not written, but what a crash has left for a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2, 0, 1, 0, 1) })
    mkdirSync(folder, { recursive: true })
    const tail = '0123abcd-mail-OTP.txt'
    const kept = ['2020-01-01.txt', '.hidden', 'README.md', `.2026-01-02T00-00-00-001Z-${tail}`]
    for (const name of [...kept, `.2026-01-02T00-00-00-000Z-${tail}`])
      writeFileSync(join(folder, name), '')
    const notifier = open(1)
    await notifier.send(otp('1'))
    const [written, ...more] = readdirSync(folder).filter((name) => !kept.includes(name))
    expect(codesIn([written ?? ''])).toEqual(['1'])
    expect(more).toEqual([])
    expect(kept.filter((name) => !readdirSync(folder).includes(name))).toEqual([])
  })

  test('that cannot be written to holds nothing half-written, and says so without the message', async () => {
    mkdirSync(join(root, 'data'))
    writeFileSync(folder, 'a file')
    const { log, text, lines } = newCapturedLog()
    const fault: unknown = await open(1, log)
      .send(messageTo(ADA, 'EMAIL_VERIFICATION'))
      .catch((error) => error)
    expect(fault).toBeInstanceOf(NotifyFault)
    expect(fault).toMatchObject({ isPermanent: false })
    expect(lines()).toMatchObject([
      { msg: 'message not sent', channel: 'folder', err: { code: 'ENOTDIR' } },
    ])
    expect(text()).not.toContain(SECRETS.code)
    expect(text()).not.toContain(SECRETS.linkToken)
    expect(readdirSync(join(root, 'data'))).toEqual(['messages'])
  })

  test('of a full disk keeps no file that was begun', () => {
    // A limit on the size of files stands in for the full disk: the process may write 0 bytes to any.
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o700)
    const script = `
      process.on('SIGXFSZ', () => {})
      const { openNotifier } = await import('${join(import.meta.dirname, '../index.ts')}')
      const log = { info() {}, warn() {} }
      const folder = { path: ${JSON.stringify(folder)}, filesMax: 9 }
      const settings = { senderName: 'T', mail: 'folder', sms: 'folder', folder }
      const message = { to: { email: 'a@b.co' }, template: 'OTP', values: { code: '1', minutes: 1 } }
      const fault = await openNotifier(settings, log).send(message).catch((error) => error)
      process.exit(fault?.name === 'NotifyFault' && fault.cause.code === 'EFBIG' ? 42 : 1)
    `
    const { status } = spawnSync('sh', [
      '-c',
      'ulimit -f 0; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      script,
    ])
    expect(status).toBe(42)
    expect(readdirSync(folder)).toEqual([])
  })
})
