import type * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, newRequest, oauthOf, openOAuthRoom, type Person, REDIRECT } from './oauth.ts'
import type { Room } from './room.ts'

/** Each is nearly the address that was registered. A code that is sent to any of them is in other hands. */
const WRONG = [
  'https://app.example.com/back/',
  'https://app.example.com/back/more',
  'https://app.example.com/Back',
  'https://app.example.com/back?x=1',
  'https://app.example.com/back#part',
  'https://app.example.com/back/../back',
  'https://app.example.com/%62ack',
  'https://app.example.com:8443/back',
  'http://app.example.com/back',
  'https://evil.example/back',
  'https://app.example.com.evil.example/back',
  'https://app.example.com@evil.example/back',
  'https://evil.example/https://app.example.com/back',
  'https://app.example.com\\.evil.example/back',
  '//app.example.com/back',
  'javascript:alert(1)',
  'https://APP.example.com/back ',
  '',
]

describe('a wrong address to send a code to', () => {
  let room: Room
  let oauth: ReturnType<typeof oauthOf>
  let ada: Person
  let app: App
  let config: client.Configuration

  beforeAll(async () => {
    room = await openOAuthRoom()
    oauth = oauthOf(room)
    ada = await oauth.newPerson('ada@demo.test')
    app = await oauth.newApp(ada)
    config = await oauth.library(app)
  })
  afterAll(() => room?.close())

  it.each(WRONG)('is refused without a redirect: %s // TOK-14', async (redirect_uri) => {
    const { url } = await newRequest(config, { redirect_uri })
    const { status, location, text, headers } = await oauth.begin(ada, url)
    expect([status, location]).toEqual([400, undefined])
    expect(headers['content-type']).toContain('text/html')
    expect(text).toContain('redirect_uri')
    expect(text).not.toContain('<script')
  })

  it('is refused without a redirect when it comes twice, or not at all', async () => {
    const { url } = await newRequest(config)
    const twice = new URL(url)
    twice.searchParams.append('redirect_uri', 'https://evil.example/back')
    const none = new URL(url)
    none.searchParams.delete('redirect_uri')
    for (const wrong of [twice, none]) {
      const { status, location } = await oauth.begin(ada, wrong)
      expect([status, location]).toEqual([400, undefined])
    }
  })

  it('is refused without a redirect for a program that nobody registered', async () => {
    const { url } = await newRequest(config)
    for (const id of ['oac_00000000000000000000000000', 'nobody', '<script>alert(1)</script>']) {
      url.searchParams.set('client_id', id)
      const { status, location, text } = await oauth.begin(ada, url)
      expect([status, location]).toEqual([400, undefined])
      expect(text).not.toContain('<script')
    }
  })

  it('may be another port of loopback for a program on a device, and nothing else // RFC 8252', async () => {
    const native = await oauth.newApp(ada, {
      kind: 'NATIVE',
      redirectUris: ['http://127.0.0.1/back', 'com.example.app:/back'],
    })
    expect(native.secret).toBeNull()
    const library = await oauth.library(native)
    const asked = async (redirect_uri: string) =>
      (await oauth.begin(ada, (await newRequest(library, { redirect_uri })).url)).location
    expect(await asked('http://127.0.0.1:51004/back')).toMatch(/^\/sign-in/)
    expect(await asked('com.example.app:/back')).toMatch(/^\/sign-in/)
    for (const wrong of [
      'http://127.0.0.1:51004/other',
      'http://localhost:51004/back',
      'http://127.0.0.2/back',
      'com.example.app2:/back',
      REDIRECT,
    ])
      expect(await asked(wrong)).toBeUndefined()
  })

  it('gets no code by another way of answering', async () => {
    for (const over of [
      { response_mode: 'form_post' },
      { response_mode: 'fragment' },
      { response_type: 'token' },
      { response_type: 'code id_token' },
      { response_type: 'none' },
    ]) {
      const { url } = await newRequest(config, { ...over, nonce: 'n' } as Record<string, string>)
      for (const [name, value] of Object.entries(over)) url.searchParams.set(name, value)
      const { location, text } = await oauth.begin(ada, url)
      expect(`${location} ${text}`).not.toMatch(/[?#&]code=|access_token=|name="code"/)
    }
  })
})
