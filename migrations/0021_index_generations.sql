CREATE TABLE "chunk_generation" (
	"generation" integer NOT NULL,
	"site_id" text NOT NULL,
	"document_id" text NOT NULL,
	"revision" integer NOT NULL,
	"seq" integer NOT NULL,
	"page" integer,
	"heading_path" text[] NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"places" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"entities" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"terms" "tsvector" NOT NULL,
	"term_count" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "chunk_generation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"embedding" real[],
	"embedded_by" text,
	CONSTRAINT "chunk_generation_site_id_document_id_revision_generation_seq_pk" PRIMARY KEY("site_id","document_id","revision","generation","seq")
);
--> statement-breakpoint
CREATE TABLE "index_generation" (
	"site_id" text NOT NULL,
	"generation" integer NOT NULL,
	"status" text NOT NULL,
	"embedded_by" text,
	"started_at" timestamp with time zone NOT NULL,
	"live_at" timestamp with time zone,
	CONSTRAINT "index_generation_site_id_generation_pk" PRIMARY KEY("site_id","generation")
);
--> statement-breakpoint
CREATE TABLE "staged_revision" (
	"site_id" text NOT NULL,
	"document_id" text NOT NULL,
	"revision" integer NOT NULL,
	"generation" integer NOT NULL,
	"parser" text NOT NULL,
	"kept_because" text,
	"words_differ" boolean NOT NULL,
	CONSTRAINT "staged_revision_site_id_document_id_revision_pk" PRIMARY KEY("site_id","document_id","revision")
);
--> statement-breakpoint
ALTER TABLE "chunk" ADD COLUMN "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "chunk_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "chunk" ADD COLUMN "embedding" real[];--> statement-breakpoint
ALTER TABLE "chunk" ADD COLUMN "embedded_by" text;--> statement-breakpoint
CREATE UNIQUE INDEX "chunk_generation_id" ON "chunk_generation" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "index_generation_building" ON "index_generation" USING btree ("site_id") WHERE status = 'building';--> statement-breakpoint
CREATE UNIQUE INDEX "index_generation_live" ON "index_generation" USING btree ("site_id") WHERE status = 'live';--> statement-breakpoint
CREATE UNIQUE INDEX "chunk_id" ON "chunk" USING btree ("id");--> statement-breakpoint

-- Passages set aside, and what is known of them, are for those who may read the revision: its own row
-- rights decide, whatever they ask for.
CREATE POLICY readers ON chunk_generation AS RESTRICTIVE USING (EXISTS (
  SELECT FROM document_revision r WHERE r.site_id = chunk_generation.site_id
    AND r.document_id = chunk_generation.document_id AND r.revision = chunk_generation.revision))
  WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY readers ON staged_revision AS RESTRICTIVE USING (EXISTS (
  SELECT FROM document_revision r WHERE r.site_id = staged_revision.site_id
    AND r.document_id = staged_revision.document_id AND r.revision = staged_revision.revision))
  WITH CHECK (true);
--> statement-breakpoint

-- What is there already is the first generation.
INSERT INTO index_generation (site_id, generation, status, started_at, live_at)
VALUES ('group', 1, 'live', now(), now());
