-- How money moves: the only statements in the system that change a balance.
--
-- The role of the Ledger subgraph may read these tables and call four functions: post_ledger_transactions, place_hold,
-- void_hold and expire_holds. They run as their owner, with a fixed search_path, and follow one order of locks:
--
--   1. ledger accounts that do not exist yet, opened in the order of their names;
--   2. ledger accounts, locked in the order of their ids;
--   3. everything else, which is only ever written while its ledger accounts are locked.
--
-- Two calls therefore never wait for each other in a circle, however their accounts overlap.

-- A balance is updated by every entry. Half of each page is left free, so that the new version of a row fits beside the
-- old one and no index has to be touched.
ALTER TABLE ledger.ledger_accounts SET (fillfactor = 50);
--> statement-breakpoint

-- 1. What is written stays written -------------------------------------------------------------------------------------

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of %.% is refused: what is written stays', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entries
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint
CREATE TRIGGER postings_refused_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.postings_refused
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint

-- A ledger account is changed by every posting, but stays.
CREATE TRIGGER ledger_accounts_stay BEFORE DELETE OR TRUNCATE ON ledger.ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint

-- Holds for whoever inserts, the owner included: a statement writes whole ledger transactions, each with at least two
-- entries and with debits equal to credits in every currency. One look at all rows of a statement costs a tenth of what
-- a constraint trigger and two foreign keys cost that fire for each row, and proves the same, because neither ledger
-- transactions nor ledger accounts are ever deleted.
CREATE FUNCTION ledger.assert_balanced() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  transactions uuid[]; accounts uuid[];
  rows_inserted bigint; rows_there bigint;
  offender uuid;
BEGIN
  SELECT count(*), array_agg(DISTINCT ledger_transaction_id), array_agg(DISTINCT ledger_account_id)
    INTO rows_inserted, transactions, accounts FROM inserted;
  -- An entry that joined a ledger transaction written before would change it.
  SELECT count(*) INTO rows_there FROM ledger.entries WHERE ledger_transaction_id = ANY (transactions);
  IF rows_there <> rows_inserted
     OR (SELECT count(*) FROM ledger.ledger_transactions WHERE id = ANY (transactions)) <> cardinality(transactions)
     OR (SELECT count(*) FROM ledger.ledger_accounts WHERE id = ANY (accounts)) <> cardinality(accounts) THEN
    RAISE EXCEPTION 'entries are written together with their ledger transaction, and to ledger accounts that exist'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
  END IF;
  WITH named AS MATERIALIZED (SELECT id, currency FROM ledger.ledger_accounts WHERE id = ANY (accounts))
  SELECT sums.id INTO offender
    FROM (SELECT i.ledger_transaction_id AS id, named.currency, count(*) AS entries,
                 sum(CASE i.side WHEN 'DEBIT' THEN i.amount ELSE -i.amount END) AS difference
            FROM inserted i JOIN named ON named.id = i.ledger_account_id
           GROUP BY i.ledger_transaction_id, named.currency) sums
   GROUP BY sums.id
  HAVING sum(sums.entries) < 2 OR bool_or(sums.difference <> 0)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is not balanced', offender
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER entries_balanced AFTER INSERT ON ledger.entries
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.assert_balanced();
--> statement-breakpoint

-- 2. Ledger accounts by name -------------------------------------------------------------------------------------------

-- The ids of the ledger accounts named [{code, account, owner, provider, currency}], by position; null where there is
-- none. Wallets are looked up by account, the few accounts of the house by code.
CREATE FUNCTION ledger.find_ledger_accounts(named jsonb) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  accounts uuid[]; codes text[]; ids uuid[];
BEGIN
  SELECT array_agg(n.account), array_agg(DISTINCT n.code) FILTER (WHERE n.account IS NULL) INTO accounts, codes
    FROM jsonb_to_recordset(named) AS n (code text, account uuid);
  WITH wallets AS MATERIALIZED (
    SELECT id, account_id, code, currency FROM ledger.ledger_accounts WHERE account_id = ANY (accounts)),
  house AS MATERIALIZED (
    SELECT id, code, currency, provider FROM ledger.ledger_accounts WHERE code = ANY (codes) AND account_id IS NULL)
  SELECT array_agg(coalesce(w.id, h.id) ORDER BY n.position) INTO ids
    FROM ROWS FROM (jsonb_to_recordset(named) AS (code text, account uuid, provider text, currency text))
         WITH ORDINALITY AS n (code, account, provider, currency, position)
    LEFT JOIN wallets w ON w.account_id = n.account AND w.code = n.code AND w.currency = n.currency
    LEFT JOIN house h ON n.account IS NULL AND h.code = n.code
     AND h.currency = n.currency AND h.provider IS NOT DISTINCT FROM n.provider;
  RETURN ids;
END $$;
--> statement-breakpoint

-- As above, but opens what is missing. Null remains only where the customer's account has a ledger account in another
-- currency. The chart of accounts is here: the side on which each code grows, and its floor.
CREATE FUNCTION ledger.open_ledger_accounts(named jsonb) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ids uuid[] := ledger.find_ledger_accounts(named);
BEGIN
  IF array_position(ids, NULL) IS NULL THEN
    RETURN ids;
  END IF;
  INSERT INTO ledger.ledger_accounts (id, code, account_id, owner_id, provider, currency, normal_side, floor)
  SELECT uuidv7(), n.code, n.account, n.owner, n.provider, n.currency,
         CASE n.code WHEN 'PROVIDER_CLEARING' THEN 'DEBIT' ELSE 'CREDIT' END,
         CASE n.code WHEN 'PROVIDER_CLEARING' THEN NULL ELSE 0 END
    FROM ROWS FROM (jsonb_to_recordset(named) AS (code text, account uuid, owner uuid, provider text, currency text))
         WITH ORDINALITY AS n (code, account, owner, provider, currency, position)
   WHERE ids[n.position] IS NULL
   -- Whoever opens the same accounts at the same time waits for us at the first of them and not, in a circle, at two.
   ORDER BY n.code, n.account, n.provider, CASE WHEN n.account IS NULL THEN n.currency END, n.position
  ON CONFLICT DO NOTHING;
  RETURN ledger.find_ledger_accounts(named);
END $$;
--> statement-breakpoint

-- 3. Posting -----------------------------------------------------------------------------------------------------------

-- Posts a batch of ledger transactions and answers for each, in order. Each is posted whole or refused; a refusal does
-- not touch the others. The same id with the same content gets the same answer, now and later.
--
-- batch:
--   accounts      the distinct ledger accounts that entries go to: [{code, account, owner, provider, currency}]
--   transactions  in the order of judgement: [{id, hash, payment, effective_at, description, hold, entries, …}]
--                 `entries` is how many of the list below are its own; the rest is told in the event
--   entries       of all transactions, one after the other: [{account: position in accounts from 1, side, amount}]
--
-- Every array below is by position: a_… of ledger accounts, t_… of transactions, e_… of entries. Judging in memory and
-- writing once is what makes a batch cheap: a transfer among 500 costs a twentieth of one that comes alone. Plans are
-- made once for each session, because planning costs a single posting more than a better plan would save; and a plan made
-- while a table was small must not scan it when it is large, so every table is reached by `= ANY (…)` and an index.
CREATE FUNCTION ledger.post_ledger_transactions(batch jsonb)
RETURNS TABLE (refusal text, available numeric, currency text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  amount_max CONSTANT numeric := 1e78 - 1; -- what numeric(78,0) holds
  a_id uuid[] := ledger.open_ledger_accounts(batch -> 'accounts');
  a_posted numeric[]; a_held numeric[]; a_floor numeric[]; a_version bigint[]; a_currency text[]; a_side text[];
  a_held_before numeric[];
  a_version_before bigint[];
  t_id uuid[]; t_hash text[]; t_first integer[]; t_last integer[];
  t_twin integer[];          -- where the id first occurs in this batch
  t_flaw text[];             -- what is wrong with it, whatever the balances
  t_answered text[];         -- the hash of the content for which its id has an answer already …
  t_answer text[]; t_answer_available numeric[]; t_answer_currency text[]; -- … and that answer
  t_hold uuid[]; t_hold_account integer[]; t_hold_amount numeric[]; -- of a hold that is open
  t_refusal text[]; t_available numeric[]; t_currency text[];
  t_posted boolean[];        -- posted now, by this call
  t_refused boolean[];       -- refused now, by this call
  e_transaction integer[]; e_account integer[]; e_side text[]; e_amount numeric[];
  e_change numeric[];        -- what it adds to the balance on the account's normal side
  e_balance numeric[]; e_version bigint[];
  holds_used uuid[] := '{}';
  reason text; drawn numeric; hold_account integer; short_account integer;
  recorded timestamptz;
  a integer; i integer; k integer; stopped integer; twin integer;
BEGIN
  -- A ledger account named twice would have two running balances.
  IF (SELECT count(*) <> count(DISTINCT id) FROM unnest(a_id) AS id WHERE id IS NOT NULL) THEN
    RAISE EXCEPTION 'a batch names each ledger account once';
  END IF;

  -- Lock. From here to the commit nobody else changes these balances or the holds on them.
  WITH locked AS MATERIALIZED (
    SELECT id, posted, held, floor, version, normal_side FROM ledger.ledger_accounts
     WHERE id = ANY (a_id) ORDER BY id FOR NO KEY UPDATE)
  SELECT array_agg(l.posted ORDER BY n.position), array_agg(l.held ORDER BY n.position),
         array_agg(l.floor ORDER BY n.position), array_agg(l.version ORDER BY n.position),
         array_agg(n.currency ORDER BY n.position), array_agg(l.normal_side ORDER BY n.position)
    INTO a_posted, a_held, a_floor, a_version, a_currency, a_side
    FROM ROWS FROM (jsonb_to_recordset(batch -> 'accounts') AS (currency text)) WITH ORDINALITY AS n (currency, position)
    LEFT JOIN locked l ON l.id = a_id[n.position];
  a_held_before := a_held;
  a_version_before := a_version;
  -- The clock is read under the locks, so that a later version of an account never has an earlier time. Milliseconds are
  -- what the API shows: a moment read from it and asked about again must mean the same.
  recorded := date_trunc('milliseconds', clock_timestamp());

  -- Read the batch.
  SELECT array_agg(t.id ORDER BY t.position), array_agg(t.hash ORDER BY t.position),
         array_agg((t.past - t.entries + 1)::integer ORDER BY t.position),
         array_agg(t.past::integer ORDER BY t.position), array_agg(t.twin::integer ORDER BY t.position),
         array_agg(t.hold ORDER BY t.position)
    INTO t_id, t_hash, t_first, t_last, t_twin, t_hold
    FROM (SELECT *, sum(entries) OVER (ORDER BY position) AS past, min(position) OVER (PARTITION BY id) AS twin
            FROM ROWS FROM (jsonb_to_recordset(batch -> 'transactions')
                   AS (id uuid, hash text, entries integer, hold uuid))
                 WITH ORDINALITY AS t (id, hash, entries, hold, position)) t;
  SELECT array_agg(e.account ORDER BY e.position), array_agg(e.side ORDER BY e.position),
         array_agg(e.amount ORDER BY e.position),
         array_agg(CASE e.side WHEN n.side THEN e.amount ELSE -e.amount END ORDER BY e.position)
    INTO e_account, e_side, e_amount, e_change
    FROM ROWS FROM (jsonb_to_recordset(batch -> 'entries') AS (account integer, side text, amount numeric))
         WITH ORDINALITY AS e (account, side, amount, position)
    LEFT JOIN unnest(a_side) WITH ORDINALITY AS n (side, position) ON n.position = e.account;
  SELECT array_agg(t.position::integer ORDER BY t.position, own.entry) INTO e_transaction
    FROM unnest(t_first, t_last) WITH ORDINALITY AS t (first, last, position),
         generate_series(t.first, t.last) AS own (entry);
  IF cardinality(e_transaction) IS DISTINCT FROM cardinality(e_account) THEN
    RAISE EXCEPTION 'the entries of a batch are those that its transactions count';
  END IF;

  -- What can be said without a balance: amounts, the equality of debits and credits, currencies.
  SELECT array_agg(
           CASE WHEN sums.invalid THEN 'INVALID_AMOUNT'
                WHEN sums.entries IS NULL OR sums.entries < 2 OR sums.unequal THEN 'UNBALANCED'
                WHEN sums.homeless THEN 'CURRENCY_MISMATCH' END ORDER BY t.position)
    INTO t_flaw
    FROM generate_series(1, cardinality(t_id)) AS t (position)
    LEFT JOIN (
      SELECT transaction, sum(entries) AS entries, bool_or(invalid) AS invalid,
             bool_or(difference <> 0) AS unequal, bool_or(homeless) AS homeless
        FROM (SELECT e.transaction, n.currency, count(*) AS entries,
                     bool_or(e.amount NOT BETWEEN 1 AND amount_max) AS invalid,
                     sum(CASE e.side WHEN 'DEBIT' THEN e.amount ELSE -e.amount END) AS difference,
                     bool_or(n.id IS NULL) AS homeless
                FROM unnest(e_transaction, e_account, e_side, e_amount) AS e (transaction, account, side, amount)
                JOIN unnest(a_id, a_currency) WITH ORDINALITY AS n (id, currency, position) ON n.position = e.account
               GROUP BY e.transaction, n.currency) per_currency
       GROUP BY transaction) sums ON sums.transaction = t.position;

  -- Ids that have an answer. The same content means the same ledger accounts, so whoever posts it at the same time has
  -- waited for our locks or we for theirs. Other content under the same id may go to other accounts and come here at
  -- the same moment: then ledger_transactions_pkey stops the later one, and the caller tries again.
  SELECT array_agg(known.hash ORDER BY t.position), array_agg(known.refusal ORDER BY t.position),
         array_agg(known.available ORDER BY t.position), array_agg(known.currency ORDER BY t.position)
    INTO t_answered, t_answer, t_answer_available, t_answer_currency
    FROM unnest(t_id) WITH ORDINALITY AS t (id, position)
    LEFT JOIN (
      SELECT id, encode(content_hash, 'hex') AS hash, NULL AS refusal, NULL::numeric AS available, NULL AS currency
        FROM ledger.ledger_transactions WHERE id = ANY (t_id)
      UNION ALL
      SELECT id, encode(content_hash, 'hex'), refusal, available, currency
        FROM ledger.postings_refused WHERE id = ANY (t_id)
         AND id NOT IN (SELECT id FROM ledger.ledger_transactions WHERE id = ANY (t_id))
    ) known ON known.id = t.id;

  -- Holds to use up, as far as they are open now.
  WITH open AS MATERIALIZED (
    SELECT id, amount, ledger_account_id FROM ledger.holds
     WHERE id = ANY (t_hold) AND status = 'OPEN' AND (expires_at IS NULL OR expires_at > recorded))
  SELECT array_agg(h.amount ORDER BY t.position),
         array_agg(array_position(a_id, h.ledger_account_id) ORDER BY t.position)
    INTO t_hold_amount, t_hold_account
    FROM unnest(t_hold) WITH ORDINALITY AS t (hold, position) LEFT JOIN open h ON h.id = t.hold;

  t_refusal := array_fill(NULL::text, ARRAY[cardinality(t_id)]);
  t_available := array_fill(NULL::numeric, ARRAY[cardinality(t_id)]);
  t_currency := t_refusal;
  t_posted := array_fill(false, ARRAY[cardinality(t_id)]);
  t_refused := t_posted;
  -- A batch may be without entries: refused, but answered.
  e_balance := array_fill(NULL::numeric, ARRAY[coalesce(cardinality(e_account), 0)]);
  e_version := array_fill(NULL::bigint, ARRAY[coalesce(cardinality(e_account), 0)]);

  -- Judge one after the other, on the balances that the ones before have left.
  FOR i IN 1 .. cardinality(t_id) LOOP
    IF t_answered[i] IS NOT NULL THEN
      IF t_answered[i] = t_hash[i] THEN
        t_refusal[i] := t_answer[i];
        t_available[i] := t_answer_available[i];
        t_currency[i] := t_answer_currency[i];
      ELSE
        t_refusal[i] := 'ID_REUSED';
      END IF;
      CONTINUE;
    END IF;
    twin := t_twin[i];
    IF twin < i THEN
      IF t_hash[twin] = t_hash[i] THEN
        t_refusal[i] := t_refusal[twin];
        t_available[i] := t_available[twin];
        t_currency[i] := t_currency[twin];
      ELSE
        t_refusal[i] := 'ID_REUSED';
      END IF;
      CONTINUE;
    END IF;

    reason := t_flaw[i];
    hold_account := NULL;
    IF reason IS NULL AND t_hold[i] IS NOT NULL THEN
      drawn := 0;
      FOR k IN t_first[i] .. t_last[i] LOOP
        IF e_account[k] = t_hold_account[i] THEN
          drawn := drawn - e_change[k];
        END IF;
      END LOOP;
      IF t_hold_account[i] IS NULL OR drawn NOT BETWEEN 1 AND t_hold_amount[i] OR t_hold[i] = ANY (holds_used) THEN
        reason := 'HOLD_NOT_USABLE';
      ELSE
        -- All of it is given free: what the posting does not draw is available again.
        hold_account := t_hold_account[i];
        a_held[hold_account] := a_held[hold_account] - t_hold_amount[i];
      END IF;
    END IF;

    IF reason IS NULL THEN
      FOR k IN t_first[i] .. t_last[i] LOOP
        a := e_account[k];
        stopped := k;
        a_posted[a] := a_posted[a] + e_change[k];
        a_version[a] := a_version[a] + 1;
        e_balance[k] := a_posted[a];
        e_version[k] := a_version[a];
        -- No version of the account may be below its floor, not even between two entries of one ledger transaction.
        IF e_change[k] < 0 AND a_posted[a] - a_held[a] < a_floor[a] THEN
          reason := 'INSUFFICIENT_FUNDS';
          short_account := a;
        ELSIF abs(a_posted[a]) > amount_max THEN
          reason := 'INVALID_AMOUNT';
        END IF;
        EXIT WHEN reason IS NOT NULL;
      END LOOP;
      IF reason IS NOT NULL THEN
        -- Take back what was applied.
        FOR k IN t_first[i] .. stopped LOOP
          a := e_account[k];
          a_posted[a] := a_posted[a] - e_change[k];
          a_version[a] := a_version[a] - 1;
        END LOOP;
        IF hold_account IS NOT NULL THEN
          a_held[hold_account] := a_held[hold_account] + t_hold_amount[i];
        END IF;
      END IF;
    END IF;

    IF reason IS NULL THEN
      t_posted[i] := true;
      IF hold_account IS NOT NULL THEN
        holds_used := holds_used || t_hold[i];
      END IF;
    ELSE
      t_refused[i] := true;
      t_refusal[i] := reason;
      IF reason = 'INSUFFICIENT_FUNDS' THEN
        t_available[i] := a_posted[short_account] - a_held[short_account];
        t_currency[i] := a_currency[short_account];
      END IF;
    END IF;
  END LOOP;

  -- Write. In the order of ids, so that two batches that share one do not wait in a circle.
  INSERT INTO ledger.ledger_transactions (id, payment_id, effective_at, recorded_at, description, content_hash)
  SELECT t.id, t.payment, coalesce(t.effective_at, recorded), recorded, t.description, decode(t.hash, 'hex')
    FROM ROWS FROM (jsonb_to_recordset(batch -> 'transactions')
           AS (id uuid, hash text, payment uuid, effective_at timestamptz, description text))
         WITH ORDINALITY AS t (id, hash, payment, effective_at, description, position)
   WHERE t_posted[t.position]
   ORDER BY t.id;

  INSERT INTO ledger.entries
         (id, ledger_transaction_id, ordinal, ledger_account_id, side, amount, balance_after, version)
  SELECT uuidv7(), t_id[e.transaction], e.position - t_first[e.transaction] + 1, a_id[e.account],
         e.side, e.amount, e.balance, e.version
    FROM unnest(e_transaction, e_account, e_side, e_amount, e_balance, e_version) WITH ORDINALITY
         AS e (transaction, account, side, amount, balance, version, position)
   WHERE t_posted[e.transaction];

  UPDATE ledger.ledger_accounts l SET posted = n.posted, held = n.held, version = n.version
    FROM unnest(a_id, a_posted, a_held, a_version, a_held_before, a_version_before)
         AS n (id, posted, held, version, held_before, version_before)
   WHERE l.id = n.id AND (n.version <> n.version_before OR n.held <> n.held_before);

  UPDATE ledger.holds h SET status = 'POSTED', ended_at = recorded, ledger_transaction_id = t.id
    FROM unnest(t_id, t_hold, t_posted) AS t (id, hold, posted)
   WHERE t.posted AND h.id = t.hold;

  INSERT INTO ledger.postings_refused (id, content_hash, refusal, available, currency, recorded_at)
  SELECT t.id, decode(t.hash, 'hex'), t.refusal, t.available, t.currency, recorded
    FROM unnest(t_id, t_hash, t_refusal, t_available, t_currency, t_refused)
         AS t (id, hash, refusal, available, currency, refused)
   WHERE t.refused
   ORDER BY t.id
  ON CONFLICT DO NOTHING;

  INSERT INTO ledger.outbox (id, type, version, aggregate_type, aggregate_id, topics,
                             actor_kind, actor_id, request_id, address, user_agent, body)
  SELECT uuidv7(), 'ledger:transaction:posted', 1, 'ledgerTransaction', t.ledger_transaction_name, '{}',
         t.actor_kind, t.actor_id, t.request_id, t.address, t.user_agent,
         jsonb_build_object('ledgerTransactionId', t.ledger_transaction_name, 'paymentId', t.payment_name)
    FROM ROWS FROM (jsonb_to_recordset(batch -> 'transactions')
           AS (ledger_transaction_name text, payment_name text, actor_kind text, actor_id text, request_id text,
               address text, user_agent text))
         WITH ORDINALITY AS t (ledger_transaction_name, payment_name, actor_kind, actor_id, request_id, address,
                               user_agent, position)
   WHERE t_posted[t.position]
   ORDER BY t.position;

  RETURN QUERY SELECT * FROM unnest(t_refusal, t_available, t_currency);
END $$;
--> statement-breakpoint

-- 4. Holds -------------------------------------------------------------------------------------------------------------

-- Reserves `amount` of a ledger account. Refuses with a code, or answers null; `placed` is false when the hold was there
-- already. Two calls with one id, other content and other accounts at the same moment: the later breaks holds_pkey.
CREATE FUNCTION ledger.place_hold(hold_id uuid, hash bytea, named jsonb, amount numeric, expires_at timestamptz)
RETURNS TABLE (refusal text, placed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  ledger_account uuid := (ledger.open_ledger_accounts(jsonb_build_array(named)))[1];
  known bytea;
  left_after numeric;
  floor numeric;
BEGIN
  SELECT l.posted - l.held - place_hold.amount, l.floor INTO left_after, floor
    FROM ledger.ledger_accounts l WHERE l.id = ledger_account FOR NO KEY UPDATE;
  SELECT h.content_hash INTO known FROM ledger.holds h WHERE h.id = hold_id;
  IF known IS NOT NULL THEN
    RETURN QUERY SELECT CASE WHEN known <> place_hold.hash THEN 'ID_REUSED' END, false;
  ELSIF ledger_account IS NULL THEN
    RETURN QUERY SELECT 'CURRENCY_MISMATCH', false;
  ELSIF left_after < floor THEN
    RETURN QUERY SELECT 'INSUFFICIENT_FUNDS', false;
  ELSE
    INSERT INTO ledger.holds (id, ledger_account_id, amount, status, expires_at, content_hash, created_at)
    VALUES (hold_id, ledger_account, place_hold.amount, 'OPEN', place_hold.expires_at, place_hold.hash,
            date_trunc('milliseconds', clock_timestamp()));
    UPDATE ledger.ledger_accounts l SET held = l.held + place_hold.amount WHERE l.id = ledger_account;
    RETURN QUERY SELECT NULL::text, true;
  END IF;
END $$;
--> statement-breakpoint

-- Gives a hold back. Refuses with a code, or answers null; `voided` is false when it was voided before.
CREATE FUNCTION ledger.void_hold(hold_id uuid) RETURNS TABLE (refusal text, voided boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  hold ledger.holds;
BEGIN
  -- The ledger account first: the status is stable only under its lock.
  PERFORM FROM ledger.ledger_accounts l
    WHERE l.id = (SELECT h.ledger_account_id FROM ledger.holds h WHERE h.id = hold_id) FOR NO KEY UPDATE;
  SELECT * INTO hold FROM ledger.holds h WHERE h.id = hold_id;
  IF hold.id IS NULL THEN
    RETURN QUERY SELECT 'HOLD_UNKNOWN', false;
  ELSIF hold.status = 'OPEN' THEN
    UPDATE ledger.holds h SET status = 'VOIDED', ended_at = date_trunc('milliseconds', clock_timestamp()) WHERE h.id = hold_id;
    UPDATE ledger.ledger_accounts l SET held = l.held - hold.amount WHERE l.id = hold.ledger_account_id;
    RETURN QUERY SELECT NULL::text, true;
  ELSE
    RETURN QUERY SELECT CASE WHEN hold.status <> 'VOIDED' THEN 'HOLD_ENDED' END, false;
  END IF;
END $$;
--> statement-breakpoint

-- Ends at most `most` open holds whose time is up at `moment`, the longest overdue first; answers their ids.
CREATE FUNCTION ledger.expire_holds(moment timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  due uuid[];
BEGIN
  SELECT array_agg(id) INTO due FROM (
    SELECT h.id FROM ledger.holds h WHERE h.status = 'OPEN' AND h.expires_at <= moment
     ORDER BY h.expires_at LIMIT most) overdue;
  PERFORM FROM (
    SELECT l.id FROM ledger.ledger_accounts l
     WHERE l.id IN (SELECT h.ledger_account_id FROM ledger.holds h WHERE h.id = ANY (due))
     ORDER BY l.id FOR NO KEY UPDATE) locked;
  RETURN QUERY
  WITH expired AS (
    UPDATE ledger.holds h SET status = 'EXPIRED', ended_at = date_trunc('milliseconds', clock_timestamp())
     WHERE h.id = ANY (due) AND h.status = 'OPEN' RETURNING h.id, h.ledger_account_id, h.amount),
  given_back AS (
    UPDATE ledger.ledger_accounts l SET held = l.held - total.amount
      FROM (SELECT ledger_account_id, sum(amount) AS amount FROM expired GROUP BY ledger_account_id) total
     WHERE l.id = total.ledger_account_id)
  SELECT id FROM expired;
END $$;
--> statement-breakpoint

-- Nobody runs these by default. db/roles.sql lets the role of the Ledger subgraph call the four that are its doors.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
