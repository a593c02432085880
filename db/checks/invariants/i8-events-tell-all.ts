import type { Check, Invariant } from '../invariant.ts'

const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin']

/** Changes and events side by side: a row that has no partner, or more than one, is an offender. */
const paired = (what: string, changes: string, events: string): Check[] => [
  {
    message: `${what} has no event, or more than one`,
    sql: `
      select c.*, count(e.id)::int as events
        from (${changes}) c left join (${events}) e on e.key = c.key
       group by c.key having count(e.id) <> 1`,
  },
  {
    message: `an event tells of ${what} that there is not`,
    sql: `
      select e.* from (${events}) e
       where not exists (select from (${changes}) c where c.key = e.key)`,
  },
]

/** Everything that happened is told once, and nothing that did not happen. */
export const eventsTellAll: Invariant = {
  id: 'I8',
  promise: 'Every change has its one event and every event its change; inboxes hold real events.',
  checks: [
    ...paired(
      'an account',
      `select pg_temp.shown('acc', id) as key from accounts.accounts`,
      `select id, body ->> 'accountId' as key from accounts.outbox where type = 'accounts:account:opened'`,
    ),
    ...paired(
      'a transition of a payment',
      `select concat_ws(' ', pg_temp.shown('pay', payment_id), sequence, coalesce(from_status, '-'), to_status) as key
         from payments.payment_transitions`,
      `select id, concat_ws(' ', body ->> 'paymentId', body ->> 'sequence', coalesce(body ->> 'from', '-'), body ->> 'to') as key
         from payments.outbox where type like 'payments:payment:%'`,
    ),
    ...paired(
      'a ledger transaction',
      `select concat_ws(' ', pg_temp.shown('ltx', id), coalesce(pg_temp.shown('pay', payment_id), '-')) as key
         from ledger.ledger_transactions`,
      `select id, concat_ws(' ', body ->> 'ledgerTransactionId', coalesce(body ->> 'paymentId', '-')) as key
         from ledger.outbox where type = 'ledger:transaction:posted'`,
    ),
    ...paired(
      'a hold',
      `select pg_temp.shown('hld', id) as key from ledger.holds`,
      `select id, body ->> 'holdId' as key from ledger.outbox where type = 'ledger:hold:placed'`,
    ),
    ...paired(
      'a voided or expired hold',
      `select pg_temp.shown('hld', id) || ' ' || lower(status) as key
         from ledger.holds where status in ('VOIDED', 'EXPIRED')`,
      `select id, body ->> 'holdId' || ' ' || split_part(type, ':', 3) as key
         from ledger.outbox where type in ('ledger:hold:voided', 'ledger:hold:expired')`,
    ),
    {
      message: 'the status of a payment is not where its last transition went',
      sql: `
        select pg_temp.shown('pay', p.id) as payment_id, p.status, p.sequence, t.to_status, t.sequence as last
          from payments.payments p
          left join lateral (
            select to_status, sequence from payments.payment_transitions
             where payment_id = p.id order by sequence desc limit 1) t on true
         where p.status is distinct from t.to_status or p.sequence is distinct from t.sequence`,
    },
    {
      message: 'the transitions of a payment do not follow each other, or there is no such payment',
      sql: `
        select pg_temp.shown('pay', payment_id) as payment_id, sequence, from_status, came_to from (
          select t.payment_id, t.sequence, t.from_status, p.id,
                 row_number() over history as expected, lag(t.to_status) over history as came_to
            from payments.payment_transitions t left join payments.payments p on p.id = t.payment_id
          window history as (partition by t.payment_id order by t.sequence)) steps
         where sequence <> expected or from_status is distinct from came_to or id is null`,
    },
    {
      message: 'an event was passed over: Admin, which hears all, neither applied nor parked it',
      sql: SUBGRAPHS.map(
        (producer) => `
        select '${producer}' as producer, pg_temp.shown('evt', o.id) as event_id, o.type
          from ${producer}.outbox o join ${producer}.outbox_readers r on r.consumer = 'admin'
         where (o.xid, o.sequence) <= (r.xid, r.sequence)
           and not exists (select from admin.inbox i where i.producer = '${producer}' and i.event_id = o.id)
           and not exists (select from admin.dead_letters d where d.producer = '${producer}' and d.event_id = o.id)`,
      ).join(' union all '),
    },
    {
      message: 'an event was applied twice',
      sql: SUBGRAPHS.map(
        (consumer) => `
        select '${consumer}' as consumer, producer, pg_temp.shown('evt', event_id) as event_id, count(*)::int as times
          from ${consumer}.inbox group by producer, event_id having count(*) > 1`,
      ).join(' union all '),
    },
    {
      message: 'an inbox or a dead letter holds an event that nobody sent',
      sql: SUBGRAPHS.map(
        (consumer) => `
        select '${consumer}' as consumer, r.producer, pg_temp.shown('evt', r.event_id) as event_id
          from (select producer, event_id from ${consumer}.inbox
                union select producer, event_id from ${consumer}.dead_letters) r
         where not exists (
           select from (${SUBGRAPHS.map((name) => `select '${name}' as producer, id from ${name}.outbox`).join(' union all ')}) o
            where o.producer = r.producer and o.id = r.event_id)`,
      ).join(' union all '),
    },
  ],
}
