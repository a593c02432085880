-- Whoever was signed in signs in again: sessions get an end that they had not, and signing keys are made anew, sealed.
DELETE FROM "auth"."refresh_tokens";--> statement-breakpoint
DELETE FROM "auth"."sessions";--> statement-breakpoint
DELETE FROM "auth"."signing_keys";--> statement-breakpoint
DROP INDEX "auth"."refresh_tokens_session";--> statement-breakpoint
ALTER TABLE "auth"."refresh_tokens" ADD COLUMN "generation" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "mode" text NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "expires_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD COLUMN "refresh_count" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD COLUMN "sealed_private_jwk" text;--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD COLUMN "signs_from" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "refresh_tokens_one_a_generation" ON "auth"."refresh_tokens" USING btree ("session_id","generation");--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" DROP COLUMN "private_jwk";--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_mode_known" CHECK ("auth"."sessions"."mode" in ('BEARER', 'COOKIE'));--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_expire" CHECK ("auth"."sessions"."expires_at" > "auth"."sessions"."created_at");--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_refresh_count_natural" CHECK ("auth"."sessions"."refresh_count" >= 0);--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD CONSTRAINT "signing_keys_shown_first" CHECK ("auth"."signing_keys"."signs_from" >= "auth"."signing_keys"."created_at");--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD CONSTRAINT "signing_keys_private_part_sealed" CHECK ("auth"."signing_keys"."sealed_private_jwk" like 'v1.%');--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD CONSTRAINT "signing_keys_public_part_public" CHECK ("auth"."signing_keys"."public_jwk" ? 'x' and not "auth"."signing_keys"."public_jwk" ? 'd');--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD CONSTRAINT "signing_keys_private_while_used" CHECK ("auth"."signing_keys"."sealed_private_jwk" is not null or "auth"."signing_keys"."retired_at" is not null);--> statement-breakpoint
ALTER TABLE "auth"."signing_keys" ADD CONSTRAINT "signing_keys_withdrawn_retired" CHECK ("auth"."signing_keys"."withdrawn_at" is null or "auth"."signing_keys"."retired_at" <= "auth"."signing_keys"."withdrawn_at");