CREATE TABLE "lot_input" (
	"site_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"from_lot_id" text,
	"material_lot_id" text,
	"quantity" double precision,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "lot_input_site_id_source_source_key_pk" PRIMARY KEY("site_id","source","source_key"),
	CONSTRAINT "lot_input_one" CHECK (num_nonnulls(from_lot_id, material_lot_id) = 1)
);
--> statement-breakpoint
CREATE TABLE "lot_shipment" (
	"site_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"customer" text NOT NULL,
	"quantity" double precision NOT NULL,
	"shipped_at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	CONSTRAINT "lot_shipment_site_id_source_source_key_pk" PRIMARY KEY("site_id","source","source_key")
);
--> statement-breakpoint
CREATE TABLE "material_lot" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"material_id" text NOT NULL,
	"supplier_id" text,
	"purchase_line_id" text,
	"quantity" double precision NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "material_lot_site_id_id_pk" PRIMARY KEY("site_id","id")
);
--> statement-breakpoint
CREATE INDEX "lot_input_lot" ON "lot_input" USING btree ("site_id","lot_id");--> statement-breakpoint
CREATE INDEX "lot_input_from" ON "lot_input" USING btree ("site_id","from_lot_id");--> statement-breakpoint
CREATE INDEX "lot_input_material" ON "lot_input" USING btree ("site_id","material_lot_id");--> statement-breakpoint
CREATE INDEX "lot_shipment_lot" ON "lot_shipment" USING btree ("site_id","lot_id");--> statement-breakpoint
CREATE INDEX "quality_sample_lot" ON "quality_sample" USING btree ("site_id","lot_id") WHERE lot_id is not null;