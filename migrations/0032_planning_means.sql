CREATE TABLE "machine_window" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"machine_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "machine_window_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "skill_need" (
	"site_id" text NOT NULL,
	"product_id" text NOT NULL,
	"seq" integer NOT NULL,
	"skill" text NOT NULL,
	"people" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "skill_need_site_id_product_id_seq_skill_pk" PRIMARY KEY("site_id","product_id","seq","skill")
);
--> statement-breakpoint
CREATE TABLE "worker" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"team_id" text NOT NULL,
	"skills" text[] NOT NULL,
	CONSTRAINT "worker_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE TABLE "worker_absence" (
	"site_id" text NOT NULL,
	"worker_id" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	CONSTRAINT "worker_absence_site_id_worker_id_from_at_pk" PRIMARY KEY("site_id","worker_id","from_at")
);
--> statement-breakpoint
CREATE TABLE "energy_tariff" (
	"site_id" text NOT NULL,
	"start_minute" integer NOT NULL,
	"end_minute" integer NOT NULL,
	"price_per_kwh" double precision NOT NULL,
	CONSTRAINT "energy_tariff_site_id_start_minute_pk" PRIMARY KEY("site_id","start_minute")
);
--> statement-breakpoint
CREATE TABLE "shift_break" (
	"site_id" text NOT NULL,
	"shift_id" text NOT NULL,
	"start_minute" integer NOT NULL,
	"end_minute" integer NOT NULL,
	CONSTRAINT "shift_break_site_id_shift_id_start_minute_pk" PRIMARY KEY("site_id","shift_id","start_minute")
);
--> statement-breakpoint
CREATE INDEX "machine_window_until" ON "machine_window" USING btree ("site_id","until_at");--> statement-breakpoint
CREATE INDEX "worker_absence_until" ON "worker_absence" USING btree ("site_id","until_at");