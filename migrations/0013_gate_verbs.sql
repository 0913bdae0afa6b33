-- What people may do with a proposal: each verb locks the row, checks, changes and records, in one
-- transaction. The outcome is a value; whatever is refused is recorded too. Written by hand.

CREATE FUNCTION jidoka_record(p proposal, p_now timestamptz, p_event text, p_actor text,
  p_channel text, p_detail jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM jidoka_audit(p.site_id, p_now, p_event, p_actor, p_channel, p.id, p.tool, p_detail);
  PERFORM jidoka_announce(p);
END
$$;
--> statement-breakpoint
-- Finds and locks what somebody acts on. No row: it is not there, or not for this person, which is
-- recorded and told alike.
CREATE FUNCTION jidoka_hold(p_site text, p_id text, p_verb text, p_channel text, p_now timestamptz)
RETURNS proposal LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held proposal%ROWTYPE;
BEGIN
  IF jidoka_user() IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT * INTO held FROM proposal WHERE site_id = p_site AND id = p_id FOR UPDATE;
  IF held.id IS NOT NULL AND p_site = ANY (jidoka_sites()) THEN
    RETURN held;
  END IF;
  PERFORM jidoka_audit(coalesce(held.site_id, 'group'), p_now, 'decision_refused', jidoka_user(),
    p_channel, left(p_id, 100), held.tool, jsonb_build_object('outcome', 'not_found',
      'verdict', p_verb, 'site', left(p_site, 100)));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_refused(p proposal, p_now timestamptz, p_verb text, p_channel text,
  p_outcome text) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM jidoka_audit(p.site_id, p_now, 'decision_refused', jidoka_user(), p_channel, p.id, p.tool,
    jsonb_build_object('outcome', p_outcome, 'verdict', p_verb, 'version', p.version));
  RETURN p_outcome;
END
$$;
--> statement-breakpoint

-- As before: risk, approvers, number, limits and expiry are those of the rule that holds now.
CREATE OR REPLACE FUNCTION jidoka_propose(p jsonb, p_now timestamptz) RETURNS proposal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rule policy_rule%ROWTYPE;
  filed proposal%ROWTYPE;
  requester text := jidoka_user();
BEGIN
  SELECT * INTO filed FROM proposal WHERE site_id = p->>'site_id' AND requested_by = requester
    AND idempotency_key = p->>'idempotency_key';
  IF FOUND THEN
    RETURN filed;
  END IF;
  rule := jidoka_require_rule(p->>'site_id', p->>'tool', (p->>'args')::jsonb, requester, p_now);
  INSERT INTO proposal (site_id, id, tool, version, status, risk, title_zh, title_en, input, args,
      args_sha256, preconditions, diff, prediction, evidence, tainted, requested_by, authors, channel,
      idempotency_key, approver_roles, approvals_needed, policy_site, policy_rule, policy_version,
      escalation, delegable, version_at, created_at, expires_at)
    VALUES (p->>'site_id', p->>'id', p->>'tool', 1, 'pending', rule.risk, p->>'title_zh',
      p->>'title_en', coalesce(p->'input', (p->>'args')::jsonb), p->>'args',
      encode(sha256(convert_to(p->>'args', 'UTF8')), 'hex'), p->'preconditions', p->'diff',
      nullif(p->'prediction', 'null'), p->'evidence', (p->>'tainted')::boolean, requester,
      ARRAY[jidoka_person(requester)], p->>'channel', p->>'idempotency_key', rule.approver_roles,
      rule.approvals_needed, rule.site_id, rule.rule, rule.version, rule.escalation, rule.delegable,
      p_now, p_now, p_now + make_interval(mins => rule.expires_minutes))
    ON CONFLICT (site_id, requested_by, idempotency_key) DO NOTHING RETURNING * INTO filed;
  IF NOT FOUND THEN
    SELECT * INTO STRICT filed FROM proposal WHERE site_id = p->>'site_id'
      AND requested_by = requester AND idempotency_key = p->>'idempotency_key';
    RETURN filed;
  END IF;
  PERFORM jidoka_record(filed, p_now, 'proposed', requester, filed.channel, jsonb_build_object(
    'args_sha256', filed.args_sha256, 'risk', filed.risk, 'tainted', filed.tainted,
    'diff', filed.diff, 'policy', format('%s/%s v%s', rule.site_id, rule.rule, rule.version)));
  RETURN filed;
END
$$;
--> statement-breakpoint

-- Approving is by the policy of today: where another rule holds by now, the proposal becomes a new
-- version under that rule, and whoever approves looks again. Null: the rule still holds.
CREATE FUNCTION jidoka_rejudge(target proposal, p_now timestamptz) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rule policy_rule%ROWTYPE;
BEGIN
  rule := jidoka_judge(target.site_id, target.tool, target.args::jsonb, p_now);
  IF rule.rule IS NULL OR jidoka_limit_fault(rule, target.args::jsonb) IS NOT NULL THEN
    RETURN 'policy_denies';
  END IF;
  IF (rule.site_id, rule.rule, rule.version)
    = (target.policy_site, target.policy_rule, target.policy_version) THEN
    RETURN NULL;
  END IF;
  UPDATE proposal SET version = version + 1, version_at = p_now, risk = rule.risk,
      approver_roles = rule.approver_roles, approvals_needed = rule.approvals_needed,
      policy_site = rule.site_id, policy_rule = rule.rule, policy_version = rule.version,
      escalation = rule.escalation, escalated = 0, delegable = rule.delegable, edited_by = NULL,
      edit_reason = NULL, expires_at = least(expires_at,
        created_at + make_interval(mins => rule.expires_minutes))
    WHERE site_id = target.site_id AND id = target.id RETURNING * INTO STRICT target;
  PERFORM jidoka_record(target, p_now, 'rejudged', 'system', 'policy', jsonb_build_object(
    'version', target.version, 'risk', target.risk,
    'policy', format('%s/%s v%s', rule.site_id, rule.rule, rule.version)));
  RETURN 'policy_changed';
END
$$;
--> statement-breakpoint

-- The one way to decide. The decider is the user of this transaction.
CREATE OR REPLACE FUNCTION jidoka_decide(p_site text, p_id text, p_version int, p_args_sha256 text,
  p_verdict text, p_reason_code text, p_reason_text text, p_channel text, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  decider text := jidoka_user();
  lender text;
  refusal text;
BEGIN
  target := jidoka_hold(p_site, p_id, p_verdict, p_channel, p_now);
  IF target.id IS NULL THEN
    RETURN 'not_found';
  END IF;
  lender := jidoka_right(target, decider, p_now);
  refusal := CASE
    WHEN coalesce(p_verdict NOT IN ('approve', 'reject'), true) THEN 'not_found'
    WHEN EXISTS (SELECT FROM decision d WHERE d.site_id = p_site AND d.proposal_id = p_id
      AND d.version = target.version
      AND jidoka_person(d.decided_by) = jidoka_person(decider)) THEN 'already_decided'
    WHEN lender IS NULL THEN jidoka_why_no_right(target, decider, p_now)
    WHEN jidoka_person(decider) = ANY (target.authors)
      OR jidoka_person(lender) = ANY (target.authors) THEN 'self_approval'
    WHEN target.status <> 'pending' THEN 'already_decided'
    WHEN target.version <> p_version OR target.args_sha256 <> p_args_sha256 THEN 'other_version'
    WHEN target.expires_at <= p_now THEN 'expired'
    WHEN p_verdict = 'reject' AND coalesce(p_reason_code, '') = '' THEN 'reason_missing'
    WHEN EXISTS (SELECT FROM decision d WHERE d.site_id = p_site AND d.proposal_id = p_id
      AND d.version = p_version AND d.authority = jidoka_person(lender)) THEN 'already_decided'
  END;
  IF refusal IS NULL AND p_verdict = 'approve' THEN
    refusal := jidoka_rejudge(target, p_now);
  END IF;
  IF refusal IS NOT NULL THEN
    RETURN jidoka_refused(target, p_now, p_verdict, p_channel, refusal);
  END IF;
  INSERT INTO decision (site_id, proposal_id, version, decided_by, authority, verdict, reason_code,
      reason_text, channel, at)
    VALUES (p_site, p_id, p_version, decider, jidoka_person(lender), p_verdict, p_reason_code,
      p_reason_text, p_channel, p_now);
  RETURN jidoka_count_decision(target, lender, p_channel, p_now);
END
$$;
--> statement-breakpoint
-- What the decision that was just made comes to.
CREATE FUNCTION jidoka_count_decision(target proposal, p_lender text, p_channel text,
  p_now timestamptz) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  made decision%ROWTYPE;
  verdict_status text;
BEGIN
  SELECT * INTO STRICT made FROM decision WHERE site_id = target.site_id AND proposal_id = target.id
    AND version = target.version AND decided_by = jidoka_user();
  verdict_status := CASE WHEN made.verdict = 'reject' THEN 'rejected'
    WHEN jidoka_approvals(target) >= target.approvals_needed THEN 'approved' ELSE 'pending' END;
  UPDATE proposal SET status = verdict_status,
      decided_at = CASE WHEN verdict_status <> 'pending' THEN p_now END
    WHERE site_id = target.site_id AND id = target.id AND status = 'pending'
      AND version = made.version RETURNING * INTO STRICT target;
  IF target.status = 'approved' THEN
    INSERT INTO outbox (site_id, proposal_id, args_sha256, status, ready_at)
      SELECT target.site_id, target.id, target.args_sha256, 'ready',
        jidoka_after_quiet(target.site_id, r.quiet_from, r.quiet_to, p_now)
      FROM policy_rule r WHERE r.site_id = target.policy_site AND r.rule = target.policy_rule
        AND r.version = target.policy_version;
  END IF;
  PERFORM jidoka_record(target, p_now, CASE made.verdict WHEN 'approve' THEN 'approved'
      ELSE 'rejected' END, made.decided_by, p_channel, jsonb_build_object('version', target.version,
    'args_sha256', target.args_sha256, 'reason_code', made.reason_code,
    'reason_text', made.reason_text, 'status', target.status,
    'for', nullif(p_lender, made.decided_by)));
  RETURN CASE target.status WHEN 'pending' THEN 'waiting_for_second' ELSE target.status END;
END
$$;
--> statement-breakpoint

-- A new version of what waits, made anew by the tool. Whoever edits becomes one who asked: they may
-- not approve it. Approvals of the version before count for nothing.
CREATE FUNCTION jidoka_edit(p jsonb, p_version int, p_args_sha256 text, p_reason text,
  p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  before proposal%ROWTYPE;
  rule policy_rule%ROWTYPE;
  editor text := jidoka_user();
  own boolean;
  refusal text;
BEGIN
  target := jidoka_hold(p->>'site_id', p->>'id', 'edit', p_channel, p_now);
  IF target.id IS NULL THEN
    RETURN 'not_found';
  END IF;
  own := jidoka_person(editor) = jidoka_person(target.requested_by);
  refusal := CASE
    WHEN NOT own AND jidoka_right(target, editor, p_now) IS NULL
      THEN jidoka_why_no_right(target, editor, p_now)
    WHEN target.status <> 'pending' THEN 'already_decided'
    WHEN target.version <> p_version OR target.args_sha256 <> p_args_sha256 THEN 'other_version'
    WHEN target.expires_at <= p_now THEN 'expired'
    WHEN target.tool <> p->>'tool' THEN 'other_tool'
    WHEN NOT own AND coalesce(trim(p_reason), '') = '' THEN 'reason_missing'
    WHEN target.args = p->>'args' THEN 'unchanged'
  END;
  IF refusal IS NOT NULL THEN
    RETURN jidoka_refused(target, p_now, 'edit', p_channel, refusal);
  END IF;
  before := target;
  rule := jidoka_require_rule(target.site_id, target.tool, (p->>'args')::jsonb, target.requested_by,
    p_now);
  UPDATE proposal SET version = version + 1, version_at = p_now, title_zh = p->>'title_zh',
      title_en = p->>'title_en', input = p->'input', args = p->>'args',
      args_sha256 = encode(sha256(convert_to(p->>'args', 'UTF8')), 'hex'),
      preconditions = p->'preconditions', diff = p->'diff',
      prediction = nullif(p->'prediction', 'null'), evidence = p->'evidence', risk = rule.risk,
      approver_roles = rule.approver_roles, approvals_needed = rule.approvals_needed,
      policy_site = rule.site_id, policy_rule = rule.rule, policy_version = rule.version,
      escalation = rule.escalation, escalated = 0, delegable = rule.delegable, edited_by = editor,
      edit_reason = nullif(trim(p_reason), ''),
      authors = CASE WHEN jidoka_person(editor) = ANY (authors) THEN authors
        ELSE authors || jidoka_person(editor) END,
      expires_at = p_now + make_interval(mins => rule.expires_minutes)
    WHERE site_id = target.site_id AND id = target.id RETURNING * INTO STRICT target;
  PERFORM jidoka_record(target, p_now, 'edited', editor, p_channel, jsonb_build_object(
    'version', target.version, 'args_sha256', target.args_sha256, 'before_sha256', before.args_sha256,
    'before', before.diff, 'diff', target.diff, 'risk', target.risk, 'reason_text', p_reason,
    'policy', format('%s/%s v%s', rule.site_id, rule.rule, rule.version)));
  RETURN 'edited';
END
$$;
--> statement-breakpoint

-- Whoever asked takes it back, also while an approved one still waits to be executed.
CREATE FUNCTION jidoka_withdraw(p_site text, p_id text, p_reason text, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  refusal text;
BEGIN
  target := jidoka_hold(p_site, p_id, 'withdraw', p_channel, p_now);
  IF target.id IS NULL THEN
    RETURN 'not_found';
  END IF;
  refusal := CASE
    WHEN jidoka_person(jidoka_user()) <> jidoka_person(target.requested_by) THEN 'not_the_requester'
    WHEN target.status NOT IN ('pending', 'approved') THEN 'already_decided'
  END;
  IF refusal IS NOT NULL THEN
    RETURN jidoka_refused(target, p_now, 'withdraw', p_channel, refusal);
  END IF;
  UPDATE outbox SET status = 'done' WHERE site_id = p_site AND proposal_id = p_id;
  UPDATE proposal SET status = 'withdrawn', decided_at = coalesce(decided_at, p_now)
    WHERE site_id = p_site AND id = p_id RETURNING * INTO STRICT target;
  PERFORM jidoka_record(target, p_now, 'withdrawn', jidoka_user(), p_channel,
    jsonb_build_object('version', target.version, 'reason_text', p_reason));
  RETURN 'withdrawn';
END
$$;
--> statement-breakpoint

-- Says that somebody looks at it, for so many minutes; none gives it back. Keeps nobody from deciding.
CREATE FUNCTION jidoka_claim(p_site text, p_id text, p_minutes int, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  claimer text := jidoka_user();
  refusal text;
BEGIN
  target := jidoka_hold(p_site, p_id, 'claim', p_channel, p_now);
  IF target.id IS NULL THEN
    RETURN 'not_found';
  END IF;
  refusal := CASE
    WHEN target.status <> 'pending' THEN 'already_decided'
    WHEN jidoka_right(target, claimer, p_now) IS NULL THEN jidoka_why_no_right(target, claimer, p_now)
    WHEN jidoka_person(claimer) = ANY (target.authors) THEN 'self_approval'
    WHEN target.claimed_by <> claimer AND target.claimed_until > p_now THEN 'claimed_by_other'
  END;
  IF refusal IS NOT NULL THEN
    RETURN jidoka_refused(target, p_now, 'claim', p_channel, refusal);
  END IF;
  UPDATE proposal SET claimed_by = CASE WHEN p_minutes > 0 THEN claimer END,
      claimed_until = CASE WHEN p_minutes > 0 THEN p_now + make_interval(mins => least(p_minutes, 60)) END
    WHERE site_id = p_site AND id = p_id RETURNING * INTO STRICT target;
  PERFORM jidoka_record(target, p_now, CASE WHEN p_minutes > 0 THEN 'claimed' ELSE 'released' END,
    claimer, p_channel, jsonb_build_object('until', target.claimed_until));
  RETURN CASE WHEN p_minutes > 0 THEN 'claimed' ELSE 'released' END;
END
$$;
--> statement-breakpoint

-- Lends a role that one holds oneself, to somebody of the site, for at most 31 days.
CREATE FUNCTION jidoka_delegate(p jsonb, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  lender text := jidoka_user();
  from_at timestamptz := (p->>'from_at')::timestamptz;
  until_at timestamptz := (p->>'until_at')::timestamptz;
  outcome text;
BEGIN
  outcome := CASE
    WHEN lender IS NULL OR NOT EXISTS (SELECT FROM user_role WHERE site_id = p->>'site_id'
      AND user_id = lender AND role = p->>'role') THEN 'role_not_held'
    WHEN NOT EXISTS (SELECT FROM user_role WHERE site_id = p->>'site_id'
      AND user_id = p->>'to_user') THEN 'unknown_person'
    WHEN jidoka_person(p->>'to_user') = jidoka_person(lender) THEN 'same_person'
    WHEN coalesce(until_at <= greatest(from_at, p_now) OR until_at > from_at + interval '31 days',
      true) THEN 'bad_dates'
    WHEN coalesce(trim(p->>'reason'), '') = '' THEN 'reason_missing'
    ELSE 'delegated' END;
  IF outcome = 'delegated' THEN
    INSERT INTO delegation VALUES (p->>'site_id', p->>'id', p->>'role', lender, p->>'to_user', from_at,
      until_at, trim(p->>'reason'), p_now);
  END IF;
  PERFORM jidoka_audit(CASE outcome WHEN 'role_not_held' THEN 'group' ELSE p->>'site_id' END, p_now,
    CASE outcome WHEN 'delegated' THEN 'delegated' ELSE 'delegation_refused' END,
    coalesce(lender, 'nobody'), p_channel, NULL, NULL, p || jsonb_build_object('outcome', outcome));
  RETURN outcome;
END
$$;
--> statement-breakpoint
-- Ends a delegation: by whoever gave it, by whoever got it, or by an admin of the site.
CREATE FUNCTION jidoka_revoke_delegation(p_site text, p_id text, p_channel text, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  lent delegation%ROWTYPE;
  outcome text;
BEGIN
  SELECT * INTO lent FROM delegation WHERE site_id = p_site AND id = p_id FOR UPDATE;
  outcome := CASE
    WHEN lent.id IS NULL OR jidoka_user() IS NULL OR NOT (jidoka_user() IN (lent.from_user, lent.to_user)
      OR EXISTS (SELECT FROM user_role WHERE site_id = p_site AND user_id = jidoka_user()
        AND role = 'admin')) THEN 'not_found'
    WHEN lent.revoked_at IS NOT NULL THEN 'already_revoked'
    ELSE 'revoked' END;
  IF outcome = 'revoked' THEN
    UPDATE delegation SET revoked_at = p_now WHERE site_id = p_site AND id = p_id;
    PERFORM jidoka_audit(p_site, p_now, 'delegation_revoked', jidoka_user(), p_channel, NULL, NULL,
      jsonb_build_object('id', p_id, 'role', lent.role, 'from_user', lent.from_user,
        'to_user', lent.to_user));
  END IF;
  RETURN outcome;
END
$$;
--> statement-breakpoint

-- Leaves what waits, and a note, to whoever leads the next shift; claims go along.
CREATE FUNCTION jidoka_hand_over(p_site text, p_id text, p_to text, p_note text, p_channel text,
  p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  leader text := jidoka_user();
  waiting text[];
BEGIN
  IF (SELECT count(DISTINCT user_id) FROM user_role WHERE site_id = p_site
      AND user_id IN (leader, p_to) AND role IN ('supervisor', 'manager')) < 2 THEN
    RETURN 'not_a_shift_leader';
  END IF;
  SELECT coalesce(array_agg(id), '{}') INTO waiting FROM (SELECT id FROM proposal
    WHERE site_id = p_site AND status = 'pending' ORDER BY id FOR UPDATE) held;
  UPDATE proposal SET claimed_by = p_to WHERE site_id = p_site AND id = ANY (waiting)
    AND claimed_by = leader AND claimed_until > p_now AND NOT jidoka_person(p_to) = ANY (authors);
  INSERT INTO shift_handover VALUES (p_site, p_id, leader, p_to, p_note, waiting, p_now);
  PERFORM jidoka_audit(p_site, p_now, 'handed_over', leader, p_channel, NULL, NULL,
    jsonb_build_object('id', p_id, 'to_user', p_to, 'note', p_note, 'proposals', to_jsonb(waiting)));
  RETURN 'handed_over';
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_take_over(p_site text, p_id text, p_channel text, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE shift_handover SET taken_at = p_now WHERE site_id = p_site AND id = p_id
    AND to_user = jidoka_user() AND taken_at IS NULL;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM jidoka_audit(p_site, p_now, 'taken_over', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('id', p_id));
  RETURN 'taken_over';
END
$$;
--> statement-breakpoint
-- Records what was refused before it came to the gate: a forged page, a tool that does not exist.
CREATE FUNCTION jidoka_note_refusal(p_site text, p_id text, p_what text, p_channel text,
  p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF jidoka_user() IS NOT NULL THEN
    PERFORM jidoka_audit(coalesce((SELECT site_id FROM proposal WHERE site_id = p_site AND id = p_id
        AND site_id = ANY (jidoka_sites())), 'group'), p_now, 'decision_refused', jidoka_user(),
      p_channel, left(p_id, 100), NULL, jsonb_build_object('outcome', left(p_what, 100)));
  END IF;
END
$$;
--> statement-breakpoint

-- Counts the approvals of people who did not ask for it, by the one count there is.
CREATE OR REPLACE FUNCTION jidoka_begin_execution(p_site text, p_id text, p_args_sha256 text)
RETURNS SETOF proposal LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE proposal p SET executing_xid = pg_current_xact_id()::text
    WHERE p.site_id = p_site AND p.id = p_id AND p.status = 'approved'
      AND p.args_sha256 = p_args_sha256 AND p.executing_xid IS NULL
      AND p.args_sha256 = encode(sha256(convert_to(p.args, 'UTF8')), 'hex')
      AND p.approvals_needed <= jidoka_approvals(p)
    RETURNING p.*
$$;
--> statement-breakpoint
-- Tells the next who may decide that something waits; their right comes by the clock, not by this.
CREATE FUNCTION jidoka_escalate(p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  due int;
  told int := 0;
BEGIN
  FOR target IN SELECT * FROM proposal WHERE status = 'pending' AND expires_at > p_now
    AND escalated < jsonb_array_length(escalation) ORDER BY site_id, id FOR UPDATE SKIP LOCKED
  LOOP
    SELECT count(*) INTO due FROM jsonb_array_elements(target.escalation) step
      WHERE target.version_at + make_interval(mins => (step->>'afterMinutes')::int) <= p_now;
    CONTINUE WHEN due <= target.escalated;
    UPDATE proposal SET escalated = due WHERE site_id = target.site_id AND id = target.id
      RETURNING * INTO target;
    PERFORM jidoka_record(target, p_now, 'escalated', 'system', 'executor', jsonb_build_object(
      'roles', to_jsonb(jidoka_open_roles(target, p_now))));
    told := told + 1;
  END LOOP;
  RETURN told;
END
$$;
--> statement-breakpoint

-- The rights of what came with this migration and the two before: run after jidoka_secure_tables,
-- which closes them all.
CREATE FUNCTION jidoka_secure_gate() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE INSERT, UPDATE, DELETE ON policy_rule, proposal_version, delegation, shift_handover
    FROM jidoka_ingest;
  GRANT INSERT ON policy_rule TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_edit(jsonb, int, text, text, text, timestamptz),
    jidoka_withdraw(text, text, text, text, timestamptz),
    jidoka_claim(text, text, int, text, timestamptz), jidoka_delegate(jsonb, text, timestamptz),
    jidoka_revoke_delegation(text, text, text, timestamptz),
    jidoka_hand_over(text, text, text, text, text, timestamptz),
    jidoka_take_over(text, text, text, timestamptz),
    jidoka_note_refusal(text, text, text, text, timestamptz) TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_escalate(timestamptz) TO jidoka_execute;
  -- Reading what a rule would say of a proposal; row rights hold in all of these.
  GRANT EXECUTE ON FUNCTION jidoka_judge(text, text, jsonb, timestamptz, jsonb),
    jidoka_rule_matches(policy_rule, text, jsonb, timestamptz), jidoka_amount(jsonb, text),
    jidoka_criticality(text, jsonb, text), jidoka_plant_time(text, timestamptz),
    jidoka_within(time, text, text), jidoka_transitions() TO jidoka_read;
END
$$;
