CREATE TABLE "admin"."audit_links" (
	"position" bigint PRIMARY KEY NOT NULL,
	"audit_log_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_links_once" UNIQUE("audit_log_id")
);
--> statement-breakpoint
ALTER TABLE "admin"."audit_logs" ADD COLUMN "xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_logs_order" ON "admin"."audit_logs" USING btree ("xid","id");