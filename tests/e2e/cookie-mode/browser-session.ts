/** A browser without a browser: it keeps one cookie and sends what a page in cookie mode makes it send. */
import { WebSocket } from 'ws'
import { type Answer, DEMO_PASSWORD, type Loose } from '../../kit/client.ts'

/** A page of the product's own in such a browser. */
export type BrowserSession = Readonly<{
  /** `name=value`; undefined while it holds none. */
  cookie(): string | undefined
  /** The secret in the cookie. */
  secret(): string
  /** Everything that was answered, headers included. */
  seen(): string
  post(query: string, variables?: object): Promise<Answer<Loose> & { status: number }>
  signIn(name: string): Promise<Loose>
  /** Opens a socket and subscribes. @returns how it was closed */
  watch(query: string): Promise<{ closed: Promise<number> }>
  /** Opens a stream of events as `EventSource` does. @returns all that it told */
  listen(query: string): Promise<{ told: Promise<string> }>
}>

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on SignInSuccess { session { id accessToken refreshToken expiresAt user { id email } } } } }`

/** Opens a browser that holds no cookie yet. */
export function newBrowserSession(url: string): BrowserSession {
  const { origin } = new URL(url)
  let held: string | undefined
  let seen = ''
  const headers = (): Record<string, string> => (held === undefined ? {} : { cookie: held })
  const take = (answer: Response): void => {
    for (const set of answer.headers.getSetCookie()) {
      const pair = set.split(';')[0] ?? ''
      held = set.includes('Max-Age=0') ? undefined : pair
    }
  }
  const post: BrowserSession['post'] = async (query, variables = {}) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        ...headers(),
        origin,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-session-mode': 'cookie',
      },
      body: JSON.stringify({ query, variables }),
    })
    take(answer)
    const text = await answer.text()
    seen += `${text}\n`
    return { ...(JSON.parse(text) as Answer<Loose>), status: answer.status }
  }
  return {
    cookie: () => held,
    secret: () => held?.split('=')[1] ?? '',
    seen: () => seen,
    post,
    async signIn(name) {
      const input = { email: `${name}@demo.test`, password: DEMO_PASSWORD }
      const { data, errors } = await post(SIGN_IN, { input })
      if (!data?.signIn?.session) throw new Error(JSON.stringify(errors ?? data))
      return data.signIn.session
    },
    async watch(query) {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', {
        headers: { ...headers(), origin },
      })
      const closed = new Promise<number>((resolve) => socket.once('close', resolve))
      const say = (message: object) => socket.send(JSON.stringify(message))
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject)
        void closed.then((code) => reject(new Error(`closed with ${code}`)))
        socket.on('open', () => say({ type: 'connection_init' }))
        socket.on('message', (text) => {
          seen += `${text}\n`
          if (JSON.parse(String(text)).type === 'connection_ack') resolve()
        })
      })
      say({ type: 'subscribe', id: '1', payload: { query } })
      return { closed }
    },
    async listen(query) {
      const answer = await fetch(`${url}?query=${encodeURIComponent(query)}`, {
        headers: { ...headers(), accept: 'text/event-stream', 'sec-fetch-site': 'same-origin' },
      })
      if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
      return { told: answer.text() }
    },
  }
}
