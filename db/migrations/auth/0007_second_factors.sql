CREATE TABLE "auth"."mfa_challenges" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"session_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "mfa_challenges_hash_is_sha256" CHECK ("auth"."mfa_challenges"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "mfa_challenges_purpose_known" CHECK ("auth"."mfa_challenges"."purpose" in ('SIGN_IN', 'STEP_UP')),
	CONSTRAINT "mfa_challenges_of_a_session" CHECK (("auth"."mfa_challenges"."purpose" = 'STEP_UP') = ("auth"."mfa_challenges"."session_id" is not null)),
	CONSTRAINT "mfa_challenges_tries_count" CHECK ("auth"."mfa_challenges"."tries" >= 0)
);
--> statement-breakpoint
CREATE TABLE "auth"."recovery_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_hash_is_sha256" CHECK ("auth"."recovery_codes"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "auth"."totp_factors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" integer,
	CONSTRAINT "totp_factors_are_sealed" CHECK ("auth"."totp_factors"."sealed_secret" like 'v1.%'),
	CONSTRAINT "totp_factors_confirmed_by_a_code" CHECK ("auth"."totp_factors"."confirmed_at" is null or "auth"."totp_factors"."last_step" is not null)
);
--> statement-breakpoint
-- Sessions that are there began with a password.
ALTER TABLE "auth"."sessions" ADD COLUMN "proved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "proved_by" text;--> statement-breakpoint
UPDATE "auth"."sessions" SET "proved_at" = "created_at", "proved_by" = 'PASSWORD';--> statement-breakpoint
ALTER TABLE "auth"."sessions" ALTER COLUMN "proved_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ALTER COLUMN "proved_by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sign_in_tallies" ADD COLUMN "guessed" text DEFAULT 'PASSWORD' NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" ADD CONSTRAINT "mfa_challenges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" ADD CONSTRAINT "mfa_challenges_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."totp_factors" ADD CONSTRAINT "totp_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mfa_challenges_user" ON "auth"."mfa_challenges" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mfa_challenges_expiry" ON "auth"."mfa_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "recovery_codes_user" ON "auth"."recovery_codes" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "totp_factors_one_counts" ON "auth"."totp_factors" USING btree ("user_id") WHERE "auth"."totp_factors"."confirmed_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "totp_factors_one_waits" ON "auth"."totp_factors" USING btree ("user_id") WHERE "auth"."totp_factors"."confirmed_at" is null;--> statement-breakpoint
ALTER TABLE "auth"."sign_in_tallies" DROP CONSTRAINT "sign_in_tallies_pkey";
--> statement-breakpoint
ALTER TABLE "auth"."sign_in_tallies" ADD CONSTRAINT "sign_in_tallies_pkey" PRIMARY KEY("user_id","guessed","network");--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_proved_by_known" CHECK ("auth"."sessions"."proved_by" in ('PASSWORD', 'SECOND_FACTOR', 'PASSKEY', 'IDENTITY'));--> statement-breakpoint
ALTER TABLE "auth"."sign_in_tallies" ADD CONSTRAINT "sign_in_tallies_guessed_known" CHECK ("auth"."sign_in_tallies"."guessed" in ('PASSWORD', 'SECOND_FACTOR'));