CREATE TABLE "fact_day" (
	"site_id" text NOT NULL,
	"machine_id" text NOT NULL,
	"day" text NOT NULL,
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
	"hours" integer NOT NULL,
	"last_hour" timestamp with time zone NOT NULL,
	CONSTRAINT "fact_day_site_id_machine_id_day_product_id_team_id_shift_id_shift_date_pk" PRIMARY KEY("site_id","machine_id","day","product_id","team_id","shift_id","shift_date")
);
--> statement-breakpoint
CREATE INDEX "fact_day_time" ON "fact_day" USING btree ("site_id","day");
--> statement-breakpoint

-- What is there already is rolled up once; from now on ingestion keeps both together.
INSERT INTO fact_day (site_id, machine_id, day, product_id, team_id, shift_id, shift_date, line_id,
  production_s, setup_s, delay_s, down_s, planned_stop_s, good, scrap,
  rework, first_pass, planned_run_s, energy_kwh, failures, repairs, repair_s, hours, last_hour)
SELECT f.site_id, f.machine_id, to_char(f.hour AT TIME ZONE s.zone, 'YYYY-MM-DD'), f.product_id,
  f.team_id, f.shift_id, f.shift_date, min(f.line_id),
  sum(f.production_s), sum(f.setup_s), sum(f.delay_s), sum(f.down_s), sum(f.planned_stop_s), sum(f.good), sum(f.scrap),
  sum(f.rework), sum(f.first_pass), sum(f.planned_run_s), sum(f.energy_kwh), sum(f.failures), sum(f.repairs), sum(f.repair_s),
  count(*), max(f.hour)
FROM fact_hour f JOIN site s ON s.site_id = f.site_id
GROUP BY 1, 2, 3, 4, 5, 6, 7;
