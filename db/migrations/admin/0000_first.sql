CREATE SCHEMA "admin";
--> statement-breakpoint
CREATE TABLE "admin"."audit_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"service" text,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text NOT NULL,
	"details" jsonb NOT NULL,
	"request_id" text,
	"address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_logs_event" UNIQUE("event_id"),
	CONSTRAINT "audit_logs_one_actor" CHECK ("admin"."audit_logs"."actor_id" is null or "admin"."audit_logs"."service" is null)
);
--> statement-breakpoint
CREATE TABLE "admin"."dead_letters" (
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
CREATE TABLE "admin"."inbox" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_applied_once" PRIMARY KEY("producer","event_id")
);
--> statement-breakpoint
CREATE TABLE "admin"."outbox" (
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
CREATE TABLE "admin"."outbox_readers" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"sequence" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "admin"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_logs_at" ON "admin"."audit_logs" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_logs_actor" ON "admin"."audit_logs" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_logs_action" ON "admin"."audit_logs" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_logs_resource" ON "admin"."audit_logs" USING btree ("resource_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_logs_request" ON "admin"."audit_logs" USING btree ("request_id","at","id");--> statement-breakpoint
CREATE INDEX "outbox_order" ON "admin"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "admin"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "users_newest" ON "admin"."users" USING btree ("created_at","id");