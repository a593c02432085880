/** The doors of OAuth in GraphQL: for people who register programs, who let programs act for them, and for the gateway. */
import { badInput, notFound } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { disconnectApp, readConnectedApps } from '../domain/oauth/allow-app.ts'
import { grantToken } from '../domain/oauth/grant-token.ts'
import {
  createOAuthClient,
  type OAuthClientChange,
  readOAuthClients,
  revokeOAuthClient,
  rotateOAuthClientSecret,
  updateOAuthClient,
} from '../domain/oauth/manage-clients.ts'
import { type MalformedOAuthClient, OAUTH_CLIENT_FORM } from '../domain/rules/oauth-client.ts'
import type {
  MutationResolvers,
  QueryResolvers,
  UpdateOAuthClientInput,
} from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { showScopes } from './refusals.ts'
import { requireStepUp } from './step-up.ts'

/** The queries of OAuth. */
export const OAuthQuery = {
  oauthClients: async (_parent, _arguments, context) =>
    readOAuthClients(context, personInSession(context).userId),

  connectedApps: async (_parent, _arguments, context) =>
    readConnectedApps(context, personInSession(context).userId),

  async oauthGrant(_parent, { tokenHash }, context) {
    return (await grantToken(context, tokenHash)) ?? null
  },
} satisfies QueryResolvers

/** The mutations of OAuth. */
export const OAuthMutation = {
  async createOAuthClient(_parent, { input }, context) {
    await requireStepUp(context)
    const { userId: ownerId } = personInSession(context)
    const result = await createOAuthClient(context, {
      redirectUris: [],
      ...input,
      ownerId,
    })
    if (result.ok) return { __typename: 'CreateOAuthClientSuccess', ...result.value }
    const { refusal } = result
    switch (refusal.code) {
      case 'MALFORMED_OAUTH_CLIENT':
        throw badClient(refusal)
      case 'SCOPE_NOT_ALLOWED':
        return showScopes(refusal.scopes)
      case 'TOO_MANY_OAUTH_CLIENTS':
        return showTooMany(refusal.max)
    }
  },

  async updateOAuthClient(_parent, { input }, context) {
    await requireStepUp(context)
    const { userId: ownerId } = personInSession(context)
    const result = await updateOAuthClient(context, { ownerId, id: input.id, ...toChange(input) })
    if (result.ok) return { __typename: 'UpdateOAuthClientSuccess', client: result.value }
    const { refusal } = result
    switch (refusal.code) {
      case 'MALFORMED_OAUTH_CLIENT':
        throw badClient(refusal)
      case 'SCOPE_NOT_ALLOWED':
        return showScopes(refusal.scopes)
      case 'NOT_FOUND':
        throw notFound()
    }
  },

  async rotateOAuthClientSecret(_parent, { input }, context) {
    await requireStepUp(context)
    const { userId: ownerId } = personInSession(context)
    const overlapMinutes = overlapIn(input.overlapMinutes, context)
    const result = await rotateOAuthClientSecret(context, { ownerId, id: input.id, overlapMinutes })
    if (!result.ok) {
      if (result.refusal.code === 'NOT_FOUND') throw notFound()
      return NO_CLIENT_SECRET
    }
    const { client, secret } = result.value
    if (secret === null) throw new TypeError('a rotation without a secret')
    return { __typename: 'RotateOAuthClientSecretSuccess', client, secret }
  },

  async revokeOAuthClient(_parent, { input }, context) {
    const { userId: ownerId } = personInSession(context)
    const result = await revokeOAuthClient(context, { ownerId, id: input.id })
    if (!result.ok) throw notFound()
    return { client: result.value }
  },

  async disconnectApp(_parent, { input }, context) {
    const { userId } = personInSession(context)
    const result = await disconnectApp(context, { userId, clientId: input.clientId })
    if (!result.ok) throw notFound()
    return result.value
  },
} satisfies MutationResolvers

/** As the SDL says, for a caller who sends null. */
const OVERLAP_MINUTES = 60

function overlapIn(asked: number | null | undefined, { keySettings }: Context): number {
  const overlapMinutes = asked ?? OVERLAP_MINUTES
  const max = keySettings.overlapMinutesMax
  if (overlapMinutes < 0 || overlapMinutes > max)
    throw badInput(`overlapMinutes is 0 to ${max}.`, { field: 'overlapMinutes' })
  return overlapMinutes
}

/** What is null stays as what is left out. */
const toChange = ({
  name,
  uri,
  redirectUris,
  scopes,
}: UpdateOAuthClientInput): OAuthClientChange => ({
  ...(name == null ? {} : { name }),
  ...(uri == null ? {} : { uri }),
  ...(redirectUris == null ? {} : { redirectUris }),
  ...(scopes == null ? {} : { scopes }),
})

const FORMS: Readonly<Record<MalformedOAuthClient['field'], string>> = {
  name: `A name has 1 to ${OAUTH_CLIENT_FORM.name} characters, none of them control characters.`,
  uri: 'uri is an address of HTTPS.',
  redirectUris:
    'redirectUris are addresses of HTTPS without a fragment; for NATIVE also http on 127.0.0.1 or [::1] and schemes with a dot. WEB and NATIVE have 1 to 20, SERVICE none.',
  scopes: `A program has 1 to ${OAUTH_CLIENT_FORM.scopes} scopes; a SERVICE none of OpenID Connect.`,
}

const badClient = ({ field }: MalformedOAuthClient) => badInput(FORMS[field], { field })

const showTooMany = (max: number) =>
  ({
    __typename: 'TooManyOAuthClients',
    code: 'TOO_MANY_OAUTH_CLIENTS',
    message: `One person may have ${max} programs. Revoke one that is not needed any more.`,
    max,
  }) as const

const NO_CLIENT_SECRET = {
  __typename: 'NoClientSecret',
  code: 'NO_CLIENT_SECRET',
  message: 'A program on people’s devices has no secret. It proves itself by PKCE.',
} as const
