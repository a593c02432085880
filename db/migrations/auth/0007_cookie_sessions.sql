ALTER TABLE "auth"."sessions" ADD COLUMN "cookie_hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_cookie" ON "auth"."sessions" USING btree ("cookie_hash");--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_cookie_is_sha256" CHECK ("auth"."sessions"."cookie_hash" ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_cookie_in_cookie_mode" CHECK (("auth"."sessions"."mode" = 'COOKIE') = ("auth"."sessions"."cookie_hash" is not null));