CREATE TABLE "auth"."passkey_challenges" (
	"hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "passkey_challenges_hash_is_sha256" CHECK ("auth"."passkey_challenges"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "passkey_challenges_purpose_known" CHECK ("auth"."passkey_challenges"."purpose" in ('REGISTRATION', 'SIGN_IN')),
	CONSTRAINT "passkey_challenges_of_who_registers" CHECK (("auth"."passkey_challenges"."purpose" = 'REGISTRATION') = ("auth"."passkey_challenges"."user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "auth"."passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"name" text NOT NULL,
	"aaguid" text NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkeys_credential_form" CHECK ("auth"."passkeys"."credential_id" ~ '^[A-Za-z0-9_-]+$' and char_length("auth"."passkeys"."credential_id") <= 1366),
	CONSTRAINT "passkeys_public_key_form" CHECK ("auth"."passkeys"."public_key" ~ '^[A-Za-z0-9_-]+$' and char_length("auth"."passkeys"."public_key") <= 2048),
	CONSTRAINT "passkeys_counter_natural" CHECK ("auth"."passkeys"."counter" between 0 and 4294967295),
	CONSTRAINT "passkeys_name_length" CHECK (char_length("auth"."passkeys"."name") between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "auth"."passkey_challenges" ADD CONSTRAINT "passkey_challenges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkey_challenges_expiry" ON "auth"."passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "auth"."passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "auth"."passkeys" USING btree ("user_id","created_at");