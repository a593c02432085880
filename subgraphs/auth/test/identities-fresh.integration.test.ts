/** When somebody who comes in by another provider has proved who they are: when it says so, and not when they came. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { IDENTITY_SETTINGS } from '../src/domain/identities/identity-settings.ts'
import { type Came, identitiesOf, type Provider, startProvider } from './identity-provider.ts'
import { codesOf, openRoom, type Room, userActor } from './room.ts'

let provider: Provider
let room: Room
let identities: ReturnType<typeof identitiesOf>
/** The moment that the clock stands at; undefined while it goes. */
let at: number | undefined

beforeAll(async () => {
  provider = await startProvider()
  room = await openRoom({
    now: () => new Date(at ?? Date.now()),
    settings: { identities: { ...IDENTITY_SETTINGS, providers: [provider.settings] } },
  })
  identities = identitiesOf(room, provider)
})
afterAll(async () => {
  await room?.close()
  await provider?.close()
})
beforeEach(() => {
  at = undefined
  provider.say()
})

const seconds = () => Math.floor(Date.now() / 1000)
const says = (authTime: number | undefined) =>
  provider.say({ lie: (token) => ({ ...token, auth_time: authTime }) })

/** What a sensitive act is told in a session. */
async function act({ session }: Came) {
  const actor = userActor(session?.user.id ?? '', { sessionId: session?.id ?? '' })
  return identities.startLink({ provider: 'house' }, actor)
}

describe('a proof by another provider (TOK-16)', () => {
  it('is as old as the provider says, and good for a quarter of an hour from then', async () => {
    const proved = seconds() - 60
    says(proved)
    const came = await identities.signIn()
    at = proved * 1000 + 15 * 60_000 - 1
    expect(codesOf(await act(came))).toEqual([])
    at = proved * 1000 + 15 * 60_000
    expect((await act(came)).errors?.[0]?.extensions).toMatchObject({
      code: 'REQUIRES_STEP_UP',
      details: { methods: [] },
    })
  })

  it.each<[string, () => number | undefined]>([
    ['does not say', () => undefined],
    ['says long ago', () => seconds() - 15 * 60],
    ['says so of before any session of ours', () => seconds() - 7 * 24 * 3_600],
    ['says so of a time to come', () => seconds() + 3_600],
  ])('is none for what is sensitive when the provider %s', async (_what, when) => {
    says(when())
    const came = await identities.signIn()
    expect(came).toHaveProperty('session')
    expect(codesOf(await act(came))).toEqual(['REQUIRES_STEP_UP'])
  })

  it('is asked for anew, and is then one', async () => {
    const { url } = await identities.begin({ fresh: true })
    const asked = Object.fromEntries(new URL(url).searchParams)
    expect(asked).toMatchObject({ prompt: 'login', max_age: '0' })
    expect((await identities.begin()).url).not.toMatch(/prompt|max_age/)
    expect(codesOf(await act(await identities.signIn({ fresh: true })))).toEqual([])
  })

  it.each<[string, () => number | undefined]>([
    ['does not say when', () => undefined],
    ['knew the person from before', () => seconds() - 60],
  ])('lets nobody in when it was asked for anew and the provider %s', async (_what, when) => {
    says(when())
    expect(await identities.signIn({ fresh: true })).toMatchObject({ code: 'INVALID_IDENTITY' })
    const [row] = await room.sql`select body->>'reason' as reason from auth.outbox
      where type = 'auth:identity:refused' order by sequence desc limit 1`
    expect(row?.['reason']).toBe('NOT_PROVEN')
    expect(await identities.signIn()).toHaveProperty('session')
  })
})
