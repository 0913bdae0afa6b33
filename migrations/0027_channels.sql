CREATE TABLE "channel_inbox" (
	"key" text PRIMARY KEY NOT NULL,
	"alias" text,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "channel_inbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"lane" text NOT NULL,
	"event" jsonb NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"progress" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"why" text,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_link" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"tenant" text NOT NULL,
	"external_user" text NOT NULL,
	"user_id" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text
);
--> statement-breakpoint
CREATE TABLE "channel_link_offer" (
	"sha256" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"tenant" text NOT NULL,
	"external_user" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"user_id" text,
	"number_sha256" text,
	"wrong_numbers" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "channel_outbox" (
	"key" text PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "channel_outbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"lane" text NOT NULL,
	"place" jsonb NOT NULL,
	"user_id" text,
	"kind" text NOT NULL,
	"message" jsonb NOT NULL,
	"about_site" text,
	"about_id" text,
	"shown" text,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"maybe_there" boolean DEFAULT false NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"reference" jsonb,
	"why" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "channel_inbox_alias" ON "channel_inbox" USING btree ("alias");--> statement-breakpoint
CREATE INDEX "channel_inbox_next" ON "channel_inbox" USING btree ("status","lane","seq");--> statement-breakpoint
CREATE INDEX "channel_link_user" ON "channel_link" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "channel_link_external" ON "channel_link" USING btree ("external_user");--> statement-breakpoint
CREATE INDEX "channel_outbox_next" ON "channel_outbox" USING btree ("status","lane","seq");--> statement-breakpoint
CREATE INDEX "channel_outbox_about" ON "channel_outbox" USING btree ("about_site","about_id");
--> statement-breakpoint

-- What comes from chat systems and goes to them; it sees no other table.
DO $roles$
BEGIN
  BEGIN
    CREATE ROLE jidoka_channel NOLOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT jidoka_channel TO %I', current_user);
  END IF;
END
$roles$;
--> statement-breakpoint
-- One link of an account of a chat system holds at a time.
CREATE UNIQUE INDEX channel_link_standing ON channel_link (provider, tenant, external_user)
  WHERE revoked_at IS NULL;
--> statement-breakpoint

-- Which roles are cleared for a class of documents. `every_…` is held by nobody: it stands for the
-- readers of a conversation, each of whom is cleared by some role of their own.
CREATE FUNCTION jidoka_class_roles(p_clearance text) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE p_clearance
    WHEN 'public' THEN '{viewer,operator,maintenance,planner,quality,supervisor,manager,admin,every_public,every_internal,every_confidential}'::text[]
    WHEN 'internal' THEN '{operator,maintenance,planner,quality,supervisor,manager,admin,every_internal,every_confidential}'
    WHEN 'confidential' THEN '{manager,admin,every_confidential}'
    ELSE '{}' END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION jidoka_cleared(p_clearance text) RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN '*' = ANY (jidoka_sites()) THEN '{*}' ELSE ARRAY(
    SELECT split_part(held, '/', 1) FROM unnest(jidoka_roles()) AS held
    WHERE split_part(held, '/', 2) = ANY (jidoka_class_roles(p_clearance))) END
$$;
--> statement-breakpoint
-- What all of several people may see: the sites that each of them has a role at, with the roles that
-- all hold there, and the class of documents that all are cleared for.
CREATE FUNCTION jidoka_audience(p_users text[]) RETURNS TABLE (site_id text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH held AS (
    SELECT DISTINCT r.site_id, r.user_id, r.role FROM user_role r WHERE r.user_id = ANY (p_users)),
  shared AS (
    SELECT h.site_id FROM held h GROUP BY h.site_id
      HAVING count(DISTINCT h.user_id) = (SELECT count(DISTINCT u) FROM unnest(p_users) u))
  SELECT h.site_id, h.role FROM held h JOIN shared s USING (site_id) GROUP BY h.site_id, h.role
    HAVING count(*) = (SELECT count(DISTINCT u) FROM unnest(p_users) u)
  UNION
  SELECT s.site_id, 'every_' || class FROM shared s
    CROSS JOIN unnest('{public,internal,confidential}'::text[]) AS class
    WHERE NOT EXISTS (SELECT FROM unnest(p_users) u WHERE NOT EXISTS (
      SELECT FROM held h WHERE h.site_id = s.site_id AND h.user_id = u
        AND h.role = ANY (jidoka_class_roles(class))))
$$;
--> statement-breakpoint
-- Of some people, those who may be asked to decide: a role at the site (or of the group's), and the link.
CREATE FUNCTION jidoka_linked_deciders(p_site text, p_roles text[])
RETURNS TABLE (user_id text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT r.user_id FROM user_role r JOIN channel_link l ON l.user_id = r.user_id
    WHERE r.site_id = p_site AND r.role = ANY (p_roles) AND l.revoked_at IS NULL
$$;
--> statement-breakpoint

-- A signed-in person opens an offer: it is theirs from then on, and is sealed by a number that they
-- send from the chat itself. So an address that was passed on links nobody to a stranger's account.
CREATE FUNCTION jidoka_open_link(p_sha256 text, p_number_sha256 text, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  offer channel_link_offer%ROWTYPE;
BEGIN
  SELECT * INTO offer FROM channel_link_offer WHERE sha256 = p_sha256 FOR UPDATE;
  IF NOT FOUND OR jidoka_user() IS NULL THEN
    RETURN 'not_found';
  ELSIF offer.expires_at <= p_now THEN
    RETURN 'expired';
  ELSIF offer.used_at IS NOT NULL OR offer.user_id IS NOT NULL THEN
    RETURN 'used';
  END IF;
  UPDATE channel_link_offer SET user_id = jidoka_user(), number_sha256 = p_number_sha256
    WHERE sha256 = p_sha256;
  RETURN 'opened';
END
$$;
--> statement-breakpoint
-- The number came from the chat account that the offer was made to. Five wrong ones end the offer.
CREATE FUNCTION jidoka_seal_link(p_id text, p_provider text, p_tenant text, p_external text,
  p_number_sha256 text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  offer channel_link_offer%ROWTYPE;
BEGIN
  SELECT * INTO offer FROM channel_link_offer WHERE provider = p_provider AND tenant = p_tenant
    AND external_user = p_external AND user_id IS NOT NULL AND used_at IS NULL
    AND expires_at > p_now AND wrong_numbers < 5
    ORDER BY expires_at DESC LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF offer.number_sha256 <> p_number_sha256 THEN
    UPDATE channel_link_offer SET wrong_numbers = wrong_numbers + 1 WHERE sha256 = offer.sha256;
    PERFORM jidoka_audit('group', p_now, 'channel_refused', offer.user_id, p_provider, NULL, NULL,
      jsonb_build_object('outcome', 'wrong_number', 'for', p_tenant || '/' || p_external));
    RETURN 'wrong_number';
  END IF;
  UPDATE channel_link_offer SET used_at = p_now WHERE sha256 = offer.sha256;
  UPDATE channel_link SET revoked_at = p_now, revoked_by = offer.user_id
    WHERE provider = p_provider AND tenant = p_tenant AND external_user = p_external
      AND revoked_at IS NULL;
  INSERT INTO channel_link (id, provider, tenant, external_user, user_id, linked_at)
    VALUES (p_id, p_provider, p_tenant, p_external, offer.user_id, p_now);
  PERFORM jidoka_audit('group', p_now, 'channel_linked', offer.user_id, p_provider, NULL, NULL,
    jsonb_build_object('link', p_id, 'for', p_tenant || '/' || p_external));
  RETURN 'linked';
END
$$;
--> statement-breakpoint
-- One's own link, or anybody's for an administrator.
CREATE FUNCTION jidoka_revoke_link(p_id text, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  gone channel_link%ROWTYPE;
BEGIN
  UPDATE channel_link SET revoked_at = p_now, revoked_by = jidoka_user()
    WHERE id = p_id AND revoked_at IS NULL AND (user_id = jidoka_user() OR EXISTS (
      SELECT FROM user_role WHERE user_id = jidoka_user() AND role = 'admin'))
    RETURNING * INTO gone;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM jidoka_audit('group', p_now, 'channel_unlinked', jidoka_user(), p_channel, NULL, NULL,
    jsonb_build_object('link', p_id, 'for', gone.tenant || '/' || gone.external_user,
      'to_user', gone.user_id));
  RETURN 'revoked';
END
$$;
--> statement-breakpoint
-- Something came that is not what it says it is.
CREATE FUNCTION jidoka_note_channel(p_channel text, p_what text, p_account text, p_now timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jidoka_audit('group', p_now, 'channel_refused', coalesce(jidoka_user(), 'nobody'),
    p_channel, NULL, NULL,
    jsonb_build_object('outcome', left(p_what, 100), 'for', left(p_account, 100)))
$$;
--> statement-breakpoint
-- Whoever is erased leaves neither their links nor what was written to them.
CREATE FUNCTION jidoka_forget_channels() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM channel_inbox WHERE EXISTS (SELECT FROM channel_link l WHERE l.user_id = OLD.id
    AND l.external_user = event->>'externalUser');
  DELETE FROM channel_outbox WHERE user_id = OLD.id;
  DELETE FROM channel_link_offer WHERE user_id = OLD.id;
  DELETE FROM channel_link WHERE user_id = OLD.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER forget_channels AFTER DELETE ON "user" FOR EACH ROW
  EXECUTE FUNCTION jidoka_forget_channels();
--> statement-breakpoint

-- What chat systems add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_channels() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM jidoka_channel;
  GRANT USAGE ON SCHEMA public TO jidoka_channel;
  -- Links are made and ended by the functions alone.
  GRANT SELECT ON channel_link, channel_link_offer TO jidoka_channel;
  GRANT INSERT, DELETE ON channel_link_offer TO jidoka_channel;
  GRANT SELECT, INSERT, UPDATE ON channel_inbox, channel_outbox TO jidoka_channel;
  GRANT EXECUTE ON FUNCTION jidoka_class_roles(text) TO PUBLIC;
  GRANT EXECUTE ON FUNCTION jidoka_audience(text[]), jidoka_linked_deciders(text, text[]),
    jidoka_open_link(text, text, timestamptz),
    jidoka_seal_link(text, text, text, text, text, timestamptz),
    jidoka_revoke_link(text, text, timestamptz),
    jidoka_note_channel(text, text, text, timestamptz) TO jidoka_channel;
END
$$;
