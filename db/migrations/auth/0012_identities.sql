CREATE TABLE "auth"."identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "identities_provider_form" CHECK ("auth"."identities"."provider" ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
	CONSTRAINT "identities_issuer_length" CHECK (char_length("auth"."identities"."issuer") between 1 and 512),
	CONSTRAINT "identities_subject_length" CHECK (char_length("auth"."identities"."subject") between 1 and 255),
	CONSTRAINT "identities_email_length" CHECK (char_length("auth"."identities"."email") <= 254)
);
--> statement-breakpoint
CREATE TABLE "auth"."identity_states" (
	"hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"provider" text NOT NULL,
	"user_id" uuid,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "identity_states_hash_is_sha256" CHECK ("auth"."identity_states"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "identity_states_purpose_known" CHECK ("auth"."identity_states"."purpose" in ('SIGN_IN', 'LINK')),
	CONSTRAINT "identity_states_of_who_links" CHECK (("auth"."identity_states"."purpose" = 'LINK') = ("auth"."identity_states"."user_id" is not null)),
	CONSTRAINT "identity_states_sealed" CHECK ("auth"."identity_states"."sealed" like 'v1.%')
);
--> statement-breakpoint
ALTER TABLE "auth"."users" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."identity_states" ADD CONSTRAINT "identity_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "identities_subject" ON "auth"."identities" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "identities_user" ON "auth"."identities" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "identity_states_expiry" ON "auth"."identity_states" USING btree ("expires_at");