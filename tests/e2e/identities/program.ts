/** A program that wants to know who sits at a browser, and that they have shown it lately. */
import { createHash } from 'node:crypto'
import { PASSWORD } from '../passkeys/house.ts'

const REDIRECT = 'http://127.0.0.1/back'

/** Registers a program of `email`'s. @returns where it sends its person, who has to have proved a minute ago who they are */
export async function newProgram(origin: string, email: string): Promise<string> {
  const ask = async <Data>(query: string, input: object, token?: string): Promise<Data> => {
    const authorization = token ? { authorization: `Bearer ${token}` } : {}
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown }
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }
  const { signIn } = await ask<{ signIn: { session: { accessToken: string } } }>(
    `mutation ($input: SignInInput!) { signIn(input: $input) {
      ... on SignInSuccess { session { accessToken } } } }`,
    { email, password: PASSWORD },
  )
  const { createOAuthClient } = await ask<{ createOAuthClient: { client: { id: string } } }>(
    `mutation ($input: CreateOAuthClientInput!) { createOAuthClient(input: $input) {
      ... on CreateOAuthClientSuccess { client { id } } } }`,
    {
      ...{ kind: 'NATIVE', name: 'Acme', uri: 'https://acme.example.com' },
      ...{ redirectUris: [REDIRECT], scopes: ['openid'] },
    },
    signIn.session.accessToken,
  )
  const asked = {
    client_id: createOAuthClient.client.id,
    redirect_uri: REDIRECT,
    ...{ response_type: 'code', scope: 'openid', state: 'of-acme', max_age: '60' },
    code_challenge: createHash('sha256').update('of tests').digest('base64url'),
    code_challenge_method: 'S256',
  }
  return `/oauth/authorize?${new URLSearchParams(asked)}`
}
