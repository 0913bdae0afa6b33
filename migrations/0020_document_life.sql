CREATE TABLE "citation_feedback" (
	"site_id" text NOT NULL,
	"document_id" text NOT NULL,
	"revision" integer NOT NULL,
	"quote_sha256" text NOT NULL,
	"given_by" text NOT NULL,
	"quote" text NOT NULL,
	"page" integer,
	"heading" text NOT NULL,
	"verdict" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "citation_feedback_site_id_document_id_revision_quote_sha256_given_by_pk" PRIMARY KEY("site_id","document_id","revision","quote_sha256","given_by")
);
--> statement-breakpoint
CREATE TABLE "unanswered_question" (
	"site_id" text NOT NULL,
	"key" text NOT NULL,
	"terms" text[] NOT NULL,
	"question" text NOT NULL,
	"times" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "unanswered_question_site_id_key_pk" PRIMARY KEY("site_id","key")
);
--> statement-breakpoint
ALTER TABLE "chunk" ALTER COLUMN "effective" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "chunk" ADD COLUMN "in_force" "tstzmultirange" DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "chunk" ADD COLUMN "clearance" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "clearance" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "owner_role" text DEFAULT 'supervisor' NOT NULL;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "review_months" integer;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "in_force" "tstzmultirange" DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "clearance" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "added_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "added_by" text;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "reviewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "reviewed_by" text;--> statement-breakpoint
CREATE INDEX "chunk_terms_before" ON "chunk" USING gin ("terms") WHERE effective = 0;--> statement-breakpoint
-- What was in force until now, as spans of time: the columns that said so are dropped below.
UPDATE document_revision SET in_force = tstzmultirange(tstzrange(effective_from, effective_until))
  WHERE status <> 'draft';
--> statement-breakpoint
UPDATE chunk c SET in_force = r.in_force FROM document_revision r WHERE r.site_id = c.site_id
  AND r.document_id = c.document_id AND r.revision = c.revision;
--> statement-breakpoint
ALTER TABLE "document_revision" DROP COLUMN "status";--> statement-breakpoint
ALTER TABLE "document_revision" DROP COLUMN "effective_from";--> statement-breakpoint
ALTER TABLE "document_revision" DROP COLUMN "effective_until";
--> statement-breakpoint

-- From here on by hand. The life of a revision ------------------------------------------------------

-- True while it may be in force now or later. What ended within the hour counts too: whoever asks as
-- of now may have a clock that is a little behind this one.
CREATE FUNCTION jidoka_may_come(p_in_force tstzmultirange) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT NOT isempty(p_in_force)
    AND (upper_inf(p_in_force) OR upper(p_in_force) > now() - interval '1 hour')
$$;
--> statement-breakpoint
-- A revision comes as a draft. Its bytes never change, and when it is in force only the functions
-- below say.
CREATE FUNCTION jidoka_guard_revision() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (TG_OP = 'INSERT' AND NOT isempty(NEW.in_force))
    OR (TG_OP = 'UPDATE' AND current_user IN ('jidoka_ingest', 'jidoka_execute')) THEN
    PERFORM jidoka_refuse('when a revision is in force is not written by hand');
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_life BEFORE INSERT OR UPDATE OF in_force ON document_revision
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_revision();
--> statement-breakpoint
CREATE TRIGGER content_stays
  BEFORE UPDATE OF site_id, document_id, revision, sha256, file_name, content, added_at
  ON document_revision FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER revision_stays BEFORE DELETE OR TRUNCATE ON document_revision
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
-- A passage is in force when its revision is, whoever writes it.
CREATE FUNCTION jidoka_chunk_life() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.in_force := coalesce((SELECT in_force FROM document_revision WHERE site_id = NEW.site_id
    AND document_id = NEW.document_id AND revision = NEW.revision), '{}');
  NEW.effective := jidoka_may_come(NEW.in_force)::int;
  RETURN NEW;
END
$$;
--> statement-breakpoint
UPDATE chunk SET effective = jidoka_may_come(in_force)::int;
--> statement-breakpoint
CREATE TRIGGER chunk_life BEFORE INSERT OR UPDATE OF in_force, effective, revision ON chunk
  FOR EACH ROW EXECUTE FUNCTION jidoka_chunk_life();
--> statement-breakpoint
CREATE FUNCTION jidoka_revision_life() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE chunk SET in_force = NEW.in_force WHERE site_id = NEW.site_id
    AND document_id = NEW.document_id AND revision = NEW.revision;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER revision_life AFTER UPDATE OF in_force ON document_revision FOR EACH ROW
  WHEN (OLD.in_force IS DISTINCT FROM NEW.in_force) EXECUTE FUNCTION jidoka_revision_life();
--> statement-breakpoint
-- One change of a document at a time: whoever holds this has seen what is in force.
CREATE FUNCTION jidoka_hold_document(p_site text, p_document text) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('document ' || p_site || ' ' || p_document, 0))
$$;
--> statement-breakpoint
-- From p_from on, until p_until, this revision is in force and no other; null: none is. Before and
-- after, all is as it was.
CREATE FUNCTION jidoka_set_in_force(p_site text, p_document text, p_revision int,
  p_from timestamptz, p_until timestamptz) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  span tstzmultirange := tstzmultirange(tstzrange(p_from, p_until));
BEGIN
  PERFORM jidoka_hold_document(p_site, p_document);
  IF p_from IS NULL OR isempty(span) THEN
    PERFORM jidoka_refuse('the time in which it would be in force is over');
  END IF;
  IF p_revision IS NOT NULL AND NOT EXISTS (SELECT FROM document_revision WHERE site_id = p_site
      AND document_id = p_document AND revision = p_revision) THEN
    PERFORM jidoka_refuse('there is no such revision');
  END IF;
  UPDATE document_revision SET in_force = in_force - span WHERE site_id = p_site
    AND document_id = p_document AND revision IS DISTINCT FROM p_revision AND in_force && span;
  UPDATE document_revision SET in_force = in_force + span WHERE site_id = p_site
    AND document_id = p_document AND revision = p_revision AND NOT in_force @> span;
  -- What was replaced long ago leaves the index of today.
  UPDATE chunk SET effective = 0 WHERE site_id = p_site AND document_id = p_document
    AND effective = 1 AND NOT jidoka_may_come(in_force);
END
$$;
--> statement-breakpoint
-- The effect of an approved proposal.
CREATE FUNCTION jidoka_publish_document(p_site text, p_action text, p_document text, p_revision int,
  p_from timestamptz, p_until timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_action IS NULL OR NOT jidoka_executing(p_site, p_action, '{publish_document}') THEN
    PERFORM jidoka_refuse_effect('document_revision');
  END IF;
  PERFORM jidoka_set_in_force(p_site, p_document, p_revision, p_from, p_until);
END
$$;
--> statement-breakpoint
-- The own act of whoever owns the store, at its command line: in force without a proposal, and in the
-- record by name. What a signed-in person brings waits for approval.
CREATE FUNCTION jidoka_own_document(p_site text, p_document text, p_revision int,
  p_from timestamptz, p_until timestamptz, p_by text, p_now timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF jidoka_user() IS NOT NULL THEN
    PERFORM jidoka_refuse('what a person brings is a draft until it is approved');
  END IF;
  PERFORM jidoka_set_in_force(p_site, p_document, p_revision, p_from, p_until);
  PERFORM jidoka_audit(p_site, p_now, CASE WHEN p_revision IS NULL THEN 'document_retired'
    ELSE 'document_in_force' END, coalesce(p_by, 'system'), 'cli', NULL, NULL, jsonb_build_object(
      'document', p_document, 'revision', p_revision, 'from', p_from, 'until', p_until, 'sha256',
      (SELECT sha256 FROM document_revision WHERE site_id = p_site AND document_id = p_document
        AND revision = p_revision)));
END
$$;
--> statement-breakpoint
INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes)
  VALUES ('group', 'publish_document', 1, 'publish_document', 'medium',
    '{operator,quality,maintenance,supervisor,planner,manager,admin}',
    '{supervisor,quality,manager}', 1, 10080);
--> statement-breakpoint

-- Who may read ---------------------------------------------------------------------------------------

-- At which sites the person is cleared for documents of a class; `*` for the server itself. A class
-- that is not named here is for nobody.
CREATE FUNCTION jidoka_cleared(p_clearance text) RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN '*' = ANY (jidoka_sites()) THEN '{*}' ELSE ARRAY(
    SELECT split_part(held, '/', 1) FROM unnest(jidoka_roles()) AS held
    WHERE split_part(held, '/', 2) = ANY (CASE p_clearance
      WHEN 'public' THEN
        '{viewer,operator,maintenance,planner,quality,supervisor,manager,admin}'::text[]
      WHEN 'internal' THEN '{operator,maintenance,planner,quality,supervisor,manager,admin}'
      WHEN 'confidential' THEN '{manager,admin}'
      ELSE '{}' END)) END
$$;
--> statement-breakpoint
-- The row rights of documents once more, for functions that run as the owner.
CREATE FUNCTION jidoka_may_open(p_site text, p_clearance text, p_roles text[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT '*' = ANY (jidoka_sites()) OR (p_site = ANY (jidoka_sites())
    AND p_site = ANY (jidoka_cleared(p_clearance))
    AND (p_roles = '{}' OR jidoka_may_read(p_site, p_roles)))
$$;
--> statement-breakpoint
-- The passages in force at an instant that hold each group of terms, of those that the reader may
-- see. A definer, which repeats the row rights itself: `@@` is not leakproof, so a scan under row
-- level security could not use the GIN indexes. The second one is asked only about the past.
CREATE FUNCTION jidoka_find_passages(p_groups tsquery[], p_sites text[], p_language text,
  p_about text[], p_at timestamptz)
RETURNS TABLE (term_group int, site_id text, document_id text, revision int, seq int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.at::int, found.*
  FROM unnest(p_groups) WITH ORDINALITY AS g (query, at) CROSS JOIN LATERAL (
    SELECT c.site_id, c.document_id, c.revision, c.seq FROM (
      SELECT * FROM chunk WHERE chunk.effective = 1 AND chunk.terms @@ g.query
      UNION ALL
      SELECT * FROM chunk WHERE chunk.effective = 0 AND chunk.terms @@ g.query
        AND p_at < now() - interval '1 hour'
    ) c
    WHERE c.in_force @> p_at
      AND (c.site_id = ANY (CASE c.clearance
          WHEN 'internal' THEN (SELECT jidoka_cleared('internal'))
          WHEN 'public' THEN (SELECT jidoka_cleared('public'))
          WHEN 'confidential' THEN (SELECT jidoka_cleared('confidential')) END)
        OR '*' = ANY ((SELECT jidoka_sites())::text[]))
      AND (c.reader_roles = '{}' OR jidoka_may_read(c.site_id, c.reader_roles))
      AND (p_sites IS NULL OR c.site_id = ANY (p_sites))
      AND (p_language IS NULL OR c.language = p_language)
      AND (p_about IS NULL OR c.equipment_ids = '{}' OR c.equipment_ids && p_about)
    OFFSET 0 -- one index lookup a group, never one scan that tries every group on every row
  ) AS found
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION jidoka_find_passages(p_groups tsquery[], p_sites text[], p_language text,
  p_about text[]) RETURNS TABLE (term_group int, site_id text, document_id text, revision int, seq int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM jidoka_find_passages(p_groups, p_sites, p_language, p_about, now())
$$;
--> statement-breakpoint

-- Keeping it current ---------------------------------------------------------------------------------

CREATE FUNCTION jidoka_give_feedback(p jsonb, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  quote text := regexp_replace(trim(p->>'quote'), '\s+', ' ', 'g');
BEGIN
  IF jidoka_user() IS NULL OR NOT EXISTS (SELECT FROM document_revision r
      JOIN chunk c USING (site_id, document_id, revision)
      WHERE r.site_id = p->>'siteId' AND r.document_id = p->>'documentId'
        AND r.revision = (p->>'revision')::int
        AND jidoka_may_open(r.site_id, r.clearance, r.reader_roles)
        AND strpos(regexp_replace(c.text, '\s+', ' ', 'g'), quote) > 0) THEN
    RETURN 'not_found';
  END IF;
  INSERT INTO citation_feedback (site_id, document_id, revision, quote_sha256, given_by, quote, page,
      heading, verdict, note, at)
    VALUES (p->>'siteId', p->>'documentId', (p->>'revision')::int,
      encode(sha256(convert_to(quote, 'UTF8')), 'hex'), jidoka_user(), quote, (p->>'page')::int,
      p->>'heading', p->>'verdict', p->>'note', p_now)
    ON CONFLICT (site_id, document_id, revision, quote_sha256, given_by) DO UPDATE
      SET verdict = excluded.verdict, note = excluded.note, at = excluded.at;
  RETURN 'kept';
END
$$;
--> statement-breakpoint
-- Kept for half a year after it was last asked, and never more than 5,000 of a site.
CREATE FUNCTION jidoka_note_unanswered(p jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  site text := p->>'siteId';
BEGIN
  IF (site = ANY (jidoka_sites()) OR '*' = ANY (jidoka_sites())) IS NOT TRUE THEN
    RETURN;
  END IF;
  DELETE FROM unanswered_question WHERE site_id = site AND last_at < p_now - interval '180 days';
  UPDATE unanswered_question SET times = times + 1, last_at = p_now, closed_at = NULL
    WHERE site_id = site AND key = p->>'key';
  IF NOT FOUND AND (SELECT count(*) FROM unanswered_question WHERE site_id = site) < 5000 THEN
    INSERT INTO unanswered_question (site_id, key, terms, question, times, first_at, last_at)
      VALUES (site, p->>'key', ARRAY(SELECT jsonb_array_elements_text(p->'terms')), p->>'question',
        1, p_now, p_now)
      ON CONFLICT (site_id, key) DO UPDATE SET times = unanswered_question.times + 1;
  END IF;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_close_unanswered(p_site text, p_key text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF jidoka_user() IS NULL
    OR NOT jidoka_may_read(p_site, '{supervisor,quality,manager,admin}') THEN
    RETURN 'not_allowed';
  END IF;
  UPDATE unanswered_question SET closed_at = p_now
    WHERE site_id = p_site AND key = p_key AND closed_at IS NULL;
  RETURN CASE WHEN FOUND THEN 'closed' ELSE 'not_found' END;
END
$$;
--> statement-breakpoint
-- Somebody who looks after a document has looked at the revision in force, and it still holds.
CREATE FUNCTION jidoka_review_document(p jsonb, p_channel text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held document%ROWTYPE;
  standing int;
BEGIN
  SELECT * INTO held FROM document d WHERE d.site_id = p->>'siteId' AND d.id = p->>'documentId'
    AND jidoka_may_open(d.site_id, d.clearance, d.reader_roles) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF jidoka_user() IS NULL
    OR NOT jidoka_may_read(held.site_id, ARRAY[held.owner_role, 'manager', 'admin']) THEN
    RETURN 'not_allowed';
  END IF;
  SELECT revision INTO standing FROM document_revision WHERE site_id = held.site_id
    AND document_id = held.id AND in_force @> p_now;
  IF standing IS DISTINCT FROM (p->>'revision')::int THEN
    RETURN 'other_revision';
  END IF;
  UPDATE document_revision SET reviewed_at = p_now, reviewed_by = jidoka_user()
    WHERE site_id = held.site_id AND document_id = held.id AND revision = standing;
  IF p ? 'months' THEN
    UPDATE document SET review_months = (p->>'months')::int
      WHERE site_id = held.site_id AND id = held.id;
  END IF;
  PERFORM jidoka_audit(held.site_id, p_now, 'document_reviewed', jidoka_user(), p_channel, NULL,
    NULL, jsonb_build_object('document', held.id, 'revision', standing, 'months', p->'months',
      'reason_text', p->>'note'));
  RETURN 'reviewed';
END
$$;
--> statement-breakpoint
DO $always$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT tgrelid::regclass AS held, tgname FROM pg_trigger WHERE NOT tgisinternal
    AND tgrelid IN ('document_revision'::regclass, 'chunk'::regclass)
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.held, found.tgname);
  END LOOP;
END
$always$;
--> statement-breakpoint

-- What the knowledge base adds to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_documents() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document', 'document_revision', 'chunk'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS cleared ON %I', name);
    EXECUTE format('CREATE POLICY cleared ON %I AS RESTRICTIVE
      USING (site_id = ANY (CASE clearance
          WHEN ''internal'' THEN (SELECT jidoka_cleared(''internal''))
          WHEN ''public'' THEN (SELECT jidoka_cleared(''public''))
          WHEN ''confidential'' THEN (SELECT jidoka_cleared(''confidential'')) END)
        OR ''*'' = ANY ((SELECT jidoka_sites())::text[])) WITH CHECK (true)', name);
  END LOOP;
  REVOKE ALL ON citation_feedback, unanswered_question FROM jidoka_propose, jidoka_decide,
    jidoka_execute, jidoka_ingest, jidoka_app;
  -- A remark quotes its document: whoever may not read that may not read the remark.
  DROP POLICY IF EXISTS readers ON citation_feedback;
  CREATE POLICY readers ON citation_feedback AS RESTRICTIVE USING (EXISTS (SELECT FROM document d
    WHERE d.site_id = citation_feedback.site_id AND d.id = citation_feedback.document_id
      AND (citation_feedback.given_by = jidoka_user()
        OR jidoka_may_read(d.site_id, ARRAY[d.owner_role, 'manager', 'admin']))));
  DROP POLICY IF EXISTS readers ON unanswered_question;
  CREATE POLICY readers ON unanswered_question AS RESTRICTIVE
    USING (jidoka_may_read(site_id, '{supervisor,quality,manager,admin}'));
  GRANT EXECUTE ON FUNCTION jidoka_cleared(text) TO PUBLIC;
  GRANT EXECUTE ON FUNCTION jidoka_find_passages(tsquery[], text[], text, text[], timestamptz)
    TO jidoka_read;
  GRANT EXECUTE ON FUNCTION jidoka_own_document(text, text, int, timestamptz, timestamptz, text,
    timestamptz), jidoka_refuse(text) TO jidoka_ingest;
  GRANT EXECUTE ON FUNCTION jidoka_publish_document(text, text, text, int, timestamptz,
    timestamptz) TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_hold_document(text, text) TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_give_feedback(jsonb, timestamptz),
    jidoka_note_unanswered(jsonb, timestamptz),
    jidoka_close_unanswered(text, text, timestamptz) TO jidoka_chat;
  GRANT EXECUTE ON FUNCTION jidoka_review_document(jsonb, text, timestamptz) TO jidoka_decide;
END
$$;
