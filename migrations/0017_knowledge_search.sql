CREATE TABLE "glossary_term" (
	"site_id" text NOT NULL,
	"term" integer NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"zh" text[] NOT NULL,
	"en" text[] NOT NULL,
	"note" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "glossary_term_site_id_term_version_pk" PRIMARY KEY("site_id","term","version")
);
--> statement-breakpoint

-- From here on by hand.
ALTER TABLE glossary_term
  ADD CONSTRAINT glossary_term_is_known CHECK (status IN ('active', 'retired')),
  ADD CONSTRAINT glossary_term_has_words CHECK (cardinality(zh) + cardinality(en) > 1);
--> statement-breakpoint
CREATE TRIGGER glossary_term_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON glossary_term
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint

-- Puts words that mean the same, or another version of them: by whoever leads at the site. Retired
-- words are put with status `retired`; the words stay to be read.
CREATE FUNCTION jidoka_put_term(p jsonb, p_channel text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  site text := p->>'site_id';
  person text := jidoka_user();
  before glossary_term%ROWTYPE;
  put glossary_term%ROWTYPE;
  retires boolean := p->>'status' = 'retired';
  outcome text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('glossary ' || site));
  SELECT * INTO before FROM glossary_term WHERE site_id = site AND term = (p->>'term')::int
    ORDER BY version DESC LIMIT 1;
  outcome := CASE
    WHEN person IS NULL OR NOT site = ANY (jidoka_sites())
      OR (p->>'term' IS NOT NULL AND before.term IS NULL) THEN 'not_found'
    WHEN NOT jidoka_leads(site, person) THEN 'not_allowed'
    WHEN retires AND before.status = 'retired' THEN 'already_retired'
    WHEN p->>'term' IS NOT NULL AND before.version IS DISTINCT FROM (p->>'version')::int
      THEN 'other_version'
    WHEN retires THEN 'retired'
    ELSE 'put' END;
  IF outcome NOT IN ('put', 'retired') THEN
    PERFORM jidoka_audit(CASE outcome WHEN 'not_found' THEN 'group' ELSE site END, p_now,
      'glossary_refused', coalesce(person, 'nobody'), p_channel, NULL, NULL,
      jsonb_build_object('outcome', outcome, 'term', p->'term'));
    RETURN jsonb_build_object('outcome', outcome);
  END IF;
  INSERT INTO glossary_term (site_id, term, version, status, zh, en, note, changed_by, changed_at)
    SELECT site, coalesce(before.term, (SELECT 1 + coalesce(max(t.term), 0) FROM glossary_term t
        WHERE t.site_id = site)), coalesce(before.version, 0) + 1,
      CASE WHEN retires THEN 'retired' ELSE 'active' END,
      CASE WHEN retires THEN before.zh ELSE ARRAY(SELECT jsonb_array_elements_text(p->'zh')) END,
      CASE WHEN retires THEN before.en ELSE ARRAY(SELECT jsonb_array_elements_text(p->'en')) END,
      coalesce(p->>'note', before.note, ''), person, p_now
    RETURNING * INTO put;
  PERFORM jidoka_audit(site, p_now, 'glossary_' || outcome, person, p_channel, NULL, NULL,
    to_jsonb(put) - 'changed_by' - 'changed_at');
  RETURN jsonb_build_object('outcome', outcome, 'term', put.term, 'version', put.version);
END
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION jidoka_put_term(jsonb, text, timestamptz) TO jidoka_decide;
--> statement-breakpoint

-- Text and terms of a passage lie beside its row: finding reads a thousand narrow rows, and ranking
-- a hundred texts.
ALTER TABLE chunk SET (toast_tuple_target = 128);
