import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { availableIn, type Client, data, signIn, walletOf } from '../../kit/client.ts'
import { type Mode, type Product, startProduct } from '../../kit/product.ts'
import { type DOCUMENTS, IDS, MANIFEST } from './operations.ts'
import { push, usd } from './partner.ts'

/** A product with two clients, and the people whose keys they use. */
export type House = Readonly<{
  product: Product
  root: Client
  ada: Client
  ben: Client
  /** Ada's account. */
  wallet: string
  bensWallet: string
  /** What Ada can pay, in cents. */
  available(): Promise<bigint>
  /** The variables of a payment from Ada to Ben. */
  toBen(amount: number | bigint, idempotencyKey: string, change?: object): { input: object }
}>

/** Starts a product and registers the operations of `acme` and `other`, as an operator does. */
export async function openHouse(mode: Mode, dataDir: string): Promise<House> {
  const product = await startProduct({
    mode,
    dataDir,
    // Everyone here comes from one address; a key's own rate still counts.
    env: {
      RATES: 'on',
      RATE_ADDRESS_POINTS: '100000',
      RATE_USER_POINTS: '100000',
      RATE_SIGN_IN_POINTS: '10000',
      RATE_ACCOUNT_POINTS: '10000',
      RATE_KEY_POINTS: '100000',
    },
  })
  const [root, ada, ben] = await Promise.all(
    ['root', 'ada', 'ben'].map((name) => signIn(product.url, `${name}@demo.test`)),
  )
  if (!root || !ada || !ben) throw new Error('nobody signed in')
  const [wallet, bensWallet] = [await walletOf(ada), await walletOf(ben)]
  const folder = join(dataDir, 'manifests')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'acme.json'), JSON.stringify(MANIFEST))
  const other = [{ documentId: 'other-me', document: 'query OtherMe { me { id } }' }]
  writeFileSync(join(folder, 'other.json'), JSON.stringify(other))
  for (const options of [
    ['--client', 'acme', '--name', 'Acme Ltd', 'gateway/manifests/acme.json'],
    ['--client', 'acme', join(folder, 'acme.json')],
    ['--client', 'other', '--name', 'Other Ltd', join(folder, 'other.json')],
  ]) {
    const { code, output } = await push(root, options)
    if (code !== 0) throw new Error(`${options.join(' ')}: ${code}\n${output}`)
  }
  return {
    ...{ product, root, ada, ben, wallet, bensWallet },
    available: () => availableIn(ada, wallet),
    toBen: (amount, idempotencyKey, change = {}) => ({
      input: {
        fromAccountId: wallet,
        to: { email: 'ben@demo.test' },
        amount: usd(amount),
        idempotencyKey,
        ...change,
      },
    }),
  }
}

/** How often an operation of `acme` was run, as the administrators read it. */
export async function usesOf(root: Client, name: keyof typeof DOCUMENTS): Promise<number> {
  const { registeredOperations } = await data(
    root,
    '{ registeredOperations(clientId: "acme", first: 100) { nodes { id uses } } }',
  )
  const found = registeredOperations.nodes.find(({ id }: { id: string }) => id === IDS[name])
  return found.uses
}
