CREATE TABLE "alert_rule" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"metric_id" text NOT NULL,
	"scope_id" text NOT NULL,
	"comparison" text NOT NULL,
	"threshold" double precision NOT NULL,
	"unit" text NOT NULL,
	"retired" boolean NOT NULL,
	"origin" text NOT NULL,
	"action_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_rule_site_id_id_version_pk" PRIMARY KEY("site_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"site_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"connector" text NOT NULL,
	"args_sha256" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"attempts_before" integer NOT NULL,
	"repeatable" boolean NOT NULL,
	"maybe_there" boolean NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"why" text,
	"reference" text,
	"settled_by" text,
	"settled_reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"applying_xid" text,
	CONSTRAINT "delivery_site_id_proposal_id_pk" PRIMARY KEY("site_id","proposal_id")
);
--> statement-breakpoint
CREATE TABLE "machine_parameter" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text NOT NULL,
	"lower_limit" double precision,
	"upper_limit" double precision,
	"value" double precision NOT NULL,
	"action_id" text,
	CONSTRAINT "machine_parameter_site_id_machine_id_id_pk" PRIMARY KEY("site_id","machine_id","id")
);
--> statement-breakpoint
CREATE TABLE "machine_parameter_version" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"parameter_id" text NOT NULL,
	"version" integer NOT NULL,
	"value" double precision NOT NULL,
	"action_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "machine_parameter_version_site_id_machine_id_parameter_id_version_pk" PRIMARY KEY("site_id","machine_id","parameter_id","version")
);
--> statement-breakpoint
CREATE TABLE "purchase_request" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"material_id" text NOT NULL,
	"supplier_id" text,
	"quantity" double precision NOT NULL,
	"unit" text NOT NULL,
	"amount" double precision,
	"currency" text NOT NULL,
	"needed_by" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"origin" text NOT NULL,
	"action_id" text NOT NULL,
	CONSTRAINT "purchase_request_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
ALTER TABLE "lot" ADD COLUMN "disposition_action_id" text;--> statement-breakpoint
CREATE INDEX "delivery_next" ON "delivery" USING btree ("status","next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_request_action" ON "purchase_request" USING btree ("site_id","action_id");
--> statement-breakpoint

-- From here on by hand. A ticket is opened by one tool and changed by another.
DROP TRIGGER guard_effect ON ticket;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR DELETE ON ticket
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_effect('open_maintenance_ticket');
--> statement-breakpoint
CREATE TRIGGER guard_change BEFORE UPDATE ON ticket
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_effect('change_ticket');
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON purchase_request
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_effect('request_purchase');
--> statement-breakpoint
CREATE TRIGGER request_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON purchase_request
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON alert_rule
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_effect('set_alert_rule');
--> statement-breakpoint
CREATE TRIGGER rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_rule
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
-- What people decided about a lot stands: an import that says otherwise does not release it.
CREATE FUNCTION jidoka_guard_disposition() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.disposition_action_id IS NOT NULL THEN
      PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
    END IF;
    RETURN OLD;
  END IF;
  IF current_user = 'jidoka_execute' OR NEW.disposition_action_id IS DISTINCT FROM
      (CASE TG_OP WHEN 'UPDATE' THEN OLD.disposition_action_id END) THEN
    IF current_user <> 'jidoka_execute' OR NEW.disposition_action_id IS NULL
      OR NOT jidoka_executing(NEW.site_id, NEW.disposition_action_id, TG_ARGV) THEN
      PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.disposition_action_id IS NOT NULL THEN
    NEW.disposition := OLD.disposition;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR UPDATE OR DELETE ON lot
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_disposition('dispose_lot');
--> statement-breakpoint
-- The plant reports what a parameter is; here it changes by an approved action only.
CREATE FUNCTION jidoka_guard_parameter() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_user = 'jidoka_execute' THEN
    IF NEW.action_id IS NULL OR NOT jidoka_executing(NEW.site_id, NEW.action_id, TG_ARGV) THEN
      PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
    END IF;
  ELSIF current_user <> 'jidoka_ingest' OR NEW.action_id IS DISTINCT FROM
      (CASE TG_OP WHEN 'UPDATE' THEN OLD.action_id END) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  ELSIF TG_OP = 'UPDATE' AND NEW.value <> OLD.value THEN
    NEW.action_id := NULL;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR UPDATE ON machine_parameter
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_parameter('change_parameter');
--> statement-breakpoint
CREATE FUNCTION jidoka_keep_parameter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO machine_parameter_version SELECT NEW.site_id, NEW.machine_id, NEW.id,
    coalesce(max(version), 0) + 1, NEW.value, NEW.action_id, now()
    FROM machine_parameter_version
    WHERE site_id = NEW.site_id AND machine_id = NEW.machine_id AND parameter_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_first_value AFTER INSERT ON machine_parameter
  FOR EACH ROW EXECUTE FUNCTION jidoka_keep_parameter();
--> statement-breakpoint
CREATE TRIGGER keep_value AFTER UPDATE ON machine_parameter
  FOR EACH ROW WHEN (NEW.value <> OLD.value) EXECUTE FUNCTION jidoka_keep_parameter();
--> statement-breakpoint
CREATE TRIGGER value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON machine_parameter_version
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint

-- Delivery --------------------------------------------------------------------------------------

-- True inside the transaction that executes this approved action of one of these tools, or that
-- writes down here what another system has accepted of it.
CREATE OR REPLACE FUNCTION jidoka_executing(p_site text, p_action text, p_tools text[])
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposal WHERE site_id = p_site AND status = 'approved'
    AND (p_action IS NULL OR id = p_action) AND tool = ANY (p_tools)
    AND executing_xid = pg_current_xact_id()::text)
  OR EXISTS (SELECT FROM delivery d JOIN proposal p ON p.site_id = d.site_id AND p.id = d.proposal_id
    WHERE d.site_id = p_site AND d.applying_xid = pg_current_xact_id()::text
      AND p.status IN ('executing', 'unknown') AND p.args_sha256 = d.args_sha256
      AND (p_action IS NULL OR p.id = p_action) AND p.tool = ANY (p_tools))
$$;
--> statement-breakpoint
-- Nothing is on its way to another system but what is being executed; where and what never changes.
CREATE FUNCTION jidoka_guard_delivery() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM proposal WHERE site_id = NEW.site_id
      AND id = NEW.proposal_id AND status = 'approved' AND args_sha256 = NEW.args_sha256
      AND executing_xid = pg_current_xact_id()::text) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.site_id, OLD.proposal_id, OLD.connector, OLD.args_sha256,
      OLD.repeatable, OLD.created_at) IS DISTINCT FROM (NEW.site_id, NEW.proposal_id, NEW.connector,
      NEW.args_sha256, NEW.repeatable, NEW.created_at) THEN
    PERFORM jidoka_refuse('what is sent where does not change');
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT OR UPDATE ON delivery
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_delivery();
--> statement-breakpoint
CREATE TRIGGER delivery_stays BEFORE DELETE OR TRUNCATE ON delivery
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE FUNCTION jidoka_delivery_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM delivery WHERE site_id = NEW.site_id AND proposal_id = NEW.proposal_id
      AND applying_xid IS NOT NULL) THEN
    RAISE EXCEPTION 'the record of % was begun and not finished', NEW.proposal_id;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER delivery_ends AFTER UPDATE ON delivery DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.applying_xid IS NOT NULL) EXECUTE FUNCTION jidoka_delivery_ends();
--> statement-breakpoint
-- Ends the execution that was begun here by handing the action over to a connector.
CREATE FUNCTION jidoka_send(p_site text, p_id text, p_connector text, p_repeatable boolean,
  p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
BEGIN
  INSERT INTO delivery (site_id, proposal_id, connector, args_sha256, status, attempts,
      attempts_before, repeatable, maybe_there, next_at, created_at)
    SELECT site_id, id, p_connector, args_sha256, 'ready', 0, 0, p_repeatable, false, p_now, p_now
    FROM proposal WHERE site_id = p_site AND id = p_id;
  UPDATE proposal SET status = 'executing', executing_xid = NULL
    WHERE site_id = p_site AND id = p_id RETURNING * INTO STRICT target;
  UPDATE outbox SET status = 'done', attempts = attempts + 1
    WHERE site_id = p_site AND proposal_id = p_id;
  PERFORM jidoka_record(target, p_now, 'queued', 'system', 'executor', jsonb_build_object(
    'args_sha256', target.args_sha256, 'connector', p_connector));
END
$$;
--> statement-breakpoint
-- Takes the next action that is due, for a time; null: none is. Another try that was begun and
-- never ended may have come through.
CREATE FUNCTION jidoka_claim_delivery(p_connectors text[], p_lease_until timestamptz,
  p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  due delivery%ROWTYPE;
  target proposal%ROWTYPE;
BEGIN
  SELECT * INTO due FROM delivery WHERE (status = 'ready' AND next_at <= p_now
      AND connector = ANY (p_connectors)) OR (status = 'sending' AND leased_until <= p_now
      AND connector = ANY (p_connectors)) OR (status = 'confirmed' AND next_at <= p_now)
    ORDER BY next_at, proposal_id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE delivery SET attempts = attempts + 1, maybe_there = maybe_there OR status = 'sending',
      status = CASE status WHEN 'confirmed' THEN 'confirmed' ELSE 'sending' END,
      next_at = CASE status WHEN 'confirmed' THEN p_lease_until ELSE next_at END,
      leased_until = p_lease_until
    WHERE site_id = due.site_id AND proposal_id = due.proposal_id RETURNING * INTO due;
  SELECT * INTO STRICT target FROM proposal WHERE site_id = due.site_id AND id = due.proposal_id
    AND args_sha256 = due.args_sha256 AND status IN ('executing', 'unknown');
  RETURN jsonb_build_object('siteId', due.site_id, 'id', due.proposal_id, 'connector', due.connector,
    'attempt', due.attempts, 'tries', due.attempts - due.attempts_before,
    'confirmed', due.status = 'confirmed', 'maybeThere', due.maybe_there, 'tool', target.tool,
    'args', target.args, 'requestedBy', target.requested_by, 'approvedAt', target.decided_at,
    'approvedBy', (SELECT coalesce(jsonb_agg(decided_by ORDER BY at), '[]') FROM decision d
      WHERE d.site_id = target.site_id AND d.proposal_id = target.id AND d.version = target.version
        AND d.verdict = 'approve'));
END
$$;
--> statement-breakpoint
-- What a try came to that brought no acceptance: `ready` for the next, `dead` or `unknown` for
-- people. False: another try has taken over.
CREATE FUNCTION jidoka_end_try(p_site text, p_id text, p_attempt int, p_status text,
  p_maybe_there boolean, p_why text, p_next_at timestamptz, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
BEGIN
  SELECT * INTO target FROM proposal WHERE site_id = p_site AND id = p_id FOR UPDATE;
  UPDATE delivery SET status = p_status, maybe_there = maybe_there OR p_maybe_there,
      why = left(p_why, 500), next_at = coalesce(p_next_at, next_at), leased_until = NULL
    WHERE site_id = p_site AND proposal_id = p_id AND attempts = p_attempt
      AND status IN ('sending', 'confirmed') AND p_status IN ('ready', 'dead', 'unknown');
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF p_status = 'unknown' AND target.status = 'executing' THEN
    UPDATE proposal SET status = 'unknown' WHERE site_id = p_site AND id = p_id
      RETURNING * INTO target;
  END IF;
  IF p_status <> 'ready' THEN
    PERFORM jidoka_record(target, p_now, CASE p_status WHEN 'dead' THEN 'not_delivered'
      ELSE 'unknown' END, 'system', 'executor',
      jsonb_build_object('attempts', p_attempt, 'why', left(p_why, 500)));
  END IF;
  RETURN true;
END
$$;
--> statement-breakpoint
-- Opens the record of an answer in this transaction. False: another try has taken over.
CREATE FUNCTION jidoka_begin_delivered(p_site text, p_id text, p_attempt int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM proposal WHERE site_id = p_site AND id = p_id AND status IN ('executing', 'unknown')
    FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE delivery SET applying_xid = pg_current_xact_id()::text
    WHERE site_id = p_site AND proposal_id = p_id AND attempts = p_attempt
      AND status IN ('sending', 'confirmed') AND applying_xid IS NULL;
  RETURN FOUND;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_end_delivered(p_site text, p_id text, p_attempt int, p_status text,
  p_reference text, p_result jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  settler text;
BEGIN
  UPDATE delivery SET applying_xid = NULL, leased_until = NULL, reference = left(p_reference, 200),
      status = CASE p_status WHEN 'done' THEN 'delivered' ELSE 'refused' END
    WHERE site_id = p_site AND proposal_id = p_id AND attempts = p_attempt
      AND applying_xid = pg_current_xact_id()::text AND p_status IN ('done', 'failed')
    RETURNING settled_by INTO settler;
  IF NOT FOUND THEN
    PERFORM jidoka_refuse('the record of this answer was not begun here');
  END IF;
  UPDATE proposal SET status = p_status, result = p_result, finished_at = p_now
    WHERE site_id = p_site AND id = p_id RETURNING * INTO STRICT target;
  PERFORM jidoka_record(target, p_now, p_status, 'system', 'executor', jsonb_build_object(
    'args_sha256', target.args_sha256, 'result', p_result, 'reference', p_reference,
    'settled_by', settler));
END
$$;
--> statement-breakpoint
-- What stops somebody who would act on a delivery: an outcome, or null.
CREATE FUNCTION jidoka_delivery_refusal(p proposal, p_status text, p_now timestamptz) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN jidoka_right(p, jidoka_user(), p_now) IS NULL
      THEN jidoka_why_no_right(p, jidoka_user(), p_now)
    WHEN p_status IS NULL OR p_status NOT IN ('dead', 'unknown') THEN 'not_stuck' END
$$;
--> statement-breakpoint
-- Sends once more what did not arrive, unless it may be there and the receiver takes it twice.
CREATE FUNCTION jidoka_retry_delivery(p_site text, p_id text, p_channel text, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  stuck delivery%ROWTYPE;
  refusal text;
BEGIN
  target := jidoka_hold(p_site, p_id, 'retry', p_channel, p_now);
  IF target.id IS NULL THEN
    RETURN 'not_found';
  END IF;
  SELECT * INTO stuck FROM delivery WHERE site_id = p_site AND proposal_id = p_id FOR UPDATE;
  refusal := coalesce(jidoka_delivery_refusal(target, stuck.status, p_now),
    CASE WHEN stuck.maybe_there AND NOT stuck.repeatable THEN 'cannot_repeat' END);
  IF refusal IS NOT NULL THEN
    RETURN jidoka_refused(target, p_now, 'retry', p_channel, refusal);
  END IF;
  UPDATE delivery SET status = 'ready', next_at = p_now, attempts_before = attempts
    WHERE site_id = p_site AND proposal_id = p_id;
  PERFORM jidoka_record(target, p_now, 'sent_again', jidoka_user(), p_channel,
    jsonb_build_object('attempts', stuck.attempts, 'connector', stuck.connector));
  RETURN 'queued';
END
$$;
--> statement-breakpoint
-- A person has looked at the other system: it is there (`done`), or it is not (`failed`).
CREATE FUNCTION jidoka_settle_delivery(p_site text, p_id text, p_verdict text, p_reason text,
  p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  stuck delivery%ROWTYPE;
  refusal text;
BEGIN
  target := jidoka_hold(p_site, p_id, 'settle', p_channel, p_now);
  IF target.id IS NULL OR p_verdict NOT IN ('done', 'failed') THEN
    RETURN 'not_found';
  END IF;
  SELECT * INTO stuck FROM delivery WHERE site_id = p_site AND proposal_id = p_id FOR UPDATE;
  refusal := coalesce(jidoka_delivery_refusal(target, stuck.status, p_now),
    CASE WHEN coalesce(trim(p_reason), '') = '' THEN 'reason_missing' END);
  IF refusal IS NOT NULL THEN
    RETURN jidoka_refused(target, p_now, 'settle', p_channel, refusal);
  END IF;
  UPDATE delivery SET status = CASE p_verdict WHEN 'done' THEN 'confirmed' ELSE 'given_up' END,
      next_at = p_now, settled_by = jidoka_user(), settled_reason = trim(p_reason)
    WHERE site_id = p_site AND proposal_id = p_id;
  IF p_verdict = 'failed' THEN
    UPDATE proposal SET status = 'failed', finished_at = p_now, result = jsonb_build_object(
        'settledBy', jidoka_user(), 'reason', trim(p_reason))
      WHERE site_id = p_site AND id = p_id RETURNING * INTO STRICT target;
  END IF;
  PERFORM jidoka_record(target, p_now, 'settled', jidoka_user(), p_channel, jsonb_build_object(
    'verdict', p_verdict, 'reason_text', trim(p_reason), 'connector', stuck.connector));
  RETURN 'settled';
END
$$;
--> statement-breakpoint
-- The action that undoes another one is executed here: the other one is compensated.
CREATE FUNCTION jidoka_compensated(p_site text, p_by text, p_id text, p_now timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
BEGIN
  UPDATE proposal SET status = 'compensated' WHERE site_id = p_site AND id = p_id AND status = 'done'
    AND EXISTS (SELECT FROM proposal undo WHERE undo.site_id = p_site AND undo.id = p_by
      AND undo.preconditions->>'compensates' = p_id
      AND jidoka_executing(p_site, p_by, ARRAY[undo.tool])) RETURNING * INTO target;
  IF NOT FOUND THEN
    PERFORM jidoka_refuse('nothing that undoes it is being executed here');
  END IF;
  PERFORM jidoka_record(target, p_now, 'compensated', 'system', 'executor',
    jsonb_build_object('by', p_by));
END
$$;
--> statement-breakpoint

-- What asks for what by default; sites may say otherwise by a change of policy.
INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes, asset_path, criticality, amount_path, amount_unit,
    amount_from, amount_below) VALUES
  ('group', 'change_ticket', 1, 'change_ticket', 'low', '{}', '{supervisor,maintenance,manager}', 1,
    480, NULL, '{}', NULL, NULL, NULL, NULL),
  ('group', 'dispose_lot', 1, 'dispose_lot', 'medium',
    '{operator,quality,supervisor,planner,manager}', '{quality,manager}', 1, 480, NULL, '{}', NULL,
    NULL, NULL, NULL),
  ('group', 'change_parameter', 1, 'change_parameter', 'medium',
    '{operator,quality,maintenance,supervisor,planner,manager}', '{supervisor,quality,manager}', 1,
    120, NULL, '{}', NULL, NULL, NULL, NULL),
  ('group', 'change_parameter_on_a', 1, 'change_parameter', 'high',
    '{quality,maintenance,supervisor,planner,manager}', '{supervisor,quality,manager}', 2, 120,
    '$.machineId', '{A}', NULL, NULL, NULL, NULL),
  ('group', 'request_purchase', 1, 'request_purchase', 'medium', '{}', '{supervisor,manager}', 1,
    2880, NULL, '{}', '$.amount', 'currency of the site', NULL, 50000),
  ('group', 'request_purchase_large', 1, 'request_purchase', 'high', '{}', '{supervisor,manager,admin}', 2,
    2880, NULL, '{}', '$.amount', 'currency of the site', 50000, NULL),
  ('group', 'set_alert_rule', 1, 'set_alert_rule', 'low',
    '{quality,maintenance,supervisor,planner,manager,admin}', '{supervisor,quality,manager}', 1,
    1440, NULL, '{}', NULL, NULL, NULL, NULL);
--> statement-breakpoint
DO $always$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT tgrelid::regclass AS held, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace AND tgenabled <> 'A'
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.held, found.tgname);
  END LOOP;
END
$always$;
--> statement-breakpoint

-- As before, with the tables and functions of this migration.
CREATE OR REPLACE FUNCTION jidoka_secure_gate() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE INSERT, UPDATE, DELETE ON policy_rule, proposal_version, delegation, shift_handover,
    machine_parameter_version, purchase_request, alert_rule, delivery FROM jidoka_ingest;
  GRANT INSERT ON policy_rule, purchase_request, alert_rule TO jidoka_execute;
  GRANT UPDATE (disposition, disposition_action_id) ON lot TO jidoka_execute;
  GRANT UPDATE (value, action_id) ON machine_parameter TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_edit(jsonb, int, text, text, text, timestamptz),
    jidoka_withdraw(text, text, text, text, timestamptz),
    jidoka_claim(text, text, int, text, timestamptz), jidoka_delegate(jsonb, text, timestamptz),
    jidoka_revoke_delegation(text, text, text, timestamptz),
    jidoka_hand_over(text, text, text, text, text, timestamptz),
    jidoka_take_over(text, text, text, timestamptz),
    jidoka_note_refusal(text, text, text, text, timestamptz) TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_retry_delivery(text, text, text, timestamptz),
    jidoka_settle_delivery(text, text, text, text, text, timestamptz) TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_escalate(timestamptz),
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
