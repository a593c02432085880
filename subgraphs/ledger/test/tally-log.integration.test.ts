import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ANONYMOUS } from '@tallystick/actor'
import { findTallyFault } from '@tallystick/db/checks'
import { newId } from '@tallystick/ids'
import {
  type NotProven,
  type ReceiptProof,
  verifyConsistencyProof,
  verifyReceipt,
} from '@tallystick/verify'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSealer } from '../src/domain/tally/seal.ts'
import { openRoom, person, type Room, SEALING_KEY, topUp, transfer, wallet } from './room.ts'

let room: Room
const ada = wallet()
const ben = wallet()
const paymentId = newId('pay')
const payment = transfer(ada, ben, 250n, {
  paymentId,
  description: 'Rent',
  metadata: [{ key: 'order', value: '17' }],
})

beforeAll(async () => {
  room = await openRoom()
  await room.post(topUp(ada, 1_000n), topUp(wallet(), 5n), payment, topUp(wallet(), 6n))
})
afterAll(() => room.close())

const RECEIPT = 'query ($id: ID!) { receipt(paymentId: $id) { json } }'
const TRUST = { publicKey: SEALING_KEY.publicKey }

async function receiptFor(actor: ReturnType<typeof person>) {
  const { receipt } = (await room.data(RECEIPT, { id: paymentId }, actor)) as {
    receipt: { json: string }
  }
  const proof = (await verifyReceipt(receipt.json, TRUST)) as ReceiptProof | NotProven
  if (!proof.ok) throw new Error(proof.message)
  return { json: receipt.json, transaction: proof.ledgerTransactions[0] as never as Opened }
}

type Field = { value?: unknown; commitment?: string }
type Opened = {
  description: Field
  metadata: Field
  entries: { balanceAfter: Field }[]
  inclusion: never
}

const codeOf = async (query: string, variables: object, actor = person(newId('usr'))) => {
  const { errors } = await room.run(query, { ...variables }, actor)
  return errors?.[0]?.extensions?.['code']
}

describe('before it is sealed', () => {
  const SEALED = 'query ($id: ID!) { ledgerTransaction(id: $id) { sealed } }'

  it('a receipt says so after three seconds, and waits for what is sealed meanwhile', async () => {
    const owner = person(ada.ownerId)
    expect(await room.data(SEALED, { id: payment.id }, owner)).toEqual({
      ledgerTransaction: { sealed: false },
    })
    const { errors } = await room.run(RECEIPT, { id: paymentId }, owner)
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_SEALED_YET',
      outcome: 'NOT_APPLIED',
    })
    const waiting = room.run(RECEIPT, { id: paymentId }, owner)
    await room.ledger.seal()
    expect((await waiting).errors).toBeUndefined()
    expect(await room.data(SEALED, { id: payment.id }, owner)).toEqual({
      ledgerTransaction: { sealed: true },
    })
  }, 15_000)
})

describe('a receipt', () => {
  it('opens to each party their own balance, and what it is for // LED-9', async () => {
    for (const [owner, own] of [
      [ada, 0],
      [ben, 1],
    ] as const) {
      const { transaction } = await receiptFor(person(owner.ownerId))
      expect(transaction.description.value).toBe('Rent')
      expect(transaction.metadata.value).toBeUndefined()
      const balances = transaction.entries.map(({ balanceAfter }) => balanceAfter.value)
      expect(balances[own]).toBe(own === 0 ? '750' : '250')
      expect(balances[1 - own]).toBeUndefined()
    }
  })

  it('opens everything to an administrator', async () => {
    const { transaction } = await receiptFor(person(newId('usr'), 'ADMIN'))
    expect(transaction.metadata.value).toEqual([['order', '17']])
    expect(transaction.entries.map(({ balanceAfter }) => balanceAfter.value)).toEqual([
      '750',
      '250',
    ])
  })

  it('has a path of at most the logarithm of the size', async () => {
    const { json } = await receiptFor(person(ada.ownerId))
    const { treeHead, ledgerTransactions } = JSON.parse(json)
    expect(treeHead.size).toBe(4)
    expect(ledgerTransactions[0].inclusion.length).toBeLessThanOrEqual(Math.ceil(Math.log2(4)))
  })

  it('is refused when a word of it was changed', async () => {
    const { json } = await receiptFor(person(ada.ownerId))
    expect(await verifyReceipt(json.replace('Rent', 'Loan'), TRUST)).toMatchObject({ ok: false })
  })

  it('is not there for strangers, for a payment without postings and for what is no id', async () => {
    expect(await codeOf(RECEIPT, { id: paymentId })).toBe('NOT_FOUND')
    const owner = person(ada.ownerId)
    expect(await codeOf(RECEIPT, { id: newId('pay') }, owner)).toBe('NOT_FOUND')
    expect(await codeOf(RECEIPT, { id: 'pay_x' }, owner)).toBe('NOT_FOUND')
  })

  it('is there for a ledger transaction alone, also of no payment', async () => {
    const PROOF = 'query ($id: ID!) { ledgerProof(ledgerTransactionId: $id) { json } }'
    const own = topUp(ada, 1n)
    await room.post(own)
    await room.ledger.seal()
    for (const [id, of] of [
      [payment.id, paymentId],
      [own.id, null],
    ] as const) {
      const { ledgerProof } = (await room.data(PROOF, { id }, person(ada.ownerId))) as {
        ledgerProof: { json: string }
      }
      expect(await verifyReceipt(ledgerProof.json, TRUST)).toMatchObject({
        ok: true,
        paymentId: of,
      })
    }
    expect(await codeOf(PROOF, { id: payment.id })).toBe('NOT_FOUND')
  })
})

describe('tree heads', () => {
  const HEAD =
    'query ($size: Int) { treeHead(size: $size) { size rootHash publishedAt keyId publicKey signature } }'
  const CONSISTENCY =
    'query ($from: Int!, $to: Int) { consistencyProof(from: $from, to: $to) { json } }'

  it('are told to everyone, the last or one of a size', async () => {
    const last = (await room.data(HEAD, {}, ANONYMOUS)) as {
      treeHead: { size: number; publicKey: string }
    }
    expect(last.treeHead).toMatchObject({ size: 5, publicKey: SEALING_KEY.publicKey })
    expect(await room.data(HEAD, { size: 0 }, ANONYMOUS)).toMatchObject({ treeHead: { size: 0 } })
    expect(await codeOf(HEAD, { size: 3 })).toBe('NOT_FOUND')
    expect(await codeOf(HEAD, { size: -1 })).toBe('NOT_FOUND')
  })

  it('continue each other, as anyone can verify', async () => {
    for (let round = 0; round < 9; round++) {
      await room.post(...Array.from({ length: round % 4 }, () => topUp(ben, 1n)), topUp(ada, 1n))
      await room.ledger.seal()
    }
    const sql = postgres(room.database.adminUrl, { max: 1, onnotice: () => {} })
    const heads = await sql`select size::int from ledger.tree_heads h order by h.size`
    await sql.end()
    const sizes = heads.map((row) => Number(row['size']))
    for (const [at, from] of sizes.entries())
      for (const to of [...sizes.slice(at), null]) {
        const { consistencyProof } = (await room.data(CONSISTENCY, { from, to }, ANONYMOUS)) as {
          consistencyProof: { json: string }
        }
        expect(await verifyConsistencyProof(consistencyProof.json, TRUST)).toMatchObject({
          ok: true,
        })
      }
    expect(await codeOf(CONSISTENCY, { from: 5, to: 4 })).toBe('BAD_USER_INPUT')
    expect(await codeOf(CONSISTENCY, { from: 3 })).toBe('NOT_FOUND')
  })
})

describe('anchors', () => {
  it('tell of a tail that was cut off without a trace, and of a log that was written anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-anchors-'))
    const anchors = join(folder, 'anchors.jsonl')
    const sql = postgres(room.database.adminUrl, { max: 1, onnotice: () => {} })
    const heads = await sql`
      select h.size::int, encode(root_hash, 'hex') as root, published_at, key_id, signature from ledger.tree_heads h order by h.size`
    const lines = heads.map((head) => ({
      size: head['size'],
      rootHash: head['root'],
      publishedAt: head['published_at'].toISOString(),
      keyId: head['key_id'],
      signature: head['signature'].toString('base64url'),
      publicKey: SEALING_KEY.publicKey,
    }))
    const write = (all: readonly object[]) =>
      writeFileSync(anchors, `${all.map((each) => JSON.stringify(each)).join('\n')}\n`)
    write(lines)
    expect(await findTallyFault(sql, { anchors })).toBeUndefined()
    write(lines.map((line) => (line.size === 5 ? { ...line, rootHash: '00'.repeat(32) } : line)))
    expect(await findTallyFault(sql, { anchors })).toMatchObject({ index: 5 })
    write(lines)
    // All that was written after the first five leaves is gone, with what told of it.
    await sql.unsafe(`set session_replication_role = 'replica';
      delete from ledger.tally_nodes where (index + 1) * 2::numeric ^ level > 5; delete from ledger.tree_heads where size > 5;
      delete from ledger.entries where ledger_transaction_id in (select ledger_transaction_id from ledger.tally_leaves where position >= 5);
      delete from ledger.ledger_transactions where id in (select ledger_transaction_id from ledger.tally_leaves where position >= 5);
      delete from ledger.outbox where (xid, sequence) > (select xid, sequence from ledger.tree_heads where size = 5)
         and not (type = 'ledger:root:sealed' and body ->> 'size' = '5');
      delete from ledger.tally_leaves where position >= 5`)
    expect(await findTallyFault(sql)).toBeUndefined()
    expect(await findTallyFault(sql, { anchors })).toMatchObject({
      index: 5,
      what: 'the log ends before an anchor',
    })
    // The third leaf is forged, and whoever did it has the sealing key: everything above is made to fit.
    await sql.unsafe(`update ledger.ledger_transactions set description = 'Loan' where id = (select ledger_transaction_id from ledger.tally_leaves where position = 2);
      delete from ledger.tally_leaves; delete from ledger.tally_nodes; delete from ledger.tree_heads where size > 0;
      delete from ledger.outbox where type = 'ledger:root:sealed'; set session_replication_role = 'origin'`)
    await newSealer({ outbox: room.ledger.outbox, key: SEALING_KEY }).seal()
    expect(await findTallyFault(sql)).toBeUndefined()
    expect(await findTallyFault(sql, { anchors })).toMatchObject({
      index: 0,
      what: 'the log differs from an anchor',
    })
    await sql.end()
    rmSync(folder, { recursive: true })
  }, 30_000)
})
