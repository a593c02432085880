import { defineConfig } from '@graphql-hive/gateway'

/** Hive Gateway with the caller's credential passed on and the events of Reviews over WebSocket. */
export const gatewayConfig = defineConfig({
  logging: 'warn',
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      authorization: request.headers.get('authorization') ?? undefined,
    }),
  },
  transportEntries: {
    reviews: { options: { subscriptions: { kind: 'ws', location: '/graphql' } } },
  },
})
