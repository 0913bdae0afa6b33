ALTER TABLE "chunk" ADD COLUMN "source" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "source" integer NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "document_revision_source_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "passages_zh" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "terms_zh" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "passages_en" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_revision" ADD COLUMN "terms_en" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "document_revision_source" ON "document_revision" USING btree ("source");
--> statement-breakpoint

-- From here on by hand. What is asked of every hit of a search (may it be read, is it in force, is it
-- about the machine) holds for all passages of a revision: it is asked once a revision, and so is how
-- many passages there are.
UPDATE chunk c SET source = r.source FROM document_revision r WHERE r.site_id = c.site_id
  AND r.document_id = c.document_id AND r.revision = c.revision;
--> statement-breakpoint
UPDATE document_revision r SET passages_zh = n.passages_zh, terms_zh = n.terms_zh,
    passages_en = n.passages_en, terms_en = n.terms_en
  FROM (SELECT source, count(*) FILTER (WHERE language = 'zh') AS passages_zh,
      coalesce(sum(term_count) FILTER (WHERE language = 'zh'), 0) AS terms_zh,
      count(*) FILTER (WHERE language = 'en') AS passages_en,
      coalesce(sum(term_count) FILTER (WHERE language = 'en'), 0) AS terms_en
    FROM chunk GROUP BY source) n
  WHERE n.source = r.source;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION jidoka_chunk_life() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own document_revision%ROWTYPE;
BEGIN
  SELECT * INTO own FROM document_revision WHERE site_id = NEW.site_id
    AND document_id = NEW.document_id AND revision = NEW.revision;
  NEW.in_force := coalesce(own.in_force, '{}');
  NEW.source := coalesce(own.source, 0);
  NEW.effective := jidoka_may_come(NEW.in_force)::int;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- Adds or takes away what a statement added or took away; passages are never rewritten as others.
CREATE FUNCTION jidoka_count_passages() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  UPDATE document_revision r SET passages_zh = r.passages_zh + sign * n.passages_zh,
      terms_zh = r.terms_zh + sign * n.terms_zh, passages_en = r.passages_en + sign * n.passages_en,
      terms_en = r.terms_en + sign * n.terms_en
    FROM (SELECT source, count(*) FILTER (WHERE language = 'zh')::int AS passages_zh,
        coalesce(sum(term_count) FILTER (WHERE language = 'zh'), 0)::int AS terms_zh,
        count(*) FILTER (WHERE language = 'en')::int AS passages_en,
        coalesce(sum(term_count) FILTER (WHERE language = 'en'), 0)::int AS terms_en
      FROM changed GROUP BY source) n
    WHERE n.source = r.source;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER count_more AFTER INSERT ON chunk REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_count_passages();
--> statement-breakpoint
CREATE TRIGGER count_less AFTER DELETE ON chunk REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_count_passages();
--> statement-breakpoint
CREATE TRIGGER counted_as_it_is BEFORE UPDATE OF site_id, document_id, revision, language, term_count
  ON chunk FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER counted_as_they_are BEFORE TRUNCATE ON chunk
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER count_more;
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER count_less;
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER counted_as_it_is;
--> statement-breakpoint
ALTER TABLE chunk ENABLE ALWAYS TRIGGER counted_as_they_are;
--> statement-breakpoint

DROP FUNCTION jidoka_find_passages(tsquery[], text[], text, text[]);
--> statement-breakpoint
DROP FUNCTION jidoka_find_passages(tsquery[], text[], text, text[], timestamptz);
--> statement-breakpoint
-- The passages in force at an instant that speak most of what is asked, of those that the reader may
-- see; and what their rarity is counted by, the same for every reader who sees the same. A word of
-- p_words belongs to the group that p_of says: a group is one thing, by all its names. A definer, which
-- repeats the row rights itself: `@@` is not leakproof, so a scan under row level security could not
-- use the GIN indexes. The second of these is asked only about the past. Sums are of whole numbers, the
-- same in any order; of equals all come, and the caller chooses.
CREATE FUNCTION jidoka_find_passages(p_words tsquery[], p_of int[], p_sites text[],
  p_language text, p_about text[], p_at timestamptz, p_most int)
RETURNS TABLE (id bigint, rarity bigint, passages int, average float8, holding int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_sort = off -- hits are more than a generic plan takes them for
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
  ), corpus AS (
    SELECT coalesce(sum(passages), 0)::int AS passages,
      coalesce(sum(terms)::numeric / nullif(sum(passages), 0), 1)::float8 AS average FROM seen
  ), hit AS MATERIALIZED (
    SELECT DISTINCT w.at, found.id
    FROM unnest(p_words, p_of) AS w (query, at) CROSS JOIN LATERAL (
      SELECT c.id FROM (
        SELECT chunk.id, chunk.source, chunk.language FROM chunk
        WHERE chunk.effective = 1 AND chunk.terms @@ w.query
        UNION ALL
        SELECT chunk.id, chunk.source, chunk.language FROM chunk
        WHERE chunk.effective = 0 AND chunk.terms @@ w.query AND p_at < now() - interval '1 hour'
      ) c
      WHERE c.source IN (SELECT source FROM seen) AND (p_language IS NULL OR c.language = p_language)
      OFFSET 0 -- one index lookup a word, never one scan that tries every word on every row
    ) AS found
  ), rare AS MATERIALIZED (
    SELECT array_agg(coalesce(held.passages, 0) ORDER BY n) AS holding,
      array_agg((1000000 * ln((1 + (corpus.passages - coalesce(held.passages, 0) + 0.5)
        / (coalesce(held.passages, 0) + 0.5))::float8))::int ORDER BY n) AS rarity
    FROM corpus CROSS JOIN generate_series(1, (SELECT max(o) FROM unnest(p_of) o)) n
    LEFT JOIN (SELECT hit.at, count(*)::int AS passages FROM hit GROUP BY hit.at) held ON held.at = n
  ), best AS (
    SELECT hit.id, sum(((SELECT rare.rarity FROM rare))[hit.at]) AS rarity FROM hit
    GROUP BY hit.id ORDER BY 2 DESC FETCH FIRST p_most ROWS WITH TIES
  )
  SELECT best.id, best.rarity, corpus.passages, corpus.average, rare.holding
  FROM best CROSS JOIN corpus CROSS JOIN rare;
END
$$;
--> statement-breakpoint
-- Every passage that holds one of the words: what `jidoka_secure_tables()` of before names.
CREATE FUNCTION jidoka_find_passages(p_words tsquery[], p_sites text[], p_language text,
  p_about text[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM jidoka_find_passages(p_words, array_fill(1, ARRAY[cardinality(p_words)]), p_sites,
    p_language, p_about, now(), 2147483647)
$$;
--> statement-breakpoint
-- Without a list of what is still to be indexed, which every search would read to its end: the embedded
-- store has nobody who empties it.
ALTER INDEX chunk_terms SET (fastupdate = off);
--> statement-breakpoint
ALTER INDEX chunk_terms_before SET (fastupdate = off);
--> statement-breakpoint
ALTER INDEX chunk_entities SET (fastupdate = off);
--> statement-breakpoint
SELECT gin_clean_pending_list('chunk_terms'), gin_clean_pending_list('chunk_terms_before'),
  gin_clean_pending_list('chunk_entities');
--> statement-breakpoint
-- As in 0024, but for the function that finds.
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
  GRANT EXECUTE ON FUNCTION jidoka_find_passages(tsquery[], int[], text[], text, text[], timestamptz,
    int) TO jidoka_read;
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
