CREATE TABLE "audit_personal" (
	"site_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"field" text NOT NULL,
	"salt" text,
	"value" text NOT NULL,
	CONSTRAINT "audit_personal_site_id_seq_field_pk" PRIMARY KEY("site_id","seq","field")
);
--> statement-breakpoint
CREATE TABLE "follow_up" (
	"site_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"tool" text NOT NULL,
	"metric" text NOT NULL,
	"unit" text NOT NULL,
	"predicted_delta" double precision,
	"predicted_low" double precision,
	"predicted_high" double precision,
	"due_at" timestamp with time zone NOT NULL,
	"measured_at" timestamp with time zone NOT NULL,
	"metric_version" integer,
	"before" double precision,
	"after" double precision,
	"delta" double precision,
	"low" double precision,
	"high" double precision,
	"method" text,
	"controls" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"hit" boolean,
	"data_until" timestamp with time zone,
	"null_reason" text,
	CONSTRAINT "follow_up_site_id_proposal_id_pk" PRIMARY KEY("site_id","proposal_id")
);
--> statement-breakpoint

-- From here on by hand. An outcome is a measured effect, or the reason why there is none.
ALTER TABLE follow_up ADD CONSTRAINT effect_or_reason
  CHECK ((delta IS NULL) = (null_reason IS NOT NULL) AND (delta IS NULL) = (method IS NULL));
--> statement-breakpoint
CREATE TRIGGER follow_up_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON follow_up
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_personal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_personal
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
ALTER TABLE follow_up ENABLE ALWAYS TRIGGER follow_up_append_only;
--> statement-breakpoint
ALTER TABLE audit_personal ENABLE ALWAYS TRIGGER audit_personal_stays;
--> statement-breakpoint

-- When the effect of an executed proposal is to be measured; null: never.
CREATE FUNCTION jidoka_follow_up_due(p proposal) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN p.status = 'done' AND jsonb_typeof(p.prediction) = 'object'
    THEN p.finished_at + (p.prediction->>'horizonHours')::float8 * interval '1 hour' END
$$;
--> statement-breakpoint
-- Writes what came of a proposal, once. What was promised is taken from the proposal, not from the
-- caller. False: it was written already.
CREATE FUNCTION jidoka_follow_up(p jsonb, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  target proposal%ROWTYPE;
  said jsonb;
  outcome follow_up%ROWTYPE;
BEGIN
  SELECT * INTO target FROM proposal WHERE site_id = p->>'site_id' AND id = p->>'proposal_id';
  IF coalesce(jidoka_follow_up_due(target) > p_now, true) THEN
    RAISE EXCEPTION 'no outcome of % is due', p->>'proposal_id' USING ERRCODE = 'insufficient_privilege';
  END IF;
  said := target.prediction;
  outcome := jsonb_populate_record(NULL::follow_up, jsonb_build_object('controls', '[]'::jsonb) || p
    || jsonb_build_object('tool', target.tool, 'metric', said->>'metric', 'unit', said->>'unit',
      'predicted_delta', (said->>'after')::float8 - (said->>'before')::float8,
      'predicted_low', said->'interval'->'low', 'predicted_high', said->'interval'->'high',
      'due_at', jidoka_follow_up_due(target), 'measured_at', p_now));
  INSERT INTO follow_up SELECT outcome.* ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM jidoka_record(target, p_now, 'followed_up', 'system', 'follow-up', jsonb_build_object(
    'metric', outcome.metric, 'predicted', outcome.predicted_delta, 'measured', outcome.delta,
    'low', outcome.low, 'high', outcome.high, 'method', outcome.method, 'hit', outcome.hit,
    'null_reason', outcome.null_reason));
  RETURN true;
END
$$;
--> statement-breakpoint

-- Details of an entry that are about a person or in their words. A new event uses these names.
CREATE FUNCTION jidoka_personal_texts() RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$ SELECT '{reason,reason_text,note,comment}'::text[] $$;
--> statement-breakpoint
CREATE FUNCTION jidoka_seal(p_salt text, p_value text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'sealed:' || encode(sha256(convert_to(p_salt || p_value, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- As before, but who acted and what they wrote is sealed: the record holds SHA-256(salt + value), and
-- salt and value stand in audit_personal. The chain says that they were these, also once they are
-- erased. Entries from before this migration stay as they are.
CREATE OR REPLACE FUNCTION jidoka_audit(p_site text, p_at timestamptz, p_event text, p_actor text,
  p_channel text, p_action text, p_tool text, p_detail jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head audit_head%ROWTYPE;
  entry jsonb;
  digest text;
  personal record;
  salt text;
BEGIN
  INSERT INTO audit_head VALUES (p_site, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE site_id = p_site FOR UPDATE;
  entry := jsonb_build_object('site', p_site, 'seq', head.seq + 1,
    'at', to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'event', p_event, 'actor', p_actor, 'channel', p_channel, 'action', p_action,
    'tool', p_tool, 'detail', p_detail);
  FOR personal IN
    SELECT 'actor' AS field, '{actor}'::text[] AS place, p_actor AS value
      WHERE p_actor NOT IN ('system', 'nobody')
    UNION ALL SELECT key, ARRAY['detail', key], value FROM jsonb_each_text(p_detail)
      WHERE value <> '' AND key = ANY (jidoka_personal_texts() || '{from_user,to_user,for}'::text[])
  LOOP
    salt := replace(gen_random_uuid()::text, '-', '');
    INSERT INTO audit_personal VALUES (p_site, head.seq + 1, personal.field, salt, personal.value);
    entry := jsonb_set(entry, personal.place, to_jsonb(jidoka_seal(salt, personal.value)));
  END LOOP;
  digest := encode(sha256(convert_to(head.sha256 || entry::text, 'UTF8')), 'hex');
  INSERT INTO audit_entry VALUES (p_site, head.seq + 1, head.sha256, digest, entry::text);
  UPDATE audit_head SET seq = head.seq + 1, sha256 = digest WHERE site_id = p_site;
  RETURN head.seq + 1;
END
$$;
--> statement-breakpoint

-- Runs one statement on a table underneath its triggers, which are as before afterwards. For the
-- owner alone: no role may call it.
CREATE FUNCTION jidoka_underneath(p_table regclass, p_statement text, p_person text, p_alias text)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  guard record;
  guards jsonb := (SELECT coalesce(jsonb_agg(jsonb_build_object('name', tgname, 'always', tgenabled = 'A')), '[]')
    FROM pg_trigger WHERE tgrelid = p_table AND NOT tgisinternal AND tgenabled <> 'D');
  touched bigint;
BEGIN
  EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', p_table);
  EXECUTE p_statement USING p_person, p_alias;
  GET DIAGNOSTICS touched = ROW_COUNT;
  FOR guard IN SELECT * FROM jsonb_to_recordset(guards) AS g (name text, always boolean) LOOP
    EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', p_table,
      CASE WHEN guard.always THEN 'ALWAYS' ELSE '' END, guard.name);
  END LOOP;
  RETURN touched;
END
$$;
--> statement-breakpoint
-- Erases a person: their account and conversations go, their texts become [erased], and their name a
-- pseudonym that is the same everywhere, so that who asked and who decided stay two. Null: nobody is
-- known by that name.
CREATE FUNCTION jidoka_erase_person(p_person text, p_by text, p_reason text, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  alias text := format('[erased %s]', left(replace(gen_random_uuid()::text, '-', ''), 8));
  sites text[] := ARRAY(SELECT site_id FROM audit_personal WHERE value = p_person
    UNION SELECT site_id FROM user_role WHERE user_id = p_person UNION SELECT 'group');
  place record;
  name text;
  touched bigint := 0;
BEGIN
  IF p_by = p_person OR NOT (EXISTS (SELECT FROM "user" WHERE id = p_person)
    OR EXISTS (SELECT FROM audit_personal WHERE value = p_person)) THEN
    RETURN NULL;
  END IF;
  touched := touched + jidoka_underneath('audit_personal', format('DELETE FROM audit_personal t
    WHERE field = ANY (%L) AND EXISTS (SELECT FROM audit_personal a WHERE a.site_id = t.site_id
      AND a.seq = t.seq AND a.field = ''actor'' AND a.value = $1)', jidoka_personal_texts()),
    p_person, alias);
  touched := touched + jidoka_underneath('audit_personal',
    'UPDATE audit_personal SET value = $2, salt = NULL WHERE value = $1', p_person, alias);
  FOR place IN SELECT * FROM (VALUES ('decision', 'reason_text', 'decided_by'),
    ('proposal', 'edit_reason', 'edited_by'), ('proposal_version', 'edit_reason', 'edited_by'),
    ('delegation', 'reason', 'from_user'), ('shift_handover', 'note', 'from_user')) v (held, words, author)
  LOOP
    PERFORM jidoka_underneath(place.held::regclass, format(
      'UPDATE %I SET %I = ''[erased]'' WHERE %I = $1 AND %2$I IS NOT NULL', place.held, place.words,
      place.author), p_person, alias);
  END LOOP;
  FOREACH name IN ARRAY '{session,account,access_token,user_role,turn,thread}'::text[] LOOP
    touched := touched + jidoka_underneath(name::regclass,
      format('DELETE FROM %I WHERE user_id = $1', name), p_person, alias);
  END LOOP;
  touched := touched + jidoka_underneath('"user"', 'DELETE FROM "user" WHERE id = $1', p_person, alias);
  touched := touched + jidoka_rename_person(p_person, alias);
  FOREACH name IN ARRAY sites LOOP
    PERFORM jidoka_audit(name, p_now, 'person_erased', p_by, 'cli', NULL, NULL,
      jsonb_build_object('pseudonym', alias, 'reason', p_reason));
  END LOOP;
  RETURN jsonb_build_object('pseudonym', alias, 'rows', touched, 'sites', to_jsonb(sites),
    'unsealedEntries', (SELECT count(*) FROM audit_entry
      WHERE strpos(record, to_jsonb(p_person)::text) > 0));
END
$$;
--> statement-breakpoint
-- In every column that says who, by its name: a new table is covered by naming its column so.
CREATE FUNCTION jidoka_rename_person(p_person text, p_alias text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  place record;
  found_any boolean;
  touched bigint := 0;
BEGIN
  FOR place IN
    SELECT c.oid::regclass AS held, a.attname AS col, a.atttypid = 'text[]'::regtype AS is_list
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid IN ('text'::regtype, 'text[]'::regtype)
      AND (a.attname ~ '_(by|user)$'
        OR a.attname IN ('authority', 'authors', 'same_person_as', 'owner', 'owner_id'))
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE $1 = %s)', place.held,
      format(CASE WHEN place.is_list THEN 'ANY (%I)' ELSE '%I' END, place.col))
      INTO found_any USING p_person;
    CONTINUE WHEN NOT found_any;
    touched := touched + jidoka_underneath(place.held, format(CASE WHEN place.is_list
      THEN 'UPDATE %1$s SET %2$I = array_replace(%2$I, $1, $2) WHERE $1 = ANY (%2$I)'
      ELSE 'UPDATE %1$s SET %2$I = $2 WHERE %2$I = $1' END, place.held, place.col), p_person, p_alias);
  END LOOP;
  RETURN touched;
END
$$;
--> statement-breakpoint

-- As before, and: outcomes are written by their function alone; what the chain has sealed is read
-- under `decide` only, the role of signed-in people, never by tools, agents or collection.
CREATE OR REPLACE FUNCTION jidoka_secure_gate() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE INSERT, UPDATE, DELETE ON policy_rule, proposal_version, delegation, shift_handover, follow_up
    FROM jidoka_ingest;
  REVOKE ALL ON audit_personal FROM jidoka_read, jidoka_propose, jidoka_execute, jidoka_ingest,
    jidoka_app, jidoka_chat;
  GRANT INSERT ON policy_rule TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_follow_up(jsonb, timestamptz) TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_follow_up_due(proposal) TO jidoka_execute;
  GRANT EXECUTE ON FUNCTION jidoka_edit(jsonb, int, text, text, text, timestamptz),
    jidoka_withdraw(text, text, text, text, timestamptz),
    jidoka_claim(text, text, int, text, timestamptz), jidoka_delegate(jsonb, text, timestamptz),
    jidoka_revoke_delegation(text, text, text, timestamptz),
    jidoka_hand_over(text, text, text, text, text, timestamptz),
    jidoka_take_over(text, text, text, timestamptz),
    jidoka_note_refusal(text, text, text, text, timestamptz) TO jidoka_decide;
  GRANT EXECUTE ON FUNCTION jidoka_escalate(timestamptz) TO jidoka_execute;
  -- Reading what a rule would say of a proposal; row rights hold in all of these.
  GRANT EXECUTE ON FUNCTION jidoka_judge(text, text, jsonb, timestamptz, jsonb),
    jidoka_rule_matches(policy_rule, text, jsonb, timestamptz), jidoka_amount(jsonb, text),
    jidoka_criticality(text, jsonb, text), jidoka_plant_time(text, timestamptz),
    jidoka_within(time, text, text), jidoka_transitions() TO jidoka_read;
END
$$;
