/** The wallet with urql. */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'
import {
  Client,
  cacheExchange,
  fetchExchange,
  gql,
  subscriptionExchange,
  type TypedDocumentNode,
} from '@urql/core'
import { newTokens } from '../src/index.ts'
import { newAuthorizedFetch } from './authorized-fetch.ts'
import { newStreams } from './streams.ts'
import {
  BALANCE_CHANGED,
  ME,
  SEND_MONEY,
  toChange,
  type Wallet,
  type WalletOptions,
} from './wallet.ts'

/** Makes a urql client that keeps a session and loses no event. */
export function newUrqlClient(options: WalletOptions): Client {
  const { url } = options
  const tokens = newTokens(options)
  const streams = newStreams({ url, tokens })
  return new Client({
    url,
    // Queries go by POST: a GET would write their variables into the logs of proxies.
    preferGetMethod: false,
    fetch: newAuthorizedFetch(tokens),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: streams({ query, variables: { ...variables } }, sink),
          }),
        }),
      }),
    ],
  })
}

/** Makes the wallet. */
export function newWallet(options: WalletOptions): Wallet {
  const client = newUrqlClient(options)
  return {
    async myName() {
      const { data, error } = await client.query(parsed(ME), {})
      if (!data) throw error ?? new Error('no answer')
      return data.me.name
    },
    async send(input) {
      const { data, error } = await client.mutation(parsed(SEND_MONEY), { input })
      if (!data) throw error ?? new Error('no answer')
      return data.sendMoney.payment?.status ?? data.sendMoney.code ?? ''
    },
    watch(accountId, after, tell) {
      const changes = client.subscription(parsed(BALANCE_CHANGED), { accountId, after })
      const listening = changes.subscribe(({ data, error }) => {
        if (data) tell(toChange(data.balanceChanged))
        if (error) console.error(error)
      })
      return () => listening.unsubscribe()
    },
  }
}

const parsed = <Data, Variables>(text: DocumentTypeDecoration<Data, Variables>) =>
  gql(String(text)) as TypedDocumentNode<Data, Variables & Record<string, unknown>>
