CREATE TABLE "life_deployment" (
	"site_id" text NOT NULL,
	"class_id" text NOT NULL,
	"seq" integer NOT NULL,
	"version" integer,
	"action_id" text NOT NULL,
	"deployed_by" text NOT NULL,
	"deployed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "life_deployment_site_id_class_id_seq_pk" PRIMARY KEY("site_id","class_id","seq")
);
--> statement-breakpoint
CREATE TABLE "life_model" (
	"site_id" text NOT NULL,
	"class_id" text NOT NULL,
	"version" integer NOT NULL,
	"data_from" timestamp with time zone NOT NULL,
	"data_to" timestamp with time zone NOT NULL,
	"lifetimes" integer NOT NULL,
	"censored" integer NOT NULL,
	"machines" integer NOT NULL,
	"sensors" jsonb NOT NULL,
	"step_hours" integer NOT NULL,
	"seed" integer NOT NULL,
	"report" jsonb NOT NULL,
	"model" jsonb NOT NULL,
	"trained_by" text NOT NULL,
	"trained_at" timestamp with time zone NOT NULL,
	CONSTRAINT "life_model_site_id_class_id_version_pk" PRIMARY KEY("site_id","class_id","version")
);
--> statement-breakpoint
CREATE INDEX "life_deployment_at" ON "life_deployment" USING btree ("site_id","class_id","deployed_at");--> statement-breakpoint

-- A trained model is a record: another training is another version. Which version tells people something
-- changes by an approved action only, as a version of a metric does.
CREATE TRIGGER model_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON life_model
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE TRIGGER deployment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON life_deployment
  FOR EACH STATEMENT EXECUTE FUNCTION jidoka_refuse_change();
--> statement-breakpoint
CREATE FUNCTION jidoka_guard_life_deployment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT jidoka_executing(NEW.site_id, NEW.action_id, '{deploy_life_model}')
    OR NEW.seq <> 1 + coalesce((SELECT max(seq) FROM life_deployment WHERE site_id = NEW.site_id
      AND class_id = NEW.class_id), 0)
    OR NEW.version IS NOT NULL AND NOT EXISTS (SELECT FROM life_model WHERE site_id = NEW.site_id
      AND class_id = NEW.class_id AND version = NEW.version) THEN
    PERFORM jidoka_refuse_effect(TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guard_effect BEFORE INSERT ON life_deployment
  FOR EACH ROW EXECUTE FUNCTION jidoka_guard_life_deployment();
--> statement-breakpoint
INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes)
  VALUES ('group', 'deploy_life_model', 1, 'deploy_life_model', 'medium',
    '{supervisor,maintenance,manager,admin}', '{manager,admin}', 1, 10080);
--> statement-breakpoint
DO $always$
DECLARE
  found record;
BEGIN
  FOR found IN SELECT tgrelid::regclass AS held, tgname FROM pg_trigger WHERE NOT tgisinternal
    AND tgrelid IN ('life_model'::regclass, 'life_deployment'::regclass)
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.held, found.tgname);
  END LOOP;
END
$always$;
--> statement-breakpoint

-- What models of remaining life add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_life_models() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE UPDATE, DELETE ON life_model FROM jidoka_ingest;
  REVOKE INSERT, UPDATE, DELETE ON life_deployment FROM jidoka_ingest;
  GRANT INSERT ON life_deployment TO jidoka_execute;
END
$$;
