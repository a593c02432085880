CREATE SCHEMA "payments";
--> statement-breakpoint
CREATE TABLE "payments"."exchange_spreads" (
	"version" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payments"."exchange_spreads_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"effective_from" timestamp with time zone NOT NULL,
	"set_by" uuid,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"from_currency" text NOT NULL,
	"to_currency" text NOT NULL,
	"basis_points" integer NOT NULL,
	CONSTRAINT "exchange_spreads_two_currencies" CHECK ("payments"."exchange_spreads"."from_currency" <> "payments"."exchange_spreads"."to_currency"),
	CONSTRAINT "exchange_spreads_basis_points" CHECK ("payments"."exchange_spreads"."basis_points" between 0 and 9999)
);
--> statement-breakpoint
CREATE TABLE "payments"."fee_bands" (
	"version" bigint NOT NULL,
	"from_minor" numeric(78, 0) NOT NULL,
	"fixed_minor" numeric(78, 0) NOT NULL,
	"basis_points" integer NOT NULL,
	"minimum_minor" numeric(78, 0) NOT NULL,
	"maximum_minor" numeric(78, 0),
	CONSTRAINT "fee_bands_once" PRIMARY KEY("version","from_minor"),
	CONSTRAINT "fee_bands_basis_points" CHECK ("payments"."fee_bands"."basis_points" between 0 and 10000),
	CONSTRAINT "fee_bands_not_negative" CHECK ("payments"."fee_bands"."from_minor" >= 0 and "payments"."fee_bands"."fixed_minor" >= 0 and "payments"."fee_bands"."minimum_minor" >= 0),
	CONSTRAINT "fee_bands_maximum_above_minimum" CHECK ("payments"."fee_bands"."maximum_minor" >= "payments"."fee_bands"."minimum_minor")
);
--> statement-breakpoint
CREATE TABLE "payments"."fee_schedules" (
	"version" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payments"."fee_schedules_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"effective_from" timestamp with time zone NOT NULL,
	"set_by" uuid,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"priority" text NOT NULL,
	CONSTRAINT "fee_schedules_kind_known" CHECK ("payments"."fee_schedules"."kind" in ('SEND', 'TRANSFER', 'TOP_UP', 'PAYOUT', 'REQUEST', 'PURCHASE')),
	CONSTRAINT "fee_schedules_priority_known" CHECK ("payments"."fee_schedules"."priority" in ('ECONOMY', 'STANDARD', 'EXPRESS'))
);
--> statement-breakpoint
CREATE TABLE "payments"."quote_uses" (
	"quote_id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quote_uses_one_per_payment" UNIQUE("payment_id")
);
--> statement-breakpoint
CREATE TABLE "payments"."forced_statuses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"to_status" text NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "forced_statuses_to_known" CHECK ("payments"."forced_statuses"."to_status" in ('COMPLETED', 'FAILED')),
	CONSTRAINT "forced_statuses_decision_known" CHECK ("payments"."forced_statuses"."decision" in ('APPROVED', 'REJECTED')),
	CONSTRAINT "forced_statuses_reason_length" CHECK (char_length("payments"."forced_statuses"."reason") between 1 and 500),
	CONSTRAINT "forced_statuses_decided_whole" CHECK (("payments"."forced_statuses"."decision" is null) = ("payments"."forced_statuses"."decided_by" is null)
        and ("payments"."forced_statuses"."decision" is null) = ("payments"."forced_statuses"."decided_at" is null)),
	CONSTRAINT "forced_statuses_two_people" CHECK ("payments"."forced_statuses"."decision" is distinct from 'APPROVED' or "payments"."forced_statuses"."decided_by" <> "payments"."forced_statuses"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "payments"."idempotency_keys" (
	"principal" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"payment_id" uuid NOT NULL,
	"leg_id" uuid,
	"outcome" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_once" PRIMARY KEY("principal","operation","key"),
	CONSTRAINT "idempotency_keys_one_per_act" UNIQUE NULLS NOT DISTINCT("payment_id","leg_id"),
	CONSTRAINT "idempotency_keys_hash" CHECK ("payments"."idempotency_keys"."request_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "idempotency_keys_visible_ascii" CHECK ("payments"."idempotency_keys"."key" ~ '^[!-~]{1,255}$')
);
--> statement-breakpoint
CREATE TABLE "payments"."limit_schedules" (
	"version" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payments"."limit_schedules_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"effective_from" timestamp with time zone NOT NULL,
	"set_by" uuid,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"level" text NOT NULL,
	"currency" text NOT NULL,
	"payment_minor" numeric(78, 0),
	"day_minor" numeric(78, 0),
	"month_minor" numeric(78, 0),
	CONSTRAINT "limit_schedules_level_known" CHECK ("payments"."limit_schedules"."level" in ('BASIC', 'VERIFIED', 'BUSINESS')),
	CONSTRAINT "limit_schedules_not_negative" CHECK (coalesce("payments"."limit_schedules"."payment_minor", 0) >= 0 and coalesce("payments"."limit_schedules"."day_minor", 0) >= 0 and coalesce("payments"."limit_schedules"."month_minor", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "payments"."limit_usages" (
	"account_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"currency" text NOT NULL,
	"day_start" timestamp with time zone NOT NULL,
	"day_end" timestamp with time zone NOT NULL,
	"day_minor" numeric NOT NULL,
	"month_start" timestamp with time zone NOT NULL,
	"month_end" timestamp with time zone NOT NULL,
	"month_minor" numeric NOT NULL,
	CONSTRAINT "limit_usages_one_each" PRIMARY KEY("account_id","direction"),
	CONSTRAINT "limit_usages_direction_known" CHECK ("payments"."limit_usages"."direction" in ('OUT', 'IN')),
	CONSTRAINT "limit_usages_not_negative" CHECK ("payments"."limit_usages"."day_minor" >= 0 and "payments"."limit_usages"."month_minor" >= 0),
	CONSTRAINT "limit_usages_windows" CHECK ("payments"."limit_usages"."day_start" < "payments"."limit_usages"."day_end" and "payments"."limit_usages"."month_start" < "payments"."limit_usages"."month_end")
);
--> statement-breakpoint
CREATE TABLE "payments"."limit_uses" (
	"payment_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"amount_minor" numeric(78, 0) NOT NULL,
	"day_start" timestamp with time zone NOT NULL,
	"month_start" timestamp with time zone NOT NULL,
	CONSTRAINT "limit_uses_amount_positive" CHECK ("payments"."limit_uses"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "payments"."simulator_acts" (
	"id" bigserial NOT NULL,
	"act" text NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" numeric(78, 0) NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"of_reference" text,
	"call_count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "simulator_acts_once" PRIMARY KEY("act","reference"),
	CONSTRAINT "simulator_acts_amount_positive" CHECK ("payments"."simulator_acts"."amount_minor" > 0)
);
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
CREATE TABLE "payments"."payment_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" numeric(78, 0) NOT NULL,
	"ending" text,
	"reference" text,
	"provider_reference" text,
	"action_url" text,
	"forced" text,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_transactions_type_known" CHECK ("payments"."payment_transactions"."type" in ('POST', 'HOLD', 'CAPTURE', 'VOID', 'CHARGE', 'TRANSFER', 'REFUND')),
	CONSTRAINT "payment_transactions_status_known" CHECK ("payments"."payment_transactions"."status" in ('PENDING', 'SUCCEEDED', 'FAILED')),
	CONSTRAINT "payment_transactions_forced_known" CHECK ("payments"."payment_transactions"."forced" in ('SUCCEEDED', 'DECLINED')),
	CONSTRAINT "payment_transactions_amount_not_negative" CHECK ("payments"."payment_transactions"."amount_minor" >= 0),
	CONSTRAINT "payment_transactions_reference_of_provider" CHECK (("payments"."payment_transactions"."reference" is not null) = ("payments"."payment_transactions"."type" in ('CHARGE', 'TRANSFER', 'REFUND')))
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
	"any_payer" boolean DEFAULT false NOT NULL,
	"payee_account_id" uuid,
	"payee_user_id" uuid,
	"amount_minor" numeric(78, 0) NOT NULL,
	"fee_minor" numeric(78, 0) NOT NULL,
	"currency" text NOT NULL,
	"capture" text DEFAULT 'AUTOMATIC' NOT NULL,
	"captured_minor" numeric(78, 0) DEFAULT 0 NOT NULL,
	"refunded_minor" numeric(78, 0) DEFAULT 0 NOT NULL,
	"refund_of" uuid,
	"description" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"priority" text NOT NULL,
	"provider" text,
	"method_id" uuid,
	"hold_id" uuid,
	"reason" text,
	"sequence" integer NOT NULL,
	"attempt_count" integer NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_kind_known" CHECK ("payments"."payments"."kind" in ('SEND', 'TRANSFER', 'TOP_UP', 'PAYOUT', 'REQUEST', 'PURCHASE', 'REFUND')),
	CONSTRAINT "payments_status_known" CHECK ("payments"."payments"."status" in ('PENDING', 'INITIATED', 'PROCESSING', 'REQUIRES_ACTION', 'AUTHORIZED', 'UNKNOWN', 'COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED')),
	CONSTRAINT "payments_priority_known" CHECK ("payments"."payments"."priority" in ('ECONOMY', 'STANDARD', 'EXPRESS')),
	CONSTRAINT "payments_amount_positive" CHECK ("payments"."payments"."amount_minor" > 0),
	CONSTRAINT "payments_fee_not_negative" CHECK ("payments"."payments"."fee_minor" >= 0),
	CONSTRAINT "payments_sequence_positive" CHECK ("payments"."payments"."sequence" > 0),
	CONSTRAINT "payments_description_length" CHECK (char_length("payments"."payments"."description") <= 500),
	CONSTRAINT "payments_capture_known" CHECK ("payments"."payments"."capture" in ('AUTOMATIC', 'MANUAL', 'ACCEPTANCE')),
	CONSTRAINT "payments_captured_within" CHECK ("payments"."payments"."captured_minor" between 0 and "payments"."payments"."amount_minor"),
	CONSTRAINT "payments_refunded_within" CHECK ("payments"."payments"."refunded_minor" between 0 and "payments"."payments"."captured_minor"),
	CONSTRAINT "payments_metadata_flat" CHECK (jsonb_typeof("payments"."payments"."metadata") = 'object'),
	CONSTRAINT "payments_account_of_user" CHECK (("payments"."payments"."payee_account_id" is null) = ("payments"."payments"."payee_user_id" is null)),
	CONSTRAINT "payments_two_sides" CHECK ("payments"."payments"."payer_account_id" is distinct from "payments"."payments"."payee_account_id"),
	CONSTRAINT "payments_refund_of_kind" CHECK (("payments"."payments"."kind" = 'REFUND') = ("payments"."payments"."refund_of" is not null)),
	CONSTRAINT "payments_shape_of_kind" CHECK (case
        when "payments"."payments"."kind" = 'TOP_UP' then "payments"."payments"."payer_account_id" is null and "payments"."payments"."payer_user_id" is null
          and "payments"."payments"."payee_account_id" is not null and "payments"."payments"."provider" is not null
        when "payments"."payments"."kind" = 'PAYOUT' then "payments"."payments"."payer_account_id" is not null and "payments"."payments"."payer_user_id" is not null
          and "payments"."payments"."payee_account_id" is null and "payments"."payments"."provider" is not null
        when "payments"."payments"."kind" = 'REFUND' then "payments"."payments"."payer_account_id" is not null and "payments"."payments"."payer_user_id" is not null
          and ("payments"."payments"."payee_account_id" is null) = ("payments"."payments"."provider" is not null)
        else "payments"."payments"."payee_account_id" is not null and "payments"."payments"."provider" is null
        end),
	CONSTRAINT "payments_payer_named" CHECK ("payments"."payments"."kind" in ('TOP_UP', 'REQUEST', 'PURCHASE') or "payments"."payments"."payer_account_id" is not null),
	CONSTRAINT "payments_payer_before_money" CHECK ("payments"."payments"."kind" = 'TOP_UP' or "payments"."payments"."payer_account_id" is not null
        or "payments"."payments"."status" in ('PENDING', 'FAILED', 'CANCELLED', 'EXPIRED')),
	CONSTRAINT "payments_held_when_authorized" CHECK ("payments"."payments"."status" <> 'AUTHORIZED' or "payments"."payments"."hold_id" is not null),
	CONSTRAINT "payments_waits_until" CHECK ("payments"."payments"."status" not in ('PENDING', 'AUTHORIZED') or "payments"."payments"."expires_at" is not null),
	CONSTRAINT "payments_timer_until_rest" CHECK (("payments"."payments"."next_attempt_at" is null) = ("payments"."payments"."status" in ('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED')))
);
--> statement-breakpoint
ALTER TABLE "payments"."fee_bands" ADD CONSTRAINT "fee_bands_of_schedule" FOREIGN KEY ("version") REFERENCES "payments"."fee_schedules"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."forced_statuses" ADD CONSTRAINT "forced_statuses_of_payment" FOREIGN KEY ("payment_id") REFERENCES "payments"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payment_transactions" ADD CONSTRAINT "payment_transactions_of_payment" FOREIGN KEY ("payment_id") REFERENCES "payments"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payment_transitions" ADD CONSTRAINT "payment_transitions_of_payment" FOREIGN KEY ("payment_id") REFERENCES "payments"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payments" ADD CONSTRAINT "payments_refund_of_payment" FOREIGN KEY ("refund_of") REFERENCES "payments"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "forced_statuses_newest" ON "payments"."forced_statuses" USING btree ("proposed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "forced_statuses_one_open" ON "payments"."forced_statuses" USING btree ("payment_id") WHERE "payments"."forced_statuses"."decision" is null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_oldest" ON "payments"."idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_order" ON "payments"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "payments"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "payment_transactions_by_payment" ON "payments"."payment_transactions" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_transactions_one_pending" ON "payments"."payment_transactions" USING btree ("payment_id") WHERE "payments"."payment_transactions"."status" = 'PENDING';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_transactions_reference" ON "payments"."payment_transactions" USING btree ("reference") WHERE "payments"."payment_transactions"."reference" is not null;--> statement-breakpoint
CREATE INDEX "payments_of_payer" ON "payments"."payments" USING btree ("payer_user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_of_payee" ON "payments"."payments" USING btree ("payee_user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_from_account" ON "payments"."payments" USING btree ("payer_account_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_to_account" ON "payments"."payments" USING btree ("payee_account_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_of_status" ON "payments"."payments" USING btree ("status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments"."payments" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_due" ON "payments"."payments" USING btree ("next_attempt_at") WHERE "payments"."payments"."next_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "payments_refunds_of" ON "payments"."payments" USING btree ("refund_of") WHERE "payments"."payments"."refund_of" is not null;