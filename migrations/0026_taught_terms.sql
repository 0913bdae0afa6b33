-- Words that a person taught by correcting how a question was read: put by an approved proposal, inside
-- its execution. Whoever leads at a site may still put them at once, by jidoka_put_term().
CREATE FUNCTION jidoka_set_term(p_site text, p_action text, p jsonb, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before glossary_term%ROWTYPE;
  put glossary_term%ROWTYPE;
BEGIN
  IF p_action IS NULL OR NOT jidoka_executing(p_site, p_action, '{set_term}') THEN
    PERFORM jidoka_refuse_effect('glossary_term');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('glossary ' || p_site));
  SELECT * INTO before FROM glossary_term WHERE site_id = p_site AND term = (p->>'term')::int
    ORDER BY version DESC LIMIT 1;
  INSERT INTO glossary_term (site_id, term, version, status, zh, en, note, changed_by, changed_at)
    SELECT p_site, coalesce(before.term, (SELECT 1 + coalesce(max(t.term), 0) FROM glossary_term t
        WHERE t.site_id = p_site)), coalesce(before.version, 0) + 1,
      CASE WHEN (p->>'retired')::boolean THEN 'retired' ELSE 'active' END,
      ARRAY(SELECT jsonb_array_elements_text(p->'zh')),
      ARRAY(SELECT jsonb_array_elements_text(p->'en')), p->>'note',
      (SELECT requested_by FROM proposal WHERE site_id = p_site AND id = p_action), p_now
    RETURNING * INTO put;
  RETURN jsonb_build_object('term', put.term, 'version', put.version);
END
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION jidoka_set_term(text, text, jsonb, timestamptz) TO jidoka_execute;
--> statement-breakpoint
INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes)
  VALUES ('group', 'set_term', 1, 'set_term', 'low', '{}', '{supervisor,manager,admin}', 1, 10080);
