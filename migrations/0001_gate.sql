-- What the database itself enforces: roles, row rights, the gate, the audit chain.
-- Written by hand: drizzle-kit generates none of it. Every function pins its search_path, so that
-- nobody's temporary tables or schemas stand in for ours.

DO $roles$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['jidoka_read', 'jidoka_propose', 'jidoka_decide',
    'jidoka_execute', 'jidoka_ingest', 'jidoka_app', 'jidoka_chat']
  LOOP
    -- Roles belong to the whole cluster: another database of it may be creating them just now.
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      EXECUTE format('GRANT %I TO %I', role_name, current_user);
    END IF;
  END LOOP;
END
$roles$;
--> statement-breakpoint

-- Row rights. The server sets both for each transaction: sites as `a,b`, or `*` for itself; roles
-- as `site/role`. Unset means nothing is visible.
CREATE FUNCTION jidoka_sites() RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT string_to_array(coalesce(current_setting('jidoka.sites', true), ''), ',')
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_roles() RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT string_to_array(coalesce(current_setting('jidoka.roles', true), ''), ',')
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_user() RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT nullif(current_setting('jidoka.user', true), '')
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_may_read(doc_site text, reader_roles text[]) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT '*' = ANY (jidoka_sites()) OR EXISTS (
    SELECT FROM unnest(reader_roles) AS r WHERE (doc_site || '/' || r) = ANY (jidoka_roles()))
$$;
--> statement-breakpoint

-- The audit chain: one per site. Called only by the functions below, which run as the owner.
CREATE FUNCTION jidoka_audit(p_site text, p_at timestamptz, p_event text, p_actor text,
  p_channel text, p_action text, p_tool text, p_detail jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head audit_head%ROWTYPE;
  entry text;
  digest text;
BEGIN
  INSERT INTO audit_head VALUES (p_site, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE site_id = p_site FOR UPDATE;
  entry := jsonb_build_object('site', p_site, 'seq', head.seq + 1,
    'at', to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'event', p_event, 'actor', p_actor, 'channel', p_channel, 'action', p_action,
    'tool', p_tool, 'detail', p_detail)::text;
  digest := encode(sha256(convert_to(head.sha256 || entry, 'UTF8')), 'hex');
  INSERT INTO audit_entry VALUES (p_site, head.seq + 1, head.sha256, digest, entry);
  UPDATE audit_head SET seq = head.seq + 1, sha256 = digest WHERE site_id = p_site;
  RETURN head.seq + 1;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the record is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint

CREATE FUNCTION jidoka_announce(p proposal) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_notify('jidoka_proposal', json_build_object('siteId', p.site_id, 'id', p.id,
    'status', p.status, 'version', p.version)::text)
$$;
--> statement-breakpoint

-- Files a proposal for the user of this transaction. Who may approve, how many and until when come
-- from policy_rule, the site's own before the group's; no rule means no.
-- Same idempotency key: the proposal that stands.
CREATE FUNCTION jidoka_propose(p jsonb, p_now timestamptz) RETURNS proposal
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

-- The one way to decide. The decider is the user of this transaction; the outcome is a value.
CREATE FUNCTION jidoka_decide(p_site text, p_id text, p_version int, p_args_sha256 text,
  p_verdict text, p_reason_code text, p_reason_text text, p_channel text, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  decider text := jidoka_user();
  refusal text;
  approvals int;
BEGIN
  SELECT * INTO target FROM proposal WHERE site_id = p_site AND id = p_id FOR UPDATE;
  IF NOT FOUND OR decider IS NULL
    OR NOT (p_site = ANY (jidoka_sites())) THEN
    RETURN 'not_found';
  END IF;
  refusal := CASE
    WHEN p_verdict NOT IN ('approve', 'reject') THEN 'not_found'
    WHEN NOT EXISTS (SELECT FROM user_role WHERE site_id = p_site AND user_id = decider
      AND role = ANY (target.approver_roles)) THEN 'not_an_approver'
    WHEN target.requested_by = decider THEN 'self_approval'
    WHEN target.status <> 'pending' THEN 'already_decided'
    WHEN target.version <> p_version OR target.args_sha256 <> p_args_sha256 THEN 'other_version'
    WHEN target.expires_at <= p_now THEN 'expired'
    WHEN p_verdict = 'reject' AND coalesce(p_reason_code, '') = '' THEN 'reason_missing'
    WHEN EXISTS (SELECT FROM decision WHERE site_id = p_site AND proposal_id = p_id
      AND version = p_version AND decided_by = decider) THEN 'already_decided'
  END;
  IF refusal IS NOT NULL THEN
    PERFORM jidoka_audit(p_site, p_now, 'decision_refused', decider, p_channel, p_id, target.tool,
      jsonb_build_object('outcome', refusal, 'verdict', p_verdict, 'version', p_version));
    RETURN refusal;
  END IF;
  INSERT INTO decision VALUES (p_site, p_id, p_version, decider, p_verdict, p_reason_code,
    p_reason_text, p_channel, p_now);
  SELECT count(*) INTO approvals FROM decision WHERE site_id = p_site AND proposal_id = p_id
    AND version = p_version AND verdict = 'approve';
  UPDATE proposal SET
      status = CASE WHEN p_verdict = 'reject' THEN 'rejected'
        WHEN approvals >= approvals_needed THEN 'approved' ELSE 'pending' END,
      decided_at = CASE WHEN p_verdict = 'reject' OR approvals >= approvals_needed THEN p_now END
    WHERE site_id = p_site AND id = p_id AND version = p_version AND status = 'pending'
      AND args_sha256 = p_args_sha256 RETURNING * INTO STRICT target;
  IF target.status = 'approved' THEN
    INSERT INTO outbox (site_id, proposal_id, args_sha256, status, ready_at)
      VALUES (p_site, p_id, p_args_sha256, 'ready', p_now);
  END IF;
  PERFORM jidoka_audit(p_site, p_now, CASE p_verdict WHEN 'approve' THEN 'approved' ELSE 'rejected' END,
    decider, p_channel, p_id, target.tool, jsonb_build_object('version', p_version,
      'args_sha256', p_args_sha256, 'reason_code', p_reason_code, 'reason_text', p_reason_text,
      'status', target.status));
  PERFORM jidoka_announce(target);
  RETURN CASE target.status WHEN 'pending' THEN 'waiting_for_second' ELSE target.status END;
END
$$;
--> statement-breakpoint

-- Opens the execution of an approved proposal in this transaction, if the approvals really stand.
-- No row: somebody else has it, or it is not approved.
CREATE FUNCTION jidoka_begin_execution(p_site text, p_id text, p_args_sha256 text)
RETURNS SETOF proposal LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE proposal p SET executing_xid = pg_current_xact_id()::text
    WHERE p.site_id = p_site AND p.id = p_id AND p.status = 'approved'
      AND p.args_sha256 = p_args_sha256 AND p.executing_xid IS NULL
      AND p.args_sha256 = encode(sha256(convert_to(p.args, 'UTF8')), 'hex')
      AND p.approvals_needed <= (SELECT count(*) FROM decision d WHERE d.site_id = p.site_id
        AND d.proposal_id = p.id AND d.version = p.version AND d.verdict = 'approve'
        AND d.decided_by <> p.requested_by)
    RETURNING p.*
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_finish_execution(p_site text, p_id text, p_status text, p_result jsonb,
  p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
BEGIN
  UPDATE proposal SET status = p_status, result = p_result, finished_at = p_now, executing_xid = NULL
    WHERE site_id = p_site AND id = p_id AND status = 'approved'
      AND executing_xid = pg_current_xact_id()::text AND p_status IN ('done', 'failed', 'stale')
    RETURNING * INTO target;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'proposal % is not being executed here', p_id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE outbox SET status = 'done', attempts = attempts + 1
    WHERE site_id = p_site AND proposal_id = p_id;
  PERFORM jidoka_audit(p_site, p_now, p_status, 'system', 'executor', p_id, target.tool,
    jsonb_build_object('args_sha256', target.args_sha256, 'result', p_result));
  PERFORM jidoka_announce(target);
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_expire(p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  expired int := 0;
BEGIN
  FOR target IN SELECT * FROM proposal WHERE status = 'pending' AND expires_at <= p_now
    ORDER BY site_id, id FOR UPDATE SKIP LOCKED
  LOOP
    UPDATE proposal SET status = 'expired', decided_at = p_now
      WHERE site_id = target.site_id AND id = target.id RETURNING * INTO target;
    PERFORM jidoka_audit(target.site_id, p_now, 'expired', 'system', 'executor', target.id,
      target.tool, '{}');
    PERFORM jidoka_announce(target);
    expired := expired + 1;
  END LOOP;
  RETURN expired;
END
$$;
--> statement-breakpoint

-- An execution that was begun must be finished before its transaction can commit.
CREATE FUNCTION jidoka_execution_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM proposal WHERE site_id = NEW.site_id AND id = NEW.id
      AND executing_xid IS NOT NULL) THEN
    RAISE EXCEPTION 'execution of % was begun and not finished', NEW.id;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER execution_ends AFTER UPDATE ON proposal DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.executing_xid IS NOT NULL) EXECUTE FUNCTION jidoka_execution_ends();
--> statement-breakpoint

-- True inside the transaction that executes this approved action of one of these tools.
CREATE FUNCTION jidoka_executing(p_site text, p_action text, p_tools text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposal WHERE site_id = p_site AND status = 'approved'
    AND (p_action IS NULL OR id = p_action) AND tool = ANY (p_tools)
    AND executing_xid = pg_current_xact_id()::text)
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_refuse_effect(p_table text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a write to % needs an approved action that is being executed', p_table
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint

-- Guards a table of effects; the trigger's arguments are the tools whose effects it holds.
-- Collection may record what an outside system did (`origin` import); everybody else, the owner
-- included, writes inside the execution of an approved action or not at all.
CREATE FUNCTION jidoka_guard_effect() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  imported boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  imported := NEW.origin = 'import' AND NEW.action_id IS NULL
    AND (TG_OP = 'INSERT' OR OLD.origin = 'import');
  IF current_user = 'jidoka_ingest' AND imported THEN
    RETURN NEW;
  END IF;
  IF current_user <> 'jidoka_execute' OR (TG_OP = 'INSERT' AND NEW.action_id IS NULL)
    OR NOT jidoka_executing(NEW.site_id, CASE TG_OP WHEN 'INSERT' THEN NEW.action_id END, TG_ARGV) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- A slot follows its schedule version.
CREATE FUNCTION jidoka_guard_slot() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  version schedule_version%ROWTYPE;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO version FROM schedule_version WHERE site_id = NEW.site_id AND id = NEW.schedule_id;
    IF current_user = 'jidoka_ingest' AND version.origin = 'import' THEN
      RETURN NEW;
    END IF;
    IF current_user = 'jidoka_execute' AND version.action_id IS NOT NULL
      AND jidoka_executing(NEW.site_id, version.action_id, TG_ARGV) THEN
      RETURN NEW;
    END IF;
  END IF;
  PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR UPDATE OR DELETE ON ticket
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_effect('open_maintenance_ticket');
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR UPDATE OR DELETE ON schedule_version
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_effect('propose_schedule');
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR UPDATE OR DELETE ON schedule_slot
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_slot('propose_schedule');
--> statement-breakpoint

-- The effective passages that hold each group of terms, of those that the reader may see. A definer,
-- which repeats the row rights itself: `@@` is not leakproof, so a scan under row level security
-- could not use the GIN index.
CREATE FUNCTION jidoka_find_passages(p_groups tsquery[], p_sites text[], p_language text,
  p_about text[]) RETURNS TABLE (term_group int, site_id text, document_id text, revision int, seq int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.at::int, found.*
  FROM unnest(p_groups) WITH ORDINALITY AS g (query, at) CROSS JOIN LATERAL (
    SELECT c.site_id, c.document_id, c.revision, c.seq FROM chunk c
    WHERE c.effective = 1 AND c.terms @@ g.query
      AND (c.site_id = ANY ((SELECT jidoka_sites())::text[])
        OR '*' = ANY ((SELECT jidoka_sites())::text[]))
      AND (c.reader_roles = '{}' OR jidoka_may_read(c.site_id, c.reader_roles))
      AND (p_sites IS NULL OR c.site_id = ANY (p_sites))
      AND (p_language IS NULL OR c.language = p_language)
      AND (p_about IS NULL OR c.equipment_ids = '{}' OR c.equipment_ids && p_about)
    OFFSET 0 -- one index lookup a group, never one scan that tries every group on every row
  ) AS found
$$;
--> statement-breakpoint

-- Default policy: data, seeded once.
INSERT INTO policy_rule (site_id, tool, risk, approver_roles, approvals_needed, expires_minutes) VALUES
  ('group', 'open_maintenance_ticket', 'low', '{supervisor,manager}', 1, 480),
  ('group', 'propose_schedule', 'medium', '{supervisor,manager}', 1, 120);
--> statement-breakpoint

-- Rights and row rights of every table, from the catalogue: run after each migration, so that a
-- new table is closed until it is listed here.
CREATE FUNCTION jidoka_secure_tables() RETURNS void LANGUAGE plpgsql
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
        EXECUTE format('GRANT INSERT ON %I TO jidoka_ingest', name);
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
