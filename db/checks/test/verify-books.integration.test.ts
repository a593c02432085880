import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { INVARIANTS, verifyBooks } from '@tallystick/db/checks'
import { migrate } from '@tallystick/db/migrate'
import { startPostgres } from '@tallystick/db/postgres'
import { newTestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRunning } from '../../src/postgres/processes.ts'
import {
  ADA,
  BEN,
  type Books,
  DRAWN,
  HOLD,
  newBooks,
  overdraw,
  PAID_BACK,
  PAYMENT,
  TRANSFER,
  tell,
  uuid,
  VOIDED,
} from './books.ts'

const ofAda = `ledger_account_id = (select id from ledger.ledger_accounts where account_id = '${uuid(ADA)}')`
const adasWallet = `account_id = '${uuid(ADA)}'`
const ofTransfer = `ledger_transaction_id = '${uuid(TRANSFER)}'`
const bensWallet = `(select id from ledger.ledger_accounts where account_id = '${uuid(BEN)}')`
const euros = `(select id from ledger.ledger_accounts where currency = 'EUR' and code = 'CUSTOMER_WALLET')`
const ofPayment = `payment_id = '${uuid(PAYMENT)}'`
const forged = newId('ltx')
const isHold = `id = '${uuid(HOLD)}'`
const isDrawn = `hold_id = '${uuid(DRAWN)}'`

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
    ['I1', 'I2', 'I3', 'I11'],
  ],
  [
    'an entry on the other side',
    `update ledger.entries set side = 'CREDIT' where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3', 'I11'],
  ],
  [
    'both entries of one unit more',
    `update ledger.entries set amount = amount + 1 where ${ofTransfer}`,
    ['I3', 'I11'],
  ],
  [
    'both entries on the other side',
    `update ledger.entries set side = case side when 'DEBIT' then 'CREDIT' else 'DEBIT' end where ${ofTransfer}`,
    ['I3', 'I11'],
  ],
  [
    'an entry gone',
    `delete from ledger.entries where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3', 'I11'],
  ],
  [
    'an entry moved to another account',
    `update ledger.entries set ledger_account_id = ${bensWallet}, version = 9 where ${ofTransfer} and side = 'DEBIT'`,
    ['I2', 'I3', 'I11'],
  ],
  [
    'an entry moved to another currency',
    `update ledger.entries set ledger_account_id = ${euros}, version = 9 where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3', 'I11'],
  ],
  [
    'an entry of an account that there is not',
    `update ledger.entries set ledger_account_id = uuidv7() where ${ofTransfer} and side = 'DEBIT'`,
    ['I1', 'I2', 'I3', 'I11'],
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
    ['I2', 'I3'],
  ],
  [
    'an entry recorded before the one it follows',
    `update ledger.ledger_transactions set recorded_at = recorded_at - interval '1 hour' where id = '${uuid(TRANSFER)}';
     update ledger.entries set recorded_at = recorded_at - interval '1 hour' where ${ofTransfer}`,
    ['I3', 'I7'],
  ],
  [
    'a ledger transaction gone with its entries',
    `delete from ledger.entries where ${ofTransfer}; delete from ledger.ledger_transactions where id = '${uuid(TRANSFER)}'`,
    ['I3', 'I5', 'I8'],
  ],
  [
    'a ledger transaction gone without its entries',
    `delete from ledger.ledger_transactions where id = '${uuid(TRANSFER)}'`,
    ['I2', 'I5', 'I7', 'I8'],
  ],
  [
    'a ledger transaction without entries',
    `insert into ledger.ledger_transactions (id, effective_at, recorded_at, description, salt, content_hash, entry_accounts, entry_versions)
     values ('${uuid(forged)}', now(), now(), '', uuidv7(), '', '{}', '{}')`,
    ['I2', 'I7', 'I8'],
  ],
  [
    'a ledger transaction of another payment',
    `update ledger.ledger_transactions set payment_id = uuidv7() where id = '${uuid(TRANSFER)}'`,
    ['I5', 'I8'],
  ],
  [
    'a hold of one unit more',
    `update ledger.holds set amount = amount + 1 where ${isHold}`,
    ['I3'],
  ],
  [
    'a hold voided in silence',
    `update ledger.holds set status = 'VOIDED', ended_at = now() where ${isHold}`,
    ['I3', 'I8'],
  ],
  [
    'a hold used up by nobody',
    `update ledger.holds set status = 'POSTED', posted = amount, ended_at = now() where ${isHold}`,
    ['I3'],
  ],
  [
    'an entry that its ledger transaction does not list',
    `update ledger.ledger_transactions set entry_accounts = entry_accounts[:1], entry_versions = entry_versions[:1] where id = '${uuid(TRANSFER)}'`,
    ['I2', 'I7'],
  ],
  [
    'an entry listed that there is not',
    `update ledger.ledger_transactions set entry_accounts = entry_accounts || entry_accounts[1], entry_versions = entry_versions || 99::bigint where id = '${uuid(TRANSFER)}'`,
    ['I2'],
  ],
  [
    'an entry listed at another version',
    `update ledger.ledger_transactions set entry_versions[1] = 99 where id = '${uuid(TRANSFER)}'`,
    ['I2'],
  ],
  [
    'entries listed in another order',
    `update ledger.ledger_transactions set entry_accounts = array[entry_accounts[2], entry_accounts[1]], entry_versions = array[entry_versions[2], entry_versions[1]] where id = '${uuid(TRANSFER)}'`,
    ['I2'],
  ],
  [
    'an entry with another time of recording than its ledger transaction',
    `update ledger.ledger_transactions set recorded_at = recorded_at + interval '1 ms' where id = '${uuid(TRANSFER)}'`,
    ['I2'],
  ],
  [
    'an entry with another time of effect than its ledger transaction',
    `update ledger.entries set effective_at = effective_at - interval '1 day' where ${ofTransfer} and side = 'DEBIT'`,
    ['I2'],
  ],
  [
    'a reversal of nothing',
    `update ledger.ledger_transactions set reverses = uuidv7() where reverses is not null`,
    ['I2'],
  ],
  [
    'a reversal of something else',
    `update ledger.ledger_transactions set reverses = '${uuid(TRANSFER)}' where reverses is not null`,
    ['I2'],
  ],
  [
    'a ledger transaction undone twice',
    `drop index ledger.ledger_transactions_reversed_once; update ledger.ledger_transactions set reverses = '${uuid(PAID_BACK)}' where id = '${uuid(TRANSFER)}'`,
    ['I2', 'I5'],
  ],
  [
    'a reversal that is undone itself',
    `update ledger.ledger_transactions set reverses = (select id from ledger.ledger_transactions where reverses is not null) where id = '${uuid(TRANSFER)}'`,
    ['I2', 'I5'],
  ],
  [
    'a reversal that changes an amount',
    `update ledger.entries set amount = amount + 1 where ledger_transaction_id = (select id from ledger.ledger_transactions where reverses is not null)`,
    ['I2', 'I3'],
  ],
  [
    'a move of a hold gone',
    `delete from ledger.hold_moves where ${isDrawn} and held_version = 3`,
    ['I3'],
  ],
  [
    'what is held after a move not following',
    `update ledger.hold_moves set held_after = held_after + 1 where ${isDrawn} and held_version = 3`,
    ['I3'],
  ],
  [
    'a gap in the moves of holds',
    `update ledger.hold_moves set held_version = held_version + 10 where held_version >= 3; update ledger.ledger_accounts set held_version = held_version + 10 where ${adasWallet}`,
    ['I3'],
  ],
  [
    'a version of what is held without a move',
    `update ledger.ledger_accounts set held_version = held_version + 1 where ${adasWallet}`,
    ['I3'],
  ],
  [
    'a move recorded before the one it follows',
    `update ledger.hold_moves set recorded_at = recorded_at - interval '1 hour' where hold_id = '${uuid(VOIDED)}' and kind = 'PLACED'`,
    ['I3'],
  ],
  [
    'a move of a hold that there is not',
    `update ledger.hold_moves set hold_id = uuidv7() where ${isDrawn} and held_version = 3`,
    ['I3'],
  ],
  [
    'a hold of another account than its moves',
    `update ledger.holds set ledger_account_id = ${bensWallet} where id = '${uuid(VOIDED)}'`,
    ['I3'],
  ],
  [
    'a hold with more posted than was drawn',
    `update ledger.holds set posted = posted + 1 where id = '${uuid(DRAWN)}'`,
    ['I3'],
  ],
  [
    'a hold that ended at another time',
    `update ledger.holds set ended_at = ended_at + interval '1 ms' where id = '${uuid(VOIDED)}'`,
    ['I3'],
  ],
  [
    'a hold that ended otherwise than its moves say',
    `update ledger.holds set status = 'EXPIRED' where id = '${uuid(VOIDED)}'`,
    ['I3', 'I8'],
  ],
  [
    'a hold open again',
    `update ledger.holds set status = 'OPEN', ended_at = null where id = '${uuid(VOIDED)}'`,
    ['I3', 'I8'],
  ],
  [
    'a draw by a ledger transaction that does not touch the account',
    `update ledger.hold_moves set ledger_transaction_id = (select ledger_transaction_id from ledger.entries where ledger_account_id = ${euros} limit 1) where ${isDrawn} and held_version = 3`,
    ['I3'],
  ],
  [
    'two draws by one ledger transaction',
    `update ledger.hold_moves set ledger_transaction_id = (select ledger_transaction_id from ledger.hold_moves where ${isDrawn} and held_version = 4) where ${isDrawn} and held_version = 3`,
    ['I3'],
  ],
  [
    'a draw that frees more than it draws, of a hold that goes on',
    `update ledger.hold_moves set amount = amount + 5, held_after = held_after - 5 where ${isDrawn} and held_version = 3;
     update ledger.hold_moves set amount = amount - 5 where ${isDrawn} and held_version = 4`,
    ['I3'],
  ],
  [
    'a floor moved in silence',
    `update ledger.ledger_accounts set floor = -1 where ${adasWallet}`,
    ['I4'],
  ],
  ['a change of a floor gone', `delete from ledger.floor_changes where floor = -20`, ['I4']],
  [
    'an overdraft that was allowed too late',
    `update ledger.floor_changes set after_version = after_version + 1 where floor = -500`,
    ['I4'],
  ],
  [
    'a change of a floor after a version that is to come',
    `update ledger.floor_changes set after_version = 99 where floor = 0`,
    ['I4'],
  ],
  [
    'a change of a floor of nobody',
    `insert into ledger.floor_changes (ledger_account_id, after_version, floor_before, floor, reason, recorded_at) values (uuidv7(), 0, 0, -5, 'forged', now())`,
    ['I4'],
  ],
  [
    'a hold placed on what was not available',
    `update ledger.hold_moves set version = 1 where hold_id = '${uuid(HOLD)}'; update ledger.entries set balance_after = 150 where ${ofAda} and version = 1`,
    ['I3', 'I4'],
  ],
  [
    'an entry of less than nothing',
    `alter table ledger.entries drop constraint entries_amount_positive;
     update ledger.entries set amount = -amount, side = case side when 'DEBIT' then 'CREDIT' else 'DEBIT' end where ${ofTransfer}`,
    ['I2'],
  ],
  [
    'more held than there is',
    `alter table ledger.ledger_accounts drop constraint ledger_accounts_above_floor;
     update ledger.ledger_accounts set held = posted + 1 where ${adasWallet}`,
    ['I3', 'I4'],
  ],
  [
    'an event about a hold that there is not',
    `delete from ledger.holds where id = '${uuid(VOIDED)}'`,
    ['I3', 'I8'],
  ],
  [
    'a hold that was not told',
    `delete from ledger.outbox where body ->> 'holdId' = '${HOLD}'`,
    ['I8'],
  ],
  [
    'a posting that was not told',
    `delete from ledger.outbox where body ->> 'ledgerTransactionId' = '${TRANSFER}'`,
    ['I7', 'I8'],
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
  const found = new Set<string>()

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
      for (const { invariant, message } of violations) found.add(`${invariant} ${message}`)
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
        rows: [{ balance_after: '-190', floor: '0' }],
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

  it('makes no check that nothing above has failed', () => {
    // Those of payments are failed by `payments.integration.test.ts`.
    const elsewhere = ['I5', 'I6', 'I7', 'I9', 'I11', 'I12']
    const all = INVARIANTS.filter(({ id }) => !elsewhere.includes(id)).flatMap(({ id, checks }) =>
      checks.map(({ message }) => `${id} ${message}`),
    )
    // The totals of closed days are planted in by `subgraphs/ledger/test/reports.integration.test.ts`.
    const planted = /closed day|passed over|applied twice/
    expect(all.filter((check) => !found.has(check) && !planted.test(check))).toEqual([])
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
    expect(output.match(/^I\d+ {2}holds/gm)).toHaveLength(11)
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
