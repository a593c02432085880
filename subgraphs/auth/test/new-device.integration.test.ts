import { ANONYMOUS } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { newMailbox, quickHasher } from './mailbox.ts'
import { facts, only, openRoom, PASSWORD, type Room, type Session } from './room.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const HOME = '203.0.113.9'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const NEWER = 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

const mailbox = newMailbox()
let room: Room
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: mailbox.notifier })
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.outbox, auth.outgoing_messages cascade`
  mailbox.messages.length = 0
})
afterAll(() => room.close())

const open = async (userAgent: string, address: string, mutation = 'signIn') => {
  const who = { email: 'ada@demo.test', password: PASSWORD }
  const [type, input] =
    mutation === 'signUp' ? ['SignUp', { ...who, name: 'Ada' }] : ['SignIn', who]
  const answer = await room.auth.subgraph.execute(
    {
      query: `mutation ($input: ${type}Input!) { ${mutation}(input: $input) {
        ... on ${type}Success { session { id user { id } } } } }`,
      variables: { input },
    },
    facts(ANONYMOUS, { userAgent, address }),
  )
  return only<{ session: Session }>(answer).session
}
const told = async () => {
  const messages = await mailbox.all(room)
  const notices = messages.map((each) => each.template === 'SECURITY_NOTICE' && each.values.what)
  const events = await room.sql`select body from auth.outbox where type = 'auth:device:new'`
  await room.sql`truncate auth.outbox`
  return { notices, events: events.map(({ body }) => body) }
}

it('a device or network that is new to a person is told to them once, and never their first // AUT-19', async () => {
  await open(FIREFOX, HOME, 'signUp')
  await open(FIREFOX, HOME)
  // Another version, and another address of the same network.
  await open(NEWER, '203.0.113.200')
  expect(await told()).toEqual({ notices: [], events: [] })

  const phone = await open(IPHONE, HOME)
  const event = { userId: phone.user.id, sessionId: phone.id, device: 'Safari on iPhone' }
  expect(await told()).toEqual({ notices: ['NEW_DEVICE'], events: [event] })
  await open(IPHONE, HOME)
  expect(await told()).toEqual({ notices: [], events: [] })

  await open(FIREFOX, '198.51.100.7')
  expect((await told()).notices).toEqual(['NEW_DEVICE'])
})

it('a device is known for 90 days after its last use, to the millisecond // AUT-19', async () => {
  await open(FIREFOX, HOME, 'signUp')
  room.later(90 * DAY_MS - 1)
  await open(FIREFOX, HOME)
  expect((await told()).notices).toEqual([])
  room.later(90 * DAY_MS)
  await open(FIREFOX, HOME)
  expect((await told()).notices).toEqual(['NEW_DEVICE'])
})
