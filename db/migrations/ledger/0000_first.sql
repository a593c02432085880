CREATE SCHEMA "ledger";
--> statement-breakpoint
CREATE TABLE "ledger"."provider_statement_lines" (
	"statement_id" uuid NOT NULL,
	"line" bigint NOT NULL,
	"reference" text NOT NULL,
	"payment_id" uuid,
	"side" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"currency" text NOT NULL,
	"booked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_statement_lines_pkey" PRIMARY KEY("statement_id","line"),
	CONSTRAINT "provider_statement_lines_amount" CHECK ("ledger"."provider_statement_lines"."amount" > 0),
	CONSTRAINT "provider_statement_lines_side" CHECK ("ledger"."provider_statement_lines"."side" in ('DEBIT', 'CREDIT'))
);
--> statement-breakpoint
CREATE TABLE "ledger"."provider_statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"currency" text,
	"line_count" bigint DEFAULT 0 NOT NULL,
	"lines_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"imported_at" timestamp with time zone,
	"reconciliation_id" uuid
);
--> statement-breakpoint
CREATE TABLE "ledger"."reconciliation_breaks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reconciliation_id" uuid NOT NULL,
	"last_reconciliation_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"provider" text,
	"statement_id" uuid,
	"line" bigint,
	"ledger_account_id" uuid,
	"version" bigint,
	"ledger_transaction_id" uuid,
	"currency" text NOT NULL,
	"found_currency" text,
	"expected" numeric(78, 0),
	"found" numeric(78, 0),
	"detail" text NOT NULL,
	"owner_id" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	"resolved_by" uuid
);
--> statement-breakpoint
CREATE TABLE "ledger"."reconciliations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"statement_id" uuid,
	"late_days" smallint,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"attempt_count" smallint DEFAULT 0 NOT NULL,
	"compared_count" bigint DEFAULT 0 NOT NULL,
	"matched_count" bigint DEFAULT 0 NOT NULL,
	"break_count" bigint DEFAULT 0 NOT NULL,
	"pending_count" bigint DEFAULT 0 NOT NULL,
	"actor_id" text
);
--> statement-breakpoint
CREATE TABLE "ledger"."statement_matches" (
	"reconciliation_id" uuid NOT NULL,
	"line" bigint NOT NULL,
	"verdict" text NOT NULL,
	"rule" text,
	"ledger_account_id" uuid,
	"version" bigint,
	CONSTRAINT "statement_matches_pkey" PRIMARY KEY("reconciliation_id","line")
);
--> statement-breakpoint
CREATE TABLE "ledger"."closed_days" (
	"day" date PRIMARY KEY NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"ledger_transaction_count" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."day_totals" (
	"day" date NOT NULL,
	"ledger_account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"debits" numeric NOT NULL,
	"credits" numeric NOT NULL,
	"entry_count" bigint NOT NULL,
	CONSTRAINT "day_totals_pkey" PRIMARY KEY("day","ledger_account_id","currency")
);
--> statement-breakpoint
CREATE TABLE "ledger"."currencies" (
	"code" text PRIMARY KEY NOT NULL,
	"exponent" smallint NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "currencies_exponent" CHECK ("ledger"."currencies"."exponent" between 0 and 18),
	CONSTRAINT "currencies_kind" CHECK ("ledger"."currencies"."kind" in ('FIAT', 'CRYPTO'))
);
--> statement-breakpoint
CREATE TABLE "ledger"."dead_letters" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"event" jsonb NOT NULL,
	"error" text NOT NULL,
	"attempt_count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replayed_at" timestamp with time zone,
	CONSTRAINT "dead_letters_parked_once" PRIMARY KEY("producer","event_id")
);
--> statement-breakpoint
CREATE TABLE "ledger"."entries" (
	"ledger_account_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"ledger_transaction_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"side" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"balance_after" numeric(78, 0) NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entries_pkey" PRIMARY KEY("ledger_account_id","version"),
	CONSTRAINT "entries_amount_positive" CHECK ("ledger"."entries"."amount" > 0),
	CONSTRAINT "entries_side" CHECK ("ledger"."entries"."side" in ('DEBIT', 'CREDIT'))
) PARTITION BY HASH ("ledger_account_id");
--> statement-breakpoint
DO $$ BEGIN
  FOR part IN 0 .. 3 LOOP
    EXECUTE format('CREATE TABLE ledger.entries_%s PARTITION OF ledger.entries FOR VALUES WITH (MODULUS 4, REMAINDER %s)',
                   lpad(part::text, 2, '0'), part);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TABLE "ledger"."floor_changes" (
	"ledger_account_id" uuid NOT NULL,
	"after_version" bigint NOT NULL,
	"floor_before" numeric(78, 0),
	"floor" numeric(78, 0),
	"reason" text NOT NULL,
	"actor_id" text,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."hold_moves" (
	"ledger_account_id" uuid NOT NULL,
	"held_version" bigint NOT NULL,
	"version" bigint NOT NULL,
	"hold_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"held_after" numeric(78, 0) NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"ledger_transaction_id" uuid,
	CONSTRAINT "hold_moves_pkey" PRIMARY KEY("ledger_account_id","held_version"),
	CONSTRAINT "hold_moves_amount_positive" CHECK ("ledger"."hold_moves"."amount" > 0),
	CONSTRAINT "hold_moves_kind" CHECK ("ledger"."hold_moves"."kind" in ('PLACED', 'POSTED', 'VOIDED', 'EXPIRED')),
	CONSTRAINT "hold_moves_posted_by" CHECK (("ledger"."hold_moves"."kind" = 'POSTED') = ("ledger"."hold_moves"."ledger_transaction_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "ledger"."holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ledger_account_id" uuid NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"posted" numeric(78, 0) DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"expires_at" timestamp with time zone,
	"content_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "holds_amount_positive" CHECK ("ledger"."holds"."amount" > 0),
	CONSTRAINT "holds_status" CHECK ("ledger"."holds"."status" in ('OPEN', 'POSTED', 'VOIDED', 'EXPIRED')),
	CONSTRAINT "holds_ended" CHECK (("ledger"."holds"."status" = 'OPEN') = ("ledger"."holds"."ended_at" is null)),
	CONSTRAINT "holds_posted_within" CHECK ("ledger"."holds"."posted" between 0 and "ledger"."holds"."amount"),
	CONSTRAINT "holds_posted" CHECK ("ledger"."holds"."status" <> 'POSTED' or "ledger"."holds"."posted" > 0)
);
--> statement-breakpoint
CREATE TABLE "ledger"."inbox" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_applied_once" PRIMARY KEY("producer","event_id")
);
--> statement-breakpoint
CREATE TABLE "ledger"."known_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"account_id" uuid,
	"owner_id" uuid,
	"provider" text,
	"currency" text NOT NULL,
	"normal_side" text NOT NULL,
	"floor" numeric(78, 0),
	"posted" numeric(78, 0) DEFAULT 0 NOT NULL,
	"held" numeric(78, 0) DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"held_version" bigint DEFAULT 0 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT '-infinity' NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ledger_accounts_one_per_name" UNIQUE NULLS NOT DISTINCT("code","account_id","provider","currency"),
	CONSTRAINT "ledger_accounts_above_floor" CHECK ("ledger"."ledger_accounts"."posted" - "ledger"."ledger_accounts"."held" >= "ledger"."ledger_accounts"."floor"),
	CONSTRAINT "ledger_accounts_held_not_negative" CHECK ("ledger"."ledger_accounts"."held" >= 0),
	CONSTRAINT "ledger_accounts_normal_side" CHECK ("ledger"."ledger_accounts"."normal_side" in ('DEBIT', 'CREDIT')),
	CONSTRAINT "ledger_accounts_name" CHECK (case "ledger"."ledger_accounts"."code"
        when 'CUSTOMER_WALLET' then "ledger"."ledger_accounts"."account_id" is not null and "ledger"."ledger_accounts"."owner_id" is not null and "ledger"."ledger_accounts"."provider" is null
        when 'PROVIDER_CLEARING' then "ledger"."ledger_accounts"."account_id" is null and "ledger"."ledger_accounts"."owner_id" is null and "ledger"."ledger_accounts"."provider" is not null
        when 'FEE_INCOME' then "ledger"."ledger_accounts"."account_id" is null and "ledger"."ledger_accounts"."owner_id" is null and "ledger"."ledger_accounts"."provider" is null
        else false end)
);
--> statement-breakpoint
CREATE TABLE "ledger"."ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid,
	"reverses" uuid,
	"effective_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"description" text NOT NULL,
	"metadata" jsonb,
	"salt" uuid NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"entry_accounts" uuid[] NOT NULL,
	"entry_versions" bigint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."outbox" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"aggregate_type" text NOT NULL,
	"aggregate_id" text NOT NULL,
	"topics" text[] NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"request_id" text,
	"address" text,
	"user_agent" text,
	"body" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "ledger"."outbox_readers" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"sequence" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."postings_refused" (
	"id" uuid PRIMARY KEY NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"refusal" text NOT NULL,
	"available" numeric(78, 0),
	"currency" text,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."liability_leaves" (
	"snapshot_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"account_id" uuid NOT NULL,
	"nonce" "bytea" NOT NULL,
	"balance" text NOT NULL,
	CONSTRAINT "liability_leaves_pkey" PRIMARY KEY("snapshot_id","position")
);
--> statement-breakpoint
CREATE TABLE "ledger"."liability_nodes" (
	"snapshot_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"sum" text NOT NULL,
	CONSTRAINT "liability_nodes_pkey" PRIMARY KEY("snapshot_id","level","index")
);
--> statement-breakpoint
CREATE TABLE "ledger"."liability_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"tree_size" bigint NOT NULL,
	"tree_root_hash" "bytea" NOT NULL,
	"account_count" bigint NOT NULL,
	"total" text NOT NULL,
	"root_hash" "bytea" NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."tally_anchors" (
	"size" bigint NOT NULL,
	"anchor" text NOT NULL,
	"reference" text NOT NULL,
	"anchored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tally_anchors_pkey" PRIMARY KEY("anchor","size")
);
--> statement-breakpoint
CREATE TABLE "ledger"."tally_keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"first_used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger"."tally_leaves" (
	"position" bigint PRIMARY KEY NOT NULL,
	"ledger_transaction_id" uuid,
	"audit_head" jsonb,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "tally_leaves_one_kind" CHECK (("ledger"."tally_leaves"."ledger_transaction_id" is null) <> ("ledger"."tally_leaves"."audit_head" is null))
);
--> statement-breakpoint
CREATE TABLE "ledger"."tally_nodes" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "tally_nodes_pkey" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "ledger"."tree_heads" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root_hash" "bytea" NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"xid" "xid8" NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ledger"."holds" ADD CONSTRAINT "holds_of_ledger_account" FOREIGN KEY ("ledger_account_id") REFERENCES "ledger"."ledger_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger"."ledger_accounts" ADD CONSTRAINT "ledger_accounts_in_currency" FOREIGN KEY ("currency") REFERENCES "ledger"."currencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_statement_lines_reference" ON "ledger"."provider_statement_lines" USING btree ("statement_id","reference","line");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_statements_one_per_period" ON "ledger"."provider_statements" USING btree ("provider","from_day","to_day",coalesce("currency", '')) WHERE "ledger"."provider_statements"."imported_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_statements_one_per_content" ON "ledger"."provider_statements" USING btree ("provider","lines_hash") WHERE "ledger"."provider_statements"."imported_at" is not null and "ledger"."provider_statements"."line_count" > 0;--> statement-breakpoint
CREATE INDEX "provider_statements_newest" ON "ledger"."provider_statements" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "provider_statements_reconciliation_id" ON "ledger"."provider_statements" USING btree ("reconciliation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_breaks_open_once" ON "ledger"."reconciliation_breaks" USING btree ("subject","kind") WHERE "ledger"."reconciliation_breaks"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "reconciliation_breaks_subject" ON "ledger"."reconciliation_breaks" USING btree ("subject","kind");--> statement-breakpoint
CREATE INDEX "reconciliation_breaks_open" ON "ledger"."reconciliation_breaks" USING btree ("opened_at","id") WHERE "ledger"."reconciliation_breaks"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "reconciliation_breaks_oldest" ON "ledger"."reconciliation_breaks" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "reconciliation_breaks_of" ON "ledger"."reconciliation_breaks" USING btree ("last_reconciliation_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "reconciliations_newest" ON "ledger"."reconciliations" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "reconciliations_unfinished" ON "ledger"."reconciliations" USING btree ("started_at","id") WHERE "ledger"."reconciliations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "statement_matches_entry" ON "ledger"."statement_matches" USING btree ("ledger_account_id","version");--> statement-breakpoint
CREATE INDEX "statement_matches_differing" ON "ledger"."statement_matches" USING btree ("reconciliation_id","line") WHERE "ledger"."statement_matches"."verdict" <> 'MATCHED';--> statement-breakpoint
CREATE INDEX "entries_effective" ON "ledger"."entries" USING btree ("ledger_account_id","effective_at") WHERE "ledger"."entries"."effective_at" <> "ledger"."entries"."recorded_at";--> statement-breakpoint
CREATE INDEX "entries_recorded" ON "ledger"."entries" USING brin ("recorded_at") WITH (pages_per_range=16,autosummarize=true);--> statement-breakpoint
CREATE INDEX "floor_changes_ledger_account" ON "ledger"."floor_changes" USING btree ("ledger_account_id","after_version");--> statement-breakpoint
CREATE INDEX "hold_moves_hold_id" ON "ledger"."hold_moves" USING btree ("hold_id");--> statement-breakpoint
CREATE INDEX "holds_ledger_account_id" ON "ledger"."holds" USING btree ("ledger_account_id");--> statement-breakpoint
CREATE INDEX "holds_to_expire" ON "ledger"."holds" USING btree ("expires_at") WHERE "ledger"."holds"."status" = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_accounts_one_currency" ON "ledger"."ledger_accounts" USING btree ("account_id") WHERE "ledger"."ledger_accounts"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "ledger_transactions_payment_id" ON "ledger"."ledger_transactions" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "ledger_transactions_recorded" ON "ledger"."ledger_transactions" USING btree ("recorded_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transactions_reversed_once" ON "ledger"."ledger_transactions" USING btree ("reverses") WHERE "ledger"."ledger_transactions"."reverses" is not null;--> statement-breakpoint
CREATE INDEX "outbox_order" ON "ledger"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "ledger"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE UNIQUE INDEX "liability_leaves_account" ON "ledger"."liability_leaves" USING btree ("account_id","snapshot_id");--> statement-breakpoint
CREATE UNIQUE INDEX "liability_snapshots_one_per_head" ON "ledger"."liability_snapshots" USING btree ("currency","tree_size");--> statement-breakpoint
CREATE UNIQUE INDEX "tally_leaves_ledger_transaction" ON "ledger"."tally_leaves" USING btree ("ledger_transaction_id") WHERE "ledger"."tally_leaves"."ledger_transaction_id" is not null;