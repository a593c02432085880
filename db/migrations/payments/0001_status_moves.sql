-- The moves a payment may make, as STATUS_MOVES in subgraphs/payments/src/domain/rules/payment.ts has them.
-- Triggers and not foreign keys: a foreign key would lock the same few rows of this table for every payment.
INSERT INTO payments.payment_status_moves (from_status, to_status) VALUES
  ('PENDING', 'INITIATED'), ('PENDING', 'FAILED'), ('PENDING', 'CANCELLED'), ('PENDING', 'EXPIRED'),
  ('INITIATED', 'PROCESSING'), ('INITIATED', 'FAILED'), ('INITIATED', 'CANCELLED'), ('INITIATED', 'EXPIRED'),
  ('PROCESSING', 'COMPLETED'), ('PROCESSING', 'FAILED'), ('PROCESSING', 'REQUIRES_ACTION'), ('PROCESSING', 'AUTHORIZED'), ('PROCESSING', 'UNKNOWN'), ('PROCESSING', 'PENDING'), ('PROCESSING', 'CANCELLED'), ('PROCESSING', 'EXPIRED'),
  ('REQUIRES_ACTION', 'PROCESSING'), ('REQUIRES_ACTION', 'UNKNOWN'), ('REQUIRES_ACTION', 'COMPLETED'), ('REQUIRES_ACTION', 'FAILED'), ('REQUIRES_ACTION', 'CANCELLED'), ('REQUIRES_ACTION', 'EXPIRED'),
  ('AUTHORIZED', 'PROCESSING'),
  ('UNKNOWN', 'PROCESSING'), ('UNKNOWN', 'REQUIRES_ACTION'), ('UNKNOWN', 'COMPLETED'), ('UNKNOWN', 'FAILED'), ('UNKNOWN', 'CANCELLED'), ('UNKNOWN', 'EXPIRED'),
  ('COMPLETED', 'PARTIALLY_REFUNDED'), ('COMPLETED', 'REFUNDED'),
  ('PARTIALLY_REFUNDED', 'REFUNDED');
--> statement-breakpoint
-- A key belongs to a payment of the same transaction; checked at its end, because the key is taken first.
ALTER TABLE payments.idempotency_keys ADD CONSTRAINT idempotency_keys_of_payment
  FOREIGN KEY (payment_id) REFERENCES payments.payments (id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE FUNCTION payments.refuse_illegal_status() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM payments.payment_status_moves
    WHERE from_status = OLD.status AND to_status = NEW.status
  ) THEN
    RAISE EXCEPTION 'payment % cannot go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_legal_move', SCHEMA = 'payments', TABLE = 'payments';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_legal_move BEFORE UPDATE OF status ON payments.payments
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION payments.refuse_illegal_status();
--> statement-breakpoint
-- Whatever the status is when the transaction ends, the history says so.
CREATE FUNCTION payments.require_transition() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM payments.payment_transitions
    WHERE payment_id = NEW.id AND sequence = NEW.sequence AND to_status = NEW.status
  ) THEN
    RAISE EXCEPTION 'payment % has no transition % to %', NEW.id, NEW.sequence, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_status_in_history', SCHEMA = 'payments', TABLE = 'payments';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER payments_status_in_history AFTER INSERT OR UPDATE OF status, sequence ON payments.payments
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION payments.require_transition();
--> statement-breakpoint
-- Each transition begins where the one before it ended, and makes a move that there is.
CREATE FUNCTION payments.refuse_illegal_transition() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.from_status IS NOT NULL AND NOT EXISTS (
    SELECT FROM payments.payment_transitions AS previous
    JOIN payments.payment_status_moves AS move
      ON move.from_status = previous.to_status AND move.to_status = NEW.to_status
    WHERE previous.payment_id = NEW.payment_id AND previous.sequence = NEW.sequence - 1
      AND previous.to_status = NEW.from_status
  ) THEN
    RAISE EXCEPTION 'transition % of payment % cannot go from % to %',
      NEW.sequence, NEW.payment_id, NEW.from_status, NEW.to_status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_transitions_legal_move', SCHEMA = 'payments', TABLE = 'payment_transitions';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_transitions_legal_move BEFORE INSERT ON payments.payment_transitions
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_illegal_transition();
--> statement-breakpoint
CREATE FUNCTION payments.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only', SCHEMA = 'payments', TABLE = TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_transitions_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.payment_transitions
  FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_change();
--> statement-breakpoint
-- A leg is written down before it is done, and what has ended stays as it ended.
CREATE FUNCTION payments.refuse_leg_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'PENDING'
     AND (NEW.id, NEW.payment_id, NEW.type, NEW.amount_minor, NEW.created_at)
         = (OLD.id, OLD.payment_id, OLD.type, OLD.amount_minor, OLD.created_at)
     AND NEW.reference IS NOT DISTINCT FROM OLD.reference THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'leg % of payment % has ended and does not change', OLD.id, OLD.payment_id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'payment_transactions_ended', SCHEMA = 'payments', TABLE = TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_transactions_ended BEFORE UPDATE OR DELETE ON payments.payment_transactions
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_leg_change();
--> statement-breakpoint
-- What was decided stays decided, and by whom.
CREATE FUNCTION payments.refuse_new_decision() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.decision IS NULL
     AND (NEW.id, NEW.payment_id, NEW.to_status, NEW.reason, NEW.proposed_by, NEW.proposed_at)
         = (OLD.id, OLD.payment_id, OLD.to_status, OLD.reason, OLD.proposed_by, OLD.proposed_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'proposal % is written and stays', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'forced_statuses_decided_once', SCHEMA = 'payments', TABLE = TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER forced_statuses_decided_once BEFORE UPDATE OR DELETE ON payments.forced_statuses
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_new_decision();
