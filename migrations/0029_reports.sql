CREATE TABLE "report_subscription" (
	"site_id" text NOT NULL,
	"for_user" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_subscription_site_id_for_user_kind_pk" PRIMARY KEY("site_id","for_user","kind"),
	CONSTRAINT "report_subscription_of_a_site" CHECK ("report_subscription"."site_id" <> 'group')
);
--> statement-breakpoint
ALTER TABLE "alert_message" ADD COLUMN "page" text;--> statement-breakpoint

-- What reports add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_reports() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE ALL ON report_subscription FROM jidoka_read, jidoka_propose, jidoka_decide,
    jidoka_execute, jidoka_ingest, jidoka_app;
  GRANT SELECT, INSERT, DELETE ON report_subscription TO jidoka_report;
  -- Who wants what is for that person alone, and nobody subscribes another.
  DROP POLICY IF EXISTS subscriber ON report_subscription;
  CREATE POLICY subscriber ON report_subscription AS RESTRICTIVE USING (for_user = jidoka_user()
    OR '*' = ANY ((SELECT jidoka_sites())::text[])) WITH CHECK (for_user = jidoka_user());
END
$$;
