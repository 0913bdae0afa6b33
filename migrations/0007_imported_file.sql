CREATE TABLE "imported_file" (
	"site_id" text NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"rows_read" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "imported_file_site_id_sha256_source_pk" PRIMARY KEY("site_id","sha256","source")
);
--> statement-breakpoint
ALTER TABLE "purchase_line" ALTER COLUMN "ordered_at" DROP NOT NULL;