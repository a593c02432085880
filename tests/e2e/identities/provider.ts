/** Somebody else's house: a provider of OpenID Connect on this machine, with a page of its own on which people say who they are. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'

/** What the operator of a product writes down of it. */
export const CLIENT = { clientId: 'tallystick', clientSecret: 'a secret of two houses' }

/** Starts it. Whoever comes may be anyone: the page asks for their address, which it says is verified. */
export async function startOtherHouse() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let redirectUri = ''
  let handle: ReturnType<Provider['callback']> | undefined
  return {
    issuer,
    /** Registers the one program that it knows. */
    register(uri: string) {
      redirectUri = uri
      const provider = newProvider(issuer, redirectUri)
      handle = provider.callback()
      server.on('request', async (request, response) => {
        if (!request.url?.startsWith('/who/')) return handle?.(request, response)
        if (request.method !== 'POST') {
          response.setHeader('content-type', 'text/html; charset=utf-8')
          return response.end(PAGE)
        }
        const form = new URLSearchParams(await text(request))
        const accountId = form.get('email') ?? ''
        const result = accountId
          ? { login: { accountId } }
          : { error: 'access_denied', error_description: 'said no' }
        return provider.interactionFinished(request, response, result)
      })
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const PAGE = `<!doctype html><title>The House</title><link rel="icon" href="data:,"><h1>The House</h1>
<form method="post"><label>Who are you? <input name="email"></label><button>It is me</button></form>
<form method="post"><button>Rather not</button></form>`

function newProvider(issuer: string, redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/who/${uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: sub, email_verified: true, name: sub.split('@')[0] ?? sub }),
    }),
    // Nobody is asked what the program may know.
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
}
