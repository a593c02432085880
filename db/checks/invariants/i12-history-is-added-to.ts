import type { Invariant } from '../invariant.ts'

/** What is only ever added to, by the role of the subgraph whose history it is. */
const HISTORIES = [
  'auth.outbox',
  'accounts.outbox',
  'payments.outbox',
  'payments.payment_transitions',
  'ledger.outbox',
  'ledger.entries',
  'ledger.ledger_transactions',
  'ledger.hold_moves',
  'ledger.tree_heads',
  'ledger.tally_leaves',
  'admin.outbox',
  'admin.audit_logs',
  'admin.audit_links',
]

/** Of those, what a trigger keeps from everybody, whatever their rights. */
const GUARDED = ['payments.payment_transitions', 'admin.audit_logs', 'admin.audit_links']

const listed = (names: readonly string[]): string => names.map((name) => `('${name}')`).join(', ')

/** Nobody who runs the product can rewrite what has happened. */
export const historyIsAddedTo: Invariant = {
  id: 'I12',
  promise: 'The roles of the product cannot change or delete history, and its triggers stand.',
  checks: [
    {
      message: 'a role may change, delete or empty its history',
      sql: `
        select h.name as history, r.rolname as role, w.right_name as may
          from (values ${listed(HISTORIES)}) h (name)
          join pg_roles r on r.rolname like 'tallystick\\_%' and not r.rolsuper
         cross join (values ('UPDATE'), ('DELETE'), ('TRUNCATE')) w (right_name)
         where to_regclass(h.name) is not null and has_table_privilege(r.rolname, h.name, w.right_name)`,
    },
    {
      message: 'a history has lost the trigger that guards it',
      sql: `
        select h.name as history from (values ${listed(GUARDED)}) h (name)
         where to_regclass(h.name) is not null
           and not exists (select from pg_trigger t
                            where t.tgrelid = to_regclass(h.name) and t.tgname like '%append\\_only' and t.tgenabled in ('O', 'A'))`,
    },
  ],
}
