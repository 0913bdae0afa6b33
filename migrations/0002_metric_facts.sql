ALTER TABLE "stock" DROP CONSTRAINT "stock_site_id_material_id_pk";--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_site_id_material_id_counted_at_pk" PRIMARY KEY("site_id","material_id","counted_at");--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "proposer_roles" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "currency" text DEFAULT 'CNY' NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_version" ADD COLUMN "origin" text DEFAULT 'seed' NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_version" ADD COLUMN "action_id" text;--> statement-breakpoint
ALTER TABLE "production_order" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "standard_cost" double precision;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "unit_cost" double precision;--> statement-breakpoint

-- From here on by hand: how a metric changes. A version is never rewritten. It comes from the seed
-- of what is not there yet, or from the execution of an approved action.
CREATE FUNCTION jidoka_guard_metric() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_user = 'jidoka_ingest' AND NEW.origin = 'seed' AND NEW.action_id IS NULL
    AND NEW.site_id = 'group' AND NEW.status = 'approved'
    AND NOT EXISTS (SELECT FROM metric_version WHERE site_id = 'group' AND id = NEW.id) THEN
    RETURN NEW;
  END IF;
  IF current_user <> 'jidoka_execute' OR NEW.origin <> 'action' OR NEW.action_id IS NULL
    OR NOT jidoka_executing(NEW.site_id, NEW.action_id, TG_ARGV) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON metric_version
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_metric('propose_metric_change');
--> statement-breakpoint
CREATE TRIGGER metric_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON metric_version
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
INSERT INTO policy_rule (site_id, tool, risk, approver_roles, approvals_needed, expires_minutes,
    proposer_roles)
  VALUES ('group', 'propose_metric_change', 'medium', '{manager,admin}', 1, 2880,
    '{supervisor,quality,planner,maintenance,manager,admin}');
--> statement-breakpoint

-- How often stored answers used a version: counts of all people, their questions of none.
CREATE FUNCTION jidoka_metric_usage(p_ids text[])
RETURNS TABLE (metric text, version int, answers int, people int, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT used.metric, used.version, count(*)::int, count(DISTINCT t.user_id)::int, max(t.started_at)
  FROM turn t CROSS JOIN LATERAL (
    SELECT DISTINCT f->>'metric' AS metric, (f->>'version')::int AS version
    FROM jsonb_array_elements(CASE jsonb_typeof(t.answer->'figures') WHEN 'array'
      THEN t.answer->'figures' END) f
    WHERE f->>'metric' = ANY (p_ids)
  ) used
  GROUP BY used.metric, used.version
$$;
--> statement-breakpoint

-- As before, and now a rule may say who may ask at all.
CREATE OR REPLACE FUNCTION jidoka_propose(p jsonb, p_now timestamptz) RETURNS proposal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rule policy_rule%ROWTYPE;
  filed proposal%ROWTYPE;
  requester text := jidoka_user();
BEGIN
  IF requester IS NULL OR NOT EXISTS (SELECT FROM user_role
      WHERE site_id = p->>'site_id' AND user_id = requester) THEN
    RAISE EXCEPTION 'no role at site %', p->>'site_id' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO rule FROM policy_rule WHERE tool = p->>'tool' AND site_id IN (p->>'site_id', 'group')
    ORDER BY site_id = 'group' LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no policy rule for %', p->>'tool' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF cardinality(rule.proposer_roles) > 0 AND NOT EXISTS (SELECT FROM user_role
      WHERE site_id = p->>'site_id' AND user_id = requester AND role = ANY (rule.proposer_roles)) THEN
    RAISE EXCEPTION '% at % takes one of the roles %', p->>'tool', p->>'site_id',
      array_to_string(rule.proposer_roles, ', ') USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO proposal (site_id, id, tool, version, status, risk, title_zh, title_en, args,
      args_sha256, preconditions, diff, prediction, evidence, tainted, requested_by, channel,
      idempotency_key, approver_roles, approvals_needed, created_at, expires_at)
    VALUES (p->>'site_id', p->>'id', p->>'tool', 1, 'pending', rule.risk, p->>'title_zh',
      p->>'title_en', p->>'args', encode(sha256(convert_to(p->>'args', 'UTF8')), 'hex'),
      p->'preconditions', p->'diff', nullif(p->'prediction', 'null'), p->'evidence',
      (p->>'tainted')::boolean, requester, p->>'channel', p->>'idempotency_key',
      rule.approver_roles, rule.approvals_needed, p_now,
      p_now + make_interval(mins => rule.expires_minutes))
    ON CONFLICT (site_id, requested_by, idempotency_key) DO NOTHING RETURNING * INTO filed;
  IF NOT FOUND THEN
    SELECT * INTO STRICT filed FROM proposal WHERE site_id = p->>'site_id'
      AND requested_by = requester AND idempotency_key = p->>'idempotency_key';
    RETURN filed;
  END IF;
  PERFORM jidoka_audit(filed.site_id, p_now, 'proposed', requester, filed.channel, filed.id,
    filed.tool, jsonb_build_object('args_sha256', filed.args_sha256, 'risk', filed.risk,
      'tainted', filed.tainted, 'diff', filed.diff));
  PERFORM jidoka_announce(filed);
  RETURN filed;
END
$$;
--> statement-breakpoint

-- As before, with the metric versions of the executor and the usage counts of readers.
CREATE OR REPLACE FUNCTION jidoka_secure_tables() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  name text;
  has_site boolean;
  people text[] := ARRAY['user', 'session', 'account', 'verification', 'user_role', 'access_token'];
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
