CREATE TABLE "audit_entry" (
	"site_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"previous_sha256" text NOT NULL,
	"sha256" text NOT NULL,
	"record" text NOT NULL,
	CONSTRAINT "audit_entry_site_id_seq_pk" PRIMARY KEY("site_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"site_id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"sha256" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"site_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"version" integer NOT NULL,
	"decided_by" text NOT NULL,
	"verdict" text NOT NULL,
	"reason_code" text,
	"reason_text" text,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_site_id_proposal_id_version_decided_by_pk" PRIMARY KEY("site_id","proposal_id","version","decided_by")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"site_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"args_sha256" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ready_at" timestamp with time zone NOT NULL,
	CONSTRAINT "outbox_site_id_proposal_id_pk" PRIMARY KEY("site_id","proposal_id")
);
--> statement-breakpoint
CREATE TABLE "policy_rule" (
	"site_id" text NOT NULL,
	"tool" text NOT NULL,
	"risk" text NOT NULL,
	"approver_roles" text[] NOT NULL,
	"approvals_needed" integer NOT NULL,
	"expires_minutes" integer NOT NULL,
	CONSTRAINT "policy_rule_site_id_tool_pk" PRIMARY KEY("site_id","tool")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"tool" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"risk" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"args" text NOT NULL,
	"args_sha256" text NOT NULL,
	"preconditions" jsonb NOT NULL,
	"diff" jsonb NOT NULL,
	"prediction" jsonb,
	"evidence" jsonb NOT NULL,
	"tainted" boolean NOT NULL,
	"requested_by" text NOT NULL,
	"channel" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"approver_roles" text[] NOT NULL,
	"approvals_needed" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"result" jsonb,
	"executing_xid" text,
	CONSTRAINT "proposal_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "thread" (
	"user_id" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "thread_user_id_id_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
CREATE TABLE "turn" (
	"user_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"seq" integer NOT NULL,
	"question" text NOT NULL,
	"status" text NOT NULL,
	"model" text,
	"answer" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "turn_user_id_thread_id_seq_pk" PRIMARY KEY("user_id","thread_id","seq")
);
--> statement-breakpoint
CREATE TABLE "equipment" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"parent_id" text,
	"level" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"class_id" text,
	"criticality" text DEFAULT 'B' NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"line_id" text,
	"area_id" text,
	CONSTRAINT "equipment_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "equipment_class" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	CONSTRAINT "equipment_class_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "site" (
	"site_id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"zone" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tag" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"equipment_id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text NOT NULL,
	"low_limit" double precision,
	"high_limit" double precision,
	CONSTRAINT "tag_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "fact_downtime" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"team_id" text NOT NULL,
	"shift_id" text NOT NULL,
	"shift_date" text NOT NULL,
	"line_id" text NOT NULL,
	"reason_id" text NOT NULL,
	"down_s" double precision NOT NULL,
	"stops" double precision NOT NULL,
	CONSTRAINT "fact_downtime_site_id_machine_id_hour_team_id_shift_id_reason_id_pk" PRIMARY KEY("site_id","machine_id","hour","team_id","shift_id","reason_id")
);
--> statement-breakpoint
CREATE TABLE "fact_hour" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"product_id" text NOT NULL,
	"team_id" text NOT NULL,
	"shift_id" text NOT NULL,
	"shift_date" text NOT NULL,
	"line_id" text NOT NULL,
	"production_s" double precision NOT NULL,
	"setup_s" double precision NOT NULL,
	"delay_s" double precision NOT NULL,
	"down_s" double precision NOT NULL,
	"planned_stop_s" double precision NOT NULL,
	"good" double precision NOT NULL,
	"scrap" double precision NOT NULL,
	"rework" double precision NOT NULL,
	"first_pass" double precision NOT NULL,
	"planned_run_s" double precision NOT NULL,
	"energy_kwh" double precision NOT NULL,
	"failures" double precision NOT NULL,
	"repairs" double precision NOT NULL,
	"repair_s" double precision NOT NULL,
	CONSTRAINT "fact_hour_site_id_machine_id_hour_product_id_team_id_shift_id_pk" PRIMARY KEY("site_id","machine_id","hour","product_id","team_id","shift_id")
);
--> statement-breakpoint
CREATE TABLE "failure_event" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"repair_s" double precision,
	"failure_mode_id" text,
	"component" text,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "failure_event_site_id_source_source_key_pk" PRIMARY KEY("site_id","source","source_key")
);
--> statement-breakpoint
CREATE TABLE "ingest_refusal" (
	"site_id" text NOT NULL,
	"source" text NOT NULL,
	"stream" text NOT NULL,
	"position" text NOT NULL,
	"field" text NOT NULL,
	"value" text,
	"reason" text NOT NULL,
	"row" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ingest_refusal_site_id_source_stream_position_field_pk" PRIMARY KEY("site_id","source","stream","position","field")
);
--> statement-breakpoint
CREATE TABLE "ingest_source" (
	"site_id" text NOT NULL,
	"source" text NOT NULL,
	"stream" text NOT NULL,
	"data_until" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"rows" bigint NOT NULL,
	"refused" bigint NOT NULL,
	CONSTRAINT "ingest_source_site_id_source_stream_pk" PRIMARY KEY("site_id","source","stream")
);
--> statement-breakpoint
CREATE TABLE "machine_alarm" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"code" text NOT NULL,
	"message" text,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "machine_alarm_site_id_source_source_key_pk" PRIMARY KEY("site_id","source","source_key")
);
--> statement-breakpoint
CREATE TABLE "machine_state" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone,
	"state" text NOT NULL,
	"category" text NOT NULL,
	"reason_id" text,
	"note" text,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "machine_state_site_id_machine_id_start_at_pk" PRIMARY KEY("site_id","machine_id","start_at")
);
--> statement-breakpoint
CREATE TABLE "measurement" (
	"site_id" text NOT NULL,
	"tag_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"value" double precision NOT NULL,
	"quality" text DEFAULT 'good' NOT NULL,
	CONSTRAINT "measurement_site_id_tag_id_at_pk" PRIMARY KEY("site_id","tag_id","at")
);
--> statement-breakpoint
CREATE TABLE "production_count" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"product_id" text NOT NULL,
	"order_id" text,
	"good" integer NOT NULL,
	"scrap" integer NOT NULL,
	"rework" integer NOT NULL,
	"first_pass" integer NOT NULL,
	"planned_run_s_per_piece" double precision NOT NULL,
	"energy_kwh" double precision DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "production_count_site_id_source_source_key_pk" PRIMARY KEY("site_id","source","source_key")
);
--> statement-breakpoint
CREATE TABLE "chunk" (
	"site_id" text NOT NULL,
	"document_id" text NOT NULL,
	"revision" integer NOT NULL,
	"seq" integer NOT NULL,
	"page" integer,
	"heading_path" text[] NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"terms" "tsvector" NOT NULL,
	"term_count" integer NOT NULL,
	"effective" integer DEFAULT 1 NOT NULL,
	"reader_roles" text[] DEFAULT '{}' NOT NULL,
	"equipment_ids" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "chunk_site_id_document_id_revision_seq_pk" PRIMARY KEY("site_id","document_id","revision","seq")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"equipment_ids" text[] DEFAULT '{}' NOT NULL,
	"reader_roles" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "document_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_revision" (
	"site_id" text NOT NULL,
	"document_id" text NOT NULL,
	"revision" integer NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"file_name" text NOT NULL,
	"pages" integer,
	"parser" text NOT NULL,
	"status" text NOT NULL,
	"effective_from" timestamp with time zone NOT NULL,
	"effective_until" timestamp with time zone,
	"content" "bytea" NOT NULL,
	"reader_roles" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "document_revision_site_id_document_id_revision_pk" PRIMARY KEY("site_id","document_id","revision")
);
--> statement-breakpoint
CREATE TABLE "failure_mode" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	CONSTRAINT "failure_mode_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"equipment_id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"priority" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"failure_code" text,
	"component" text,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"requested_by" text,
	"origin" text NOT NULL,
	"action_id" text,
	"source" text,
	"source_key" text,
	CONSTRAINT "ticket_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "metric_target" (
	"site_id" text NOT NULL,
	"metric_id" text NOT NULL,
	"scope_id" text NOT NULL,
	"target" double precision NOT NULL,
	CONSTRAINT "metric_target_site_id_metric_id_scope_id_pk" PRIMARY KEY("site_id","metric_id","scope_id")
);
--> statement-breakpoint
CREATE TABLE "metric_version" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"definition" jsonb NOT NULL,
	"approved_at" timestamp with time zone,
	CONSTRAINT "metric_version_site_id_id_version_pk" PRIMARY KEY("site_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "order_operation" (
	"site_id" text NOT NULL,
	"order_id" text NOT NULL,
	"seq" integer NOT NULL,
	"machine_ids" text[] NOT NULL,
	"run_s_per_piece" double precision NOT NULL,
	"setup_s" double precision NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "order_operation_site_id_order_id_seq_pk" PRIMARY KEY("site_id","order_id","seq")
);
--> statement-breakpoint
CREATE TABLE "production_order" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"product_id" text NOT NULL,
	"quantity" integer NOT NULL,
	"produced_quantity" integer DEFAULT 0 NOT NULL,
	"release_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"priority" integer DEFAULT 3 NOT NULL,
	"status" text NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "production_order_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "schedule_slot" (
	"site_id" text NOT NULL,
	"schedule_id" text NOT NULL,
	"order_id" text NOT NULL,
	"seq" integer NOT NULL,
	"machine_id" text NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"setup_s" double precision NOT NULL,
	CONSTRAINT "schedule_slot_site_id_schedule_id_order_id_seq_pk" PRIMARY KEY("site_id","schedule_id","order_id","seq")
);
--> statement-breakpoint
CREATE TABLE "schedule_version" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"status" text NOT NULL,
	"origin" text NOT NULL,
	"action_id" text,
	"source" text,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text NOT NULL,
	"indicators" jsonb NOT NULL,
	CONSTRAINT "schedule_version_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "access_token" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"label" text NOT NULL,
	"sha256" text NOT NULL,
	"audience" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"language" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "user_role" (
	"site_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "user_role_site_id_user_id_role_pk" PRIMARY KEY("site_id","user_id","role")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bom_line" (
	"site_id" text NOT NULL,
	"product_id" text NOT NULL,
	"material_id" text NOT NULL,
	"quantity" double precision NOT NULL,
	CONSTRAINT "bom_line_site_id_product_id_material_id_pk" PRIMARY KEY("site_id","product_id","material_id")
);
--> statement-breakpoint
CREATE TABLE "product" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"revision" text DEFAULT 'A' NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"family" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "product_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "routing_operation" (
	"site_id" text NOT NULL,
	"product_id" text NOT NULL,
	"seq" integer NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"machine_ids" text[] NOT NULL,
	"run_s_per_piece" double precision NOT NULL,
	"setup_s" double precision NOT NULL,
	CONSTRAINT "routing_operation_site_id_product_id_seq_pk" PRIMARY KEY("site_id","product_id","seq")
);
--> statement-breakpoint
CREATE TABLE "characteristic" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"product_id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text NOT NULL,
	"nominal" double precision NOT NULL,
	"lower_limit" double precision,
	"upper_limit" double precision,
	CONSTRAINT "characteristic_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "lot" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"product_id" text NOT NULL,
	"order_id" text,
	"machine_id" text,
	"quantity" double precision NOT NULL,
	"produced_at" timestamp with time zone NOT NULL,
	"disposition" text NOT NULL,
	CONSTRAINT "lot_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "quality_sample" (
	"site_id" text NOT NULL,
	"characteristic_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"lot_id" text,
	"at" timestamp with time zone NOT NULL,
	"value" double precision NOT NULL,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "quality_sample_site_id_source_source_key_pk" PRIMARY KEY("site_id","source","source_key")
);
--> statement-breakpoint
CREATE TABLE "material" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text NOT NULL,
	CONSTRAINT "material_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "purchase_line" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"material_id" text NOT NULL,
	"supplier_id" text NOT NULL,
	"quantity" double precision NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone,
	CONSTRAINT "purchase_line_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"site_id" text NOT NULL,
	"material_id" text NOT NULL,
	"quantity" double precision NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stock_site_id_material_id_pk" PRIMARY KEY("site_id","material_id")
);
--> statement-breakpoint
CREATE TABLE "supplier" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	CONSTRAINT "supplier_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "downtime_reason" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"parent_id" text,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"loss_class" text NOT NULL,
	CONSTRAINT "downtime_reason_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"start_minute" integer NOT NULL,
	"end_minute" integer NOT NULL,
	CONSTRAINT "shift_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift_roster" (
	"site_id" text NOT NULL,
	"shift_date" date NOT NULL,
	"shift_id" text NOT NULL,
	"team_id" text NOT NULL,
	CONSTRAINT "shift_roster_site_id_shift_date_shift_id_pk" PRIMARY KEY("site_id","shift_date","shift_id")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "team_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE INDEX "outbox_ready" ON "outbox" USING btree ("status","ready_at");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_idempotency" ON "proposal" USING btree ("site_id","requested_by","idempotency_key");--> statement-breakpoint
CREATE INDEX "proposal_status" ON "proposal" USING btree ("site_id","status","created_at");--> statement-breakpoint
CREATE INDEX "turn_started" ON "turn" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "equipment_parent" ON "equipment" USING btree ("site_id","parent_id");--> statement-breakpoint
CREATE INDEX "tag_equipment" ON "tag" USING btree ("site_id","equipment_id");--> statement-breakpoint
CREATE INDEX "fact_downtime_time" ON "fact_downtime" USING btree ("site_id","hour");--> statement-breakpoint
CREATE INDEX "fact_hour_time" ON "fact_hour" USING btree ("site_id","hour");--> statement-breakpoint
CREATE INDEX "failure_event_machine" ON "failure_event" USING btree ("site_id","machine_id","at");--> statement-breakpoint
CREATE INDEX "machine_alarm_machine" ON "machine_alarm" USING btree ("site_id","machine_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "machine_state_source" ON "machine_state" USING btree ("site_id","source","source_key");--> statement-breakpoint
CREATE INDEX "production_count_machine" ON "production_count" USING btree ("site_id","machine_id","at");--> statement-breakpoint
CREATE INDEX "chunk_terms" ON "chunk" USING gin ("terms") WHERE effective = 1;--> statement-breakpoint
CREATE UNIQUE INDEX "document_revision_bytes" ON "document_revision" USING btree ("site_id","document_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_action" ON "ticket" USING btree ("site_id","action_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_source" ON "ticket" USING btree ("site_id","source","source_key");--> statement-breakpoint
CREATE INDEX "ticket_equipment" ON "ticket" USING btree ("site_id","equipment_id","opened_at");--> statement-breakpoint
CREATE INDEX "production_order_status" ON "production_order" USING btree ("site_id","status","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_version_current" ON "schedule_version" USING btree ("site_id") WHERE status = 'current';--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_version_action" ON "schedule_version" USING btree ("site_id","action_id");--> statement-breakpoint
CREATE UNIQUE INDEX "access_token_sha256" ON "access_token" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "quality_sample_at" ON "quality_sample" USING btree ("site_id","characteristic_id","at");