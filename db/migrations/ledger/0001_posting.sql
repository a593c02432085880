-- How money moves: the only statements in the system that change a balance.
--
-- The role of the Ledger subgraph may read these tables and call the functions that change them:
-- post_ledger_transactions, place_hold, void_hold, expire_holds and set_floor. They run as their owner, with a fixed
-- search_path, and follow one order of locks:
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

-- From top to bottom: what stays written, ledger accounts by name, posting, holds, floors, the past.

-- What money may be in. As packages/money says; a test compares the two.
INSERT INTO ledger.currencies (code, exponent, kind) VALUES
  ('USD', 2, 'FIAT'), ('EUR', 2, 'FIAT'), ('NGN', 2, 'FIAT'), ('JPY', 0, 'FIAT'), ('KWD', 3, 'FIAT'),
  ('BTC', 8, 'CRYPTO'), ('ETH', 18, 'CRYPTO'), ('USDC', 6, 'CRYPTO'), ('EURC', 6, 'CRYPTO');
--> statement-breakpoint

-- 1. What is written stays written -------------------------------------------------------------------------------------

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of %.% is refused: what is written stays', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
--> statement-breakpoint
-- A trigger for statements does not fire for a statement on a partition, so each partition has its own.
DO $$
DECLARE
  books text;
BEGIN
  FOR books IN
    SELECT relname FROM pg_class WHERE relnamespace = 'ledger'::regnamespace AND relkind IN ('r', 'p')
       AND (relname IN ('entries', 'ledger_transactions', 'postings_refused', 'hold_moves', 'floor_changes')
            OR relispartition)
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I
                      FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', books || '_append_only', books);
  END LOOP;
END $$;
--> statement-breakpoint

-- A ledger account is changed by every posting, but stays.
CREATE TRIGGER ledger_accounts_stay BEFORE DELETE OR TRUNCATE ON ledger.ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
--> statement-breakpoint

-- Holds for whoever inserts, the owner included: a statement writes whole ledger transactions, each with at least two
-- entries, with debits equal to credits in every currency, and exactly those entries that the ledger transaction lists.
-- Since an entry that is listed is there, none can join later. One look at all rows of a statement costs a tenth of what
-- a constraint trigger and two foreign keys cost that fire for each row, and proves the same, because neither ledger
-- transactions nor ledger accounts are ever deleted.
CREATE FUNCTION ledger.assert_belong() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  transactions uuid[]; accounts uuid[];
  offender uuid;
BEGIN
  SELECT array_agg(ledger_transaction_id), array_agg(DISTINCT ledger_account_id) INTO transactions, accounts FROM inserted;
  WITH named AS MATERIALIZED (SELECT id, currency FROM ledger.ledger_accounts WHERE id = ANY (accounts)),
  listed AS MATERIALIZED (
    SELECT t.id, t.recorded_at, t.effective_at, own.account, own.version, own.ordinal
      FROM ledger.ledger_transactions t, unnest(t.entry_accounts, t.entry_versions) WITH ORDINALITY AS own (account, version, ordinal)
     WHERE t.id = ANY (transactions)),
  sums AS (
    SELECT coalesce(l.id, i.ledger_transaction_id) AS id, named.currency, count(*) AS entries,
           sum(CASE i.side WHEN 'DEBIT' THEN i.amount ELSE -i.amount END) AS difference,
           bool_and(l.account = i.ledger_account_id AND l.version = i.version
                    AND l.recorded_at = i.recorded_at AND l.effective_at = i.effective_at) AS fits
      FROM inserted i
      FULL JOIN listed l ON l.id = i.ledger_transaction_id AND l.ordinal = i.ordinal
      LEFT JOIN named ON named.id = i.ledger_account_id
     GROUP BY 1, 2)
  SELECT id INTO offender FROM sums
   GROUP BY id
  HAVING sum(entries) < 2 OR bool_or(difference <> 0) OR bool_or(fits IS NOT TRUE) OR bool_or(currency IS NULL)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is not balanced, or has not the entries that it lists', offender
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER entries_belong AFTER INSERT ON ledger.entries
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.assert_belong();
--> statement-breakpoint

-- 2. Ledger accounts by name -------------------------------------------------------------------------------------------

-- The ids of the ledger accounts of these names, by position; null where there is none. Wallets are looked up by
-- account, the few accounts of the house by code.
CREATE FUNCTION ledger.find_ledger_accounts(codes text[], accounts uuid[], providers text[], currencies text[])
RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  RETURN (
    -- Looked up before they are joined: a plan made while there were few accounts would read all of them.
    WITH candidates AS MATERIALIZED (
      SELECT l.id, l.code, l.account_id, l.provider, l.currency FROM ledger.ledger_accounts l WHERE l.account_id = ANY (accounts)
      UNION ALL
      SELECT l.id, l.code, l.account_id, l.provider, l.currency FROM ledger.ledger_accounts l
       WHERE l.code = ANY (codes) AND l.account_id IS NULL)
    SELECT array_agg(coalesce(w.id, h.id) ORDER BY n.position)
      FROM unnest(codes, accounts, providers, currencies) WITH ORDINALITY AS n (code, account, provider, currency, position)
      LEFT JOIN candidates w ON (w.account_id, w.code, w.currency) = (n.account, n.code, n.currency)
      LEFT JOIN candidates h ON n.account IS NULL AND h.account_id IS NULL AND (h.code, h.currency) = (n.code, n.currency)
           AND h.provider IS NOT DISTINCT FROM n.provider);
END $$;
--> statement-breakpoint

-- As above, but opens what is missing. Null remains only where the customer's account has a ledger account in another
-- currency. The chart of accounts is here: the side on which each code grows, and its floor.
CREATE FUNCTION ledger.open_ledger_accounts(codes text[], accounts uuid[], owners uuid[], providers text[], currencies text[])
RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ids uuid[] := ledger.find_ledger_accounts(codes, accounts, providers, currencies);
BEGIN
  IF array_position(ids, NULL) IS NULL THEN
    RETURN ids;
  END IF;
  INSERT INTO ledger.ledger_accounts (id, code, account_id, owner_id, provider, currency, normal_side, floor)
  SELECT uuidv7(), n.code, n.account, n.owner, n.provider, n.currency,
         CASE n.code WHEN 'PROVIDER_CLEARING' THEN 'DEBIT' ELSE 'CREDIT' END,
         CASE n.code WHEN 'PROVIDER_CLEARING' THEN NULL ELSE 0 END
    FROM unnest(codes, accounts, owners, providers, currencies) WITH ORDINALITY
         AS n (code, account, owner, provider, currency, position)
   WHERE ids[n.position] IS NULL
   -- Whoever opens the same accounts at the same time waits for us at the first of them and not, in a circle, at two.
   ORDER BY n.code, n.account, n.provider, CASE WHEN n.account IS NULL THEN n.currency END, n.position
  ON CONFLICT DO NOTHING;
  RETURN ledger.find_ledger_accounts(codes, accounts, providers, currencies);
END $$;
--> statement-breakpoint

-- 3. Posting -----------------------------------------------------------------------------------------------------------

-- Posts a batch of ledger transactions and answers for each, in order. Each is posted whole or refused; a refusal does
-- not touch the others, except those it is linked with: of these all are posted or none. The same id with the same
-- content gets the same answer, now and later.
--
-- All parameters but the first two are by position, and null where every element would be null or false. a_… of the
-- distinct ledger accounts that entries go to (one named twice would have one version twice, which entries_pkey refuses),
-- t_… of the transactions in the order of judgement, e_… of all their entries one after the other.
--
--   patient      wait for ledger accounts that someone else has locked; otherwise their callers get BUSY, which is
--                remembered nowhere, and everyone else is served
--   moment       by which it is decided whether a hold has run out; null for the clock of this server
--   a_code …     the name of each ledger account; it is opened if this is the first that names it
--   t_caller     who asked: the transactions of one caller are all BUSY or all judged
--   t_linked     posted only together with the next one
--   t_twin       where its id first occurs in this batch; null when each occurs once
--   t_flaw       what is wrong with it whatever the balances, found by the caller. What it overlooks is not written: the
--                constraints of the books fail the batch
--   t_first …    its entries, from the first to the last; each of them names it again in e_transaction
--   t_hold_kept  what the posting does not draw from its hold stays held
--   t_name …     what its event tells: ids as clients see them, and who asked within which request
--
-- Judging in memory and writing once is what makes a batch cheap: a transfer among 500 costs a twentieth of one that
-- comes alone. Plans are made once for each session, because planning costs a single posting more than a better plan
-- would save; and a plan made while a table was small must not scan it when it is large, so every table is reached by
-- an index.
CREATE FUNCTION ledger.post_ledger_transactions(
  patient boolean, moment timestamptz,
  a_code text[], a_account uuid[], a_owner uuid[], a_provider text[], a_currency text[],
  t_id uuid[], t_hash text[], t_caller integer[], t_linked boolean[], t_twin integer[], t_flaw text[],
  t_first integer[], t_last integer[],
  t_payment uuid[], t_reverses uuid[], t_effective_at timestamptz[], t_description text[], t_metadata text[],
  t_hold uuid[], t_hold_kept boolean[],
  t_name text[], t_payment_name text[], t_actor_kind text[], t_actor_id text[], t_request_id text[], t_address text[],
  t_user_agent text[],
  e_transaction integer[], e_account integer[], e_side text[], e_amount numeric[])
RETURNS TABLE (refusal text, available numeric, currency text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  amount_max CONSTANT numeric := 1e78 - 1; -- what numeric(78,0) holds
  count CONSTANT integer := cardinality(t_id);
  entry_count CONSTANT integer := cardinality(e_account);
  nothing CONSTANT text[] := array_fill(NULL::text, ARRAY[count]);
  no CONSTANT boolean[] := array_fill(false, ARRAY[count]);
  a_id uuid[] := ledger.open_ledger_accounts(a_code, a_account, a_owner, a_provider, a_currency);
  a_posted numeric[]; a_posted_before numeric[]; a_held numeric[]; a_floor numeric[]; a_side text[];
  a_version bigint[]; a_version_before bigint[]; a_held_version bigint[]; a_held_version_before bigint[];
  a_busy boolean[];
  t_answered text[];                   -- the hash of the content for which its id has an answer already …
  t_answer text[]; t_answer_available numeric[]; t_answer_currency text[]; -- … and that answer
  t_refusal text[] := nothing; t_available numeric[] := nothing; t_currency text[] := nothing;
  t_posted boolean[] := no;            -- posted now, by this call
  t_refused boolean[] := no;           -- refused now, by this call
  t_drawn numeric[] := nothing;        -- from its hold …
  t_freed numeric[] := nothing;        -- … and what is no longer held for it
  t_hold_at integer[];                 -- position of its hold below, if that is open
  h_id uuid[]; h_account integer[]; h_left numeric[]; h_posted numeric[]; h_ended boolean[]; -- holds that are used
  m_count integer := 0;                -- moves of holds
  m_transaction integer[]; m_held numeric[]; m_held_version bigint[]; m_version bigint[];
  e_change numeric[];                  -- what it adds to the balance on the account's normal side
  e_balance numeric[] := array_fill(NULL::numeric, ARRAY[entry_count]);
  e_version bigint[] := array_fill(NULL::bigint, ARRAY[entry_count]);
  reversed_now uuid[] := '{}';
  recorded timestamptz; last_recorded timestamptz;
  has_hold CONSTANT boolean := t_hold IS NOT NULL;
  has_reversal CONSTANT boolean := t_reverses IS NOT NULL;
  is_homeless CONSTANT boolean := array_position(a_id, NULL) IS NOT NULL;
  is_busy boolean; is_known boolean; is_plain boolean;
  reason text; drawn numeric; held_in integer; short_in integer;
  chain_first integer; chain_failed boolean;
  a integer; h integer; i integer; j integer; k integer; stopped integer; twin integer;
BEGIN
  -- Lock. From here to the commit nobody else changes these balances or the holds on them.
  IF patient THEN
    PERFORM FROM ledger.ledger_accounts WHERE id = ANY (a_id) ORDER BY id FOR NO KEY UPDATE;
  END IF;
  WITH locked AS MATERIALIZED (
    SELECT id, posted, held, floor, version, held_version, normal_side, recorded_at FROM ledger.ledger_accounts
     WHERE id = ANY (a_id) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
  SELECT array_agg(l.posted ORDER BY n.position), array_agg(l.held ORDER BY n.position),
         array_agg(l.floor ORDER BY n.position), array_agg(l.version ORDER BY n.position),
         array_agg(l.held_version ORDER BY n.position), array_agg(l.normal_side ORDER BY n.position),
         array_agg(n.id IS NOT NULL AND l.id IS NULL ORDER BY n.position), bool_or(n.id IS NOT NULL AND l.id IS NULL),
         max(l.recorded_at)
    INTO a_posted, a_held, a_floor, a_version, a_held_version, a_side, a_busy, is_busy, last_recorded
    FROM unnest(a_id) WITH ORDINALITY AS n (id, position) LEFT JOIN locked l ON l.id = n.id;
  a_posted_before := a_posted;
  a_version_before := a_version;
  a_held_version_before := a_held_version;
  -- The clock is read under the locks, so that a later version of an account never has an earlier time, not even when
  -- the clock was put back. Milliseconds are what the API shows: a moment read from it and asked about again must mean
  -- the same.
  recorded := greatest(date_trunc('milliseconds', clock_timestamp()), last_recorded);

  SELECT array_agg(CASE e.side WHEN a_side[e.account] THEN e.amount ELSE -e.amount END ORDER BY e.position) INTO e_change
    FROM unnest(e_account, e_side, e_amount) WITH ORDINALITY AS e (account, side, amount, position);

  -- Callers who would have to wait.
  IF is_busy THEN
    SELECT array_agg(CASE WHEN c.busy THEN 'BUSY' END ORDER BY t.position) INTO t_refusal
      FROM unnest(t_caller) WITH ORDINALITY AS t (caller, position)
      LEFT JOIN (SELECT t_caller[e.transaction] AS caller, bool_or(a_busy[e.account]) AS busy
                   FROM unnest(e_transaction, e_account) AS e (transaction, account) GROUP BY 1) c USING (caller);
    -- Whoever is judged is compared with others who are.
    SELECT array_agg(t.twin::integer ORDER BY t.position) INTO t_twin
      FROM (SELECT position, min(position) FILTER (WHERE refusal IS NULL) OVER (PARTITION BY id) AS twin
              FROM unnest(t_id, t_refusal) WITH ORDINALITY AS t (id, refusal, position)) t;
  END IF;

  -- A customer's account in another currency.
  IF is_homeless THEN
    SELECT array_agg(coalesce(t_flaw[t.position], CASE WHEN c.homeless THEN 'CURRENCY_MISMATCH' END) ORDER BY t.position)
      INTO t_flaw
      FROM generate_series(1, count) AS t (position)
      LEFT JOIN (SELECT e.transaction, bool_or(a_id[e.account] IS NULL) AS homeless
                   FROM unnest(e_transaction, e_account) AS e (transaction, account) GROUP BY 1) c ON c.transaction = t.position;
  END IF;

  -- Ids that have an answer. The same content means the same ledger accounts, so whoever posts it at the same time has
  -- waited for our locks or we for theirs. Other content under the same id may go to other accounts and come here at
  -- the same moment: then ledger_transactions_pkey stops the later one, and the caller tries again.
  is_known := EXISTS (SELECT FROM ledger.ledger_transactions p WHERE p.id = ANY (t_id))
              OR EXISTS (SELECT FROM ledger.postings_refused r WHERE r.id = ANY (t_id));
  IF is_known THEN
    SELECT array_agg(encode(coalesce(p.content_hash, r.content_hash), 'hex') ORDER BY t.position),
           array_agg(CASE WHEN p.id IS NULL THEN r.refusal END ORDER BY t.position),
           array_agg(CASE WHEN p.id IS NULL THEN r.available END ORDER BY t.position),
           array_agg(CASE WHEN p.id IS NULL THEN r.currency END ORDER BY t.position)
      INTO t_answered, t_answer, t_answer_available, t_answer_currency
      FROM unnest(t_id) WITH ORDINALITY AS t (id, position)
      LEFT JOIN ledger.ledger_transactions p ON p.id = t.id
      LEFT JOIN ledger.postings_refused r ON r.id = t.id;
  END IF;

  -- Holds to draw on, as far as they are open now.
  IF has_hold THEN
    SELECT array_agg(o.id ORDER BY o.id), array_agg(array_position(a_id, o.ledger_account_id) ORDER BY o.id),
           array_agg(o.amount - o.posted ORDER BY o.id), array_agg(o.posted ORDER BY o.id), array_agg(false)
      INTO h_id, h_account, h_left, h_posted, h_ended
      FROM ledger.holds o
     WHERE o.id = ANY (t_hold) AND o.status = 'OPEN' AND (o.expires_at IS NULL OR o.expires_at > coalesce(moment, recorded))
       AND o.ledger_account_id = ANY (a_id);
    SELECT array_agg(array_position(h_id, t.hold) ORDER BY t.position) INTO t_hold_at
      FROM unnest(t_hold) WITH ORDINALITY AS t (hold, position);
  END IF;

  -- Reversals: of a ledger transaction that is there, is none itself, and has these very entries on the other side.
  IF has_reversal THEN
    SELECT array_agg(
             CASE WHEN t_flaw[t.position] IS NOT NULL OR t.reverses IS NULL THEN t_flaw[t.position]
                  WHEN o.id IS NULL OR o.reverses IS NOT NULL OR mirror.fits IS NOT TRUE THEN 'NOT_REVERSIBLE'
                  WHEN EXISTS (SELECT FROM ledger.ledger_transactions r WHERE r.reverses = t.reverses) THEN 'ALREADY_REVERSED'
             END ORDER BY t.position)
      INTO t_flaw
      FROM unnest(t_reverses) WITH ORDINALITY AS t (reverses, position)
      LEFT JOIN ledger.ledger_transactions o ON o.id = t.reverses
      LEFT JOIN LATERAL (
        SELECT cardinality(o.entry_accounts) = t_last[t.position] - t_first[t.position] + 1 AND bool_and(
                 a_id[e_account[t_first[t.position] + e.ordinal - 1]] = e.ledger_account_id
                 AND e_amount[t_first[t.position] + e.ordinal - 1] = e.amount
                 AND e_side[t_first[t.position] + e.ordinal - 1] <> e.side) AS fits
          FROM unnest(o.entry_accounts, o.entry_versions) AS listed (account, version)
          JOIN ledger.entries e ON e.ledger_account_id = listed.account AND e.version = listed.version) mirror ON true;
  END IF;

  -- Nothing to judge but balances, as nearly always: when no account falls short at any entry, everything is posted.
  is_plain := NOT (is_busy OR is_known OR has_hold OR has_reversal)
              AND t_linked IS NULL AND t_twin IS NULL AND t_flaw IS NULL;
  IF is_plain THEN
    FOR k IN 1 .. entry_count LOOP
      a := e_account[k];
      a_posted[a] := a_posted[a] + e_change[k];
      a_version[a] := a_version[a] + 1;
      e_balance[k] := a_posted[a];
      e_version[k] := a_version[a];
      IF a_posted[a] - a_held[a] < a_floor[a] OR abs(a_posted[a]) > amount_max THEN
        is_plain := false;
        a_posted := a_posted_before;
        a_version := a_version_before;
        EXIT;
      END IF;
    END LOOP;
    t_posted := array_fill(is_plain, ARRAY[count]);
  END IF;

  -- Otherwise judge one after the other, on the balances that the ones before have left.
  FOR i IN 1 .. CASE WHEN is_plain THEN 0 ELSE count END LOOP
    IF i = 1 OR t_linked[i - 1] IS NOT TRUE THEN
      chain_first := i;
      chain_failed := false;
    END IF;
    CONTINUE WHEN t_refusal[i] = 'BUSY';

    reason := NULL;
    twin := t_twin[i];
    IF t_answered[i] IS NOT NULL THEN
      IF t_answered[i] = t_hash[i] THEN
        t_refusal[i] := t_answer[i];
        t_available[i] := t_answer_available[i];
        t_currency[i] := t_answer_currency[i];
        CONTINUE;
      END IF;
      reason := 'ID_REUSED';
    ELSIF twin < i THEN
      IF t_hash[twin] = t_hash[i] THEN
        t_refusal[i] := t_refusal[twin];
        t_available[i] := t_available[twin];
        t_currency[i] := t_currency[twin];
        CONTINUE;
      END IF;
      reason := 'ID_REUSED';
    ELSIF chain_failed THEN
      reason := 'LINKED_REFUSED';
    ELSE
      reason := t_flaw[i];
    END IF;

    IF reason IS NULL AND has_reversal AND t_reverses[i] = ANY (reversed_now) THEN
      reason := 'ALREADY_REVERSED';
    END IF;

    held_in := NULL;
    IF reason IS NULL AND has_hold AND t_hold[i] IS NOT NULL THEN
      h := t_hold_at[i];
      drawn := 0;
      IF h IS NOT NULL THEN
        FOR k IN t_first[i] .. t_last[i] LOOP
          IF e_account[k] = h_account[h] THEN
            drawn := drawn - e_change[k];
          END IF;
        END LOOP;
      END IF;
      IF h IS NULL OR h_ended[h] OR drawn NOT BETWEEN 1 AND h_left[h] THEN
        reason := 'HOLD_NOT_USABLE';
      ELSE
        -- What is not drawn is free again, unless it shall stay for a later posting.
        held_in := h_account[h];
        t_drawn[i] := drawn;
        t_freed[i] := CASE WHEN t_hold_kept[i] THEN drawn ELSE h_left[h] END;
        a_held[held_in] := a_held[held_in] - t_freed[i];
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
          short_in := a;
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
        IF held_in IS NOT NULL THEN
          a_held[held_in] := a_held[held_in] + t_freed[i];
        END IF;
      END IF;
    END IF;

    IF reason IS NULL THEN
      t_posted[i] := true;
      IF has_reversal AND t_reverses[i] IS NOT NULL THEN
        reversed_now := reversed_now || t_reverses[i];
      END IF;
      IF held_in IS NOT NULL THEN
        h_left[h] := h_left[h] - t_freed[i];
        h_posted[h] := h_posted[h] + drawn;
        h_ended[h] := h_left[h] = 0;
        m_count := m_count + 1;
        a_held_version[held_in] := a_held_version[held_in] + 1;
        m_transaction[m_count] := i;
        m_held[m_count] := a_held[held_in];
        m_held_version[m_count] := a_held_version[held_in];
        m_version[m_count] := a_version[held_in];
      END IF;
      CONTINUE;
    END IF;

    t_refusal[i] := reason;
    -- Under this very id something else has an answer, and keeps it.
    t_refused[i] := reason <> 'ID_REUSED';
    IF reason = 'INSUFFICIENT_FUNDS' THEN
      t_available[i] := a_posted[short_in] - a_held[short_in];
      t_currency[i] := a_currency[short_in];
    END IF;

    -- All or none: take back what the transactions before it in its chain have done.
    IF NOT chain_failed THEN
      chain_failed := true;
      FOR j IN REVERSE i - 1 .. chain_first LOOP
        IF t_posted[j] THEN
          FOR k IN t_first[j] .. t_last[j] LOOP
            a := e_account[k];
            a_posted[a] := a_posted[a] - e_change[k];
            a_version[a] := a_version[a] - 1;
          END LOOP;
          IF t_freed[j] IS NOT NULL THEN
            h := t_hold_at[j];
            h_left[h] := h_left[h] + t_freed[j];
            h_posted[h] := h_posted[h] - t_drawn[j];
            h_ended[h] := false;
            a_held[h_account[h]] := a_held[h_account[h]] + t_freed[j];
            a_held_version[h_account[h]] := a_held_version[h_account[h]] - 1;
            m_count := m_count - 1;
          END IF;
          IF has_reversal AND t_reverses[j] IS NOT NULL THEN
            reversed_now := array_remove(reversed_now, t_reverses[j]);
          END IF;
          t_posted[j] := false;
          t_refused[j] := true;
          t_refusal[j] := 'LINKED_REFUSED';
        ELSIF t_twin[j] < j AND t_answered[j] IS NULL AND t_twin[j] >= chain_first THEN
          t_refusal[j] := 'LINKED_REFUSED';
        END IF;
      END LOOP;
    END IF;
  END LOOP;

  -- Write. In the order of ids, so that two batches that share one do not wait in a circle.
  INSERT INTO ledger.ledger_transactions (id, payment_id, reverses, effective_at, recorded_at, description, metadata, salt,
                                          content_hash, entry_accounts, entry_versions)
  SELECT t.id, t.payment, CASE WHEN has_reversal THEN t_reverses[t.position] END, coalesce(t.effective_at, recorded), recorded,
         t.description, t.metadata::jsonb, gen_random_uuid(), decode(t.hash, 'hex'), own.accounts, own.versions
    FROM unnest(t_id, t_payment, t_effective_at, t_description, t_metadata, t_hash) WITH ORDINALITY
         AS t (id, payment, effective_at, description, metadata, hash, position)
    JOIN (SELECT e.transaction, array_agg(a_id[e.account] ORDER BY e.position) AS accounts,
                 array_agg(e.version ORDER BY e.position) AS versions
            FROM unnest(e_transaction, e_account, e_version) WITH ORDINALITY AS e (transaction, account, version, position)
           WHERE t_posted[e.transaction]
           GROUP BY e.transaction) own ON own.transaction = t.position
   ORDER BY t.id;

  INSERT INTO ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after,
                              recorded_at, effective_at)
  SELECT a_id[e.account], e.version, t_id[e.transaction], e.position - t_first[e.transaction] + 1, e.side, e.amount,
         e.balance, recorded, coalesce(t_effective_at[e.transaction], recorded)
    FROM unnest(e_transaction, e_account, e_side, e_amount, e_balance, e_version) WITH ORDINALITY
         AS e (transaction, account, side, amount, balance, version, position)
   WHERE t_posted[e.transaction];

  UPDATE ledger.ledger_accounts l
     SET posted = n.posted, held = n.held, version = n.version, held_version = n.held_version, recorded_at = recorded
    FROM unnest(a_id, a_posted, a_held, a_version, a_held_version, a_version_before, a_held_version_before)
         AS n (id, posted, held, version, held_version, version_before, held_version_before)
   WHERE l.id = n.id AND (n.version <> n.version_before OR n.held_version <> n.held_version_before);

  IF m_count > 0 THEN
    INSERT INTO ledger.hold_moves (ledger_account_id, held_version, version, hold_id, kind, amount, held_after, recorded_at,
                                   ledger_transaction_id)
    SELECT a_id[h_account[t_hold_at[m.transaction]]], m.held_version, m.version, t_hold[m.transaction], 'POSTED',
           t_freed[m.transaction], m.held, recorded, t_id[m.transaction]
      FROM unnest(m_transaction[:m_count], m_held[:m_count], m_held_version[:m_count], m_version[:m_count])
           AS m (transaction, held, held_version, version);
    UPDATE ledger.holds o
       SET posted = n.posted, status = CASE WHEN n.ended THEN 'POSTED' ELSE 'OPEN' END,
           ended_at = CASE WHEN n.ended THEN recorded END
      FROM unnest(h_id, h_posted, h_ended) AS n (id, posted, ended)
     WHERE o.id = n.id AND n.posted <> o.posted;
  END IF;

  IF true = ANY (t_refused) THEN
    INSERT INTO ledger.postings_refused (id, content_hash, refusal, available, currency, recorded_at)
    SELECT t.id, decode(t.hash, 'hex'), t.refusal, t.available, t.currency, recorded
      FROM unnest(t_id, t_hash, t_refusal, t_available, t_currency, t_refused)
           AS t (id, hash, refusal, available, currency, refused)
     WHERE t.refused
     ORDER BY t.id
    ON CONFLICT DO NOTHING;
  END IF;

  INSERT INTO ledger.outbox (id, type, version, aggregate_type, aggregate_id, topics,
                             actor_kind, actor_id, request_id, address, user_agent, body)
  SELECT uuidv7(), 'ledger:transaction:posted', 1, 'ledgerTransaction', t.name, '{}',
         t.actor_kind, t.actor_id, t.request_id, t.address, t.user_agent,
         jsonb_build_object('ledgerTransactionId', t.name, 'paymentId', t.payment_name)
    FROM unnest(t_name, t_payment_name, t_actor_kind, t_actor_id, t_request_id, t_address, t_user_agent) WITH ORDINALITY
         AS t (name, payment_name, actor_kind, actor_id, request_id, address, user_agent, position)
   WHERE t_posted[t.position]
   ORDER BY t.position;

  RETURN QUERY SELECT * FROM unnest(t_refusal, t_available, t_currency);
END $$;
--> statement-breakpoint

-- 4. Holds -------------------------------------------------------------------------------------------------------------

-- Writes down that what is held on a locked ledger account has changed by `change`.
CREATE FUNCTION ledger.move_hold(hold ledger.holds, move text, change numeric) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  bucket ledger.ledger_accounts;
BEGIN
  UPDATE ledger.ledger_accounts l
     SET held = l.held + change, held_version = l.held_version + 1,
         recorded_at = greatest(date_trunc('milliseconds', clock_timestamp()), l.recorded_at)
   WHERE l.id = hold.ledger_account_id RETURNING * INTO bucket;
  INSERT INTO ledger.hold_moves (ledger_account_id, held_version, version, hold_id, kind, amount, held_after, recorded_at)
  VALUES (bucket.id, bucket.held_version, bucket.version, hold.id, move, abs(change), bucket.held, bucket.recorded_at);
  IF move <> 'PLACED' THEN
    UPDATE ledger.holds h SET status = move, ended_at = bucket.recorded_at WHERE h.id = hold.id;
  END IF;
END $$;
--> statement-breakpoint

-- Reserves `amount` of a ledger account. Refuses with a code, or answers null; `placed` is false when the hold was there
-- already. A refusal for want of money is remembered by the hold's id, with what was available, as a posting's is: whoever
-- asks again gets the same answer. Two calls with one id, other content and other accounts at the same moment: the later breaks holds_pkey.
CREATE FUNCTION ledger.place_hold(hold_id uuid, hash bytea, code text, account uuid, owner uuid, provider text, currency text,
                                  amount numeric, expires_at timestamptz)
RETURNS TABLE (refusal text, placed boolean, available numeric)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  ledger_account uuid := (ledger.open_ledger_accounts(ARRAY[place_hold.code], ARRAY[account], ARRAY[place_hold.owner],
                                                      ARRAY[place_hold.provider], ARRAY[place_hold.currency]))[1];
  known bytea;
  left_after numeric;
  held_after numeric;
  floor numeric;
  hold ledger.holds;
  before ledger.postings_refused;
BEGIN
  SELECT l.posted - l.held - place_hold.amount, l.held + place_hold.amount, l.floor INTO left_after, held_after, floor
    FROM ledger.ledger_accounts l WHERE l.id = ledger_account FOR NO KEY UPDATE;
  SELECT h.content_hash INTO known FROM ledger.holds h WHERE h.id = hold_id;
  SELECT * INTO before FROM ledger.postings_refused r WHERE r.id = hold_id;
  IF known IS NOT NULL OR before.id IS NOT NULL THEN
    IF coalesce(known, before.content_hash) <> place_hold.hash THEN
      RETURN QUERY SELECT 'ID_REUSED', false, NULL::numeric;
    ELSE
      RETURN QUERY SELECT before.refusal, false, before.available;
    END IF;
  ELSIF ledger_account IS NULL THEN
    RETURN QUERY SELECT 'CURRENCY_MISMATCH', false, NULL::numeric;
  ELSIF left_after < floor OR held_after >= 1e78 THEN -- what numeric(78,0) does not hold
    INSERT INTO ledger.postings_refused (id, content_hash, refusal, available, currency, recorded_at)
    VALUES (hold_id, place_hold.hash, 'INSUFFICIENT_FUNDS',
            CASE WHEN left_after < floor THEN left_after + place_hold.amount END, place_hold.currency,
            date_trunc('milliseconds', clock_timestamp()))
    RETURNING * INTO before;
    RETURN QUERY SELECT before.refusal, false, before.available;
  ELSE
    INSERT INTO ledger.holds (id, ledger_account_id, amount, status, expires_at, content_hash, created_at)
    VALUES (hold_id, ledger_account, place_hold.amount, 'OPEN', place_hold.expires_at, place_hold.hash,
            date_trunc('milliseconds', clock_timestamp())) RETURNING * INTO hold;
    PERFORM ledger.move_hold(hold, 'PLACED', hold.amount);
    RETURN QUERY SELECT NULL::text, true, NULL::numeric;
  END IF;
END $$;
--> statement-breakpoint

-- Gives back what is left of a hold. Refuses with a code, or answers null; `voided` is false when it was voided before.
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
    PERFORM ledger.move_hold(hold, 'VOIDED', hold.posted - hold.amount);
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
  hold ledger.holds;
BEGIN
  SELECT array_agg(id) INTO due FROM (
    SELECT h.id FROM ledger.holds h WHERE h.status = 'OPEN' AND h.expires_at <= moment
     ORDER BY h.expires_at LIMIT most) overdue;
  PERFORM FROM ledger.ledger_accounts l
    WHERE l.id IN (SELECT h.ledger_account_id FROM ledger.holds h WHERE h.id = ANY (due))
    ORDER BY l.id FOR NO KEY UPDATE;
  FOR hold IN SELECT * FROM ledger.holds h WHERE h.id = ANY (due) AND h.status = 'OPEN' ORDER BY h.expires_at, h.id LOOP
    PERFORM ledger.move_hold(hold, 'EXPIRED', hold.posted - hold.amount);
    RETURN NEXT hold.id;
  END LOOP;
END $$;
--> statement-breakpoint

-- 5. Floors ------------------------------------------------------------------------------------------------------------

-- Says how far down a customer's account may go from now on: `new_floor` 0, or below for an overdraft. Refuses with a
-- code, or answers null; what stays below a floor that was raised would be a breach that nobody made.
CREATE FUNCTION ledger.set_floor(account uuid, unit text, new_floor numeric, reason text, actor text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  bucket ledger.ledger_accounts;
BEGIN
  SELECT * INTO bucket FROM ledger.ledger_accounts l WHERE l.account_id = account FOR NO KEY UPDATE;
  IF bucket.id IS NULL THEN
    RETURN 'ACCOUNT_UNKNOWN';
  ELSIF bucket.currency <> unit THEN
    RETURN 'CURRENCY_MISMATCH';
  ELSIF bucket.posted - bucket.held < new_floor THEN
    RETURN 'OVERDRAWN_FURTHER';
  ELSIF bucket.floor = new_floor THEN
    RETURN NULL;
  END IF;
  INSERT INTO ledger.floor_changes (ledger_account_id, after_version, floor_before, floor, reason, actor_id, recorded_at)
  -- Never at the time of the one before, so that it is known which came first.
  VALUES (bucket.id, bucket.version, bucket.floor, new_floor, reason, actor, (
    SELECT greatest(date_trunc('milliseconds', clock_timestamp()), max(c.recorded_at) + interval '1 millisecond')
      FROM ledger.floor_changes c WHERE c.ledger_account_id = bucket.id));
  UPDATE ledger.ledger_accounts l SET floor = new_floor WHERE l.id = bucket.id;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- 6. The past ----------------------------------------------------------------------------------------------------------

-- Returns when everything that was or will be recorded up to `moment` can be seen, so that a question about the past has
-- one answer. A posting takes its time under its locks and commits some milliseconds later; nothing takes as long as ten
-- seconds (statement_timeout). To be called in a transaction that has not written, and followed by the statement that reads.
CREATE FUNCTION ledger.await_moment(moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  deadline CONSTANT timestamptz := clock_timestamp() + interval '2 seconds';
  own xid8;
BEGIN
  IF moment > clock_timestamp() THEN
    RAISE EXCEPTION 'the moment % has not come', moment
      USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'moment_in_future';
  ELSIF moment <= clock_timestamp() - interval '10 seconds' THEN
    RETURN;
  END IF;
  -- Whoever has read the clock by now has a number, and a lower one than we get now. The end of a snapshot would not do:
  -- it comes right after the last transaction that has ended, so those under way may lie behind it.
  own := pg_current_xact_id();
  WHILE pg_snapshot_xmin(pg_current_snapshot()) < own LOOP
    IF clock_timestamp() > deadline THEN
      RAISE EXCEPTION 'what is recorded up to % is not settled yet', moment
        USING ERRCODE = 'lock_not_available', CONSTRAINT = 'moment_not_settled';
    END IF;
    PERFORM pg_sleep(0.002);
  END LOOP;
END $$;
--> statement-breakpoint

-- The highest version of a ledger account that was recorded up to `moment`; 0 for none. Times grow with versions, so it is
-- looked for from the newest backwards in steps that double, and then between two of them: a few dozen lookups by primary
-- key among a hundred million entries, without an index by time.
CREATE FUNCTION ledger.version_at(ledger_account uuid, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  too_late bigint := (SELECT l.version + 1 FROM ledger.ledger_accounts l WHERE l.id = ledger_account);
  in_time bigint;
  middle bigint;
  step bigint := 1;
BEGIN
  LOOP
    in_time := greatest(too_late - step, 0);
    EXIT WHEN in_time = 0 OR (SELECT e.recorded_at FROM ledger.entries e
                               WHERE e.ledger_account_id = ledger_account AND e.version = in_time) <= moment;
    too_late := in_time;
    step := step * 2;
  END LOOP;
  WHILE too_late - in_time > 1 LOOP
    middle := (in_time + too_late) / 2;
    IF (SELECT e.recorded_at FROM ledger.entries e
         WHERE e.ledger_account_id = ledger_account AND e.version = middle) <= moment THEN
      in_time := middle;
    ELSE
      too_late := middle;
    END IF;
  END LOOP;
  RETURN coalesce(in_time, 0);
END $$;
--> statement-breakpoint

-- The same for the moves of its holds.
CREATE FUNCTION ledger.held_version_at(ledger_account uuid, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  too_late bigint := (SELECT l.held_version + 1 FROM ledger.ledger_accounts l WHERE l.id = ledger_account);
  in_time bigint;
  middle bigint;
  step bigint := 1;
BEGIN
  LOOP
    in_time := greatest(too_late - step, 0);
    EXIT WHEN in_time = 0 OR (SELECT m.recorded_at FROM ledger.hold_moves m
                               WHERE m.ledger_account_id = ledger_account AND m.held_version = in_time) <= moment;
    too_late := in_time;
    step := step * 2;
  END LOOP;
  WHILE too_late - in_time > 1 LOOP
    middle := (in_time + too_late) / 2;
    IF (SELECT m.recorded_at FROM ledger.hold_moves m
         WHERE m.ledger_account_id = ledger_account AND m.held_version = middle) <= moment THEN
      in_time := middle;
    ELSE
      too_late := middle;
    END IF;
  END LOOP;
  RETURN coalesce(in_time, 0);
END $$;
--> statement-breakpoint

-- What was in customers' accounts at a moment: by the time of recording, or with `by_effect` by the time at which entries
-- took effect. Then entries that took effect at another time than they were recorded, for which there is an index, are
-- added to or taken from what was recorded.
CREATE FUNCTION ledger.balances_at(accounts uuid[], moment timestamptz, by_effect boolean)
RETURNS TABLE (account uuid, currency text, posted numeric, held numeric, version bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ledger.await_moment(moment);
  RETURN QUERY
  SELECT l.account_id, l.currency, coalesce(e.balance_after, 0) + shift.change, coalesce(m.held_after, 0), past.version + shift.count
    FROM ledger.ledger_accounts l
    CROSS JOIN LATERAL (SELECT ledger.version_at(l.id, moment) AS version, ledger.held_version_at(l.id, moment) AS held) past
    LEFT JOIN ledger.entries e ON e.ledger_account_id = l.id AND e.version = past.version
    LEFT JOIN ledger.hold_moves m ON m.ledger_account_id = l.id AND m.held_version = past.held
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(s.way * CASE s.side WHEN l.normal_side THEN s.amount ELSE -s.amount END), 0) AS change,
             coalesce(sum(s.way), 0)::bigint AS count
        FROM (SELECT x.side, x.amount, CASE WHEN x.effective_at <= moment THEN 1 ELSE -1 END AS way
                FROM ledger.entries x
               WHERE by_effect AND x.ledger_account_id = l.id AND x.effective_at <> x.recorded_at
                 AND (x.effective_at <= moment) <> (x.recorded_at <= moment)) s) shift
   WHERE l.account_id = ANY (accounts);
END $$;
--> statement-breakpoint

-- Nobody runs these by default. db/roles.sql lets the role of the Ledger subgraph call those that are its doors.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
