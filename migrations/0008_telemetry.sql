CREATE TABLE "measurement_due" (
	"site_id" text NOT NULL,
	"tag_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"taken" boolean DEFAULT false NOT NULL,
	CONSTRAINT "measurement_due_site_id_tag_id_hour_taken_pk" PRIMARY KEY("site_id","tag_id","hour","taken")
);
--> statement-breakpoint
CREATE TABLE "measurement_hour" (
	"site_id" text NOT NULL,
	"tag_id" text NOT NULL,
	"bucket" timestamp with time zone NOT NULL,
	"n" integer NOT NULL,
	"others" integer NOT NULL,
	"sum" double precision,
	"min" double precision,
	"max" double precision,
	"last_value" double precision,
	"last_at" timestamp with time zone,
	"has_minutes" boolean NOT NULL,
	CONSTRAINT "measurement_hour_site_id_tag_id_bucket_pk" PRIMARY KEY("site_id","tag_id","bucket")
);
--> statement-breakpoint
CREATE TABLE "measurement_minute" (
	"site_id" text NOT NULL,
	"tag_id" text NOT NULL,
	"bucket" timestamp with time zone NOT NULL,
	"n" integer NOT NULL,
	"others" integer NOT NULL,
	"sum" double precision,
	"min" double precision,
	"max" double precision,
	"last_value" double precision,
	"last_at" timestamp with time zone,
	CONSTRAINT "measurement_minute_site_id_tag_id_bucket_pk" PRIMARY KEY("site_id","tag_id","bucket")
);
--> statement-breakpoint
CREATE TABLE "retention" (
	"site_id" text NOT NULL,
	"stream" text NOT NULL,
	"keep" text,
	"floor" timestamp with time zone NOT NULL,
	CONSTRAINT "retention_site_id_stream_pk" PRIMARY KEY("site_id","stream")
);
--> statement-breakpoint
CREATE INDEX "measurement_due_taken" ON "measurement_due" USING btree ("hour","tag_id") WHERE taken;
--> statement-breakpoint

-- Measurements by month of their instant, UTC. What there is moves over, and is noted to be rolled up.
ALTER TABLE measurement RENAME TO measurement_whole;
--> statement-breakpoint
ALTER TABLE measurement_whole RENAME CONSTRAINT measurement_site_id_tag_id_at_pk TO measurement_whole_pk;
--> statement-breakpoint
CREATE TABLE measurement (
  site_id text NOT NULL,
  tag_id text NOT NULL,
  at timestamp with time zone NOT NULL,
  value double precision NOT NULL,
  quality text DEFAULT 'good' NOT NULL,
  CONSTRAINT measurement_site_id_tag_id_at_pk PRIMARY KEY (site_id, tag_id, at)
) PARTITION BY RANGE (at);
--> statement-breakpoint
CREATE INDEX measurement_at ON measurement USING brin (at);
--> statement-breakpoint

-- Makes the months that rows are about to be stored in, and none of another table: all that is
-- before 2000 is one, after 2099 there is nothing. A month is made beside and then attached, which
-- neither readers nor writers wait for; of two who need one, the lock lets the second see the first.
CREATE FUNCTION jidoka_make_partitions(p_times timestamptz[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  month timestamp;
  name text;
  from_at text;
  wanted text[] := ARRAY[]::text[];
BEGIN
  FOR month IN
    SELECT DISTINCT greatest(date_trunc('month', t AT TIME ZONE 'UTC'), '1999-12-01')
    FROM unnest(p_times) t WHERE t IS NOT NULL ORDER BY 1
  LOOP
    IF month >= '2100-01-01' THEN
      RAISE EXCEPTION 'no measurements are kept after the year 2099'
        USING ERRCODE = 'datetime_field_overflow';
    END IF;
    name := CASE WHEN month < '2000-01-01' THEN 'measurement_early'
      ELSE to_char(month, '"measurement_"YYYY_MM') END;
    CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
    LOCK TABLE ONLY measurement IN SHARE UPDATE EXCLUSIVE MODE;
    CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
    from_at := CASE WHEN month < '2000-01-01' THEN 'MINVALUE' ELSE format('%L', to_char(month, 'YYYY-MM-DD"T00:00Z"')) END;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.measurement INCLUDING ALL)', name);
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, jidoka_read, jidoka_propose, jidoka_decide,
      jidoka_execute, jidoka_ingest, jidoka_app, jidoka_chat', name);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.measurement ATTACH PARTITION public.%I
      FOR VALUES FROM (%s) TO (%L)', name, from_at,
      to_char(month + interval '1 month', 'YYYY-MM-DD"T00:00Z"'));
  END LOOP;
END
$$;
--> statement-breakpoint

SELECT jidoka_make_partitions(array_agg(DISTINCT date_trunc('month', at, 'UTC'))) FROM measurement_whole;
--> statement-breakpoint
INSERT INTO measurement (site_id, tag_id, at, value, quality)
SELECT site_id, tag_id, at, value, quality FROM measurement_whole;
--> statement-breakpoint
INSERT INTO measurement_due (site_id, tag_id, hour)
SELECT DISTINCT site_id, tag_id, date_trunc('hour', at, 'UTC') FROM measurement_whole;
--> statement-breakpoint
DROP TABLE measurement_whole;
--> statement-breakpoint

-- Drops the oldest month that ended before `p_before`, unless hours of it are still to be rolled up.
-- The lock waits for whoever still writes there; who comes later finds the floor that was set before.
CREATE FUNCTION jidoka_drop_partition(p_before timestamptz, p_keep text, p_now timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  name text;
  ends timestamptz;
  dropped bigint;
BEGIN
  SELECT p.relname, p.ends INTO name, ends FROM jidoka_partitions() p
  WHERE p.ends <= p_before ORDER BY p.ends LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  EXECUTE format('SELECT count(*) FROM public.%I', name) INTO dropped;
  LOCK TABLE ONLY measurement IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM measurement_due WHERE hour < ends) THEN RETURN NULL; END IF;
  EXECUTE format('DROP TABLE public.%I', name);
  PERFORM jidoka_audit_retention('measurement', p_keep, ends, dropped, p_now);
  RETURN dropped;
END
$$;
--> statement-breakpoint

-- Months of measurements, and where each ends.
CREATE FUNCTION jidoka_partitions() RETURNS TABLE (relname name, ends timestamptz) LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.relname,
    substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'public.measurement'::regclass
$$;
--> statement-breakpoint

-- Rows that were there and are gone belong into the record; whoever removes them says so by this.
CREATE FUNCTION jidoka_audit_retention(p_stream text, p_keep text, p_before timestamptz,
  p_rows bigint, p_now timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jidoka_audit('group', p_now, 'retention', 'retention', 'server', NULL, NULL,
    jsonb_build_object('stream', p_stream, 'keep', p_keep, 'rows', p_rows,
      'before', to_char(p_before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
$$;
--> statement-breakpoint

-- As before, and partitions are closed to everybody: their rows are reached by their table alone.
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
      AND c.relname <> 'schema_migration' AND NOT c.relispartition
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
  GRANT EXECUTE ON FUNCTION jidoka_make_partitions(timestamptz[]),
    jidoka_drop_partition(timestamptz, text, timestamptz),
    jidoka_audit_retention(text, text, timestamptz, bigint, timestamptz) TO jidoka_ingest;
  GRANT EXECUTE ON FUNCTION jidoka_partitions() TO jidoka_read, jidoka_ingest;
  GRANT EXECUTE ON FUNCTION jidoka_executing(text, text, text[]), jidoka_refuse_effect(text)
    TO jidoka_execute, jidoka_ingest;
END
$$;
