CREATE TABLE "admin"."clients" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_first_party" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clients_id_form" CHECK ("admin"."clients"."id" ~ '^[A-Za-z0-9_.:-]{1,128}$'),
	CONSTRAINT "clients_name_length" CHECK (char_length("admin"."clients"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "admin"."registered_operations" (
	"client_id" text NOT NULL,
	"id" text NOT NULL,
	"document" text NOT NULL,
	"name" text,
	"kind" text NOT NULL,
	"cost" integer NOT NULL,
	"root_fields" text[] NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	"uses" bigint DEFAULT 0 NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "registered_operations_pkey" PRIMARY KEY("client_id","id"),
	CONSTRAINT "registered_operations_id_form" CHECK ("admin"."registered_operations"."id" ~ '^[A-Za-z0-9_.:-]{1,128}$'),
	CONSTRAINT "registered_operations_document_length" CHECK (char_length("admin"."registered_operations"."document") between 1 and 32768),
	CONSTRAINT "registered_operations_kind_known" CHECK ("admin"."registered_operations"."kind" in ('QUERY', 'MUTATION', 'SUBSCRIPTION')),
	CONSTRAINT "registered_operations_uses_counted" CHECK ("admin"."registered_operations"."uses" >= 0)
);
--> statement-breakpoint
ALTER TABLE "admin"."registered_operations" ADD CONSTRAINT "registered_operations_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "admin"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "registered_operations_newest" ON "admin"."registered_operations" USING btree ("client_id","registered_at","id");