CREATE SCHEMA "ledger";
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
	"id" uuid PRIMARY KEY NOT NULL,
	"ledger_transaction_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"ledger_account_id" uuid NOT NULL,
	"side" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"balance_after" numeric(78, 0) NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "entries_one_per_version" UNIQUE("ledger_account_id","version"),
	CONSTRAINT "entries_amount_positive" CHECK ("ledger"."entries"."amount" > 0),
	CONSTRAINT "entries_side" CHECK ("ledger"."entries"."side" in ('DEBIT', 'CREDIT'))
);
--> statement-breakpoint
CREATE TABLE "ledger"."holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ledger_account_id" uuid NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"status" text NOT NULL,
	"expires_at" timestamp with time zone,
	"ledger_transaction_id" uuid,
	"content_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "holds_amount_positive" CHECK ("ledger"."holds"."amount" > 0),
	CONSTRAINT "holds_status" CHECK ("ledger"."holds"."status" in ('OPEN', 'POSTED', 'VOIDED', 'EXPIRED')),
	CONSTRAINT "holds_ended" CHECK (("ledger"."holds"."status" = 'OPEN') = ("ledger"."holds"."ended_at" is null)),
	CONSTRAINT "holds_posted_by" CHECK (("ledger"."holds"."status" = 'POSTED') = ("ledger"."holds"."ledger_transaction_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "ledger"."inbox" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_applied_once" PRIMARY KEY("producer","event_id")
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
	"effective_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"description" text NOT NULL,
	"content_hash" "bytea" NOT NULL
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
ALTER TABLE "ledger"."holds" ADD CONSTRAINT "holds_of_ledger_account" FOREIGN KEY ("ledger_account_id") REFERENCES "ledger"."ledger_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entries_ledger_transaction_id" ON "ledger"."entries" USING btree ("ledger_transaction_id");--> statement-breakpoint
CREATE INDEX "holds_ledger_account_id" ON "ledger"."holds" USING btree ("ledger_account_id");--> statement-breakpoint
CREATE INDEX "holds_to_expire" ON "ledger"."holds" USING btree ("expires_at") WHERE "ledger"."holds"."status" = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_accounts_one_currency" ON "ledger"."ledger_accounts" USING btree ("account_id") WHERE "ledger"."ledger_accounts"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "ledger_transactions_payment_id" ON "ledger"."ledger_transactions" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "outbox_order" ON "ledger"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "ledger"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);