CREATE SCHEMA "payments";
--> statement-breakpoint
CREATE TABLE "payments"."dead_letters" (
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
CREATE TABLE "payments"."idempotency_keys" (
	"principal" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"payment_id" uuid NOT NULL,
	"outcome" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_once" PRIMARY KEY("principal","operation","key"),
	CONSTRAINT "idempotency_keys_one_per_payment" UNIQUE("payment_id"),
	CONSTRAINT "idempotency_keys_hash" CHECK ("payments"."idempotency_keys"."request_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "idempotency_keys_visible_ascii" CHECK ("payments"."idempotency_keys"."key" ~ '^[!-~]{1,255}$')
);
--> statement-breakpoint
CREATE TABLE "payments"."inbox" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_applied_once" PRIMARY KEY("producer","event_id")
);
--> statement-breakpoint
CREATE TABLE "payments"."outbox" (
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
CREATE TABLE "payments"."outbox_readers" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"sequence" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments"."payment_status_moves" (
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	CONSTRAINT "payment_status_moves_once" PRIMARY KEY("from_status","to_status")
);
--> statement-breakpoint
CREATE TABLE "payments"."payment_transitions" (
	"payment_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "payment_transitions_once" PRIMARY KEY("payment_id","sequence"),
	CONSTRAINT "payment_transitions_sequence_positive" CHECK ("payments"."payment_transitions"."sequence" > 0),
	CONSTRAINT "payment_transitions_first" CHECK (("payments"."payment_transitions"."sequence" = 1) = ("payments"."payment_transitions"."from_status" is null)),
	CONSTRAINT "payment_transitions_begin" CHECK ("payments"."payment_transitions"."from_status" is not null or "payments"."payment_transitions"."to_status" in ('PENDING', 'INITIATED'))
);
--> statement-breakpoint
CREATE TABLE "payments"."payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"payer_account_id" uuid,
	"payer_user_id" uuid,
	"payee_account_id" uuid NOT NULL,
	"payee_user_id" uuid NOT NULL,
	"amount_minor" numeric(78, 0) NOT NULL,
	"fee_minor" numeric(78, 0) NOT NULL,
	"currency" text NOT NULL,
	"description" text,
	"priority" text NOT NULL,
	"provider" text,
	"reason" text,
	"sequence" integer NOT NULL,
	"attempt_count" integer NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_kind_known" CHECK ("payments"."payments"."kind" in ('SEND', 'TOP_UP')),
	CONSTRAINT "payments_status_known" CHECK ("payments"."payments"."status" in ('PENDING', 'INITIATED', 'PROCESSING', 'REQUIRES_ACTION', 'AUTHORIZED', 'UNKNOWN', 'COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED')),
	CONSTRAINT "payments_priority_known" CHECK ("payments"."payments"."priority" in ('ECONOMY', 'STANDARD', 'EXPRESS')),
	CONSTRAINT "payments_amount_positive" CHECK ("payments"."payments"."amount_minor" > 0),
	CONSTRAINT "payments_fee_not_negative" CHECK ("payments"."payments"."fee_minor" >= 0),
	CONSTRAINT "payments_sequence_positive" CHECK ("payments"."payments"."sequence" > 0),
	CONSTRAINT "payments_description_length" CHECK (char_length("payments"."payments"."description") <= 500),
	CONSTRAINT "payments_shape_of_kind" CHECK (case "payments"."payments"."kind"
        when 'SEND' then "payments"."payments"."payer_account_id" is not null and "payments"."payments"."payer_user_id" is not null
          and "payments"."payments"."provider" is null and "payments"."payments"."payer_account_id" <> "payments"."payments"."payee_account_id"
        when 'TOP_UP' then "payments"."payments"."payer_account_id" is null and "payments"."payments"."payer_user_id" is null
          and "payments"."payments"."provider" is not null
        end),
	CONSTRAINT "payments_timer_until_rest" CHECK (("payments"."payments"."next_attempt_at" is null) = ("payments"."payments"."status" in ('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED')))
);
--> statement-breakpoint
CREATE TABLE "payments"."simulator_charges" (
	"reference" text PRIMARY KEY NOT NULL,
	"amount_minor" numeric(78, 0) NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"call_count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "simulator_charges_amount_positive" CHECK ("payments"."simulator_charges"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."payment_transitions" ADD CONSTRAINT "payment_transitions_of_payment" FOREIGN KEY ("payment_id") REFERENCES "payments"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_order" ON "payments"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "payments"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "payments_of_payer" ON "payments"."payments" USING btree ("payer_user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_of_payee" ON "payments"."payments" USING btree ("payee_user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_from_account" ON "payments"."payments" USING btree ("payer_account_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_to_account" ON "payments"."payments" USING btree ("payee_account_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments"."payments" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_due" ON "payments"."payments" USING btree ("next_attempt_at") WHERE "payments"."payments"."next_attempt_at" is not null;