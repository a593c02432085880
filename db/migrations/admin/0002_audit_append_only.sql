-- The audit log and its chain stay as they were written, for whoever writes: the owner included.
CREATE FUNCTION admin.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of %.% is refused: what is written stays', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_logs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin.audit_logs
  FOR EACH STATEMENT EXECUTE FUNCTION admin.refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_links_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin.audit_links
  FOR EACH STATEMENT EXECUTE FUNCTION admin.refuse_change();
--> statement-breakpoint
REVOKE ALL ON FUNCTION admin.refuse_change() FROM PUBLIC;
