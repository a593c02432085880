import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { newDataDir, removeDataDir } from '../../kit/product.ts'
import {
  type App,
  type Browser,
  type House,
  libraryOf,
  newApp,
  newBrowser,
  newRequest,
  openHouse,
} from './house.ts'

const FILE = 'docs/reference/oauth.openapi.yaml'
const document = parse(readFileSync(FILE, 'utf8'))
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(document, FILE)

/** Each answer that the page describes by a status, as `GET /path 200`. */
const described = Object.entries<Record<string, { responses?: object }>>(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses = {} }]) =>
      Object.keys(responses)
        .filter((status) => status !== 'default')
        .map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
)

type Described = { $ref?: string; content?: Record<string, { schema: object }> }

/** What is described here, or where it is described for all. */
const resolved = (node: Described): Described =>
  (node.$ref?.slice(2).split('/') ?? []).reduce(
    (at, name) => (node.$ref ? at[name] : at),
    node.$ref ? document : node,
  )

/** Where in the page the schema of an answer stands. */
function schemaOf(path: string, method: string, facts: { status: number; type: string }) {
  const responses = document.paths[path][method.toLowerCase()].responses
  return resolved(responses[facts.status]).content?.[facts.type]?.schema
}

describe('the page on OAuth (OpenAPI)', () => {
  const dataDir = newDataDir()
  const seen = new Set<string>()
  let house: House
  let ada: Browser
  let app: App
  let library: client.Configuration

  beforeAll(async () => {
    house = await openHouse('embedded', dataDir)
    ada = newBrowser(house)
    await ada.signIn('ada@demo.test')
    app = await newApp(house)
    library = await libraryOf(house, app)
  })
  afterAll(async () => {
    await house?.product.stop()
    removeDataDir(dataDir)
    // Every answer that is described was given, and no other.
    expect([...seen].sort()).toEqual([...described].sort())
  })

  const judge = async (path: string, method: string, answer: Response) => {
    const { status } = answer
    const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
    const name = `${method} ${path} ${status}`
    expect(described).toContain(name)
    seen.add(name)
    const text = await answer.text()
    const schema = schemaOf(path, method, { status, type })
    if (status === 303) expect(answer.headers.get('location')).toBeTruthy()
    else if (text !== '') expect(schema, `${name} in ${type}`).toBeDefined()
    if (!schema || type !== 'application/json') return text
    const ref = (schema as { $ref?: string }).$ref
    const validate = ajv.compile(ref ? { $ref: `${FILE}${ref}` } : schema)
    expect(validate(JSON.parse(text)), `${name}: ${JSON.stringify(validate.errors)} ${text}`).toBe(
      true,
    )
    return text
  }
  const call = async (path: string, init: RequestInit = {}, real = path) =>
    judge(
      path,
      init.method ?? 'GET',
      await fetch(`${house.issuer}${real}`, { redirect: 'manual', ...init }),
    )
  const basic = (secret = app.secret) => ({
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from(`${app.id}:${secret}`).toString('base64')}`,
  })
  const form = (path: string, fields: Record<string, string>, headers = basic()) =>
    call(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })

  it('tells where everything is', async () => {
    await call('/.well-known/openid-configuration')
    await call('/.well-known/oauth-authorization-server')
    await call('/.well-known/jwks.json')
  })

  it('tells how a person is asked', async () => {
    const asked = async (decide: (uid: string) => Promise<void>) => {
      const { url } = await newRequest(library)
      const { location, status } = await ada.visit(url)
      expect(status).toBe(303)
      seen.add('GET /oauth/authorize 303')
      await decide(new URL(location ?? '', house.issuer).searchParams.get('interaction') ?? '')
    }
    const path = '/oauth/interaction/{uid}'
    const page = {
      'content-type': 'application/json',
      'x-session-mode': 'cookie',
      origin: house.issuer,
    }
    const through = async (
      browser: Browser,
      uid: string,
      init: RequestInit & { method: 'GET' | 'POST' },
    ) => {
      const headers = { accept: 'application/json', ...init.headers }
      const { status, text } = await browser.visit(`/oauth/interaction/${uid}`, {
        ...init,
        headers,
      })
      const told = { status, headers: { 'content-type': 'application/json' } }
      return judge(path, init.method, new Response(text, told))
    }
    const body = JSON.stringify({ decision: 'allow' })
    await asked(async (uid) => {
      await through(ada, uid, { method: 'GET' })
      await through(ada, 'another', { method: 'GET' })
      await through(ada, 'another', { method: 'POST', headers: page, body })
      await through(ada, uid, { method: 'POST', headers: page, body: '{}' })
      const foreign = { ...page, origin: 'https://evil.example' }
      await through(ada, uid, { method: 'POST', headers: foreign, body })
      const decided = await through(ada, uid, { method: 'POST', headers: page, body })
      const back = await ada.visit(JSON.parse(decided).redirectTo)
      expect(back.status).toBe(303)
      seen.add('GET /oauth/authorize/{uid} 303')
      const real = `/oauth/authorize/${uid}`
      await call('/oauth/authorize/{uid}', { headers: { accept: 'text/html' } }, real)
    })
    const nobody = newBrowser(house)
    const { location } = await nobody.visit((await newRequest(library)).url)
    const uid = new URL(location ?? '', house.issuer).searchParams.get('interaction') ?? ''
    await through(nobody, uid, { method: 'POST', headers: page, body })
    for (const accept of ['text/html', 'application/json'])
      await call('/oauth/authorize', { headers: { accept } }, '/oauth/authorize?client_id=nobody')
  })

  it('tells what programs get', async () => {
    const { url, checks } = await newRequest(library)
    const code = (await ada.allow(url)).searchParams.get('code') ?? ''
    const trade = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: url.searchParams.get('redirect_uri') ?? '',
      code_verifier: checks.pkceCodeVerifier,
    }
    const tokens = JSON.parse(await form('/oauth/token', trade))
    await form('/oauth/token', { grant_type: 'refresh_token', refresh_token: 'none' })
    await form('/oauth/token', { grant_type: 'refresh_token', refresh_token: 'x' }, basic('wrong'))
    const bearer = { authorization: `Bearer ${tokens.access_token}` }
    for (const method of ['GET', 'POST']) {
      await call('/oauth/userinfo', { method, headers: bearer })
      await call('/oauth/userinfo', { method, headers: { authorization: 'Bearer tso_none' } })
      await call('/oauth/userinfo', { method })
    }
    await form('/oauth/introspect', { token: tokens.access_token })
    await form('/oauth/introspect', { token: 'none' })
    await form('/oauth/revoke', { token: tokens.refresh_token })
    await form('/oauth/par', Object.fromEntries(url.searchParams))
    for (const path of ['/oauth/introspect', '/oauth/revoke', '/oauth/par']) {
      await form(path, {})
      await form(path, { token: 'x' }, basic('wrong'))
    }
  })
})
