CREATE TABLE "source_memory" (
	"site_id" text NOT NULL,
	"source" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "source_memory_site_id_source_key_pk" PRIMARY KEY("site_id","source","key")
);
