-- What nobody may do with a policy, a proposal or a decision. Written by hand.

-- The diagram of actions/state-machine.ts; a test compares both.
CREATE FUNCTION jidoka_transitions() RETURNS TABLE (event text, from_status text, to_status text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  VALUES ('edit', 'pending', 'pending'), ('rejudge', 'pending', 'pending'),
    ('claim', 'pending', 'pending'), ('escalate', 'pending', 'pending'),
    ('approve', 'pending', 'pending'), ('approve', 'pending', 'approved'),
    ('reject', 'pending', 'rejected'), ('withdraw', 'pending', 'withdrawn'),
    ('expire', 'pending', 'expired'), ('withdraw', 'approved', 'withdrawn'),
    ('begin', 'approved', 'approved'), ('finish', 'approved', 'done'),
    ('break', 'approved', 'failed'), ('outdate', 'approved', 'stale'),
    ('send', 'approved', 'executing'), ('finish', 'executing', 'done'),
    ('break', 'executing', 'failed'), ('lose', 'executing', 'unknown'),
    ('settle', 'unknown', 'done'), ('settle', 'unknown', 'failed'),
    ('compensate', 'done', 'compensated')
$$;
--> statement-breakpoint

-- Accounts are not people: two of one person count once. Should they name each other in a circle,
-- the least of them stands for all.
CREATE FUNCTION jidoka_person(p_user text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  here text := p_user;
  least_seen text := p_user;
  other text;
BEGIN
  FOR step IN 1..16 LOOP
    SELECT same_person_as INTO other FROM "user" WHERE id = here;
    IF other IS NULL THEN
      RETURN here;
    END IF;
    here := other;
    least_seen := least(least_seen, here);
  END LOOP;
  RETURN least_seen;
END
$$;
--> statement-breakpoint

-- Policy -------------------------------------------------------------------------------------

CREATE FUNCTION jidoka_plant_time(p_site text, p_now timestamptz) RETURNS timestamp
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p_now AT TIME ZONE coalesce((SELECT zone FROM site WHERE site_id = p_site), 'UTC')
$$;
--> statement-breakpoint
-- From past midnight to before it is one night.
CREATE FUNCTION jidoka_within(p_at time, p_from text, p_to text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN p_from::time <= p_to::time THEN p_at >= p_from::time AND p_at < p_to::time
    ELSE p_at >= p_from::time OR p_at < p_to::time END
$$;
--> statement-breakpoint
-- When something that is approved now may happen: at once, or when the quiet hours are over.
CREATE FUNCTION jidoka_after_quiet(p_site text, p_from text, p_to text, p_now timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN p_from IS NULL OR NOT jidoka_within(here.at::time, p_from, p_to) THEN p_now
    ELSE p_now + make_interval(secs => mod(86400 + extract(epoch FROM p_to::time - here.at::time), 86400))
    END FROM (SELECT jidoka_plant_time(p_site, p_now) AS at) here
$$;
--> statement-breakpoint
-- The greatest criticality of the equipment that the arguments name, and of what lies below it.
-- Nothing named, or something that is not known, counts as the greatest.
CREATE FUNCTION jidoka_criticality(p_site text, p_args jsonb, p_path text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH named AS (SELECT DISTINCT value #>> '{}' AS id
    FROM jsonb_path_query(p_args, p_path::jsonpath) AS value)
  SELECT CASE WHEN bool_or(e.id IS NULL) THEN 'A' ELSE coalesce(min(e.criticality), 'A') END
  FROM named n LEFT JOIN equipment e
    ON e.site_id = p_site AND (e.id = n.id OR e.line_id = n.id OR e.area_id = n.id)
$$;
--> statement-breakpoint
-- What a rule sums up; no number counts as more than any.
CREATE FUNCTION jidoka_amount(p_args jsonb, p_path text) RETURNS float8
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(sum(abs((value #>> '{}')::float8)), 'Infinity')
  FROM jsonb_path_query(p_args, p_path::jsonpath) AS value WHERE jsonb_typeof(value) = 'number'
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_rule_matches(r policy_rule, p_site text, p_args jsonb, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF r.hours_from IS NOT NULL
    AND NOT jidoka_within(jidoka_plant_time(p_site, p_now)::time, r.hours_from, r.hours_to) THEN
    RETURN false;
  END IF;
  IF r.criticality <> '{}'
    AND NOT jidoka_criticality(p_site, p_args, r.asset_path) = ANY (r.criticality) THEN
    RETURN false;
  END IF;
  RETURN r.amount_path IS NULL OR (jidoka_amount(p_args, r.amount_path) >= coalesce(r.amount_from, 0)
    AND (r.amount_below IS NULL OR jidoka_amount(p_args, r.amount_path) < r.amount_below));
END
$$;
--> statement-breakpoint
-- The rule that holds for these arguments now: of the site before of the group, and of several the
-- strictest. All null: none. `p_draft` is a rule as it would be, for a look at what it would change.
CREATE FUNCTION jidoka_judge(p_site text, p_tool text, p_args jsonb, p_now timestamptz,
  p_draft jsonb DEFAULT NULL) RETURNS policy_rule
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT standing.* FROM (
    SELECT DISTINCT ON (site_id, rule) every.* FROM (
      SELECT * FROM policy_rule WHERE tool = p_tool AND site_id IN (p_site, 'group')
      UNION ALL SELECT * FROM jsonb_populate_record(NULL::policy_rule, p_draft)
        WHERE p_draft->>'tool' = p_tool AND p_draft->>'site_id' IN (p_site, 'group')
    ) every ORDER BY site_id, rule, version DESC
  ) standing
  WHERE NOT standing.retired AND jidoka_rule_matches(ROW(standing.*)::policy_rule, p_site, p_args, p_now)
  ORDER BY standing.site_id = 'group', array_position('{high,medium,low}'::text[], standing.risk),
    standing.approvals_needed DESC, standing.rule
  LIMIT 1
$$;
--> statement-breakpoint
-- The first argument that is out of the rule's limits, as {path, says}; null: none is.
CREATE FUNCTION jidoka_limit_fault(r policy_rule, p_args jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  bound jsonb;
  value jsonb;
  found_any boolean;
  says text;
BEGIN
  FOR bound IN SELECT * FROM jsonb_array_elements(r.limits) LOOP
    found_any := false;
    FOR value IN SELECT * FROM jsonb_path_query(p_args, (bound->>'path')::jsonpath) LOOP
      found_any := true;
      says := CASE
        WHEN jsonb_typeof(value) <> 'number' THEN 'it is not a number'
        WHEN bound ? 'min' AND value::text::numeric < (bound->>'min')::numeric
          THEN format('it is %s, at least %s %s is allowed', value, bound->>'min', bound->>'unit')
        WHEN bound ? 'max' AND value::text::numeric > (bound->>'max')::numeric
          THEN format('it is %s, at most %s %s is allowed', value, bound->>'max', bound->>'unit')
      END;
      IF says IS NOT NULL THEN
        RETURN jsonb_build_object('path', bound->>'path', 'says', says);
      END IF;
    END LOOP;
    IF NOT found_any THEN
      RETURN jsonb_build_object('path', bound->>'path', 'says', 'it is missing');
    END IF;
    IF bound ? 'unitPath' AND NOT coalesce(jsonb_path_query_first(p_args,
        (bound->>'unitPath')::jsonpath) #>> '{}' = bound->>'unit', false) THEN
      RETURN jsonb_build_object('path', bound->>'unitPath', 'says',
        format('the unit of the limit is %s', bound->>'unit'));
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- The rule under which this person may ask for this, or the reason why there is none.
CREATE FUNCTION jidoka_require_rule(p_site text, p_tool text, p_args jsonb, p_requester text,
  p_now timestamptz) RETURNS policy_rule
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rule policy_rule%ROWTYPE;
  fault jsonb;
BEGIN
  IF p_requester IS NULL OR NOT EXISTS (SELECT FROM user_role
      WHERE site_id = p_site AND user_id = p_requester) THEN
    RAISE EXCEPTION 'no role at site %', p_site USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO rule FROM jidoka_judge(p_site, p_tool, p_args, p_now);
  IF rule.rule IS NULL THEN
    RAISE EXCEPTION 'no policy rule for % at %', p_tool, CASE
      WHEN EXISTS (SELECT FROM policy_rule WHERE tool = p_tool AND site_id IN (p_site, 'group'))
      THEN format('%s covers these arguments at this hour', p_site) ELSE p_site END
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF cardinality(rule.proposer_roles) > 0 AND NOT EXISTS (SELECT FROM user_role WHERE
      site_id = p_site AND user_id = p_requester AND role = ANY (rule.proposer_roles)) THEN
    RAISE EXCEPTION '% at % takes one of the roles %', p_tool, p_site,
      array_to_string(rule.proposer_roles, ', ') USING ERRCODE = 'insufficient_privilege';
  END IF;
  fault := jidoka_limit_fault(rule, p_args);
  IF fault IS NOT NULL THEN
    RAISE EXCEPTION '% is out of the limits of rule % v%: %', fault->>'path', rule.rule,
      rule.version, fault->>'says' USING ERRCODE = 'JK001', DETAIL = fault->>'path';
  END IF;
  RETURN rule;
END
$$;
--> statement-breakpoint
-- A rule comes from a migration, for a tool that has none yet, or from an approved change of policy.
CREATE FUNCTION jidoka_guard_policy() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before policy_rule%ROWTYPE;
BEGIN
  PERFORM NEW.asset_path::jsonpath, NEW.amount_path::jsonpath;
  PERFORM (bound->>'path')::jsonpath, (bound->>'unitPath')::jsonpath
    FROM jsonb_array_elements(NEW.limits) bound;
  IF NEW.origin = 'seed' AND NEW.version = 1 AND NEW.site_id = 'group' AND NEW.action_id IS NULL
    AND current_user <> 'jidoka_execute' AND NOT EXISTS (SELECT FROM policy_rule
      WHERE tool = NEW.tool AND created_at <> now()) THEN
    RETURN NEW;
  END IF;
  SELECT * INTO before FROM policy_rule WHERE site_id = NEW.site_id AND rule = NEW.rule
    ORDER BY version DESC LIMIT 1;
  IF current_user <> 'jidoka_execute' OR NEW.origin <> 'action' OR NEW.action_id IS NULL
    OR NOT jidoka_executing(NEW.site_id, NEW.action_id, '{change_policy}')
    OR NEW.version <> coalesce(before.version, 0) + 1 OR NEW.tool <> coalesce(before.tool, NEW.tool) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON policy_rule
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_policy();
--> statement-breakpoint
CREATE TRIGGER policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_rule
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint

-- Rights to decide ------------------------------------------------------------------------------

-- Who may decide by now: the rule's approvers, and those whom the escalation has reached.
CREATE FUNCTION jidoka_open_roles(p proposal, p_now timestamptz) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.approver_roles || coalesce(array_agg(role), '{}')
  FROM jsonb_array_elements(p.escalation) step CROSS JOIN jsonb_array_elements_text(step->'roles') role
  WHERE p.version_at + make_interval(mins => (step->>'afterMinutes')::int) <= p_now
$$;
--> statement-breakpoint
-- By whose right this person may decide it now: their own, or one that was lent to them. Null: by
-- none. Whoever asked lends nobody a right over it. Holds the right until the transaction ends.
CREATE FUNCTION jidoka_right(p proposal, p_user text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  roles text[] := jidoka_open_roles(p, p_now);
  lender text;
BEGIN
  PERFORM FROM user_role WHERE site_id = p.site_id AND user_id = p_user AND role = ANY (roles)
    FOR KEY SHARE;
  IF FOUND THEN
    RETURN p_user;
  END IF;
  IF NOT p.delegable THEN
    RETURN NULL;
  END IF;
  SELECT d.from_user INTO lender FROM delegation d
    JOIN user_role r ON r.site_id = d.site_id AND r.user_id = d.from_user AND r.role = d.role
    WHERE d.site_id = p.site_id AND d.to_user = p_user AND d.role = ANY (roles)
      AND d.revoked_at IS NULL AND d.from_at <= p_now AND p_now < d.until_at
      AND NOT jidoka_person(d.from_user) = ANY (p.authors)
      AND NOT EXISTS (SELECT FROM decision x WHERE x.site_id = p.site_id AND x.proposal_id = p.id
        AND x.version = p.version AND x.authority = jidoka_person(d.from_user))
    ORDER BY d.until_at DESC, d.id LIMIT 1 FOR SHARE OF d, r;
  RETURN lender;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_why_no_right(p proposal, p_user text, p_now timestamptz) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((SELECT CASE
      WHEN d.revoked_at IS NOT NULL OR d.until_at <= p_now THEN 'delegation_ended'
      WHEN jidoka_person(d.from_user) = ANY (p.authors) THEN 'self_approval' END
    FROM delegation d WHERE d.site_id = p.site_id AND d.to_user = p_user AND p.delegable
      AND d.role = ANY (jidoka_open_roles(p, p_now)) AND d.from_at <= p_now
    ORDER BY d.revoked_at IS NULL DESC, d.until_at DESC LIMIT 1), 'not_an_approver')
$$;
--> statement-breakpoint

-- What nobody may -------------------------------------------------------------------------------

CREATE FUNCTION jidoka_refuse(p_why text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the gate refuses this: %', p_why USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_guard_proposal() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NOT EXISTS (SELECT FROM jidoka_transitions()
      WHERE from_status = OLD.status AND to_status = NEW.status) THEN
    PERFORM jidoka_refuse(format('a proposal does not go from %s to %s', OLD.status, NEW.status));
  END IF;
  IF TG_OP = 'INSERT' AND (NEW.status <> 'pending' OR NEW.version <> 1
      OR NEW.executing_xid IS NOT NULL OR NOT jidoka_person(NEW.requested_by) = ANY (NEW.authors)) THEN
    PERFORM jidoka_refuse('a proposal starts pending, as its first version');
  END IF;
  IF TG_OP = 'INSERT' OR NEW.version <> OLD.version THEN
    IF NEW.args_sha256 <> encode(sha256(convert_to(NEW.args, 'UTF8')), 'hex') THEN
      PERFORM jidoka_refuse('the hash is not of these arguments');
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    PERFORM jidoka_refuse_rewriting(OLD, NEW);
    PERFORM jidoka_refuse_unearned(OLD, NEW);
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- Who asked for what never changes; what was shown changes only as a new version that waits.
CREATE FUNCTION jidoka_refuse_rewriting(was proposal, is_now proposal) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (was.site_id, was.id, was.tool, was.requested_by, was.channel, was.idempotency_key, was.created_at)
    IS DISTINCT FROM (is_now.site_id, is_now.id, is_now.tool, is_now.requested_by, is_now.channel,
      is_now.idempotency_key, is_now.created_at) OR NOT is_now.authors @> was.authors
    OR (was.tainted AND NOT is_now.tainted) THEN
    PERFORM jidoka_refuse('who asked for what does not change');
  END IF;
  IF is_now.version <> was.version AND (is_now.version <> was.version + 1
      OR was.status <> 'pending' OR is_now.status <> 'pending') THEN
    PERFORM jidoka_refuse('a new version follows the one that waits');
  END IF;
  IF is_now.version = was.version AND (was.args, was.args_sha256, was.input, was.preconditions,
      was.diff, was.prediction, was.evidence, was.risk, was.policy_site, was.policy_rule,
      was.policy_version, was.approver_roles, was.approvals_needed, was.escalation, was.delegable,
      was.authors) IS DISTINCT FROM (is_now.args, is_now.args_sha256, is_now.input,
      is_now.preconditions, is_now.diff, is_now.prediction, is_now.evidence, is_now.risk,
      is_now.policy_site, is_now.policy_rule, is_now.policy_version, is_now.approver_roles,
      is_now.approvals_needed, is_now.escalation, is_now.delegable, is_now.authors) THEN
    PERFORM jidoka_refuse('what was shown changes only as a new version');
  END IF;
END
$$;
--> statement-breakpoint
-- Approved by enough people who did not ask, rejected by one, ended by the transaction that began it.
CREATE FUNCTION jidoka_refuse_unearned(was proposal, is_now proposal) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF was.status = 'pending' AND is_now.status = 'approved'
    AND jidoka_approvals(is_now) < is_now.approvals_needed THEN
    PERFORM jidoka_refuse('the approvals are not there');
  END IF;
  IF was.status = 'pending' AND is_now.status = 'rejected' AND NOT EXISTS (SELECT FROM decision
      WHERE site_id = was.site_id AND proposal_id = was.id AND version = was.version
        AND verdict = 'reject') THEN
    PERFORM jidoka_refuse('nobody rejected it');
  END IF;
  IF was.status = 'approved' AND is_now.status IN ('done', 'failed', 'stale', 'executing')
    AND was.executing_xid IS DISTINCT FROM pg_current_xact_id()::text THEN
    PERFORM jidoka_refuse('it is not being executed here');
  END IF;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_approvals(p proposal) RETURNS int LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(DISTINCT d.authority)::int FROM decision d
  WHERE d.site_id = p.site_id AND d.proposal_id = p.id AND d.version = p.version
    AND d.verdict = 'approve' AND d.authority <> ALL (p.authors)
    AND jidoka_person(d.decided_by) <> ALL (p.authors)
$$;
--> statement-breakpoint
CREATE TRIGGER guard_proposal BEFORE INSERT OR UPDATE ON proposal
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_proposal();
--> statement-breakpoint
CREATE TRIGGER proposal_stays BEFORE DELETE OR TRUNCATE ON proposal
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE FUNCTION jidoka_keep_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO proposal_version (site_id, proposal_id, version, risk, policy_site, policy_rule,
      policy_version, input, args, args_sha256, preconditions, diff, prediction, evidence,
      edited_by, edit_reason, at)
    VALUES (NEW.site_id, NEW.id, NEW.version, NEW.risk, NEW.policy_site, NEW.policy_rule,
      NEW.policy_version, NEW.input, NEW.args, NEW.args_sha256, NEW.preconditions, NEW.diff,
      NEW.prediction, NEW.evidence, NEW.edited_by, NEW.edit_reason, NEW.version_at);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_first_version AFTER INSERT ON proposal
  FOR EACH ROW EXECUTE FUNCTION jidoka_keep_version();
--> statement-breakpoint
CREATE TRIGGER keep_version AFTER UPDATE ON proposal
  FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION jidoka_keep_version();
--> statement-breakpoint
CREATE TRIGGER version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON proposal_version
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
-- A decision is of the version that waits, by a right that holds, and of nobody who asked.
CREATE FUNCTION jidoka_guard_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
BEGIN
  SELECT * INTO target FROM proposal WHERE site_id = NEW.site_id AND id = NEW.proposal_id FOR UPDATE;
  IF target.status IS DISTINCT FROM 'pending' OR target.version <> NEW.version
    OR target.expires_at <= NEW.at THEN
    PERFORM jidoka_refuse('this version does not wait for a decision');
  END IF;
  IF jidoka_person(jidoka_right(target, NEW.decided_by, NEW.at)) IS DISTINCT FROM NEW.authority
    OR jidoka_person(NEW.decided_by) = ANY (target.authors) OR NEW.authority = ANY (target.authors) THEN
    PERFORM jidoka_refuse('this person may not decide it');
  END IF;
  IF EXISTS (SELECT FROM decision d WHERE d.site_id = NEW.site_id AND d.proposal_id = NEW.proposal_id
      AND d.version = NEW.version AND (d.authority = NEW.authority
        OR jidoka_person(d.decided_by) = jidoka_person(NEW.decided_by))) THEN
    PERFORM jidoka_refuse('nobody decides twice');
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_decision BEFORE INSERT ON decision
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_decision();
--> statement-breakpoint
-- Of a delegation or a handover only its end is added.
CREATE FUNCTION jidoka_guard_ending() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF to_jsonb(OLD) - TG_ARGV[0] IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV[0]
    OR to_jsonb(OLD) -> TG_ARGV[0] <> 'null' THEN
    PERFORM jidoka_refuse('only its end may be added');
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER only_ends BEFORE UPDATE ON delegation
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_ending('revoked_at');
--> statement-breakpoint
CREATE TRIGGER only_ends BEFORE UPDATE ON shift_handover
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_ending('taken_at');
--> statement-breakpoint
CREATE TRIGGER delegation_stays BEFORE DELETE OR TRUNCATE ON delegation
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER handover_stays BEFORE DELETE OR TRUNCATE ON shift_handover
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
-- A session that calls itself a replica fires none but these.
DO $always$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT tgrelid::regclass AS held, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.held, found.tgname);
  END LOOP;
END
$always$;
