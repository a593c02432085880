/** The page at `/verify.html`, on which a customer verifies a receipt without asking us: in production, too. */
import { readFileSync } from 'node:fs'
import { pageFile } from '@tallystick/verify/page'
import type { FastifyInstance } from 'fastify'

/** Adds the page, with the policy that it asks for itself and none to frame it. */
export function addVerifyPage(app: FastifyInstance): void {
  const page = readFileSync(pageFile, 'utf8')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]
  if (!policy) throw new Error('the page that verifies has no content security policy')
  app.get('/verify.html', async (_request, reply) =>
    reply
      .headers({
        'content-security-policy': `${policy}; frame-ancestors 'none'`,
        'cache-control': 'public, max-age=300',
      })
      .type('text/html; charset=utf-8')
      .send(page),
  )
}
