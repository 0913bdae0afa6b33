ALTER TABLE "account" ADD COLUMN "once_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "locked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "locked_roles" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "last_sign_in_at" timestamp with time zone;--> statement-breakpoint

-- What becomes of accounts and access tokens, in the chain of each site that it is about. The detail is
-- made of these fields and no others: no password and no token can come into it. Whom it is
-- about stands under `for`, which is sealed.
CREATE FUNCTION jidoka_note_account(p_site text, p_event text, p jsonb, p_by text, p_channel text,
  p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT p_event = ANY ('{account_added,account_changed,account_roles,account_password,account_locked,
      account_unlocked,account_refused,password_changed,token_issued,token_revoked}'::text[])
    OR NOT (p_site = 'group' OR EXISTS (SELECT FROM site WHERE site_id = p_site)) THEN
    RAISE EXCEPTION 'nothing like % is noted of an account at %', p_event, p_site
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM jidoka_audit(p_site, p_now, p_event, p_by, p_channel, NULL, NULL,
    jsonb_strip_nulls(jsonb_build_object('for', left(p->>'for', 100), 'roles', p->'roles',
      'token', p->>'token', 'scopes', p->'scopes', 'until', p->>'until', 'outcome', p->>'outcome')));
END
$$;
--> statement-breakpoint

-- What the pages of accounts and tokens add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_accounts() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  GRANT EXECUTE ON FUNCTION jidoka_note_account(text, text, jsonb, text, text, timestamptz)
    TO jidoka_app;
END
$$;
