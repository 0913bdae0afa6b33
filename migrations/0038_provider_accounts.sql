-- That a person of the sign-in provider opens an account, or no longer does. Which one stands there as
-- `subject`, a fingerprint: the chain cannot be erased, and the name that the provider uses may be personal.
CREATE OR REPLACE FUNCTION jidoka_note_account(p_site text, p_event text, p jsonb, p_by text, p_channel text,
  p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT p_event = ANY ('{account_added,account_changed,account_roles,account_password,account_locked,
      account_unlocked,account_refused,account_bound,account_unbound,password_changed,token_issued,
      token_revoked}'::text[])
    OR NOT (p_site = 'group' OR EXISTS (SELECT FROM site WHERE site_id = p_site)) THEN
    RAISE EXCEPTION 'nothing like % is noted of an account at %', p_event, p_site
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM jidoka_audit(p_site, p_now, p_event, p_by, p_channel, NULL, NULL,
    jsonb_strip_nulls(jsonb_build_object('for', left(p->>'for', 100), 'roles', p->'roles',
      'token', p->>'token', 'scopes', p->'scopes', 'until', p->>'until', 'outcome', p->>'outcome',
      'subject', p->>'subject')));
END
$$;
