import { sql } from 'drizzle-orm'

/** Columns that a stretch of samples comes to, in the order of the roll-up tables. */
export const sumColumns = sql.raw('n, others, sum, min, max, last_value, last_at')

/** The same from samples: those of good quality count, the others are counted. */
export const sumsOfSamples = sql.raw(`
  (count(*) filter (where quality = 'good'))::int as n,
  (count(*) filter (where quality <> 'good'))::int as others,
  sum(value) filter (where quality = 'good') as sum,
  min(value) filter (where quality = 'good') as min,
  max(value) filter (where quality = 'good') as max,
  (array_agg(value order by at desc) filter (where quality = 'good'))[1] as last_value,
  max(at) filter (where quality = 'good') as last_at`)

/** The same from finer sums. */
export const sumsOfSums = sql.raw(`
  sum(n)::int as n, sum(others)::int as others, sum(sum) as sum, min(min) as min, max(max) as max,
  (array_agg(last_value order by last_at desc) filter (where last_at is not null))[1] as last_value,
  max(last_at) as last_at`)
