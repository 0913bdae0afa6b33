CREATE TABLE "metric_target_version" (
	"site_id" text NOT NULL,
	"metric_id" text NOT NULL,
	"scope_id" text NOT NULL,
	"seq" integer NOT NULL,
	"target" double precision,
	"from_day" date NOT NULL,
	"action_id" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "metric_target_version_site_id_metric_id_scope_id_seq_pk" PRIMARY KEY("site_id","metric_id","scope_id","seq")
);
--> statement-breakpoint

-- A target changes what boards call good: by an approved action alone, and what held before stays readable.
CREATE TRIGGER target_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON metric_target_version
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE FUNCTION jidoka_guard_target() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT jidoka_executing(NEW.site_id, NEW.action_id, '{set_metric_target}')
    OR NEW.seq <> 1 + coalesce((SELECT max(seq) FROM metric_target_version
      WHERE site_id = NEW.site_id AND metric_id = NEW.metric_id AND scope_id = NEW.scope_id), 0) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON metric_target_version
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_target();
--> statement-breakpoint
ALTER TABLE metric_target_version ENABLE ALWAYS TRIGGER target_append_only;
--> statement-breakpoint
ALTER TABLE metric_target_version ENABLE ALWAYS TRIGGER guard_effect;
--> statement-breakpoint
INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes)
  VALUES ('group', 'set_metric_target', 1, 'set_metric_target', 'medium',
    '{supervisor,quality,planner,maintenance,manager,admin}', '{manager,admin}', 1, 2880);
--> statement-breakpoint

-- What targets add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_targets() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE INSERT, UPDATE, DELETE ON metric_target_version FROM jidoka_ingest;
  GRANT INSERT ON metric_target_version TO jidoka_execute;
END
$$;
