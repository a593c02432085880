import { type KeyObject, sign } from 'node:crypto'
import { join } from 'node:path'
import type { Session } from '@tallystick/client'
import { startPostgres } from '@tallystick/db/postgres'
import { expect, vi } from 'vitest'
import { BALANCE_CHANGED, type Change, toChange } from '../../../packages/client/examples/wallet.ts'
import {
  type Client,
  DEMO_PASSWORD,
  data,
  type Stream,
  sendMoney,
  signIn,
  subscribe,
  walletOf,
} from '../../kit/client.ts'
import { newDataDir, removeDataDir, startProduct } from '../../kit/product.ts'
import { signingKeyOf } from '../../kit/signing-key.ts'

/** The product, with Ada who pays and Ben who watches his account. */
export type House = Readonly<{
  url: string
  ada: Client
  bensAccount: string
  /** Signs Ben in. With `endsInS` the server stops believing the token then, and nobody tells the client. */
  bensSession(endsInS?: number): Promise<Session>
  /** Has Ada pay Ben so many times. */
  pay(times: number): Promise<void>
  /** The last change of Ben's account so far, as a listener sees it that nothing happens to. */
  place(): Promise<Change>
  /** Waits until exactly the `count` changes after a place have been told, in order. */
  expectNext(
    place: Change,
    count: number,
    changes: () => Change[] | Promise<Change[]>,
  ): Promise<void>
  close(): Promise<void>
}>

/** Starts the product. @param origins the web pages that may call it */
export async function openHouse(origins: readonly string[] = []): Promise<House> {
  const dataDir = newDataDir()
  const postgres = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
  const env = { DATABASE_URL: postgres.url, CORS_ORIGINS: origins.join(',') }
  const product = await startProduct({ dataDir, env })
  const { url } = product
  const ada = await signIn(url, 'ada@demo.test')
  const ben = await signIn(url, 'ben@demo.test')
  const [adasAccount, bensAccount] = [await walletOf(ada), await walletOf(ben)]
  const key = await signingKeyOf(postgres.url, dataDir)
  let payments = 0
  const pay = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time++) {
      payments += 1
      const { __typename } = await sendMoney(ada, {
        fromAccountId: adasAccount,
        to: { email: 'ben@demo.test' },
        amount: { amount: '1', currency: 'USD' },
        idempotencyKey: `clients-${payments}`,
      })
      expect(__typename).toBe('SendMoneySuccess')
    }
  }
  const listener = await listenTo(ben, bensAccount)
  return {
    url,
    ada,
    bensAccount,
    pay,
    async place() {
      await pay(1)
      const { account } = await data(ben, VERSION, { id: bensAccount })
      const { version } = account.balance
      return await vi.waitUntil(
        () => changesOf(listener).find((change) => change.version === version),
        { timeout: 10_000 },
      )
    },
    async bensSession(endsInS) {
      const session = await newSession(url)
      return endsInS === undefined ? session : shortened(session, endsInS, key)
    },
    async expectNext({ version }, count, changes) {
      const expected = Array.from({ length: count }, (_, index) => version + index + 1)
      const versions = async () => (await changes()).map((change) => change.version)
      await expect.poll(versions, { timeout: 20_000 }).toEqual(expected)
    },
    async close() {
      await listener.stop()
      await product.stop()
      await postgres.stop()
      removeDataDir(dataDir)
    },
  }
}

async function newSession(url: string): Promise<Session> {
  const answer = await data(
    { url },
    `mutation ($input: SignInInput!) {
      signIn(input: $input) {
        ... on SignInSuccess { session { accessToken refreshToken expiresAt } }
      }
    }`,
    { input: { email: 'ben@demo.test', password: DEMO_PASSWORD } },
  )
  return answer.signIn.session
}

function shortened(session: Session, endsInS: number, key: KeyObject): Session {
  const [header = '', claims = ''] = (session.accessToken ?? '').split('.')
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
  const ended = { ...said, exp: Math.ceil(Date.now() / 1000) + endsInS }
  const text = `${header}.${Buffer.from(JSON.stringify(ended)).toString('base64url')}`
  const signature = sign(null, Buffer.from(text), key).toString('base64url')
  return { ...session, accessToken: `${text}.${signature}` }
}

const VERSION = 'query ($id: ID!) { account(id: $id) { balance { version } } }'

const changesOf = ({ events }: Stream): Change[] =>
  events.map(({ data: told }) => toChange(told.balanceChanged))

async function listenTo(client: Client, accountId: string): Promise<Stream> {
  const listener = subscribe(client, 'ws', {
    query: String(BALANCE_CHANGED),
    variables: { accountId },
  })
  // It tells what happens from now on, and nothing says when that is.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  return listener
}
