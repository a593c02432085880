/** What runs in pages: a wallet of ours in cookie mode, and what pages of strangers try. */
import { bundle } from '../clients/browser.ts'

/** The script of a page in cookie mode. What it puts on `globalThis` can be called there. */
export const walletScript = (): Promise<string> =>
  bundle(`
    import { newClient } from './packages/client/src/index.ts'
    let client
    const told = { ws: [], sse: [] }
    const listen = async (means, query) => {
      const streams = means === 'ws' ? client : newClient({ url: client.url, mode: 'cookie', webSocket: null })
      for await (const event of streams.subscribe(query)) told[means].push(event)
    }
    Object.assign(globalThis, {
      begin(url) { client = { ...newClient({ url, mode: 'cookie' }), url } },
      async signIn(document, input) {
        const { signIn } = await client.mutate(document, { input })
        await client.setSession(signIn.session)
        return signIn
      },
      ask: (query) => client.query(query).catch((fault) => ({ code: fault.code })),
      change: (query, variables) => client.mutate(query, variables).catch((fault) => ({ code: fault.code })),
      listen(means, query) { listen(means, query).catch((fault) => told[means].push({ code: fault.code })) },
      told: (means) => told[means],
      held: () => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
    })`)

/** What a page of a stranger may try, each by a name; each resolves to what the page could read of the answer. */
export const ATTACKS = `
  const said = (answer) => answer.text().catch(() => '')
  const asJson = (query) => JSON.stringify({ query })
  const byGet = (url, query) => url + '?query=' + encodeURIComponent(query)
  const orNothing = (work) => Promise.race([
    Promise.resolve().then(work).catch(() => ''),
    new Promise((resolve) => setTimeout(resolve, 1500, '')),
  ])
  const form = (url, enctype, fields, method = 'POST') => new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'f' + Math.random() })
    frame.onload = () => { try { resolve(frame.contentDocument?.body?.textContent ?? '') } catch { resolve('') } }
    document.body.append(frame)
    const sent = Object.assign(document.createElement('form'), { method, enctype, action: url, target: frame.name })
    for (const [name, value] of fields)
      sent.append(Object.assign(document.createElement('input'), { name, value }))
    document.body.append(sent)
    sent.submit()
    setTimeout(resolve, 1000, '')
  })
  const load = (tag, url) => new Promise((resolve) => {
    const each = Object.assign(document.createElement(tag), { [tag === 'link' ? 'href' : 'src']: url, rel: 'stylesheet' })
    each.onload = () => resolve('')
    each.onerror = () => resolve('')
    document.head.append(each)
  })
  const post = (url, query, options, headers) =>
    fetch(url, { method: 'POST', credentials: 'include', body: asJson(query), headers, ...options }).then(said)
  const attacks = {
    'a form of plain text': (url, query) => form(url, 'text/plain', [['{"query":' + JSON.stringify(query) + ',"x":"', '"}']]),
    'a form of fields': (url, query) => form(url, 'application/x-www-form-urlencoded', [['query', query]]),
    'a form with a file': (url, query) => form(url, 'multipart/form-data', [['operations', asJson(query)], ['map', '{}']]),
    'a form by GET': (url, query) => form(url, '', [['query', query]], 'GET'),
    'fetch, blind, as text': (url, query) => post(url, query, { mode: 'no-cors' }, { 'content-type': 'text/plain' }),
    'fetch, blind, as JSON': (url, query) => post(url, query, { mode: 'no-cors' }, { 'content-type': 'application/json' }),
    'fetch as text': (url, query) => post(url, query, {}, { 'content-type': 'text/plain' }),
    'fetch as JSON': (url, query) => post(url, query, {}, { 'content-type': 'application/json' }),
    'fetch with our header': (url, query) =>
      post(url, query, {}, { 'content-type': 'application/json', 'x-session-mode': 'cookie' }),
    'fetch by GET': (url, query) => fetch(byGet(url, query), { credentials: 'include' }).then(said),
    'fetch by GET with our header': (url, query) =>
      fetch(byGet(url, query), { credentials: 'include', headers: { 'x-session-mode': 'cookie' } }).then(said),
    'fetch, blind, by GET': (url, query) => fetch(byGet(url, query), { credentials: 'include', mode: 'no-cors' }).then(said),
    'a beacon': (url, query) => String(navigator.sendBeacon(url, new Blob([asJson(query)], { type: 'text/plain' })) && ''),
    'an image': (url, query) => load('img', byGet(url, query)),
    'a script': (url, query) => load('script', byGet(url, query)),
    'a style sheet': (url, query) => load('link', byGet(url, query)),
    'a frame': (url, query) => load('iframe', byGet(url, query)),
    'events': (url, query) => new Promise((resolve) => {
      const source = new EventSource(byGet(url, query), { withCredentials: true })
      source.addEventListener('next', (event) => resolve(event.data))
      source.onerror = () => { source.close(); resolve('') }
    }),
    'a socket': (url, query) => new Promise((resolve) => {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
      const say = (message) => socket.send(JSON.stringify(message))
      socket.onopen = () => say({ type: 'connection_init' })
      socket.onmessage = ({ data }) => {
        const { type } = JSON.parse(data)
        if (type === 'connection_ack') say({ type: 'subscribe', id: '1', payload: { query } })
        else resolve(data)
      }
      socket.onclose = () => resolve('')
    }),
  }
  globalThis.attackNames = () => Object.keys(attacks)
  globalThis.attack = (name, url, query) => orNothing(() => attacks[name](url, query))
`
