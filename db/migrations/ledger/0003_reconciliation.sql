-- What comparing with statements needs of the database: an imported statement stays as it is, and an entry is found by the
-- name that a provider gave it.

-- Lines are added to a statement, or thrown away with it, only until it is imported.
CREATE FUNCTION ledger.assert_statement_open() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT c.statement_id FROM changed c) c
               JOIN ledger.provider_statements s ON s.id = c.statement_id
              WHERE s.imported_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the lines of an imported statement stay as they are' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER provider_statement_lines_added AFTER INSERT ON ledger.provider_statement_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger.assert_statement_open();
--> statement-breakpoint
CREATE TRIGGER provider_statement_lines_kept AFTER DELETE ON ledger.provider_statement_lines
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger.assert_statement_open();
--> statement-breakpoint
CREATE TRIGGER provider_statement_lines_stay BEFORE UPDATE OR TRUNCATE ON ledger.provider_statement_lines
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint

-- What is written there is the provider's own name of a movement. Only ledger transactions that have one pay for it.
CREATE INDEX ledger_transactions_provider_reference ON ledger.ledger_transactions ((metadata ->> 'providerReference'))
  WHERE metadata ->> 'providerReference' IS NOT NULL;
