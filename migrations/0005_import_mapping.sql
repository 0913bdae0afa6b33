CREATE TABLE "import_mapping" (
	"site_id" text NOT NULL,
	"header_sha256" text NOT NULL,
	"source" text NOT NULL,
	"stream" text NOT NULL,
	"columns" jsonb NOT NULL,
	"constants" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_mapping_site_id_header_sha256_pk" PRIMARY KEY("site_id","header_sha256")
);
