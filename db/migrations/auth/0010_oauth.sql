CREATE TABLE "auth"."oauth_artifacts" (
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"payload" jsonb NOT NULL,
	"grant_id" uuid,
	"client_id" uuid,
	"uid" text,
	"replaces" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "oauth_artifacts_pkey" PRIMARY KEY("kind","hash"),
	CONSTRAINT "oauth_artifacts_hash_is_sha256" CHECK ("auth"."oauth_artifacts"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "auth"."oauth_clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"uri" text NOT NULL,
	"redirect_uris" text[] NOT NULL,
	"scopes" text[] NOT NULL,
	"secret_hash" text,
	"previous_secret_hash" text,
	"previous_secret_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "oauth_clients_kind_known" CHECK ("auth"."oauth_clients"."kind" in ('WEB', 'NATIVE', 'SERVICE')),
	CONSTRAINT "oauth_clients_secret_where_kept" CHECK (("auth"."oauth_clients"."secret_hash" is null) = ("auth"."oauth_clients"."kind" = 'NATIVE')),
	CONSTRAINT "oauth_clients_secret_is_sha256" CHECK ("auth"."oauth_clients"."secret_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "oauth_clients_previous_is_sha256" CHECK ("auth"."oauth_clients"."previous_secret_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "oauth_clients_previous_ends" CHECK (("auth"."oauth_clients"."previous_secret_hash" is null) = ("auth"."oauth_clients"."previous_secret_until" is null)),
	CONSTRAINT "oauth_clients_name_length" CHECK (char_length("auth"."oauth_clients"."name") between 1 and 100),
	CONSTRAINT "oauth_clients_redirect_where_asked" CHECK ((cardinality("auth"."oauth_clients"."redirect_uris") = 0) = ("auth"."oauth_clients"."kind" = 'SERVICE')),
	CONSTRAINT "oauth_clients_have_a_scope" CHECK (cardinality("auth"."oauth_clients"."scopes") > 0)
);
--> statement-breakpoint
CREATE TABLE "auth"."oauth_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "oauth_grants_have_a_scope" CHECK (cardinality("auth"."oauth_grants"."scopes") > 0)
);
--> statement-breakpoint
ALTER TABLE "auth"."oauth_artifacts" ADD CONSTRAINT "oauth_artifacts_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "auth"."oauth_grants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."oauth_artifacts" ADD CONSTRAINT "oauth_artifacts_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "auth"."oauth_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."oauth_clients" ADD CONSTRAINT "oauth_clients_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."oauth_grants" ADD CONSTRAINT "oauth_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."oauth_grants" ADD CONSTRAINT "oauth_grants_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "auth"."oauth_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oauth_artifacts_grant" ON "auth"."oauth_artifacts" USING btree ("grant_id") WHERE "auth"."oauth_artifacts"."grant_id" is not null;--> statement-breakpoint
CREATE INDEX "oauth_artifacts_client" ON "auth"."oauth_artifacts" USING btree ("client_id") WHERE "auth"."oauth_artifacts"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_artifacts_uid" ON "auth"."oauth_artifacts" USING btree ("uid") WHERE "auth"."oauth_artifacts"."uid" is not null;--> statement-breakpoint
CREATE INDEX "oauth_artifacts_replaces" ON "auth"."oauth_artifacts" USING btree ("replaces") WHERE "auth"."oauth_artifacts"."replaces" is not null;--> statement-breakpoint
CREATE INDEX "oauth_artifacts_expiry" ON "auth"."oauth_artifacts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_clients_owner" ON "auth"."oauth_clients" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_grants_one_lives" ON "auth"."oauth_grants" USING btree ("user_id","client_id") WHERE "auth"."oauth_grants"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "oauth_grants_client" ON "auth"."oauth_grants" USING btree ("client_id") WHERE "auth"."oauth_grants"."revoked_at" is null;