import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { DEMO_PASSWORD, data, signIn, walletOf } from '../../kit/client.ts'
import type { Product } from '../../kit/product.ts'
import type { Asked } from './open-load.ts'

/** Someone who is signed in and looks at their wallet. */
export type Reader = Readonly<{ token: string; wallet: string }>

/** The people of the bench. */
export type People = Readonly<{
  readers: readonly Reader[]
  /** Addresses of people whose passwords are hashed by argon2id, and by bcrypt as they were imported. */
  argon2id: readonly string[]
  bcrypt: readonly string[]
  /** Addresses of nobody: they are hashed for as those of people are. */
  unknown: readonly string[]
}>

/** Of cost 12, of the password of every demo user. */
const BCRYPT = '$2b$12$IVIiZ1EUm0eCdMNDJ27hluzH/PkCB7Re0YQio1txeLsR2QhZEFF4m'
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }'
const WALLET = `query ($id: ID!) { me { id name } account(id: $id) { name balance { available { amount } } } }`
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`

/** Signs people up, and brings others along with hashes of bcrypt. */
export async function newPeople(product: Product, count: number): Promise<People> {
  const { url } = product
  const argon2id = Array.from({ length: count }, () => `${randomUUID()}@bench.test`)
  const readers: Reader[] = []
  for (const email of argon2id) {
    await data({ url }, SIGN_UP, { input: { email, password: DEMO_PASSWORD, name: 'Bench' } })
    const client = await signIn(url, email)
    readers.push({ token: client.token ?? '', wallet: await walletOf(client) })
  }
  const unknown = Array.from({ length: count }, () => `${randomUUID()}@nobody.test`)
  return { readers, argon2id, bcrypt: await importPeople(product, count), unknown }
}

/** Everybody's query of their own wallet. */
export const toQueries = ({ readers }: People): Asked[] =>
  readers.map(({ token, wallet: id }) => ({
    token,
    body: JSON.stringify({ query: WALLET, variables: { id } }),
  }))

/** Attempts to sign in, with the same password. */
export const toSignIns = (emails: readonly string[], password: string): Asked[] =>
  emails.map((email) => ({
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }),
  }))

async function importPeople({ dataDir }: Product, count: number): Promise<string[]> {
  const emails = Array.from({ length: count }, () => `${randomUUID()}@imported.test`)
  const child = spawn(process.execPath, ['subgraphs/auth/src/people-import/main.ts'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  for (const email of emails)
    child.stdin.write(`${JSON.stringify({ email, name: 'Imported', passwordHash: BCRYPT })}\n`)
  child.stdin.end()
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`people:import ended with ${code}`)
  return emails
}
