import { sql } from 'drizzle-orm'
import { hourMs } from '../../base/milliseconds.ts'
import { schema, type Tx } from '../../store/index.ts'
import { unwatched } from './advance.ts'
import type { AlertFeed } from './event.ts'
import { readPlaces } from './places.ts'
import { type StandingRule, standingRules } from './read-rules.ts'
import { subjectsOf } from './subjects.ts'

/** How much of the past a new watch reads: enough to know what is usual. */
function lookBackMs({ watched, test }: StandingRule): number {
  const points = 'points' in test ? test.points : 1
  switch (watched.kind) {
    case 'metric':
      return (watched.every === 'hour' ? 1 : 24) * hourMs * (2 * points + 2)
    case 'tag':
      return points > 1 ? 24 * hourMs : hourMs
    case 'characteristic':
      return 60 * 24 * hourMs
    case 'material':
      return 400 * 24 * hourMs
    case 'state':
    case 'source':
      return 24 * hourMs
  }
}

type Held = { siteId: string; ruleId: string; subject: string; version: number }
const keyOf = ({ siteId, ruleId, subject, version }: Held) =>
  JSON.stringify([siteId, ruleId, subject, version])

/** Makes the watches what rules and plant ask for today; a new version begins anew. */
export async function syncWatches(tx: Tx, now: Date): Promise<StandingRule[]> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('alert watches', 0))`)
  const rules = await standingRules(tx)
  const held = await tx.rows<Held>(sql`select site_id as "siteId", rule_id as "ruleId", subject,
    version from alert_watch`)
  const wanted = await wantedWatches(tx, rules, now)
  const known = new Set(held.map(keyOf))
  const gone = held.filter((one) => !wanted.has(keyOf(one)))
  const fresh = [...wanted].filter(([key]) => !known.has(key)).map(([, watch]) => watch)
  await endWatches(tx, gone, now)
  for (let at = 0; at < fresh.length; at += 500)
    await tx.orm.insert(schema.alertWatch).values(fresh.slice(at, at + 500))
  return rules
}

type NewWatch = typeof schema.alertWatch.$inferInsert

async function wantedWatches(
  tx: Tx,
  rules: StandingRule[],
  now: Date,
): Promise<Map<string, NewWatch>> {
  const wanted = new Map<string, NewWatch>()
  for (const [siteId, own] of Map.groupBy(rules, (rule) => rule.siteId)) {
    const places = await readPlaces(tx, siteId)
    for (const rule of own) {
      const { ruleId, version } = rule
      const checkpointAt = new Date(now.getTime() - lookBackMs(rule))
      for (const subject of await subjectsOf(tx, rule, places)) {
        const watch = {
          ...{ ...subject, feed: subject.feed satisfies AlertFeed, siteId, ruleId, version },
          ...{ checkpoint: unwatched, checkpointAt, lookAt: now, turn: 0 },
        }
        wanted.set(keyOf(watch), watch)
      }
    }
  }
  return wanted
}

/** What a rule no longer watches ends with it, and so do its alerts. */
async function endWatches(tx: Tx, gone: Held[], now: Date): Promise<void> {
  if (gone.length === 0) return
  const keys = JSON.stringify(gone)
  const closed = await tx.rows<{ siteId: string; id: string }>(sql`
    update alert_event e set state = 'closed', closed_at = ${now}::timestamptz,
      cleared_at = coalesce(cleared_at, ${now}::timestamptz)
    from json_to_recordset(${keys}::json) as g("siteId" text, "ruleId" text, subject text, version int)
    where e.site_id = g."siteId" and e.rule_id = g."ruleId" and e.subject = g.subject
      and e.version = g.version and e.cleared_at is null
    returning e.site_id as "siteId", e.id`)
  for (const { siteId, id } of closed) {
    await tx.rows(
      sql`select jidoka_alert_step(${siteId}, ${id}, 'system', 'rule_ended', '{}', ${now})`,
    )
  }
  await tx.rows(sql`
    delete from alert_watch w
    using json_to_recordset(${keys}::json) as g("siteId" text, "ruleId" text, subject text, version int)
    where w.site_id = g."siteId" and w.rule_id = g."ruleId" and w.subject = g.subject
      and w.version = g.version`)
}
