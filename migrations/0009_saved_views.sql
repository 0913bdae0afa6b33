CREATE TABLE "saved_view" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"form" text NOT NULL,
	"readers" text[] DEFAULT '{}' NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_view_site_id_id_pk" PRIMARY KEY("site_id","id"),
	CONSTRAINT "saved_view_of_a_site" CHECK ("saved_view"."site_id" <> 'group')
);
--> statement-breakpoint
CREATE TABLE "team_page_entry" (
	"site_id" text NOT NULL,
	"team_id" text NOT NULL,
	"view_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"form" text NOT NULL,
	"view_version" integer NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_page_entry_site_id_team_id_view_id_pk" PRIMARY KEY("site_id","team_id","view_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" USING btree ("site_id","owner_id","name");--> statement-breakpoint
CREATE INDEX "team_page_order" ON "team_page_entry" USING btree ("site_id","team_id","position");
--> statement-breakpoint

-- Saved views of people, and the pages of teams; it sees no other table.
DO $roles$
BEGIN
  BEGIN
    CREATE ROLE jidoka_report NOLOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT jidoka_report TO %I', current_user);
  END IF;
END
$roles$;
--> statement-breakpoint

-- Whoever supervises a site decides what stands on its pages. One change of a page at a time.
CREATE FUNCTION jidoka_open_page(p_site text, p_team text) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT (p_site = ANY (jidoka_sites())) THEN
    RETURN 'not_found';
  END IF;
  IF NOT EXISTS (SELECT FROM user_role WHERE site_id = p_site AND user_id = jidoka_user()
      AND role IN ('supervisor', 'manager')) THEN
    RETURN 'not_a_supervisor';
  END IF;
  IF p_team <> '' AND NOT EXISTS (SELECT FROM team WHERE site_id = p_site AND id = p_team) THEN
    RETURN 'unknown_team';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('team_page ' || p_site || ' ' || p_team, 0));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_publish_view(p_site text, p_team text, p_view text, p_version int,
  p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  most int := 24;
  refusal text := jidoka_open_page(p_site, p_team);
  chosen saved_view%ROWTYPE;
BEGIN
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  -- As the owner no row policy holds here: what the publisher may not see, they may not publish.
  SELECT * INTO chosen FROM saved_view WHERE site_id = p_site AND id = p_view
    AND (owner_id = jidoka_user() OR '*' = ANY (readers) OR jidoka_may_read(site_id, readers))
    FOR SHARE;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF chosen.version <> p_version THEN
    RETURN 'other_version';
  END IF;
  IF NOT EXISTS (SELECT FROM team_page_entry WHERE site_id = p_site AND team_id = p_team
      AND view_id = p_view) AND most <= (SELECT count(*) FROM team_page_entry
      WHERE site_id = p_site AND team_id = p_team) THEN
    RETURN 'full';
  END IF;
  INSERT INTO team_page_entry (site_id, team_id, view_id, position, name, query, form,
      view_version, published_by, published_at)
    SELECT p_site, p_team, p_view, coalesce(max(position), 0) + 1, chosen.name, chosen.query,
      chosen.form, chosen.version, jidoka_user(), p_now
    FROM team_page_entry WHERE site_id = p_site AND team_id = p_team
    ON CONFLICT (site_id, team_id, view_id) DO UPDATE SET name = excluded.name,
      query = excluded.query, form = excluded.form, view_version = excluded.view_version,
      published_by = excluded.published_by, published_at = excluded.published_at;
  PERFORM jidoka_audit(p_site, p_now, 'view_published', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('view', p_view, 'version', chosen.version, 'name', chosen.name,
      'team', p_team, 'query', chosen.query));
  RETURN 'published';
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_unpublish_view(p_site text, p_team text, p_view text, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  refusal text := jidoka_open_page(p_site, p_team);
  gone team_page_entry%ROWTYPE;
BEGIN
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  DELETE FROM team_page_entry WHERE site_id = p_site AND team_id = p_team AND view_id = p_view
    RETURNING * INTO gone;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM jidoka_audit(p_site, p_now, 'view_unpublished', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('view', p_view, 'version', gone.view_version, 'name', gone.name,
      'team', p_team));
  RETURN 'unpublished';
END
$$;
--> statement-breakpoint
-- The new order names every entry once: whoever did not see the newest one cannot order it away.
CREATE FUNCTION jidoka_order_page(p_site text, p_team text, p_views text[], p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  refusal text := jidoka_open_page(p_site, p_team);
BEGIN
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  IF (SELECT array_agg(v ORDER BY v) FROM unnest(p_views) v) IS DISTINCT FROM
    (SELECT array_agg(view_id ORDER BY view_id) FROM team_page_entry
      WHERE site_id = p_site AND team_id = p_team) THEN
    RETURN 'other_version';
  END IF;
  UPDATE team_page_entry SET position = array_position(p_views, view_id)
    WHERE site_id = p_site AND team_id = p_team;
  PERFORM jidoka_audit(p_site, p_now, 'page_ordered', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('team', p_team, 'views', to_jsonb(p_views)));
  RETURN 'ordered';
END
$$;
--> statement-breakpoint

-- As before, with the role `report` and its two tables.
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
    jidoka_decide, jidoka_execute, jidoka_ingest, jidoka_app, jidoka_chat, jidoka_report;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO jidoka_read, jidoka_propose, jidoka_decide, jidoka_execute,
    jidoka_ingest, jidoka_app, jidoka_chat, jidoka_report;
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
    ELSIF name = 'saved_view' THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO jidoka_report', name);
    ELSIF name = 'team_page_entry' THEN
      EXECUTE format('GRANT SELECT ON %I TO jidoka_report', name);
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
  DROP POLICY IF EXISTS viewers ON saved_view;
  CREATE POLICY viewers ON saved_view AS RESTRICTIVE FOR SELECT USING (owner_id = jidoka_user()
    OR '*' = ANY (readers) OR jidoka_may_read(site_id, readers));
  FOREACH name IN ARRAY ARRAY['UPDATE', 'DELETE'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS %I ON saved_view', 'owner_' || lower(name));
    EXECUTE format('CREATE POLICY %I ON saved_view AS RESTRICTIVE FOR %s
      USING (owner_id = jidoka_user())', 'owner_' || lower(name), name);
  END LOOP;
  DROP POLICY IF EXISTS owner_insert ON saved_view;
  CREATE POLICY owner_insert ON saved_view AS RESTRICTIVE FOR INSERT
    WITH CHECK (owner_id = jidoka_user());
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
  GRANT EXECUTE ON FUNCTION jidoka_make_partitions(timestamptz[]),
    jidoka_drop_partition(timestamptz, text, timestamptz),
    jidoka_audit_retention(text, text, timestamptz, bigint, timestamptz) TO jidoka_ingest;
  GRANT EXECUTE ON FUNCTION jidoka_partitions() TO jidoka_read, jidoka_ingest;
  GRANT EXECUTE ON FUNCTION jidoka_publish_view(text, text, text, int, text, timestamptz),
    jidoka_unpublish_view(text, text, text, text, timestamptz),
    jidoka_order_page(text, text, text[], text, timestamptz) TO jidoka_report;
END
$$;
