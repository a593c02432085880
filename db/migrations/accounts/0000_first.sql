CREATE SCHEMA "accounts";
--> statement-breakpoint
CREATE TABLE "accounts"."accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"type" text NOT NULL,
	"currency" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"is_provisioned" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_number_unique" UNIQUE("number"),
	CONSTRAINT "accounts_number_has_ten_digits" CHECK ("accounts"."accounts"."number" ~ '^[1-9][0-9]{9}$'),
	CONSTRAINT "accounts_type_known" CHECK ("accounts"."accounts"."type" in ('WALLET', 'MERCHANT')),
	CONSTRAINT "accounts_status_known" CHECK ("accounts"."accounts"."status" in ('OPEN', 'FROZEN', 'CLOSED')),
	CONSTRAINT "accounts_name_not_empty" CHECK ("accounts"."accounts"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "accounts"."dead_letters" (
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
CREATE TABLE "accounts"."inbox" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_applied_once" PRIMARY KEY("producer","event_id")
);
--> statement-breakpoint
CREATE TABLE "accounts"."outbox" (
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
CREATE TABLE "accounts"."outbox_readers" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"sequence" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"phone" text,
	"address" text,
	"bio" text,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"updated_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_one_provisioned" ON "accounts"."accounts" USING btree ("owner_id") WHERE "accounts"."accounts"."is_provisioned";--> statement-breakpoint
CREATE INDEX "accounts_owner" ON "accounts"."accounts" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_order" ON "accounts"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "accounts"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);