ALTER TABLE "auth"."refresh_tokens" DROP CONSTRAINT "refresh_tokens_session_id_sessions_id_fk";
--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" DROP CONSTRAINT "mfa_challenges_session_id_sessions_id_fk";
--> statement-breakpoint
ALTER TABLE "auth"."users" ADD COLUMN "first_signed_in_at" timestamp with time zone;--> statement-breakpoint
update auth.users u set first_signed_in_at = (select min(created_at) from auth.sessions s where s.user_id = u.id);--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" ADD COLUMN "identity_id" uuid;--> statement-breakpoint
ALTER TABLE "auth"."refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" ADD CONSTRAINT "mfa_challenges_identity_id_identities_id_fk" FOREIGN KEY ("identity_id") REFERENCES "auth"."identities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" ADD CONSTRAINT "mfa_challenges_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refresh_tokens_expiry" ON "auth"."refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "auth"."sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "spend_reservations_age" ON "auth"."spend_reservations" USING brin ("at");--> statement-breakpoint
CREATE INDEX "mfa_challenges_session" ON "auth"."mfa_challenges" USING btree ("session_id") WHERE "auth"."mfa_challenges"."session_id" is not null;--> statement-breakpoint
CREATE INDEX "mfa_challenges_identity" ON "auth"."mfa_challenges" USING btree ("identity_id") WHERE "auth"."mfa_challenges"."identity_id" is not null;--> statement-breakpoint
ALTER TABLE "auth"."mfa_challenges" ADD CONSTRAINT "mfa_challenges_of_an_identity" CHECK ("auth"."mfa_challenges"."identity_id" is null or "auth"."mfa_challenges"."purpose" = 'SIGN_IN');