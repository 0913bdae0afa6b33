CREATE TABLE "posting" (
	"term" text NOT NULL,
	"effective" integer NOT NULL,
	"first_id" bigint NOT NULL,
	"source" integer NOT NULL,
	"language" text NOT NULL,
	"entries" "bytea" NOT NULL,
	-- A search reads it alone: what it asks of a posting stands in it.
	CONSTRAINT "posting_term_effective_first_id_pk" PRIMARY KEY("term","effective","first_id")
		INCLUDE ("source","language","entries")
);
--> statement-breakpoint
DROP INDEX "chunk_terms";--> statement-breakpoint
DROP INDEX "chunk_terms_before";--> statement-breakpoint
CREATE INDEX "posting_source" ON "posting" USING btree ("source");
--> statement-breakpoint

-- From here on by hand. A question read each passage that holds one of its words, some ten thousand
-- rows of the widest table there is. Now it reads one row a word and revision.

-- The passages p_ids as postings. An entry is eight bytes: the id of the passage (40 bits), its number
-- of terms (12), and how often the term stands in its headings (3), its title (3) and its text (6).
CREATE FUNCTION jidoka_post_passages(p_ids bigint[]) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO posting (term, effective, first_id, source, language, entries)
  SELECT t.lexeme, c.effective, min(c.id), c.source, c.language, string_agg(int8send((c.id << 24)
      | (least(c.term_count, 4095) << 12)
      | (least(cardinality(array_positions(t.weights, 'A')), 7) << 9)
      | (least(cardinality(array_positions(t.weights, 'B')), 7) << 6)
      | least(cardinality(array_positions(t.weights, 'D')), 63)), '' ORDER BY c.id)
  FROM chunk c CROSS JOIN LATERAL unnest(c.terms) t
  WHERE c.id = ANY (p_ids)
  -- Of a long document in parts: an entry of an index has 2,700 bytes at most.
  GROUP BY t.lexeme, c.effective, c.source, c.language, c.id / 256
  ON CONFLICT (term, effective, first_id) DO UPDATE SET entries = EXCLUDED.entries
$$;
--> statement-breakpoint
SELECT jidoka_post_passages(ARRAY(SELECT id FROM chunk));
--> statement-breakpoint
CREATE FUNCTION jidoka_post_more() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM jidoka_post_passages(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- What was written beside the removed passages goes too, and what of it stays is written anew. Passages
-- that the same statement puts in their place have higher ids, and are posted as they come.
CREATE FUNCTION jidoka_post_less() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM posting p
    USING (SELECT source, max(id) | 255 AS last FROM changed GROUP BY source) gone
    WHERE p.source = gone.source AND p.first_id <= gone.last;
  PERFORM jidoka_post_passages(ARRAY(SELECT c.id FROM chunk c
    JOIN (SELECT site_id, document_id, revision, max(id) | 255 AS last FROM changed GROUP BY 1, 2, 3)
      gone USING (site_id, document_id, revision) WHERE c.id <= gone.last));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION jidoka_post_life() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE posting p SET effective = moved.effective
    FROM (SELECT DISTINCT n.source, n.effective FROM after n JOIN before o USING (id)
      WHERE n.effective <> o.effective) moved
    WHERE p.source = moved.source AND p.effective <> moved.effective;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER post_more AFTER INSERT ON chunk REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_post_more();
--> statement-breakpoint
CREATE TRIGGER post_less AFTER DELETE ON chunk REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_post_less();
--> statement-breakpoint
CREATE TRIGGER post_life AFTER UPDATE ON chunk REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_post_life();
--> statement-breakpoint
CREATE TRIGGER posted_as_it_is BEFORE UPDATE OF id, terms, source ON chunk
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER post_more;
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER post_less;
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER post_life;
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER posted_as_it_is;
--> statement-breakpoint

DROP FUNCTION jidoka_find_passages(tsquery[], text[], text, text[]);
--> statement-breakpoint
DROP FUNCTION jidoka_find_passages(tsquery[], int[], text[], text, text[], timestamptz, int);
--> statement-breakpoint
-- Where the words stand in the passages in force at an instant, of those that the reader may see, and
-- how many of these there are: rarity is the same for every reader who sees the same. A definer, which
-- repeats the row rights once a revision: nobody else may read a posting. Of former revisions those are
-- read only that a question about the past asks for.
CREATE FUNCTION jidoka_find_words(p_words text[], p_sites text[], p_language text, p_about text[],
  p_at timestamptz)
RETURNS TABLE (term text, entries bytea, passages int, average float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_sort = off -- postings are more than a generic plan takes them for
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH seen AS MATERIALIZED (
    SELECT r.source,
      CASE WHEN p_language = 'en' THEN 0 ELSE r.passages_zh END
        + CASE WHEN p_language = 'zh' THEN 0 ELSE r.passages_en END AS passages,
      CASE WHEN p_language = 'en' THEN 0 ELSE r.terms_zh END
        + CASE WHEN p_language = 'zh' THEN 0 ELSE r.terms_en END AS terms
    FROM document_revision r JOIN document d ON d.site_id = r.site_id AND d.id = r.document_id
    WHERE r.in_force @> p_at
      AND (r.site_id = ANY (CASE r.clearance
          WHEN 'internal' THEN (SELECT jidoka_cleared('internal'))
          WHEN 'public' THEN (SELECT jidoka_cleared('public'))
          WHEN 'confidential' THEN (SELECT jidoka_cleared('confidential')) END)
        OR '*' = ANY ((SELECT jidoka_sites())::text[]))
      AND (r.reader_roles = '{}' OR jidoka_may_read(r.site_id, r.reader_roles))
      AND (p_sites IS NULL OR r.site_id = ANY (p_sites))
      AND (p_about IS NULL OR d.equipment_ids = '{}' OR d.equipment_ids && p_about)
  ), corpus AS MATERIALIZED (
    SELECT coalesce(sum(passages), 0)::int AS passages,
      coalesce(sum(terms)::numeric / nullif(sum(passages), 0), 1)::float8 AS average FROM seen
  ), found AS (
    SELECT w.term, string_agg(p.entries, '') AS entries
    FROM unnest(p_words) AS w (term) CROSS JOIN LATERAL (
      SELECT posting.entries, posting.source, posting.language FROM posting
      WHERE posting.term = w.term
        AND posting.effective >= CASE WHEN p_at < now() - interval '1 hour' THEN 0 ELSE 1 END
      OFFSET 0 -- one index lookup a word, never a scan of all words of a revision
    ) p
    WHERE (p.source IN (SELECT source FROM seen)) IS TRUE -- looked up, not joined: the plan takes it for few
      AND (p_language IS NULL OR p.language = p_language)
    GROUP BY w.term
  )
  SELECT found.term, found.entries, corpus.passages, corpus.average FROM found CROSS JOIN corpus;
END
$$;
--> statement-breakpoint
-- What `jidoka_secure_tables()` of before names.
CREATE FUNCTION jidoka_find_passages(p_words tsquery[], p_sites text[], p_language text,
  p_about text[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM chunk WHERE false
$$;
--> statement-breakpoint
-- As in 0030, but for the function that finds.
CREATE OR REPLACE FUNCTION jidoka_secure_documents() RETURNS void LANGUAGE plpgsql
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
  -- A term takes part in everybody's questions: only jidoka_put_term() writes one.
  REVOKE INSERT, UPDATE, DELETE ON glossary_term FROM jidoka_ingest;
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
  GRANT EXECUTE ON FUNCTION jidoka_find_words(text[], text[], text, text[], timestamptz)
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
