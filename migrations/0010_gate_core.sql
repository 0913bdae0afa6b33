CREATE TABLE "proposal_version" (
	"site_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"version" integer NOT NULL,
	"risk" text NOT NULL,
	"policy_site" text NOT NULL,
	"policy_rule" text NOT NULL,
	"policy_version" integer NOT NULL,
	"input" jsonb NOT NULL,
	"args" text NOT NULL,
	"args_sha256" text NOT NULL,
	"preconditions" jsonb NOT NULL,
	"diff" jsonb NOT NULL,
	"prediction" jsonb,
	"evidence" jsonb NOT NULL,
	"edited_by" text,
	"edit_reason" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "proposal_version_site_id_proposal_id_version_pk" PRIMARY KEY("site_id","proposal_id","version")
);
--> statement-breakpoint
CREATE TABLE "delegation" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"role" text NOT NULL,
	"from_user" text NOT NULL,
	"to_user" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "delegation_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift_handover" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"from_user" text NOT NULL,
	"to_user" text NOT NULL,
	"note" text NOT NULL,
	"proposal_ids" text[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone,
	CONSTRAINT "shift_handover_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
ALTER TABLE "policy_rule" DROP CONSTRAINT "policy_rule_site_id_tool_pk";--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "authority" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "rule" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "version" integer;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "delegable" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "escalation" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "hours_from" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "hours_to" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "asset_path" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "criticality" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "amount_path" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "amount_unit" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "amount_from" double precision;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "amount_below" double precision;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "limits" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "quiet_from" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "quiet_to" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "origin" text DEFAULT 'seed' NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "action_id" text;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "created_by" text DEFAULT 'system' NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_rule" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "authors" text[];--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "policy_site" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "policy_rule" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "policy_version" integer;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "escalation" jsonb;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "delegable" boolean;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "escalated" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "input" jsonb;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "edited_by" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "edit_reason" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "version_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "claimed_by" text;--> statement-breakpoint
ALTER TABLE "proposal" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "same_person_as" text;--> statement-breakpoint
CREATE INDEX "delegation_to" ON "delegation" USING btree ("site_id","to_user","until_at");--> statement-breakpoint

-- From here on by hand. What stands is carried over: each rule becomes version 1 under the name of
-- its tool, each decision was made by its own right, each proposal keeps its first version.
UPDATE policy_rule SET rule = tool, version = 1,
  approvals_needed = greatest(approvals_needed, CASE risk WHEN 'high' THEN 2 ELSE 1 END);
--> statement-breakpoint
ALTER TABLE decision DISABLE TRIGGER decision_append_only;
--> statement-breakpoint
UPDATE decision SET authority = decided_by;
--> statement-breakpoint
ALTER TABLE decision ENABLE TRIGGER decision_append_only;
--> statement-breakpoint
UPDATE proposal p SET authors = ARRAY[p.requested_by], input = p.args::jsonb, escalation = '[]',
  delegable = true, version_at = p.created_at, policy_site = coalesce(r.site_id, 'group'),
  policy_rule = p.tool, policy_version = 1
FROM proposal o LEFT JOIN LATERAL (SELECT site_id FROM policy_rule WHERE tool = o.tool
  AND site_id IN (o.site_id, 'group') ORDER BY site_id = 'group' LIMIT 1) r ON true
WHERE o.site_id = p.site_id AND o.id = p.id;
--> statement-breakpoint
INSERT INTO proposal_version (site_id, proposal_id, version, risk, policy_site, policy_rule,
    policy_version, input, args, args_sha256, preconditions, diff, prediction, evidence, at)
  SELECT site_id, id, version, risk, policy_site, policy_rule, policy_version, input, args,
    args_sha256, preconditions, diff, prediction, evidence, version_at FROM proposal;
--> statement-breakpoint
ALTER TABLE "policy_rule" ALTER COLUMN "rule" SET NOT NULL, ALTER COLUMN "version" SET NOT NULL,
  ADD CONSTRAINT "policy_rule_site_id_rule_version_pk" PRIMARY KEY("site_id","rule","version");
--> statement-breakpoint
ALTER TABLE "decision" ALTER COLUMN "authority" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "proposal" ALTER COLUMN "authors" SET NOT NULL, ALTER COLUMN "policy_site" SET NOT NULL,
  ALTER COLUMN "policy_rule" SET NOT NULL, ALTER COLUMN "policy_version" SET NOT NULL,
  ALTER COLUMN "escalation" SET NOT NULL, ALTER COLUMN "delegable" SET NOT NULL,
  ALTER COLUMN "input" SET NOT NULL, ALTER COLUMN "version_at" SET NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX "decision_authority" ON "decision" USING btree ("site_id","proposal_id","version","authority");
--> statement-breakpoint

-- What no policy may say, whoever approves it: nobody decides alone on high risk, nothing happens
-- without an approval, and the policy itself changes by two people who manage.
ALTER TABLE policy_rule
  ADD CONSTRAINT someone_approves CHECK (approvals_needed BETWEEN 1 AND 5
    AND cardinality(approver_roles) > 0 AND array_position(approver_roles, NULL) IS NULL),
  ADD CONSTRAINT high_risk_takes_two CHECK (risk <> 'high' OR approvals_needed >= 2),
  ADD CONSTRAINT known_risk CHECK (risk IN ('low', 'medium', 'high')),
  ADD CONSTRAINT it_expires CHECK (expires_minutes BETWEEN 1 AND 43200),
  ADD CONSTRAINT hours_are_pairs CHECK ((hours_from IS NULL) = (hours_to IS NULL)
    AND (quiet_from IS NULL) = (quiet_to IS NULL)),
  ADD CONSTRAINT hours_are_times CHECK (
    concat(hours_from, hours_to, quiet_from, quiet_to) ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])*$'),
  ADD CONSTRAINT criticality_has_assets CHECK (criticality = '{}' OR asset_path IS NOT NULL),
  ADD CONSTRAINT known_criticality CHECK (criticality <@ '{A,B,C}'),
  ADD CONSTRAINT amount_has_unit CHECK ((amount_path IS NULL) = (amount_unit IS NULL)
    AND (amount_path IS NOT NULL OR (amount_from IS NULL AND amount_below IS NULL))),
  ADD CONSTRAINT lists CHECK (jsonb_typeof(escalation) = 'array' AND jsonb_typeof(limits) = 'array'),
  ADD CONSTRAINT policy_takes_two_managers CHECK (tool <> 'change_policy' OR (risk = 'high'
    AND approvals_needed >= 2 AND approver_roles <@ '{manager,admin}' AND NOT retired
    AND escalation = '[]' AND NOT delegable AND criticality = '{}' AND hours_from IS NULL
    AND amount_from IS NULL AND amount_below IS NULL));
--> statement-breakpoint
INSERT INTO policy_rule (site_id, rule, version, tool, risk, proposer_roles, approver_roles,
    approvals_needed, expires_minutes, delegable)
  VALUES ('group', 'change_policy', 1, 'change_policy', 'high', '{supervisor,manager,admin}',
    '{manager,admin}', 2, 2880, false);
