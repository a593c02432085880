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

      ('payments.payment_transitions', 'select, insert'),
      ('payments.payment_status_moves', 'select'),
      -- The law that the triggers enforce. Only a migration changes it.
      ('payments.payment_status_moves', 'select'),

      -- The books. Functions of the owner write them (below), so that no unbalanced ledger transaction can be written.
      ('ledger.entries', 'select'),
      ('ledger.holds', 'select'),
      ('ledger.ledger_accounts', 'select'),
      ('ledger.ledger_transactions', 'select'),
      ('ledger.postings_refused', 'select')
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

-- The functions through which the Ledger changes its books. They run as their owner.
do $$
declare
  door regprocedure;
begin
  for door in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'ledger' and to_regrole('tallystick_ledger') is not null
       and p.proname in ('post_ledger_transactions', 'place_hold', 'void_hold', 'expire_holds')
  loop
    execute format('grant execute on function %s to tallystick_ledger', door);
  end loop;
end $$;
