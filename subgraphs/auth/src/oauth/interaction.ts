/**
 * A sign-in under way, for the page that asks the person: what is asked, and what they decided.
 *
 * The library's cookie binds it to the browser that began it; who the person is, their session with us says.
 */

import { errors, type Provider } from 'oidc-provider'
import { allowApp, readGrantOf } from '../domain/oauth/allow-app.ts'
import { dropVisit } from '../domain/oauth/artifacts.ts'
import { findVisitor, type Visitor } from '../domain/oauth/find-visitor.ts'
import { readLiveClient } from '../domain/oauth/manage-clients.ts'
import type { OAuthClient } from '../domain/rules/oauth-client.ts'
import { describeScope } from '../domain/rules/oauth-grant.ts'
import type { AdapterMeans } from './adapter.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>
type Exchange = Parameters<Provider['interactionDetails']>

/** An answer: a status, and what is told. */
export type Told = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>

/** Whose browser asks, and about which sign-in. */
export type Asked = Readonly<{
  provider: Provider
  exchange: Exchange
  means: AdapterMeans
  /** As the URL names it. */
  uid: string
  sessionHash: string
}>

/** Says who asks for what. */
export async function showInteraction(asked: Asked): Promise<Told> {
  const interaction = await find(asked)
  if (!interaction) return GONE
  const { client, scopes, signIn } = await wantedBy(interaction, asked)
  if (!client) return GONE
  const visitor = await findVisitor(asked.means, asked.sessionHash)
  const hint = interaction.params['login_hint']
  return {
    status: 200,
    body: {
      client: { name: client.name, uri: client.uri },
      scopes: scopes.map(describeScope),
      prompt: isProved(visitor, signIn) ? 'consent' : 'login',
      isAllowed: await isAllowed({ interaction, client, scopes }, visitor, asked.means),
      ...(typeof hint === 'string' ? { loginHint: hint } : {}),
    },
  }
}

/**
 * Whether the person allowed all of it before and the program does not ask anew: then the page may go on by itself. On a device any
 * program can call itself by another's name, so there the person is asked each time (RFC 8252, §8.6).
 */
async function isAllowed(
  {
    interaction,
    client,
    scopes,
  }: Readonly<{ interaction: Interaction; client: OAuthClient; scopes: readonly string[] }>,
  visitor: Visitor | undefined,
  means: AdapterMeans,
): Promise<boolean> {
  const asksAnew = String(interaction.params['prompt'] ?? '')
    .split(' ')
    .includes('consent')
  if (!visitor || asksAnew || client.kind === 'NATIVE') return false
  const grant = await readGrantOf(means, { userId: visitor.userId, clientId: client.id })
  return grant !== undefined && scopes.every((scope) => grant.scopes.includes(scope))
}

/** Goes on as the person decided. To allow it they must be signed in, and as lately as the program asks. */
export async function decideInteraction(asked: Asked, decision: 'allow' | 'deny'): Promise<Told> {
  const { means, sessionHash } = asked
  const interaction = await find(asked)
  if (!interaction) return GONE
  if (decision === 'deny')
    return goOn(interaction, { error: 'access_denied', error_description: 'the person said no' })
  const { client, scopes, signIn } = await wantedBy(interaction, asked)
  if (!client) return GONE
  const visitor = await findVisitor(means, sessionHash)
  if (!visitor || !isProved(visitor, signIn)) return SIGN_IN
  const { userId } = visitor
  const allowed = await allowApp(means, { userId, clientId: client.id, scopes })
  if (!allowed.ok) return GONE
  if (interaction.session && interaction.session.accountId !== userId) {
    await dropVisit(means, interaction.session.uid)
    Object.assign(interaction, { session: undefined })
  }
  const ts = Math.floor(visitor.provedAt.getTime() / 1000)
  return goOn(interaction, {
    login: { accountId: userId, ts, remember: true },
    consent: { grantId: allowed.value.id },
  })
}

const GONE: Told = {
  status: 404,
  body: {
    error: 'interaction_not_found',
    error_description: 'This sign-in is over, or began in another browser. Begin it again.',
  },
}

const SIGN_IN: Told = {
  status: 401,
  body: { error: 'login_required', error_description: 'Sign in first, then decide.' },
}

async function find({ provider, exchange, uid }: Asked): Promise<Interaction | undefined> {
  try {
    const interaction = await provider.interactionDetails(...exchange)
    return interaction.uid === uid ? interaction : undefined
  } catch (fault) {
    if (fault instanceof errors.SessionNotFound) return undefined
    throw fault
  }
}

async function goOn(interaction: Interaction, result: object): Promise<Told> {
  Object.assign(interaction, { result })
  await interaction.persist()
  return { status: 200, body: { redirectTo: interaction.returnTo } }
}

/** From when on the person must have proved who they are. */
type Since = Readonly<{ since: number }>

async function wantedBy(interaction: Interaction, { means }: Asked) {
  const { params, prompt } = interaction
  const client = await readLiveClient(means, String(params['client_id']))
  const asked = String(params['scope'] ?? '').split(' ')
  // What the library does not know it leaves out; of the rest it has refused what the program may not have.
  const scopes = client ? asked.filter((scope) => client.scopes.includes(scope)) : []
  const age = Number(params['max_age'] ?? Number.POSITIVE_INFINITY)
  const isAnew = prompt.reasons.includes('login_prompt')
  const now = means.now.getTime() / 1000
  return { client, scopes, signIn: { since: isAnew ? interaction.iat : now - age } }
}

const isProved = (visitor: Visitor | undefined, { since }: Since): boolean =>
  visitor !== undefined && visitor.provedAt.getTime() / 1000 >= since
