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
