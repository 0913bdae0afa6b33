CREATE TABLE "lesson" (
	"site_id" text NOT NULL,
	"lesson" integer NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"tool" text NOT NULL,
	"equipment_id" text,
	"hours_from" text,
	"hours_to" text,
	"until" timestamp with time zone,
	"rule" jsonb NOT NULL,
	"reason_code" text,
	"note" text NOT NULL,
	"sources" text[] NOT NULL,
	"origin" text NOT NULL,
	"author" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "lesson_site_id_lesson_version_pk" PRIMARY KEY("site_id","lesson","version")
);
--> statement-breakpoint
CREATE TABLE "playbook" (
	"site_id" text NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"source" text NOT NULL,
	"action_id" text NOT NULL,
	"armed_by" text NOT NULL,
	"armed_at" timestamp with time zone NOT NULL,
	"disarmed_at" timestamp with time zone,
	CONSTRAINT "playbook_site_id_name_version_pk" PRIMARY KEY("site_id","name","version")
);
--> statement-breakpoint
CREATE TABLE "playbook_event" (
	"site_id" text NOT NULL,
	"name" text NOT NULL,
	"event_key" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"action_ids" text[] NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "playbook_event_site_id_name_event_key_pk" PRIMARY KEY("site_id","name","event_key")
);
--> statement-breakpoint
CREATE INDEX "playbook_event_seen" ON "playbook_event" USING btree ("site_id","name","seen_at");
--> statement-breakpoint

-- From here on by hand.
ALTER TABLE lesson
  ADD CONSTRAINT lesson_is_known CHECK (status IN ('active', 'retired')
    AND origin IN ('person', 'repeated') AND jsonb_typeof(rule) = 'object'),
  ADD CONSTRAINT lesson_hours CHECK ((hours_from IS NULL) = (hours_to IS NULL)
    AND concat(hours_from, hours_to) ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])*$'),
  ADD CONSTRAINT people_teach CHECK (author NOT LIKE 'playbook:%');
--> statement-breakpoint
-- A playbook asks by a name of its own, which never decides, whatever role it may be given.
ALTER TABLE decision ADD CONSTRAINT people_decide
  CHECK (decided_by NOT LIKE 'playbook:%' AND authority NOT LIKE 'playbook:%');
--> statement-breakpoint
-- Versions follow each other and are never rewritten, by anyone.
CREATE FUNCTION jidoka_guard_lesson() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.version <> 1 + coalesce((SELECT max(version) FROM lesson WHERE site_id = NEW.site_id
      AND lesson = NEW.lesson), 0) THEN
    PERFORM jidoka_refuse('a version of a lesson follows the one before it');
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_lesson BEFORE INSERT ON lesson
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_lesson();
--> statement-breakpoint
CREATE TRIGGER lesson_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lesson
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE FUNCTION jidoka_leads(p_site text, p_user text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM user_role WHERE site_id = p_site AND user_id = p_user
    AND role IN ('supervisor', 'manager', 'admin'))
$$;
--> statement-breakpoint
-- Teaches a lesson, or another version of one: by whoever leads at the site, or by whoever rejected
-- or edited the proposal that it comes from.
CREATE FUNCTION jidoka_put_lesson(p jsonb, p_channel text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  site text := p->>'site_id';
  teacher text := jidoka_user();
  given text[] := ARRAY(SELECT jsonb_array_elements_text(p->'sources'));
  before lesson%ROWTYPE;
  put lesson%ROWTYPE;
  outcome text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('lesson ' || site));
  IF p->>'lesson' IS NOT NULL THEN
    SELECT * INTO before FROM lesson WHERE site_id = site AND lesson.lesson = (p->>'lesson')::int
      ORDER BY version DESC LIMIT 1;
  END IF;
  outcome := CASE
    WHEN teacher IS NULL OR NOT site = ANY (jidoka_sites())
      OR (p->>'lesson' IS NOT NULL AND before.lesson IS NULL)
      OR EXISTS (SELECT FROM unnest(given) s WHERE NOT EXISTS (
        SELECT FROM proposal WHERE site_id = site AND id = s)) THEN 'not_found'
    WHEN NOT jidoka_leads(site, teacher) AND (before.lesson IS NOT NULL
      OR NOT EXISTS (SELECT FROM decision WHERE site_id = site AND proposal_id = ANY (given)
          AND decided_by = teacher AND verdict = 'reject'
        UNION ALL SELECT FROM proposal_version WHERE site_id = site AND proposal_id = ANY (given)
          AND edited_by = teacher)) THEN 'not_allowed'
    ELSE 'taught' END;
  IF outcome <> 'taught' THEN
    PERFORM jidoka_audit(CASE outcome WHEN 'not_found' THEN 'group' ELSE site END, p_now,
      'lesson_refused', coalesce(teacher, 'nobody'), p_channel, NULL, NULL,
      jsonb_build_object('outcome', outcome, 'lesson', p->'lesson'));
    RETURN jsonb_build_object('outcome', outcome);
  END IF;
  INSERT INTO lesson (site_id, lesson, version, status, tool, equipment_id, hours_from, hours_to,
      until, rule, reason_code, note, sources, origin, author, at)
    VALUES (site, coalesce(before.lesson, (SELECT 1 + coalesce(max(l.lesson), 0) FROM lesson l
        WHERE l.site_id = site)), coalesce(before.version, 0) + 1, 'active', p->>'tool',
      p->>'equipment_id', p->>'hours_from', p->>'hours_to', (p->>'until')::timestamptz, p->'rule',
      p->>'reason_code', p->>'note', coalesce(before.sources, '{}') || given, 'person', teacher, p_now)
    RETURNING * INTO put;
  PERFORM jidoka_audit(site, p_now, 'lesson_taught', teacher, p_channel, given[1], put.tool,
    to_jsonb(put));
  RETURN jsonb_build_object('outcome', outcome, 'lesson', put.lesson, 'version', put.version);
END
$$;
--> statement-breakpoint
-- Ends a lesson: its last version says so.
CREATE FUNCTION jidoka_retire_lesson(p_site text, p_lesson int, p_reason text, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held lesson%ROWTYPE;
  outcome text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('lesson ' || p_site));
  SELECT * INTO held FROM lesson WHERE site_id = p_site AND lesson.lesson = p_lesson
    ORDER BY version DESC LIMIT 1;
  outcome := CASE
    WHEN held.lesson IS NULL OR NOT p_site = ANY (jidoka_sites()) OR jidoka_user() IS NULL
      THEN 'not_found'
    WHEN NOT jidoka_leads(p_site, jidoka_user()) THEN 'not_allowed'
    WHEN held.status = 'retired' THEN 'already_retired'
    ELSE 'retired' END;
  IF outcome = 'retired' THEN
    held.version := held.version + 1;
    held.status := 'retired';
    held.author := jidoka_user();
    held.at := p_now;
    INSERT INTO lesson SELECT held.*;
  END IF;
  PERFORM jidoka_audit(CASE outcome WHEN 'not_found' THEN 'group' ELSE p_site END, p_now,
    CASE outcome WHEN 'retired' THEN 'lesson_retired' ELSE 'lesson_refused' END,
    coalesce(jidoka_user(), 'nobody'), p_channel, NULL, held.tool, jsonb_build_object(
      'lesson', p_lesson, 'outcome', outcome, 'reason_text', left(p_reason, 500)));
  RETURN outcome;
END
$$;
--> statement-breakpoint
-- The proposals of a tool that were rejected for one reason, at one piece of equipment or line,
-- within 90 days. Each counts for one lesson: after that was retired it takes three others.
CREATE FUNCTION jidoka_alike(target proposal, p_reason text, p_equipment text, p_now timestamptz)
RETURNS SETOF proposal LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.* FROM proposal p WHERE p.site_id = target.site_id AND p.tool = target.tool
    AND p.status = 'rejected' AND p.args::jsonb->>'equipmentId' IN (SELECT p_equipment UNION ALL
      SELECT id FROM equipment WHERE site_id = target.site_id AND line_id = p_equipment)
    AND EXISTS (SELECT FROM decision d WHERE d.site_id = p.site_id AND d.proposal_id = p.id
      AND d.version = p.version AND d.verdict = 'reject' AND d.reason_code = p_reason
      AND d.at > p_now - interval '90 days')
    AND NOT EXISTS (SELECT FROM lesson l WHERE l.site_id = p.site_id AND l.origin = 'repeated'
      AND p.id = ANY (l.sources))
$$;
--> statement-breakpoint
-- The hours of the day in which those were asked for, whole ones, in plant time. Null: all day.
CREATE FUNCTION jidoka_hours_of(target proposal, p_ids text[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN max(hour) - min(hour) < 23 THEN ARRAY[
      to_char(make_time(min(hour), 0, 0), 'HH24:MI'),
      to_char(make_time(mod(max(hour) + 1, 24), 0, 0), 'HH24:MI')] END
  FROM (SELECT extract(hour FROM jidoka_plant_time(site_id, version_at))::int AS hour FROM proposal
    WHERE site_id = target.site_id AND id = ANY (p_ids)) asked
$$;
--> statement-breakpoint
-- The same reason three times is a lesson: for the machine, or else for its line. A bad moment keeps
-- out of those hours, what was unsafe, not needed or aimed wrong is not asked again without a word
-- why; wrong values are only shown.
CREATE FUNCTION jidoka_learn() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  subject text;
  alike text[];
  hours text[];
  kind text;
  put lesson%ROWTYPE;
BEGIN
  SELECT * INTO target FROM proposal WHERE site_id = NEW.site_id AND id = NEW.id;
  SELECT d.reason_code, d.reason_text, d.decided_by, d.at
    INTO put.reason_code, put.note, put.author, put.at FROM decision d
    WHERE d.site_id = NEW.site_id AND d.proposal_id = NEW.id AND d.version = NEW.version
      AND d.verdict = 'reject' ORDER BY d.at DESC LIMIT 1;
  IF put.reason_code IS NULL OR put.reason_code = 'other'
    OR target.args::jsonb->>'equipmentId' IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('lesson ' || NEW.site_id));
  FOREACH subject IN ARRAY array_remove(ARRAY[target.args::jsonb->>'equipmentId', (SELECT line_id
    FROM equipment WHERE site_id = NEW.site_id AND id = target.args::jsonb->>'equipmentId')], NULL)
  LOOP
    alike := ARRAY(SELECT id FROM jidoka_alike(target, put.reason_code, subject, put.at) ORDER BY id);
    CONTINUE WHEN cardinality(alike) < 3;
    EXIT WHEN EXISTS (SELECT FROM (SELECT DISTINCT ON (lesson) * FROM lesson WHERE site_id = NEW.site_id
      ORDER BY lesson, version DESC) l WHERE l.status = 'active' AND l.tool = target.tool
        AND l.equipment_id = subject AND l.reason_code = put.reason_code);
    hours := CASE put.reason_code WHEN 'wrong_time' THEN jidoka_hours_of(target, alike) END;
    kind := CASE WHEN put.reason_code IN ('not_needed', 'wrong_target', 'unsafe')
      OR hours IS NOT NULL THEN 'forbid' ELSE 'note' END;
    INSERT INTO lesson (site_id, lesson, version, status, tool, equipment_id, hours_from, hours_to,
        rule, reason_code, note, sources, origin, author, at)
      VALUES (NEW.site_id, (SELECT 1 + coalesce(max(l.lesson), 0) FROM lesson l
          WHERE l.site_id = NEW.site_id), 1, 'active', target.tool, subject, hours[1], hours[2],
        jsonb_build_object('kind', kind), put.reason_code, coalesce(put.note, ''), alike, 'repeated',
        put.author, put.at) RETURNING * INTO put;
    PERFORM jidoka_audit(NEW.site_id, put.at, 'lesson_learned', put.author, 'gate', NEW.id, put.tool,
      to_jsonb(put));
    EXIT;
  END LOOP;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER learn AFTER UPDATE ON proposal FOR EACH ROW
  WHEN (OLD.status = 'pending' AND NEW.status = 'rejected') EXECUTE FUNCTION jidoka_learn();
--> statement-breakpoint

-- Playbooks ----------------------------------------------------------------------------------

INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes)
  VALUES ('group', 'arm_playbook', 1, 'arm_playbook', 'medium',
    '{supervisor,planner,quality,maintenance,manager,admin}', '{manager,admin}', 1, 2880);
--> statement-breakpoint
-- A playbook is armed by an approved action only. What it asks for is asked under its own name, with
-- a role that no rule of the policy gives anything to.
CREATE FUNCTION jidoka_guard_playbook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT jidoka_executing(NEW.site_id, NEW.action_id, '{arm_playbook}') OR NEW.disarmed_at IS NOT NULL
    OR NEW.version <> 1 + coalesce((SELECT max(version) FROM playbook WHERE site_id = NEW.site_id
      AND name = NEW.name), 0) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  INSERT INTO user_role VALUES (NEW.site_id, 'playbook:' || NEW.name, 'playbook')
    ON CONFLICT DO NOTHING;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON playbook
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_playbook();
--> statement-breakpoint
CREATE TRIGGER only_ends BEFORE UPDATE ON playbook
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_ending('disarmed_at');
--> statement-breakpoint
CREATE TRIGGER playbook_stays BEFORE DELETE OR TRUNCATE ON playbook
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON playbook_event
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
-- Stops a playbook at once. Stopping needs no approval: it is the safe side.
CREATE FUNCTION jidoka_disarm_playbook(p_site text, p_name text, p_reason text, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  outcome text;
BEGIN
  outcome := CASE
    WHEN jidoka_user() IS NULL OR NOT p_site = ANY (jidoka_sites()) OR NOT EXISTS (SELECT FROM playbook
      WHERE site_id = p_site AND name = p_name) THEN 'not_found'
    WHEN NOT jidoka_leads(p_site, jidoka_user()) THEN 'not_allowed'
    ELSE 'disarmed' END;
  IF outcome = 'disarmed' THEN
    UPDATE playbook SET disarmed_at = p_now WHERE site_id = p_site AND name = p_name
      AND disarmed_at IS NULL;
    outcome := CASE WHEN FOUND THEN 'disarmed' ELSE 'already_disarmed' END;
  END IF;
  PERFORM jidoka_audit(CASE outcome WHEN 'not_found' THEN 'group' ELSE p_site END, p_now,
    CASE outcome WHEN 'disarmed' THEN 'playbook_disarmed' ELSE 'playbook_refused' END,
    coalesce(jidoka_user(), 'nobody'), p_channel, NULL, 'arm_playbook', jsonb_build_object(
      'playbook', left(p_name, 100), 'outcome', outcome, 'reason_text', left(p_reason, 500)));
  RETURN outcome;
END
$$;
--> statement-breakpoint
DO $always$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT tgrelid::regclass AS held, tgname FROM pg_trigger WHERE NOT tgisinternal
    AND tgrelid IN ('lesson'::regclass, 'playbook'::regclass, 'playbook_event'::regclass,
      'proposal'::regclass)
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.held, found.tgname);
  END LOOP;
END
$always$;
--> statement-breakpoint

-- As in 0013, with the three tables and the three functions of this migration.
CREATE OR REPLACE FUNCTION jidoka_secure_gate() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE INSERT, UPDATE, DELETE ON policy_rule, proposal_version, delegation, shift_handover,
    machine_parameter_version, purchase_request, alert_rule, delivery, lesson, playbook,
    playbook_event, follow_up FROM jidoka_ingest;
  REVOKE ALL ON audit_personal FROM jidoka_read, jidoka_propose, jidoka_execute, jidoka_ingest,
    jidoka_app, jidoka_chat;
  GRANT INSERT ON policy_rule, purchase_request, alert_rule, playbook, playbook_event
    TO jidoka_execute;
  GRANT UPDATE (disposition, disposition_action_id) ON lot TO jidoka_execute;
  GRANT UPDATE (value, action_id) ON machine_parameter TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_edit(jsonb, int, text, text, text, timestamptz),
    jidoka_withdraw(text, text, text, text, timestamptz),
    jidoka_claim(text, text, int, text, timestamptz), jidoka_delegate(jsonb, text, timestamptz),
    jidoka_revoke_delegation(text, text, text, timestamptz),
    jidoka_hand_over(text, text, text, text, text, timestamptz),
    jidoka_take_over(text, text, text, timestamptz),
    jidoka_note_refusal(text, text, text, text, timestamptz),
    jidoka_retry_delivery(text, text, text, timestamptz),
    jidoka_settle_delivery(text, text, text, text, text, timestamptz),
    jidoka_put_lesson(jsonb, text, timestamptz),
    jidoka_retire_lesson(text, int, text, text, timestamptz),
    jidoka_disarm_playbook(text, text, text, text, timestamptz) TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_escalate(timestamptz), jidoka_follow_up(jsonb, timestamptz),
    jidoka_follow_up_due(proposal),
    jidoka_send(text, text, text, boolean, timestamptz),
    jidoka_claim_delivery(text[], timestamptz, timestamptz),
    jidoka_end_try(text, text, int, text, boolean, text, timestamptz, timestamptz),
    jidoka_begin_delivered(text, text, int),
    jidoka_end_delivered(text, text, int, text, text, jsonb, timestamptz),
    jidoka_compensated(text, text, text, timestamptz) TO jidoka_execute;
  -- Reading what a rule would say of a proposal; row rights hold in all of these.
  GRANT EXECUTE ON FUNCTION jidoka_judge(text, text, jsonb, timestamptz, jsonb),
    jidoka_rule_matches(policy_rule, text, jsonb, timestamptz), jidoka_amount(jsonb, text),
    jidoka_criticality(text, jsonb, text), jidoka_plant_time(text, timestamptz),
    jidoka_within(time, text, text), jidoka_transitions() TO jidoka_read;
END
$$;
