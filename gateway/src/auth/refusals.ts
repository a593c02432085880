import { GraphQLError } from 'graphql'

/** The answer to a credential that proves nothing. */
export const badToken = (cause?: unknown): GraphQLError =>
  new GraphQLError('The access token is not valid (any more). Refresh the session or sign in.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: {
        status: 401,
        headers: new Map([['www-authenticate', 'Bearer error="invalid_token"']]),
      },
    },
    originalError: cause instanceof Error ? cause : undefined,
  })

/** The answer while Auth's keys cannot be had. A client that took it for a bad token would throw a good one away. */
export const noKeys = (cause: unknown): GraphQLError =>
  new GraphQLError('Access tokens cannot be checked at the moment. Try again soon.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', subgraph: 'auth', http: { status: 503 } },
    originalError: cause instanceof Error ? cause : undefined,
  })
