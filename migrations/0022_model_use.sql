CREATE TABLE "model_use" (
	"user_id" text NOT NULL,
	"day" date NOT NULL,
	"model" text NOT NULL,
	"calls" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cost" double precision NOT NULL,
	CONSTRAINT "model_use_day_user_id_model_pk" PRIMARY KEY("day","user_id","model")
);
--> statement-breakpoint
ALTER TABLE "turn" ADD COLUMN "prompt" text;--> statement-breakpoint

-- Adds to the ledger, and to nobody's line but the person's own: what was spent can't be taken back.
CREATE FUNCTION jidoka_note_model_use(p_day date, p_model text, p_input bigint, p_output bigint,
  p_cost double precision) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_input < 0 OR p_output < 0 OR p_cost < 0 THEN
    RAISE EXCEPTION 'the use of a model is never negative';
  END IF;
  INSERT INTO model_use AS held (user_id, day, model, calls, input_tokens, output_tokens, cost)
  VALUES (jidoka_user(), p_day, p_model, 1, p_input, p_output, p_cost)
  ON CONFLICT (day, user_id, model) DO UPDATE SET calls = held.calls + 1,
    input_tokens = held.input_tokens + p_input, output_tokens = held.output_tokens + p_output,
    cost = held.cost + p_cost;
END
$$;
--> statement-breakpoint

-- What conversations with models add to `jidoka_secure_tables()`; run after it.
CREATE FUNCTION jidoka_secure_models() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  ALTER TABLE model_use ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS own_rows ON model_use;
  CREATE POLICY own_rows ON model_use USING (user_id = jidoka_user()
    OR '*' = ANY ((SELECT jidoka_sites())::text[]));
  GRANT SELECT ON model_use TO jidoka_chat;
  GRANT EXECUTE ON FUNCTION jidoka_note_model_use(date, text, bigint, bigint, double precision)
    TO jidoka_chat;
END
$$;
