CREATE TABLE "oauth_client" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"redirect_uris" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"user_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"audience" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oauth_secret" (
	"sha256" text PRIMARY KEY NOT NULL,
	"grant_id" text NOT NULL,
	"kind" text NOT NULL,
	"redirect_uri" text,
	"code_challenge" text,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "access_token" ADD COLUMN "grant_id" text;--> statement-breakpoint
ALTER TABLE "oauth_grant" ADD CONSTRAINT "oauth_grant_client_id_oauth_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_client"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_secret" ADD CONSTRAINT "oauth_secret_grant_id_oauth_grant_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oauth_secret_grant" ON "oauth_secret" USING btree ("grant_id");--> statement-breakpoint
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_grant_id_oauth_grant_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint

-- What a person allowed goes with them; access tokens have been deleted by then.
CREATE FUNCTION jidoka_forget_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM oauth_grant WHERE user_id = OLD.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER forget_grants AFTER DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION jidoka_forget_grants();
--> statement-breakpoint

-- What AI clients that people connected add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_oauth() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REVOKE ALL ON oauth_client, oauth_grant, oauth_secret FROM jidoka_read, jidoka_propose, jidoka_decide,
    jidoka_execute, jidoka_ingest, jidoka_app, jidoka_chat, jidoka_report, jidoka_channel;
  GRANT SELECT, INSERT, UPDATE, DELETE ON oauth_client, oauth_grant, oauth_secret TO jidoka_app;
END
$$;
