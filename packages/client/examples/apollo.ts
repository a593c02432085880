/** The wallet with Apollo Client 4. */
import {
  ApolloClient,
  ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
  Observable,
  type TypedDocumentNode,
} from '@apollo/client'
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'
import { OperationTypeNode, print } from 'graphql'
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

/**
 * Apollo's cache drops `... on Refusal` unless it knows which types are refusals. The plugin `fragment-matcher` of GraphQL
 * Code Generator writes the whole list; these are those of `sendMoney`.
 */
const REFUSALS = [
  'CurrencyMismatch',
  'IdempotencyKeyReused',
  'InsufficientFunds',
  'InvalidAccount',
  'LimitExceeded',
  'PaymentBlocked',
]

/** Makes an Apollo Client that keeps a session and loses no event. */
export function newApolloClient(options: WalletOptions): ApolloClient {
  const { url } = options
  const tokens = newTokens(options)
  const streams = newStreams({ url, tokens })
  const overStreams = new ApolloLink(
    ({ query, variables }) =>
      new Observable((sink) => streams({ query: print(query), variables }, sink)),
  )
  return new ApolloClient({
    cache: new InMemoryCache({ possibleTypes: { Refusal: REFUSALS } }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      overStreams,
      new HttpLink({ uri: url, fetch: newAuthorizedFetch(tokens) }),
    ),
  })
}

/** Makes the wallet. */
export function newWallet(options: WalletOptions): Wallet {
  const client = newApolloClient(options)
  return {
    async myName() {
      const { data } = await client.query({ query: parsed(ME) })
      return data?.me.name ?? ''
    },
    async send(input) {
      const { data } = await client.mutate({ mutation: parsed(SEND_MONEY), variables: { input } })
      return data?.sendMoney.payment?.status ?? data?.sendMoney.code ?? ''
    },
    watch(accountId, after, tell) {
      const changes = client.subscribe({
        query: parsed(BALANCE_CHANGED),
        variables: { accountId, after },
        // Each event is told once; none is news to the cache.
        fetchPolicy: 'no-cache',
      })
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
