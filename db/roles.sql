-- What each subgraph's role may do. Run after every migration, in one transaction; running it again changes nothing.
--
-- Every schema belongs to the administrator who migrates, so no role can change a table, drop a trigger or grant itself
-- anything. A role sees its own schema only: a neighbour's rows are reached through the neighbour.

-- Nobody gets anything for merely having an account here.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
end $$;
revoke all on schema public from public;

-- By default a role reads and writes every table of its own schema and takes numbers from its sequences. It may also read
-- its journal of migrations, to check at start that it fits the code. It calls no function: those of triggers run anyway.
do $$
declare
  subgraph text;
  role_name text;
  partition text;
begin
  foreach subgraph in array array['auth', 'accounts', 'payments', 'ledger', 'admin'] loop
    role_name := 'tallystick_' || subgraph;
    -- A subgraph may live in a database of its own.
    continue when to_regrole(role_name) is null;
    execute format('grant connect on database %I to %I', current_database(), role_name);
    continue when to_regnamespace(subgraph) is null;

    execute format('revoke all on all tables in schema %I from public, %I', subgraph, role_name);
    execute format('revoke all on all functions in schema %I from public, %I', subgraph, role_name);
    execute format('grant usage on schema %I to %I', subgraph, role_name);
    execute format('grant select, insert, update, delete on all tables in schema %I to %I', subgraph, role_name);
    execute format('grant usage on all sequences in schema %I to %I', subgraph, role_name);
    -- A partition is reached through its table alone, whose rights hold there.
    for partition in
      select c.relname from pg_class c where c.relnamespace = to_regnamespace(subgraph) and c.relispartition and c.relkind = 'r'
    loop
      execute format('revoke all on %I.%I from %I', subgraph, partition, role_name);
    end loop;

    execute format('grant usage on schema migrations to %I', role_name);
    execute format('grant select on migrations.%I to %I', subgraph, role_name);
  end loop;
end $$;

-- The exceptions: what is written once is never changed and never deleted, and what only functions write is only read.
do $$
declare
  exception record;
begin
  for exception in
    select *, 'tallystick_' || split_part(table_name, '.', 1) as role_name from (values
      ('auth.outbox', 'select, insert'),
      ('accounts.outbox', 'select, insert'),
      ('payments.outbox', 'select, insert'),
      ('ledger.outbox', 'select, insert'),
      ('admin.outbox', 'select, insert'),

      ('admin.audit_logs', 'select, insert'),
      ('admin.audit_links', 'select, insert'),

      -- A key is never widened: whose it is, what it may do and what it is kept within stay as they were made.
      ('auth.api_keys', 'select, insert, update (secret_hash, previous_secret_hash, previous_secret_until, signature_key, previous_signature_key, revoked_at, last_used_at)'),
      -- A signing key is retired, withdrawn, sealed anew and forgotten, but never another one.
      ('auth.signing_keys', 'select, insert, update (sealed_private_jwk, retired_at, withdrawn_at)'),
      -- An id stands for one document for ever.
      ('admin.registered_operations', 'select, insert, update (cost, root_fields, retired_at, uses, last_used_at)'),
      ('admin.clients', 'select, insert, update (name, is_first_party)'),

      ('payments.payment_transitions', 'select, insert'),
      -- The law that the triggers enforce. Only a migration changes it.
      ('payments.payment_status_moves', 'select'),
      -- What was charged and allowed when can be said for ever.
      ('payments.fee_schedules', 'select, insert'),
      ('payments.fee_bands', 'select, insert'),
      ('payments.exchange_spreads', 'select, insert'),
      ('payments.limit_schedules', 'select, insert'),
      ('payments.quote_uses', 'select, insert'),
      ('payments.limit_uses', 'select, insert, delete'),

      -- The books. Functions of the owner write them (below), so that no unbalanced ledger transaction can be written.
      ('ledger.currencies', 'select'),
      ('ledger.entries', 'select'),
      ('ledger.floor_changes', 'select'),
      ('ledger.hold_moves', 'select'),
      ('ledger.holds', 'select'),
      ('ledger.known_accounts', 'select, insert'),
      ('ledger.ledger_accounts', 'select'),
      ('ledger.ledger_transactions', 'select'),
      ('ledger.postings_refused', 'select'),

      -- What was sealed, signed, closed or imported is added to and never changed.
      ('ledger.tally_leaves', 'select, insert'),
      ('ledger.tally_nodes', 'select, insert'),
      ('ledger.tally_keys', 'select, insert'),
      ('ledger.tally_anchors', 'select, insert'),
      ('ledger.tree_heads', 'select, insert'),
      ('ledger.liability_snapshots', 'select, insert'),
      -- The trees of old statements are dropped; a statement itself never is.
      ('ledger.liability_leaves', 'select, insert, delete'),
      ('ledger.liability_nodes', 'select, insert, delete'),
      ('ledger.closed_days', 'select'),
      ('ledger.day_totals', 'select'),
      -- Lines of a statement that was never finished are thrown away; a trigger keeps those of an imported one.
      ('ledger.provider_statement_lines', 'select, insert, delete')
    ) as exceptions (table_name, rights)
  loop
    continue when to_regclass(exception.table_name) is null or to_regrole(exception.role_name) is null;
    execute format(
      'revoke all on %1$s from %2$I; grant %3$s on %1$s to %2$I',
      exception.table_name,
      exception.role_name,
      exception.rights
    );
  end loop;
end $$;

-- The functions through which the Ledger changes its books, which run as their owner, and looks into their past.
do $$
declare
  door regprocedure;
begin
  for door in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'ledger' and to_regrole('tallystick_ledger') is not null
       and p.proname in ('post_ledger_transactions', 'place_hold', 'void_hold', 'expire_holds', 'set_floor',
                         'await_moment', 'version_at', 'held_version_at', 'balances_at',
                         'sum_entries', 'close_day')
  loop
    execute format('grant execute on function %s to tallystick_ledger', door);
  end loop;
end $$;

-- The function through which Payments counts what accounts move; it runs with the caller's own rights.
do $$
begin
  if to_regrole('tallystick_payments') is not null and to_regprocedure('payments.spend_limits(jsonb)') is not null then
    grant execute on function payments.spend_limits(jsonb) to tallystick_payments;
  end if;
end $$;
