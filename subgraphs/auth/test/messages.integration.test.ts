import { NotifyFault } from '@tallystick/notify'
import { newLogger } from '@tallystick/telemetry'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { newMailbox, proofsOf, quickHasher, tokenOf } from './mailbox.ts'
import { openRoom, type Room, SEAL } from './room.ts'

const SECOND = 1_000

let room: Room
let box = newMailbox()
let log = ''
beforeAll(async () => {
  room = await openRoom({
    hasher: quickHasher(),
    notifier: { send: (message) => box.notifier.send(message), close: async () => {} },
    log: newLogger({ name: 'test', destination: { write: (line) => (log += line) } }),
  })
  await room.signUp()
})
afterEach(async () => {
  await room.sql`truncate auth.outgoing_messages, auth.one_time_codes`
  box = newMailbox()
})
afterAll(() => room.close())

const ask = () => proofsOf(room).requestPasswordReset({ email: 'ada@demo.test' })
const rows = () => room.sql`select attempts, sealed is null as empty from auth.outgoing_messages`
const look = () => room.chore('send-messages')
const tried = (times: number) => vi.waitFor(() => expect(box.tries).toBe(times))
const settled = (empty: boolean) =>
  vi.waitFor(async () => expect((await rows())[0]?.['empty']).toBe(empty))

describe('messages', () => {
  it('leave right after the commit, and nothing of them stays', async () => {
    await ask()
    expect((await box.next('PASSWORD_RESET')).to).toEqual({ email: 'ada@demo.test' })
    await vi.waitFor(async () => expect(await rows()).toEqual([]))
  })

  it('are sealed while they wait, each for its own row', async () => {
    box.fault = new Error('away')
    await ask()
    await tried(1)
    const [row] = await room.sql`select id, sealed from auth.outgoing_messages`
    const { id, sealed } = row as { id: string; sealed: string }
    expect(sealed).not.toContain('ada')
    expect(SEAL.open(sealed, `outgoing_message:${id}`)).toContain('#token=')
    expect(() => SEAL.open(sealed, 'outgoing_message:x')).toThrow()
  })

  it('are tried again after 150 seconds and not before, until they leave', async () => {
    box.fault = new NotifyFault('the mail server is away', { isPermanent: false })
    await ask()
    await tried(1)
    room.later(150 * SECOND - 1)
    await look()
    expect(box.tries).toBe(1)
    room.later(1)
    box.fault = undefined
    await look()
    expect(tokenOf(await box.next('PASSWORD_RESET'))).toHaveLength(43)
    expect(await rows()).toEqual([])
  })

  it('are given up after eight tries, emptied, and told to the log without what they held', async () => {
    log = ''
    box.fault = new NotifyFault('the mail server is away', { isPermanent: false })
    await ask()
    await tried(1)
    await room.sql`update auth.outgoing_messages set expires_at = expires_at + interval '1 year'`
    for (let time = 2; time <= 8; time++) {
      expect(await rows()).toEqual([{ attempts: time - 1, empty: false }])
      room.later(3600 * SECOND)
      await look()
    }
    expect(box.tries).toBe(8)
    expect(await rows()).toEqual([{ attempts: 8, empty: true }])
    room.later(3600 * SECOND)
    await look()
    expect(box.tries).toBe(8)
    expect(log).toContain('given up')
    expect(log).not.toMatch(/ada@demo|#token=/)
    room.later(7 * 24 * 3600 * SECOND)
    await room.chore('forget-given-up-messages')
    expect(await rows()).toEqual([])
  })

  it('that no channel takes are given up at once', async () => {
    box.fault = new NotifyFault('there is no such mailbox', { isPermanent: true })
    await ask()
    await tried(1)
    await settled(true)
  })

  it('that somebody changed are given up at once', async () => {
    box.fault = new Error('away')
    await ask()
    await tried(1)
    await room.sql`update auth.outgoing_messages set sealed = overlay(sealed placing 'AAAA' from 40)`
    box.fault = undefined
    room.later(150 * SECOND)
    await look()
    expect(box.tries).toBe(1)
    await settled(true)
  })

  it('are not sent once what they hold has expired', async () => {
    box.fault = new Error('away')
    await ask()
    await tried(1)
    box.fault = undefined
    room.later(3600 * SECOND)
    await look()
    expect(box.messages).toEqual([])
    expect(await rows()).toEqual([])
  })

  it('are sent once, however many processes look at the same moment', async () => {
    const silent = await room.another({ notifier: undefined })
    const others = [await room.another(), await room.another()]
    try {
      for (let time = 0; time < 5; time++)
        await proofsOf(silent).requestPasswordReset({ email: 'ada@demo.test' })
      expect(box.tries).toBe(0)
      await Promise.all(
        [room.auth, ...others.map(({ auth }) => auth)].flatMap(({ chores }) =>
          chores.filter(({ name }) => name === 'send-messages').map((chore) => chore.run()),
        ),
      )
      expect(box.tries).toBe(5)
      expect(new Set(box.messages.map((each) => JSON.stringify(each))).size).toBe(5)
      expect(await rows()).toEqual([])
    } finally {
      for (const each of [silent, ...others]) await each.close()
    }
  })

  it('for nobody are thrown away', async () => {
    await proofsOf(room).requestPasswordReset({ email: 'nobody@demo.test' })
    await vi.waitFor(async () => expect(await rows()).toEqual([]))
    expect(box.tries).toBe(0)
  })
})
