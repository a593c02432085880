-- The tally log stays as it was written, like the books that it seals. These triggers stop the owner of the tables, too:
-- whoever wants to change them has to disable a trigger first, and then the checks of the books tell which row was changed.

DO $$
DECLARE
  written text;
BEGIN
  FOREACH written IN ARRAY ARRAY['tally_leaves', 'tally_nodes', 'tally_keys', 'tree_heads', 'tally_anchors', 'liability_snapshots'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I
                      FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', written || '_append_only', written);
  END LOOP;
END $$;
