import type { Invariant } from '../invariant.ts'

/** Nobody has paid what they did not have. */
export const floorsHold: Invariant = {
  id: 'I4',
  promise:
    'No ledger account is below its floor at any version, and none has more held than it may.',
  checks: [
    {
      message: 'a version of a ledger account is below its floor',
      sql: `
        select e.ledger_account_id, e.id as entry_id, e.version::text, e.balance_after::text, a.floor::text
          from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
         where e.balance_after < a.floor`,
    },
    {
      message: 'less is available than the floor, or less than nothing is held',
      sql: `
        select id as ledger_account_id, posted::text, held::text, floor::text
          from ledger.ledger_accounts where posted - held < floor or held < 0`,
    },
    {
      message: 'a ledger account has lost the floor or the side of its code',
      sql: `
        select id as ledger_account_id, code, normal_side, floor::text from ledger.ledger_accounts
         where normal_side <> case code when 'PROVIDER_CLEARING' then 'DEBIT' else 'CREDIT' end
            or floor is distinct from case code when 'PROVIDER_CLEARING' then null else 0 end`,
    },
  ],
}
