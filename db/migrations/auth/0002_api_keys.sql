CREATE TABLE "auth"."api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"previous_secret_hash" text,
	"previous_secret_until" timestamp with time zone,
	"scopes" text[] NOT NULL,
	"limits" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_is_sha256" CHECK ("auth"."api_keys"."secret_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "api_keys_previous_is_sha256" CHECK ("auth"."api_keys"."previous_secret_hash" ~ '^[0-9a-f]{64}$' and "auth"."api_keys"."previous_secret_hash" <> "auth"."api_keys"."secret_hash"),
	CONSTRAINT "api_keys_previous_ends" CHECK (("auth"."api_keys"."previous_secret_hash" is null) = ("auth"."api_keys"."previous_secret_until" is null)),
	CONSTRAINT "api_keys_previous_ends_first" CHECK ("auth"."api_keys"."previous_secret_until" <= "auth"."api_keys"."expires_at"),
	CONSTRAINT "api_keys_client_form" CHECK ("auth"."api_keys"."client_id" ~ '^[A-Za-z0-9_.:-]{1,128}$'),
	CONSTRAINT "api_keys_name_length" CHECK (char_length("auth"."api_keys"."name") between 1 and 100),
	CONSTRAINT "api_keys_have_a_scope" CHECK (cardinality("auth"."api_keys"."scopes") > 0),
	CONSTRAINT "api_keys_expire" CHECK ("auth"."api_keys"."expires_at" > "auth"."api_keys"."created_at"),
	CONSTRAINT "api_keys_limits_object" CHECK (jsonb_typeof("auth"."api_keys"."limits") = 'object')
);
--> statement-breakpoint
CREATE TABLE "auth"."spend_reservations" (
	"id" text NOT NULL,
	"key_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"minor" numeric(78, 0) NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "spend_reservations_pkey" PRIMARY KEY("id","currency"),
	CONSTRAINT "spend_reservations_positive" CHECK ("auth"."spend_reservations"."minor" > 0),
	CONSTRAINT "spend_reservations_id_length" CHECK (char_length("auth"."spend_reservations"."id") between 1 and 128)
);
--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD CONSTRAINT "api_keys_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."spend_reservations" ADD CONSTRAINT "spend_reservations_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "auth"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_secret" ON "auth"."api_keys" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "api_keys_owner" ON "auth"."api_keys" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "spend_reservations_live" ON "auth"."spend_reservations" USING btree ("key_id","currency","at","minor") WHERE "auth"."spend_reservations"."released_at" is null;