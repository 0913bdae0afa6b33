import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { sumsOfSamples } from './sums.ts'

/** The hours of a tag that have samples of good quality, in their order: beginnings, and means. */
export type TagHours = { tagId: string; hoursS: number[]; means: number[]; samples: number }

type Asked = { siteId: string; tagIds: string[]; from: Date; to: Date }

/**
 * Means of several tags by the hour, `to` excluded: from the roll-ups, and from the samples of hours that
 * changed since. The hour that `from` lies in is left out.
 */
export async function readHours(tx: Tx, { siteId, tagIds, from, to }: Asked): Promise<TagHours[]> {
  const ofTags = sql`site_id = ${siteId}
    and tag_id in (select json_array_elements_text(${JSON.stringify(tagIds)}::json))`
  return tx.rows<TagHours>(sql`
    with open as materialized (
      select distinct tag_id, hour from measurement_due
      where ${ofTags} and hour >= ${from} and hour < ${to}),
    hours as (
      select tag_id, bucket, n, sum from measurement_hour m
      where ${ofTags} and bucket >= ${from} and bucket < ${to} and not exists
        (select 1 from open o where o.tag_id = m.tag_id and o.hour = m.bucket)
      union all
      select o.tag_id, o.hour, s.n, s.sum from open o cross join lateral (
        select ${sumsOfSamples} from measurement where site_id = ${siteId} and tag_id = o.tag_id
          and at >= o.hour and at < least(o.hour + interval '1 hour', ${to}::timestamptz)) s)
    select tag_id as "tagId", sum(n)::int as samples,
      array_agg(extract(epoch from bucket)::float8 order by bucket) as "hoursS",
      array_agg(sum / n order by bucket) as means
    from hours where n > 0 group by tag_id order by tag_id`)
}
