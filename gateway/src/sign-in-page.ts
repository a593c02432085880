/** The page on which people sign in and look after their passkeys, factors and sessions: in production, too. */
import { readFileSync } from 'node:fs'
import { PAGE_PATHS, pageFile } from '@tallystick/sign-in/page'
import type { FastifyInstance } from 'fastify'

/** Adds the page at each of its paths, with the policy that it asks for itself, none to frame it, and passkeys for it alone. */
export function addSignInPage(app: FastifyInstance): void {
  const page = readFileSync(pageFile, 'utf8')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]
  if (!policy) throw new Error('the page that signs in has no content security policy')
  const headers = {
    // Nothing in it makes HTML of text; this holds the browser to it.
    'content-security-policy': `${policy}; frame-ancestors 'none'; require-trusted-types-for 'script'`,
    'permissions-policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self)',
    'cache-control': 'no-cache',
  }
  for (const path of PAGE_PATHS)
    app.get(path, async (_request, reply) =>
      reply.headers(headers).type('text/html; charset=utf-8').send(page),
    )
}
