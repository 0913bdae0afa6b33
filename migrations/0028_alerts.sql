CREATE TABLE "alert_due" (
	"site_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "alert_due_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule_id" text NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "alert_due_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_event" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"rule_id" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"scope_id" text NOT NULL,
	"severity" text NOT NULL,
	"role" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"state" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"last_raised_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"value" double precision,
	"limit_value" double precision,
	"unit" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"cause_id" text,
	"level" integer NOT NULL,
	"routed_level" integer NOT NULL,
	"escalate_at" timestamp with time zone,
	"snoozed_until" timestamp with time zone,
	"silenced_until" timestamp with time zone,
	"acknowledged_by" text,
	"acknowledged_at" timestamp with time zone,
	"repeats" integer NOT NULL,
	CONSTRAINT "alert_event_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_message" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"for_user" text NOT NULL,
	"kind" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"body_zh" text NOT NULL,
	"body_en" text NOT NULL,
	"event_ids" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"problem" text,
	"read_at" timestamp with time zone,
	CONSTRAINT "alert_message_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_notice" (
	"site_id" text NOT NULL,
	"event_id" text NOT NULL,
	"for_user" text NOT NULL,
	"level" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"message_id" text,
	CONSTRAINT "alert_notice_site_id_event_id_for_user_level_pk" PRIMARY KEY("site_id","event_id","for_user","level")
);
--> statement-breakpoint
CREATE TABLE "alert_silence" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"scope_id" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "alert_silence_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_step" (
	"site_id" text NOT NULL,
	"event_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"done_by" text NOT NULL,
	"act" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "alert_step_site_id_event_id_seq_pk" PRIMARY KEY("site_id","event_id","seq")
);
--> statement-breakpoint
CREATE TABLE "alert_watch" (
	"site_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"subject" text NOT NULL,
	"version" integer NOT NULL,
	"feed" text NOT NULL,
	"scope_id" text NOT NULL,
	"label_zh" text NOT NULL,
	"label_en" text NOT NULL,
	"unit" text NOT NULL,
	"checkpoint" jsonb NOT NULL,
	"checkpoint_at" timestamp with time zone NOT NULL,
	"look_at" timestamp with time zone NOT NULL,
	"turn" integer NOT NULL,
	CONSTRAINT "alert_watch_site_id_rule_id_subject_pk" PRIMARY KEY("site_id","rule_id","subject")
);
--> statement-breakpoint
CREATE TABLE "on_call" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"duty_user" text NOT NULL,
	"role" text NOT NULL,
	"scope_id" text NOT NULL,
	"level" integer NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"shift_id" text,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "on_call_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
ALTER TABLE "alert_rule" ALTER COLUMN "metric_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rule" ALTER COLUMN "comparison" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rule" ALTER COLUMN "threshold" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rule" ALTER COLUMN "unit" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rule" ADD COLUMN "definition" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_event_once" ON "alert_event" USING btree ("site_id","rule_id","subject","raised_at");--> statement-breakpoint
CREATE INDEX "alert_event_time" ON "alert_event" USING btree ("site_id","raised_at");--> statement-breakpoint
CREATE INDEX "alert_event_unrouted" ON "alert_event" USING btree ("recorded_at") WHERE routed_level < level;--> statement-breakpoint
CREATE INDEX "alert_event_cause" ON "alert_event" USING btree ("site_id","cause_id") WHERE cause_id is not null;--> statement-breakpoint
CREATE INDEX "alert_event_standing" ON "alert_event" USING btree ("site_id","escalate_at") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "alert_message_user" ON "alert_message" USING btree ("for_user","created_at");--> statement-breakpoint
CREATE INDEX "alert_message_queue" ON "alert_message" USING btree ("next_at") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "alert_notice_waiting" ON "alert_notice" USING btree ("for_user","at") WHERE message_id is null;--> statement-breakpoint
CREATE INDEX "alert_watch_feed" ON "alert_watch" USING btree ("site_id","feed","subject");--> statement-breakpoint
CREATE INDEX "alert_watch_look" ON "alert_watch" USING btree ("look_at");--> statement-breakpoint
CREATE INDEX "on_call_time" ON "on_call" USING btree ("site_id","until_at");--> statement-breakpoint

CREATE TRIGGER step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_step
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER event_kept BEFORE DELETE OR TRUNCATE ON alert_event
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
ALTER TABLE alert_step ENABLE ALWAYS TRIGGER step_append_only;
--> statement-breakpoint
ALTER TABLE alert_event ENABLE ALWAYS TRIGGER event_kept;
--> statement-breakpoint

-- Whoever works at a site, other than by looking on.
CREATE FUNCTION jidoka_works_at(p_site text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jidoka_user() IS NOT NULL AND p_site = ANY (jidoka_sites()) AND EXISTS (SELECT FROM user_role
    WHERE site_id = p_site AND user_id = jidoka_user() AND role <> 'viewer')
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_alert_step(p_site text, p_event text, p_by text, p_act text, p_detail jsonb,
  p_now timestamptz) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO alert_step (site_id, event_id, seq, at, done_by, act, detail)
    SELECT p_site, p_event, 1 + coalesce(max(seq), 0), p_now, p_by, p_act, p_detail
    FROM alert_step WHERE site_id = p_site AND event_id = p_event
$$;
--> statement-breakpoint
-- One tap of a person on an event: acknowledge, snooze, escalate, close. What follows from it goes along.
CREATE FUNCTION jidoka_act_on_alert(p_site text, p_id text, p_act text, p jsonb, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held alert_event%ROWTYPE;
  refusal text;
  until_at timestamptz;
  step jsonb := jsonb_strip_nulls(jsonb_build_object('until', p->>'until', 'channel', p_channel,
    'reason_text', left(nullif(trim(p->>'note'), ''), 500)));
BEGIN
  until_at := (p->>'until')::timestamptz;
  SELECT * INTO held FROM alert_event WHERE site_id = p_site AND id = p_id
    AND site_id = ANY (jidoka_sites()) FOR UPDATE;
  refusal := CASE
    WHEN held.id IS NULL OR jidoka_user() IS NULL THEN 'not_found'
    WHEN NOT jidoka_works_at(p_site) THEN 'not_allowed'
    WHEN held.state = 'closed' THEN 'already_closed'
    WHEN p_act = 'acknowledge' AND held.state = 'acknowledged' THEN 'already_acknowledged'
    WHEN p_act = 'snooze' AND (until_at IS NULL OR until_at <= p_now
      OR until_at > p_now + interval '24 hours') THEN 'bad_time'
    WHEN p_act = 'close' AND step->>'reason_text' IS NULL THEN 'reason_missing'
    WHEN p_act = 'escalate' AND held.level >= 3 THEN 'at_the_top' END;
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  UPDATE alert_event SET
      state = CASE p_act WHEN 'acknowledge' THEN 'acknowledged' WHEN 'snooze' THEN 'snoozed'
        WHEN 'escalate' THEN 'escalated' ELSE 'closed' END,
      acknowledged_by = CASE p_act WHEN 'escalate' THEN acknowledged_by
        ELSE coalesce(acknowledged_by, jidoka_user()) END,
      acknowledged_at = CASE p_act WHEN 'escalate' THEN acknowledged_at
        ELSE coalesce(acknowledged_at, p_now) END,
      snoozed_until = CASE p_act WHEN 'snooze' THEN until_at END,
      level = CASE p_act WHEN 'escalate' THEN level + 1 ELSE level END,
      -- Who escalates hands it on: the next one has as long as the first had.
      escalate_at = CASE p_act WHEN 'escalate' THEN p_now + coalesce(
        (evidence->>'escalateMin')::float8, 15) * interval '1 minute' END,
      closed_at = CASE p_act WHEN 'close' THEN p_now END
    WHERE site_id = p_site AND state <> 'closed' AND (id = p_id OR (cause_id = p_id
      AND p_act IN ('acknowledge', 'close')));
  PERFORM jidoka_alert_step(p_site, e.id, jidoka_user(), p_act, step, p_now) FROM alert_event e
    WHERE e.site_id = p_site AND (e.id = p_id OR (e.cause_id = p_id
      AND ((p_act = 'close' AND e.closed_at = p_now)
        OR (p_act = 'acknowledge' AND e.acknowledged_at = p_now))));
  PERFORM jidoka_audit(p_site, p_now, 'alert_' || p_act, jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('alert', p_id, 'rule', held.rule_id, 'subject', held.subject) || step);
  PERFORM pg_notify('jidoka_alert', p_site);
  RETURN 'done';
EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow THEN
  RETURN 'bad_time';
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_put_on_call(p jsonb, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  site text := p->>'siteId';
  refusal text;
BEGIN
  refusal := CASE
    WHEN jidoka_user() IS NULL OR NOT coalesce(site = ANY (jidoka_sites()), false) THEN 'not_found'
    WHEN NOT jidoka_leads(site, jidoka_user()) THEN 'not_allowed'
    WHEN NOT EXISTS (SELECT FROM user_role WHERE site_id = site AND user_id = p->>'userId')
      THEN 'unknown_person'
    WHEN p->>'scopeId' <> site AND NOT EXISTS (SELECT FROM equipment WHERE site_id = site
      AND id = p->>'scopeId') THEN 'unknown_place'
    WHEN p->>'shiftId' IS NOT NULL AND NOT EXISTS (SELECT FROM shift WHERE site_id = site
      AND id = p->>'shiftId') THEN 'unknown_shift'
    WHEN (p->>'untilAt')::timestamptz <= (p->>'fromAt')::timestamptz THEN 'bad_time' END;
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  INSERT INTO on_call (site_id, id, duty_user, role, scope_id, level, from_at, until_at, shift_id,
      set_by, set_at)
    VALUES (site, p->>'id', p->>'userId', p->>'role', p->>'scopeId', (p->>'level')::int,
      (p->>'fromAt')::timestamptz, (p->>'untilAt')::timestamptz, p->>'shiftId', jidoka_user(), p_now);
  PERFORM jidoka_audit(site, p_now, 'on_call_set', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('for', p->>'userId', 'role', p->>'role', 'scope', p->>'scopeId',
      'from', p->>'fromAt', 'until', p->>'untilAt', 'level', p->'level'));
  RETURN 'set';
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_set_silence(p jsonb, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  site text := p->>'siteId';
  refusal text;
BEGIN
  refusal := CASE
    WHEN jidoka_user() IS NULL OR NOT coalesce(site = ANY (jidoka_sites()), false) THEN 'not_found'
    WHEN NOT (jidoka_leads(site, jidoka_user()) OR EXISTS (SELECT FROM user_role
      WHERE site_id = site AND user_id = jidoka_user() AND role = 'maintenance')) THEN 'not_allowed'
    WHEN p->>'scopeId' <> site AND NOT EXISTS (SELECT FROM equipment WHERE site_id = site
      AND id = p->>'scopeId') THEN 'unknown_place'
    WHEN coalesce(trim(p->>'reason'), '') = '' THEN 'reason_missing'
    WHEN (p->>'untilAt')::timestamptz <= greatest((p->>'fromAt')::timestamptz, p_now)
      OR (p->>'untilAt')::timestamptz > (p->>'fromAt')::timestamptz + interval '7 days'
      THEN 'bad_time' END;
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  INSERT INTO alert_silence (site_id, id, scope_id, from_at, until_at, reason, set_by, set_at)
    VALUES (site, p->>'id', p->>'scopeId', (p->>'fromAt')::timestamptz,
      (p->>'untilAt')::timestamptz, left(trim(p->>'reason'), 500), jidoka_user(), p_now);
  PERFORM jidoka_audit(site, p_now, 'silence_set', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('scope', p->>'scopeId', 'until', p->>'untilAt', 'reason_text', p->>'reason'));
  RETURN 'set';
END
$$;
--> statement-breakpoint
-- Ends a turn on call or a silence before its time; what was stays in the record.
CREATE FUNCTION jidoka_end_watch(p_kind text, p_site text, p_id text, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ended int;
BEGIN
  IF jidoka_user() IS NULL OR NOT p_site = ANY (jidoka_sites()) THEN
    RETURN 'not_found';
  END IF;
  IF NOT (jidoka_leads(p_site, jidoka_user()) OR (p_kind = 'silence' AND EXISTS (SELECT FROM user_role
      WHERE site_id = p_site AND user_id = jidoka_user() AND role = 'maintenance'))) THEN
    RETURN 'not_allowed';
  END IF;
  IF p_kind = 'silence' THEN
    UPDATE alert_silence SET ended_at = p_now WHERE site_id = p_site AND id = p_id
      AND ended_at IS NULL AND until_at > p_now;
    GET DIAGNOSTICS ended = ROW_COUNT;
    -- What stood silent is told from now on.
    UPDATE alert_event SET silenced_until = p_now WHERE ended > 0 AND site_id = p_site
      AND silenced_until > p_now;
  ELSE
    UPDATE on_call SET ended_at = p_now WHERE site_id = p_site AND id = p_id
      AND ended_at IS NULL AND until_at > p_now;
    GET DIAGNOSTICS ended = ROW_COUNT;
  END IF;
  IF ended = 0 THEN
    RETURN 'not_found';
  END IF;
  PERFORM jidoka_audit(p_site, p_now, p_kind || '_ended', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('id', p_id));
  RETURN 'ended';
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_read_messages(p_site text, p_ids text[], p_now timestamptz) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH seen AS (UPDATE alert_message SET read_at = p_now WHERE site_id = p_site AND id = ANY (p_ids)
    AND for_user = jidoka_user() AND read_at IS NULL RETURNING 1) SELECT count(*)::int FROM seen
$$;
--> statement-breakpoint

-- What alerts add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_alerts() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  name text;
BEGIN
  REVOKE INSERT, UPDATE, DELETE ON on_call, alert_silence FROM jidoka_ingest;
  REVOKE UPDATE, DELETE ON alert_step FROM jidoka_ingest;
  REVOKE DELETE ON alert_event, alert_notice, alert_message FROM jidoka_ingest;
  -- What somebody is told, and when, is for that person alone.
  FOREACH name IN ARRAY ARRAY['alert_notice', 'alert_message'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS addressee ON %I', name);
    EXECUTE format('CREATE POLICY addressee ON %I AS RESTRICTIVE USING (for_user = jidoka_user()
      OR ''*'' = ANY ((SELECT jidoka_sites())::text[]))', name);
  END LOOP;
  GRANT EXECUTE ON FUNCTION jidoka_works_at(text),
    jidoka_act_on_alert(text, text, text, jsonb, text, timestamptz),
    jidoka_put_on_call(jsonb, text, timestamptz), jidoka_set_silence(jsonb, text, timestamptz),
    jidoka_end_watch(text, text, text, text, timestamptz),
    jidoka_read_messages(text, text[], timestamptz) TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_alert_step(text, text, text, text, jsonb, timestamptz)
    TO jidoka_ingest;
END
$$;
