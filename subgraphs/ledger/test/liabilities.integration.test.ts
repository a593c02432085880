import { newId } from '@tallystick/ids'
import { verifyLiabilityProof } from '@tallystick/verify'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entry, openRoom, person, type Room, SEALING_KEY, topUp, transfer, wallet } from './room.ts'

const PROOF = 'query ($id: ID!) { liabilityProof(accountId: $id) { json } }'
const LIABILITIES = `{ liabilities {
  currency total { amount currency } accountCount treeSize rootHash publishedAt keyId signature json
} }`
const PUBLISH = `mutation { publishLiabilities {
  ... on PublishLiabilitiesSuccess { liabilities { currency treeSize } }
  ... on LiabilitiesNotPublished { code message }
} }`
const ADMIN = person(newId('usr'), 'ADMIN')

type Wallet = ReturnType<typeof wallet>
type Snapshot = Readonly<{
  currency: string
  total: { amount: string }
  accountCount: number
  treeSize: number
  publishedAt: string
  json: string
}>
type Proof = {
  snapshot: Record<string, unknown>
  treeHead: Record<string, unknown>
  account: { id: string; balance: string; nonce: string; index: number }
  path: { hash: string; sum: string }[]
  publicKey: string
}

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const publish = async () => {
  const answer: { publishLiabilities: { liabilities?: Snapshot[]; code?: string } } =
    await room.data(PUBLISH, {}, ADMIN)
  return answer.publishLiabilities
}
const liabilities = async (): Promise<Snapshot[]> => {
  const answer: { liabilities: Snapshot[] } = await room.data(LIABILITIES)
  return answer.liabilities
}
const proofOf = async ({ accountId, ownerId }: Wallet): Promise<Proof> => {
  const answer: { liabilityProof: { json: string } } = await room.data(
    PROOF,
    { id: accountId },
    person(ownerId),
  )
  return JSON.parse(answer.liabilityProof.json)
}
const errorOf = async (accountId: string, actor = ADMIN) =>
  (await room.run(PROOF, { id: accountId }, actor)).errors?.[0]
const chore = (name: string) => {
  const found = room.ledger.chores.find((each) => each.name === name)
  if (!found) throw new Error(`no chore ${name}`)
  return found.run(new AbortController().signal)
}
/** What the books themselves say: all entries of wallets that are sealed below a size. */
const booksAt = async (currency: string, size: number): Promise<string> => {
  const [row] = await room.asAdmin(sql`
    select coalesce(sum(case e.side when 'CREDIT' then e.amount else -e.amount end), 0)::text as total
      from ledger.entries e
           join ledger.ledger_accounts a on a.id = e.ledger_account_id
           join ledger.tally_leaves l on l.ledger_transaction_id = e.ledger_transaction_id
     where a.code = 'CUSTOMER_WALLET' and a.currency = ${currency} and l.position < ${size}`)
  return String(row?.['total'])
}

describe('before anything is sealed', () => {
  it('nothing is published, and it is said why', async () => {
    expect(await publish()).toMatchObject({ code: 'NOTHING_SEALED' })
    expect(await liabilities()).toEqual([])
    expect(await chore('publish-liabilities')).toBeUndefined()
  })

  it('an account that waits for the first statement is told when it comes', async () => {
    const early = wallet()
    await room.post(topUp(early, 10n))
    const error = await errorOf(early.accountId, person(early.ownerId))
    expect(error?.extensions).toMatchObject({
      code: 'NOT_PUBLISHED_YET',
      details: { nextAt: expect.stringMatching(/Z$/) },
    })
  })
})

describe('what is published', () => {
  const wallets = Array.from({ length: 37 }, wallet)
  const euro = wallet()

  beforeAll(async () => {
    await room.post(...wallets.map((each, at) => topUp(each, BigInt(at + 1) * 1_000n)))
    await room.post({
      id: newId('ltx'),
      description: 'euros',
      entries: [
        entry({ code: 'PROVIDER_CLEARING', provider: 'SIMULATOR' }, 'DEBIT', 77n, 'EUR'),
        entry(euro, 'CREDIT', 77n, 'EUR'),
      ],
    })
    await room.ledger.seal()
    await chore('publish-liabilities')
  })

  it('comes by itself once something is sealed, for each currency', async () => {
    const found = await liabilities()
    expect(found.map(({ currency }) => currency)).toEqual(['EUR', 'USD'])
    expect(found).toMatchObject([{ accountCount: 1 }, { accountCount: 38 }])
  })

  it('has the total that the books have at that head', async () => {
    for (const { currency, total, treeSize } of await liabilities())
      expect(total.amount).toBe(await booksAt(currency, treeSize))
  })

  it('is proved to every owner, and verified by the public package', async () => {
    for (const each of [...wallets, euro]) {
      const verdict = await verifyLiabilityProof(await proofOf(each))
      expect(verdict).toMatchObject({ ok: true, accountId: each.accountId })
    }
    const last = wallets[36] as Wallet
    expect(await verifyLiabilityProof(await proofOf(last))).toMatchObject({ balance: '37000' })
  })

  it('is refused to everyone else, whether the account exists or not', async () => {
    const { accountId } = wallets[0] as Wallet
    for (const [id, actor] of [
      [accountId, person(newId('usr'))],
      [newId('acc'), ADMIN],
      ['acc_nonsense', ADMIN],
    ] as const)
      expect((await errorOf(id, actor))?.extensions['code']).toBe('NOT_FOUND')
    expect(await errorOf(accountId, ADMIN)).toBeUndefined()
  })

  it('puts the accounts in an order that says nothing about them', async () => {
    const places = await Promise.all(wallets.map(async (each) => (await proofOf(each)).account))
    const order = places.map(({ index }) => index)
    expect(new Set(order).size).toBe(37)
    expect(order).not.toEqual([...order].sort((one, other) => one - other))
    expect(new Set(places.map(({ nonce }) => nonce)).size).toBe(37)
  })

  it('is kept when it is published again at the same head', async () => {
    const before = await liabilities()
    expect((await publish()).liabilities).toHaveLength(2)
    expect(await liabilities()).toEqual(before)
  })

  it('shows all that its signature is verified by', async () => {
    const [snapshot] = await liabilities()
    const { publicKey, treeHead, snapshot: told } = JSON.parse(snapshot?.json ?? '')
    expect(publicKey).toBe(SEALING_KEY.publicKey)
    expect(treeHead.size).toBe(told.treeSize)
    expect(told).toMatchObject({ currency: 'EUR', accountCount: 1, total: '77' })
  })

  it('cannot be altered: 50 changed proofs are refused, each with a reason', async () => {
    const sound = await proofOf(wallets[20] as Wallet)
    const other = await proofOf(wallets[7] as Wallet)
    const altered = alterations(sound, other)
    expect(altered.length).toBeGreaterThanOrEqual(50)
    for (const { name, proof } of altered) {
      const verdict = await verifyLiabilityProof(proof)
      expect({ name, ok: verdict.ok }).toEqual({ name, ok: false })
    }
  })
})

/** Every field changed in more than one way, and parts put together from two sound proofs. */
function alterations(sound: Proof, other: Proof): { name: string; proof: unknown }[] {
  const made: { name: string; proof: unknown }[] = []
  const alter = (name: string, change: (proof: Proof) => void) => {
    const proof = structuredClone(sound)
    change(proof)
    made.push({ name, proof })
  }
  const flip = (text: string) => (text.startsWith('0') ? '1' : '0') + text.slice(1)
  const more = (text: string) => String(BigInt(text) + 1n)
  for (const [at] of sound.path.entries()) {
    const node = (proof: Proof) => proof.path[at] as { hash: string; sum: string }
    alter(`path ${at} hash`, (proof) => {
      node(proof).hash = flip(node(proof).hash)
    })
    alter(`path ${at} sum`, (proof) => {
      node(proof).sum = more(node(proof).sum)
    })
    alter(`path ${at} negative`, (proof) => {
      node(proof).sum = '-1'
    })
    alter(`path ${at} left out`, (proof) => {
      proof.path.splice(at, 1)
    })
    alter(`path ${at} twice`, (proof) => {
      proof.path.splice(at, 0, node(proof))
    })
    alter(`path ${at} ends otherwise`, (proof) => {
      node(proof).hash = [...flip([...node(proof).hash].reverse().join(''))].reverse().join('')
    })
    alter(`path ${at} without a sum`, (proof) => {
      node(proof).sum = '0'
    })
    alter(`path ${at} from another height`, (proof) => {
      proof.path[at] = sound.path[(at + 1) % sound.path.length] ?? node(proof)
    })
    alter(`path ${at} in capitals`, (proof) => {
      node(proof).hash = `A${node(proof).hash.slice(1)}`
    })
  }
  alter('a balance moved to its neighbour', (proof) => {
    const [first] = proof.path
    if (first) first.sum = String(BigInt(first.sum) + BigInt(proof.account.balance))
    proof.account.balance = '0'
  })
  for (const [name, value] of [
    ['balance', '0'],
    ['balance', '020'],
    ['balance', '-5'],
    ['id', other.account.id],
    ['nonce', other.account.nonce],
    ['nonce', ''],
    ['index', other.account.index],
    ['index', -1],
    ['index', 38],
  ] as const)
    alter(`account ${name} ${value}`, (proof) => Object.assign(proof.account, { [name]: value }))
  const head = sound.treeHead as { rootHash: string; signature: string }
  for (const [name, value] of [
    ['id', newId('lia')],
    ['currency', 'EUR'],
    ['treeSize', 1],
    ['treeRootHash', flip(head.rootHash)],
    ['accountCount', 37],
    ['total', '1'],
    ['rootHash', flip(String(sound.snapshot['rootHash']))],
    ['publishedAt', '2020-01-01T00:00:00.000Z'],
    ['keyId', '0000000000000000'],
    ['signature', head.signature],
  ] as const)
    alter(`snapshot ${name}`, (proof) => Object.assign(proof.snapshot, { [name]: value }))
  for (const [name, value] of [
    ['size', 1],
    ['rootHash', flip(head.rootHash)],
    ['publishedAt', '2020-01-01T00:00:00.000Z'],
    ['keyId', '0000000000000000'],
    ['signature', String(sound.snapshot['signature'])],
  ] as const)
    alter(`tree head ${name}`, (proof) => Object.assign(proof.treeHead, { [name]: value }))
  alter('public key', (proof) => {
    proof.publicKey = `${proof.publicKey.startsWith('A') ? 'B' : 'A'}${proof.publicKey.slice(1)}`
  })
  return made
}

describe('as time goes on', () => {
  it('an account newer than the statement is told when the next one comes, never nothing', async () => {
    const late = wallet()
    await room.post(topUp(late, 5n))
    await room.ledger.seal()
    expect(await chore('publish-liabilities')).toBeUndefined()
    const error = await errorOf(late.accountId, person(late.ownerId))
    const published = (await liabilities()).map(({ publishedAt }) => Date.parse(publishedAt))
    const nextAt = new Date(Math.max(...published) + 3_600_000).toISOString()
    expect(error?.extensions).toMatchObject({ code: 'NOT_PUBLISHED_YET', details: { nextAt } })
    expect(error?.message).toContain(nextAt)
    await publish()
    expect(await verifyLiabilityProof(await proofOf(late))).toMatchObject({ balance: '5' })
  })

  it('what is posted and not sealed is in no statement', async () => {
    const [one, other] = [wallet(), wallet()]
    await room.post(topUp(one, 100n))
    await room.ledger.seal()
    await room.post(transfer(one, other, 40n))
    await publish()
    expect((await proofOf(one)).account.balance).toBe('100')
    expect((await errorOf(other.accountId))?.extensions['code']).toBe('NOT_PUBLISHED_YET')
  })

  it('an overdrawn account counts as nothing, and takes nothing from the others', async () => {
    const poor = wallet()
    await room.post(topUp(poor, 10n))
    await room.data(
      `mutation ($id: ID!) { setOverdraftLimit(input: {
        accountId: $id, limit: { amount: "500", currency: "USD" }, reason: "a test"
      }) { __typename } }`,
      { id: poor.accountId },
      ADMIN,
    )
    await room.post(transfer(poor, wallet(), 60n))
    await room.ledger.seal()
    await publish()
    const proof = await proofOf(poor)
    expect(proof.account.balance).toBe('0')
    const usd = (await liabilities()).find(({ currency }) => currency === 'USD')
    const books = BigInt(await booksAt('USD', usd?.treeSize ?? 0))
    expect(BigInt(usd?.total.amount ?? 0)).toBe(books + 50n)
  })

  it('keeps every statement, and the trees of the latest three', async () => {
    for (let round = 0; round < 4; round += 1) {
      await room.post(topUp(wallet(), 1n))
      await room.ledger.seal()
      await publish()
    }
    const [counts] = await room.asAdmin(sql`
      select (select count(*)::int from ledger.liability_snapshots where currency = 'USD') as statements,
             (select count(distinct snapshot_id)::int from ledger.liability_leaves) as leaves,
             (select count(distinct snapshot_id)::int from ledger.liability_nodes) as nodes`)
    // Four heads more: the euros were in all of them, and so were the dollars.
    expect(counts).toMatchObject({ leaves: 6, nodes: 6 })
    expect(counts?.['statements']).toBeGreaterThanOrEqual(7)
  })

  it('what a crash left half built is swept up by the next', async () => {
    await room.asAdmin(sql`
      insert into ledger.liability_leaves values (gen_random_uuid(), 0, gen_random_uuid(), '\\x00', '1')`)
    await room.post(topUp(wallet(), 1n))
    await room.ledger.seal()
    await publish()
    const [orphans] = await room.asAdmin(sql`
      select count(*)::int as count from ledger.liability_leaves
       where snapshot_id not in (select id from ledger.liability_snapshots)`)
    expect(orphans).toEqual({ count: 0 })
  })

  it('two that publish at once make one statement', async () => {
    await room.post(topUp(wallet(), 1n))
    await room.ledger.seal()
    const before = await liabilities()
    const answers = await Promise.all([publish(), publish(), publish()])
    expect(answers.some((each) => each.liabilities)).toBe(true)
    const [row] = await room.asAdmin(sql`
      select count(*)::int as count from ledger.liability_snapshots
       where tree_size > ${before[0]?.treeSize ?? 0} and currency = 'USD'`)
    expect(row).toEqual({ count: 1 })
  })

  it('a statement cannot be changed or taken back by the application', async () => {
    for (const statement of [
      'update ledger.liability_snapshots set total = 0',
      'delete from ledger.liability_snapshots',
      'update ledger.liability_leaves set balance = 0',
      'update ledger.liability_nodes set sum = 0',
    ])
      await expect(room.ledger.outbox.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
  })
})
