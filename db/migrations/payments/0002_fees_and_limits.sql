-- What everything costs and how much may be moved as it is shipped, for every currency: about one dollar, in minor units.
-- Sending is free unless it is EXPRESS. No account is held back below a million dollars a day.
CREATE TEMPORARY TABLE shipped_currencies ON COMMIT DROP AS
SELECT * FROM (VALUES
  ('USD', 100::numeric), ('EUR', 100), ('NGN', 150000), ('JPY', 150), ('KWD', 300), ('BTC', 2000),
  ('ETH', 400000000000000), ('USDC', 1000000), ('EURC', 1000000)) AS shipped (currency, dollar);
--> statement-breakpoint
WITH shipped_fees (kind, priority, fixed_cents, basis_points, minimum_cents, maximum_cents) AS (VALUES
    ('SEND', 'EXPRESS', 0, 50, 10, NULL), ('TRANSFER', 'EXPRESS', 0, 50, 10, NULL),
    ('REQUEST', 'EXPRESS', 0, 50, 10, NULL), ('PURCHASE', 'EXPRESS', 0, 50, 10, NULL),
    ('PAYOUT', 'ECONOMY', 25, 0, 0, NULL), ('PAYOUT', 'STANDARD', 50, 0, 0, NULL),
    ('PAYOUT', 'EXPRESS', 50, 100, 100, 2500)),
  stored AS (
    INSERT INTO payments.fee_schedules (effective_from, reason, created_at, kind, currency, priority)
    SELECT '2000-01-01T00:00:00Z', 'as shipped', now(), kind, currency, priority
      FROM shipped_fees CROSS JOIN shipped_currencies ORDER BY kind, priority, currency
    RETURNING version, kind, currency, priority)
INSERT INTO payments.fee_bands (version, from_minor, fixed_minor, basis_points, minimum_minor, maximum_minor)
SELECT version, 0, trunc(dollar * fixed_cents / 100), basis_points, trunc(dollar * minimum_cents / 100),
       trunc(dollar * maximum_cents / 100)
  FROM stored JOIN shipped_fees USING (kind, priority) JOIN shipped_currencies USING (currency);
--> statement-breakpoint
-- Half a percent of an exchange, a tenth between a currency and the coin that stands for it.
WITH listed (code) AS (VALUES ('USD'), ('EUR'), ('NGN'), ('BTC'), ('ETH'), ('USDC'), ('EURC'))
INSERT INTO payments.exchange_spreads (effective_from, reason, created_at, from_currency, to_currency, basis_points)
SELECT '2000-01-01T00:00:00Z', 'as shipped', now(), f.code, t.code,
       CASE WHEN rtrim(f.code, 'C') = rtrim(t.code, 'C') THEN 10 ELSE 50 END
  FROM listed f JOIN listed t ON f.code <> t.code ORDER BY f.code, t.code;
--> statement-breakpoint
INSERT INTO payments.limit_schedules (effective_from, reason, created_at, level, currency, payment_minor, day_minor, month_minor)
SELECT '2000-01-01T00:00:00Z', 'as shipped', now(), level, currency,
       dollar * millions * 1000000, dollar * millions * 1000000, dollar * millions * 10000000
  FROM (VALUES ('BASIC', 1), ('VERIFIED', 10), ('BUSINESS', 100)) AS levels (level, millions)
 CROSS JOIN shipped_currencies ORDER BY level, currency;
--> statement-breakpoint
DROP TABLE shipped_currencies;
--> statement-breakpoint
-- Counts payments against the limits of their accounts, in their order and each after the one before, under the locks of
-- the accounts' rows. Answers those that do not fit; what fits is counted.
--
-- A day or month that is counted goes on until its end, whatever becomes of the owner's time zone meanwhile. Where the
-- next one would begin before that end, because the owner has moved, it is the old one that goes on until the end of the
-- new one: moving gives nobody a limit twice.
CREATE FUNCTION payments.spend_limits(asked jsonb)
RETURNS TABLE (use_index integer, over text, used numeric, resets_at timestamptz)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  use record;
  usage payments.limit_usages;
  usages payments.limit_usages[] := '{}';
  uses payments.limit_uses[] := '{}';
  over_day boolean;
  over_month boolean;
BEGIN
  INSERT INTO payments.limit_usages
  SELECT DISTINCT ON (a.account_id, a.direction)
         a.account_id, a.direction, a.currency, a.day_start, a.day_end, 0, a.month_start, a.month_end, 0
    FROM jsonb_to_recordset(asked) AS a (index integer, account_id uuid, direction text, currency text,
           day_start timestamptz, day_end timestamptz, month_start timestamptz, month_end timestamptz)
   WHERE NOT EXISTS (SELECT FROM payments.limit_usages u
                      WHERE u.account_id = a.account_id AND u.direction = a.direction)
   ORDER BY a.account_id, a.direction, a.index
  ON CONFLICT DO NOTHING;

  FOR use IN
    SELECT a.*, u AS counted
      FROM jsonb_to_recordset(asked) AS a (index integer, payment_id uuid, account_id uuid, direction text,
             currency text, minor numeric, at timestamptz, day_limit numeric, month_limit numeric,
             day_start timestamptz, day_end timestamptz, month_start timestamptz, month_end timestamptz)
      JOIN payments.limit_usages u ON u.account_id = a.account_id AND u.direction = a.direction
     ORDER BY a.account_id, a.direction, a.index
       FOR UPDATE OF u
  LOOP
    IF usage.account_id IS NULL OR (usage.account_id, usage.direction) <> (use.account_id, use.direction) THEN
      IF usage.account_id IS NOT NULL THEN usages := usages || usage; END IF;
      usage := use.counted;
    END IF;
    IF use.currency <> usage.currency THEN
      RAISE EXCEPTION 'account % is counted in %, not %', use.account_id, usage.currency, use.currency;
    END IF;
    IF use.at >= usage.day_end THEN
      IF use.day_start >= usage.day_end THEN
        usage.day_start := use.day_start;
        usage.day_minor := 0;
      END IF;
      usage.day_end := use.day_end;
    END IF;
    IF use.at >= usage.month_end THEN
      IF use.month_start >= usage.month_end THEN
        usage.month_start := use.month_start;
        usage.month_minor := 0;
      END IF;
      usage.month_end := use.month_end;
    END IF;

    over_day := coalesce(usage.day_minor + use.minor > use.day_limit, false);
    over_month := coalesce(usage.month_minor + use.minor > use.month_limit, false);
    IF over_day OR over_month THEN
      -- Of two that do not fit the tighter one: whoever tries again with what is left of it gets through.
      IF over_day AND over_month THEN
        over_month := use.month_limit - usage.month_minor <= use.day_limit - usage.day_minor;
      END IF;
      use_index := use.index;
      over := CASE WHEN over_month THEN 'MONTH' ELSE 'DAY' END;
      used := CASE WHEN over_month THEN usage.month_minor ELSE usage.day_minor END;
      resets_at := CASE WHEN over_month THEN usage.month_end ELSE usage.day_end END;
      RETURN NEXT;
    ELSE
      usage.day_minor := usage.day_minor + use.minor;
      usage.month_minor := usage.month_minor + use.minor;
      uses := uses || ROW(use.payment_id, use.account_id, use.direction, use.minor, usage.day_start,
                          usage.month_start)::payments.limit_uses;
    END IF;
  END LOOP;
  IF usage.account_id IS NOT NULL THEN usages := usages || usage; END IF;

  UPDATE payments.limit_usages u
     SET day_start = n.day_start, day_end = n.day_end, day_minor = n.day_minor,
         month_start = n.month_start, month_end = n.month_end, month_minor = n.month_minor
    FROM unnest(usages) AS n
   WHERE u.account_id = n.account_id AND u.direction = n.direction;
  INSERT INTO payments.limit_uses SELECT * FROM unnest(uses);
END $$;
