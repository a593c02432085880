CREATE TABLE "auth"."abuse_alerts" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "abuse_alerts_pkey" PRIMARY KEY("kind","subject"),
	CONSTRAINT "abuse_alerts_kind_known" CHECK ("auth"."abuse_alerts"."kind" in ('CREDENTIAL_STUFFING', 'PASSWORD_SPRAYING', 'DISTRIBUTED_GUESSING'))
);
--> statement-breakpoint
CREATE TABLE "auth"."request_nonces" (
	"key_id" uuid NOT NULL,
	"nonce" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_nonces_pkey" PRIMARY KEY("key_id","nonce"),
	CONSTRAINT "request_nonces_form" CHECK ("auth"."request_nonces"."nonce" ~ '^[A-Za-z0-9_-]{16,64}$')
);
--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD COLUMN "signature_algorithm" text;--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD COLUMN "signature_key" text;--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD COLUMN "previous_signature_key" text;--> statement-breakpoint
CREATE INDEX "abuse_alerts_age" ON "auth"."abuse_alerts" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "request_nonces_expiry" ON "auth"."request_nonces" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD CONSTRAINT "api_keys_signature_known" CHECK ("auth"."api_keys"."signature_algorithm" in ('HMAC_SHA256', 'ED25519'));--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD CONSTRAINT "api_keys_signature_whole" CHECK (("auth"."api_keys"."signature_algorithm" is null) = ("auth"."api_keys"."signature_key" is null)
        and ("auth"."api_keys"."previous_signature_key" is null or ("auth"."api_keys"."signature_key" is not null and "auth"."api_keys"."previous_secret_hash" is not null)));--> statement-breakpoint
ALTER TABLE "auth"."api_keys" ADD CONSTRAINT "api_keys_signature_sealed_or_public" CHECK ("auth"."api_keys"."signature_key" ~ case "auth"."api_keys"."signature_algorithm" when 'HMAC_SHA256' then '^v1[.]' else '^[A-Za-z0-9_-]{43}$' end
        and "auth"."api_keys"."previous_signature_key" ~ case "auth"."api_keys"."signature_algorithm" when 'HMAC_SHA256' then '^v1[.]' else '^[A-Za-z0-9_-]{43}$' end);