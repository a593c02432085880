/** What is not where a reading of the log from one end to the other comes by. */
import { toUuid } from '@tallystick/ids'
import type postgres from 'postgres'
import type { TallyFault } from './fault.ts'

/** More of them say no more. */
const LOOKED_AT_MAX = 20_000

/** Finds leaves, nodes, heads and entries that belong to nothing, and ledger transactions that were passed over. */
export async function findStrays(sql: postgres.ISql): Promise<TallyFault[]> {
  const faults: TallyFault[] = []
  for (const { what, statement } of STRAYS) {
    const [row] = await sql.unsafe<{ index: string | null }[]>(statement)
    if (row && row.index !== null) faults.push({ index: Number(row.index), what })
  }
  return [...faults, ...(await findPassedOver(sql))]
}

/** How many leaves there are, going by the last of them: where the next would stand. */
const END = `(select coalesce(max(position) + 1, 0) from ledger.tally_leaves)`

/** Each answers the least index, or null. */
const STRAYS = [
  {
    what: 'a leaf stands outside of what was signed',
    statement: `
      select min(position)::text as index from ledger.tally_leaves
       where position < 0
          or position >= greatest((select coalesce(max(size), 0) from ledger.tree_heads),
                                  (select max((body ->> 'size')::numeric) from ledger.outbox where type = 'ledger:root:sealed'))`,
  },
  {
    what: 'a node stands above leaves that there are not',
    statement: `
      select min(greatest(index * 2::numeric ^ level, ${END}))::text as index from ledger.tally_nodes
       where level < 1 or index < 0 or (index + 1) * 2::numeric ^ level > ${END}`,
  },
  {
    what: 'a tree head was told of and is not there, or is there and was not told of',
    statement: `
      select min(least(coalesce(h.size, told.size), case when h.size is null then ${END} end))::text as index
        from (select (body ->> 'size')::numeric as size, body ->> 'rootHash' as root
                from ledger.outbox where type = 'ledger:root:sealed') told
        full join (select size::numeric, encode(root_hash, 'hex') as root from ledger.tree_heads where size > 0) h
          on h.size = told.size
       where h.root is distinct from told.root`,
  },
  {
    what: 'the head of the empty log is gone',
    statement: `
      select 0::text as index where exists (select from ledger.tree_heads)
         and not exists (select from ledger.tree_heads where size = 0)`,
  },
  {
    what: 'an anchor was noted for a tree head that there is not',
    statement: `
      select min(a.size)::text as index from ledger.tally_anchors a
       where not exists (select from ledger.tree_heads h where h.size = a.size)`,
  },
  {
    what: 'an entry is in no list of its ledger transaction',
    statement: `
      select min(coalesce(l.position, ${END}))::text as index
        from ledger.entries e
        left join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
        left join ledger.tally_leaves l on l.ledger_transaction_id = t.id
       where (select count(*) from ledger.entries) <> (select sum(cardinality(entry_accounts)) from ledger.ledger_transactions)
         and not exists (select from unnest(t.entry_accounts, t.entry_versions) as place (account, version)
                          where place.account = e.ledger_account_id and place.version = e.version)`,
  },
]

/**
 * Ledger transactions that are not in the log though they should be: that no event after the last head tells of, so that
 * nobody ever will seal them, or that others have come after for ten seconds and more.
 */
async function findPassedOver(sql: postgres.ISql): Promise<TallyFault[]> {
  const unsealed = await sql.unsafe<{ id: string; isOld: boolean; end: string }[]>(`
    select t.id, t.recorded_at < (select max(created_at) from ledger.outbox) - interval '10 seconds' as "isOld",
           ${END}::text as end
      from ledger.ledger_transactions t left join ledger.tally_leaves l on l.ledger_transaction_id = t.id
     where l.position is null order by t.recorded_at, t.id limit ${LOOKED_AT_MAX}`)
  if (unsealed.length === 0) return []
  const coming = await sql.unsafe<{ id: string }[]>(`
    select body ->> 'ledgerTransactionId' as id from ledger.outbox
     where (xid, sequence) > (select coalesce(max(xid::text::numeric), 0)::text::xid8, coalesce(max(sequence), 0)
                                from (select xid, sequence from ledger.tree_heads order by size desc limit 1) last)
       and type = 'ledger:transaction:posted' order by xid, sequence limit ${LOOKED_AT_MAX}`)
  const told = new Set(coming.map(({ id }) => toUuid('ltx', id)))
  const passed = unsealed.find(({ id, isOld }) => isOld || !told.has(id))
  return passed
    ? [
        {
          index: Number(passed.end),
          what: 'a ledger transaction is not in the log',
          detail: passed.id,
        },
      ]
    : []
}
