CREATE TABLE "counter_sample" (
	"site_id" text NOT NULL,
	"source" text NOT NULL,
	"machine_id" text NOT NULL,
	"counter" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"value" double precision NOT NULL,
	"counts_as" text[] NOT NULL,
	"rolls_over_at" double precision,
	"product_id" text NOT NULL,
	"order_id" text,
	"planned_run_s_per_piece" double precision NOT NULL,
	CONSTRAINT "counter_sample_site_id_source_machine_id_counter_at_pk" PRIMARY KEY("site_id","source","machine_id","counter","at")
);
--> statement-breakpoint
CREATE TABLE "data_finding" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"evidence" jsonb NOT NULL,
	"owner" text NOT NULL,
	"status" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "data_finding_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "ingest_key" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"label" text NOT NULL,
	"source" text NOT NULL,
	"streams" text[] NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "ingest_key_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"site_id" text NOT NULL,
	"name" text NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "lease_site_id_name_pk" PRIMARY KEY("site_id","name")
);
--> statement-breakpoint
CREATE TABLE "state_sample" (
	"site_id" text NOT NULL,
	"source" text NOT NULL,
	"machine_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"category" text NOT NULL,
	"reason_id" text,
	CONSTRAINT "state_sample_site_id_source_machine_id_at_pk" PRIMARY KEY("site_id","source","machine_id","at")
);
--> statement-breakpoint
ALTER TABLE "ingest_source" ADD COLUMN "lead_s" double precision;--> statement-breakpoint
ALTER TABLE "ingest_source" ADD COLUMN "lead_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "data_finding_status" ON "data_finding" USING btree ("site_id","status","seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ingest_key_sha256" ON "ingest_key" USING btree ("sha256");
--> statement-breakpoint

-- As before, with the keys of the ingestion door among the people.
CREATE OR REPLACE FUNCTION jidoka_secure_tables() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  name text;
  has_site boolean;
  people text[] := ARRAY['user', 'session', 'account', 'verification', 'user_role', 'access_token',
    'ingest_key'];
  chats text[] := ARRAY['thread', 'turn'];
  gate text[] := ARRAY['policy_rule', 'proposal', 'decision', 'outbox', 'audit_entry', 'audit_head'];
  effects text[] := ARRAY['ticket', 'schedule_version', 'schedule_slot'];
  by_user text := 'user_id = jidoka_user() OR ''*'' = ANY ((SELECT jidoka_sites())::text[])';
  by_site text := 'site_id = ANY ((SELECT jidoka_sites())::text[])'
    || ' OR ''*'' = ANY ((SELECT jidoka_sites())::text[])';
BEGIN
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, jidoka_read, jidoka_propose,
    jidoka_decide, jidoka_execute, jidoka_ingest, jidoka_app, jidoka_chat;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO jidoka_read, jidoka_propose, jidoka_decide, jidoka_execute,
    jidoka_ingest, jidoka_app, jidoka_chat;
  FOR name, has_site IN
    SELECT c.relname, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
      AND a.attname = 'site_id' AND NOT a.attisdropped)
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname <> 'schema_migration'
  LOOP
    IF has_site OR name = ANY (chats) THEN
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('DROP POLICY IF EXISTS own_rows ON %I', name);
      EXECUTE format('CREATE POLICY own_rows ON %I USING (%s)', name,
        CASE WHEN has_site THEN by_site ELSE by_user END);
    END IF;
    IF name = ANY (people) THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO jidoka_app', name);
    ELSIF name = ANY (chats) THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jidoka_chat', name);
    ELSIF has_site THEN
      EXECUTE format('GRANT SELECT ON %I TO jidoka_read, jidoka_propose, jidoka_decide,
        jidoka_execute, jidoka_ingest, jidoka_app', name);
      IF name = ANY (effects) THEN
        EXECUTE format('GRANT INSERT, UPDATE ON %I TO jidoka_ingest, jidoka_execute', name);
      ELSIF name = 'metric_version' THEN
        EXECUTE format('GRANT INSERT ON %I TO jidoka_ingest, jidoka_execute', name);
      ELSIF NOT name = ANY (gate) THEN
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I TO jidoka_ingest', name);
      END IF;
    END IF;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['document', 'document_revision', 'chunk'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS readers ON %I', name);
    EXECUTE format('CREATE POLICY readers ON %I AS RESTRICTIVE
      USING (reader_roles = ''{}'' OR jidoka_may_read(site_id, reader_roles)) WITH CHECK (true)', name);
  END LOOP;
  GRANT EXECUTE ON FUNCTION jidoka_sites(), jidoka_roles(), jidoka_user(),
    jidoka_may_read(text, text[]) TO PUBLIC;
  GRANT EXECUTE ON FUNCTION jidoka_find_passages(tsquery[], text[], text, text[]) TO jidoka_read;
  GRANT EXECUTE ON FUNCTION jidoka_metric_usage(text[]) TO jidoka_read;
  GRANT EXECUTE ON FUNCTION jidoka_propose(jsonb, timestamptz) TO jidoka_propose;
  GRANT EXECUTE ON FUNCTION jidoka_decide(text, text, int, text, text, text, text, text, timestamptz)
    TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_begin_execution(text, text, text),
    jidoka_finish_execution(text, text, text, jsonb, timestamptz), jidoka_expire(timestamptz)
    TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_executing(text, text, text[]), jidoka_refuse_effect(text)
    TO jidoka_execute, jidoka_ingest;
END
$$;
