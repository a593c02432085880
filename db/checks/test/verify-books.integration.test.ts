import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyBooks } from '@tallystick/db/checks'
import { migrate } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import { newTestDatabase } from '@tallystick/db/testing'
import { fromUuid, newId } from '@tallystick/ids'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRunning } from '../../src/postgres/processes.ts'
import { CREATE_SHOWN_ID } from '../shown-id.ts'
import {
  ADA,
  BEN,
  type Books,
  HOLD,
  newBooks,
  overdraw,
  PAYMENT,
  TRANSFER,
  tell,
  uuid,
} from './books.ts'

const ofAda = `ledger_account_id = (select id from ledger.ledger_accounts where account_id = '${uuid(ADA)}')`
const adasWallet = `account_id = '${uuid(ADA)}'`
const ofTransfer = `ledger_transaction_id = '${uuid(TRANSFER)}'`
const bensWallet = `(select id from ledger.ledger_accounts where account_id = '${uuid(BEN)}')`
const euros = `(select id from ledger.ledger_accounts where currency = 'EUR' and code = 'CUSTOMER_WALLET')`
const ofPayment = `payment_id = '${uuid(PAYMENT)}'`
const forged = newId('ltx')

/** What is done to the books, and who must notice. */
const CORRUPTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a balance one unit too high',
    `update ledger.ledger_accounts set posted = posted + 1 where ${adasWallet}`,
    ['I1', 'I3'],
  ],
  [
    'a version without an entry',
    `update ledger.ledger_accounts set version = version + 1 where ${adasWallet}`,
    ['I3'],
  ],
  [
    'more held than there are holds',
    `update ledger.ledger_accounts set held = held + 1 where ${adasWallet}`,
    ['I3'],
  ],
  [
    'a wallet without a floor',
    `update ledger.ledger_accounts set floor = null where ${adasWallet}`,
    ['I4'],
  ],
  [
    'a wallet on the wrong side',
    `update ledger.ledger_accounts set normal_side = 'DEBIT' where ${adasWallet}`,
    ['I1', 'I3', 'I4'],
  ],
  [
    'an entry of one unit more',
    `update ledger.entries set amount = amount + 1 where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3'],
  ],
  [
    'an entry on the other side',
    `update ledger.entries set side = 'CREDIT' where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3'],
  ],
  [
    'both entries of one unit more',
    `update ledger.entries set amount = amount + 1 where ${ofTransfer}`,
    ['I3'],
  ],
  [
    'both entries on the other side',
    `update ledger.entries set side = case side when 'DEBIT' then 'CREDIT' else 'DEBIT' end where ${ofTransfer}`,
    ['I3'],
  ],
  [
    'an entry gone',
    `delete from ledger.entries where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3'],
  ],
  [
    'an entry moved to another account',
    `update ledger.entries set ledger_account_id = ${bensWallet}, version = 9 where ${ofTransfer} and side = 'DEBIT'`,
    ['I3'],
  ],
  [
    'an entry moved to another currency',
    `update ledger.entries set ledger_account_id = ${euros}, version = 9 where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3'],
  ],
  [
    'an entry of an account that there is not',
    `update ledger.entries set ledger_account_id = uuidv7() where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3'],
  ],
  ['an entry numbered twice', `update ledger.entries set ordinal = 1 where ${ofTransfer}`, ['I2']],
  [
    'a running balance that does not follow',
    `update ledger.entries set balance_after = balance_after + 1 where ${ofTransfer} and side = 'DEBIT'`,
    ['I3'],
  ],
  [
    'a gap in the versions',
    `update ledger.entries set version = version + 10 where ${ofAda} and version = 3`,
    ['I3'],
  ],
  [
    'an entry recorded before the one it follows',
    `update ledger.ledger_transactions set recorded_at = recorded_at - interval '1 hour' where id = '${uuid(TRANSFER)}'`,
    ['I3'],
  ],
  [
    'a ledger transaction gone with its entries',
    `delete from ledger.entries where ${ofTransfer}; delete from ledger.ledger_transactions where id = '${uuid(TRANSFER)}'`,
    ['I3', 'I8'],
  ],
  [
    'a ledger transaction gone without its entries',
    `delete from ledger.ledger_transactions where id = '${uuid(TRANSFER)}'`,
    ['I2', 'I8'],
  ],
  [
    'a ledger transaction without entries',
    `insert into ledger.ledger_transactions values ('${uuid(forged)}', null, now(), now(), '', '')`,
    ['I2', 'I8'],
  ],
  [
    'a ledger transaction of another payment',
    `update ledger.ledger_transactions set payment_id = uuidv7() where id = '${uuid(TRANSFER)}'`,
    ['I8'],
  ],
  ['a hold of one unit more', `update ledger.holds set amount = amount + 1`, ['I3']],
  [
    'a hold voided in silence',
    `update ledger.holds set status = 'VOIDED', ended_at = now()`,
    ['I3', 'I8'],
  ],
  [
    'a hold used up by a stranger',
    `update ledger.holds set status = 'POSTED', ended_at = now(), ledger_transaction_id = uuidv7()`,
    ['I3'],
  ],
  [
    'a hold that was not told',
    `delete from ledger.outbox where body ->> 'holdId' = '${HOLD}'`,
    ['I8'],
  ],
  [
    'a posting that was not told',
    `delete from ledger.outbox where body ->> 'ledgerTransactionId' = '${TRANSFER}'`,
    ['I8'],
  ],
  [
    'a posting told twice',
    `insert into ledger.outbox select nextval('ledger.outbox_sequence_seq'), xid, uuidv7(), type, version, aggregate_type, aggregate_id, topics, actor_kind, actor_id, request_id, address, user_agent, body, created_at from ledger.outbox where type = 'ledger:transaction:posted' limit 1`,
    ['I8'],
  ],
  [
    'a transition gone',
    `delete from payments.payment_transitions where ${ofPayment} and sequence = 4`,
    ['I8'],
  ],
  [
    'a transition that was not told',
    `delete from payments.outbox where (body ->> 'sequence')::int = 3`,
    ['I8'],
  ],
  [
    'a transition told otherwise',
    `update payments.outbox set body = body || '{"to": "FAILED"}' where (body ->> 'sequence')::int = 4`,
    ['I8'],
  ],
  [
    'a transition from nowhere',
    `update payments.payment_transitions set from_status = 'UNKNOWN' where sequence = 4; update payments.outbox set body = body || '{"from": "UNKNOWN"}' where (body ->> 'sequence')::int = 4`,
    ['I8'],
  ],
  ['a status without a transition', `update payments.payments set status = 'REFUNDED'`, ['I8']],
  [
    'an account that was not told',
    `delete from accounts.outbox where body ->> 'accountId' = '${ADA}'`,
    ['I8'],
  ],
  ['an account gone', `delete from accounts.accounts where id = '${uuid(ADA)}'`, ['I8']],
  [
    'an inbox with an event that nobody sent',
    `insert into admin.inbox (producer, event_id) values ('ledger', uuidv7())`,
    ['I8'],
  ],
  ['an inbox with an event of somebody else', `update admin.inbox set producer = 'ledger'`, ['I8']],
]

describe('verifyBooks', () => {
  it('finds nothing in books that are in order, and in books that are empty', async () => {
    const books = await newBooks()
    expect(await verifyBooks(books.url)).toEqual([])
    await books.drop()
    const empty = await newTestDatabase()
    expect(await verifyBooks(empty.adminUrl)).toEqual([])
    await empty.drop()
  })

  it.each(CORRUPTIONS)('finds %s', async (_what, statement, expected) => {
    const books = await newBooks()
    try {
      // As someone who has the whole server would do it: no trigger and no foreign key watches.
      await books.sql.unsafe(`set session_replication_role = 'replica'; ${statement}`)
      const violations = await verifyBooks(books.url)
      expect([...new Set(violations.map(({ invariant }) => invariant))]).toEqual(expected)
      expect(violations.every(({ rows }) => rows.length > 0)).toBe(true)
    } finally {
      await books.drop()
    }
  })

  it('finds a wallet that was once overdrawn, though all is well again', async () => {
    const books = await newBooks()
    await overdraw(books.sql)
    expect(await verifyBooks(books.url)).toMatchObject([
      {
        invariant: 'I4',
        message: 'a version of a ledger account is below its floor',
        rows: [{ balance_after: '-100' }],
      },
    ])
    await books.drop()
  })

  it('finds an event about a ledger transaction that there is not', async () => {
    const books = await newBooks()
    await tell(books.sql, 'ledger', {
      type: 'ledger:transaction:posted',
      body: { ledgerTransactionId: forged, paymentId: null },
    })
    expect(await verifyBooks(books.url)).toMatchObject([
      { invariant: 'I8', rows: [{ key: `${forged} -` }] },
    ])
    await books.drop()
  })
})

describe('npm run verify-books', () => {
  let books: Books
  beforeAll(async () => {
    books = await newBooks()
  })
  afterAll(() => books.drop())

  const run = (env: Record<string, string>) => {
    const { DATABASE_URL: _not, ...rest } = process.env
    const done = spawnSync(process.execPath, ['db/checks/main.ts'], {
      env: { ...rest, ...env },
      encoding: 'utf8',
    })
    return { code: done.status, output: `${done.stdout}${done.stderr}` }
  }

  it('says of each invariant that it holds, and ends with 0', () => {
    const { code, output } = run({ DATABASE_URL: books.url })
    expect(output.match(/^I\d+ {2}holds/gm)).toHaveLength(5)
    expect(code).toBe(0)
  })

  it('shows the offending rows, and ends with 1', async () => {
    await books.sql.unsafe(`set session_replication_role = 'replica';
      update ledger.entries set balance_after = 12345 where ${ofTransfer} and side = 'DEBIT'`)
    const { code, output } = run({ DATABASE_URL: books.url })
    expect(output).toMatch(/^I3 {2}BROKEN/m)
    expect(output).toContain('"stored":"12345"')
    expect(code).toBe(1)
  })

  it('looks into the database of a running launcher, and starts and stops it when none runs', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tallystick-checks-'))
    chmodSync(dataDir, 0o711)
    const server = await startPostgres({ dataDir: join(dataDir, 'postgres') })
    try {
      await migrate({ adminUrl: server.url })
      expect(run({ DATA_DIR: dataDir })).toMatchObject({ code: 0 })
      expect(isRunning(server.pid)).toBe(true)
      await server.stop()
      expect(run({ DATA_DIR: dataDir })).toMatchObject({ code: 0 })
      expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false)
    } finally {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  it('ends with 2 when there is nothing to check', () => {
    const { code, output } = run({ DATA_DIR: '/nonexistent' })
    expect(output).toContain('there is no database in /nonexistent')
    expect(code).toBe(2)
  })
})

it('the checks show ids as clients see them', async () => {
  const books = await newBooks()
  const sql = postgres(books.url, { max: 1, onnotice: () => {} })
  await sql.unsafe(CREATE_SHOWN_ID)
  const edges = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
  const random = Array.from({ length: 500 }, () => crypto.randomUUID())
  const rows = await sql`
    select id, pg_temp.shown('pay', id) as shown from unnest(${[...edges, ...random]}::uuid[]) as id`
  expect(rows.filter(({ id, shown }) => shown !== fromUuid('pay', id))).toEqual([])
  expect(rows).toHaveLength(502)
  await sql.end()
  await books.drop()
})
