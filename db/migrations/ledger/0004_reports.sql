-- What the books came to in a stretch of time, without reading all entries: days that are over are summed up once.
--
-- A day is one of UTC, by time of recording. What was recorded on a day that is settled never changes, so its totals never do.

CREATE TRIGGER closed_days_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.closed_days
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint
CREATE TRIGGER day_totals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.day_totals
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint

-- Sums up the entries recorded from `since` until just before `before`, for each ledger account of the house and for all
-- wallets of a currency together (under the nil UUID). Entries are added up by ledger account first: a day has more of them
-- than it has ledger accounts. Written so that Postgres puts it into the statement that calls it: the range reaches the
-- BRIN index, and EXPLAIN shows it.
CREATE FUNCTION ledger.sum_entries(since timestamptz, before timestamptz)
RETURNS TABLE (ledger_account_id uuid, currency text, debits numeric, credits numeric, entry_count bigint)
LANGUAGE sql STABLE AS $$
  SELECT CASE a.code WHEN 'CUSTOMER_WALLET' THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE a.id END,
         a.currency, sum(s.debits), sum(s.credits), sum(s.entry_count)::bigint
    FROM (SELECT e.ledger_account_id,
                 coalesce(sum(e.amount) FILTER (WHERE e.side = 'DEBIT'), 0) AS debits,
                 coalesce(sum(e.amount) FILTER (WHERE e.side = 'CREDIT'), 0) AS credits,
                 count(*) AS entry_count
            FROM ledger.entries e
           WHERE e.recorded_at >= since AND e.recorded_at < before
           GROUP BY e.ledger_account_id) s
    JOIN ledger.ledger_accounts a ON a.id = s.ledger_account_id
   GROUP BY 1, 2
$$;
--> statement-breakpoint

-- Closes the first day with entries that is over and not closed, and the days without entries before it; when no day with
-- entries is left, the days without up to yesterday. Answers the last day that it closed, null when there was nothing to do
-- or another session is at it. To be called again until it answers null, each time in a transaction of its own.
CREATE FUNCTION ledger.close_day() RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  today CONSTANT timestamptz := date_trunc('day', clock_timestamp());
  last_closed date;
  next_entry timestamptz;
  closing date;
  recorded bigint;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('ledger.close_day', 0)) THEN
    RETURN NULL;
  END IF;
  SELECT max(d.day) INTO last_closed FROM ledger.closed_days d;
  IF last_closed >= today::date - 1 THEN
    RETURN NULL;
  END IF;
  PERFORM ledger.await_moment(today - interval '1 millisecond');
  SELECT min(t.recorded_at) INTO next_entry FROM ledger.ledger_transactions t
   WHERE t.recorded_at >= coalesce(last_closed + 1, '-infinity'::date) AND t.recorded_at < today;
  closing := coalesce(next_entry::date, CASE WHEN last_closed IS NOT NULL THEN today::date - 1 END);
  IF next_entry IS NOT NULL THEN
    -- Pages that were filled since the last time are not in the BRIN index until somebody says so.
    PERFORM brin_summarize_new_values(i.inhrelid) FROM pg_inherits i
      WHERE i.inhparent = 'ledger.entries_recorded'::regclass;
    SELECT count(*) INTO recorded FROM ledger.ledger_transactions t
     WHERE t.recorded_at >= closing AND t.recorded_at < closing + 1;
    INSERT INTO ledger.day_totals (day, ledger_account_id, currency, debits, credits, entry_count)
    SELECT closing, s.ledger_account_id, s.currency, s.debits, s.credits, s.entry_count
      FROM ledger.sum_entries(closing, closing + 1) s;
  END IF;
  INSERT INTO ledger.closed_days (day, closed_at, ledger_transaction_count)
  SELECT d.day::date, date_trunc('milliseconds', clock_timestamp()),
         CASE WHEN d.day::date = closing THEN coalesce(recorded, 0) ELSE 0 END
    FROM generate_series(coalesce(last_closed + 1, closing)::timestamp, closing::timestamp, interval '1 day') AS d (day);
  RETURN closing;
END $$;
--> statement-breakpoint

-- Nobody runs these by default. db/roles.sql lets the role of the Ledger subgraph call them.
REVOKE ALL ON FUNCTION ledger.sum_entries, ledger.close_day FROM PUBLIC;
