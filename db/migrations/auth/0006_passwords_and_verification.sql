CREATE TABLE "auth"."sign_in_tallies" (
	"user_id" uuid NOT NULL,
	"network" text NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "sign_in_tallies_pkey" PRIMARY KEY("user_id","network"),
	CONSTRAINT "sign_in_tallies_positive" CHECK ("auth"."sign_in_tallies"."failures" > 0)
);
--> statement-breakpoint
CREATE TABLE "auth"."one_time_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"target" text,
	"token_hash" text,
	"sealed_digits" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "one_time_codes_purpose_known" CHECK ("auth"."one_time_codes"."purpose" in ('EMAIL_VERIFICATION', 'PASSWORD_RESET', 'PHONE_VERIFICATION', 'NOTICE')),
	CONSTRAINT "one_time_codes_channel_known" CHECK ("auth"."one_time_codes"."channel" in ('EMAIL', 'SMS')),
	CONSTRAINT "one_time_codes_token_is_sha256" CHECK ("auth"."one_time_codes"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "one_time_codes_digits_are_sealed" CHECK ("auth"."one_time_codes"."sealed_digits" like 'v1.%'),
	CONSTRAINT "one_time_codes_for_somebody" CHECK (("auth"."one_time_codes"."user_id" is null) = ("auth"."one_time_codes"."target" is null)),
	CONSTRAINT "one_time_codes_tries_count" CHECK ("auth"."one_time_codes"."tries" >= 0)
);
--> statement-breakpoint
CREATE TABLE "auth"."outgoing_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sealed" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"gave_up_at" timestamp with time zone,
	CONSTRAINT "outgoing_messages_are_sealed" CHECK ("auth"."outgoing_messages"."sealed" like 'v1.%'),
	CONSTRAINT "outgoing_messages_emptied_when_given_up" CHECK (("auth"."outgoing_messages"."sealed" is null) = ("auth"."outgoing_messages"."gave_up_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "auth"."users" DROP CONSTRAINT "users_password_is_hashed";--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "phone_verified" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "wanted_username" text;--> statement-breakpoint
ALTER TABLE "auth"."one_time_codes" ADD CONSTRAINT "one_time_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_tallies_age" ON "auth"."sign_in_tallies" USING btree ("last_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_codes_token" ON "auth"."one_time_codes" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_codes_one_lives" ON "auth"."one_time_codes" USING btree ("user_id","purpose") WHERE "auth"."one_time_codes"."used_at" is null and "auth"."one_time_codes"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "one_time_codes_recent" ON "auth"."one_time_codes" USING btree ("user_id","purpose","created_at");--> statement-breakpoint
CREATE INDEX "one_time_codes_expiry" ON "auth"."one_time_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "outgoing_messages_due" ON "auth"."outgoing_messages" USING btree ("next_at") WHERE "auth"."outgoing_messages"."gave_up_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_phone_unique" ON "auth"."users" USING btree ("phone") WHERE "auth"."users"."phone_verified";--> statement-breakpoint
ALTER TABLE "auth"."users" ADD CONSTRAINT "users_phone_form" CHECK ("auth"."users"."phone" ~ '^\+[1-9][0-9]{7,14}$');--> statement-breakpoint
ALTER TABLE "auth"."users" ADD CONSTRAINT "users_phone_to_verify" CHECK ("auth"."users"."phone" is not null or not "auth"."users"."phone_verified");--> statement-breakpoint
ALTER TABLE "auth"."users" ADD CONSTRAINT "users_password_is_hashed" CHECK ("auth"."users"."password_hash" like '$argon2id$%' or "auth"."users"."password_hash" ~ '^\$2[ab]\$1[2-5]\$[./A-Za-z0-9]{53}$');