import type { Invariant } from '../invariant.ts'
import { AT_REST, CHARGES, MOVED, NEVER_MOVED, ONE_STEP, SHOWN } from './payments.ts'

/** What the ledger moved for a payment at one of its sides, in units of the payment's currency. */
const movedAt = (place: string): string => `
  coalesce((select sum(case e.side when 'CREDIT' then e.amount else -e.amount end)
              from ledger.ledger_transactions t
              join ledger.entries e on e.ledger_transaction_id = t.id
              join ledger.ledger_accounts a on a.id = e.ledger_account_id
             where t.payment_id = p.id and t.reverses is null and a.currency = p.currency and ${place}), 0)`

const PAYEE = `a.code = 'CUSTOMER_WALLET' and a.account_id = p.payee_account_id`
const PAYER = `case when p.payer_account_id is not null
  then a.code = 'CUSTOMER_WALLET' and a.account_id = p.payer_account_id
  else a.code = 'PROVIDER_CLEARING' and a.provider = lower(p.provider) end`

/** Payments, ledger and provider tell the same story. */
export const threeBooksAgree: Invariant = {
  id: 'I11',
  promise: 'Of every payment, Payments, the Ledger and the simulator have the same amounts.',
  checks: [
    {
      message: 'the ledger moved another amount, or to somebody else, than the payment says',
      sql: `
        select * from (
          select ${SHOWN}, p.kind, p.currency, p.amount_minor::text as amount, p.fee_minor::text as fee,
                 (${movedAt(PAYEE)})::text as payee_got, (${movedAt(PAYER)})::text as payer_got
            from payments.payments p
           where p.kind in ${ONE_STEP} and p.status in ${MOVED}
             and exists (select from ledger.ledger_transactions t where t.payment_id = p.id and t.reverses is null)) moved
         where payee_got <> amount or payer_got::numeric <> -(amount::numeric + fee::numeric)`,
    },
    {
      message: 'the simulator took another amount than the payment says',
      sql: `
        select ${SHOWN}, p.amount_minor::text as amount, p.currency, c.amount_minor::text as charged, c.currency as charged_currency
          from payments.payments p join ${CHARGES} c on c.payment_name = pg_temp.shown('pay', p.id)
         where (c.amount_minor, c.currency) <> (p.amount_minor + p.fee_minor, p.currency)`,
    },
    {
      message: 'a top-up is completed and the simulator has not taken the money',
      sql: `
        select ${SHOWN}, p.status, c.status as charge
          from payments.payments p left join ${CHARGES} c on c.payment_name = pg_temp.shown('pay', p.id)
         where p.kind = 'TOP_UP' and p.provider = 'SIMULATOR' and p.status in ${MOVED}
           and c.status is distinct from 'SUCCEEDED'`,
    },
    {
      message: 'the simulator has taken or may take money for a top-up that is over without it',
      sql: `
        select ${SHOWN}, p.status, c.status as charge
          from payments.payments p join ${CHARGES} c on c.payment_name = pg_temp.shown('pay', p.id)
         where p.kind = 'TOP_UP' and p.status in ${NEVER_MOVED} and c.status not in ('DECLINED', 'CANCELLED')
           and not exists (select from payments.simulator_acts r
                            where r.act = 'REFUND' and r.of_reference = c.reference and r.status in ('SUCCEEDED', 'PROCESSING'))`,
    },
    {
      message: 'the simulator has a charge that no top-up of ours asked for',
      sql: `
        select c.reference, c.status, c.amount_minor::text as charged, c.currency
          from ${CHARGES} c
         where not exists (select from payments.payments p
                            where pg_temp.shown('pay', p.id) = c.payment_name and p.kind = 'TOP_UP' and p.provider = 'SIMULATOR')`,
    },
    {
      message: 'a top-up failed as declined and the simulator did not decline it',
      sql: `
        select ${SHOWN}, p.reason, c.status as charge
          from payments.payments p left join ${CHARGES} c on c.payment_name = pg_temp.shown('pay', p.id)
         where p.kind = 'TOP_UP' and p.provider = 'SIMULATOR' and p.status in ${AT_REST}
           and p.reason = 'PAYMENT_DECLINED' and c.status is distinct from 'DECLINED'`,
    },
  ],
}
