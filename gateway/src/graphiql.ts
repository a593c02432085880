/**
 * GraphiQL at `/graphiql`, every byte of it from this server.
 *
 * The page's own content security policy lets the browser load and call nothing else, and no inline script but ours.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { RuruClientConfig } from 'ruru/server'

const EXAMPLES = new URL('../examples/', import.meta.url)
const STATIC = '/graphiql/static/'

/** An operation that a person can try, with variables to begin with. */
export type Example = Readonly<{ query: string; variables: string }>

/** Reads `examples/*.graphql`, in the order of the numbers that they begin with, and the variables beside them. */
export function readExamples(): readonly Example[] {
  const files = readdirSync(EXAMPLES)
  const numberOf = ({ query }: Example) => Number(/^# *(\d+)/.exec(query)?.[1] ?? 99)
  return files
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const variables = file.replace(/\.graphql$/, '.json')
      return {
        query: readFileSync(new URL(file, EXAMPLES), 'utf8').trim(),
        variables: files.includes(variables)
          ? readFileSync(new URL(variables, EXAMPLES), 'utf8').trim()
          : '',
      }
    })
    .sort((one, other) => numberOf(one) - numberOf(other))
}

/** Adds GraphiQL's page and files. Not for production. */
export async function addGraphiql(app: FastifyInstance): Promise<void> {
  // Four megabytes of editor are not loaded where nobody may open it.
  const [{ ruruHTML }, { getStaticFile }] = await Promise.all([
    import('ruru/server'),
    import('ruru/static'),
  ])
  const examples = readExamples()
  const page = ruruHTML({
    staticPath: STATIC,
    endpoint: '/graphql',
    subscriptionEndpoint: '/graphql',
    // Its type asks for every field, its page for none.
    clientConfig: newClientConfig(examples) as RuruClientConfig,
    // An empty icon keeps the browser from asking for one.
    htmlParts: {
      titleTag: '<title>Tallystick · GraphiQL</title><link rel="icon" href="data:,">',
    },
  })
  app.get('/graphiql', async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', policy(`'nonce-${nonce}'`))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('<script', `<script nonce="${nonce}"`))
  })
  app.get(`${STATIC}*`, async (request, reply) => {
    const acceptEncoding = request.headers['accept-encoding']
    const urlPath = request.url
    const file = await getStaticFile({ staticPath: STATIC, urlPath, acceptEncoding })
    if (!file) return reply.callNotFound()
    // A worker obeys the policy of its own file.
    return reply
      .headers({ ...file.headers, 'content-security-policy': policy('') })
      .header('cache-control', 'public, max-age=3600')
      .send(file.content)
  })
}

/** Ruru hands what it does not know on to GraphiQL, whose tabs these are. */
function newClientConfig(examples: readonly Example[]): Partial<RuruClientConfig> {
  const tabs: object = {
    // What the first tab shows; GraphiQL takes only the later ones' variables from the tabs.
    initialVariables: examples[0]?.variables,
    defaultTabs: examples.map((example) => ({ ...example, headers: headersFor(example) })),
  }
  return { ...tabs, showPersistHeadersSettings: false }
}

/** A token to fill in, which GraphiQL sends over WebSocket too; none where a stranger may call, as it would be refused. */
const headersFor = ({ query }: Example): string =>
  /mutation (SignIn|SignUp|RefreshSession)\b/.test(query)
    ? ''
    : JSON.stringify({ authorization: 'Bearer <accessToken>' }, null, 2)

const policy = (scripts: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${scripts}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
