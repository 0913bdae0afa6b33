CREATE TABLE "report_share" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"token_sha256" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"readers" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"opened" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone,
	CONSTRAINT "report_share_site_id_id_pk" PRIMARY KEY("site_id","id"),
	CONSTRAINT "report_share_of_a_site" CHECK ("report_share"."site_id" <> 'group')
);
--> statement-breakpoint
ALTER TABLE "report_subscription" DROP CONSTRAINT "report_subscription_site_id_for_user_kind_pk";--> statement-breakpoint
ALTER TABLE "report_subscription" ADD COLUMN "view_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "report_subscription" ADD COLUMN "mail_to" text;--> statement-breakpoint
ALTER TABLE "report_subscription" ADD CONSTRAINT "report_subscription_site_id_for_user_kind_view_id_pk" PRIMARY KEY("site_id","for_user","kind","view_id");--> statement-breakpoint
ALTER TABLE "alert_message" ADD COLUMN "mail_to" text;--> statement-breakpoint
CREATE UNIQUE INDEX "report_share_token" ON "report_share" USING btree ("token_sha256");--> statement-breakpoint
CREATE INDEX "report_share_report" ON "report_share" USING btree ("site_id","kind","key");--> statement-breakpoint

-- A link to one report, made by whoever leads at its site; the token itself is kept nowhere.
CREATE FUNCTION jidoka_share_report(p jsonb, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  site text := p->>'siteId';
  until_at timestamptz := (p->>'expiresAt')::timestamptz;
  most int := 200;
  refusal text;
BEGIN
  refusal := CASE
    WHEN jidoka_user() IS NULL OR NOT coalesce(site = ANY (jidoka_sites()), false) THEN 'not_found'
    WHEN NOT jidoka_leads(site, jidoka_user()) THEN 'not_allowed'
    WHEN until_at <= p_now OR until_at > p_now + interval '31 days' THEN 'bad_time'
    WHEN most <= (SELECT count(*) FROM report_share WHERE site_id = site AND ended_at IS NULL
      AND expires_at > p_now) THEN 'full' END;
  IF refusal IS NOT NULL THEN
    RETURN refusal;
  END IF;
  INSERT INTO report_share (site_id, id, token_sha256, kind, key, readers, created_by, created_at,
      expires_at)
    VALUES (site, p->>'id', p->>'tokenSha256', p->>'kind', p->>'key', p->>'readers', jidoka_user(),
      p_now, until_at);
  PERFORM jidoka_audit(site, p_now, 'report_shared', jidoka_user(), 'web', NULL, NULL,
    jsonb_build_object('share', p->>'id', 'report', p->>'key', 'readers', p->>'readers',
      'until', p->>'expiresAt'));
  RETURN 'shared';
END
$$;
--> statement-breakpoint
-- What a token opens, as long as its time and the role of whoever shared it last. Looks are counted,
-- and recorded once an hour each.
CREATE FUNCTION jidoka_open_share(p_sha256 text, p_now timestamptz)
RETURNS TABLE (site_id text, id text, kind text, key text, shared_by text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held report_share%ROWTYPE;
BEGIN
  SELECT * INTO held FROM report_share s WHERE s.token_sha256 = p_sha256 AND s.ended_at IS NULL
    AND s.expires_at > p_now AND (s.readers = 'anyone' OR jidoka_user() IS NOT NULL)
    AND jidoka_leads(s.site_id, s.created_by) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE report_share s SET opened = s.opened + 1, opened_at = p_now
    WHERE s.site_id = held.site_id AND s.id = held.id;
  IF held.opened_at IS NULL OR held.opened_at < p_now - interval '1 hour' THEN
    PERFORM jidoka_audit(held.site_id, p_now, 'report_share_opened',
      coalesce(jidoka_user(), 'nobody'), 'web', NULL, NULL, jsonb_build_object('share', held.id));
  END IF;
  RETURN QUERY SELECT held.site_id, held.id, held.kind, held.key, held.created_by, held.expires_at;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_end_share(p_site text, p_id text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ended int;
BEGIN
  IF jidoka_user() IS NULL OR NOT coalesce(p_site = ANY (jidoka_sites()), false) THEN
    RETURN 'not_found';
  END IF;
  IF NOT jidoka_leads(p_site, jidoka_user()) THEN
    RETURN 'not_allowed';
  END IF;
  UPDATE report_share SET ended_at = p_now, ended_by = jidoka_user()
    WHERE site_id = p_site AND id = p_id AND ended_at IS NULL AND expires_at > p_now;
  GET DIAGNOSTICS ended = ROW_COUNT;
  IF ended = 0 THEN
    RETURN 'not_found';
  END IF;
  PERFORM jidoka_audit(p_site, p_now, 'report_share_ended', jidoka_user(), 'web', NULL, NULL,
    jsonb_build_object('share', p_id));
  RETURN 'ended';
END
$$;
--> statement-breakpoint
-- An address is the person's own, and goes with them.
CREATE FUNCTION jidoka_forget_mail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE report_subscription SET mail_to = NULL WHERE for_user = OLD.id AND mail_to IS NOT NULL;
  UPDATE alert_message SET mail_to = NULL WHERE for_user = OLD.id AND mail_to IS NOT NULL;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER forget_mail AFTER DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION jidoka_forget_mail();
--> statement-breakpoint

-- Roles that are lent now, by people who still hold them.
CREATE FUNCTION jidoka_lent_now(p_now timestamptz)
RETURNS TABLE (site_id text, role text, from_user text, to_user text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT d.site_id, d.role, d.from_user, d.to_user FROM delegation d
    JOIN user_role r ON r.site_id = d.site_id AND r.user_id = d.from_user AND r.role = d.role
    WHERE d.revoked_at IS NULL AND d.from_at <= p_now AND p_now < d.until_at
$$;
--> statement-breakpoint
-- Who of those that linked a chat stands in for one of these roles.
CREATE FUNCTION jidoka_linked_delegates(p_site text, p_roles text[], p_authors text[],
  p_now timestamptz) RETURNS TABLE (user_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT d.to_user FROM jidoka_lent_now(p_now) d JOIN channel_link l ON l.user_id = d.to_user
    WHERE d.site_id = p_site AND d.role = ANY (p_roles) AND l.revoked_at IS NULL
      AND NOT jidoka_person(d.from_user) = ANY (p_authors)
$$;
--> statement-breakpoint
-- The roles that are lent to whoever asks.
CREATE FUNCTION jidoka_lent_roles(p_now timestamptz)
RETURNS TABLE (site_id text, role text, from_user text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.site_id, d.role, jidoka_person(d.from_user) FROM jidoka_lent_now(p_now) d
    WHERE d.to_user = jidoka_user()
$$;
--> statement-breakpoint
-- Another one whenever somebody lends, takes back, or a time begins or ends.
CREATE FUNCTION jidoka_lending_stamp(p_now timestamptz) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT md5(coalesce(string_agg(to_jsonb(d)::text, ',' ORDER BY to_jsonb(d)::text), ''))
    FROM jidoka_lent_now(p_now) d
$$;
--> statement-breakpoint
-- What people were told, and what they wrote in chats, past its time: what is still on its way stays.
-- Events of alerts and their steps are the record, and never go.
CREATE FUNCTION jidoka_forget_told(p_stream text, p_floor timestamptz, p_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  gone int;
  past text := CASE p_stream
    WHEN 'alert_message' THEN 'created_at < $1 AND status <> ''queued'''
    WHEN 'alert_notice' THEN 'at < $1 AND message_id IS NOT NULL'
    WHEN 'channel_inbox' THEN 'received_at < $1 AND status IN (''done'', ''dead'')'
    WHEN 'channel_outbox' THEN 'created_at < $1 AND status NOT IN (''ready'', ''sending'')' END;
BEGIN
  IF past IS NULL THEN
    RAISE EXCEPTION '% is kept for ever', p_stream USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('DELETE FROM %1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$I WHERE %2$s LIMIT $2))',
    p_stream, past) USING p_floor, p_most;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;
--> statement-breakpoint

-- What links to reports, lent roles in chats and the end of messages add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_shares() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE ALL ON report_share FROM jidoka_read, jidoka_propose, jidoka_decide, jidoka_execute,
    jidoka_ingest, jidoka_app;
  GRANT SELECT ON report_share TO jidoka_report;
  GRANT UPDATE ON report_subscription TO jidoka_report;
  GRANT EXECUTE ON FUNCTION jidoka_share_report(jsonb, timestamptz),
    jidoka_open_share(text, timestamptz), jidoka_end_share(text, text, timestamptz) TO jidoka_report;
  GRANT EXECUTE ON FUNCTION jidoka_linked_delegates(text, text[], text[], timestamptz),
    jidoka_lent_roles(timestamptz), jidoka_lending_stamp(timestamptz) TO jidoka_channel;
  GRANT EXECUTE ON FUNCTION jidoka_forget_told(text, timestamptz, int) TO jidoka_ingest;
END
$$;
