CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "auth"."dead_letters" (
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
CREATE TABLE "auth"."inbox" (
	"producer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_applied_once" PRIMARY KEY("producer","event_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."outbox" (
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
CREATE TABLE "auth"."outbox_readers" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"sequence" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "refresh_tokens_hash_is_sha256" CHECK ("auth"."refresh_tokens"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "auth"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoke_reason" text,
	"user_agent" text,
	"address" text,
	CONSTRAINT "sessions_reason_when_revoked" CHECK (("auth"."sessions"."revoked_at" is null) = ("auth"."sessions"."revoke_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "auth"."signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"private_jwk" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"name" text NOT NULL,
	"username" text,
	"password_hash" text NOT NULL,
	"roles" text[] NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_roles_known" CHECK ("auth"."users"."roles" <@ array['ADMIN', 'CUSTOMER', 'VENDOR']),
	CONSTRAINT "users_have_a_role" CHECK (cardinality("auth"."users"."roles") > 0),
	CONSTRAINT "users_status_known" CHECK ("auth"."users"."status" in ('ACTIVE', 'LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED')),
	CONSTRAINT "users_password_is_hashed" CHECK ("auth"."users"."password_hash" like '$argon2id$%')
);
--> statement-breakpoint
ALTER TABLE "auth"."refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_order" ON "auth"."outbox" USING btree ("xid","sequence");--> statement-breakpoint
CREATE INDEX "outbox_topics" ON "auth"."outbox" USING gin ("topics") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "refresh_tokens_session" ON "auth"."refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "auth"."sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "auth"."users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_unique" ON "auth"."users" USING btree ("username");--> statement-breakpoint
CREATE INDEX "users_administrators" ON "auth"."users" USING btree ("status") WHERE 'ADMIN' = any("auth"."users"."roles");