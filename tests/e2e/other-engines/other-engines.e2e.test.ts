import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { supergraphSdl, toApiSdl } from '../../../gateway/src/plan/compose.ts'
import { readSubgraphSdl } from '../../../packages/subgraph-server/src/schema.ts'
import { peerFolder } from '../../bench/gateway/peers.ts'
import { verifyBooks } from '../../kit/books.ts'
import { type Client, signIn, walletOf } from '../../kit/client.ts'
import { newDice } from '../../kit/dice.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { ask, likeness } from './compare.ts'
import { generateQuery, type Operation } from './generator.ts'
import { type Hive, startHive } from './hive.ts'
import { collectPools, type Pools } from './pools.ts'
import { recordedQueries } from './recorded.ts'

const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin']
const OPERATIONS = 300
const SEED = Number(process.env['OTHER_ENGINES_SEED'] ?? 4)
const DIFFERENCES = join(tmpdir(), 'tallystick-other-engines.json')
/** Attempts at generating an operation before the schema is thought to have no more. */
const ATTEMPTS_MAX = 3_000

const isInstalled = existsSync(join(peerFolder(''), 'node_modules'))
const isAsked = process.env['OTHER_ENGINES'] === 'on'
if (!isAsked || !isInstalled)
  console.log('other engines: left out; `npm run test:engines` installs them and runs this')

describe.skipIf(!isAsked || !isInstalled)('another composer', () => {
  it('makes the same public schema of the same subgraphs (SUP-2)', () => {
    const sdls = Object.fromEntries(
      SUBGRAPHS.map((name) => [
        name,
        // The newest version that the other composer knows; nothing here needs a newer one.
        readSubgraphSdl(new URL(`../../../subgraphs/${name}/src/schema/`, import.meta.url)).replace(
          'federation/v2.12',
          'federation/v2.9',
        ),
      ]),
    )
    const composed = spawnSync(process.execPath, [join(peerFolder(''), 'compose.mjs')], {
      input: JSON.stringify(sdls),
      encoding: 'utf8',
    })
    expect(composed.stderr).toBe('')
    expect(sorted(toApiSdl(composed.stdout))).toBe(sorted(toApiSdl(supergraphSdl())))
  })
})

const sorted = (sdl: string): string => printSchema(lexicographicSortSchema(buildSchema(sdl)))

describe.skipIf(!isAsked || !isInstalled)('Hive Gateway over the product’s subgraphs', () => {
  const dataDir = newDataDir()
  let product: Product
  let hive: Hive
  let schema: GraphQLSchema
  let people: Record<string, Client>
  let pools: Pools

  beforeAll(async () => {
    schema = buildSchema(readFileSync('gateway/api.graphql', 'utf8'))
    product = await startProduct({
      mode: 'distributed',
      dataDir,
      env: {
        LOG_LEVEL: 'info',
        QUERY_COST_MAX: '1000000',
        COST_MAX_ADMIN: '1000000',
        RATES: 'off',
      },
    })
    hive = await startHive(product)
    const names = ['ada', 'ben', 'vera', 'root']
    people = Object.fromEntries(
      await Promise.all(
        names.map(async (name) => [name, await signIn(product.url, `${name}@demo.test`)] as const),
      ),
    )
    const { ada, ben, root } = people as { ada: Client; ben: Client; root: Client }
    pools = await collectPools(root, [ada, ben])
  })

  afterAll(async () => {
    await hive?.stop()
    await product?.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books.code, books.output).toBe(0)
  })

  it(`answers ${OPERATIONS} operations as our gateway does, errors included`, async () => {
    const dice = newDice(SEED)
    const moment = new Date().toISOString()
    const recorded = recordedQueries(schema, { dice, pools })
    const tally = {
      equal: 0,
      equalWithErrors: 0,
      errorsNearby: 0,
      lost: 0,
      refused: 0,
      volatile: 0,
    }
    const compared = () =>
      tally.equal + tally.equalWithErrors + tally.errorsNearby + differences.length
    const differences: unknown[] = []
    const names = Object.keys(people)
    for (let index = 0; compared() < OPERATIONS; index++) {
      expect(index, JSON.stringify(tally)).toBeLessThan(ATTEMPTS_MAX)
      const operation = recorded.pop() ?? generateQuery({ schema, dice, pools, moment })
      const name = dice.pick(names)
      const found = await compare(operation, people[name] as Client)
      if (typeof found === 'string') tally[found]++
      else differences.push({ name, ...operation, ...found })
    }
    writeFileSync(DIFFERENCES, JSON.stringify(differences, null, 2))
    console.log(
      `other engines, seed ${SEED}: ${JSON.stringify(tally)}, ${differences.length} differ`,
    )
    // The whole of a difference is long: the file has them all.
    expect(differences.slice(0, 2), `${differences.length} differences in ${DIFFERENCES}`).toEqual(
      [],
    )
  }, 600_000)

  it('answers a mutation sent again through it as the first time through ours', async () => {
    const { ada } = people as { ada: Client }
    const wallet = await walletOf(ada)
    for (let index = 0; index < 6; index++) {
      const input = {
        fromAccountId: wallet,
        to: { email: 'ben@demo.test' },
        amount: { amount: index % 3 === 2 ? '99999999' : String(10 + index), currency: 'USD' },
        idempotencyKey: `through-both-${index}`,
      }
      const operation = { query: SEND, variables: { input } }
      const first = await ask(ada, operation)
      expect(await ask({ ...ada, url: hive.url }, operation)).toEqual(first)
    }
  })

  /**
   * What our gateway refuses as a whole, Hive Gateway leaves to the subgraphs: there is nothing to compare. Where an error
   * takes all of the data away, it tells of any field of the subgraph that had to have a value: only the loss is compared.
   */
  async function compare(operation: Operation, client: Client) {
    const ours = await ask(client, operation)
    const isRefused = ours.errors.every(({ code }) => code === 'FORBIDDEN' || code === 'COST_LIMIT')
    if (ours.data === null && isRefused) return 'refused'
    const theirs = await ask({ ...client, url: hive.url }, operation)
    if (ours.data === null && theirs.data === null && theirs.errors.length > 0) return 'lost'
    const found = likeness(ours, theirs)
    if (found === 'equal') return ours.errors.length > 0 ? 'equalWithErrors' : 'equal'
    if (found === 'nearby') return 'errorsNearby'
    // Time passes between two questions: what our own gateway answers differently by now says nothing.
    const again = await ask(client, operation)
    return likeness(ours, again) === 'equal' ? { ours, theirs } : 'volatile'
  }
})

const SEND = `mutation Send($input: SendMoneyInput!) {
  sendMoney(input: $input) {
    __typename
    ... on SendMoneySuccess { payment { id kind amount { amount currency } payer { name owner { name } } } }
    ... on InsufficientFunds { code }
  }
}`
